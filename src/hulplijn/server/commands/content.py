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
    from hulplijn.content.queries import check, longer_terms

    mistakes = check(folder)
    for mistake in mistakes:
        console.print(str(mistake), highlight=False, markup=False)
    if mistakes:
        sys.exit(1)
    for name, (chosen, default) in longer_terms(folder).items():
        console.print(
            f"Note: retention.yaml keeps {name} for {chosen} days, longer than the default of {default}. "
            "Say why in your impact assessment, and on the privacy page.",
            highlight=False,
        )
    console.print("No mistakes found.")
