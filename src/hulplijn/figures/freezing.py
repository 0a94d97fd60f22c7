"""Once a night: entries that have been exact for long enough become coarse, and no figure changes by it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hulplijn.content.queries import code_list, helpline, retention
from hulplijn.figures import extract
from hulplijn.ledger.coarsening import Measure, coarsen
from hulplijn.ledger.rules import coarse_before
from hulplijn.plumbing import due
from hulplijn.plumbing.queries import holds_samples

NIGHT = "figures.coarsen"
_KEY = "ledger"
_HOUR = time(4, 45)


def begin(at: datetime) -> None:
    """See at start that the nightly round is set."""
    if due.moment(NIGHT, _KEY) is None:
        due.put(NIGHT, _KEY, _next_night(at))


def night(_: str, at: datetime) -> None:
    """Due: one small piece; the next follows at once, until all that is old enough is coarse.

    Then the extract is made anew, as its files hold what was exact; the one before goes the night after,
    when nobody can be reading in it any more.
    """
    if coarsen_a_piece(at):
        due.put(NIGHT, _KEY, at)
        return
    extract.keep_only_the_current()
    due.put(NIGHT, _KEY, _next_night(at))


def coarsen_a_piece(at: datetime) -> bool:
    """Let go of what is exact in a few entries; whether there were any. A demonstration keeps its sample."""
    if holds_samples():
        return False
    keeps = timedelta(days=retention().ledger_detail)
    return coarsen(coarse_before(at, keeps, _zone()), measures()) > 0


def measures() -> tuple[Measure, ...]:
    """The sums that the figures of a year need, each over the base of that name in `counts`."""
    kinds = code_list("reason").flagged("sextortion")

    def sextortion(codes: Mapping[str, Any]) -> bool:
        return bool(codes["counts_as_data"] and codes["staffed"] and codes["reason"] in kinds)

    def in_euros(codes: Mapping[str, Any]) -> bool:
        return codes.get("currency", "unknown") in ("unknown", "eur")

    def payers(codes: Mapping[str, Any]) -> bool:
        return sextortion(codes) and in_euros(codes) and codes["paid"] == "yes"

    def demanded(codes: Mapping[str, Any]) -> bool:
        return sextortion(codes) and in_euros(codes)

    return (
        Measure("payers.paid_cents", "contact_closed", "paid_cents", payers),
        Measure("sextortion.demanded_cents", "contact_closed", "demanded_cents", demanded),
    )


def _next_night(at: datetime) -> datetime:
    local = at.astimezone(_zone())
    found = datetime.combine(local.date(), _HOUR, tzinfo=_zone())
    if found <= local:
        found = datetime.combine(local.date() + timedelta(days=1), _HOUR, tzinfo=_zone())
    return found.astimezone(at.tzinfo)


def _zone() -> ZoneInfo:
    return ZoneInfo(helpline().timezone)
