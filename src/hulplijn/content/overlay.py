"""The helpline's own texts over the files that came with the product: which hold, and how they differ."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from hulplijn.content.files import Files
from hulplijn.content.models import Draft, OwnText
from hulplijn.content.rules.names import is_editable, same_page

Number = tuple[int, int]
"""How many texts were published, and the last one's id: commits may come in another order than ids."""


@dataclass(frozen=True)
class Own:
    """The texts that hold at one moment, by name; `number` says which moment."""

    number: Number = (0, 0)
    texts: tuple[tuple[str, str], ...] = ()

    @property
    def by_name(self) -> dict[str, str]:
        return dict(self.texts)

    def without(self, names: set[str]) -> Own:
        return Own(self.number, tuple(one for one in self.texts if one[0] not in names))


NOTHING = Own()


@dataclass(frozen=True)
class Differences:
    """One file in which the helpline goes its own way. Lines begin with "+", "-", "?" or a space."""

    name: str
    ours: str
    shipped: str
    base: str

    @property
    def shipped_changed(self) -> bool:
        """Whether the product's file is another than the one that ours was last laid beside."""
        return self.shipped != self.base

    def from_shipped(self) -> list[str]:
        """How ours differs from what came with the product."""
        return _lines(self.shipped, self.ours)

    def since_base(self) -> list[str]:
        """What the product has changed in its file since ours was last laid beside it."""
        return _lines(self.base, self.shipped)


def number() -> Number:
    found = OwnText.objects.aggregate(count=Count("id"), last=Max("id"))
    return found["count"], found["last"] or 0


def own() -> Own:
    """The texts that hold now."""
    now = number()
    rows = newest().exclude(back_to=0).order_by("name").values_list("name", "source")
    return Own(now, tuple(rows)) if now[0] else NOTHING


def newest() -> QuerySet[OwnText]:
    """The row that holds of each name."""
    last = OwnText.objects.filter(name=OuterRef("name")).order_by("-version").values("pk")[:1]
    return OwnText.objects.filter(pk=Subquery(last))


def shipped(folder: Path, name: str) -> str:
    """The text that came with the product; nothing where there is no such file."""
    files = Files(folder)
    return files.text(name, []) if is_editable(name) and files.has(name) else ""


def shipped_names(folder: Path) -> list[str]:
    """Every file that a helpline may write itself and that came with the product."""
    files = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return sorted(name for name in files if is_editable(name))


def differences(folder: Path) -> list[Differences]:
    """Every file in which ours holds, in the order of their names."""
    rows = newest().exclude(back_to=0).order_by("name")
    return [Differences(row.name, row.source, shipped(folder, row.name), row.base) for row in rows]


def with_drafts_of_page(name: str, source: str) -> Mapping[str, str]:
    """`source` and the open drafts of the same page in other languages, which go together."""
    found = {one.name: one.source for one in Draft.objects.all() if same_page(one.name, name)}
    return {**found, name: source}


def _lines(before: str, after: str) -> list[str]:
    return list(
        difflib.unified_diff(before.splitlines(), after.splitlines(), "before", "after", lineterm="", n=2)
    )
