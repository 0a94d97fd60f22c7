"""The situation check that somebody does alone."""

from datetime import UTC, datetime

import pytest

from hulplijn.casework.errors import UnknownCode
from hulplijn.casework.models import Case, Contact
from hulplijn.guidance import actions
from hulplijn.ledger import queries

pytestmark = pytest.mark.django_db


def test_a_selfcheck_leaves_a_row_in_the_ledger_and_nothing_else(at: datetime) -> None:
    key = actions.finish_selfcheck(
        at=at, language="nl", sample=True, reason="sextortion_financial", age="16_17"
    )
    [row] = queries.current(
        "contact_closed", datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
    )
    assert (row.id, row.origin) == (key, "sample")
    assert (row.codes["channel"], row.codes["staffed"]) == ("selfcheck", False)
    assert (row.codes["reason"], row.codes["age"]) == ("sextortion_financial", "16_17")
    assert row.codes["gender"] == "unknown"
    assert not Contact.objects.exists()
    assert not Case.objects.exists()


def test_an_unknown_code_is_refused(at: datetime) -> None:
    with pytest.raises(UnknownCode):
        actions.finish_selfcheck(at=at, language="nl", reason="aliens")
