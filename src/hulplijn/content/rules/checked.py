"""What changed was not checked, or read, by whoever checked the one before. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.fact_shapes import Helpline, Verified
from hulplijn.content.partner_shapes import Partner
from hulplijn.content.plan_shapes import Plan
from hulplijn.content.rules.helpline import FACTS
from hulplijn.content.rules.names import FACTS as FACTS_FILE
from hulplijn.content.shapes import Library

_SENTENCE = N_(
    "“{fact}” is another one now, but its check is the old one. Say who checked it and when, or write null."
)
_REVIEW = N_(
    "This plan has changed, but a specialist read the old one. Say who read it and when, or write null."
)
_SAMPLE = N_("Whether this is a demonstration is for whoever runs the server to say, in the content folder.")


def left_behind(before: Library, after: Library, sources: Mapping[str, str]) -> list[ContentError]:
    """Each number, address, time or plan that is another than before while what says who checked it is not.

    `sources` are the texts of today by name, in which the lines are looked for.
    """
    facts = sources.get(FACTS_FILE, "")
    found = list(_of_helpline(before.helpline, after.helpline, facts))
    for code, partner in after.partners.items():
        if code in before.partners:
            file = f"partners/{code}.yaml"
            found += _of_partner(file, before.partners[code], partner, sources.get(file, ""))
    for id, plan in after.plans.items():
        if id in before.plans:
            found += _of_plan(before.plans[id], plan)
    return found


def _of_helpline(before: Helpline, after: Helpline, source: str) -> Iterator[ContentError]:
    for fact in FACTS:
        was, is_ = before.verified.get(fact), after.verified.get(fact)
        if getattr(before, fact) != getattr(after, fact) and _is_old(was, is_):
            yield ContentError(FACTS_FILE, _line(source, "verified", fact), _SENTENCE, {"fact": fact})
    if before.sample != after.sample:
        yield ContentError(FACTS_FILE, _line(source, "sample"), _SAMPLE)


def _of_partner(file: str, before: Partner, after: Partner, source: str) -> Iterator[ContentError]:
    for way, detail in after.reach.items():
        old = before.reach.get(way)
        if old and old.value != detail.value and _is_old(old.verified, detail.verified):
            yield ContentError(file, _line(source, "reach", way, "verified"), _SENTENCE, {"fact": way})
    if before.hours != after.hours and _is_old(before.verified, after.verified):
        yield ContentError(file, _line(source, "^verified"), _SENTENCE, {"fact": "hours"})


def _of_plan(before: Plan, after: Plan) -> Iterator[ContentError]:
    """A specialist read the text that was there; `version` and the way that a file is written say nothing."""
    was, is_ = (replace(one, reviewed=None, version=0, source="", fingerprint="") for one in (before, after))
    if was != is_ and _is_old(before.reviewed, after.reviewed):
        yield ContentError(f"plans/{after.id}.yaml", _line(after.source, "^reviewed"), _REVIEW)


def _is_old(was: Verified | None, is_: Verified | None) -> bool:
    return is_ is not None and is_ == was


def _line(source: str, *keys: str) -> int:
    """The line of the last of `keys`, each at or after the one before it; 1 where they are not found."""
    lines, place = source.splitlines(), 0
    for key in keys:
        shape = re.compile(key + ":" if key.startswith("^") else rf"\b{key}:")
        found = (number for number in range(place, len(lines)) if shape.search(lines[number].split("#")[0]))
        place = next(found, -1)
        if place < 0:
            return 1
    return place + 1
