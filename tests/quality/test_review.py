"""A sample is drawn, read, told to the one whom it concerns, and answered."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotAllowed, NotYours
from hulplijn.content import queries as content
from hulplijn.conversations.models import Message
from hulplijn.quality import actions
from hulplijn.quality.models import Mark, Review
from tests import builders

pytestmark = pytest.mark.django_db
FEEDBACK = "je vroeg eerst wat nodig was"


def draw(by: Actor, at: datetime, count: int = 5) -> actions.Drawn:
    rng = random.Random(3)
    day = timedelta(days=1)
    return actions.draw(by=by, at=at, since=at - day, until=at + day, count=count, rng=rng)


def scores(score: int = 3) -> dict[str, int]:
    return {one.id: score for one in content.rubric().questions}


@pytest.fixture
def review(counsellor: Actor, coordinator: Actor, at: datetime) -> Review:
    builders.closed_chat(counsellor)
    (drawn,) = draw(coordinator, at).reviews
    return drawn


def browser(somebody: Actor) -> Client:
    client = Client()
    client.force_login(Staff.objects.get(pk=somebody.id))
    return client


def test_a_sample_has_none_of_her_own_and_none_twice(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    builders.closed_chat(coordinator)
    theirs = builders.closed_chat(counsellor)
    assert [one.contact_id for one in draw(coordinator, at).reviews] == [theirs.pk]
    assert draw(coordinator, at).reviews == []
    with pytest.raises(NotAllowed):
        draw(counsellor, at)


def test_what_has_no_text_left_is_counted_and_left_out(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    gone = builders.closed_chat(counsellor)
    Message.objects.filter(conversation=gone.conversation_id).delete()
    drawn = draw(coordinator, at)
    assert (drawn.reviews, drawn.gone) == ([], 1)


def test_a_text_that_goes_after_the_drawing_is_skipped_with_that_reason(
    review: Review, coordinator: Actor, at: datetime
) -> None:
    Message.objects.filter(conversation=review.contact.conversation_id).delete()
    with pytest.raises(actions.TextGone):
        actions.give(review, scores(), FEEDBACK, by=coordinator, at=at)
    assert actions.skip(review, by=coordinator, at=at).skipped == "text_gone"


def test_feedback_is_for_the_two_whom_it_concerns(
    review: Review, counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    other = builders.actor(builders.staff("dora", role="coordinator"))
    given = actions.give(review, scores(), FEEDBACK, by=coordinator, at=at)
    assert FEEDBACK.encode() not in bytes(given.words or b"")
    for allowed in (counsellor, coordinator):
        words = actions.read_review(given, by=allowed, at=at).feedback
        assert words
        assert words.reveal() == FEEDBACK
    for stranger in (colleague, other):
        with pytest.raises(NotYours):
            actions.read_review(given, by=stranger, at=at)


def test_she_answers_once_and_the_reviewer_not_for_her(
    review: Review, counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    actions.give(review, scores(), FEEDBACK, by=coordinator, at=at)
    with pytest.raises(NotYours):
        actions.answer(review, "mooi", by=coordinator, at=at)
    actions.answer(review, "dank je", by=counsellor, at=at)
    with pytest.raises(actions.DoneAlready):
        actions.answer(review, "nog iets", by=counsellor, at=at)


def test_every_question_wants_a_mark(review: Review, coordinator: Actor, at: datetime) -> None:
    for wrong in ({}, {**scores(), "dance": 3}, scores(5)):
        with pytest.raises(actions.NotAllScored):
            actions.give(review, wrong, FEEDBACK, by=coordinator, at=at)
    assert not Mark.objects.exists()


def test_no_page_gives_figures_of_one_counsellor(
    review: Review, counsellor: Actor, colleague: Actor, coordinator: Actor, at: datetime
) -> None:
    """Whoever is not in a review sees the trend of the team, and no name beside it."""
    actions.give(review, scores(4), FEEDBACK, by=coordinator, at=at)
    other = builders.actor(builders.staff("dora", role="coordinator"))
    for stranger in (colleague, other):
        shown = browser(stranger).get(reverse("workspace:quality")).content.decode()
        assert "Trend van het team" in shown
        for name in ("Anouk", review.contact.case.reference, "4.0"):
            assert name not in shown.partition("<main")[2]
        assert browser(stranger).get(reverse("workspace:review", args=[review.pk])).status_code == 403


def test_the_pages_lead_from_the_draw_to_the_answer(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    builders.closed_chat(counsellor)
    (drawn,) = draw(coordinator, at).reviews
    page = reverse("workspace:review", args=[drawn.pk])
    hers, mine = browser(coordinator), browser(counsellor)
    half = hers.post(page, {"do": "give", "words": FEEDBACK})
    assert half.status_code == 422
    assert FEEDBACK in half.content.decode()
    sent = {f"score-{name}": "3" for name in scores()}
    hers.post(page, {"do": "give", "words": FEEDBACK, **sent})
    now = reverse("workspace:now")
    assert "Die wacht op je antwoord" in mine.get(now).content.decode()
    assert FEEDBACK in mine.get(page).content.decode()
    mine.post(page, {"do": "answer", "words": "dank voor het lezen"})
    assert "dank voor het lezen" in hers.get(page).content.decode()
    assert "Die wacht op je antwoord" not in mine.get(now).content.decode()
