"""The counts of one year, asked of the extract; what may be shown of them is decided later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import duckdb

from hulplijn.content.queries import code_list, helpline
from hulplijn.figures import extract
from hulplijn.ledger.coarsening import KEPT

Tally = Mapping[str, int]


@dataclass(frozen=True)
class Amounts:
    """Of those of whom a sum is known: how many, and all of it together in cents."""

    n: int = 0
    cents: int = 0


@dataclass(frozen=True)
class Prevented:
    """Activities of one kind in one month. `uncounted` are those of which nobody knows whom they reached."""

    kind: str
    month: int
    activities: int
    reached: int
    uncounted: int
    minutes: int


@dataclass(frozen=True)
class Counts:
    """Everything that the figures of one year are made of."""

    year: int
    sample: bool = False
    complete: bool = True
    staffed: int = 0
    self_checks: int = 0
    not_counted: Tally = field(default_factory=dict)
    earlier_advice: int | None = None
    earlier_staffed: int | None = None
    earlier_source: str = ""
    channel: Tally = field(default_factory=dict)
    age: Tally = field(default_factory=dict)
    gender: Tally = field(default_factory=dict)
    reason: Tally = field(default_factory=dict)
    additional: Tally = field(default_factory=dict)
    found_via: Tally = field(default_factory=dict)
    platform: Tally = field(default_factory=dict)
    without_platform: int = 0
    platform_part: Mapping[tuple[str, str], int] = field(default_factory=dict)
    selfcheck_reason: Tally = field(default_factory=dict)
    sent: int = 0
    decided: int = 0
    honoured: int = 0
    referral_partner: Tally = field(default_factory=dict)
    referral_state: Tally = field(default_factory=dict)
    nobody_named: Tally = field(default_factory=dict)
    sextortion_gender: Tally = field(default_factory=dict)
    sextortion_paid: Tally = field(default_factory=dict)
    sextortion_since: Tally = field(default_factory=dict)
    sextortion_payment: Tally = field(default_factory=dict)
    paid_amounts: Amounts = Amounts()
    demanded_amounts: Amounts = Amounts()

    prevented: tuple[Prevented, ...] = ()
    own: Mapping[tuple[str, str, str], int] = field(default_factory=dict)
    """(reason, own field, code) of staffed contacts."""
    own_answered: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """(reason, own field) of staffed contacts that have any value in it."""

    @property
    def advice(self) -> int:
        return self.staffed + self.self_checks

    def unfinished(self) -> Counts:
        """The same counts of a year of which more is to come: part of a year compares with nothing."""
        return replace(self, complete=False, earlier_advice=None, earlier_staffed=None, earlier_source="")

    @property
    def empty(self) -> bool:
        return not (self.advice or self.sent or self.decided or self.referral_partner or self.prevented)


def bounds(year: int) -> tuple[datetime, datetime]:
    """The first moment of `year` and of the next, in UTC: a year begins at local midnight.

    Entries are cut to the UTC hour, which is exact in every zone that differs from UTC by whole hours.
    """
    zone = ZoneInfo(helpline().timezone)
    since, until = (datetime(one, 1, 1, tzinfo=zone).astimezone(UTC) for one in (year, year + 1))
    return since, until


def is_over(year: int, at: datetime) -> bool:
    """Whether `year` has ended at `at`, in the helpline's zone."""
    return at >= bounds(year)[1]


def years() -> list[int]:
    """The years of which the ledger holds a contact, a removal request, a referral or an activity of
    prevention, latest first.
    """
    zone = ZoneInfo(helpline().timezone)
    with extract.opened() as connection:
        connection.execute(
            "CREATE VIEW hours AS SELECT hour FROM contact_closed UNION ALL SELECT hour FROM notice_sent"
            " UNION ALL SELECT hour FROM notice_decided UNION ALL SELECT hour FROM referral_state"
        )
        found = connection.execute("SELECT DISTINCT hour FROM hours").fetchall()
        prevented = connection.execute("SELECT DISTINCT year FROM prevention WHERE counts").fetchall()
    found_years = {hour.replace(tzinfo=UTC).astimezone(zone).year for (hour,) in found}
    return sorted(found_years | {int(year) for (year,) in prevented}, reverse=True)


