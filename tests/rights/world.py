"""A helpline in which everything that an address can name exists, and everybody who may come to one."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image

from hulplijn.accounts import actions as accounts
from hulplijn.accounts.models import Invitation, Passkey, Staff, StaffSession
from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Block, Contact, DeskRequest, Guest, Handover, Hold, PassedOn, Task
from hulplijn.channels.chat import cookie, screenshots
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Attachment
from hulplijn.guidance import actions as guidance
from hulplijn.guidance import sharing
from hulplijn.novelties import actions as novelties
from hulplijn.novelties.models import Novelty
from hulplijn.practice import actions as practice
from hulplijn.prevention.models import Activity
from hulplijn.quality.models import Review
from hulplijn.removal import actions as removal
from hulplijn.removal.models import Notice
from hulplijn.shifts import actions as shifts
from hulplijn.shifts.models import Offer
from tests import builders
from tests.environment import AT

SECRET = "geheim-van-een-ander"  # pragma: allowlist secret
"""What the visitor of the contact said; nobody reads it who may not."""

PEOPLE = {
    "counsellor": ("anouk", "counsellor"),
    "colleague": ("eva", "counsellor"),
    "asking": ("bram", "counsellor"),
    "coordinator": ("carla", "coordinator"),
    "analyst": ("dirk", "analyst"),
    "administrator": ("els", "administrator"),
    "log manager": ("floor", "log_manager"),
}


@dataclass(frozen=True)
class World:
    """Anouk's talk and what hangs on it; each of the rest exists once."""

    people: dict[str, Actor]
    contact: Contact
    practised: Contact
    waiting: Contact
    notice: Notice
    picture: Attachment
    offer: Offer
    handover: Handover
    visit: Guest
    asks: Guest
    block: Block
    hold: Hold
    request: DeskRequest
    review: Review
    activity: Activity
    task: Task
    passed: PassedOn
    session: StaffSession
    invitation: Invitation
    passkey: Passkey
    novelty: Novelty

    def browser(self, who: str) -> Client:
        """The browser of somebody: of the staff, of her own visitor, of another one, or of nobody."""
        client = Client(HTTP_ORIGIN="http://testserver")
        if who in self.people:
            client.force_login(Staff.objects.get(pk=self.people[who].id))
        elif who in ("visitor", "other visitor"):
            held = (self.contact if who == "visitor" else self.waiting).conversation
            assert held
            response = HttpResponse()
            cookie.give(response, held, conversations.give_hold(held))
            client.cookies = response.cookies
        return client


def made(*, over: bool, says_why: bool = True) -> World:
    """Make it; `over` where Anouk's talk has ended and waits for its wrap-up: then the coordinator `says_why`
    she looks, if she does."""
    people = {name: builders.actor(builders.staff(user, role=role)) for name, (user, role) in PEOPLE.items()}
    anouk, bram = people["counsellor"], people["asking"]
    shifts.come(by=anouk, at=AT)
    practised = practice.begin("prank", language="nl", by=anouk, at=AT).contact
    waiting = builders.waiting_chat("ook geheim")
    shifts.offer_waiting(at=AT)
    offer = Offer.objects.get()
    contact = builders.ready_to_close(
        builders.taken_chat(anouk, SECRET), by=anouk, reason="sextortion_financial"
    )
    opened = casework.open_case(contact.case, by=anouk, at=AT)
    notice = removal.draft_notice(
        opened,
        contact,
        by=anouk,
        at=AT,
        urls="https://platform.example/profile",
        platform="instagram",
        content_kind="offender_account",
        depicted_minor="no",
        consent=True,
    )
    builders.own_field("School", kind="yes_no")
    task = casework.add_task(opened, words=SECRET, due_at=AT + timedelta(days=1), by=anouk, at=AT)
    screenshots.invite(contact, by=anouk, at=AT)
    assert contact.conversation
    picture = screenshots.send_picture(contact.conversation, _image(), at=AT)
    guidance.start_walk(contact, by=anouk, at=AT)
    sharing.show_list(contact, by=anouk, at=AT)
    asks = casework.ask_along(contact, Staff.objects.get(pk=bram.id), "along", by=anouk, at=AT)
    done = builders.closed_chat(bram)  # so that the year has figures
    review = builders.drawn_review(people["coordinator"])
    activity = builders.activity(people["coordinator"])
    passed = casework.pass_on(done, is_so="rustig", was_done="", to_do="", by=bram, at=AT)
    his = builders.taken_chat(bram, "van bram")
    handover = casework.hand_over(his, Staff.objects.get(pk=anouk.id), "een notitie", by=bram, at=AT)
    visited = builders.taken_chat(bram, "ook van bram")
    visit = casework.ask_along(visited, Staff.objects.get(pk=anouk.id), "along", by=bram, at=AT)
    casework.answer_guest(visit, True, by=Actor.visitor(visited.conversation_id), at=AT)
    abused = builders.taken_chat(bram, "scheldt")
    block = casework.block(abused, who_hash=b"w" * 32, reason="abuse", lasts="day", by=bram, at=AT)
    casework.hold_samples(at=AT)
    request = builders.proposed_request()
    if over:
        casework.end(contact, by=anouk, at=AT + timedelta(minutes=1))
        if says_why:
            # Some pages have the clock of the machine, others that of the test.
            at = max(AT, timezone.now())
            casework.look_wider(contact.case, by=people["coordinator"], at=at, why="quality")
    contact.refresh_from_db()
    session = StaffSession.objects.create(
        session_key="anouk-elsewhere",
        expire_date=timezone.now() + timedelta(hours=1),
        staff_id=int(anouk.id),
        begun_at=AT,
        active_at=AT,
    )
    accounts.invite(username="gijs", alias="Gijs", role="counsellor", by=people["coordinator"], at=AT)
    invitation = Invitation.objects.get()
    passkey = Passkey.objects.create(
        staff_id=int(anouk.id), credential_id=b"anouk", credential=b"", made_at=AT
    )
    novelty = novelties.propose(
        done,
        kind="modus",
        title="nep-brieven van de rechtbank",
        first_seen=AT.date(),
        today=AT.date(),
        by=bram,
        at=AT,
    )
    return World(
        *(people, contact, practised, waiting, notice, picture, offer, handover, visit, asks, block),
        *(Hold.objects.get(case=None), request, review, activity, task, passed),
        *(session, invitation, passkey, novelty),
    )


def _image() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(file, "PNG")
    return file.getvalue()
