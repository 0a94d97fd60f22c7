"""What the weeks before the sample day left: people who came back, what came of referrals, cases that belong
together, tasks, and what the coordinator did. Made once. Nobody in it is real."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Case, Contact, Task
from hulplijn.content import queries as content
from hulplijn.guidance.meldcode import take_step
from hulplijn.hours import queries as hours
from hulplijn.novelties import actions as novelties
from hulplijn.novelties.models import Novelty
from hulplijn.prevention import actions as prevention
from hulplijn.quality import actions as quality
from hulplijn.referral import actions as referral
from hulplijn.referral import handing
from hulplijn.referral.models import PassedOn, Referral
from hulplijn.sample import making, outreach, under_way
from hulplijn.sample.plan import Request, Talk
from hulplijn.sample.themes import THEMES


class Lately:
    """The last weeks as seen from one moment; `lead` is the coordinator among `by`."""

    def __init__(self, by: Mapping[str, Actor], *, lead: Actor, at: datetime, rng: random.Random) -> None:
        self._by, self._lead, self._at, self._rng = by, lead, at, rng
        self._number = 0

    def make(self) -> None:
        """All of it, each topic by itself."""
        spread, declined = self._came_back(), self._declined()
        threatened, classmate = self._same_offender()
        called = self._same_person()
        self._worry_about_a_pupil()
        abroad = self._to_another_country()
        self._new_things(spread, declined, threatened, classmate, called, abroad)
        self._learn_from_talks()
        for done in outreach.before(hours.timetable().local(self._at).date(), hours.timetable().zone):
            prevention.record(prevention.Told(**done.told), by=self._lead, at=done.at)
        self._still_to_do(classmate, "Bellen of het op school is opgelost", days=1)

    # Who came, and what came of it

    def _came_back(self) -> Contact:
        """A chat and a call of one person, to two partners; one of them has told how it went."""
        noor = self._by["noor"]
        first = self._talk(
            "noor", "chat", 16, 19,
            _codes("ncii_spread", "19_25", "female", "removal_started",
                   images_shared="yes", depicted_minor="no",
                   platforms=[{"platform": "telegram", "parts": ["published_on"]}]),
            request=Request("image", "telegram", "no", confirmed=True),
            referrals=(("slachtofferhulp", "advised"), ("police_report", "advised")),
        )  # fmt: skip
        asked = self._referral(first, "slachtofferhulp", follow_up=12, by=noor)
        self._referral(first, "police_report", follow_up=2, by=noor)
        again = self._talk(
            "noor", "phone", 9, 20, _codes("ncii_spread", "19_25", "female", "advice_given"), case=first.case
        )
        at = self._when(9, 21)
        referral.set_state(asked, state="accepted", by=noor, at=at)
        handing.give_feedback(
            asked,
            feedback="arrived",
            note="Zij belden dezelfde dag terug. Het gaat beter.",
            by=noor,
            at=at,
        )
        casework.finish_task(Task.objects.get(case=first.case, due_at=self._when(12, 9)), by=noor, at=at)
        return again

    def _declined(self) -> Contact:
        sam = self._by["sam"]
        contact = self._talk(
            "sam", "chat", 11, 18,
            _codes("online_sexual_harassment", "18", "female", "referred",
                   platforms=[{"platform": "snapchat", "parts": ["contact_made_on"]}]),
            referrals=(("csg", "advised"), ("mental_health", "warm_transfer")),
        )  # fmt: skip
        at = self._when(5, 19)
        declined = self._referral(contact, "csg", follow_up=6, by=sam)
        referral.set_state(declined, state="declined_by_client", by=sam, at=at)
        waits = self._referral(contact, "mental_health", follow_up=-3, by=sam)
        handing.give_feedback(waits, feedback="waits", note="Plek over drie weken.", by=sam, at=at)
        casework.finish_task(Task.objects.get(case=contact.case, due_at=self._when(6, 9)), by=sam, at=at)
        return contact

    def _same_offender(self) -> tuple[Contact, Contact]:
        """Two classmates and one offender: two cases that know of each other and open to nobody by it."""
        codes: dict[str, Any] = {
            "paid": "no", "demanded_cents": 15_000, "payment_method": "gift_card", "since_when": "days",
            "images_shared": "yes", "depicted_minor": "yes",
            "platforms": [
                {"platform": "instagram", "parts": ["contact_made_on"]},
                {"platform": "snapchat", "parts": ["moved_to", "threatened_on"]},
            ],
        }  # fmt: skip
        one = self._talk(
            "sam", "chat", 8, 17, _codes("sextortion_financial", "16_17", "male", "referred", **codes),
            referrals=(("school_confidant", "advised"),),
        )  # fmt: skip
        other = self._talk(
            "anouk", "phone", 6, 20, _codes("sextortion_financial", "16_17", "male", "advice_given", **codes)
        )
        for contact, name, days in ((one, "sam", 8), (other, "anouk", 6)):
            casework.add_offender_account(
                contact,
                "snapchat.example/voorbeeld_m4ra22",
                platform="snapchat",
                part="threatened_on",
                by=self._by[name],
                at=self._when(days, 21),
            )
        casework.link_cases(
            other.case, one.case, reason="offender", by=self._by["anouk"], at=self._when(6, 21)
        )
        return one, other

    def _same_person(self) -> Contact:
        """Somebody who mailed and called: two cases, found to be one person's."""
        codes = _codes("account_hacked", "45_54", "female", "advice_given")
        mailed = self._talk("tarik", "email", 13, 16, codes)
        called = self._talk("tarik", "phone", 4, 18, codes)
        casework.merge_cases(mailed.case, called.case, by=self._by["tarik"], at=self._when(4, 19))
        return called

    def _worry_about_a_pupil(self) -> None:
        """A teacher calls; the Meldcode is taken up to its third step, the rest is a task."""
        tarik, at = self._by["tarik"], self._when(7, 17)
        codes = _codes("grooming", "5_11", "female", "advice_given") | {"role": "teacher"}
        contact = self._talk("tarik", "phone", 7, 16, codes)
        opened = casework.open_case(contact.case, by=tarik, at=at)
        take_step(
            opened, 1, "Het kind vertelt over een oudere vriend online en heeft opeens een nieuwe telefoon.",
            by=tarik, at=at,
        )  # fmt: skip
        take_step(
            opened, 2, "Zonder naam overlegd. Advies: eerst met de ouders praten, de telefoon niet afpakken.",
            consulted=("colleague", "veilig_thuis"), anonymous=True, by=tarik, at=self._when(6, 17),
        )  # fmt: skip
        take_step(
            opened, 3, "De leraar sprak met de ouders. Zij schrokken en willen hulp.",
            by=tarik, at=self._when(2, 17),
        )  # fmt: skip
        self._still_to_do(contact, "Wegen en beslissen: stap 4 en 5 van de Meldcode", days=-1)

    def _to_another_country(self) -> Contact:
        """Somebody who lives across the border says yes to what the sister helpline gets of her words."""
        anouk, at = self._by["anouk"], self._when(3, 20)
        begun = under_way.begin(at=at, says=("ik woon in Belgie, kan ik hier ook terecht?",))
        lines: under_way.Lines = (
            (1.0, "me", "Ja hoor. Vertel maar wat er is."),
            (4.0, "visitor", "mijn account is gehackt en ze vragen mijn vrienden om geld"),
            (9.0, "me", "In jouw land is een hulplijn die verder kan helpen. Zal ik dit naar hen sturen?"),
        )
        contact = under_way.take(begun, lines, by=anouk, at=at + timedelta(minutes=3))
        casework.code(
            contact, by=anouk, at=at + timedelta(minutes=14),
            **_codes("account_hacked", "26_34", "female", "referred"),
        )  # fmt: skip
        words = "Mijn account is gehackt en mijn vrienden krijgen vragen om geld. Bel mij graag terug."
        asked = handing.ask_words(
            contact, partner="sister_example", text=words, by=anouk, at=at + timedelta(minutes=15)
        )
        handing.answer_words(begun.conversation, asked.ask, yes=True, at=at + timedelta(minutes=17))
        sent = PassedOn.objects.select_related("referral__contact__case").get(pk=asked.pk)
        handing.words_sent(sent, by=anouk, at=at + timedelta(minutes=18))
        casework.close(contact, by=anouk, at=at + timedelta(minutes=22))
        return contact

    # What a coordinator does

    def _new_things(self, *contacts: Contact) -> None:
        """Tags of what has no code yet: one is followed, one waits for a decision, one has its code now."""
        spread, declined, threatened, *_others = contacts
        today = hours.timetable().local(self._at).date()
        voice = self._seen_first(spread, "Nagemaakte stem van een ouder", 9, today, by=self._lead)
        for contact in contacts[1:]:
            novelties.mark(contact, voice, by=self._owner(contact), at=self._when(2, 18))
        self._seen_first(
            threatened, "Lijst met volgers, gemaakt door een robot", 8, today, by=self._by["sam"]
        )
        paid = self._seen_first(declined, "Betalen met tegoed van een spel", 15, today, by=self._lead)
        novelties.close(paid, "payment_method:gift_card", by=self._lead, at=self._when(3, 12))

    def _seen_first(self, contact: Contact, title: str, days: int, today: Any, *, by: Actor) -> Novelty:
        return novelties.propose(
            contact,
            kind="modus",
            title=title,
            first_seen=today - timedelta(days=days),
            today=today,
            by=by,
            at=self._when(min(days, 7), 21),
        )

    def _learn_from_talks(self) -> None:
        """Of what was drawn: feedback that was answered, feedback that waits, and some to read."""
        at = self._when(1, 14)
        drawn = quality.draw(
            by=self._lead, at=at, since=self._when(21, 0), until=self._when(1, 0),
            count=quality.MOST, rng=self._rng,
        )  # fmt: skip
        by_owner = {str(one.counsellor_id): one for one in drawn.reviews}
        for name, words in (
            ("noor", "Mooi hoe je eerst ruimte gaf. Vraag de volgende keer eerder of zij nu veilig is."),
            ("sam", "Rustig en duidelijk. Je gaf veel advies achter elkaar. Eén stap tegelijk werkt beter."),
        ):
            review = by_owner[self._by[name].id]
            scores = {one.id: 3 if place % 4 else 2 for place, one in enumerate(content.rubric().questions)}
            quality.give(review, scores, words, by=self._lead, at=at + timedelta(minutes=40))
            if name == "noor":
                quality.answer(review, "Dank je. Dat ga ik doen.", by=self._by[name], at=self._when(1, 20))

    # How it is made

    def _when(self, days: int, hour: int) -> datetime:
        """So many days before, at that hour on the helpline's clock."""
        day = hours.timetable().local(self._at).date() - timedelta(days=days)
        moment = datetime.combine(day, time(hour), hours.timetable().zone)
        return moment.astimezone(self._at.tzinfo)

    def _talk(
        self,
        name: str,
        channel: str,
        days: int,
        hour: int,
        codes: dict[str, Any],
        *,
        request: Request | None = None,
        referrals: tuple[tuple[str, str], ...] = (),
        case: Case | None = None,
    ) -> Contact:
        self._number += 1
        planned = Talk(
            number=self._number,
            at=self._when(days, hour),
            wait=timedelta(seconds=90),
            length=timedelta(minutes=24),
            channel=channel,
            language="nl",
            counsellor=0,
            way="closed",
            theme=THEMES[codes["reason"]],
            codes=codes,
            request=request,
            referrals=referrals,
        )
        contact = making.talk(planned, by=self._by[name], rng=self._rng, case=case)
        return Contact.objects.select_related("case", "conversation", "coding", "owner").get(pk=contact.pk)

    def _referral(self, contact: Contact, partner: str, *, follow_up: int, by: Actor) -> Referral:
        """The referral to `partner`, to be asked after so many days before the sample day."""
        found = Referral.objects.select_related("contact__case", "case").get(contact=contact, partner=partner)
        on = self._when(follow_up, 9).astimezone(hours.timetable().zone).date()
        at = contact.closed_at
        assert at is not None  # each is closed where it is made
        handing.follow_up(found, on=on, by=by, at=at)
        return found

    def _still_to_do(self, contact: Contact, words: str, *, days: int) -> None:
        """A task of its owner, due so many days before the sample day, or after it."""
        casework.add_task(
            contact.case,
            words=words,
            due_at=self._when(days, 16),
            contact=contact,
            kind="follow_up",
            by=self._owner(contact),
            at=self._when(2, 18),
        )

    def _owner(self, contact: Contact) -> Actor:
        return next(one for one in self._by.values() if one.id == str(contact.owner_id))


def make(by: Mapping[str, Actor], *, lead: Actor, at: datetime, rng: random.Random) -> None:
    """Make the weeks before `at`."""
    Lately(by, lead=lead, at=at, rng=rng).make()


def _codes(reason: str, age: str, gender: str, outcome: str, **more: Any) -> dict[str, Any]:
    return {
        "reason": reason, "age": age, "gender": gender, "role": "victim", "found_via": "search_engine",
        "outcome": outcome, **more,
    }  # fmt: skip
