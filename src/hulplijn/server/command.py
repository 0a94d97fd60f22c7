"""The command line: `hulplijn …`."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hulplijn.server.settings")

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Hulplijn: the platform of an online-safety helpline."
)
keys = typer.Typer(no_args_is_help=True, help="Keys.")
staff = typer.Typer(no_args_is_help=True, help="Staff accounts.")
content = typer.Typer(no_args_is_help=True, help="The content folder.")
app.add_typer(keys, name="keys")
app.add_typer(staff, name="staff")
app.add_typer(content, name="content")
console = Console()
DEMONSTRATION = Path("data/demonstration")
complaints = Console(stderr=True)


def main() -> None:
    """Run the command line; a refusal is one clear sentence and exit code 2."""
    from hulplijn.server.environment import BadEnvironment

    try:
        app()
    except BadEnvironment as wrong:
        _refuse(str(wrong))


def _refuse(sentence: str) -> None:
    complaints.print(sentence, style="bold red", highlight=False)
    sys.exit(2)


@contextmanager
def _writing_process() -> Iterator[None]:
    """Set up Django and hold the data folder, so that no second process writes in it."""
    import django
    from django.conf import settings

    django.setup()
    from hulplijn.server.folder import FolderInUse, held
    from hulplijn.server.starting import Unsafe, prepare

    on_sqlite = str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3")
    try:
        with held(Path(settings.HULPLIJN_DATA)) if on_sqlite else nullcontext():
            prepare()
            yield
    except FolderInUse as busy:
        _refuse(
            f"Hulplijn is already running on {busy}. Stop it first, or name another folder in HULPLIJN_DATA: "
            "on SQLite only one process may write."
        )
    except Unsafe as wrong:
        _refuse(str(wrong))


@app.command()
def serve() -> None:
    """Serve the helpline (settings come from the environment; see docs/operate.md)."""
    from hulplijn.server.environment import read

    _require_free(*read(os.environ).listen)
    with _writing_process():
        _serve()


def _require_free(host: str, port: int) -> None:
    """Refuse where somebody listens on that port already, before anything is made or printed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError:
            _refuse(
                f"Port {port} on {host} is taken or not ours. Choose another, such as {host}:{port + 1}: "
                "for the demonstration with --listen, else in HULPLIJN_LISTEN."
            )


def _serve() -> None:
    from hulplijn.server.starting import AlreadyServed, among_others

    try:
        with among_others():
            _run_server()
    except AlreadyServed:
        _refuse(
            "Another server is running on this database. For several, set HULPLIJN_REDIS_URL to one Redis "
            "for all of them; else stop the other one first."
        )


def _run_server() -> None:
    import uvicorn
    from django.conf import settings

    from hulplijn.server.environment import read
    from hulplijn.server.patience import PatientHttp

    host, port = read(os.environ).listen
    console.print(f"Hulplijn listens on http://{host}:{port}/ ({settings.HULPLIJN_MODE})", highlight=False)
    uvicorn.run(
        "hulplijn.server.asgi:application",
        host=host.strip("[]"),
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        http=PatientHttp,
        ws="websockets-sansio",
        ws_max_size=64 * 1024,
        ws_per_message_deflate=False,
        # A line that is cut without a word must end within seconds, so that the other side is told.
        ws_ping_interval=8,
        ws_ping_timeout=8,
        timeout_graceful_shutdown=3,
        proxy_headers=False,
    )


@app.command()
def demo(
    listen: Annotated[str, typer.Option(help="Address and port, on this machine only.")] = "127.0.0.1:8000",
    folder: Annotated[Path, typer.Option(help="Where the demonstration keeps its data.")] = DEMONSTRATION,
    year: Annotated[bool, typer.Option(help="Make the sample year 2024 behind it.")] = True,
) -> None:
    """Show the helpline with sample data: a lifelike day, and the year 2024 behind it."""
    from hulplijn.server.demonstration import clock_for_today
    from hulplijn.server.environment import read
    from hulplijn.server.new_environment import demonstration_environment

    for name in [name for name in os.environ if name.startswith("HULPLIJN_")]:
        del os.environ[name]
    folder = folder.resolve()
    os.environ.update(demonstration_environment(folder, clock_for_today(folder), listen))
    _require_free(*read(os.environ).listen)
    with _writing_process():
        from hulplijn.server import demonstration

        demonstration.prepare(console, f"http://{listen}", year=year)
        _serve()


