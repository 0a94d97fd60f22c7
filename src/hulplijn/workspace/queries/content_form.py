"""One part of a file as a form with the complaints beside its fields, and the way to the other parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from hulplijn.content.errors import ContentError
from hulplijn.content.rules.forms.fields import ID, Field, Tree, at, field_at, walk
from hulplijn.content.rules.forms.files import Part, Sheet, apart, home_of, sheet_of
from hulplijn.content.rules.forms.shown import Row, Showing, Shown
from hulplijn.content.rules.forms.tree import NotAForm
from hulplijn.guidance import edited
from hulplijn.workspace.queries import content_words
from hulplijn.workspace.queries.content_mistakes import sentence


@dataclass(frozen=True)
class Mistake:
    """A complaint with the part and the field that it is about; `id` is empty where it is about the whole.

    `is_wording`: it is hard to read, which stops nothing.
    """

    words: str
    label: str
    part: str
    id: str
    is_here: bool
    is_wording: bool
    file: str


@dataclass(frozen=True)
class Place:
    """One part in the list of parts."""

    path: str
    title: str
    number: int
    is_here: bool
    mistakes: int
    is_first: bool = True
    is_last: bool = True


@dataclass(frozen=True)
class Places:
    """The parts of one list, such as the steps."""

    path: str
    field: Field
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Form:
    """What one page shows."""

    fields: tuple[Shown, ...]
    mistakes: tuple[Mistake, ...]
    outline: tuple[Places, ...]
    part: Part


def form(sheet: Sheet, values: Tree, part: Part, errors: Sequence[ContentError]) -> Form:
    """The form of `part`, with the mistakes of the whole file."""
    placed = [
        (_seen(sheet, path), error)
        for path, error in sheet.placed(sheet.source(values), errors)
        if not _is_named_later(path, error)
    ]
    beside: dict[str, list[str]] = defaultdict(list)
    for path, error in placed:
        beside[path].append(sentence(error))
    showing = Showing(content_words.choices(sheet, values), beside, sheet.languages)
    fields = showing.fields(part.fields, at(values, part.path), part.above)
    ids = {one.path: one.id for one in _all(fields)}
    labels = {path: field.label for path, field, _ in walk(sheet.fields, values)}
    mistakes = tuple(
        Mistake(
            sentence(error),
            labels.get(path) or labels.get(path.rpartition(".")[0], ""),
            home_of(sheet, path),
            ids.get(path) or ("f-" + path.replace(".", "-") if path else ""),
            path in ids,
            error.is_wording,
            _elsewhere(sheet, error.file),
        )
        for path, error in placed
    )
    return Form(fields, mistakes, tuple(_outline(sheet, values, part, mistakes)), part)


def _is_named_later(path: str, error: ContentError) -> bool:
    """A new row gets its short name from its first words, and that those are missing is said beside them."""
    return path.endswith(".id") and error.facts == {"key": "id"}


def _elsewhere(sheet: Sheet, name: str) -> str:
    """What another text is called that a mistake is in; nothing where it is in this one."""
    other = sheet_of(name, sheet.languages)
    if name == sheet.name or other is None:
        return "" if name == sheet.name else name
    try:
        title = content_words.title(other, other.read(edited.in_use(name)))
    except NotAForm:
        title = other.stem
    return f"{content_words.KINDS[other.kind]} › {title}"


def _seen(sheet: Sheet, path: str) -> str:
    """The path of a field that is shown: the short name of a row is not, so its first words stand for it."""
    above, _, last = path.rpartition(".")
    if last != "id" or not above:
        return path
    first = next((one.key for one in field_at(sheet.fields, above).fields if one.kind != ID), last)
    return f"{above}.{first}"


def _outline(sheet: Sheet, values: Tree, part: Part, mistakes: Sequence[Mistake]) -> list[Places]:
    found = []
    for path, field in apart(sheet):
        try:
            rows = at(values, path)
        except (LookupError, TypeError):
            continue
        places = tuple(
            Place(
                f"{path}.{number}",
                content_words.first_words(row),
                number + 1,
                part.path == f"{path}.{number}",
                sum(one.part == f"{path}.{number}" for one in mistakes),
                number == 0,
                number == len(rows) - 1,
            )
            for number, row in enumerate(rows or ())
        )
        found.append(Places(path, field, places))
    return found


def _all(fields: Sequence[Shown]) -> list[Shown]:
    found: list[Shown] = []
    for one in fields:
        found += [one, *_all(one.inside)]
        for row in one.rows:
            found += _in_row(row)
    return found


def _in_row(row: Row) -> list[Shown]:
    return _all(row.inside)
