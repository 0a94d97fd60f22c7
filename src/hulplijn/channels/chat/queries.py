"""What a visitor may know of her chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hulplijn.casework import company
from hulplijn.casework import queries as casework
from hulplijn.casework.company import Asked, LetIn
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import screenshots
from hulplijn.content.queries import helpline
from hulplijn.conversations.models import Conversation
from hulplijn.guidance import sharing
from hulplijn.guidance.sharing import Shared
from hulplijn.shifts import queries as shifts


@dataclass(frozen=True)
class VisitorsState:
    """`state` is waiting, talking or ended; `place` counts from 1; `wait` is a range in minutes or None.

    `line` says what she must know of the line while she waits: "kept" (we closed, and her words wait for us)
    or "nobody" (nobody is at the desk at the moment). `ask` is whether somebody may read along; `readers` are
    the aliases of who does.
    """

    state: str
    name: str = ""
    place: int = 0
    wait: tuple[int, int] | None = None
    how: str = ""
    line: str = ""
    ask: Asked | None = None
    readers: tuple[str, ...] = ()
    let_in: tuple[LetIn, ...] = ()
    """Those of them whom she let in herself, and may send away."""
    picture: bool = False
    """Whether she may send a screenshot, since whoever helps her asked for one."""
    shared: Shared | None = None
    """What was agreed, where whoever helps her asked whether she wants to see it."""


def visitors_state(conversation: Conversation, at: datetime) -> VisitorsState:
    """Where the visitor's chat stands."""
    contact = Contact.objects.select_related("owner").get(conversation=conversation)
    if not conversation.is_open:
        return VisitorsState("ended", how=conversation.closed_how)
    if contact.owner is not None:
        return VisitorsState(
            "talking",
            name=contact.owner.alias,
            ask=casework.asked(contact),
            readers=tuple(casework.readers(contact)),
            let_in=tuple(company.let_in_by_visitor(contact)),
            shared=sharing.shared_list(contact),
            picture=helpline().screenshots and screenshots.is_invited(conversation),
        )
    line = shifts.waiting_line(contact, at)
    if line is None:
        return VisitorsState("waiting")
    return VisitorsState("waiting", place=line.place, wait=line.usual, line=line.how)
