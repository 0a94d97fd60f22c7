"""`hulplijn retention`."""

from __future__ import annotations

from typing import Annotated

import typer

from hulplijn.server.commands.desk import (
    console,
    demonstration_where_nothing_is_set,
    refuse,
    writing_process,
)


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; change nothing.")] = False,
) -> None:
    """Let go what has come to its term, as the server does by itself every night."""
    demonstration_where_nothing_is_set()
    if dry_run:
        import django

        django.setup()
        _tell()
        return
    with writing_process():
        from hulplijn.casework.actions import let_go_what_is_due
        from hulplijn.plumbing.clock import now

        _tell()
        while let_go_what_is_due(at=now()):
            pass
        console.print("Done.")


def _tell() -> None:
    from django.db import DatabaseError

    from hulplijn.casework import keeping
    from hulplijn.plumbing.clock import now

    at = now()
    try:
        going, holds = keeping.what_would_go(at), list(keeping.holds(at))
    except DatabaseError:
        refuse("There is no helpline here yet, or its database is of another version. Start the server once.")
    for one in going:
        console.print(
            f"{one.what}: {one.many} cases, the oldest due since {one.oldest:%Y-%m-%d}", highlight=False
        )
    if not going:
        console.print("Nothing has come to its term.")
    for hold in holds:
        what = f"case {hold.case.reference}" if hold.case else "everything that is a sample"
        until = f"until {hold.until:%Y-%m-%d}" if hold.until else "until it is lifted"
        console.print(f"On hold: {what} ({hold.reason}), {until}", highlight=False)
