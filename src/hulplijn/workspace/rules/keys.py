"""What may be a key of the screen, how it is written, and which keys get in each other's way. Pure.

A key is one character (`a`), two after each other (`g q`), or Ctrl with a letter (`Ctrl+K`, `Ctrl+Shift+R`).
Never Alt with a letter: on many keyboards that types a character. An empty key is switched off.
"""

from __future__ import annotations

from collections.abc import Mapping

_MODIFIERS = {"ctrl": "Ctrl", "control": "Ctrl", "cmd": "Ctrl", "⌘": "Ctrl", "shift": "Shift"}
KEPT = frozenset(
    [f"Ctrl+{letter}" for letter in "ACFLNPQRSTVWXYZ"] + [f"Ctrl+Shift+{letter}" for letter in "CIJKNQTVWZ"]
)
"""What browsers and text fields need themselves."""


class NotAKey(Exception):
    """What was typed is no key that can be used."""


class KeptByBrowser(NotAKey):
    """A key that the browser or a text field needs itself."""


class InUse(Exception):
    """Two deeds have keys that get in each other's way; `deed` is the later one, `other` the earlier."""

    def __init__(self, deed: str, other: str) -> None:
        super().__init__(f"{deed} and {other}")
        self.deed, self.other = deed, other


def normal(typed: str) -> str:
    """`typed` as a key is kept: `a`, `g q`, `Ctrl+Shift+R`; empty for none.

    Raises:
        NotAKey, KeptByBrowser
    """
    parts = typed.split()
    if not parts:
        return ""
    if len(parts) == 1 and len(parts[0]) > 1:
        return _with_modifiers(parts[0])
    if len(parts) > 2 or any(len(part) != 1 or not part.isprintable() for part in parts):
        raise NotAKey(typed)
    return " ".join(part.lower() for part in parts)


def _with_modifiers(typed: str) -> str:
    *modifiers, letter = typed.split("+")
    known = {_MODIFIERS.get(one.lower(), "") for one in modifiers}
    if "Ctrl" not in known or "" in known or len(letter) != 1 or not letter.isalnum():
        raise NotAKey(typed)
    key = "+".join(["Ctrl", *(["Shift"] if "Shift" in known else []), letter.upper()])
    if key in KEPT:
        raise KeptByBrowser(key)
    return key


def shown(key: str) -> str:
    """A key as it stands on a button: "A", "G Q", "Ctrl Shift R"."""
    return key.replace("+", " ") if key.startswith("Ctrl+") else key.upper()


def check(keys: Mapping[str, str]) -> None:
    """Refuse keys of which one could not be pressed without the other: the same, or the first of two.

    Raises:
        InUse
    """
    seen: dict[str, str] = {}
    for deed, key in keys.items():
        if not key:
            continue
        for other, earlier in seen.items():
            if key == earlier or key.startswith(f"{earlier} ") or earlier.startswith(f"{key} "):
                raise InUse(deed, other)
        seen[deed] = key
