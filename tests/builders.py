"""Small makers of what a test starts from, by the product's own actions."""

from __future__ import annotations

import random
import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hulplijn.accounts import actions as accounts
from hulplijn.accounts import queries as accounts_queries
from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Case, Contact, DeskRequest, Guest
from hulplijn.content.rules.own import Own, OwnCode
from hulplijn.content.texts import Text
from hulplijn.conversations import actions as conversations
from hulplijn.guidance import risk_actions
from hulplijn.prevention import actions as prevention
from hulplijn.prevention.models import Activity
from hulplijn.privacy import keys
from hulplijn.quality import actions as quality
from hulplijn.quality.models import Review
from hulplijn.referral import actions as referral_actions
from tests.environment import AT, PASSWORD


def staff(username: str = "anouk", *, role: str = "counsellor", alias: str = "", at: datetime = AT) -> Staff:
    """A member of staff who logs in with `PASSWORD`."""
    return accounts.add_staff(
        username=username,
        alias=alias or username.capitalize(),
        role=role,
        password=PASSWORD,
        by=SYSTEM,
        at=at,
    )


def actor(someone: Staff) -> Actor:
    """`someone` as the one who does something."""
    return accounts_queries.actor_of(someone)


def waiting_chat(*said: str, at: datetime = AT, language: str = "nl", sample: bool = False) -> Contact:
    """A chat that waits to be taken, in which the visitor has `said` things."""
    key_id = keys.new_key()
    conversation = conversations.open_conversation(
        start_id=uuid.uuid4(), key_id=key_id, language=language, at=at
    ).conversation
    visitor = Actor.visitor(conversation.pk)
    for text in said:
        conversations.say(conversation, text, by=visitor, client_id=uuid.uuid4(), at=at)
    return casework.open_contact(
        channel="chat",
        conversation=conversation,
        key_id=key_id,
        language=language,
        by=visitor,
        at=at,
        sample=sample,
    )


def taken_chat(by: Actor, *said: str, at: datetime = AT, sample: bool = False) -> Contact:
    """A chat that `by` has taken."""
    return casework.take(waiting_chat(*said, at=at, sample=sample), by=by, at=at)


def let_in(contact: Contact, guest: Actor, *, how: str = "read", at: datetime = AT) -> Guest:
    """`guest` reads along in `contact`, with the visitor's leave; `how` as far as she goes."""
    first = how if how in ("along", "read") else "read"
    inviting = guest if first == "read" else accounts_queries.actor_of(Staff.objects.get(pk=contact.owner_id))
    somebody = Staff.objects.get(pk=guest.id)
    asked = casework.ask_along(contact, somebody, first, by=inviting, at=at)
    casework.answer_guest(asked, True, by=Actor.visitor(contact.conversation_id), at=at)
    asked.refresh_from_db()
    return casework.go_further(asked, how, by=guest, at=at) if how != first else asked


def look_wider(contact: Contact, by: Actor, *, why: str = "quality", at: datetime = AT) -> None:
    """`by` says why she reads the case of `contact`, which is neither hers nor shared with her."""
    casework.look_wider(contact.case, by=by, at=at, why=why)


def proposed_request(case: Case | None = None, *, at: datetime = AT) -> DeskRequest:
    """A request of the police, for which a coordinator, Dora, proposed to give a part."""
    dora = actor(staff("dora", role="coordinator"))
    request = casework.enter_request(
        kind="police",
        way="mail",
        basis="order",
        who="brigadier Jansen",
        asks="alles over deze zaak",
        ground="bevel 12/34",
        received_on=at.date(),
        case=case,
        by=dora,
        at=at,
    )
    casework.propose(request, decision="part", why="het bevel noemt alleen de datum", by=dora, at=at)
    return request


def own_field(label: str, *choices: str, kind: str = "one", at: datetime = AT, **more: Any) -> Own:
    """A coded field of the helpline's own with these choices, that everybody of the staff sees."""
    everybody = frozenset({"counsellor", "coordinator", "analyst", "administrator"})
    codes = tuple(OwnCode(one, Text(nl=one, en=one)) for one in choices)
    words = Text(nl=label, en=label)
    asked = Own("", 0, kind, words, words, codes, since=date(2024, 1, 1), roles=everybody)
    return casework.save_own_field(replace(asked, **more), by=SYSTEM, at=at)


def ready_to_close(contact: Contact, *, by: Actor, at: datetime = AT, **fields: Any) -> Contact:
    """`contact` with everything chosen that closing wants; `fields` are coded as well."""
    wanted = {"reason": "cyberbullying", "outcome": "advice_given", "found_via": "not_asked"}
    casework.code(contact, by=by, at=at, **{**wanted, **fields})
    referral_actions.refer_nobody(contact, why="not_asked", by=by, at=at)
    return contact


def risk_asked(contact: Contact, *, by: Actor, at: datetime = AT, level: str = "none") -> None:
    """`by` has asked about suicide and heard that there are no thoughts of it."""
    risk_actions.check_risk(
        contact, risk_actions.Answers(asked="yes", thoughts="no", level=level), by=by, at=at
    )


def activity(by: Actor, *, at: datetime = AT, **told: Any) -> Activity:
    """A lesson at a school, unless it is told otherwise."""
    facts: dict[str, Any] = {"day": at.date(), "kind": "lesson", "audiences": ["secondary"], "partners": []}
    return prevention.record(prevention.Told(**{**facts, **told}), by=by, at=at)


def drawn_review(by: Actor, *, at: datetime = AT) -> Review:
    """A conversation in `by`'s sample."""
    day = timedelta(days=1)
    drawn = quality.draw(by=by, at=at, since=at - day, until=at + day, count=1, rng=random.Random(1))
    return drawn.reviews[0]


def closed_chat(by: Actor, *, at: datetime = AT, sample: bool = False, **fields: Any) -> Contact:
    """A chat that `by` has taken, coded with `fields` and closed."""
    contact = ready_to_close(taken_chat(by, "hoi", at=at, sample=sample), by=by, at=at, **fields)
    return casework.close(contact, by=by, at=at)
