"""What casework holds of a person: her name, her code, the notes about her, her contacts and their coding."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet

from hulplijn.casework.models import (
    Case,
    Contact,
    DeskRequest,
    Handover,
    Note,
    NoteDraft,
    OffenderAccount,
    ReturnCode,
    Task,
)
from hulplijn.content.own import own_fields
from hulplijn.content.rules.own import Own
from hulplijn.plumbing.models import DueWork
from hulplijn.privacy.holders import Holder, Keys, Told
from hulplijn.privacy.retention_rules import Term
from hulplijn.privacy.sealing import Sealer


def _due_work(keys: Keys) -> QuerySet[Any]:
    """Timers of these cases: they name a row by its id, and nothing that was said."""
    contacts = Contact.objects.filter(case__key_id__in=list(keys)).values_list("pk", "conversation_id")
    handovers = Handover.objects.filter(contact__case__key_id__in=list(keys)).values_list("pk", flat=True)
    ids: set[uuid.UUID | None] = {one for pair in contacts for one in pair}
    ids.update(handovers)
    return DueWork.objects.filter(key__in=[str(one) for one in ids if one])


def _name(row: Any, sealer: Sealer) -> Told:
    facts: dict[str, object] = {"reference": row.reference}
    if row.name:
        facts["name"] = sealer.open(row.name, about=row.name_about)
    return Told("case", row.opened_at, facts)


def _note(row: Any, sealer: Sealer) -> Told:
    return Told("note", row.at, {"text": sealer.open(row.body, about=row.about)})


def _task(row: Any, sealer: Sealer) -> Told:
    facts: dict[str, object] = {"task": row.kind}
    if row.words:
        facts["text"] = sealer.open(row.words, about=row.about)
    return Told("task", row.added_at, facts)


def _offender(row: Any, sealer: Sealer) -> Told:
    facts: dict[str, object] = {"text": sealer.open(row.account, about=row.about)}
    named = {"platform": row.platform, "used_for": row.part}
    return Told("offender_account", row.at, facts | {name: code for name, code in named.items() if code})


def _handover(row: Any, sealer: Sealer) -> Told:
    return Told("handover", row.asked_at, {"text": sealer.open(row.note, about=row.about)})


_CODED = (
    *("reason", "additional_reasons", "age", "gender", "role", "found_via", "outcome", "platforms"),
    *("demanded_cents", "paid", "paid_cents", "currency", "payment_method", "since_when"),
    *("images_shared", "depicted_minor"),
)


def _contact(row: Any, _: Sealer) -> Told:
    facts: dict[str, object] = {"channel": row.channel, "language": row.language}
    if row.closed_at:
        facts["closed_at"] = row.closed_at
    coding = getattr(row, "coding", None)
    for name in _CODED if coding is not None else ():
        if getattr(coding, name) not in ("", None, []):
            facts[name] = getattr(coding, name)
    own = coding.own if coding is not None else {}
    for field in own_fields() if own else ():
        if field.code in own:
            facts[str(field.label)] = _own(field, own[field.code])
    return Told("contact", row.started_at, facts)


def _own(field: Own, value: Any) -> object:
    if isinstance(value, list):
        return [field.label_of(one) for one in value]
    return field.label_of(str(value))


def _code(row: Any, _: Sealer) -> Told:
    return Told("return_code", row.made_at, {})


HOLDERS = (
    Holder(Case, "the case itself, with all its coded facts", Term.RECORD, key="key_id"),
    Holder(
        Case,
        "what the person wants to be called",
        Term.CONTACT_DETAILS,
        key="key_id",
        sealed={"name": lambda row: row.name_about},
        blank=True,
        tell=_name,
    ),
    Holder(
        Contact,
        "what leads from a contact to its entry in the ledger",
        Term.RECORD,
        key="case__key_id",
        sealed={"ledger_link": lambda row: row.link_about},
        blank=True,
        tell=_contact,
    ),
    Holder(ReturnCode, "the words with which she comes back", Term.RECORD, key="case__key_id", tell=_code),
    Holder(
        Note,
        "what a counsellor writes about a person",
        Term.TEXT,
        key="case__key_id",
        sealed={"body": lambda row: row.about},
        tell=_note,
        after_a_look=True,
    ),
    Holder(
        Task,
        "what must still be done for a person",
        Term.TEXT,
        key="case__key_id",
        sealed={"words": lambda row: row.about},
        blank=True,
        tell=_task,
        after_a_look=True,
    ),
    Holder(
        OffenderAccount,
        "the accounts of an offender, as the person told them",
        Term.TEXT,
        key="case__key_id",
        sealed={"account": lambda row: row.about},
        tell=_offender,
        after_a_look=True,
    ),
    Holder(
        NoteDraft,
        "a note that is not finished",
        Term.TEXT,
        key="contact__case__key_id",
        sealed={"body": lambda row: row.about},
    ),
    Holder(
        Handover,
        "what a counsellor tells the next one about a person",
        Term.TEXT,
        key="contact__case__key_id",
        sealed={"note": lambda row: row.about},
        tell=_handover,
        after_a_look=True,
    ),
    Holder(
        DeskRequest,
        "what police, parents, persons or the press asked of the helpline, under a key of its own",
        Term.RECORD,
        key="key_id",
        sealed={"said": lambda row: row.about},
    ),
    Holder(DueWork, "timers: ids of rows, which say nothing without them", Term.RECORD, find=_due_work),
)
