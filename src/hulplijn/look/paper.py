"""Pages for paper: a typst template of a room, set as a tagged PDF that can be read aloud (PDF/UA-1)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

HOUSE = Path(__file__).resolve().parent.parent
OURS = HOUSE / "look" / "paper"
_ANCHOR = re.compile(r"\s*\{#([a-z0-9-]+)\}\s*$")


# Tried in turn where a text holds a sign that our fonts lack: what they have mostly, then surely.
_KNOWN = re.compile(r"[^\u0000-\u04ff\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20ac]")
_CERTAIN = re.compile(r"[^\u0020-\u017e\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac]")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def pdf(template: str, data: Mapping[str, Any], *, language: str) -> bytes:
    """`template` (such as `site/poster.typ`, which lies in `site/paper/`) set with `data`.

    The base page asks `data` for `title` and `helpline`, and shows `foot` below where it is there. Data
    travels as JSON beside the markup, so whatever somebody typed is shown as it is. Nothing is fetched, and
    the same data gives the same bytes. A sign that our fonts lack is shown as a question mark.
    """
    words = json.dumps(data, ensure_ascii=False)
    for unknown in (_KNOWN, _CERTAIN):
        try:
            return _set(template, words, language)
        except typst.TypstError as fault:
            if "could not be displayed" not in str(fault):
                raise
        words = unknown.sub("?", words)
    return _set(template, words, language)


def _set(template: str, words: str, language: str) -> bytes:
    room, name = template.rsplit("/", 1)
    return typst.compile(
        HOUSE / room / "paper" / name,
        root=HOUSE,
        font_paths=[OURS / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": words, "language": language},
        pdf_standards="ua-1",
        # Folders that are not there: a template has no packages, neither of this machine nor from elsewhere.
        package_path=OURS / "none",
        package_cache_path=OURS / "none",
    )


def pages(made: bytes) -> int:
    """How many pages a PDF of ours has."""
    return len(re.findall(rb"/Type/Page\b", made))


def blocks(markdown: str) -> list[dict[str, Any]]:
    """Markdown as data for `written` of `look/paper/page.typ`: headings, paragraphs, lists, quotes, tables.

    An anchor behind a heading (`## Title {#anchor}`) is left out; HTML stays the text that it is.
    """
    return _blocks(SyntaxTreeNode(_MARKDOWN.parse(markdown)).children)


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> list[dict[str, Any]]:
    return [made for node in nodes if (made := _block(node))]


def _block(node: SyntaxTreeNode) -> dict[str, Any] | None:
    match node.type:
        case "heading":
            return {"kind": "heading", "level": int(node.tag[1]), "id": _anchor(node), "runs": _runs(node)}
        case "paragraph":
            return {"kind": "paragraph", "runs": _runs(node)}
        case "bullet_list":
            return {"kind": "bullets", "items": [_blocks(item.children) for item in node.children]}
        case "ordered_list":
            start = int(node.attrs.get("start", 1))
            return {
                "kind": "steps",
                "start": start,
                "items": [_blocks(item.children) for item in node.children],
            }
        case "blockquote":
            return {"kind": "quote", "blocks": _blocks(node.children)}
        case "table":
            rows = [row for part in node.children for row in part.children]
            return {"kind": "table", "rows": [[_runs(cell) for cell in row.children] for row in rows]}
        case "code_block" | "fence" | "html_block":
            return {"kind": "paragraph", "runs": [{"text": node.content}]}
    return None


def _anchor(node: SyntaxTreeNode) -> str:
    found = _ANCHOR.search("".join(child.content for child in node.children))
    return found[1] if found else ""


def _runs(node: SyntaxTreeNode) -> list[dict[str, Any]]:
    """The words of one block, each stretch with what it is: bold, or a link."""
    made: list[dict[str, Any]] = []

    def walk(one: SyntaxTreeNode, how: dict[str, Any]) -> None:
        if one.type == "strong" or one.type == "em":
            how = how | {"bold": True}
        elif one.type == "link":
            how = how | {"link": str(one.attrs["href"])}
        elif one.type in {"softbreak", "hardbreak"}:
            made.append({"text": " " if one.type == "softbreak" else "\n"})
        elif one.type != "inline" and not one.children:
            made.append({"text": one.content, **how})
        for child in one.children:
            walk(child, how)

    for child in node.children:
        walk(child, {})
    if made and (anchor := _ANCHOR.search(made[-1]["text"])):
        made[-1]["text"] = made[-1]["text"][: anchor.start()]
    return made
