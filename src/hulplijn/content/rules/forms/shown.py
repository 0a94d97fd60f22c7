"""A form as it is shown: every input with its value, choices with their words, complaints beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hulplijn.content.rules.forms.fields import (
    CODED,
    CONDITIONS,
    FLAG,
    GROUP,
    HOURS,
    ID,
    LINE,
    ONE,
    PHRASES,
    ROWS,
    SAID,
    SAYINGS,
    SEVERAL,
    WEEK,
    WORDS,
    Field,
    Tree,
    is_empty,
)
from hulplijn.content.rules.forms.typed import BEGIN, said_in
from hulplijn.content.rules.forms.week import DAYS, SPANS, Span, spans_of, week

Choices = Mapping[str, Sequence[tuple[str, str]]]
"""By the name of what is chosen from: codes with their words. `codes:<fact>` are those of one fact."""
Complaints = Mapping[str, Sequence[str]]
"""By path."""


@dataclass(frozen=True)
class Input:
    """One box to type in. `language` and `part` (`from`, `to`, a day) say which of several it is."""

    name: str
    value: str
    language: str = ""
    part: str = ""


@dataclass(frozen=True)
class Choice:
    code: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Day:
    """One day of a week, or the one day that is meant."""

    code: str
    spans: tuple[tuple[Input, Input], ...]


@dataclass(frozen=True)
class Row:
    """One row of a list. `title` is what tells it from the others."""

    path: str
    number: int
    title: str
    inside: tuple[Shown, ...]
    is_first: bool
    is_last: bool

    @property
    def is_wrong(self) -> bool:
        return any(_is_wrong(one) for one in self.inside)

    @property
    def plain(self) -> tuple[Shown, ...]:
        return tuple(one for one in self.inside if not one.tucked)

    @property
    def more(self) -> tuple[Shown, ...]:
        return tuple(one for one in self.inside if one.tucked)


@dataclass(frozen=True)
class Shown:
    """One field. `tucked`: it may be left out, and nothing is filled in."""

    field: Field
    path: str
    inputs: tuple[Input, ...] = ()
    choices: tuple[Choice, ...] = ()
    days: tuple[Day, ...] = ()
    rows: tuple[Row, ...] = ()
    inside: tuple[Shown, ...] = ()
    complaints: tuple[str, ...] = ()
    is_ticked: bool = False
    tucked: bool = False

    @property
    def name(self) -> str:
        return BEGIN + self.path

    @property
    def id(self) -> str:
        return "f-" + self.path.replace(".", "-")

    @property
    def widget(self) -> str:
        """Which part of the template shows it."""
        kind = self.field.kind
        if kind in ROWS:
            return "list"
        if kind in (WEEK, HOURS):
            return "hours" if self.days else LINE
        return LINE if kind in (WORDS, "number", "day", ID) else kind

    @property
    def in_row(self) -> bool:
        return self.path.rpartition(".")[2].isdecimal()

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(one for one in self.choices if one.is_chosen)

    @property
    def in_code(self) -> bool:
        """Whether its label is that of a coded fact, in the language of the page already."""
        return self.field.key == "codes" and not self.field.options


@dataclass(frozen=True)
class Showing:
    """How one form is shown."""

    choices: Choices
    complaints: Complaints
    languages: tuple[str, ...]

    def fields(
        self, fields: Iterable[Field], tree: Tree, above: str = "", *, tuck: bool = False
    ) -> tuple[Shown, ...]:
        return tuple(self._one(one, f"{above}{one.key}", tree.get(one.key), tuck) for one in fields)

    def _one(self, field: Field, path: str, value: Any, tuck: bool = False) -> Shown:
        wrong = tuple(self.complaints.get(path, ()))
        tucked = tuck and not field.needed and is_empty(field, value) and not wrong and field.kind != ID
        shown = Shown(field, path, complaints=wrong, tucked=tucked)
        return _with(shown, **self._filled(field, path, value))

    def _filled(self, field: Field, path: str, value: Any) -> dict[str, Any]:
        if field.kind == FLAG:
            return {"is_ticked": bool(value)}
        if field.kind == SAID:
            return {"inputs": self._said(path, value)}
        if field.kind == PHRASES:
            return {"inputs": self._phrases(path, value or {})}
        if field.kind == GROUP:
            return {"inside": self.fields(field.fields, value or {}, f"{path}.")}
        if field.kind in (ONE, SEVERAL):
            chosen = value if isinstance(value, list) else [value] if value else []
            return {"choices": self._choices(field.options, chosen)}
        if field.kind in (WEEK, HOURS):
            return _hours(field, path, value or "")
        if field.is_list:
            return {
                "rows": tuple(self._rows(field, path, value or [])),
                "choices": self._choices(field.options, [row["fact"] for row in value or []])
                if field.kind in (CODED, CONDITIONS)
                else (),
            }
        return {"inputs": (Input(BEGIN + path, ", ".join(value) if field.kind == WORDS else value or ""),)}

    def _said(self, path: str, value: Any) -> tuple[Input, ...]:
        return tuple(Input(f"{BEGIN}{path}.{one}", (value or {}).get(one, ""), one) for one in self.languages)

    def _phrases(self, path: str, value: Mapping[str, Sequence[str]]) -> tuple[Input, ...]:
        """Also those in a language that the helpline does not speak: they are looked for as well."""
        spoken = dict.fromkeys((*self.languages, *value))
        return tuple(Input(f"{BEGIN}{path}.{one}", "\n".join(value.get(one, ())), one) for one in spoken)

    def _choices(self, name: str, chosen: Sequence[str]) -> tuple[Choice, ...]:
        """What is chosen stays, also where it is no longer in the list."""
        known = list(self.choices.get(name, ()))
        known += [(code, code) for code in chosen if code and code not in dict(known)]
        return tuple(Choice(code, words, code in chosen) for code, words in known)

    def _rows(self, field: Field, path: str, rows: Sequence[Any]) -> Iterator[Row]:
        for place, row in enumerate(rows):
            at = f"{path}.{place}"
            inside = self._inside(field, at, row)
            yield Row(at, place + 1, self._title(field, row), inside, place == 0, place == len(rows) - 1)

    def _inside(self, field: Field, path: str, row: Any) -> tuple[Shown, ...]:
        if field.kind == SAYINGS:
            inner = Field("", field.one, SAID, needed=True)
            return (
                Shown(inner, path, self._said(path, row), complaints=tuple(self.complaints.get(path, ()))),
            )
        if field.kind in (CODED, CONDITIONS):
            kind = SEVERAL if field.kind == CONDITIONS else ONE
            codes = Field(
                "codes", dict(self.choices.get(field.options, ())).get(row["fact"], row["fact"]), kind
            )
            fact = Field("fact", "", ID)
            return (
                Shown(fact, f"{path}.fact", (Input(f"{BEGIN}{path}.fact", row["fact"]),)),
                Shown(codes, f"{path}.codes", choices=self._choices(f"codes:{row['fact']}", row["codes"])),
            )
        return self.fields(field.fields, row, f"{path}.", tuck=True)

    def _title(self, field: Field, row: Any) -> str:
        if field.kind in (SAYINGS, CODED, CONDITIONS):
            return ""
        said = said_in(row, field)
        if not said and isinstance(row.get("title"), str):
            return str(row["title"])
        return next((said[one] for one in self.languages if said.get(one)), "")


def inputs(shown: Iterable[Shown]) -> Iterator[tuple[str, str]]:
    """Every name and value that a browser would send."""
    for one in shown:
        for box in one.inputs:
            yield box.name, box.value
        if one.field.kind == FLAG and one.is_ticked:
            yield one.name, "on"
        if one.field.kind in (ONE, SEVERAL):
            yield from ((one.name, choice.code) for choice in one.chosen)
        for day in one.days:
            yield from ((box.name, box.value) for span in day.spans for box in span)
        yield from inputs(one.inside)
        for row in one.rows:
            yield from inputs(row.inside)


def _is_wrong(shown: Shown) -> bool:
    inside = [*shown.inside, *(one for row in shown.rows for one in row.inside)]
    return bool(shown.complaints) or any(_is_wrong(one) for one in inside)


def _with(shown: Shown, **filled: Any) -> Shown:
    return Shown(**{**{name: getattr(shown, name) for name in Shown.__dataclass_fields__}, **filled})


def _hours(field: Field, path: str, value: str) -> dict[str, Any]:
    """Day by day where they can be said so; as they are written where not."""
    if field.kind == HOURS:
        spans = spans_of(value)
        if spans is not None and len(spans) <= SPANS:
            return {"days": (_day("", path, spans),)}
    elif (found := week(value)) is not None:
        begin = f"{path}."
        if not value:
            found = {day: [] for day in DAYS}
        return {"days": tuple(_day(day, begin + day, found[day]) for day in DAYS)}
    return {"inputs": (Input(f"{BEGIN}{path}.raw", value),)}


def _day(code: str, path: str, spans: Sequence[Span]) -> Day:
    filled = [*spans, *[("", "")] * (SPANS - len(spans))]
    return Day(
        code,
        tuple(
            (
                Input(f"{BEGIN}{path}.{place}.from", begin, part="from"),
                Input(f"{BEGIN}{path}.{place}.to", end, part="to"),
            )
            for place, (begin, end) in enumerate(filled)
        ),
    )
