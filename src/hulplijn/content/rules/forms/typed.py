"""From what a browser sends to a tree of values, and what the buttons of a list do to it.

A field is named `f.` with its path, such as `f.steps.0.items.2.text.nl`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from hulplijn.content.rules.forms.fields import (
    CODED,
    CONDITIONS,
    DATED,
    GROUP,
    HOURS,
    ID,
    MANY,
    NAMED,
    SAID,
    SAYINGS,
    Field,
    Tree,
    at,
    blank_row,
    field_at,
)
from hulplijn.content.rules.forms.week import DAYS, SPANS, clock, expression, times
from hulplijn.content.rules.own import code_for

BEGIN = "f."
MOST_ROWS = 60
Sent = Mapping[str, Sequence[str]]
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


class TooManyRows(ValueError):
    """A list in what was sent is longer than any that we write."""


class Typing(NamedTuple):
    """What was sent, and the languages of the helpline."""

    sent: Sent
    languages: tuple[str, ...]

    def tree(self, fields: Iterable[Field], above: str = BEGIN) -> Tree:
        """The values of `fields`, as they were typed."""
        return {one.key: self._value(one, f"{above}{one.key}") for one in fields}

    def _value(self, field: Field, name: str) -> Any:
        match field.kind:
            case "flag":
                return bool(self._word(name))
            case "several":
                return [clean(one) for one in self.sent.get(name, ()) if clean(one)]
            case "words":
                return [one for one in re.split(r"[\s,;]+", self._word(name)) if one]
            case "said":
                return self._said(name, field.long)
            case "phrases":
                return self._phrases(name)
            case "group":
                return self.tree(field.fields, f"{name}.")
            case "week" | "hours":
                return self._hours(field, name)
        if field.kind == "text":
            return self._lines(name)
        if field.is_list:
            return [self._row(field, f"{name}.{place}") for place in range(self._rows(name))]
        return self._word(name)

    def _row(self, field: Field, name: str) -> Any:
        if field.kind == SAYINGS:
            return self._said(name, field.long)
        if field.kind in (CODED, CONDITIONS):
            codes = [clean(one) for one in self.sent.get(f"{name}.codes", ()) if clean(one)]
            return {"fact": self._word(f"{name}.fact"), "codes": codes}
        return self.tree(field.fields, f"{name}.")

    def _rows(self, name: str) -> int:
        begin = f"{name}."
        places = (one[len(begin) :].partition(".")[0] for one in self.sent if one.startswith(begin))
        rows = max((int(one) + 1 for one in places if one.isdecimal() and len(one) < 5), default=0)
        if rows > MOST_ROWS:
            raise TooManyRows(name)
        return rows

    def _word(self, name: str) -> str:
        return clean(next(iter(self.sent.get(name, ())), ""))

    def _said(self, name: str, is_long: bool) -> dict[str, str]:
        return {
            one: text(next(iter(self.sent.get(f"{name}.{one}", ())), ""), is_long) for one in self.languages
        }

    def _phrases(self, name: str) -> dict[str, list[str]]:
        """One phrase a line, in each language that was sent: risk is looked for in more than ours."""
        sent = [one.removeprefix(f"{name}.") for one in self.sent if one.startswith(f"{name}.")]
        sent = [one for one in sent if re.fullmatch("[a-z]{2,3}", one)]
        return {
            one: [phrase for line in self._lines(f"{name}.{one}").split("\n") if (phrase := plain(line))]
            for one in dict.fromkeys((*self.languages, *sent))
        }

    def _lines(self, name: str) -> str:
        """Markdown keeps its spaces: they say what belongs to a list."""
        lines = next(iter(self.sent.get(name, ())), "").replace("\r\n", "\n").split("\n")
        return "\n".join(_CONTROL.sub(" ", line).rstrip() for line in lines).strip("\n")

    def _spans(self, name: str) -> list[tuple[str, str]]:
        both = [
            (clock(self._word(f"{name}.{place}.from")), clock(self._word(f"{name}.{place}.to")))
            for place in range(SPANS)
        ]
        return [one for one in both if any(one)]

    def _hours(self, field: Field, name: str) -> str:
        if f"{name}.raw" in self.sent:
            return self._word(f"{name}.raw")
        if field.kind == HOURS:
            return times(self._spans(name))
        week = {day: self._spans(f"{name}.{day}") for day in DAYS}
        return expression(week) if any(week.values()) or field.needed else ""


def clean(word: str) -> str:
    """One line, without what no keyboard types."""
    return " ".join(_CONTROL.sub(" ", word).split())


def plain(phrase: str) -> str:
    """A phrase as it is looked for: small letters without accents or signs."""
    letters = unicodedata.normalize("NFKD", phrase.lower().replace("’", "").replace("'", ""))
    words = "".join(one for one in letters if not unicodedata.combining(one))
    return clean(re.sub(r"[.,;:!?“”\"()-]", " ", re.sub(r"\s*\|\s*", "|", words)))


def text(typed: str, is_long: bool) -> str:
    """A text: its paragraphs stay where it may have them."""
    if not is_long:
        return clean(typed)
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(clean(line) for line in lines)).strip()


def press(tree: Tree, fields: tuple[Field, ...], button: str, chosen: str, languages: Sequence[str]) -> str:
    """What one button of a list does to `tree`; gives the path of the row to go to, or of its list.

    A button is named `add:<list>`, `remove:<row>`, `up:<row>` or `down:<row>`.

    Raises:
        LookupError: there is no such list, row or deed.
    """
    deed, _, path = button.partition(":")
    if deed == "add":
        return _add(tree, fields, path, chosen, languages)
    above, _, last = path.rpartition(".")
    rows = at(tree, above)
    if not (isinstance(rows, list) and last.isdecimal() and len(last) < 5 and int(last) < len(rows)):
        raise LookupError(path)
    place = int(last)
    if deed == "remove":
        del rows[place]
        return f"{above}.{min(place, len(rows) - 1)}" if rows else above
    other = {"up": place - 1, "down": place + 1}[deed]
    if not 0 <= other < len(rows):
        return path
    rows[place], rows[other] = rows[other], rows[place]
    return f"{above}.{other}"


def _add(tree: Tree, fields: tuple[Field, ...], path: str, chosen: str, languages: Sequence[str]) -> str:
    field, rows = field_at(fields, path), at(tree, path)
    if not field.is_list or not isinstance(rows, list) or len(rows) >= MOST_ROWS:
        raise LookupError(path)
    row = blank_row(field, languages)
    if field.kind in (CODED, CONDITIONS):
        if not chosen or any(one["fact"] == chosen for one in rows):
            return path
        row["fact"] = chosen
    rows.append(row)
    return f"{path}.{len(rows) - 1}"


def name_rows(tree: Any, fields: Iterable[Field], taken: set[str], begin: str = "") -> None:
    """Give each new row a short name of its own, from its English words, that nothing in `taken` has."""
    for field in fields:
        value = tree.get(field.key)
        if field.kind == GROUP and value:
            name_rows(value, field.fields, taken, begin)
        elif field.kind in (MANY, DATED, NAMED):
            for row in value or ():
                _name_row(row, field, taken, begin)
                name_rows(row, field.fields, taken, begin)


def _name_row(row: Tree, field: Field, taken: set[str], begin: str) -> None:
    name = next((one.key for one in field.fields if one.kind == ID), "")
    if not name or row.get(name):
        return
    words = said_in(row, field)
    if words:
        row[name] = code_for(begin + (words.get("en") or next(filter(None, words.values()))), taken)
        taken.add(row[name])


def said_in(row: Tree, field: Field) -> dict[str, str]:
    """The first text of a row: what it is called by."""
    for one in field.fields:
        said = row.get(one.key) or {}
        if one.kind == SAYINGS:
            said = next(iter(said), {})
        if one.kind in (SAID, SAYINGS) and any(said.values()):
            return dict(said)
    return {}


def names_in(tree: Any) -> set[str]:
    """Every short name that a row has."""
    if isinstance(tree, list):
        return {name for one in tree for name in names_in(one)}
    if not isinstance(tree, dict):
        return set()
    own = {one for key in ("id", "code") if isinstance(one := tree.get(key), str) and one}
    return own | {name for one in tree.values() for name in names_in(one)}
