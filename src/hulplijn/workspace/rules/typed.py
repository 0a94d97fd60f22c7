"""What people type as amounts, and what a link in a message looks like. Pure."""

from __future__ import annotations

import re

_AMOUNT = re.compile(
    r"(?:€|eur)?\s*(\d{1,3}(?:[. ]\d{3})+|\d+)(?:[.,](\d{1,2}))?\s*(?:€|eur|euro)?", re.IGNORECASE
)
_MOST_EUROS = 10_000_000
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)
_AFTER_A_LINK = ".,;:!?)]}'\"’”"


class BadAmount(Exception):
    """What was typed is no amount of euros."""

    def __init__(self, typed: str) -> None:
        super().__init__("no amount")
        self.typed = typed


def cents_of(typed: str) -> int | None:
    """Cents of an amount typed the Dutch or the English way ("100", "€ 1.250,50", "548.50"); None if empty.

    Raises:
        BadAmount
    """
    text = typed.strip().replace("\u00a0", " ")
    if not text:
        return None
    found = _AMOUNT.fullmatch(text)
    if not found:
        raise BadAmount(typed)
    euros = int(re.sub(r"[. ]", "", found[1]))
    if euros > _MOST_EUROS:
        raise BadAmount(typed)
    return euros * 100 + int((found[2] or "0").ljust(2, "0"))


def euros(cents: int | None) -> str:
    """An amount as it is typed: "100" or "548,50"; nothing for None."""
    if cents is None:
        return ""
    whole, rest = divmod(cents, 100)
    return f"{whole},{rest:02d}" if rest else str(whole)


def links_in(text: str) -> list[str]:
    """The addresses that `text` names, in order, each once, without the punctuation behind them."""
    return list(dict.fromkeys(found.rstrip(_AFTER_A_LINK) for found in _LINK.findall(text)))
