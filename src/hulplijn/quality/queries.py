"""Reads of reviews: what somebody has to do with, and the trend of the team."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from hulplijn.content import queries as content
from hulplijn.content.texts import Text
from hulplijn.conversations.models import Message
from hulplijn.quality.models import Mark, Review
from hulplijn.quality.rules import trend


@dataclass(frozen=True)
class Theme:
    """One theme of the rubric with its trend."""

    says: Text
    points: list[trend.Point]


def drawn_by(by: Actor) -> list[Review]:
    """The conversations in `by`'s samples, those to read first, then the newest."""
    rows = Review.objects.filter(reviewer_id=int(by.id)).select_related("contact__case", "counsellor")
    return sorted(rows.order_by("-drawn_at", "pk"), key=lambda one: one.state != Review.State.DRAWN)


def given_to(by: Actor) -> list[Review]:
    """The feedback that `by` got, the newest first."""
    rows = Review.objects.filter(counsellor_id=int(by.id), state=Review.State.GIVEN)
    return list(rows.select_related("contact__case", "reviewer").order_by("-given_at", "pk"))


def unread_by(by: Actor) -> int:
    """How much feedback waits for `by`'s answer."""
    return sum(one.answered_at is None for one in given_to(by))


def has_text(contact: Contact) -> bool:
    """Whether what was said is still there to be read."""
    return with_text(Contact.objects.filter(pk=contact.pk)).exists()


def with_text(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Those of `contacts` of which what was said is still there."""
    return contacts.filter(Exists(Message.objects.filter(conversation=OuterRef("conversation_id"))))


def team_trend() -> list[Theme]:
    """The trend of each theme, for the team as a whole. There is none for one person."""
    rubric = content.rubric()
    themes = {one.id: one.theme for one in rubric.questions}
    found = trend.trend(Mark.objects.values_list("quarter", "question", "score"), themes)
    return [Theme(says, found.get(theme, [])) for theme, says in (rubric.themes or {}).items()]
