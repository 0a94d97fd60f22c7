"""The demonstration: sample data in an own folder, log-ins in the terminal, the year filling behind it."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

import structlog
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from hulplijn.content.rules import helpline
from hulplijn.hours.rules import timetable_of
from hulplijn.server.environment import REPOSITORY

if TYPE_CHECKING:
    from hulplijn.sample.people import Person

log = structlog.get_logger(__name__)

PUBLISHED_YEAR = 2024
SEED = 1
_EVENING, _AFTERNOON = time(20, 40), time(17, 10)
_PIECE, _REST = 0.04, 0.2
"""Beside the server a piece holds the writing lock for 40 ms, then leaves a fifth of that free."""


def clock_for_today(folder: Path) -> str:
    """The moment at which a demonstration's clock starts: today's busy evening, or the last open day's.

    Where the demonstration in `folder` ran that evening already, its clock goes on from there, so that
    nothing in it lies ahead. Works before Django is set up: it reads the opening hours from the content
    folder itself.
    """
    file = REPOSITORY / "content" / "helpline.yaml"
    table = timetable_of(helpline.read(file.name, file.read_text("utf-8"), []))
    today = datetime.now(table.zone).date()
    for back in range(366):
        for clock in (_EVENING, _AFTERNOON):
            moment = datetime.combine(today - timedelta(days=back), clock, tzinfo=table.zone)
            if table.is_open(moment.astimezone(UTC)):
                left = _left_at(folder)
                goes_on = left and left.date() == moment.date() and table.is_open(left.astimezone(UTC))
                return max(left, moment).isoformat() if left and goes_on else moment.isoformat()
    return datetime.combine(today, _EVENING, tzinfo=table.zone).isoformat()


def _left_at(folder: Path) -> datetime | None:
    """What the demonstration's clock said when it was last seen running."""
    try:
        return datetime.fromisoformat((folder / "clock").read_text())
    except (FileNotFoundError, ValueError):
        return None


def _remember_clock() -> None:
    from django.conf import settings
    from django.utils.timezone import localtime

    from hulplijn.plumbing import clock

    while True:
        (Path(settings.HULPLIJN_DATA) / "clock").write_text(localtime(clock.now()).isoformat())
        sleep(5)


def prepare(console: Console, url: str, *, year: bool) -> None:
    """Make the sample day and fresh log-ins, print them, and let the sample year fill in behind.

    Returns as soon as the helpline can be served.

    Raises:
        Unsafe: the folder holds contacts that are no sample.
    """
    from hulplijn.plumbing import clock, ticks
    from hulplijn.sample import day, people
    from hulplijn.sample.filling import HoldsRealContacts
    from hulplijn.server.starting import Unsafe

    at = clock.now()
    ticks.forget()
    try:
        day.make_day(at=at)
    except HoldsRealContacts as real:
        raise Unsafe("This folder holds real contacts. Choose another one with --folder.") from real
    day.come_to_work(at=clock.now())
    _behind("sample-presence", lambda: day.keep_present(threading.Event()))
    _behind("sample-clock", _remember_clock)
    console.print(_log_ins(people.new_passwords(at=at)))
    console.print(f"The helpline:       {url}/", highlight=False)
    console.print(f"Staff log in at:    {url}/inloggen/", highlight=False)
    console.print("At each log-in a one-time code for it is printed here.", highlight=False)
    console.print(f"The year's figures: {url}/cijfers/{PUBLISHED_YEAR}/", highlight=False)
    if year and not _is_complete(PUBLISHED_YEAR):
        atexit.register(console.show_cursor, True)  # the bar hides it, and its thread ends with the process
        _behind("sample-year", lambda: _fill(console, PUBLISHED_YEAR, SEED, piece=_PIECE, rest=_REST))


def fill_year(console: Console, year: int, *, seed: int) -> None:
    """Make the sample year and return when it is there; what was made before is kept.

    Raises:
        Unsafe: in production, beside real contacts, in a year not over, or with another seed than before.
    """
    from django.conf import settings

    from hulplijn.plumbing import clock
    from hulplijn.sample.filling import HoldsRealContacts, OtherPlan
    from hulplijn.server.starting import Unsafe

    if settings.HULPLIJN_MODE == "production":
        raise Unsafe("HULPLIJN_MODE is production: no sample is made there. Set it to demonstration.")
    if year >= clock.now().year:
        raise Unsafe(f"{year} is not over yet. Choose a year that is.")
    if _is_complete(year):
        console.print(f"The sample year {year} is complete already.", highlight=False)
        return
    try:
        _fill(console, year, seed, piece=1.0, rest=0.0)
    except HoldsRealContacts as real:
        raise Unsafe("This database holds real contacts; a sample does not go beside them.") from real
    except OtherPlan as other:
        raise Unsafe(
            f"{year} was begun with --seed {other.seed}, perhaps by another version. "
            "Go on with those, or use an empty data folder."
        ) from other


def _is_complete(year: int) -> bool:
    from hulplijn.sample.models import SampleYear

    begun = SampleYear.objects.filter(year=year).first()
    return begun is not None and begun.is_complete


def _fill(console: Console, year: int, seed: int, *, piece: float, rest: float) -> None:
    from hulplijn.sample.filling import fill

    with _bar(console, f"Sample year {year}") as told:
        fill(year, seed=seed, piece=piece, rest=rest, told=told)


@contextmanager
def _bar(console: Console, words: str) -> Iterator[Callable[[int, int], object]]:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, refresh_per_second=2) as progress:
        bar = progress.add_task(words, total=None)
        yield lambda made, total: progress.update(bar, completed=made, total=total)


def _log_ins(given: list[tuple[Person, str]]) -> Table:
    table = Table("Who", "Role", "Log-in name", title="Log-ins of this run", title_justify="left")
    table.add_column("Password", overflow="fold", min_width=26)
    for person, password in given:
        table.add_row(person.alias, person.role.replace("_", " "), person.username, password)
    return table


def _behind(name: str, work: Callable[[], object]) -> None:
    """Do `work` in a thread that ends with the process; what it has not committed is not there."""

    def run() -> None:
        from django.db import connections

        try:
            work()
        except Exception as wrong:
            # The outermost loop of the thread: the helpline is served on without it.
            log.error("demonstration_thread_stopped", thread=name, error=type(wrong).__name__)
        finally:
            connections.close_all()

    threading.Thread(target=run, name=name, daemon=True).start()
