"""Quotations: find them in a document, compare one with exact text, grade what differs. Pure."""
