"""A text page as a form: title, opening, and parts under a heading; and back to Markdown."""

from __future__ import annotations

import re

from hulplijn.content.errors import N_
from hulplijn.content.rules.forms.fields import LINE, MANY, Field, Tree
from hulplijn.content.rules.forms.tree import Place

TEXT = "text"
WRITING = N_(
    "In a text, an empty line begins a new paragraph. “- ” before each line makes a list, “1. ” a "
    "numbered one. Words between **two stars** are bold."
)
PAGE = (
    Field("title", N_("Title"), needed=True),
    Field("lead", N_("What the page is for, in one paragraph"), TEXT, needed=True),
    Field("intro", N_("Text before the first heading"), TEXT),
    Field(
        "sections",
        N_("Parts"),
        MANY,
        one=N_("Part"),
        hint=WRITING,
        fields=(
            Field("title", N_("Heading"), needed=True),
            Field("anchor", N_("Name for links"), LINE, needed=True, hint=N_("The same in every language.")),
            Field("text", N_("Text"), TEXT),
        ),
    ),
)
GUIDE = (
    Field("title", N_("Title"), needed=True),
    Field("lead", N_("What it is for, in one paragraph"), TEXT),
    Field("intro", N_("Text before the first heading"), TEXT),
    Field(
        "sections",
        N_("Parts"),
        MANY,
        one=N_("Part"),
        hint=WRITING,
        fields=(
            Field("title", N_("Heading"), needed=True),
            Field("text", N_("Text"), TEXT, hint=N_("Where {keys} stands comes the table of keys.")),
        ),
    ),
)
_HEADING = re.compile(r"^## +(.*?)(?:\s*\{#([a-z0-9-]+)\})?\s*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")


def read(source: str) -> Tree:
    """The parts of a page."""
    head, parts = _cut(source)
    title, lead, intro = _opening([line for line, _ in head])
    sections = [
        {"title": found[0], "anchor": found[1], "text": "\n".join(lines).strip("\n")}
        for found, _, lines in parts
    ]
    return {"title": title, "lead": lead, "intro": intro, "sections": sections}


def source(tree: Tree) -> str:
    """The Markdown of a page."""
    blocks = [f"# {tree['title']}", tree["lead"], tree["intro"]]
    for part in tree["sections"]:
        anchor = f" {{#{part['anchor']}}}" if part.get("anchor") else ""
        blocks += [f"## {part['title']}{anchor}", part["text"]]
    return "\n\n".join(block.strip("\n") for block in blocks if block.strip()) + "\n"


def places(text: str) -> list[Place]:
    """The lines on which each part stands."""
    head, parts = _cut(text)
    found = [Place("title", (1,))]
    lines = [number for line, number in head if line.strip() and number > 1]
    found += [Place("lead" if place == 0 else "intro", (line,)) for place, line in enumerate(lines or [2])]
    for place, (_, line, _) in enumerate(parts):
        found += [Place(f"sections.{place}.title", (line,)), Place(f"sections.{place}.text", (line + 1,))]
    return found


def _cut(text: str) -> tuple[list[tuple[str, int]], list[tuple[tuple[str, str], int, list[str]]]]:
    head: list[tuple[str, int]] = []
    parts: list[tuple[tuple[str, str], int, list[str]]] = []
    in_fence = False
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        in_fence ^= bool(_FENCE.match(line))
        found = None if in_fence else _HEADING.match(line)
        if found:
            parts.append(((found[1], found[2] or ""), number, []))
        elif parts:
            parts[-1][2].append(line)
        else:
            head.append((line, number))
    return head, parts


def _opening(lines: list[str]) -> tuple[str, str, str]:
    left = "\n".join(lines).strip("\n")
    title, _, left = left.partition("\n") if left.startswith("# ") else ("", "", left)
    lead, _, intro = left.strip("\n").partition("\n\n")
    return title.removeprefix("# ").strip(), lead.strip(), intro.strip("\n")
