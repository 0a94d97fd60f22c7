"""What every test may ask for: a moment, staff, a running helpline, a browser."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import django
import pytest
from django.utils import translation

from tests import environment, once


def _without_a_disk() -> str | None:
    """Where files live in memory, if there is room: no unit test is about the disk, and each waits for it."""
    memory = Path("/dev/shm")  # noqa: S108 a folder of our own is made in it
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > 2**31 else None


# Nearly all that is made up to the first test stays to the end: it is not looked through for rubbish.
gc.disable()
_DATA = Path(tempfile.mkdtemp(prefix="hulplijn-tests-", dir=_without_a_disk()))
os.environ.update(environment.for_unit_tests(_DATA))
django.setup()

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from hulplijn.accounts.models import Staff
    from hulplijn.audit.actors import Actor


def _on_postgresql() -> bool:
    return bool(os.environ.get("HULPLIJN_DATABASE_URL"))


pytest_plugins = ["tests.live", "tests.browser", "tests.emptied", "tests.one_lock"]
if os.environ.get("TESTS_PREPARED") and not _on_postgresql():
    pytest_plugins.append("tests.prepared")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """SQLite in files: a database in memory has no WAL and locks whole tables between threads."""
    from django.db import connections

    for alias in connections:
        settings = connections[alias].settings_dict
        if settings["ENGINE"].endswith("sqlite3"):
            settings["TEST"]["NAME"] = str(_DATA / f"{alias}.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Threads that tests started may keep a connection to the end; PostgreSQL drops no database under it."""
    yield
    if not _on_postgresql():
        return
    from django.db import connections

    with django_db_blocker.unblock():
        for one in connections.all():
            with one.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


def pytest_unconfigure() -> None:
    shutil.rmtree(_DATA, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give database tests both databases, and leave out what holds on the other kind, or is told there."""
    elsewhere = "sqlite" if _on_postgresql() else "postgresql"
    left_out = [
        item
        for item in items
        if item.get_closest_marker(elsewhere) or (_on_postgresql() and once.is_enough(item))
    ]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    for item in items:
        asked = item.get_closest_marker("django_db")
        fixtures = set(getattr(item, "fixturenames", ()))
        if asked is None and not fixtures & {"db", "transactional_db"}:
            continue
        wanted = {**(asked.kwargs if asked else {}), "databases": ["default", "keys"]}
        item.add_marker(pytest.mark.django_db(**wanted), append=False)


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(30_000, 10, 10)
    gc.enable()


_NOT_RUN: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.skipped or getattr(report, "wasxfail", None) is not None:
        _NOT_RUN.append(report.nodeid)


def pytest_collectreport(report: pytest.CollectReport) -> None:
    if report.skipped:
        _NOT_RUN.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A test that is switched off guards nothing: it counts as failed."""
    if _NOT_RUN and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for test in dict.fromkeys(_NOT_RUN):
        terminalreporter.write_line(
            f"SWITCHED OFF {test}: a skipped or expected-to-fail test counts as failed"
        )


@pytest.fixture
def at() -> datetime:
    """A moment inside opening hours."""
    return environment.AT


@pytest.fixture
def closed_at() -> datetime:
    """A moment outside opening hours."""
    return environment.CLOSED_AT


@pytest.fixture
def staff(db: None) -> Callable[..., Staff]:
    """Makes members of staff: `staff("anouk")`, `staff("bram", role="coordinator")`."""
    from tests import builders

    return builders.staff


@pytest.fixture
def counsellor(staff: Callable[..., Staff]) -> Actor:
    from tests import builders

    return builders.actor(staff("anouk"))


@pytest.fixture
def colleague(staff: Callable[..., Staff]) -> Actor:
    from tests import builders

    return builders.actor(staff("bram"))


@pytest.fixture
def coordinator(staff: Callable[..., Staff]) -> Actor:
    from tests import builders

    return builders.actor(staff("carla", role="coordinator"))


@pytest.fixture
def analyst(staff: Callable[..., Staff]) -> Actor:
    from tests import builders

    return builders.actor(staff("dirk", role="analyst"))


@pytest.fixture(autouse=True)
def _content_of_no_other_test() -> Iterator[None]:
    """What one test published is not what the next one reads."""
    from hulplijn.content import queries as content

    yield
    if content.has_own_texts():
        content.forget()


@pytest.fixture(autouse=True)
def _language_of_no_other_test() -> Iterator[None]:
    """What a request sets, stays set in this thread."""
    yield
    translation.deactivate()


@pytest.fixture
def everything_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock stands inside opening hours, and the helpline takes screenshots."""
    from hulplijn.content import queries as content
    from hulplijn.plumbing import clock

    monkeypatch.setattr(clock, "now", lambda: environment.AT)
    folder = Path(shutil.copytree(content.folder(), tmp_path / "content"))
    facts = folder / "helpline.yaml"
    facts.write_text(facts.read_text().replace("screenshots: false", "screenshots: true"))
    with content.use(folder):
        yield


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The data folder of this run."""
    return _DATA
