"""The file that a page is about: as a form, with its draft and what is in use."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render

from hulplijn.accounts.access import StaffRequest
from hulplijn.content import queries as content
from hulplijn.content.models import Draft
from hulplijn.content.rules.forms.fields import Tree
from hulplijn.content.rules.forms.files import KINDS, Sheet
from hulplijn.content.rules.forms.tree import NotAForm
from hulplijn.content.rules.names import is_editable
from hulplijn.guidance import edited, rights
from hulplijn.plumbing.clock import now
from hulplijn.workspace.queries import content_words
from hulplijn.workspace.views import answers


@dataclass(frozen=True)
class Opened:
    """One file. `source` is the draft, and what is in use where there is none."""

    sheet: Sheet
    draft: Draft | None
    source: str
    in_use: str

    @property
    def address(self) -> list[str]:
        return [self.sheet.kind, self.sheet.stem]

    @property
    def version(self) -> int:
        return self.draft.version if self.draft else 0

    def values(self) -> Tree:
        """What stands in it.

        Raises:
            NotAForm
        """
        return self.sheet.read(self.source)

    @property
    def title(self) -> str:
        try:
            return content_words.title(self.sheet, self.values())
        except NotAForm:
            return self.sheet.stem


def opened(request: StaffRequest, kind: str, stem: str) -> Opened:
    """The file at an address.

    Raises:
        NotAllowed
        Http404: there is none.
    """
    rights.require(request.actor, "content.read", at=now())
    sheet = Sheet(kind, stem, content.helpline().languages)
    if kind not in KINDS or not is_editable(sheet.name):
        raise Http404
    draft, in_use = edited.draft_of(sheet.name), edited.in_use(sheet.name)
    if draft is None and not in_use:
        raise Http404
    return Opened(sheet, draft, draft.source if draft else in_use, in_use)


def page(
    request: StaffRequest, name: str, file: Opened, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    """A page about one file."""
    draft = file.draft
    around: dict[str, object] = {
        "file": file,
        "draft": draft,
        "changed_by": edited.alias_of(draft.changed_by) if draft else "",
        "asked_by": edited.alias_of(draft.asked_by) if draft else "",
        "sent_back_by": edited.alias_of(draft.sent_back_by) if draft else "",
        "is_mine": bool(draft and draft.changed_by == request.actor.id),
        "may_write": rights.may(request.actor, "content.keep_draft"),
        "kind_words": content_words.KINDS[file.sheet.kind],
    }
    whole = around | context | answers.without_line(request, now())
    return render(request, f"workspace/content/{name}.html", whole, status=status)


def unreadable(request: StaffRequest, file: Opened, error: NotAForm) -> HttpResponse:
    """The file says something that would be lost, so it is shown and not edited here."""
    return page(request, "unreadable", file, {"line": error.line, "key": error.key}, status=422)
