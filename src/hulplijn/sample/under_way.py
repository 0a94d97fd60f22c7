"""Who waits and who talks at the moment of the sample day. Nobody in it is real."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import actions as chat
from hulplijn.conversations import actions as conversations
from hulplijn.guidance import actions as guidance
from hulplijn.guidance.risk_actions import Answers, check_risk
from hulplijn.removal import actions as removal

Lines = Sequence[tuple[float, str, str]]
"""What is said after a chat was taken: (minutes later, "me" or "visitor", text)."""


def make(by: Mapping[str, Actor], *, at: datetime) -> None:
    """Make who waits, who talks, what is still to wrap up, and what waits for others."""
    _talking(by, at=at)
    _ended(by["noor"], at=at)
    _asleep(by["noor"], at=at)
    _for_the_next_shift(by["wieke"], at=at)
    # On the phone, and so without room: nobody sits behind the made-up counsellors who would take an offer.
    casework.enter_by_hand(channel="phone", by=by["tarik"], at=at - timedelta(minutes=4))
    _waiting(at=at)


def begin(
    *, at: datetime, language: str = "nl", about_someone_else: bool = False, says: Sequence[str] = ()
) -> chat.Begun:
    """A chat that begins at `at`; what is said comes in the seconds after."""
    begun = chat.begin(
        start_id=uuid.uuid4(),
        language=language,
        is_open=True,
        at=at,
        about_someone_else=about_someone_else,
        sample=True,
    )
    visitor = Actor.visitor(begun.conversation.pk)
    for place, text in enumerate(says, start=1):
        _say(begun, text, by=visitor, at=at + timedelta(seconds=9 * place))
    return begun


def _say(begun: chat.Begun, text: str, *, by: Actor, at: datetime) -> int:
    return conversations.say(begun.conversation, text, by=by, client_id=uuid.uuid4(), at=at).number


def take(begun: chat.Begun, lines: Lines, *, by: Actor, at: datetime) -> Contact:
    """Take the chat at `at` and say `lines`. Each has seen what came before the last of her own."""
    contact = casework.take(begun.contact, by=by, at=at)
    visitor = Actor.visitor(begun.conversation.pk)
    for minutes, who, text in lines:
        speaker = by if who == "me" else visitor
        number = _say(begun, text, by=speaker, at=at + timedelta(minutes=minutes))
        conversations.mark_seen(begun.conversation, number, by=speaker)
    conversations.mark_seen(begun.conversation, number, by=visitor)
    return contact


def _waiting(*, at: datetime) -> None:
    begin(
        at=at - timedelta(minutes=6, seconds=40),
        about_someone_else=True,
        says=(
            "goedenavond, mijn zoon van 15 wordt gechanteerd met een foto",
            "hij durft niet naar school morgen. wat moet ik doen?",
        ),
    )
    begin(
        at=at - timedelta(minutes=3, seconds=5),
        language="en",
        says=("Hi, someone made a fake account with my photos. I don't speak much Dutch yet.",),
    )
    danger = "ik ben in gevaar. hij weet waar ik woon en hij zegt dat hij komt"
    begun = begin(at=at - timedelta(minutes=1, seconds=12), says=(danger,))
    chat.heed(begun.conversation, danger, at=at - timedelta(minutes=1))
    begin(at=at - timedelta(seconds=35), says=("hoi, is dit echt anoniem?",))


def _talking(by: Mapping[str, Actor], *, at: datetime) -> None:
    _example_case(by["noor"], at=at - timedelta(minutes=13))
    quiet = begin(at=at - timedelta(minutes=21), says=("ik weet niet of ik hier goed zit",))
    quiets: Lines = (
        (0.5, "me", "Je zit hier goed. Vertel maar in je eigen tempo."),
        (3.0, "visitor", "er gaat iets rond over mij in een groepsapp. ik wil er eigenlijk niet over praten"),
        (4.0, "me", "Dat hoeft ook niet meteen. Ik blijf hier. Wat zou nu al een beetje helpen?"),
    )
    contact = take(quiet, quiets, by=by["noor"], at=at - timedelta(minutes=19))
    casework.code(contact, by=by["noor"], at=at - timedelta(minutes=14), reason="cyberbullying")

    image = begin(at=at - timedelta(minutes=17), says=("mijn ex heeft een foto van mij op een site gezet",))
    images: Lines = (
        (0.6, "me", "Wat naar voor je. Jij hebt niets fout gedaan."),
        (2.5, "visitor", "ik ben 22 en ik zag het vandaag pas. een vriendin stuurde de link"),
        (4.0, "me", "Stuur ons de foto zelf niet. Het adres waar hij staat is genoeg."),
        (6.0, "visitor", "oke. kunnen jullie zorgen dat het weggaat?"),
    )
    contact = take(image, images, by=by["sam"], at=at - timedelta(minutes=14))
    casework.code(
        contact,
        by=by["sam"],
        at=at - timedelta(minutes=7),
        reason="ncii_spread",
        age="19_25",
        role="victim",
        images_shared="yes",
        depicted_minor="no",
    )

    hacked = begin(at=at - timedelta(minutes=9), says=("ik kan niet meer in mijn account",))
    hacks: Lines = (
        (0.4, "me", "Vervelend. We gaan stap voor stap kijken wat je kunt doen."),
        (2.0, "visitor", "er worden berichten gestuurd aan mijn vrienden, of ze geld willen lenen"),
    )
    contact = take(hacked, hacks, by=by["anouk"], at=at - timedelta(minutes=7))
    casework.code(contact, by=by["anouk"], at=at - timedelta(minutes=4), reason="account_hacked")


_EXAMPLE: Lines = (
    (0.5, "me", "Hoi, ik ben Noor. Fijn dat je er bent. Vertel maar rustig wat er gebeurt."),
    (1.6, "visitor", "heb via insta een meisje leren kennen. daarna verder op snap"),
    (2.1, "visitor", "er zijn beelden heen en weer gegaan"),
    (3.0, "me", "Goed dat je dit vertelt, Bram. Je bent niet dom. Dit zijn mensen die dit elke dag doen."),
    (4.4, "visitor", "ze wilde 100 euro aan cadeaukaarten anders ging alles naar mijn volgers"),
    (4.9, "visitor", "heb 1x betaald. nu wil ze weer"),
    (6.0, "visitor", "ik schaam me dood. thuis weet niemand iets"),
    (7.2, "me", "Je wilde dat het ophield. Dat snap ik. Wat heb je nu het eerst nodig?"),
    (9.5, "visitor", "dat ze weg is. het account heet instagram.example/voorbeeld_l1sa001"),
)


def _example_case(by: Actor, *, at: datetime) -> None:
    """The published example: a man of 20, from one platform to another, paid once, tells nobody."""
    begun = begin(
        at=at, says=("hoi ik ben bram, 20. ik word gechanteerd", "ik weet echt niet wat ik moet doen")
    )
    contact = take(begun, _EXAMPLE, by=by, at=at + timedelta(minutes=2))
    then = at + timedelta(minutes=9)
    casework.code(
        contact,
        by=by,
        at=then,
        reason="sextortion_financial",
        age="19_25",
        gender="male",
        role="victim",
        platforms=[
            {"platform": "instagram", "parts": ["contact_made_on"]},
            {"platform": "snapchat", "parts": ["moved_to", "threatened_on"]},
        ],
        demanded_cents=10_000,
        paid="yes",
        paid_cents=10_000,
        images_shared="yes",
        depicted_minor="no",
        payment_method="gift_card",
        since_when="days",
    )
    casework.add_offender_account(
        contact,
        "instagram.example/voorbeeld_l1sa001",
        platform="instagram",
        part="contact_made_on",
        by=by,
        at=then,
    )
    opened = casework.open_case(contact.case, by=by, at=then)
    casework.name_case(opened, by=by, at=then, name="Bram")
    note = "Betaalde één keer, € 100 aan cadeaukaarten. Thuis weet niemand iets."
    casework.write_note(opened, by=by, at=then, text=note, contact=contact)
    for item in ("safe_now", "ask_suicide", "thank", "no_blame", "ask_need", "stop_replying", "pay_nothing"):
        guidance.tick(contact, item, by=by, at=then)
    check_risk(contact, Answers(asked="yes", thoughts="no", alone_now="yes", level="none"), by=by, at=then)
    guidance.finish_step(contact, "listen", by=by, at=then)
    removal.draft_notice(
        opened,
        contact,
        by=by,
        at=at + timedelta(minutes=12),
        urls="https://instagram.example/voorbeeld_l1sa001",
        platform="instagram",
        content_kind="offender_account",
        depicted_minor="no",
        consent=False,
    )
    reply = "Zonder antwoord van jou verliest ze haar druk. Meestal stopt het dan. Beloven kan ik het niet."
    conversations.save_draft(
        begun.conversation, reply, kind="reply", by=by, at=at + timedelta(minutes=12, seconds=30)
    )


def _ended(by: Actor, *, at: datetime) -> None:
    """A talk that its visitor left; the wrap-up is still to do."""
    began = at - timedelta(minutes=46)
    begun = begin(at=began, says=("iemand doet zich voor als mij op insta",))
    lines: Lines = (
        (0.5, "me", "Vervelend. Zullen we samen kijken hoe je dat profiel meldt?"),
        (5.0, "visitor", "gemeld, ik zie dat het in behandeling is"),
        (7.0, "me", "Goed gedaan. Vraag je vrienden om het ook te melden."),
        (9.0, "visitor", "top, dank je wel"),
    )
    contact = take(begun, lines, by=by, at=began + timedelta(minutes=3))
    casework.code(
        contact, by=by, at=began + timedelta(minutes=9), reason="impersonation_fake_profile", role="victim"
    )
    chat.leave(begun.conversation, how="left", at=began + timedelta(minutes=14))


def _asleep(by: Actor, *, at: datetime) -> None:
    """An e-mail that waits for a platform's answer: out of sight until tomorrow."""
    contact = casework.enter_by_hand(channel="email", by=by, at=at - timedelta(minutes=44), name="Esra")
    casework.code(contact, by=by, at=at - timedelta(minutes=41), reason="personal_data_misuse", role="victim")
    casework.end(contact, by=by, at=at - timedelta(minutes=40))
    casework.snooze(contact, at + timedelta(hours=14), by=by, at=at - timedelta(minutes=39))


def _for_the_next_shift(by: Actor, *, at: datetime) -> None:
    """A call of the shift before, left with a summary and something to do."""
    began = at - timedelta(minutes=95)
    contact = casework.enter_by_hand(channel="phone", by=by, at=began, name="Omar")
    casework.code(
        contact,
        by=by,
        at=began + timedelta(minutes=20),
        reason="cyberstalking",
        age="26_34",
        gender="male",
        role="victim",
    )
    casework.end(contact, by=by, at=began + timedelta(minutes=22))
    casework.pass_on(
        contact,
        is_so="Zijn ex volgt hem via een oude telefoon. Hij is nu veilig bij zijn zus.",
        was_done="Samen de wachtwoorden vernieuwd. Wat er is gebeurd heeft hij bewaard.",
        to_do="Terugbellen over aangifte doen",
        due_at=at + timedelta(minutes=50),
        by=by,
        at=began + timedelta(minutes=28),
    )
