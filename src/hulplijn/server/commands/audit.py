"""`hulplijn audit …`."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hulplijn.server.commands.desk import complaints, console, demonstration_where_nothing_is_set, refuse

if TYPE_CHECKING:
    from hulplijn.audit.queries import Verdict
    from hulplijn.audit.rules import Broken

app = typer.Typer(no_args_is_help=True, help="The audit log.")


@app.callback()
def topic() -> None:
    """The audit log."""


@app.command("verify")
def verify() -> None:
    """Walk the audit log and name the first entry that is not as it was. Reads only."""
    import django
    from django.conf import settings

    demonstration_where_nothing_is_set()
    django.setup()
    database = settings.DATABASES["default"]
    if str(database["ENGINE"]).endswith("sqlite3") and not Path(str(database["NAME"])).exists():
        refuse(f"There is no helpline in {settings.HULPLIJN_DATA} yet. HULPLIJN_DATA names its folder.")
    from hulplijn.audit import queries
    from hulplijn.plumbing.clock import now

    with console.status("Walking the audit log") as shown:
        verdict = queries.verify(now(), lambda number: shown.update(f"Walking the audit log: {number}"))
    for sentence in told(verdict):
        console.print(sentence, highlight=False, markup=False, soft_wrap=True)
    if not verdict.is_whole:
        for sentence in wrong(verdict):
            complaints.print(sentence, style="bold red", highlight=False, markup=False, soft_wrap=True)
        sys.exit(1)


def told(verdict: Verdict) -> list[str]:
    """What there is to say of a log, whole or not."""
    from hulplijn.audit.rules import Whole

    sentences = []
    if isinstance(verdict.found, Whole):
        whole, digest = verdict.found, verdict.found.digest.hex()
        sentences.append(
            f"{_entries(whole.entries)}, up to number {whole.last}; none was changed, taken out or put in."
        )
        sentences.append(f"The last digest is {digest}.")
    if verdict.anchors.latest:
        sentences.append(_compared(len(verdict.anchors.anchors.digests), verdict.anchors.latest))
    if verdict.late:
        sentences.append(
            f"Not sealed yet: {_entries(verdict.unsealed)}, the first since {_moment(verdict.late)}; "
            "a running server seals within seconds. Start it, or see why its timers stand still."
        )
    return sentences


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _compared(count: int, latest: datetime) -> str:
    if not count:
        # The first start anchors a log without entries: nothing can be compared with that.
        return (
            f"The anchors, the last of {_moment(latest)}, are from before the first entry was sealed. "
            "A server adds to them at each start and each day."
        )
    anchors = "1 anchor" if count == 1 else f"{count} anchors, the last"
    return f"Compared with {anchors} of {_moment(latest)}."


def wrong(verdict: Verdict) -> list[str]:
    """What is wrong with a log that is not whole."""
    from hulplijn.audit import anchors
    from hulplijn.audit.rules import Broken

    sentences = []
    if isinstance(verdict.found, Broken):
        sentences.append(_broken(verdict.found))
    if not verdict.anchors.exists:
        sentences.append(
            f"There are no anchors in {anchors.path()}, so nothing outside the database confirms this. "
            "HULPLIJN_ANCHORS names the file; a server adds to it at each start and each day."
        )
    if verdict.anchors.unreadable:
        lines = ", ".join(map(str, verdict.anchors.unreadable))
        sentences.append(f"In {anchors.path()} no anchor can be read in line {lines}.")
    return sentences


def _broken(found: Broken) -> str:
    moment = f" ({_moment(found.at)})" if found.at else ""
    match found.what:
        case "changed":
            return f"Entry {found.number}{moment} is the first that is broken: it was changed after sealing."
        case "missing":
            return f"Entry {found.number} is the first that is broken: it is missing. Before it{moment}."
        case "cut off":
            return f"Entry {found.number} and what came after it are gone. The last before it{moment}."
        case "begins late":
            return f"The log must begin at entry {found.number}, and does not: the oldest were taken out."
        case "anchor":
            return (
                f"Entry {found.number}{moment} has another digest than its anchor: "
                f"what stands from {found.since} to {found.number} was made anew."
            )


def _moment(at: datetime) -> str:
    from django.utils.timezone import localtime

    return localtime(at).strftime("%Y-%m-%d %H:%M:%S")
