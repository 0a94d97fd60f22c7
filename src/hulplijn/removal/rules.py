"""Notice states, what honoured means, and which lines are links. Pure."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit


class State(StrEnum):
    """Where a notice is."""

    DRAFT = "draft"
    AWAITING_CONSENT = "awaiting_consent"
    SENT = "sent"
    RECEIPT_CONFIRMED = "receipt_confirmed"
    DECIDED_REMOVED = "decided_removed"
    DECIDED_DISABLED_GEO = "decided_disabled_geo"
    DECIDED_ACCOUNT_CLOSED = "decided_account_closed"
    DECIDED_PARTIAL = "decided_partial"
    DECIDED_REFUSED = "decided_refused"
    WITHDRAWN = "withdrawn_by_client"
    HANDED_TO_HOTLINE = "handed_to_hotline"


DECISIONS = ("removed", "disabled_geo", "account_closed", "partial", "refused")
"""What a platform can decide."""
HONOURED = frozenset(DECISIONS) - {"refused"}
"""The decisions that count as honoured."""
DECIDED = {outcome: State(f"decided_{outcome}") for outcome in DECISIONS}

_DECIDE = {f"decide_{outcome}": state for outcome, state in DECIDED.items()}
TRANSITIONS: dict[tuple[State, str], State] = {
    (State.AWAITING_CONSENT, "consent"): State.DRAFT,
    (State.DRAFT, "send"): State.SENT,
    (State.SENT, "confirm_receipt"): State.RECEIPT_CONFIRMED,
    **{
        (before, event): after
        for before in (State.SENT, State.RECEIPT_CONFIRMED)
        for event, after in _DECIDE.items()
    },
    # A platform may come back on its decision; the ledger then gets a correction.
    **{
        (before, event): after
        for before in _DECIDE.values()
        for event, after in _DECIDE.items()
        if before != after
    },
    **{
        (before, "withdraw"): State.WITHDRAWN
        for before in (State.DRAFT, State.AWAITING_CONSENT, State.SENT, State.RECEIPT_CONFIRMED)
    },
}
"""The state machine: (state, event) -> state. What is not here cannot happen."""


class NotPossibleNow(Exception):
    """`event` does not fit the notice's state."""

    def __init__(self, state: State, event: str) -> None:
        super().__init__(f"{event} is not possible in state {state}")
        self.state, self.event = state, event


def step(state: State, event: str) -> State:
    """The state after `event`.

    Raises:
        NotPossibleNow
    """
    try:
        return TRANSITIONS[state, event]
    except KeyError as impossible:
        raise NotPossibleNow(state, event) from impossible


def possible(state: State) -> frozenset[str]:
    """The events that can happen in `state`: what a page offers."""
    return frozenset(event for before, event in TRANSITIONS if before == state)


def is_for_hotline(depicted_minor: str, shows_image: bool) -> bool:
    """Whether an address must not be kept: an image of somebody who may be a minor goes to the hotline."""
    return shows_image and depicted_minor != "no"


@dataclass(frozen=True)
class BadLine:
    """A line that is no link; counted from 1 as the page shows it."""

    number: int
    why: str
    """not_a_link or too_long."""


class NotLinks(Exception):
    """Some lines are no links; `lines` says which. No line at all: `lines` is empty."""

    def __init__(self, lines: tuple[BadLine, ...]) -> None:
        super().__init__(f"{len(lines)} lines are no links")
        self.lines = lines


LONGEST_URL = 2000
MOST_URLS = 50
_HOST = re.compile(r"(?=.{4,253}$)([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W\d_][^\W_]{1,62}", re.UNICODE)


def links(text: str) -> list[str]:
    """The links in `text`, one a line, each once; a bare "instagram.com/x" gets https.

    Raises:
        NotLinks
    """
    good: dict[str, None] = {}
    bad: list[BadLine] = []
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.strip().strip("<>").rstrip(",;")
        if not line:
            continue
        if len(line) > LONGEST_URL:
            bad.append(BadLine(number, "too_long"))
        elif (link := _link(line)) is None:
            bad.append(BadLine(number, "not_a_link"))
        else:
            good[link] = None
    if bad or not good or len(good) > MOST_URLS:
        raise NotLinks(tuple(bad))
    return list(good)


def _link(line: str) -> str | None:
    if any(character.isspace() or not character.isprintable() for character in line):
        return None
    candidate = line if "://" in line else f"https://{line}"
    try:
        parts = urlsplit(candidate)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    del port
    if parts.scheme.lower() not in ("http", "https") or "@" in parts.netloc or not _HOST.fullmatch(host):
        return None
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, parts.fragment))


def draw_reference(rng: random.Random, attempt: int) -> str:
    """A reference such as "V-0318"; after eight that are taken it gets another digit."""
    digits = 4 + attempt // 8
    return f"V-{rng.randrange(10**digits):0{digits}d}"
