"""What the content folder holds, once read and checked. Everything here is fixed after reading."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from hulplijn.content.check_shapes import Check
from hulplijn.content.errors import NoSuchContent
from hulplijn.content.practice_shapes import Script
from hulplijn.content.rubric_shapes import Rubric
from hulplijn.content.texts import Text


@dataclass(frozen=True)
class Verified:
    """Who checked a fact, and when."""

    on: date
    by: str


@dataclass(frozen=True)
class SpecialDay:
    """One date with its own hours (OSM syntax, or `off`) and why."""

    day: date
    hours: str
    label: Text


@dataclass(frozen=True)
class Helpline:
    """The facts of one helpline; `hours` is in OSM opening hours syntax, in the zone of `timezone`."""

    name: str
    languages: tuple[str, ...]
    country: str
    timezone: str
    hours: str
    closed_holidays: tuple[str, ...]
    special_days: tuple[SpecialDay, ...]
    phone: str
    email: str
    web: str
    exit_url: str
    sample: bool
    verified: Mapping[str, Verified | None]
    complaint_weeks: int = 6
    """Within how many weeks a complaint is answered."""
    privacy_contact: str = ""
    """Who answers questions about privacy: a name, an address, or both."""
    screenshots: bool = False
    """Whether a counsellor may invite a visitor to send a screenshot of a threat."""

    @property
    def privacy_answers(self) -> str:
        """Who answers questions about privacy, once somebody has checked it."""
        return self.privacy_contact if self.verified.get("privacy_contact") else ""

    @property
    def phone_uri(self) -> str:
        """`tel:` address in international form, as a phone abroad needs it."""
        digits = "".join(character for character in self.phone if character.isdigit() or character == "+")
        if digits.startswith("0") and self.country == "NL":
            digits = "+31" + digits[1:]
        return f"tel:{digits}"

    @property
    def email_uri(self) -> str:
        return f"mailto:{self.email}"

    @property
    def web_uri(self) -> str:
        return self.web if "://" in self.web else f"https://{self.web}"


@dataclass(frozen=True)
class Code:
    """One value that can be ticked. `extra` holds what only its own list knows, such as `service_type`."""

    code: str
    label: Text
    definition: Text
    group: str = ""
    rolls_up_to: Mapping[str, str] = field(default_factory=dict)
    until: date | None = None
    """The last day on which it is ticked; it keeps its place and its name for the years before."""
    example: Text | None = None
    """Something that somebody might say, or that happens, to which this code belongs."""
    extra: Mapping[str, object] = field(default_factory=dict)

    def is_(self, flag: str) -> bool:
        """Whether the list gives this code `flag`, such as `sextortion` or `staffed`."""
        return self.extra.get(flag) is True

    def is_ticked(self, on: date | None) -> bool:
        """Whether it is still ticked for what began `on` that day; None asks of no day."""
        return on is None or self.until is None or on <= self.until


@dataclass(frozen=True)
class RollUp:
    """Coarser groups of a list: what is published, or what a network asks for."""

    name: str
    label: Text
    groups: Mapping[str, Text]


@dataclass(frozen=True)
class Change:
    """From `since` on, what `was` one code is counted under another, or under several; `note` says it."""

    since: date
    was: Mapping[str, tuple[str, ...]]
    note: Text


@dataclass(frozen=True)
class CodeList:
    """A published list. `version` goes up when what a code means changes."""

    name: str
    version: int
    label: Text
    codes: tuple[Code, ...]
    groups: Mapping[str, Text]
    roll_ups: Mapping[str, RollUp]
    changes: tuple[Change, ...] = ()

    def __contains__(self, code: object) -> bool:
        return any(one.code == code for one in self.codes)

    def get(self, code: str) -> Code:
        """The code with its label.

        Raises:
            NoSuchContent: the list has no such code.
        """
        for one in self.codes:
            if one.code == code:
                return one
        raise NoSuchContent(f"{self.name} has no code {code}")

    def label_of(self, code: str) -> Text:
        return self.get(code).label

    def roll_up(self, name: str, code: str) -> str:
        """The group of roll-up `name` that `code` falls in.

        Raises:
            NoSuchContent: the list has no such roll-up or code.
        """
        if name not in self.roll_ups:
            raise NoSuchContent(f"{self.name} has no roll-up {name}")
        return self.get(code).rolls_up_to[name]

    def flagged(self, flag: str) -> frozenset[str]:
        """The codes that carry `flag`."""
        return frozenset(one.code for one in self.codes if one.is_(flag))


@dataclass(frozen=True)
class Item:
    """One thing to do or ask in a step.

    `when` says in which case it applies. `visitor` and `visitor_why` are the same thing said to the visitor,
    `visitor_done` is what she ticks herself once it is done.
    `ask` names a question that is the point of the item; with `before_closing` a contact of a reason that
    carries this question is not closed without it.
    `only_if` says in coded facts what `when` says in words: the item applies where each fact has one of its
    codes.
    """

    id: str
    text: Text
    hint: Text | None = None
    when: Text | None = None
    ask: str | None = None
    before_closing: bool = False
    visitor: Text | None = None
    visitor_why: Text | None = None
    visitor_done: Text | None = None
    only_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def applies(self, facts: Mapping[str, Collection[str]]) -> bool | None:
        """Whether the item applies, by what is coded; None while a fact that decides it is not known."""
        answers = [
            bool({*codes} & {*facts[name]}) if facts.get(name) else None
            for name, codes in self.only_if.items()
        ]
        if False in answers:
            return False
        return None if None in answers else True


@dataclass(frozen=True)
class PlanTask:
    """Something to follow up after the talk; `days` is in how many days, where the plan says so."""

    id: str
    text: Text
    days: int | None = None


@dataclass(frozen=True)
class Reply:
    """A standard reply: a starting point that the counsellor makes her own before it is sent."""

    id: str
    label: Text
    text: Text


@dataclass(frozen=True)
class Replies:
    """The standard replies about one subject; `place` is where it stands among the subjects."""

    id: str
    place: int
    title: Text
    replies: tuple[Reply, ...]


@dataclass(frozen=True)
class Step:
    """`links` name the parts of the screen that this step leads to: `removal`, `referral`, `risk`."""

    id: str
    title: Text
    lead: Text
    items: tuple[Item, ...]
    do: tuple[Text, ...]
    dont: tuple[Text, ...]
    replies: tuple[Reply, ...]
    links: tuple[str, ...]
    tasks: tuple[PlanTask, ...] = ()

    def item(self, id: str) -> Item:
        for one in self.items:
            if one.id == id:
                return one
        raise NoSuchContent(f"step {self.id} has no item {id}")


@dataclass(frozen=True)
class Plan:
    """A step plan: the same file guides the counsellor's screen and the visitor's self-help.

    `for_roles`: the plan is only for who has one of these roles; empty means for everybody.
    `reviewed` says who read it as a specialist, and when; without it no visitor sees it in production.
    `source` is the file as it was read, `fingerprint` short and the same for the same source.
    """

    id: str
    version: int
    title: Text
    for_reasons: tuple[str, ...]
    steps: tuple[Step, ...]
    visitor_title: Text | None = None
    """What it is about, in her own words; without it the plan is not shown to visitors."""
    check: Check | None = None
    """The situation check that a visitor walks alone."""
    reviewed: Verified | None = None
    for_roles: tuple[str, ...] = ()
    source: str = field(default="", repr=False)
    fingerprint: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for step in self.steps for item in step.items)

    def step(self, id: str) -> Step:
        for one in self.steps:
            if one.id == id:
                return one
        raise NoSuchContent(f"plan {self.id} has no step {id}")

    def asks(self, question: str) -> bool:
        """Whether `question` must have been asked before a contact with this plan is closed."""
        return any(item.before_closing and item.ask == question for step in self.steps for item in step.items)

    @property
    def for_visitor(self) -> tuple[Item, ...]:
        """The items that a visitor can do now, alone, in order."""
        return tuple(item for step in self.steps for item in step.items if item.visitor)

    @property
    def visitor_ticks(self) -> tuple[Item, ...]:
        """The items that a visitor can do and tick herself, in order."""
        return tuple(item for item in self.for_visitor if item.visitor_done)


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
