"""`hulplijn content …`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from hulplijn.server.commands.desk import console, require_a_helpline, tell

app = typer.Typer(no_args_is_help=True, help="The content folder.")


@app.command("check")
def content_check(
    folder: Annotated[Path, typer.Argument(help="The content folder.")] = Path("content"),
    own: Annotated[bool, typer.Option("--own", help="With the helpline's own texts over it.")] = False,
) -> None:
    """Check the content folder; each mistake is named with its file and line."""
    import django

    django.setup()
    from hulplijn.content import on_paper
    from hulplijn.content.queries import check, longer_terms, use

    texts = _own_texts() if own else {}
    mistakes = check(folder, texts)
    if all(one.is_wording for one in mistakes):
        with use(folder):
            mistakes += on_paper.check(folder, texts)
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


@app.command("differences")
def content_differences(
    ours: Annotated[bool, typer.Option("--ours", help="Also how ours differs from the product's.")] = False,
) -> None:
    """Say which files are the helpline's own, and what an upgrade changed in the product's since."""
    import django
    from django.conf import settings

    django.setup()
    require_a_helpline()
    from hulplijn.content.overlay import differences

    found = differences(Path(settings.HULPLIJN_CONTENT))
    for one in found:
        state = (
            "the product's has changed since" if one.shipped_changed else "the product's is the same still"
        )
        tell(f"{one.name}: ours; {state}")
        for line in one.since_base() if one.shipped_changed else []:
            tell(f"    {line}")
        for line in one.from_shipped() if ours else []:
            tell(f"  | {line}")
    if not found:
        tell("No file is the helpline's own.")


def _own_texts() -> dict[str, str]:
    require_a_helpline()
    from hulplijn.content.overlay import own

    return own().by_name
