"""Two people who move one notice at the same moment."""

from datetime import UTC, datetime

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.ledger import queries as ledger
from hulplijn.removal import actions
from tests import builders
from tests.together import meet


@pytest.mark.django_db(transaction=True)
def test_a_decision_is_entered_with_the_facts_of_that_moment(
    counsellor: Actor, coordinator: Actor, at: datetime
) -> None:
    contact = builders.ready_to_close(builders.taken_chat(counsellor, "hoi"), by=counsellor)
    notice = actions.draft_notice(
        casework.open_case(contact.case, by=counsellor, at=at),
        contact,
        by=counsellor,
        at=at,
        urls="https://platform.example/profile",
        platform="instagram",
        content_kind="offender_account",
        depicted_minor="no",
        consent=True,
    )
    actions.send_notice(notice, by=counsellor, at=at)

    def confirm_and_code() -> None:
        actions.confirm_receipt(notice, by=counsellor, at=at)
        casework.code(contact, by=counsellor, at=at, reason="sextortion_financial")

    meet(
        confirm_and_code,
        lambda: actions.decide_notice(notice, outcome="removed", by=coordinator, at=at),
    )
    ever = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
    [row] = ledger.current("notice_decided", *ever)
    assert row.codes["reason"] == "sextortion_financial"