def of_year(year: int) -> Counts:
    """Count the entries of `year`, with every correction applied."""
    with extract.opened() as connection:
        asked = _Asked(connection, year)
        earlier, source = asked.earlier()
        return Counts(
            year=year,
            sample=asked.number("contacts", "origin = 'sample'") > 0,
            staffed=asked.number("staffed"),
            self_checks=asked.number("self_checks"),
            not_counted=_rolled_up("channel", asked.tally("not_counted", "channel")),
            earlier_advice=earlier.get("advice_questions"),
            earlier_staffed=earlier.get("staffed_contacts"),
            earlier_source=source,
            channel=_rolled_up("channel", asked.tally("counted", "channel")),
            age=_rolled_up("age", asked.tally("staffed", "age")),
            gender=_rolled_up("gender", asked.tally("staffed", "gender")),
            reason=asked.tally("staffed", "reason"),
            additional=asked.tally("additional_reasons", "reason"),
            found_via=asked.tally("staffed", "found_via"),
            platform=asked.tally("platforms", "platform"),
            without_platform=asked.number("staffed", "coalesce(len(platforms), 0) = 0"),
            platform_part=asked.platform_parts(),
            selfcheck_reason=asked.tally("self_checks", "reason"),
            sent=asked.number("notices_sent"),
            decided=asked.number("notices_decided"),
            honoured=asked.number("notices_decided", "honoured"),
            referral_partner=asked.tally("referrals", "partner"),
            referral_state=asked.tally("referrals", "state"),
            nobody_named=asked.tally("nobody", "why"),
            sextortion_gender=_rolled_up("gender", asked.tally("sextortion", "gender")),
            sextortion_paid=asked.tally("sextortion", "paid"),
            sextortion_since=asked.tally("sextortion", "since_when"),
            sextortion_payment=asked.tally("sextortion", "payment_method"),
            paid_amounts=asked.amounts("payers", "paid_cents"),
            demanded_amounts=asked.amounts("sextortion", "demanded_cents"),
            prevented=asked.prevented(),
            own=asked.own(),
            own_answered=asked.own_answered(),
        )


def _rolled_up(name: str, tally: Tally) -> Tally:
    """Add up to the groups that are published; the roll-up is data beside the list.

    A code that the list has lost since stays as it is, so that no contact falls out of its base.
    """
    codes = code_list(name)
    groups: dict[str, int] = {}
    for code, count in tally.items():
        group = codes.roll_up("published", code) if code in codes else code
        groups[group] = groups.get(group, 0) + count
    return groups


_OF_THE_YEAR = (
    "CREATE TABLE contacts AS SELECT * FROM contact_closed WHERE hour >= $since AND hour < $until",
    "CREATE TABLE notices_sent AS SELECT * FROM notice_sent WHERE hour >= $since AND hour < $until",
    "CREATE TABLE notices_decided AS SELECT * FROM notice_decided WHERE hour >= $since AND hour < $until",
    "CREATE TABLE referrals AS SELECT * FROM referral_state WHERE hour >= $since AND hour < $until",
    "CREATE TABLE nobody AS SELECT * FROM nobody_named WHERE holds AND hour >= $since AND hour < $until",
)
_BASES = (
    "CREATE VIEW counted AS SELECT * FROM contacts WHERE counts_as_data",
    "CREATE VIEW not_counted AS SELECT * FROM contacts WHERE NOT counts_as_data",
    "CREATE VIEW staffed AS SELECT * FROM counted WHERE staffed",
    "CREATE VIEW self_checks AS SELECT * FROM counted WHERE NOT staffed",
    "CREATE VIEW additional_reasons AS SELECT DISTINCT id, unnest(additional_reasons) AS reason FROM staffed",
    "CREATE VIEW named AS SELECT id, string_split(unnest(platforms), ':') AS pair FROM staffed",
    "CREATE VIEW platform_parts AS SELECT DISTINCT id, pair[1] AS platform, pair[2] AS part FROM named",
    (
        "CREATE VIEW own_kept AS SELECT id, coalesce(reason, 'unknown') AS reason,"
        " string_split(unnest(own), '=') AS pair FROM staffed"
    ),
    (
        "CREATE VIEW own_values AS SELECT DISTINCT id, reason, string_split(pair[1], '@')[1] AS field,"
        " pair[2] AS code FROM own_kept"
    ),
    "CREATE VIEW platforms AS SELECT DISTINCT id, platform FROM platform_parts",
)


