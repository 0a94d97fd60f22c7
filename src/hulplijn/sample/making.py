"""Makes what is planned, through the actions that visitors and counsellors use themselves."""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from hulplijn.accounts.queries import actor_of
from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Case, Contact
from hulplijn.channels.chat import actions as chat
from hulplijn.content import queries as content
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Conversation
from hulplijn.guidance import actions as guidance
from hulplijn.guidance.risk_actions import Answers, check_risk
from hulplijn.prevention import actions as prevention
from hulplijn.referral import actions as referral
from hulplijn.referral.models import Referral
from hulplijn.removal import actions as removal
from hulplijn.removal.models import Notice
from hulplijn.sample import phrases
from hulplijn.sample.models import PlannedContact, SampleYear
from hulplijn.sample.outreach import Prevented
from hulplijn.sample.plan import Decision, Event, Followed, SelfCheck, Talk

_WRAP_UP = timedelta(seconds=100)


def make(event: Event, *, of: SampleYear, counsellors: Sequence[Actor], lead: Actor) -> None:
    """Make one event of the plan. The same event of the same seed gets the same words."""
    match event:
        case Talk():
            rng = random.Random(f"{of.seed}:{of.year}:{event.number}")
            by = counsellors[event.counsellor % len(counsellors)]
            contact = talk(event, by=by, rng=rng)
            if event.request or event.referrals:
                PlannedContact.objects.create(sample_year=of, number=event.number, contact=contact)
        case SelfCheck():
            guidance.finish_selfcheck(at=event.at, language=event.language, sample=True, **event.codes)
        case Decision():
            _decide(event, _planned(of, event.number))
        case Followed():
            contact, by = _planned(of, event.number)
            named = Referral.objects.get(contact=contact, partner=event.partner)
            referral.set_state(named, state=event.state, by=by, at=event.at)
        case Prevented():
            prevention.record(prevention.Told(**event.told), by=lead, at=event.at)


def talk(planned: Talk, *, by: Actor, rng: random.Random, case: Case | None = None) -> Contact:
    """Make one contact from its first word to its close; by phone or e-mail it may be one more of `case`."""
    if planned.channel == "chat":
        return _chat(planned, by=by, rng=rng)
    taken = planned.at + planned.wait
    contact = casework.enter_by_hand(
        channel=planned.channel,
        by=by,
        at=taken,
        started_at=planned.at,
        name=rng.choice(phrases.NAMES) if case is None and rng.random() < 0.5 else "",
        case=case,
        language=planned.language,
        sample=True,
    )
    _work(planned, contact, by=by, rng=rng)
    return contact


def _chat(planned: Talk, *, by: Actor, rng: random.Random) -> Contact:
    begun = chat.begin(
        start_id=_id(rng),
        language=planned.language,
        is_open=True,
        at=planned.at,
        about_someone_else=planned.codes.get("role", "victim") not in ("victim", "unknown"),
        sample=True,
    )
    taken = planned.at + planned.wait
    if planned.way == "left_in_queue":
        if rng.random() < 0.6:
            text = rng.choice(phrases.WAITING[planned.language])
            _say(begun.conversation, [phrases.Line(True, text)], planned.at, planned.wait, by=by, rng=rng)
        chat.leave(begun.conversation, how="left", at=taken)
        return begun.contact
    silent = planned.codes["outcome"] == "abuse_prank"
    lines = (
        phrases.silence(planned.language, rng)
        if silent
        else phrases.talk(planned.theme, planned.language, rng)
    )
    _say(begun.conversation, lines[:1], planned.at, planned.wait, by=by, rng=rng)
    contact = casework.take(begun.contact, by=by, at=taken)
    _say(begun.conversation, lines[1:], taken, planned.length, by=by, rng=rng)
    _work(planned, contact, by=by, rng=rng)
    return contact


def _say(
    conversation: Conversation,
    lines: Sequence[phrases.Line],
    since: datetime,
    during: timedelta,
    *,
    by: Actor,
    rng: random.Random,
) -> None:
    """Say `lines` one after the other, spread over `during`."""
    visitor = Actor.visitor(conversation.pk)
    for place, line in enumerate(lines, start=1):
        at = since + during * place / (len(lines) + 1)
        speaker = visitor if line.by_visitor else by
        conversations.say(conversation, line.text, by=speaker, client_id=_id(rng), at=at)


