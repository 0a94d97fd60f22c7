"""A removal request from draft to decision."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework.actions import OpenedCase
from hulplijn.casework.errors import LinkGone, UnknownCode
from hulplijn.casework.models import Contact
from hulplijn.ledger import queries as ledger
from hulplijn.ledger.models import Entry
from hulplijn.privacy.keys import destroy_key
from hulplijn.removal import actions, queries
from hulplijn.removal.models import Notice, NoticeLocation
from hulplijn.removal.rules import NotLinks, NotPossibleNow
from tests import builders

pytestmark = pytest.mark.django_db

ADDRESSES = "instagram.com/voorbeeld_l1sa001\nhttps://www.instagram.com/p/voorbeeld"


@pytest.fixture
def contact(counsellor: Actor) -> Contact:
    contact = builders.taken_chat(counsellor, "hoi")
    return builders.ready_to_close(contact, by=counsellor, reason="sextortion_financial")


@pytest.fixture
def opened(contact: Contact, counsellor: Actor, at: datetime) -> OpenedCase:
    return casework.open_case(contact.case, by=counsellor, at=at)


def draft(opened: OpenedCase, contact: Contact, by: Actor, at: datetime, **other: Any) -> Notice:
    wanted = {
        "urls": ADDRESSES,
        "platform": "instagram",
        "content_kind": "offender_account",
        "depicted_minor": "no",
        "consent": True,
    }
    return actions.draft_notice(opened, contact, by=by, at=at, **{**wanted, **other})


def rows(kind: str) -> list[ledger.Row]:
    return list(ledger.current(kind, datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)))


def test_a_draft_keeps_its_addresses_sealed_and_in_order(
    opened: OpenedCase, contact: Contact, counsellor: Actor, at: datetime
) -> None:
    notice = draft(opened, contact, counsellor, at)
    assert notice.state == "draft"
    assert notice.reference.startswith("V-")
    [read] = queries.notices(opened)
    assert [url.reveal() for url in read.urls] == [
        "https://instagram.com/voorbeeld_l1sa001",
        "https://www.instagram.com/p/voorbeeld",
    ]
    assert read.possible == {"send", "withdraw"}
    assert not any(b"instagram" in bytes(row.url) for row in NoticeLocation.objects.all())


def test_a_notice_goes_its_way_and_both_facts_are_entered(
    opened: OpenedCase, contact: Contact, counsellor: Actor, at: datetime
) -> None:
    notice = draft(opened, contact, counsellor, at)
    assert rows("notice_sent") == []
    notice = actions.send_notice(notice, by=counsellor, at=at)
    notice = actions.confirm_receipt(notice, by=counsellor, at=at + timedelta(hours=1))
    notice = actions.decide_notice(notice, outcome="partial", by=counsellor, at=at + timedelta(hours=30))
    assert (notice.state, notice.is_decided) == ("decided_partial", True)
    [sent], [decided] = rows("notice_sent"), rows("notice_decided")
    assert (sent.codes["platform"], sent.codes["items"], sent.codes["reason"]) == (
        "instagram",
        2,
        "sextortion_financial",
    )
    assert (decided.codes["outcome"], decided.codes["honoured"], decided.codes["hours_to_decision"]) == (
        "partial",
        True,
        30,
    )
    assert b"voorbeeld" not in str([entry.codes for entry in Entry.objects.all()]).encode()


def test_a_changed_decision_corrects_the_first(
    opened: OpenedCase, contact: Contact, counsellor: Actor, at: datetime
) -> None:
    notice = actions.send_notice(draft(opened, contact, counsellor, at), by=counsellor, at=at)
    notice = actions.decide_notice(notice, outcome="refused", by=counsellor, at=at + timedelta(hours=5))
    notice = actions.decide_notice(notice, outcome="removed", by=counsellor, at=at + timedelta(days=9))
    [decided] = rows("notice_decided")
    assert (decided.codes["outcome"], decided.codes["honoured"], decided.codes["hours_to_decision"]) == (
        "removed",
        True,
        5,
    )
    with pytest.raises(NotPossibleNow):
        actions.decide_notice(notice, outcome="removed", by=counsellor, at=at)
    destroy_key(contact.case.key_id)
    with pytest.raises(LinkGone):
        actions.decide_notice(notice, outcome="refused", by=counsellor, at=at)
    assert Notice.objects.get(pk=notice.pk).outcome == "removed"


def test_nothing_is_sent_before_the_client_says_yes(
    opened: OpenedCase, contact: Contact, counsellor: Actor, at: datetime
) -> None:
    notice = draft(opened, contact, counsellor, at, consent=False)
    assert notice.state == "awaiting_consent"
    with pytest.raises(actions.ConsentMissing):
        actions.send_notice(notice, by=counsellor, at=at)
    notice = actions.give_consent(notice, by=counsellor, at=at)
    assert actions.send_notice(notice, by=counsellor, at=at).is_sent


@pytest.mark.parametrize("depicted_minor", ["yes", "unknown"])
def test_an_image_of_somebody_who_may_be_a_minor_is_for_the_hotline_and_not_kept(
    depicted_minor: str, opened: OpenedCase, contact: Contact, counsellor: Actor, at: datetime
) -> None:
    notice = draft(opened, contact, counsellor, at, content_kind="image", depicted_minor=depicted_minor)
    assert notice.state == "handed_to_hotline"
    assert not NoticeLocation.objects.exists()
    [read] = queries.notices(opened)
    assert read.went_to_hotline
    with pytest.raises(NotPossibleNow):
        actions.send_notice(notice, by=counsellor, at=at)
    assert not Entry.objects.filter(kind__startswith="notice").exists()


def test_a_withdrawn_notice_stays_sent_in_the_ledger(
    opened: OpenedCase, contact: Contact, counsellor: Actor, at: datetime
) -> None:
    notice = actions.send_notice(draft(opened, contact, counsellor, at), by=counsellor, at=at)
    notice = actions.withdraw(notice, by=counsellor, at=at)
    assert len(rows("notice_sent")) == 1
    with pytest.raises(NotPossibleNow):
        actions.decide_notice(notice, outcome="removed", by=counsellor, at=at)


@pytest.mark.parametrize(
    ("field", "value"),
    [("platform", "myspace2"), ("platform", ""), ("content_kind", "smell"), ("depicted_minor", "")],
)
def test_what_is_on_no_list_is_refused_by_field(
    field: str, value: str, opened: OpenedCase, contact: Contact, counsellor: Actor, at: datetime
) -> None:
    with pytest.raises(UnknownCode) as refused:
        draft(opened, contact, counsellor, at, **{field: value})
    assert refused.value.field == field


def test_a_line_that_is_no_link_keeps_everything_out(
    opened: OpenedCase, contact: Contact, counsellor: Actor, at: datetime
) -> None:
    with pytest.raises(NotLinks) as refused:
        draft(opened, contact, counsellor, at, urls="instagram.com/x\nniks")
    assert [line.number for line in refused.value.lines] == [2]
    assert not Notice.objects.exists()


def test_an_outcome_that_no_platform_has_is_refused(
    opened: OpenedCase, contact: Contact, counsellor: Actor, at: datetime
) -> None:
    notice = actions.send_notice(draft(opened, contact, counsellor, at), by=counsellor, at=at)
    with pytest.raises(actions.OutcomeUnknown):
        actions.decide_notice(notice, outcome="burnt", by=counsellor, at=at)


def test_a_colleague_sends_nothing_and_a_coordinator_may(
    opened: OpenedCase,
    contact: Contact,
    counsellor: Actor,
    colleague: Actor,
    coordinator: Actor,
    at: datetime,
) -> None:
    notice = draft(opened, contact, counsellor, at)
    with pytest.raises(NotYours):
        actions.send_notice(notice, by=colleague, at=at)
    assert actions.send_notice(notice, by=coordinator, at=at).is_sent


def test_a_platform_can_decide_weeks_after_the_contact_was_closed(
    opened: OpenedCase, contact: Contact, counsellor: Actor, at: datetime
) -> None:
    notice = actions.send_notice(draft(opened, contact, counsellor, at), by=counsellor, at=at)
    casework.park(contact, by=counsellor, at=at)
    actions.decide_notice(notice, outcome="removed", by=counsellor, at=at + timedelta(days=30))
    assert rows("notice_decided")[0].codes["hours_to_decision"] == 720
