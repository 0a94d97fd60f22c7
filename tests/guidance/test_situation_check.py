"""Walking a situation check, without a database; and what of a walk is counted."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from hulplijn.content import queries as content
from hulplijn.guidance import selfcheck
from hulplijn.guidance.models import CountedCheck
from hulplijn.guidance.rules import situation
from hulplijn.ledger.models import Entry
from hulplijn.plumbing import due

PLAN = content.plan("sextortion")
assert PLAN.check
CHECK = PLAN.check


def test_every_way_leads_through_its_questions_to_its_end() -> None:
    for given, end in CHECK.ways():
        place = situation.walk(CHECK, ".".join(given))
        assert place.end == end
        assert place.answers == ".".join(given)
        assert len(given) <= situation.left(CHECK, situation.walk(CHECK, ""))


def test_whatever_is_sent_a_walk_stands_at_one_question_or_one_end() -> None:
    rng = random.Random(13)
    ids = ["yes", "no", "unknown", "money", "nothing", "x", "", "é", "a" * 40]
    for _ in range(500):
        sent = ".".join(rng.choice(ids) for _ in range(rng.randrange(30)))
        place = situation.walk(CHECK, sent)
        assert (place.question is None) != (place.end is None)
        assert situation.walk(CHECK, place.answers) == place
        back = situation.walk(CHECK, place.before)
        assert len(back.given) == max(0, len(place.given) - 1)


def test_a_later_answer_says_more_of_the_same_fact() -> None:
    assert situation.walk(CHECK, "no.money").codes == {"reason": "sextortion_financial"}
    bluff = situation.walk(CHECK, "no.money.no.no")
    assert (bluff.codes["reason"], bluff.end and bluff.end.id) == (
        "sextortion_mail_bluff",
        "sextortion_bluff",
    )


@pytest.mark.django_db
def test_a_walk_counts_once_and_then_nothing_of_it_is_left(at: datetime) -> None:
    walk = selfcheck.new_walk(at)
    late = at + timedelta(hours=13)
    assert selfcheck.walk_of(walk.marked(PLAN, "no"), PLAN, "no", at) == walk
    assert selfcheck.walk_of(walk.marked(PLAN, "no"), PLAN, "yes", at) is None
    assert selfcheck.walk_of(walk.marked(PLAN, "no"), PLAN, "no", late) is None
    end = situation.walk(CHECK, "yes")
    assert selfcheck.count_check(walk, PLAN, end, language="nl", at=at)
    assert not selfcheck.count_check(walk, PLAN, end, language="nl", at=at)
    assert Entry.objects.count() == 1
    due.run_due(late)
    assert not CountedCheck.objects.exists()