def _work(planned: Talk, contact: Contact, *, by: Actor, rng: random.Random) -> None:
    """What the counsellor does beside the talk, and how it ends."""
    during, ends = planned.ends - _WRAP_UP / 2, planned.ends
    leaves = planned.way in ("left", "exit")
    known = {name: code for name, code in planned.codes.items() if not (leaves and name == "outcome")}
    if planned.way == "parked":
        casework.park(contact, by=by, at=ends)
        during = ends
    casework.code(contact, by=by, at=during, **known)
    if planned.counts:
        _help(planned, contact, by=by, at=during, rng=rng)
    if leaves:
        conversation = contact.conversation
        assert conversation is not None  # only in a chat does the visitor leave by herself
        chat.leave(conversation, how=planned.way, at=ends)
        casework.code(contact, by=by, at=ends, outcome=planned.codes["outcome"])
    casework.close(contact, by=by, at=ends + _WRAP_UP)


def _help(planned: Talk, contact: Contact, *, by: Actor, at: datetime, rng: random.Random) -> None:
    opened = casework.open_case(contact.case, by=by, at=at)
    if planned.channel == "chat" and rng.random() < 0.5:
        casework.name_case(opened, by=by, at=at, name=rng.choice(phrases.NAMES))
    if rng.random() < 0.6:
        note = rng.choice(phrases.NOTES[planned.theme])
        casework.write_note(opened, by=by, at=at, text=note, contact=contact)
    _walk(planned, contact, by=by, at=at, rng=rng)
    if planned.request:
        _ask_removal(planned, opened, contact, by=by, at=at, rng=rng)
    for partner, state in planned.referrals:
        referral.refer(contact, partner=partner, state=state, by=by, at=at)
    if not planned.referrals and content.code_list("reason").get(planned.codes["reason"]).is_("ask_referral"):
        # Off the made-up clock, not by lot: what is drawn after it stays as it was.
        referral.refer_nobody(contact, why=_NOBODY[at.minute % len(_NOBODY)], by=by, at=at)


_NOBODY = ("not_wanted", "not_wanted", "none_fits", "not_asked")


_NO_THOUGHTS = Answers(asked="yes", thoughts="no", level="none")
_RISKS = (
    *(_NO_THOUGHTS,) * 7,
    *(Answers(asked="yes", thoughts="yes", plan="no", level="low", actions=("listened", "told_113")),) * 2,
    Answers(
        asked="yes", thoughts="yes", plan="yes", level="raised", actions=("told_113", "trusted", "colleague")
    ),
)


def _walk(planned: Talk, contact: Contact, *, by: Actor, at: datetime, rng: random.Random) -> None:
    """Tick what must be asked and a few things more, where a step plan has such a question."""
    plan = content.plan_for(planned.codes.get("reason", ""), planned.codes.get("role", ""))
    if plan is None or not any(item.before_closing for item in plan.items):
        return
    could_ask = planned.way == "closed" or rng.random() < 0.5
    for step in plan.steps:
        for item in step.items:
            if item.before_closing:
                answer = "done" if could_ask else "not_possible"
                guidance.tick(contact, item.id, by=by, at=at, answer=answer)
                if item.ask == "suicide" and could_ask:
                    check_risk(contact, _RISKS[at.minute % len(_RISKS)], by=by, at=at)
            elif rng.random() < 0.1:
                guidance.tick(contact, item.id, by=by, at=at)


def _ask_removal(
    planned: Talk,
    opened: casework.OpenedCase,
    contact: Contact,
    *,
    by: Actor,
    at: datetime,
    rng: random.Random,
) -> None:
    request = planned.request
    assert request is not None
    count = 1 if rng.random() < 0.8 else rng.randrange(2, 5)
    notice = removal.draft_notice(
        opened,
        contact,
        by=by,
        at=at,
        urls="\n".join(phrases.address(request.platform, request.kind, rng) for _ in range(count)),
        platform=request.platform,
        content_kind=request.kind,
        depicted_minor=request.depicted_minor,
        consent=True,
    )
    if not request.to_hotline:
        removal.send_notice(notice, by=by, at=at)
        if request.confirmed:
            removal.confirm_receipt(notice, by=by, at=at)


def _decide(event: Decision, planned: tuple[Contact, Actor]) -> None:
    contact, by = planned
    notice = Notice.objects.select_related("case", "contact").get(contact=contact)
    if event.outcome:
        removal.decide_notice(notice, outcome=event.outcome, by=by, at=event.at)
    else:
        removal.withdraw(notice, by=by, at=event.at)


def _planned(of: SampleYear, number: int) -> tuple[Contact, Actor]:
    """The contact that a planned talk became, and whose it is."""
    row = PlannedContact.objects.select_related("contact__owner").get(sample_year=of, number=number)
    owner = row.contact.owner
    assert owner is not None
    return row.contact, actor_of(owner)


def _id(rng: random.Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128), version=4)
