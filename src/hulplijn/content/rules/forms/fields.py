"""What can stand in a form: fields as data. A label is an English msgid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Tree = dict[str, Any]
"""The values of a form by key: words are `str`, ticks `bool`, a text in languages a dict, a list a list."""

LINE, NUMBER, FLAG, DAY, ID = "line", "number", "flag", "day", "id"
ONE, SEVERAL, WORDS = "one", "several", "words"
SAID, SAYINGS, PHRASES = "said", "sayings", "phrases"
GROUP, MANY, DATED, NAMED = "group", "many", "dated", "named"
CODED, CONDITIONS = "coded", "conditions"
WEEK, HOURS = "week", "hours"
SCALARS = {LINE, NUMBER, DAY, ID, ONE, WEEK, HOURS}
ROWS = {SAYINGS, MANY, DATED, NAMED, CODED, CONDITIONS}
"""Kinds that are a list in the tree, whose rows can be added, removed and moved."""


@dataclass(frozen=True)
class Field:
    """One key of a file.

    `one` names a single row of a list. `options` names where the choices come from. `always`: the key is
    written when it is empty too. `quoted`: empty is written as an empty word. `apart`: each row is so long
    that it has a page of its own. `kept`: it stays as it is, and is not shown.
    """

    key: str
    label: str
    kind: str = LINE
    hint: str = ""
    options: str = ""
    one: str = ""
    needed: bool = False
    always: bool = False
    quoted: bool = False
    apart: bool = False
    kept: bool = False
    long: bool = False
    fields: tuple[Field, ...] = ()

    @property
    def is_list(self) -> bool:
        return self.kind in ROWS

    def of(self, key: str) -> Field | None:
        return next((one for one in self.fields if one.key == key), None)


@dataclass(frozen=True)
class Fact:
    """A row of a condition or of codes: a coded fact with the codes that it may have."""

    fact: str
    codes: tuple[str, ...]


def blank(field: Field, languages: Iterable[str]) -> Any:
    """What a field holds before anything is filled in."""
    match field.kind:
        case "flag":
            return False
        case "said":
            return dict.fromkeys(languages, "")
        case "phrases":
            return {one: [] for one in languages}
        case "group":
            return blank_of(field.fields, languages)
        case "several" | "words":
            return []
        case _:
            return [] if field.is_list else ""


def blank_of(fields: Iterable[Field], languages: Iterable[str]) -> Tree:
    spoken = tuple(languages)
    return {one.key: blank(one, spoken) for one in fields}


def blank_row(field: Field, languages: Iterable[str]) -> Any:
    """A new row of a list."""
    if field.kind == SAYINGS:
        return dict.fromkeys(languages, "")
    if field.kind in (CODED, CONDITIONS):
        return {"fact": "", "codes": []}
    return blank_of(field.fields, languages)


def is_empty(field: Field, value: Any) -> bool:
    """Whether nothing is filled in."""
    if field.kind == GROUP:
        return not value or all(is_empty(one, value.get(one.key)) for one in field.fields)
    if field.kind in (SAID, PHRASES):
        return not value or not any(value.values())
    return not value


def at(tree: Any, path: str) -> Any:
    """What stands at a path such as `steps.0.items.2.text`.

    Raises:
        LookupError: nothing does.
    """
    found = tree
    for part in path.split(".") if path else ():
        if isinstance(found, list):
            if not part.isdecimal() or len(part) > 4:
                raise LookupError(path)
            found = found[int(part)]
        elif isinstance(found, Mapping):
            found = found[part]
        else:
            raise LookupError(path)
    return found


def field_at(fields: Iterable[Field], path: str) -> Field:
    """The field that a path leads to; rows are passed over.

    Raises:
        LookupError: there is none.
    """
    found: Field | None = None
    inside = tuple(fields)
    for part in path.split("."):
        if part.isdecimal():
            continue
        found = next((one for one in inside if one.key == part), None)
        if found is None:
            raise LookupError(path)
        inside = found.fields
    if found is None:
        raise LookupError(path)
    return found


def walk(fields: Iterable[Field], tree: Tree, above: str = "") -> Iterator[tuple[str, Field, Any]]:
    """Each field with its path and its value, groups and rows opened, in the order of the form."""
    for field in fields:
        path, value = f"{above}{field.key}", tree.get(field.key)
        yield path, field, value
        if field.kind == GROUP and value:
            yield from walk(field.fields, value, f"{path}.")
        elif field.kind in (MANY, DATED, NAMED):
            for place, row in enumerate(value or ()):
                yield from walk(field.fields, row, f"{path}.{place}.")
