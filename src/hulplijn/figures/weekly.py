"""Counts of coded values week by week, asked of the extract: what the signals are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import duckdb

from hulplijn.content.own import own_fields
from hulplijn.content.queries import code_list, helpline, retention
from hulplijn.content.rules.own import NUMBER
from hulplijn.figures import extract
from hulplijn.figures.rules.signals import Series, last_judged
from hulplijn.ledger.rules import coarse_before
from hulplijn.plumbing.queries import holds_samples

LOOKED_BACK = 104
"""Weeks; the ledger keeps the hour of an entry about as long."""
REASON, PLATFORM, PAYMENT, OWN = "reason", "platform", "payment", "own"
_LEFT_OUT = ("unknown", "not_asked", "not_said")
WEEK = timedelta(weeks=1)
_BASES = (
    (
        "CREATE TABLE staffed AS SELECT place, contact_closed.* FROM contact_closed JOIN weeks"
        " ON hour >= since AND hour < until WHERE staffed AND counts_as_data"
    ),
    "CREATE VIEW reasons AS SELECT place, reason AS code FROM staffed",
    "CREATE VIEW named AS SELECT place, id, string_split(unnest(platforms), ':') AS pair FROM staffed",
    "CREATE VIEW named_platforms AS SELECT DISTINCT place, id, pair[1] AS code FROM named",
    "CREATE VIEW own_kept AS SELECT place, id, string_split(unnest(own), '=') AS pair FROM staffed",
    (
        "CREATE VIEW own_values AS SELECT DISTINCT place, id, string_split(pair[1], '@')[1] AS field,"
        " pair[2] AS code FROM own_kept"
    ),
)


@dataclass(frozen=True)
class Weeks:
    """Every series up to and with the week that begins on `last`, and whether a sample is among them."""

    last: date
    since: date
    series: tuple[Series, ...]
    contacts: int
    """Staffed contacts in the last four weeks."""
    sample: bool = False


def last_whole_week(at: datetime) -> date:
    """The Monday of the last week that was over at `at`, on the helpline's clock."""
    today = at.astimezone(_zone()).date()
    return today - timedelta(days=today.weekday(), weeks=1)


def last_counted_week(at: datetime) -> date | None:
    """The Monday of the last whole week in which a staffed contact counted, one with a history to judge it
    by if there is. None where no contact counted.
    """
    end = _moment(last_whole_week(at) + WEEK)
    with extract.opened() as connection:
        # One hour of each day is enough, and of ten years no more than some thousands.
        found = connection.execute(
            "SELECT max(hour) FROM contact_closed WHERE staffed AND counts_as_data AND hour < $end"
            " GROUP BY CAST(hour AS DATE)",
            {"end": end},
        ).fetchall()
    days = [hour.replace(tzinfo=UTC).astimezone(_zone()).date() for (hour,) in found]
    return last_judged({day - timedelta(days=day.weekday()) for day in days})


def counted(last: date, *, at: datetime, roles: Collection[str] = ()) -> Weeks:
    """Each value week by week up to the week of `last`, a Monday.

    Own fields are among them where one of `roles` may see the field. Entries that have become coarse tell no
    week any more, so the record begins after them.
    """
    mondays = [last - WEEK * back for back in range(LOOKED_BACK - 1, -1, -1)]
    if not holds_samples():  # a demonstration keeps its hours
        exact = coarse_before(at, timedelta(days=retention().ledger_detail), _zone())
        mondays = [one for one in mondays if datetime.combine(one, time(), tzinfo=_zone()) >= exact]
    with extract.opened() as connection:
        return _Asked(connection, mondays, last).weeks(roles)


class _Asked:
    """Questions over the weeks, each over a base that has a name."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, mondays: Sequence[date], last: date) -> None:
        self._connection, self._mondays, self._last = connection, mondays, last
        connection.execute("CREATE TABLE weeks (place INTEGER, since TIMESTAMP, until TIMESTAMP)")
        for place, monday in enumerate(mondays):
            connection.execute(
                "INSERT INTO weeks VALUES ($place, $since, $until)",
                {"place": place, "since": _moment(monday), "until": _moment(monday + WEEK)},
            )
        for create in _BASES:
            connection.execute(create)
        kinds = sorted(code_list("reason").flagged("sextortion"))
        connection.execute(
            "CREATE TABLE sextortion AS SELECT * FROM staffed WHERE list_contains($kinds, reason)",
            {"kinds": kinds},
        )
        connection.execute("CREATE VIEW payments AS SELECT place, payment_method AS code FROM sextortion")

    def weeks(self, roles: Collection[str]) -> Weeks:
        whole, of_sextortion = self._base("staffed"), self._base("sextortion")
        series = [
            *self._series(REASON, self._connection.table("reasons"), whole),
            *self._series(PLATFORM, self._connection.table("named_platforms"), whole),
            *self._series(PAYMENT, self._connection.table("payments"), of_sextortion),
            *self._own(roles),
        ]
        sample = self._connection.table("staffed").filter("origin = 'sample'").limit(1).fetchall()
        since = self._mondays[0] if self._mondays else self._last
        return Weeks(self._last, since, tuple(series), sum(whole[-4:]), bool(sample))

    def _base(self, name: str) -> tuple[int, ...]:
        return self._by_week(self._connection.table(name).aggregate("place, count(*)").fetchall())

    def _series(self, group: str, rows: duckdb.DuckDBPyRelation, base: tuple[int, ...]) -> list[Series]:
        """One series for each code in `rows`; `group` is the start of its id."""
        by_code: dict[str, list[tuple[int, int]]] = {}
        for code, place, count in rows.aggregate("code, place, count(*)").fetchall():
            if code is not None and code not in _LEFT_OUT:
                by_code.setdefault(code, []).append((place, count))
        return [
            Series(f"{group}:{code}", group, self._by_week(found), base)
            for code, found in sorted(by_code.items())
        ]

    def _own(self, roles: Collection[str]) -> list[Series]:
        made: list[Series] = []
        for one in own_fields() if roles else ():
            if one.kind == NUMBER or not one.seen_by(roles):
                continue
            mine = self._connection.table("own_values").filter(f"field = '{one.code}'")
            answered = self._by_week(mine.aggregate("place, count(DISTINCT id)").fetchall())
            made += self._series(f"{OWN}:{one.code}", mine, answered)
        return made

    def _by_week(self, found: Iterable[tuple[int, int]]) -> tuple[int, ...]:
        counts = dict(found)
        return tuple(int(counts.get(place, 0)) for place in range(len(self._mondays)))


def _moment(monday: date) -> datetime:
    """Its first moment as the extract writes time."""
    return datetime.combine(monday, time(), tzinfo=_zone()).astimezone(UTC).replace(tzinfo=None)


def _zone() -> ZoneInfo:
    return ZoneInfo(helpline().timezone)
