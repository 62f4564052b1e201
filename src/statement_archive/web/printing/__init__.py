"""A slip on paper: a page that stands alone, and a PDF. Both are made of the slip's JSON and the reader's language."""
