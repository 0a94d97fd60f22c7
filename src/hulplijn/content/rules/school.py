"""`school/<slug>.<language>.md`: a sheet of the school kit: a text page, with more to it."""

from __future__ import annotations

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.rules import pages
from hulplijn.content.shapes import Page

LETTER, POSTER = "brief-ouders", "poster"
NOT_SENT_ALONG = "vooraf"
"""The section of the letter that is for the school: on paper it stands on a sheet of its own."""
_LISTS = ("bullet_list_open", "ordered_list_open")


def read(file: str, slug: str, language: str, source: str, errors: list[ContentError]) -> Page:
    """One sheet; what is wrong is added to `errors`."""
    page = pages.read(file, slug, language, source, errors)
    if slug == LETTER and (not page.sections or page.sections[-1].id != NOT_SENT_ALONG):
        sentence = N_(
            "The letter ends with a part named “{value}”, for the school alone: on paper it begins a new "
            "sheet."
        )
        errors.append(ContentError(file, _last_line(source), sentence, {"value": NOT_SENT_ALONG}))
    if slug == POSTER and _lists(source) != 2:
        sentence = N_("The poster shows two lists: first what you can do, then what we promise.")
        errors.append(ContentError(file, _last_line(source), sentence))
    return page


def _lists(source: str) -> int:
    return sum(token.level == 0 and token.type in _LISTS for token in pages.MARKDOWN.parse(source))


def _last_line(source: str) -> int:
    return max(1, len(source.splitlines()))
