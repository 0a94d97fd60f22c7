"""Fills a sample year in pieces: each piece is one commit, and what is committed is never made again."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Case
from hulplijn.content.queries import helpline
from hulplijn.hours.rules import timetable_of
from hulplijn.ledger import actions as ledger
from hulplijn.ledger.kinds import EarlierTotal
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import writing
from hulplijn.plumbing.models import Installation
from hulplijn.plumbing.queries import holds_samples
from hulplijn.sample import own_fields, people
from hulplijn.sample.making import make
from hulplijn.sample.models import SampleYear
from hulplijn.sample.plan import Plan, plan_year
from hulplijn.sample.quotas import EARLIER_SOURCE, EARLIER_TOTALS

PUBLISHED_YEAR = 2024
"""The only year of which the growth is published, and so the totals of the year before."""


class HoldsRealContacts(Exception):
    """The database holds contacts that are no sample; nothing made up goes beside them."""


class OtherPlan(Exception):
    """The year was begun by another plan: another `seed`, or another version of the sample."""

    def __init__(self, seed: int) -> None:
        super().__init__(f"begun with seed {seed}")
        self.seed = seed


def mark_as_sample(*, at: datetime) -> None:
    """Say in the database that what it holds is made up, before anything made up is in it; and keep it beyond
    its terms, so that a demonstration has it next year too.

    Raises:
        HoldsRealContacts
    """
    with writing():
        casework.hold_samples(at=at)
        if holds_samples():
            return
        if Case.objects.exists():
            raise HoldsRealContacts
        Installation.objects.update_or_create(pk=1, defaults={"sample": True})


def planned(year: int, *, seed: int, scale: Fraction = Fraction(1)) -> Plan:
    """The plan of `year` within the opening hours in use."""
    table = timetable_of(helpline())
    return plan_year(year, seed=seed, zone=table.zone, is_open=table.is_open, scale=scale)


def fill(
    year: int,
    *,
    seed: int,
    scale: Fraction = Fraction(1),
    piece: float = 1.0,
    rest: float = 0.0,
    told: Callable[[int, int], object] = lambda made, total: None,
) -> None:
    """Make what is still missing of the sample year.

    `piece` is how long one commit may hold the writing lock, in seconds; `rest` is the pause after each, as
    a share of what it took. `told` hears how many events of how many are made.

    Raises:
        OtherPlan: it was begun by another one.
        HoldsRealContacts
    """
    mark_as_sample(at=datetime(year, 1, 1, tzinfo=UTC))
    plan = planned(year, seed=seed, scale=scale)
    begins = datetime(year, 1, 1, tzinfo=UTC)
    counsellors, lead = people.counsellors(at=begins), people.coordinator(at=begins)
    own_fields.settle(by=lead, at=begins)
    state = _begun(plan)
    told(state.made, state.total)
    while not state.is_complete:
        began = time.perf_counter()
        with bus.quiet():
            _make_piece(plan, state, counsellors, lead, piece)
        told(state.made, state.total)
        time.sleep((time.perf_counter() - began) * rest)


def _begun(plan: Plan) -> SampleYear:
    """Where the year stands; the totals of the year before, where published, are entered at its beginning."""
    with writing():
        state, is_new = SampleYear.objects.get_or_create(
            year=plan.year, defaults={"seed": plan.seed, "total": len(plan.events)}
        )
        if is_new:
            totals = EARLIER_TOTALS if plan.year == PUBLISHED_YEAR else {}
            for measure, value in totals.items():
                total = EarlierTotal(plan.year - 1, measure, value, EARLIER_SOURCE)
                ledger.enter(total, at=datetime(plan.year, 1, 1, 12, tzinfo=UTC), origin="sample")
            Installation.objects.update(year_progress=0)
    if (state.seed, state.total) != (plan.seed, len(plan.events)):
        raise OtherPlan(state.seed)
    return state


def _make_piece(plan: Plan, state: SampleYear, counsellors: list[Actor], lead: Actor, longest: float) -> None:
    """Make events for about `longest` seconds and commit them with the new position.

    The keys' database commits first, on leaving the inner block: no row is ever durable before its key.
    """
    until = time.perf_counter() + longest
    with writing():
        with writing("keys"):
            while not state.is_complete:
                make(plan.events[state.made], of=state, counsellors=counsellors, lead=lead)
                state.made += 1
                if time.perf_counter() >= until:
                    break
        state.save(update_fields=["made"])
        Installation.objects.update(year_progress=100 * state.made // state.total)
