"""The columnar extract: the ledger as Parquet files up to a watermark, with newer rows read beside them.

Everything entered before the watermark's hour lies in the files; what came later, and what was corrected
later, is read from the ledger and takes the place of its older self. Where something was entered or
corrected *behind* the watermark (a sample year being made), the states no longer agree and the files
are made anew. A build is a folder of its own, named in `current` once it is complete, so that a
reader never sees half of one.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from django.conf import settings

from hulplijn.figures.columns import COLUMNS, EVERY_ENTRY
from hulplijn.ledger import queries as ledger

_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)
_KEPT = 4
"""Builds that stay on disk: the one in use and those that a reader may have begun with."""


@dataclass(frozen=True)
class Watermark:
    """Up to which hour a build goes, and the state of the ledger up to there."""

    before: datetime
    state: ledger.State


def folder() -> Path:
    return Path(settings.HULPLIJN_DATA) / "figures"


@contextmanager
def opened() -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection with one view for each kind of entry, as the ledger stands now."""
    with _one_builder():
        build, mark = _fresh_build()
    connection = duckdb.connect(":memory:", config={"threads": 2, "autoinstall_known_extensions": False})
    try:
        with tempfile.TemporaryDirectory(prefix="hulplijn-figures-") as passing:
            for kind in COLUMNS:
                _show(connection, kind, build, mark, Path(passing))
            yield connection
    finally:
        connection.close()


@contextmanager
def _one_builder() -> Iterator[None]:
    """One at a time, in this process and beside it: the command line may run next to the server."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fresh_build() -> tuple[Path, Watermark]:
    known = _current()
    if known is not None:
        build, mark = known
        if ledger.state(before=mark.before) == mark.state and not _far_behind(mark):
            return build, mark
    return _build()


def _far_behind(mark: Watermark) -> bool:
    """More than a few thousand newer rows are cheaper in the files than beside them."""
    now, then = ledger.state(), mark.state
    return now.entries + now.corrections - then.entries - then.corrections > 5000


def _current() -> tuple[Path, Watermark] | None:
    try:
        build = folder() / (folder() / "current").read_text()
        mark = json.loads((build / "watermark.json").read_text())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    if mark.get("columns") != _shape() or len(mark.get("state", ())) != len(ledger.State._fields):
        return None
    return build, Watermark(datetime.fromisoformat(mark["before"]), ledger.State(*mark["state"]))


def _build() -> tuple[Path, Watermark]:
    before = ledger.last_hour() or _FIRST
    mark = Watermark(before, ledger.state(before=before))
    build = folder() / f"build-{uuid.uuid4().hex}"
    build.mkdir(parents=True)
    for kind in COLUMNS:
        rows = build / f"{kind}.json"
        _write(rows, kind, ledger.current(kind, _FIRST, before))
        with duckdb.connect(":memory:") as connection:
            _read(connection, rows, kind).write_parquet(str(build / f"{kind}.parquet"))
        rows.unlink()
    told = {"before": mark.before.isoformat(), "state": mark.state, "columns": _shape()}
    (build / "watermark.json").write_text(json.dumps(told))
    pointer = folder() / "next"
    pointer.write_text(build.name)
    pointer.replace(folder() / "current")
    # Readers, also of other processes, may still be in the builds before this one.
    builds = sorted(folder().glob("build-*"), key=lambda one: one.stat().st_mtime)
    for old in builds[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return build, mark


def keep_only_the_current() -> None:
    """Take away the builds that nobody reads any more, and have the current one hold what the ledger does.

    Files of before hold hours and amounts that the ledger has let go.
    """
    with _one_builder():
        known = _current()
        for build in folder().glob("build-*"):
            if known is None or build != known[0]:
                shutil.rmtree(build, ignore_errors=True)
        if known is not None:
            _fresh_build()


def _shape() -> dict[str, list[str]]:
    return {kind: [f"{name} {type_}" for name, type_ in columns.items()] for kind, columns in COLUMNS.items()}


def _show(
    connection: duckdb.DuckDBPyConnection, kind: str, build: Path, mark: Watermark, passing: Path
) -> None:
    rows = passing / f"{kind}.json"
    _write(rows, kind, ledger.newer(kind, mark.before))
    _read(connection, rows, kind).create(f"newer_{kind}")
    newer = connection.table(f"newer_{kind}")
    settled = connection.read_parquet(str(build / f"{kind}.parquet")).join(newer, "id", how="anti")
    settled.union(newer).create_view(kind)


def _write(file: Path, kind: str, rows: Iterable[ledger.Row]) -> None:
    names = COLUMNS[kind]
    with file.open("w", encoding="utf-8") as out:
        for row in rows:
            entry = {name: row.codes.get(name) for name in names}
            entry |= {
                "id": str(row.id),
                "hour": row.hour.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S"),
                "origin": row.origin,
            }
            out.write(json.dumps(entry) + "\n")


def _read(connection: duckdb.DuckDBPyConnection, file: Path, kind: str) -> duckdb.DuckDBPyRelation:
    return connection.read_json(str(file), columns=EVERY_ENTRY | COLUMNS[kind], format="newline_delimited")
