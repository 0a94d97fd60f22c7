"""`hulplijn content …`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from hulplijn.server.commands.desk import console

app = typer.Typer(no_args_is_help=True, help="The content folder.")


@app.command("check")
def content_check(
    folder: Annotated[Path, typer.Argument(help="The content folder.")] = Path("content"),
) -> None:
    """Check the content folder; each mistake is named with its file and line."""
    import django

    django.setup()
    from hulplijn.content.queries import check

    mistakes = check(folder)
    for mistake in mistakes:
        console.print(str(mistake), highlight=False, markup=False)
    if mistakes:
        sys.exit(1)
    console.print("No mistakes found.")
