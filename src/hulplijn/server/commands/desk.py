"""What the commands share: how they speak, refuse, and hold the data folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, NoReturn

from rich.console import Console

from hulplijn.server import jobs

console = Console()
complaints = Console(stderr=True)
DEMONSTRATION = Path("data/demonstration")


def refuse(sentence: str) -> NoReturn:
    """End with one clear sentence and exit code 2."""
    complaints.print(sentence, style="bold red", highlight=False)
    sys.exit(2)


def ask(name: str, **arguments: Any) -> None:
    """Have a job done and print what it says: here, or by the server that holds the data folder.

    Ends with the exit code of the job where that is not 0.
    """
    import django
    from django.conf import settings

    django.setup()
    from hulplijn.server.folder import FolderInUse, held
    from hulplijn.server.starting import Unsafe, prepare

    code = 0
    try:
        with held(Path(settings.HULPLIJN_DATA)) if on_sqlite() else nullcontext():
            prepare()
            try:
                jobs.do(name, tell, arguments)
            except jobs.AtFault:
                code = 1
    except FolderInUse:
        code = _handed_over(name, arguments)
    except (Unsafe, jobs.Refused) as wrong:
        refuse(str(wrong))
    if code:
        sys.exit(code)


def _handed_over(name: str, arguments: dict[str, Any]) -> int:
    from django.conf import settings

    from hulplijn.server import door

    try:
        return door.knock(Path(settings.HULPLIJN_DATA), name, arguments, tell)
    except jobs.Refused as why:
        refuse(str(why))
    except door.BrokenOff:
        refuse(f"The server ended before this was done. {jobs.jobs()[name].again}")
    except door.NobodyOpens:
        refuse(
            f"A process that writes in {settings.HULPLIJN_DATA} takes no work over: it is starting, is "
            "another command, or runs as another user. Wait for it, or run this command as the server's user."
        )


def tell(line: str) -> None:
    """Print one line as it is."""
    console.print(line, highlight=False, markup=False, soft_wrap=True)


def on_sqlite() -> bool:
    """Whether the databases are files of which one process is the writer."""
    from django.conf import settings

    return str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3")


@contextmanager
def writing_process() -> Iterator[None]:
    """Set up Django and hold the data folder, so that no second process writes in it."""
    import django
    from django.conf import settings

    django.setup()
    from hulplijn.server.folder import FolderInUse, held
    from hulplijn.server.starting import Unsafe, prepare

    try:
        with held(Path(settings.HULPLIJN_DATA)) if on_sqlite() else nullcontext():
            prepare()
            yield
    except FolderInUse as busy:
        refuse(
            f"Hulplijn is already running on {busy}. Stop it first, or name another folder in HULPLIJN_DATA: "
            "on SQLite only one process may write."
        )
    except Unsafe as wrong:
        refuse(str(wrong))


def require_a_helpline() -> None:
    """Refuse where SQLite would make an empty file: the command only reads."""
    from django.conf import settings

    if on_sqlite() and not Path(str(settings.DATABASES["default"]["NAME"])).exists():
        refuse(f"There is no helpline in {settings.HULPLIJN_DATA} yet. HULPLIJN_DATA names its folder.")


def demonstration_where_nothing_is_set() -> None:
    """Where no variable is set, the command is about the demonstration that `make run` made."""
    from hulplijn.server.demonstration import clock_for_today
    from hulplijn.server.new_environment import demonstration_environment

    if any(name.startswith("HULPLIJN_") for name in os.environ):
        return
    folder = DEMONSTRATION.resolve()
    os.environ.update(demonstration_environment(folder, clock_for_today(folder), "127.0.0.1:8000"))
    console.print(f"No settings in the environment: this is about the demonstration in {DEMONSTRATION}.")


def require_year(year: int) -> None:
    """Refuse what is no year."""
    if not 2000 <= year <= 2100:
        refuse(f"{year} is no year that a helpline counts. Choose one such as 2024.")
