"""The helpline's own content: written by one, published by two, seen by all, taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed
from hulplijn.content import queries as content
from hulplijn.content.models import Draft, OwnText
from hulplijn.guidance import edited, editing
from tests import builders

pytestmark = pytest.mark.django_db
FACTS, REPLIES = "helpline.yaml", "replies/ending.yaml"


@pytest.fixture
def second(staff: Callable[..., Staff]) -> Actor:
    return builders.actor(staff("dora", role="coordinator"))


def changed(name: str, old: str, new: str) -> str:
    text = edited.in_use(name)
    assert old in text
    return text.replace(old, new, 1)


def other_hours() -> str:
    return changed(FACTS, "Mo-Sa 07:00-23:00", "Mo-Sa 08:00-22:00")


def published(name: str, source: str, *, by: Actor, agreed: Actor, at: datetime) -> OwnText:
    draft = editing.keep_draft(name, source, by=by, at=at)
    return editing.publish(editing.ask_to_publish(draft, by=by, at=at), by=agreed, at=at)


def test_what_two_people_agreed_on_is_what_the_helpline_says(
    coordinator: Actor, second: Actor, at: datetime
) -> None:
    published(FACTS, other_hours(), by=coordinator, agreed=second, at=at)
    content.refresh()
    assert content.helpline().hours == "Mo-Sa 08:00-22:00; Su 11:00-19:00"
    assert edited.draft_of(FACTS) is None
    assert [(one.version, one.made_by, one.agreed_by) for one in edited.versions(FACTS)] == [
        (1, "Carla", "Dora")
    ]


def test_a_draft_is_seen_by_nobody_outside(coordinator: Actor, at: datetime) -> None:
    before = content.helpline().hours
    draft = editing.keep_draft(FACTS, other_hours(), by=coordinator, at=at)
    editing.ask_to_publish(draft, by=coordinator, at=at)
    content.refresh()
    assert content.helpline().hours == before


def test_whoever_changed_a_draft_last_does_not_publish_it(
    coordinator: Actor, second: Actor, at: datetime
) -> None:
    first = editing.keep_draft(FACTS, other_hours(), by=second, at=at)
    draft = editing.keep_draft(FACTS, other_hours(), by=coordinator, at=at, based_on=first.version)
    draft = editing.ask_to_publish(draft, by=second, at=at)
    with pytest.raises(editing.SamePerson):
        editing.publish(draft, by=coordinator, at=at)
    assert not OwnText.objects.exists()


def test_the_database_too_wants_two(coordinator: Actor, at: datetime) -> None:
    row = {"name": FACTS, "version": 1, "source": "", "base": "", "made_by": coordinator.id, "at": at}
    for agreed in ({"agreed_by": coordinator.id}, {"agreed_by": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OwnText.objects.create(**row, **agreed)


def test_the_database_refuses_to_change_what_was_published(
    coordinator: Actor, second: Actor, at: datetime
) -> None:
    source = other_hours()
    made = published(FACTS, source, by=coordinator, agreed=second, at=at)
    with pytest.raises(DatabaseError), transaction.atomic():
        OwnText.objects.filter(pk=made.pk).update(source="name: somebody else")
    made.refresh_from_db()
    assert made.source == source


def test_nothing_is_published_that_nobody_asked_for_as_it_is_now(
    coordinator: Actor, second: Actor, at: datetime
) -> None:
    draft = editing.keep_draft(FACTS, other_hours(), by=coordinator, at=at)
    with pytest.raises(editing.NotAsked):
        editing.publish(draft, by=second, at=at)
    asked = editing.ask_to_publish(draft, by=coordinator, at=at)
    editing.keep_draft(FACTS, other_hours() + "# more\n", by=coordinator, at=at, based_on=asked.version)
    with pytest.raises(editing.DraftChanged):
        editing.publish(asked, by=second, at=at)


def test_who_saves_over_a_colleague_is_told_and_sees_what_is_there(
    coordinator: Actor, second: Actor, at: datetime
) -> None:
    seen = editing.keep_draft(FACTS, other_hours(), by=coordinator, at=at)
    editing.keep_draft(FACTS, "hers", by=second, at=at, based_on=seen.version)
    with pytest.raises(editing.DraftChanged) as refused:
        editing.keep_draft(FACTS, "mine", by=coordinator, at=at, based_on=seen.version)
    assert refused.value.theirs is not None
    assert refused.value.theirs.source == Draft.objects.get().source == "hers\n"


def test_a_mistake_is_said_with_its_line_and_is_not_published(
    coordinator: Actor, second: Actor, at: datetime
) -> None:
    wrong = changed(FACTS, "Mo-Sa 07:00-23:00", "Mo-Sa 07:00-27:99")
    (mistake,) = editing.complaints(FACTS, wrong)
    assert wrong.splitlines()[mistake.line - 1].startswith("hours:")
    draft = editing.keep_draft(FACTS, wrong, by=coordinator, at=at)
    with pytest.raises(editing.HasMistakes):
        editing.ask_to_publish(draft, by=coordinator, at=at)
    Draft.objects.update(asked_by=coordinator.id, asked_at=at)
    with pytest.raises(editing.HasMistakes):
        editing.publish(draft, by=second, at=at)
    assert not OwnText.objects.exists()


def test_a_hard_sentence_is_named_and_may_be_published(
    coordinator: Actor, second: Actor, at: datetime
) -> None:
    long = "wij kijken er samen naar en dan " * 8
    source = changed("partners/fier.yaml", "Vooral voor jongeren.", long)
    (complaint,) = editing.complaints("partners/fier.yaml", source)
    assert complaint.is_wording
    published("partners/fier.yaml", source, by=coordinator, agreed=second, at=at)
    content.refresh()
    assert content.partner("fier").for_whom.in_("nl").startswith("wij kijken")


def test_a_plan_that_upsets_another_is_named(coordinator: Actor) -> None:
    source = edited.in_use("plans/scam.yaml")
    found = [one for one in editing.complaints("plans/a_second.yaml", source) if not one.is_wording]
    assert {one.file for one in found} >= {"plans/scam.yaml"}


def test_a_page_goes_in_all_its_languages_at_once(coordinator: Actor, second: Actor, at: datetime) -> None:
    drafts = []
    for name in ("pages/nieuws.nl.md", "pages/nieuws.en.md"):
        source = edited.in_use(name.replace("nieuws", "bellen"))
        drafts.append(editing.keep_draft(name, source, by=coordinator, at=at))
    for draft in drafts:
        editing.ask_to_publish(draft, by=coordinator, at=at)
    editing.publish(drafts[0], by=second, at=at)
    content.refresh()
    assert {content.page("nieuws", language).language for language in ("nl", "en")} == {"nl", "en"}


def test_taking_back_puts_the_earlier_text_in_use_and_keeps_the_history(
    coordinator: Actor, second: Actor, at: datetime
) -> None:
    shipped = content.helpline().hours
    published(FACTS, other_hours(), by=coordinator, agreed=second, at=at)
    once_more = changed(FACTS, "Mo-Sa 08:00-22:00", "Mo-Sa 09:00-21:00")
    published(FACTS, once_more, by=coordinator, agreed=second, at=at)
    editing.take_back(FACTS, 1, by=coordinator, at=at)
    content.refresh()
    assert content.helpline().hours.startswith("Mo-Sa 08:00-22:00")
    editing.take_back(FACTS, 0, by=coordinator, at=at + timedelta(hours=1))
    content.refresh()
    assert content.helpline().hours == shipped
    assert [one.back_to for one in edited.versions(FACTS)] == [0, 1, None, None]
    with pytest.raises(editing.NoSuchVersion):
        editing.take_back(FACTS, 0, by=coordinator, at=at)


def test_a_draft_over_a_text_that_was_taken_back_is_looked_at_again(
    coordinator: Actor, second: Actor, at: datetime
) -> None:
    published(FACTS, other_hours(), by=coordinator, agreed=second, at=at)
    draft = editing.keep_draft(FACTS, edited.in_use(FACTS) + "# more\n", by=coordinator, at=at)
    asked = editing.ask_to_publish(draft, by=coordinator, at=at)
    editing.take_back(FACTS, 0, by=second, at=at)
    with pytest.raises(editing.PublishedMeanwhile):
        editing.publish(asked, by=second, at=at)


@pytest.mark.parametrize(
    "name", ["../settings.py", "taxonomy/reason.yaml", "plans/../x.yaml", "plans/Ü.yaml", "pages/x.md"]
)
def test_no_other_file_is_written(coordinator: Actor, at: datetime, name: str) -> None:
    with pytest.raises(editing.NotEditable):
        editing.keep_draft(name, "x", by=coordinator, at=at)


def test_each_step_is_in_the_log_without_a_word_of_the_text(
    coordinator: Actor, second: Actor, at: datetime
) -> None:
    published(FACTS, other_hours(), by=coordinator, agreed=second, at=at)
    editing.take_back(FACTS, 0, by=second, at=at)
    entries = AuditEntry.objects.filter(verb__startswith="content.").order_by("id")
    assert [(one.verb, one.actor_id, one.why) for one in entries] == [
        ("content.keep_draft", coordinator.id, FACTS),
        ("content.ask_to_publish", coordinator.id, FACTS),
        ("content.publish", second.id, FACTS),
        ("content.take_back", second.id, FACTS),
    ]


def test_a_counsellor_writes_none_of_it(counsellor: Actor, at: datetime) -> None:
    with pytest.raises(NotAllowed):
        editing.keep_draft(REPLIES, "x", by=counsellor, at=at)