class _Asked:
    """Questions about one year, each over a base that has a name."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, year: int) -> None:
        self._connection, self._year = connection, year
        since, until = (moment.replace(tzinfo=None) for moment in bounds(year))
        for create in _OF_THE_YEAR:
            connection.execute(create, {"since": since, "until": until})
        for create in _BASES:
            connection.execute(create)
        kinds = sorted(code_list("reason").flagged("sextortion"))
        connection.execute(
            "CREATE TABLE sextortion AS SELECT * FROM staffed WHERE list_contains($kinds, reason)",
            {"kinds": kinds},
        )
        connection.execute("CREATE VIEW payers AS SELECT * FROM sextortion WHERE paid = 'yes'")

    def number(self, base: str, where: str = "true") -> int:
        found = self._connection.table(base).filter(where).aggregate("count(*)").fetchall()
        return int(found[0][0])

    def tally(self, base: str, column: str) -> Tally:
        counted = self._connection.table(base).aggregate(f"coalesce({column}, 'unknown'), count(*)")
        return {code: int(count) for code, count in counted.fetchall()}

    def amounts(self, base: str, column: str) -> Amounts:
        """What is known of an amount in euros: of entries still exact, and the sums kept of the others.

        Entries of before there was a currency are in euros.
        """
        euros = self._connection.table(base).filter("coalesce(currency, 'unknown') IN ('unknown', 'eur')")
        n, cents = euros.aggregate(f"count({column}), sum({column})").fetchall()[0]
        kept = self._kept(f"{base}.{column}")
        return Amounts(int(n) + kept.n, int(cents or 0) + kept.cents)

    def _kept(self, name: str) -> Amounts:
        found = self._connection.execute(
            "SELECT measure, sum(value) FROM earlier_total"
            " WHERE year = $year AND source = $source GROUP BY measure",
            {"year": self._year, "source": KEPT},
        ).fetchall()
        sums = {measure: int(value) for measure, value in found}
        return Amounts(sums.get(f"{name}.known", 0), sums.get(f"{name}.sum", 0))

    def platform_parts(self) -> Mapping[tuple[str, str], int]:
        counted = self._connection.table("platform_parts").aggregate("platform, part, count(*)")
        return {(platform, part): int(count) for platform, part, count in counted.fetchall()}

    def prevented(self) -> tuple[Prevented, ...]:
        """Of the year of the day that was told, whenever it was written down."""
        found = self._connection.execute(
            "SELECT what, month, count(*), coalesce(sum(reached), 0),"
            " count(*) FILTER (reached IS NULL), coalesce(sum(minutes), 0) FROM prevention"
            " WHERE counts AND year = $year GROUP BY what, month ORDER BY month, what",
            {"year": self._year},
        ).fetchall()
        return tuple(Prevented(what, *(int(number) for number in numbers)) for what, *numbers in found)

    def own(self) -> Mapping[tuple[str, str, str], int]:
        counted = self._connection.table("own_values").aggregate("reason, field, code, count(*)")
        return {(reason, field, code): int(count) for reason, field, code, count in counted.fetchall()}

    def own_answered(self) -> Mapping[tuple[str, str], int]:
        counted = self._connection.table("own_values").aggregate("reason, field, count(DISTINCT id)")
        return {(reason, field): int(count) for reason, field, count in counted.fetchall()}

    def earlier(self) -> tuple[dict[str, int], str]:
        """Last year's two totals and where they come from.

        A total that was published before this ledger began wins; else the ledger's own count.
        """
        published = self._connection.execute(
            "SELECT measure, value, source FROM earlier_total WHERE year = $year AND source <> $kept",
            {"year": self._year - 1, "kept": KEPT},
        ).fetchall()
        if published:
            return {measure: int(value) for measure, value, _ in published}, str(published[0][2])
        since, until = (moment.replace(tzinfo=None) for moment in bounds(self._year - 1))
        advice, staffed = self._connection.execute(
            "SELECT count(*), count(*) FILTER (staffed) FROM contact_closed"
            " WHERE counts_as_data AND hour >= $since AND hour < $until",
            {"since": since, "until": until},
        ).fetchall()[0]
        return ({"advice_questions": advice, "staffed_contacts": staffed} if advice else {}), "ledger"
