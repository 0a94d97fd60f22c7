"""The definitions as Markdown, for `docs/figures.md`."""

from __future__ import annotations

from django.utils import translation

from hulplijn.figures.catalogue import definitions
from hulplijn.figures.figure import Definition, Given

BEGIN, END = "<!-- definitions: begin -->", "<!-- definitions: end -->"


def markdown() -> str:
    """Every definition in English and Dutch, in the order of the page."""
    with translation.override("en"):
        english = definitions()
    with translation.override("nl"):
        dutch = definitions()
    told = []
    for en, nl in zip(english, dutch, strict=True):
        told += [
            f"### `{en.id}`: {en.name} / {nl.name}",
            "",
            en.definition,
            "",
            f"> {nl.definition}",
            "",
            "| | English | Nederlands |",
            "|---|---|---|",
            f"| Unit | {en.unit} | {nl.unit} |",
            f"| Numerator | {en.numerator} | {nl.numerator} |",
            f"| Denominator | {en.denominator} | {nl.denominator} |",
            f"| Base | {en.base} | {nl.base} |",
            f"| Missing | {en.missing} | {nl.missing} |",
            f"| In a sample year | {_given(en)} | |",
            "",
        ]
    return "\n".join(told).strip()


def written_into(page: str) -> str:
    """`page` with its list of definitions made anew."""
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n\n{markdown()}\n\n{END}{after}"


def _given(one: Definition) -> str:
    if one.given == Given.ALL:
        return "as published"
    if one.given == Given.NOTHING:
        return "synthetic: the published figures give no values"
    rows = ", ".join(f"`{row}`" for row in one.given_rows)
    return f"only {rows} as published; the numbers and every other row are synthetic"
