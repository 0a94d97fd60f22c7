"""What the content folder holds, once read and checked. Everything here is fixed after reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hulplijn.content.fact_shapes import Helpline
from hulplijn.content.list_shapes import CodeList
from hulplijn.content.partner_shapes import Partner
from hulplijn.content.plan_shapes import Plan, Replies
from hulplijn.content.practice_shapes import Script
from hulplijn.content.rubric_shapes import Rubric
from hulplijn.content.texts import Text


@dataclass(frozen=True)
class Platform:
    """An online service as coded, without any contact address."""

    code: str
    name: Text
    service_type: str


@dataclass(frozen=True)
class RiskSign:
    """A sign of danger: `level` is 1 (raised) or 2 (danger). `words` say it on the counsellor's screen.

    A phrase is a row of places. Each place holds the words that may stand there; "word*" is a beginning.
    """

    code: str
    level: int
    words: Text
    note: Text
    phrases: tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, eq=False)
class RiskSigns:
    """The list of signs that bring somebody forward in the line."""

    version: int
    signs: tuple[RiskSign, ...]

    def get(self, code: str) -> RiskSign | None:
        """The sign of that code; None where the list has none any more."""
        return next((one for one in self.signs if one.code == code), None)


@dataclass(frozen=True)
class Section:
    """A part of a page under its own heading; `id` is its anchor."""

    id: str
    title: str
    html: str


@dataclass(frozen=True)
class Page:
    """A text page. `html` is the whole of it below the lead; `sections` is the same, cut at its headings.

    `source` is the file as it was read, for those who set it in another way.
    """

    slug: str
    language: str
    title: str
    lead: str
    html: str
    intro: str
    sections: tuple[Section, ...]
    source: str = field(default="", repr=False)


@dataclass(frozen=True)
class Retention:
    """How many days each part stays; the defaults are those of the helpline's privacy page."""

    unclaimed: int = 0
    left_message: int = 30
    text: int = 30
    text_with_open_work: int = 90
    contact_details: int = 90
    removal_file: int = 365
    record: int = 730
    ledger_detail: int = 730


@dataclass(frozen=True)
class Library:
    """The whole content folder."""

    helpline: Helpline
    lists: Mapping[str, CodeList]
    plans: Mapping[str, Plan]
    partners: Mapping[str, Partner]
    risk: RiskSigns
    pages: Mapping[tuple[str, str], Page]
    school: Mapping[tuple[str, str], Page] = field(default_factory=dict)
    """What schools take along: a protocol, a letter, a lesson, a poster."""
    retention: Retention = field(default_factory=Retention)
    replies: Mapping[str, Replies] = field(default_factory=dict)
    rubric: Rubric = field(default_factory=Rubric)
    practice: Mapping[str, Script] = field(default_factory=dict)
    guides: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By role and language: the Markdown of its guide."""
    code_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language: the words of return codes."""
