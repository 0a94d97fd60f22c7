"""A coded field of the helpline's own: what may be ticked, how it stands in the ledger, who may see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from hulplijn.content.texts import Text

ONE, SEVERAL, YES_NO, NUMBER = "one", "several", "yes_no", "number"
YES_NO_CODES = ("yes", "no", "unknown")
MOST_BANDS = 6
Value = str | int | list[str]


class BadValue(Exception):
    """A value that the field does not take."""


@dataclass(frozen=True)
class OwnCode:
    """One choice; `until` is its last day."""

    code: str
    label: Text
    until: date | None = None


@dataclass(frozen=True)
class Own:
    """The newest version of an own field."""

    code: str
    version: int
    kind: str
    label: Text
    definition: Text
    codes: tuple[OwnCode, ...] = ()
    lowest: int = 0
    highest: int = 0
    reasons: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    since: date = date.min
    until: date | None = None

    def is_asked(self, reason: str, on: date) -> bool:
        """Whether it is asked of a contact with `reason` that began `on` that day."""
        in_time = self.since <= on and (self.until is None or on <= self.until)
        return in_time and (not self.reasons or reason in self.reasons)

    def seen_by(self, roles: Collection[str]) -> bool:
        return bool(self.roles & set(roles))

    def label_of(self, code: str) -> str:
        return next((str(one.label) for one in self.codes if one.code == code), code)


def checked(field: Own, value: object, *, on: date, before: object = None) -> Value | None:
    """`value` as it is kept; None where there is none. What was chosen `before` may stay, ended or not.

    Raises:
        BadValue
    """
    if value in ("", None, []):
        return None
    if field.kind == NUMBER:
        if type(value) is int and field.lowest <= value <= field.highest:
            return value
        raise BadValue(value)
    many = list(dict.fromkeys(value)) if isinstance(value, (list, tuple)) else [value]
    kept = set(before) if isinstance(before, list) else {before}
    open_ = {one.code for one in field.codes if one.until is None or on <= one.until} | kept
    if not all(isinstance(one, str) and one in open_ for one in many):
        raise BadValue(value)
    if field.kind == SEVERAL:
        return [str(one) for one in many]
    if len(many) != 1:
        raise BadValue(value)
    return str(many[0])


def entry(values: Mapping[str, object], fields: Iterable[Own]) -> tuple[str, ...]:
    """The values as the ledger keeps them: "field@version=code", a number as itself."""
    found = []
    for field in fields:
        value = values.get(field.code)
        for one in value if isinstance(value, list) else [] if value is None else [value]:
            found.append(f"{field.code}@{field.version}={one}")
    return tuple(found)


def of_entry(kept: str) -> tuple[str, str]:
    """(field, code) of what the ledger keeps, of whichever version."""
    field, _, code = kept.partition("=")
    return field.partition("@")[0], code


def bands(field: Own) -> list[tuple[int, int]]:
    """A number's bounds in at most six bands of the same width, the last one shorter."""
    width = -(-(field.highest - field.lowest + 1) // MOST_BANDS)
    return [
        (low, min(low + width - 1, field.highest)) for low in range(field.lowest, field.highest + 1, width)
    ]


def with_codes(before: Iterable[OwnCode], after: Iterable[OwnCode]) -> tuple[OwnCode, ...]:
    """The codes of the next version: nothing that was there goes; what is left out gets no new label."""
    given = {one.code: one for one in after}
    kept = [_changed(one, given.pop(one.code, None)) for one in before]
    return (*kept, *given.values())


def _changed(before: OwnCode, after: OwnCode | None) -> OwnCode:
    return before if after is None else replace(before, label=after.label, until=after.until)


def code_for(words: str, taken: Collection[str]) -> str:
    """A code made of words, unlike those that are taken."""
    letters = "".join(one if one.isascii() and one.isalnum() else " " for one in words.lower())
    base = "_".join(letters.split())[:30].strip("_") or "code"
    found, number = base, 2
    while found in taken:
        found, number = f"{base}_{number}", number + 1
    return found
