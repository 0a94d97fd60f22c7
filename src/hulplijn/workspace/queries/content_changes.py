"""What one text of a file changes in another, in the words of the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hulplijn.content.rules.forms.differing import Change, Differing
from hulplijn.content.rules.forms.fields import Tree, blank_of
from hulplijn.content.rules.forms.files import Sheet
from hulplijn.workspace.queries import content_words


@dataclass(frozen=True)
class ChangeSaid:
    """One field that differs: the way to it, old and new in words."""

    where: str
    language: str
    before: str
    after: str
    is_only_moved: bool


def changes(sheet: Sheet, old: str, new: str) -> list[ChangeSaid]:
    """What `new` changes in `old`; an empty text has no fields filled in.

    Raises:
        NotAForm: one of the two can't be read as a form.
    """
    before, after = _values(sheet, old), _values(sheet, new)
    choices = content_words.choices(sheet, after)
    return [_said(one) for one in Differing(choices, sheet.languages).changes(sheet.fields, before, after)]


def _values(sheet: Sheet, source: str) -> Tree:
    return sheet.read(source) if source.strip() else blank_of(sheet.fields, sheet.languages)


def _said(change: Change) -> ChangeSaid:
    where = " › ".join(
        f"{_(step.label)}: {step.row}" if step.row else _(step.label) for step in change.where if step.label
    )
    before, after = change.before, change.after
    if change.ticked is not None:
        before, after = (_("no"), _("yes")) if change.ticked else (_("yes"), _("no"))
    language = content_words.language_name(change.language) if change.language else ""
    return ChangeSaid(where, language, before, after, change.moved)
