"""How complete the coding is: for each coded field what share is known, not asked, unknown or left open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hulplijn.content.own import own_fields
from hulplijn.content.queries import code_list, helpline
from hulplijn.figures import extract
from hulplijn.figures.catalogue import lines as rows
from hulplijn.figures.catalogue.lines import Row
from hulplijn.figures.counts import bounds
from hulplijn.figures.figure import Line
from hulplijn.figures.rules.shares import Share, share

ALWAYS = ("reason", "age", "gender", "role", "found_via", "outcome", "platforms")
WITH_SEXTORTION = ("paid", "since_when", "images_shared", "depicted_minor")
QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Completeness:
    """One field. `n` is its base, None where that is too small to show."""

    field: str
    label: str
    n: int | None
    known: Line
    not_asked: Line
    unknown: Line
    left_open: Line

    @property
    def missing(self) -> Share | None:
        """The share without a known value; None where it is hidden."""
        if self.known.count is None or not self.n:
            return None
        return share(self.n - self.known.count, self.n)


def completeness(
    year: int, *, channel: str = "", quarter: int = 0, roles: Collection[str] = ()
) -> list[Completeness]:
    """Each field of the staffed contacts of `year` that count, worst first; what is hidden comes last.

    `channel` is a group of the published channels and `quarter` one of four. Own fields are among them
    where one of `roles` may see the field.
    """
    since, until = _period(year, quarter)
    codes = code_list("channel")
    channels = [one.code for one in codes.codes if channel in ("", one.rolls_up_to["published"])]
    with extract.opened() as connection:
        connection.execute(
            "CREATE TABLE asked AS SELECT * FROM contact_closed WHERE staffed AND counts_as_data"
            " AND hour >= $since AND hour < $until AND list_contains($channels, channel)",
            {"since": since, "until": until, "channels": channels},
        )
        base = connection.table("asked")
        kinds = ", ".join(f"'{one}'" for one in sorted(code_list("reason").flagged("sextortion")))
        found = [
            _field(name, base.filter(where).aggregate(_counts_of(name)).fetchall()[0])
            for names, where in ((ALWAYS, "true"), (WITH_SEXTORTION, f"reason IN ({kinds})"))
            for name in names
        ]
        for own in own_fields() if roles else ():
            if own.seen_by(roles) and own.since < until.date():
                named = ", ".join(f"'{one}'" for one in own.reasons)
                among = base.filter(f"reason IN ({named})") if named else base
                counted = among.aggregate(_counts_of_own(own.code)).fetchall()[0]
                found.append(_made(f"own:{own.code}", str(own.label), counted))
    return sorted(found, key=lambda one: (one.missing is None, -(one.missing.exact if one.missing else 0)))


def _counts_of(name: str) -> str:
    """In SQL: all, not asked, unknown though looked at, left open."""
    is_open = f"list_contains(coalesce(not_coded, []), '{name}')"
    if name == "platforms":
        return (
            "count(*), 0, count(*) FILTER (coalesce(len(platforms), 0) = 0 AND NOT"
            f" {is_open}), count(*) FILTER ({is_open})"
        )
    return (
        f"count(*), count(*) FILTER ({name} = 'not_asked'),"
        f" count(*) FILTER (coalesce({name}, 'unknown') = 'unknown' AND NOT {is_open}),"
        f" count(*) FILTER ({is_open})"
    )


def _counts_of_own(code: str) -> str:
    """The same of an own field, of which nothing is told as not asked."""
    values = f"list_filter(coalesce(own, []), lambda one: starts_with(one, '{code}@'))"
    unknown = f"list_filter({values}, lambda one: ends_with(one, '=unknown'))"
    return f"count(*), 0, count(*) FILTER (len({unknown}) > 0), count(*) FILTER (len({values}) = 0)"


def _field(name: str, counted: Sequence[int]) -> Completeness:
    labels = {
        "images_shared": _("Images shared"),
        "depicted_minor": _("A minor is in the images"),
        "platforms": str(code_list("platform").label),
    }
    return _made(name, labels.get(name) or str(code_list(name).label), counted)


def _made(name: str, label: str, counted: Sequence[int]) -> Completeness:
    n, not_asked, unknown, left_open = (int(one) for one in counted)
    found = [
        Row("known", "", n - not_asked - unknown - left_open),
        Row("not_asked", "", not_asked),
        Row("unknown", "", unknown),
        Row("open", "", left_open),
    ]
    size = rows.base_size(n)
    lines = rows.withheld(found) if size is None else rows.guarded(found, base=n)
    return Completeness(name, label, size, *lines)


def _period(year: int, quarter: int) -> tuple[datetime, datetime]:
    """The first moment of the year or the quarter and of the next, written as in the extract."""
    if not quarter:
        since, until = bounds(year)
        return since.replace(tzinfo=None), until.replace(tzinfo=None)
    zone, first = ZoneInfo(helpline().timezone), 3 * quarter - 2
    begin = datetime(year, first, 1, tzinfo=zone)
    end = datetime(year + first // 10, (first + 2) % 12 + 1, 1, tzinfo=zone)
    return begin.astimezone(UTC).replace(tzinfo=None), end.astimezone(UTC).replace(tzinfo=None)
