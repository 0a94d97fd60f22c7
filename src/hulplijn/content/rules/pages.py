"""`pages/<slug>.<language>.md`: a title, a lead, and sections. HTML in them is shown as text, not obeyed."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.shapes import Page, Section

ANCHOR = re.compile(r"\s*\{#([a-z0-9-]+)\}\s*$")
MARKDOWN = MarkdownIt("commonmark", {"html": False})


def read(file: str, slug: str, language: str, source: str, errors: list[ContentError]) -> Page:
    """One page; what is wrong is added to `errors`."""
    tokens = MARKDOWN.parse(source)

    def wrong(line: int, sentence: str, **facts: object) -> None:
        errors.append(ContentError(file, line, sentence, facts))

    title, tokens = _opening(tokens, "heading_open", "h1")
    if not title:
        wrong(1, N_("A page begins with its title: “# Title”."))
    lead, tokens = _opening(tokens, "paragraph_open", "p")
    if not lead:
        wrong(2, N_("Below the title comes one paragraph that says what the page is for."))
    intro, parts = _cut(tokens)
    sections: list[Section] = []
    for part in parts:
        section, line = _section(part), (part[0].map or [0])[0] + 1
        if not section.id:
            wrong(
                line,
                N_("The section “{value}” lacks its anchor: “## Title {{#anchor}}”."),
                value=section.title,
            )
        elif section.id in {one.id for one in sections}:
            wrong(line, N_("The anchor “{value}” is here twice."), value=section.id)
        sections.append(section)
    beginning = _render(intro)
    html = beginning + "".join(
        f'<section id="{section.id}"><h2>{_escape(section.title)}</h2>{section.html}</section>'
        for section in sections
    )
    return Page(slug, language, title, lead, html, beginning, tuple(sections), source)


def _opening(tokens: list[Token], kind: str, tag: str) -> tuple[str, list[Token]]:
    """The plain words of the first block if it is of this kind, and the rest."""
    if tokens and tokens[0].type == kind and tokens[0].tag == tag:
        return tokens[1].content, tokens[3:]
    return "", tokens


def _cut(tokens: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    starts = [i for i, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]
    ends = [*starts[1:], len(tokens)] if starts else []
    return tokens[: starts[0] if starts else None], [
        tokens[start:end] for start, end in zip(starts, ends, strict=True)
    ]


def _section(tokens: list[Token]) -> Section:
    title = tokens[1].content
    found = ANCHOR.search(title)
    return Section(found[1] if found else "", ANCHOR.sub("", title), _render(tokens[3:]))


def _render(tokens: list[Token]) -> str:
    return str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
