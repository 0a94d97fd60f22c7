"""What differs between two texts of one file, field by field, as a reader would say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hulplijn.content.rules.forms.fields import (
    CODED,
    CONDITIONS,
    DATED,
    FLAG,
    GROUP,
    ID,
    MANY,
    NAMED,
    PHRASES,
    SAID,
    SAYINGS,
    Field,
    Tree,
)
from hulplijn.content.rules.forms.shown import Choices
from hulplijn.content.rules.forms.typed import said_in

ROW_NAMES = ("id", "code", "anchor", "day", "fact")
"""What tells a row from the others, whatever its place."""


@dataclass(frozen=True)
class Step:
    """One step of the way to a field: a label (an English msgid), and the words of a row."""

    label: str
    row: str = ""


@dataclass(frozen=True)
class Change:
    """One field that differs. Without `before` it is new, without `after` it is gone; `moved` has both."""

    where: tuple[Step, ...]
    before: str
    after: str
    language: str = ""
    moved: bool = False
    ticked: bool | None = None
    """For a tick: whether it is set now."""


@dataclass(frozen=True)
class Differing:
    """How two trees are compared: with the words of the choices, in the helpline's languages."""

    choices: Choices
    languages: tuple[str, ...]

    def changes(
        self, fields: Iterable[Field], old: Tree, new: Tree, where: tuple[Step, ...] = ()
    ) -> Iterator[Change]:
        for field in fields:
            if field.kind != ID:
                yield from self._of(field, old.get(field.key), new.get(field.key), where)

    def _of(self, field: Field, old: Any, new: Any, where: tuple[Step, ...]) -> Iterator[Change]:
        if field.kind == GROUP:
            yield from self.changes(field.fields, old or {}, new or {}, (*where, Step(field.label)))
        elif field.kind in (MANY, DATED, NAMED, CONDITIONS, CODED):
            yield from self._of_rows(field, old or [], new or [], where)
        elif field.kind == SAYINGS:
            yield from self._of_sayings(field, old or [], new or [], where)
        elif field.kind in (SAID, PHRASES):
            yield from self._of_said((*where, Step(field.label)), _said(old), _said(new))
        elif field.kind == FLAG:
            if bool(old) != bool(new):
                yield Change((*where, Step(field.label)), "", "", ticked=bool(new))
        elif (old or "") != (new or "") and (old or new):
            words = (self._words(field, old), self._words(field, new))
            yield Change((*where, Step(field.label)), *words)

    def _of_said(self, where: tuple[Step, ...], old: Tree, new: Tree) -> Iterator[Change]:
        for one in dict.fromkeys((*self.languages, *old, *new)):
            before, after = old.get(one, ""), new.get(one, "")
            if before != after:
                yield Change(where, before, after, one)

    def _of_sayings(
        self, field: Field, old: Sequence[Tree], new: Sequence[Tree], where: tuple[Step, ...]
    ) -> Iterator[Change]:
        gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
        for place in range(max(len(gone), len(come))):
            before = gone[place] if place < len(gone) else {}
            after = come[place] if place < len(come) else {}
            yield from self._of_said((*where, Step(field.label)), before, after)
        if not gone and not come and list(old) != list(new):
            yield Change((*where, Step(field.label)), "", "", moved=True)

    def _of_rows(
        self, field: Field, old: Sequence[Tree], new: Sequence[Tree], where: tuple[Step, ...]
    ) -> Iterator[Change]:
        before, after = _named(field, old), _named(field, new)
        for name, row in after.items():
            here = (*where, Step(field.one or field.label, self._title(field, row)))
            if name not in before:
                yield Change(here, "", self._whole(field, row))
            elif field.fields:
                yield from self.changes(field.fields, before[name], row, here)
            elif before[name] != row:
                yield Change(here, self._whole(field, before[name]), self._whole(field, row))
        for name, row in before.items():
            if name not in after:
                here = (*where, Step(field.one or field.label, self._title(field, row)))
                yield Change(here, self._whole(field, row), "")
        stayed = [name for name in before if name in after]
        if stayed != [name for name in after if name in before]:
            yield Change((*where, Step(field.label)), "", "", moved=True)

    def _title(self, field: Field, row: Tree) -> str:
        if "fact" in row:
            return self._code(field.options, row["fact"])
        if said := said_in(row, field):
            return next((said[one] for one in self.languages if said.get(one)), "")
        return str(row.get("title") or row.get("day") or "")

    def _whole(self, field: Field, row: Tree) -> str:
        """All the words of a row that came or went."""
        if "fact" in row:
            return ", ".join(self._code(f"codes:{row['fact']}", one) for one in row["codes"])
        return "\n".join(self._lines(field.fields, row))

    def _lines(self, fields: Iterable[Field], row: Tree) -> Iterator[str]:
        for field in fields:
            value = row.get(field.key)
            if not value or field.kind in (ID, FLAG):
                continue
            if field.kind in (SAID, PHRASES):
                yield from (words for words in _said(value).values() if words)
            elif field.kind == SAYINGS:
                yield from (one[code] for one in value for code in self.languages if one.get(code))
            elif field.kind == GROUP:
                yield from self._lines(field.fields, value)
            elif field.kind in (MANY, DATED, NAMED):
                for inner in value:
                    yield from self._lines(field.fields, inner)
            elif field.kind in (CODED, CONDITIONS):
                yield from (f"{self._title(field, one)}: {self._whole(field, one)}" for one in value)
            else:
                yield self._words(field, value)

    def _words(self, field: Field, value: Any) -> str:
        if isinstance(value, list):
            return ", ".join(self._code(field.options, one) for one in value)
        return self._code(field.options, value or "")

    def _code(self, options: str, code: str) -> str:
        return next((words for known, words in self.choices.get(options, ()) if known == code), code)


def _said(value: Any) -> Tree:
    """A text by language; phrases one a line."""
    return {
        code: words if isinstance(words, str) else "\n".join(words) for code, words in (value or {}).items()
    }


def _named(field: Field, rows: Sequence[Tree]) -> dict[str, Tree]:
    found: dict[str, Tree] = {}
    for place, row in enumerate(rows):
        name = next((str(row[key]) for key in ROW_NAMES if row.get(key)), f"#{place}")
        found[name if name not in found else f"{name}#{place}"] = row
    return found
