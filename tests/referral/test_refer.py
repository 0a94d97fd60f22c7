"""Naming a partner, and what came of it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotYours
from hulplijn.casework.errors import LinkGone
from hulplijn.casework.models import Contact
from hulplijn.ledger import queries as ledger
from hulplijn.privacy.keys import destroy_key
from hulplijn.referral import actions, queries
from hulplijn.referral.models import Referral
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(counsellor: Actor) -> Contact:
    contact = builders.taken_chat(counsellor, "hoi")
    return builders.ready_to_close(contact, by=counsellor, reason="sextortion_financial")


def rows() -> list[ledger.Row]:
    return list(
        ledger.current("referral_state", datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
    )


def test_a_referral_is_entered_and_its_later_state_corrects_it(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    referral = actions.refer(contact, partner="csg", by=counsellor, at=at)
    [first] = rows()
    assert first.codes == {"partner": "csg", "state": "advised", "reason": "sextortion_financial"}
    actions.set_state(referral, state="accepted", by=counsellor, at=at + timedelta(days=3))
    [row] = rows()
    assert (row.id, row.codes["state"], row.hour) == (first.id, "accepted", first.hour)


def test_naming_a_partner_again_sets_the_state_of_the_same_referral(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    actions.refer(contact, partner="csg", by=counsellor, at=at)
    actions.refer(contact, partner="csg", state="declined_by_client", by=counsellor, at=at)
    actions.refer(contact, partner="gp", state="warm_transfer", by=counsellor, at=at)
    assert Referral.objects.count() == 2
    assert sorted((row.codes["partner"], row.codes["state"]) for row in rows()) == [
        ("csg", "declined_by_client"),
        ("gp", "warm_transfer"),
    ]


def test_unknown_partners_and_states_are_refused(contact: Contact, counsellor: Actor, at: datetime) -> None:
    with pytest.raises(actions.UnknownPartner):
        actions.refer(contact, partner="oracle", by=counsellor, at=at)
    with pytest.raises(actions.UnknownState):
        actions.refer(contact, partner="csg", state="teleported", by=counsellor, at=at)
    referral = actions.refer(contact, partner="csg", by=counsellor, at=at)
    with pytest.raises(actions.UnknownState):
        actions.set_state(referral, state="", by=counsellor, at=at)


def test_only_the_owner_refers(contact: Contact, colleague: Actor, at: datetime) -> None:
    with pytest.raises(NotYours):
        actions.refer(contact, partner="csg", by=colleague, at=at)


def test_an_erased_case_keeps_its_entry(contact: Contact, counsellor: Actor, at: datetime) -> None:
    referral = actions.refer(contact, partner="csg", by=counsellor, at=at)
    destroy_key(contact.case.key_id)
    with pytest.raises(LinkGone):
        actions.set_state(referral, state="accepted", by=counsellor, at=at)
    assert rows()[0].codes["state"] == "advised"
    assert Referral.objects.get().state == "advised"


def test_partners_that_fit_or_were_named_come_first_in_one_query(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    actions.refer(contact, partner="csg", by=counsellor, at=at)
    shown = Contact.objects.select_related("coding").get(pk=contact.pk)
    with CaptureQueriesContext(connection) as seen:
        found = queries.choices(shown, at)
    assert len(seen) == 1
    first = [one.fits or one.referral is not None for one in found]
    assert first == sorted(first, reverse=True)
    assert [one.partner.code for one in found if one.referral] == ["csg"]


def test_the_states_are_those_of_the_published_list() -> None:
    from hulplijn.content.queries import code_list

    assert set(Referral.State.values) == {code.code for code in code_list("referral_state").codes}


def test_a_sister_helpline_counts_as_one_in_the_figures(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    referral = actions.refer(contact, partner="sister_example", by=counsellor, at=at)
    assert referral.partner == "sister_example"
    assert rows()[0].codes["partner"] == "sister_helpline"
