"""The web application."""

from __future__ import annotations

import click

from statement_archive.cli.context import Context


@click.command()
@click.option("--host", help="Address to listen on (default: the setting, 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port (default: the setting, 8000).")
@click.option("--offer-setup", is_flag=True, help="The first page offers the first account, on this machine only.")
@click.pass_obj
def serve(context: Context, host: str | None, port: int | None, offer_setup: bool) -> None:
    """The web application."""
    from statement_archive.web.serve import serve_forever  # noqa: PLC0415  # Flask: half a second no other command needs

    serve_forever(context.settings, host=host, port=port, setup_on_page=offer_setup)


COMMANDS: list[click.Command] = [serve]
