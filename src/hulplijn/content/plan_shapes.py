"""Shapes of step plans and of standard replies."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from hulplijn.content.check_shapes import Check
from hulplijn.content.errors import NoSuchContent
from hulplijn.content.fact_shapes import Verified
from hulplijn.content.texts import Text


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
