"""What a tag may be called: words about something that happens, never about somebody. Pure."""

from __future__ import annotations

import re
import unicodedata

SHORTEST, LONGEST = 3, 80
EMPTY, TOO_LONG, MAIL, HANDLE, LINK, NUMBER = "empty", "long", "mail", "handle", "link", "number"
_MAIL = re.compile(r"\S@\S+\.\S|\S\s*\(at\)\s*\S|\S\s+at\s+\S+\s+dot\s", re.IGNORECASE)
_HANDLE = re.compile(r"(?<!\S)[@#]\w|\b\w+[_]\w+\b|\bu/\w")
_LINK = re.compile(r"://|\bwww\.|\b[\w-]{2,}\.[a-z]{2,10}\b|\bt\.me\b", re.IGNORECASE)
# Five digits near each other are a phone number, an account or a code; a year has four.
_NUMBER = re.compile(r"\d(?:[\s.()/+-]*\d){4,}")


def leads_to_somebody(text: str) -> str:
    """What in `text` could lead to a person: mail, link, handle or number; nothing where it holds none."""
    plain = unicodedata.normalize("NFKC", text)
    for name, pattern in ((MAIL, _MAIL), (LINK, _LINK), (HANDLE, _HANDLE), (NUMBER, _NUMBER)):
        if pattern.search(plain):
            return name
    return ""


def complaint(title: str) -> str:
    """What is wrong with the name of a tag; nothing where it can be kept."""
    if len(title.strip()) < SHORTEST:
        return EMPTY
    return TOO_LONG if len(title.strip()) > LONGEST else leads_to_somebody(title)
