"""A fact that changed was not checked by whoever checked the one before. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.rules.helpline import FACTS
from hulplijn.content.shapes import Helpline, Library, Partner, Verified

_SENTENCE = N_(
    "“{fact}” is another one now, but its check is the old one. Say who checked it and when, or write null."
)
_SAMPLE = N_("Whether this is a demonstration is for whoever runs the server to say, in the content folder.")


def left_behind(before: Library, after: Library) -> list[ContentError]:
    """Each number, address or time that is another than before while what says who checked it is not."""
    found = [*_of_helpline(before.helpline, after.helpline)]
    if before.helpline.sample != after.helpline.sample:
        found.append(ContentError("helpline.yaml", 1, _SAMPLE))
    for code, partner in after.partners.items():
        if code in before.partners:
            found += _of_partner(before.partners[code], partner)
    return found


def _of_helpline(before: Helpline, after: Helpline) -> Iterator[ContentError]:
    for fact in FACTS:
        was, is_ = before.verified.get(fact), after.verified.get(fact)
        if getattr(before, fact) != getattr(after, fact) and _is_old(was, is_):
            yield ContentError("helpline.yaml", 1, _SENTENCE, {"fact": fact})


def _of_partner(before: Partner, after: Partner) -> Iterator[ContentError]:
    for way, detail in after.reach.items():
        old = before.reach.get(way)
        if old and old.value != detail.value and _is_old(old.verified, detail.verified):
            yield ContentError(f"partners/{after.code}.yaml", 1, _SENTENCE, {"fact": way})
    if before.hours != after.hours and _is_old(before.verified, after.verified):
        yield ContentError(f"partners/{after.code}.yaml", 1, _SENTENCE, {"fact": "hours"})


def _is_old(was: Verified | None, is_: Verified | None) -> bool:
    return is_ is not None and is_ == was
