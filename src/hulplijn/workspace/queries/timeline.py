"""A whole case in one order, over all its contacts: what was said and noted, and what was done."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hulplijn.audit.actors import Actor
from hulplijn.casework import company
from hulplijn.casework import queries as casework
from hulplijn.casework import tasks as still_to_do
from hulplijn.casework.actions import OpenedCase
from hulplijn.casework.models import Contact
from hulplijn.content.errors import NoSuchContent
from hulplijn.content.queries import code_list
from hulplijn.content.queries import partner as known_partner
from hulplijn.guidance import meldcode, risk_queries
from hulplijn.privacy.private_text import PrivateText
from hulplijn.referral import queries as referral
from hulplijn.removal import queries as removal
from hulplijn.removal.models import Notice
from hulplijn.workspace.queries.stream import Spoken, said_in
from hulplijn.workspace.queries.tasks import when_says


@dataclass(frozen=True)
class Moment:
    """One thing in a case. `kind`: contact, note, handed, risk, meldcode, task, notice or referral; `says` is
    in codes or words of ours, `texts` is what somebody wrote, `said` the talk of a contact."""

    kind: str
    at: datetime
    says: str
    who: str = ""
    texts: tuple[PrivateText, ...] = ()
    said: list[Spoken] = field(default_factory=list)
    contact_id: uuid.UUID | None = None
    reference: str = ""


def timeline(opened: Sequence[OpenedCase], at: datetime, *, by: Actor) -> list[Moment]:
    """Everything in these opened cases of one person, the oldest first."""
    found: list[Moment] = []
    for one in opened:
        reference = one.case.reference if len(opened) > 1 else ""
        found += [replace(moment, reference=reference) for moment in _of(one, at, by)]
    return sorted(found, key=lambda moment: moment.at)


def with_words(moments: Iterable[Moment], sought: str) -> list[Moment]:
    """The moments in which `sought` was said or written, each with only what holds it."""
    wanted, found = sought.casefold(), []
    for one in moments:
        said = [line for line in one.said if wanted in line.text.reveal().casefold()]
        if said or any(wanted in text.reveal().casefold() for text in one.texts):
            found.append(replace(one, said=said))
    return found


def _of(opened: OpenedCase, at: datetime, by: Actor) -> list[Moment]:
    contacts = casework.contacts_of(opened.case)
    found = [_contact(one, opened, by) for one in contacts]
    found += [Moment("note", one.at, _("Note"), one.author, (one.text,)) for one in casework.notes(opened)]
    for contact in contacts:
        found += [
            Moment("handed", one.at, _handed_to(one.to), one.by, (one.text,))
            for one in company.handover_notes(opened, contact)
        ]
        found += [_risk(one) for one in reversed(risk_queries.checks_of(opened, contact))]
    found += [_meldcode(one) for one in meldcode.records_of(opened)]
    found += [_task(one, at) for one in still_to_do.tasks(opened)]
    found += [
        Moment("notice", one.notice.made_at, _notice(one.notice), texts=tuple(one.urls))
        for one in removal.notices(opened)
    ]
    found += [
        Moment("referral", one.made_at, f"{_partner(one.partner)}: {_label('referral_state', one.state)}")
        for one in referral.referrals(opened.case)
    ]
    return found


def _contact(contact: Contact, opened: OpenedCase, by: Actor) -> Moment:
    said = said_in(contact, opened, by) if contact.conversation else []
    facts = [_label("channel", contact.channel)]
    if contact.coding.reason:
        facts.append(_label("reason", contact.coding.reason))
    return Moment(
        "contact",
        contact.started_at,
        ", ".join(facts),
        contact.owner.alias if contact.owner else "",
        said=[one for one in said if one.kind != "system" and one.event == ""],
        contact_id=contact.pk,
    )


def _handed_to(who: str) -> str:
    return _("Handed over to %(who)s") % {"who": who} if who else _("Given back to the queue")


def _risk(one: risk_queries.Told) -> Moment:
    """What was asked about suicide and safety, how it was judged, and what was done."""
    check = one.check
    says = f"{_('Risk')}: {check.get_level_display().lower() or check.get_asked_display().lower()}"
    if one.actions:
        says += f" ({'; '.join(one.actions)})"
    return Moment("risk", one.at, says, check.by.alias, (one.words,) if one.words else ())


def _meldcode(one: meldcode.Taken) -> Moment:
    says = f"Meldcode: {one.record.get_step_display()}"
    decided = [*one.consulted, *one.outcomes]
    if decided:
        says += f" ({'; '.join(decided)})"
    return Moment("meldcode", one.record.at, says, one.record.by.alias, (one.words,))


def _task(one: still_to_do.ReadTask, at: datetime) -> Moment:
    task, kind = one.task, str(one.task.get_kind_display())
    if task.done_at:
        says = _("Task, done: %(kind)s") % {"kind": kind}
    else:
        says = _("Task, before the end of %(when)s: %(kind)s")
        says = says % {"when": when_says(task.due_at, at), "kind": kind}
    whose = task.whose.alias if task.whose else ""
    return Moment("task", task.added_at, says, whose, (one.words,) if one.words else ())


def _notice(notice: Notice) -> str:
    said = {
        "platform": _label("platform", notice.platform),
        "state": _label("notice_state", notice.state),
    }
    return _("Removal request to %(platform)s: %(state)s") % said


def _partner(code: str) -> str:
    try:
        return known_partner(code).name.in_(get_language() or "")
    except NoSuchContent:
        return code


def _label(list_name: str, code: str) -> str:
    try:
        return code_list(list_name).label_of(code).in_(get_language() or "")
    except NoSuchContent:
        return code
