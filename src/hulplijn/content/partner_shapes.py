"""Shapes of partners, with what somebody checked of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hulplijn.content.fact_shapes import Verified
from hulplijn.content.texts import Text


@dataclass(frozen=True)
class Detail:
    """One way to reach a partner, such as a number, and who checked it."""

    value: str
    verified: Verified | None


@dataclass(frozen=True)
class Partner:
    """Where a visitor can be referred to; `code` names its file and, but for sister helplines, is one of the
    list `referral_to`.

    `suits` (groups of reasons), `reasons`, `ages`, `roles`, `regions` and `languages` say for whom it is;
    empty means for everybody. `regions` are ISO 3166 codes: a country or a part of it.

    What a visitor sees and where mail goes comes from `public` and `public_hours` only: a detail that nobody
    has checked stays on staff pages, marked as such. `common_knowledge` is for the two numbers that need no
    checking (112, 113). `sample` is an invented one, of which a real helpline sees nothing.
    """

    code: str
    name: Text
    what: Text
    for_whom: Text
    hours: str | None
    verified: Verified | None
    common_knowledge: bool
    suits: tuple[str, ...]
    kind: str = "partner"
    reach: Mapping[str, Detail] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    cost: str = ""
    next_check: date | None = None
    sample: bool = False

    @property
    def phone(self) -> str | None:
        """The number, checked or not."""
        return self.reach["phone"].value if "phone" in self.reach else None

    @property
    def is_checked(self) -> bool:
        return self.common_knowledge or self.verified is not None

    def public(self, way: str) -> str | None:
        """How to reach it by `way` where that may be shown or used: the entry and the detail are checked."""
        detail = self.reach.get(way)
        if detail is None:
            return None
        is_known = self.common_knowledge and way == "phone"
        return detail.value if is_known or (self.verified and detail.verified) else None

    @property
    def public_phone(self) -> str | None:
        return self.public("phone")

    @property
    def public_hours(self) -> str | None:
        return self.hours if self.is_checked else None

    @property
    def public_reach(self) -> tuple[tuple[str, str], ...]:
        """Each way that may be shown, with its value."""
        return tuple((way, value) for way in self.reach if (value := self.public(way)))

    @property
    def file(self) -> str:
        """Where it is written, in the content folder."""
        return f"partners/{self.code}.yaml"

    @property
    def is_sister(self) -> bool:
        """Whether it is a helpline like ours in another country."""
        return self.kind == "sister_helpline"

    @property
    def counts_as(self) -> str:
        """Its code in the list `referral_to`, as the ledger has it."""
        return "sister_helpline" if self.is_sister else self.code

    def to_check(self, today: date) -> str:
        """Why somebody must look at it: `never`, `details`, `overdue`; empty where nobody has to."""
        if self.common_knowledge:
            return ""
        if self.verified is None:
            return "never"
        if self.next_check and self.next_check <= today:
            return "overdue"
        return "details" if any(one.verified is None for one in self.reach.values()) else ""
