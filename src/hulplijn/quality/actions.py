"""Reading conversations to learn from: `draw`, `give`, `skip`, `answer`, `read_review`."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotYours
from hulplijn.casework import sealed
from hulplijn.casework.models import Contact
from hulplijn.content import queries as content
from hulplijn.content.rubric_shapes import LEVELS
from hulplijn.plumbing.database import writing
from hulplijn.privacy.private_text import PrivateText
from hulplijn.quality import rights
from hulplijn.quality.models import Mark, Review
from hulplijn.quality.queries import has_text, with_text
from hulplijn.quality.rules.trend import quarter_of

MOST = 20
"""Conversations of one sample."""
LONGEST_WORDS = 5_000


class NotAllScored(Exception):
    """A question of the rubric has no mark from 1 to 4."""


class WordsMissing(Exception):
    """Feedback or an answer without a word, or with too many."""


class TextGone(Exception):
    """What was said has gone at its term, so it cannot be judged any more."""


class DoneAlready(Exception):
    """The review was given or skipped already, or answered."""


@dataclass(frozen=True)
class Drawn:
    """A sample. `gone` counts conversations that would have fitted, but whose text has gone."""

    reviews: list[Review]
    gone: int


def draw(
    *,
    by: Actor,
    at: datetime,
    since: datetime,
    until: datetime,
    count: int,
    rng: random.Random,
    channel: str = "",
    reason: str = "",
) -> Drawn:
    """Draw `count` closed conversations at random, none of `by`'s own and none that was drawn before.

    Raises:
        NotAllowed
    """
    rights.require(by, "review.draw", at=at)
    fitting = Contact.real.filter(
        closed_at__gte=since, closed_at__lt=until, owner__isnull=False, review=None
    ).exclude(owner_id=int(by.id))
    if channel:
        fitting = fitting.filter(channel=channel)
    if reason:
        fitting = fitting.filter(coding__reason=reason)
    readable = sorted(with_text(fitting).values_list("pk", flat=True))
    gone = fitting.count() - len(readable)
    chosen = rng.sample(readable, min(max(count, 0), MOST, len(readable)))
    with writing():
        contacts = Contact.objects.filter(pk__in=chosen, review=None).select_related("case").order_by("pk")
        made = [
            Review(contact=one, reviewer_id=int(by.id), counsellor_id=one.owner_id, drawn_at=at)
            for one in contacts
            if one.owner_id is not None
        ]
        Review.objects.bulk_create(made)
        for review in made:
            audit.record("review.draw", by=by, on=review, at=at)
    return Drawn(made, gone)


def give(review: Review, scores: Mapping[str, int], words: str, *, by: Actor, at: datetime) -> Review:
    """Give the counsellor feedback: a mark for each question of the rubric, and words.

    The marks also go, without anything that leads to her or the conversation, into the trend of the team.

    Raises:
        NotYours, NotAllScored, WordsMissing, TextGone, DoneAlready
    """
    rights.require(by, "review.give", review, at=at)
    _require(review.reviewer_id, by, "review.give")
    wanted = {one.id for one in content.rubric().questions}
    if set(scores) != wanted or not all(1 <= score <= LEVELS for score in scores.values()):
        raise NotAllScored
    words = _checked(words)
    if not has_text(review.contact):
        raise TextGone
    with writing():
        blob = sealed.write(review.contact.case, words, about=review.words_about)
        drawn = Review.objects.filter(pk=review.pk, state=Review.State.DRAWN)
        if not drawn.update(state=Review.State.GIVEN, scores=dict(scores), words=blob, given_at=at):
            raise DoneAlready
        quarter = quarter_of(at.date())
        Mark.objects.bulk_create(
            Mark(quarter=quarter, question=question, score=score) for question, score in scores.items()
        )
        audit.record("review.give", by=by, on=review, at=at)
    review.refresh_from_db()
    return review


def skip(review: Review, *, by: Actor, at: datetime) -> Review:
    """Leave a drawn conversation out; why is that its text has gone, or else that it teaches nothing.

    Raises:
        NotYours, DoneAlready
    """
    rights.require(by, "review.give", review, at=at)
    _require(review.reviewer_id, by, "review.give")
    why = Review.Skipped.UNFIT if has_text(review.contact) else Review.Skipped.TEXT_GONE
    with writing():
        drawn = Review.objects.filter(pk=review.pk, state=Review.State.DRAWN)
        if not drawn.update(state=Review.State.SKIPPED, skipped=why):
            raise DoneAlready
        audit.record("review.skip", by=by, on=review, at=at, why=str(why))
    review.refresh_from_db()
    return review


def answer(review: Review, words: str, *, by: Actor, at: datetime) -> Review:
    """The counsellor says something to the feedback that she got, once.

    Raises:
        NotYours, WordsMissing, DoneAlready
    """
    rights.require(by, "review.answer", review, at=at)
    _require(review.counsellor_id, by, "review.answer")
    words = _checked(words)
    with writing():
        blob = sealed.write(review.contact.case, words, about=review.answer_about)
        given = Review.objects.filter(pk=review.pk, state=Review.State.GIVEN, answered_at=None)
        if not given.update(answer=blob, answered_at=at):
            raise DoneAlready
        audit.record("review.answer", by=by, on=review, at=at)
    review.refresh_from_db()
    return review


@dataclass(frozen=True)
class Words:
    """The feedback and the answer in words, where they are there (still)."""

    feedback: PrivateText | None
    answer: PrivateText | None


def read_review(review: Review, *, by: Actor, at: datetime) -> Words:
    """The words of a review, for the two whom it concerns. The log gets a line.

    Raises:
        NotYours
    """
    rights.require(by, "review.read", review, at=at)
    case = review.contact.case
    feedback = sealed.read(case, review.words, about=review.words_about) if review.words else None
    said = sealed.read(case, review.answer, about=review.answer_about) if review.answer else None
    audit.record("review.read", by=by, on=review, at=at)
    return Words(feedback, said)


def _require(owner: int, by: Actor, verb: str) -> None:
    if str(owner) != by.id:
        raise NotYours(verb, by)


def _checked(words: str) -> str:
    kept = words.replace("\r\n", "\n").replace("\0", "").strip()
    if not kept or len(kept) > LONGEST_WORDS:
        raise WordsMissing
    return kept
