"""The guides of two pages, one for each role, from one text for the page and for paper."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from hulplijn.accounts.models import Staff
from hulplijn.content import queries as content
from hulplijn.content.errors import NoSuchContent
from hulplijn.content.rules.guides import KEYS, MOST_PAGES
from hulplijn.look import paper
from hulplijn.workspace.shortcuts import DEEDS

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Guide:
    """One guide: `body` is its Markdown below the title, with the keys of the screen filled in."""

    role: str
    title: str
    body: str

    @property
    def html(self) -> SafeString:
        """Safe, since HTML in the text is shown and not obeyed."""
        rendered: SafeString = mark_safe(_MARKDOWN.render(self.body))  # noqa: S308
        return rendered


def guides() -> list[Guide]:
    """Those that there are, in the order of the roles."""
    return [one for role in Staff.Role.values if (one := guide(role)) is not None]


def guide(role: str) -> Guide | None:
    """The guide for `role` in the language of the page."""
    try:
        source = content.guide(role, get_language() or "")
    except NoSuchContent:
        return None
    return guide_of(role, source)


def guide_of(role: str, source: str) -> Guide:
    """A guide from a text that need not be in use, in the language of the page."""
    title, _rest, body = source.partition("\n")
    return Guide(role, title.removeprefix("# ").strip(), body.replace(KEYS, _keys()))


def pdf(one: Guide) -> bytes:
    """The same for paper."""
    data = {"title": one.title, "helpline": content.helpline().name, "blocks": paper.blocks(one.body)}
    return paper.pdf("workspace/guide.typ", data, language=get_language() or "nl")


def most_pages(name: str) -> int:
    return MOST_PAGES


def pdf_of(name: str, source: str) -> bytes:
    """A guide for paper from a text that need not be in use, in the language of its file's name."""
    role, _, language = name.removeprefix("guides/").removesuffix(".md").rpartition(".")
    with override(language):
        return pdf(guide_of(role, source))


def _keys() -> str:
    """The keys as a table, from the registry of the screen."""
    key, what = _("Key"), _("What it does")
    rows = [f"| `{deed.key}` | {deed.says} |" for deed in DEEDS]
    return "\n".join([f"| {key} | {what} |", "|---|---|", *rows])
