"""The list of what can be edited."""

from __future__ import annotations

from dataclasses import dataclass

from hulplijn.content import queries as content
from hulplijn.content.rules.forms.files import BEGUN, KINDS, Sheet, sheet_of
from hulplijn.content.rules.forms.tree import NotAForm
from hulplijn.guidance import edited
from hulplijn.guidance.edited import Editable
from hulplijn.workspace.queries import content_words


@dataclass(frozen=True)
class Line:
    """One file of the list. `waits`: `me` or `colleague` must look at what was asked to be published."""

    sheet: Sheet
    title: str
    file: Editable
    waits: str
    written_by: str


@dataclass(frozen=True)
class Kind:
    """The files of one kind."""

    kind: str
    title: str
    lines: tuple[Line, ...]

    @property
    def may_begin(self) -> bool:
        return self.kind in BEGUN


def kinds(actor_id: str) -> list[Kind]:
    """Every file, as `actor_id` sees it."""
    languages = content.helpline().languages
    lines = [
        _line(one, sheet, actor_id) for one in edited.editables() if (sheet := sheet_of(one.name, languages))
    ]
    return [
        Kind(kind, str(content_words.KINDS[kind]), tuple(one for one in lines if one.sheet.kind == kind))
        for kind in KINDS
    ]


def _line(file: Editable, sheet: Sheet, actor_id: str) -> Line:
    draft = file.draft
    waits = ""
    if draft and draft.asked_at:
        waits = "colleague" if draft.changed_by == actor_id else "me"
    written_by = edited.alias_of(draft.changed_by) if draft else ""
    return Line(sheet, _title(sheet, file), file, waits, written_by)


def _title(sheet: Sheet, file: Editable) -> str:
    try:
        return content_words.title(
            sheet, sheet.read(file.draft.source if file.draft else edited.in_use(file.name))
        )
    except NotAForm:
        return sheet.stem
