"""What a browser would send of a form on a page, without a browser."""

from __future__ import annotations

from collections import defaultdict
from html.parser import HTMLParser


class _Form(HTMLParser):
    """The fields of the form with one id, as they stand there."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id, self.inside, self.area, self.select = id, False, "", ""
        self.found: dict[str, list[str]] = defaultdict(list)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = facts.get("id") == self.id
        if not self.inside:
            return
        name, kind = facts.get("name", ""), facts.get("type", "text")
        if tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in facts):
            self.found[name].append(facts.get("value", ""))
        elif tag == "textarea":
            self.area = name
            self.found[name].append("")
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in facts:
            self.found[self.select].append(facts.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        elif tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[self.area][-1] += data


def filled_in(page: str, id: str) -> dict[str, list[str]]:
    """The names and values that stand in the form `id` of a page."""
    form = _Form(id)
    form.feed(page)
    return dict(form.found)
