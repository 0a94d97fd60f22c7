"""The left column: who waits, what is mine, whether I am there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from hulplijn.audit.actors import Actor
from hulplijn.casework import passed_on
from hulplijn.casework import queries as casework
from hulplijn.casework.models import Contact, PassedOn
from hulplijn.casework.queries import Mine
from hulplijn.content import queries as content
from hulplijn.content.texts import Text
from hulplijn.shifts import queries as shifts
from hulplijn.shifts.models import MOST_AT_ONCE, Offer, Presence
from hulplijn.shifts.queries import OpenState


@dataclass(frozen=True)
class InLine:
    """Somebody who waits. `sign` says why she goes first, in the list's words; `offer` is open."""

    contact: Contact
    sign: Text | None
    offer: Offer | None

    @property
    def is_in_danger(self) -> bool:
        return self.contact.urgency == Contact.Urgency.DANGER


@dataclass(frozen=True)
class Own:
    """A conversation of mine that is not closed. `sign` says why it was urgent, in the list's words."""

    mine: Mine
    sign: Text | None

    @property
    def urgency(self) -> int:
        """As of its contact; of one that is over, nothing is urgent any more."""
        return 0 if self.mine.contact.ended_at else self.mine.contact.urgency

    @property
    def is_in_danger(self) -> bool:
        return self.urgency == Contact.Urgency.DANGER


@dataclass(frozen=True)
class Line:
    """Everything left of the conversation. `presence` is available, paused or away.

    `left` is what one shift leaves for the next.
    `for_me` is what is held out to me now; it is not in `waiting`. `load` is how many contacts go
    on with me, one with acute risk counted twice.
    """

    for_me: InLine | None
    waiting: list[InLine]
    mine: list[Own]
    presence: str
    pause_after_this: bool
    load: int
    capacity: int
    open_state: OpenState
    resting_until: datetime | None = None
    left: list[PassedOn] = field(default_factory=list)

    @property
    def everybody(self) -> list[InLine]:
        """Who waits for anybody, me included."""
        return [self.for_me, *self.waiting] if self.for_me else self.waiting

    @property
    def longest(self) -> datetime | None:
        """Since when the one waits who waits longest; a message that was left waits for no clock."""
        return min(
            (one.contact.started_at for one in self.everybody if not one.contact.left_message), default=None
        )

    @property
    def wants_me(self) -> int:
        """What the title counts: who waits for anybody, and who waits for me."""
        return len(self.everybody) + sum(own.mine.waits_for_me for own in self.mine)

    @property
    def room(self) -> int:
        """For how many more I have room."""
        return max(0, self.capacity - self.load)

    @property
    def has_acute(self) -> bool:
        """Whether one of hers counts for two, because the risk is acute."""
        contacts = [own.mine.contact for own in self.mine]
        real = [one for one in contacts if not one.practice]
        live = [one for one in real if one.channel in shifts.LIVE and not one.left_message]
        return self.load > sum(one.ended_at is None for one in live)

    @property
    def one_less(self) -> int | None:
        return self.capacity - 1 if self.capacity > 1 else None

    @property
    def one_more(self) -> int | None:
        return self.capacity + 1 if self.capacity < MOST_AT_ONCE else None


def line(by: Actor, at: datetime) -> Line:
    """The left column of `by` at `at`."""
    presence = Presence.objects.filter(staff_id=int(by.id)).first()
    presence = presence or Presence(staff_id=int(by.id), state=Presence.State.AWAY, seen_at=at)
    offers = shifts.open_offers()
    everybody = [
        InLine(contact, _sign(contact), offers.get(contact.pk)) for contact in shifts.order_of_waiting()
    ]
    for_me = next((one for one in everybody if one.offer and one.offer.belongs_to(by)), None)
    return Line(
        for_me=for_me,
        waiting=[one for one in everybody if one is not for_me],
        mine=[Own(mine, _sign(mine.contact)) for mine in casework.mine(by)],
        presence=presence.state,
        pause_after_this=presence.pause_after_this,
        load=shifts.load_of(int(by.id)),
        capacity=presence.capacity,
        open_state=shifts.open_state(at),
        left=passed_on.left_for_the_next(),
        resting_until=presence.resting_until if presence else None,
    )


def _sign(contact: Contact) -> Text | None:
    sign = content.risk_signs().get(contact.urgent_why)
    return sign.words if sign else None
