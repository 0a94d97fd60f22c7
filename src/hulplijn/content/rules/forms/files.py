"""Which form belongs to which file, and the way there and back for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hulplijn.content.errors import ContentError
from hulplijn.content.rules.forms import emit, markdown, signs, tree
from hulplijn.content.rules.forms.facts import HELPLINE
from hulplijn.content.rules.forms.fields import GROUP, Field, Tree, at, blank_of
from hulplijn.content.rules.forms.partners import PARTNER
from hulplijn.content.rules.forms.plans import PLAN, REPLIES
from hulplijn.content.rules.forms.practice import SCRIPT
from hulplijn.content.rules.forms.typed import press

PLANS, SUBJECTS, PARTNERS, FACTS = "plans", "replies", "partners", "helpline"
PRACTICE, RUBRIC, RISK = "practice", "rubric", "risk"
PAGES, SCHOOL, GUIDES = "pages", "school", "guides"
ALONE = (FACTS, RUBRIC, RISK)
"""Kinds of one file, which lies in no folder."""
KINDS = (FACTS, SUBJECTS, PLANS, PARTNERS, PAGES, SCHOOL, RISK, PRACTICE, GUIDES, RUBRIC)
PROSE = {PAGES: markdown.PAGE, SCHOOL: markdown.PAGE, GUIDES: markdown.GUIDE}
"""Kinds written in Markdown, one file for each language."""
_FORMS = {
    PLANS: PLAN,
    SUBJECTS: REPLIES,
    PARTNERS: PARTNER,
    FACTS: HELPLINE,
    PRACTICE: SCRIPT,
    RUBRIC: signs.RUBRIC,
    RISK: signs.RISK,
    **PROSE,
}


@dataclass(frozen=True)
class Sheet:
    """One file as a form."""

    kind: str
    stem: str
    languages: tuple[str, ...]

    @property
    def name(self) -> str:
        """As the files name it, such as `plans/sextortion.yaml`."""
        if self.kind in ALONE:
            return f"{self.kind}.yaml"
        return f"{self.kind}/{self.stem}.{'md' if self.is_prose else 'yaml'}"

    @property
    def fields(self) -> tuple[Field, ...]:
        return _FORMS[self.kind]

    @property
    def is_prose(self) -> bool:
        return self.kind in PROSE

    @property
    def language(self) -> str:
        """That of a page, which is written in one."""
        return self.stem.rpartition(".")[2] if self.is_prose else ""

    def read(self, source: str) -> Tree:
        """The values of the file.

        Raises:
            NotAForm: it holds what no field is for.
        """
        if self.is_prose:
            return markdown.read(source)
        return tree.read(source, self.fields, self.languages)

    def source(self, values: Tree) -> str:
        return markdown.source(values) if self.is_prose else emit.source(values, self.fields)

    def placed(self, source: str, errors: Sequence[ContentError]) -> list[tuple[str, ContentError]]:
        """Each mistake with the path of the field that it is about, empty where there is none."""
        found = markdown.places(source) if self.is_prose else tree.places(source, self.fields)
        return [(self._path(one, found), one) for one in errors]

    def _path(self, error: ContentError, found: list[tree.Place]) -> str:
        if error.file != self.name:
            return ""
        if fact := error.facts.get("fact"):
            is_way = self.kind == PARTNERS and fact != "hours"
            return f"reach.{fact}.is" if is_way else str(fact)
        return tree.path_of(error.line, found, error.facts.get("key"))


def sheet_of(name: str, languages: Sequence[str]) -> Sheet | None:
    """The form of a file, by its name; None where there is none."""
    kind, _, file = name.partition("/")
    if not file:
        alone = name.removesuffix(".yaml")
        return Sheet(alone, alone, tuple(languages)) if f"{alone}.yaml" == name and alone in ALONE else None
    stem, _, suffix = file.rpartition(".")
    fits = kind in _FORMS and kind not in ALONE and suffix == ("md" if kind in PROSE else "yaml") and stem
    return Sheet(kind, stem, tuple(languages)) if fits else None


BEGUN = (PLANS, SUBJECTS, PARTNERS, PAGES, PRACTICE)
"""Kinds of which a helpline writes more than the product brings."""


def begun(sheet: Sheet, place: int) -> str:
    """A text with nothing filled in; `place` is where it stands among the others."""
    values = blank_of(sheet.fields, sheet.languages)
    if sheet.kind == SUBJECTS:
        values |= {"place": str(place)}
        press(values, sheet.fields, "add:replies", "", sheet.languages)
    elif sheet.kind == PLANS:
        values |= {"version": "1"}
        press(values, sheet.fields, "add:steps", "", sheet.languages)
    elif sheet.kind == PRACTICE:
        values |= {"place": str(place), "patience": "6", "facts": [{"fact": "reason", "codes": []}]}
        for path in ("opening", "answers", "fallback", "goals"):
            press(values, sheet.fields, f"add:{path}", "", sheet.languages)
    elif sheet.kind == PAGES:
        values |= {"title": sheet.stem.partition(".")[0].replace("-", " ").capitalize()}
    elif sheet.stem.startswith("sister_"):
        values |= {"kind": "sister_helpline"}
    return sheet.source(values)


@dataclass(frozen=True)
class Part:
    """A part of a form that is filled in at once: a step of a plan, or all that is short."""

    path: str
    fields: tuple[Field, ...]

    @property
    def above(self) -> str:
        """What comes before the keys of its fields."""
        return f"{self.path}." if self.path else ""


def part_of(sheet: Sheet, values: Tree, path: str) -> Part:
    """The part at `path`; that without a path holds all that has no part of its own.

    Raises:
        LookupError: there is no such part.
    """
    if not path:
        return Part("", tuple(_short(one) for one in sheet.fields if not (one.apart or one.kept)))
    above, _, last = path.rpartition(".")
    field = next((one for one_path, one in apart(sheet) if one_path == above), None)
    if field is None or not last.isdecimal():
        raise LookupError(path)
    at(values, path)
    return Part(path, field.fields)


def apart(sheet: Sheet) -> list[tuple[str, Field]]:
    """The lists whose rows are parts of their own, with their paths."""
    found = [(one.key, one) for one in sheet.fields if one.apart]
    return found + [
        (f"{one.key}.{inner.key}", inner) for one in sheet.fields for inner in one.fields if inner.apart
    ]


def home_of(sheet: Sheet, path: str) -> str:
    """The path of the part in which a field is filled in."""
    for above, _ in apart(sheet):
        place = path.removeprefix(f"{above}.").partition(".")[0]
        if path.startswith(f"{above}.") and place.isdecimal():
            return f"{above}.{place}"
    return ""


def put(values: Tree, part: Part, typed: Tree) -> None:
    """Lay what was typed in one part over the values of the whole file; the other parts of a group stay."""
    there = at(values, part.path)
    for field in part.fields:
        if field.kind == GROUP:
            there[field.key] = {**(there.get(field.key) or {}), **typed[field.key]}
        else:
            there[field.key] = typed[field.key]


def _short(field: Field) -> Field:
    """A group without the lists that are parts of their own."""
    if not any(one.apart for one in field.fields):
        return field
    inner = tuple(one for one in field.fields if not one.apart)
    return Field(field.key, field.label, field.kind, field.hint, fields=inner)
