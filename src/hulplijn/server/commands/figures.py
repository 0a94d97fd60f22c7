"""`hulplijn figures`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hulplijn.server.commands.desk import (
    ask,
    console,
    demonstration_where_nothing_is_set,
    refuse,
    require_a_helpline,
    require_year,
)
from hulplijn.server.jobs import Say, job


def figures(
    year: Annotated[int, typer.Argument(help="The year.")],
    out: Annotated[Path | None, typer.Option(help="Folder for one CSV file per figure.")] = None,
    deck: Annotated[Path | None, typer.Option(help="PowerPoint file to write.")] = None,
    lang: Annotated[str, typer.Option(help="nl or en.")] = "nl",
) -> None:
    """Write a year's figures as CSV files and a presentation. Enters that in the audit log."""
    import django
    from django.conf import settings

    if out is None and deck is None:
        refuse("Name a folder with --out, or a file with --deck, or both.")
    require_year(year)
    demonstration_where_nothing_is_set()
    django.setup()
    if lang not in dict(settings.LANGUAGES):
        refuse(f"There are no texts in {lang!r}. Choose one of: {', '.join(dict(settings.LANGUAGES))}.")
    require_a_helpline()
    from hulplijn.content import queries as content
    from hulplijn.figures import deck as presentation
    from hulplijn.figures import export
    from hulplijn.figures.queries import is_empty, years
    from hulplijn.plumbing.clock import now

    content.refresh()
    if is_empty(year):
        there = ", ".join(str(one) for one in years()) or "none yet"
        refuse(f"Nothing was counted in {year}. Years with figures: {there}.")
    # First: nothing leaves that the log does not say.
    names = ([f"{year}.zip"] if out is not None else []) + ([f"{year}.pptx"] if deck is not None else [])
    ask("figures.export", what=names)
    try:
        if out is not None:
            for path in export.write_csv(year, out, lang, at=now()):
                console.print(str(path), highlight=False)
        if deck is not None:
            presentation.write_deck(year, deck, lang, at=now())
            console.print(str(deck), highlight=False)
    except OSError as wrong:
        refuse(f"Cannot write to {wrong.filename}: {wrong.strerror}. Choose another place.")


@job("figures.export", again="Give the command again: it writes the same files.")
def _export(say: Say, *, what: list[str]) -> None:
    """Writing the files is the command's own work; here only the log learns of it."""
    from hulplijn.audit.actors import SYSTEM
    from hulplijn.figures.handing_out import note_export
    from hulplijn.plumbing.clock import now

    for name in what:
        note_export(name, by=SYSTEM, at=now())