@app.command("sample-year")
def sample_year(
    year: Annotated[int, typer.Argument(help="The year; the published figures are of 2024.")] = 2024,
    seed: Annotated[int, typer.Option(help="The same seed makes the same year.")] = 1,
) -> None:
    """Make a synthetic year through the product's own actions."""
    _require_year(year)
    _demonstration_where_nothing_is_set()
    with _writing_process():
        from hulplijn.server.demonstration import fill_year

        fill_year(console, year, seed=seed)


@app.command()
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
        _refuse("Name a folder with --out, or a file with --deck, or both.")
    _require_year(year)
    _demonstration_where_nothing_is_set()
    django.setup()
    if lang not in dict(settings.LANGUAGES):
        _refuse(f"There are no texts in {lang!r}. Choose one of: {', '.join(dict(settings.LANGUAGES))}.")
    database = settings.DATABASES["default"]
    if str(database["ENGINE"]).endswith("sqlite3") and not Path(str(database["NAME"])).exists():
        _refuse(f"There is no helpline in {settings.HULPLIJN_DATA} yet. HULPLIJN_DATA names its folder.")
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
        _refuse(f"Nothing was counted in {year}. Years with figures: {there}.")
    except OSError as wrong:
        _refuse(f"Cannot write to {wrong.filename}: {wrong.strerror}. Choose another place.")


def _require_year(year: int) -> None:
    if not 2000 <= year <= 2100:
        _refuse(f"{year} is no year that a helpline counts. Choose one such as 2024.")


def _demonstration_where_nothing_is_set() -> None:
    """Where no variable is set, the command is about the demonstration that `make run` made."""
    from hulplijn.server.demonstration import clock_for_today
    from hulplijn.server.new_environment import demonstration_environment

    if any(name.startswith("HULPLIJN_") for name in os.environ):
        return
    folder = DEMONSTRATION.resolve()
    os.environ.update(demonstration_environment(folder, clock_for_today(folder), "127.0.0.1:8000"))
    console.print(f"No settings in the environment: this is about the demonstration in {DEMONSTRATION}.")


@keys.command("new")
def keys_new() -> None:
    """Print a fresh root key and secret for the environment. Keep the key apart from the data."""
    from hulplijn.server.new_environment import new_secrets

    for name, value in new_secrets().items():
        print(f"{name}={value}")


@staff.command("add")
def staff_add(
    username: Annotated[str, typer.Argument(help="Log-in name.")],
    alias: Annotated[str, typer.Option(help="First name or alias that visitors see.")],
    role: Annotated[
        str, typer.Option(help="counsellor, coordinator, analyst, administrator or log_manager.")
    ] = "counsellor",
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)] = "",
) -> None:
    """Add a member of staff."""
    with _writing_process():
        from hulplijn.accounts.actions import NameTaken, add_staff
        from hulplijn.accounts.models import Staff
        from hulplijn.audit.actors import SYSTEM
        from hulplijn.plumbing.clock import now

        if role not in Staff.Role.values:
            _refuse(f"{role} is no role. Choose one of: {', '.join(Staff.Role.values)}.")
        if len(password) < 12:
            _refuse("The password must have at least 12 characters.")
        try:
            add_staff(username=username, alias=alias, role=role, password=password, by=SYSTEM, at=now())
        except NameTaken:
            _refuse(f"Somebody logs in as {username} already. Choose another name.")
        console.print(f"{alias} can log in as {username}.", highlight=False)


@content.command("check")
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
