"""What referral holds of a person: words that go along, what came back, and what leads to the ledger."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet

from hulplijn.plumbing.models import DueWork
from hulplijn.privacy.holders import Holder, Keys, Told
from hulplijn.privacy.retention_rules import Term
from hulplijn.privacy.sealing import Sealer
from hulplijn.referral.entries import counts_as
from hulplijn.referral.handing import SENDING
from hulplijn.referral.models import NotReferred, PassedOn, Referral


def _under_way(keys: Keys) -> set[uuid.UUID]:
    """A person who is being handed over warmly, and has not arrived yet."""
    rows = Referral.objects.filter(case__key_id__in=list(keys), state=Referral.State.WARM_TRANSFER)
    return set(rows.values_list("case__key_id", flat=True))


def _letters_to_send(keys: Keys) -> QuerySet[Any]:
    """Timers of letters: they name a row by its id, and nothing that was said."""
    rows = PassedOn.objects.filter(referral__case__key_id__in=list(keys)).values_list("pk", flat=True)
    return DueWork.objects.filter(kind=SENDING, key__in=[str(one) for one in rows])


def _referral(row: Any, _: Sealer) -> Told:
    return Told("referral", row.made_at, {"partner": counts_as(row.partner), "state": row.state})


def _passed_on(row: Any, sealer: Sealer) -> Told:
    facts = {"partner": counts_as(row.referral.partner), "text": sealer.open(row.body, about=row.about)}
    return Told("passed_on", row.asked_at, facts)


def _nobody(row: Any, _: Sealer) -> Told:
    return Told("nobody_named", row.at, {"why": str(NotReferred.Why(row.why).label)})


def _note(row: Any, sealer: Sealer) -> Told | None:
    if not row.feedback_note:
        return None
    return Told("note", row.changed_at, {"text": sealer.open(row.feedback_note, about=row.note_about)})


HOLDERS = (
    Holder(
        Referral,
        "what leads from a referral to its entry in the ledger",
        Term.RECORD,
        key="case__key_id",
        sealed={"ledger_link": lambda row: row.link_about},
        blank=True,
        tell=_referral,
        open_work=_under_way,
    ),
    Holder(
        NotReferred,
        "what leads from a contact without a referral to its entry in the ledger",
        Term.RECORD,
        key="contact__case__key_id",
        sealed={"ledger_link": lambda row: row.link_about},
        blank=True,
        tell=_nobody,
    ),
    Holder(
        Referral,
        "what a partner told about a person",
        Term.TEXT,
        key="case__key_id",
        sealed={"feedback_note": lambda row: row.note_about},
        blank=True,
        tell=_note,
        after_a_look=True,
    ),
    Holder(
        PassedOn,
        "what a person lets us pass on to a partner",
        Term.TEXT,
        key="referral__case__key_id",
        sealed={"body": lambda row: row.about},
        tell=_passed_on,
    ),
    Holder(
        DueWork,
        "timers of letters: ids of rows, which say nothing without them",
        Term.RECORD,
        find=_letters_to_send,
    ),
)
