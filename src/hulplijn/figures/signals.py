"""The signals as they are shown: what rises, what is new, and what was looked at, small counts hidden."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from hulplijn.content.own import own_fields
from hulplijn.content.queries import code_list
from hulplijn.figures import weekly
from hulplijn.figures.rules import signals as rules
from hulplijn.figures.rules import small_cells
from hulplijn.figures.rules.signals import WINDOW, Judged, State
from hulplijn.figures.rules.small_cells import Shown
from hulplijn.figures.weekly import OWN, PAYMENT, PLATFORM, REASON, WEEK

_LISTS = {REASON: "reason", PLATFORM: "platform", PAYMENT: "payment_method"}
_BLOCKS = 13
"""A year in parts of four weeks: what the chart draws."""
_SURE, _LIKELY = 1 / 50, 1 / 5
"""Times a year that chance alone would give something like it."""


@dataclass(frozen=True)
class Signal:
    """One value. `weeks` is of the last four, `week` of the last one; `usual` and `highest` are of four."""

    id: str
    label: str
    definition: str
    weeks: Shown
    week: Shown
    usual: float = 0.0
    highest: float = 0.0
    factor: float = 0.0
    per_year: float = 52.0
    since: date | None = None
    first: date | None = None
    blocks: tuple[Shown, ...] = ()

    @property
    def group(self) -> str:
        return self.id.split(":", maxsplit=1)[0]

    @property
    def kind(self) -> str:
        return kinds()[self.group]

    @property
    def sure(self) -> str:
        """How sure it is that this is no chance, in plain words."""
        if self.per_year <= _SURE:
            return _("Almost certainly not chance: chance gives this less than once in fifty years.")
        if self.per_year <= _LIKELY:
            return _("Very likely not chance: chance gives this less than once in five years.")
        return _("Less sure: chance gives something like this about once a year.")


@dataclass(frozen=True)
class Signals:
    """All of it, as known at the end of the week that begins on `last`."""

    last: date
    rising: tuple[Signal, ...]
    new: tuple[Signal, ...]
    quiet: tuple[Signal, ...]
    too_short: bool
    empty: bool
    sample: bool

    @property
    def first(self) -> date:
        """The first day of the four weeks."""
        return self.last - WEEK * (WINDOW - 1)

    @property
    def until(self) -> date:
        """The last day."""
        return self.last + timedelta(days=6)


def kinds() -> dict[str, str]:
    return {
        REASON: str(code_list("reason").label),
        PLATFORM: str(code_list("platform").label),
        PAYMENT: str(code_list("payment_method").label),
        OWN: _("Field of our own"),
    }


def signals(last: date, *, at: datetime, roles: Collection[str] = ()) -> Signals:
    """What rises in the week of `last`, a Monday, and the three before, strongest first."""
    weeks = weekly.counted(last, at=at, roles=roles)
    judged = rules.judge(weeks.series)
    made = [(_signal(one, last), one) for one in judged]
    rising = sorted(
        (pair for pair in made if pair[1].state == State.RISES), key=lambda pair: pair[1].per_year
    )
    recent = [signal for signal, one in made if one.state == State.NEW and any(one.series.counts[-WINDOW:])]
    return Signals(
        last,
        tuple(signal for signal, _one in rising),
        tuple(sorted(recent, key=lambda one: (one.first or last, one.label), reverse=True)),
        tuple(signal for signal, one in made if one.state == State.QUIET),
        too_short=all(one.state in (State.SHORT, State.NEW) for one in judged),
        empty=not weeks.contacts,
        sample=weeks.sample,
    )


def _signal(one: Judged, last: date) -> Signal:
    label, definition = words_of(one.series.id)
    counts = one.series.counts
    of_weeks, of_week = sum(counts[-WINDOW:]), sum(counts[-1:])
    # The four weeks are the published sum of the last one and the three before it.
    parts = small_cells.protect([of_week, of_weeks - of_week])
    weeks = small_cells.protect_alone(of_weeks)
    found = Signal(
        one.series.id,
        label,
        definition,
        weeks,
        parts[0] if not weeks.sign else weeks,
        blocks=_blocks(counts),
        first=last - WEEK * one.first if one.first is not None else None,
    )
    if not one.seen:
        return found
    four = next(seen for seen in one.seen if seen.span == WINDOW)
    return replace(
        found,
        usual=four.expected,
        highest=four.highest,
        factor=four.factor,
        per_year=one.per_year,
        since=last - WEEK * one.since if one.state == State.RISES else None,
    )


def _blocks(counts: tuple[int, ...]) -> tuple[Shown, ...]:
    """Sums of four weeks, the latest last."""
    whole = min(len(counts) // WINDOW, _BLOCKS)
    begin = len(counts) - whole * WINDOW
    sums = [sum(counts[place : place + WINDOW]) for place in range(begin, len(counts), WINDOW)]
    return tuple(small_cells.protect_alone(one) for one in sums)


def words_of(id: str) -> tuple[str, str]:
    """The label and the definition of a value, in the language now active."""
    group, _colon, code = id.partition(":")
    if group == OWN:
        name, _colon, code = code.partition(":")
        field = next((one for one in own_fields() if one.code == name), None)
        return (f"{field.label}: {field.label_of(code)}", str(field.definition)) if field else (code, "")
    codes = code_list(_LISTS[group])
    if code not in codes:
        return code, ""
    found = codes.get(code)
    return str(found.label), str(found.definition)
