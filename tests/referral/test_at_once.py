"""Two people who set the state of one referral at the same moment."""

from datetime import UTC, datetime

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.ledger import queries as ledger
from hulplijn.referral import actions
from hulplijn.referral.models import Referral
from tests import builders
from tests.together import meet


@pytest.mark.django_db(transaction=True)
def test_the_later_of_two_states_counts_in_the_case_and_in_the_ledger(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.ready_to_close(builders.taken_chat(counsellor, "hoi"), by=counsellor)
    referral = actions.refer(contact, partner="csg", by=counsellor, at=at)
    meet(
        lambda: actions.set_state(referral, state="accepted", by=coordinator, at=at),
        lambda: actions.refer(contact, partner="csg", state="advised", by=counsellor, at=at),
    )
    assert Referral.objects.get().state == "advised"
    ever = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    [row] = ledger.current("referral_state", *ever)
    assert row.codes["state"] == "advised"
