"""`hulplijn figures`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hulplijn.server.commands.desk import (
    console,
    demonstration_where_nothing_is_set,
    refuse,
    require_a_helpline,
    require_year,
)


def figures(
    year: Annotated[int, typer.Argument(help="The year.")],
    out: Annotated[Path | None, typer.Option(help="Folder for one CSV file per figure.")] = None,
    deck: Annotated[Path | None, typer.Option(help="PowerPoint file to write.")] = None,
    lang: Annotated[str, typer.Option(help="nl or en.")] = "nl",
) -> None:
    """Write a year's figures as CSV files and a presentation. Reads only: it may run beside the server."""
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
    from hulplijn.figures import deck as presentation
    from hulplijn.figures import export
    from hulplijn.figures.queries import EmptyYear, years
    from hulplijn.plumbing.clock import now

    try:
        if out is not None:
            for path in export.write_csv(year, out, lang, at=now()):
                console.print(str(path), highlight=False)
        if deck is not None:
            presentation.write_deck(year, deck, lang, at=now())
            console.print(str(deck), highlight=False)
    except EmptyYear:
        there = ", ".join(str(one) for one in years()) or "none yet"
        refuse(f"Nothing was counted in {year}. Years with figures: {there}.")
    except OSError as wrong:
        refuse(f"Cannot write to {wrong.filename}: {wrong.strerror}. Choose another place.")
