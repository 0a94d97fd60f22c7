"""`plans/*.yaml`: step plans. The name of a file is the name of its plan."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.plan_shapes import Item, Plan, PlanTask, Reply, Step
from hulplijn.content.rules import checks
from hulplijn.content.rules.marked import Block, Sheet

Codes = Mapping[str, Collection[str]]

LINKS = ("removal", "referral", "risk")
FACTS = {
    "reason": "reason",
    "additional_reasons": "reason",
    "age": "age",
    "gender": "gender",
    "role": "role",
    "paid": "paid",
    "payment_method": "payment_method",
    "since_when": "since_when",
    "images_shared": "yes_no_unknown",
    "depicted_minor": "yes_no_unknown",
    "platforms": "platform",
}
"""The coded facts that a condition may name, with the list of their codes."""
QUESTIONS = ("danger", "suicide", "paid", "published", "images_shared", "depicted_minor", "follow_up")


@dataclass(frozen=True)
class Conditions:
    """What a condition of one plan may name: coded facts and the questions of its check, with their codes (a
    fact goes first where both have one name); and the plan's own reasons and roles."""

    known: Codes
    reasons: Collection[str]
    roles: Collection[str]

    def read(self, entry: Block) -> dict[str, tuple[str, ...]]:
        """The condition `if` of an item; one that can never hold is refused."""
        inner = entry.block("if")
        if inner is None:
            return {}
        if not entry.has("when"):
            entry.wrong("if", N_("Say in “when” for the reader what “if” says in codes."))
        found: dict[str, tuple[str, ...]] = {}
        for fact in inner.nodes:
            if fact not in self.known:
                inner.wrong(
                    fact,
                    N_("“{value}” is no coded fact, and no question of this check. Known: {known}."),
                    value=fact,
                    known=", ".join(self.known),
                )
                inner.asked.add(fact)
                continue
            found[fact] = inner.words(fact, required=True, allowed=self.known[fact])
            self._refuse_dead(inner, fact, found[fact])
        inner.done()
        return found

    def _refuse_dead(self, inner: Block, fact: str, codes: tuple[str, ...]) -> None:
        own = {"reason": self.reasons, "role": self.roles}.get(fact)
        if own and codes and not set(codes) & set(own):
            inner.wrong(
                fact,
                N_("This can never hold: the plan is only for {known}."),
                known=", ".join(own),
            )


def read(
    file: str,
    id: str,
    source: str,
    languages: tuple[str, ...],
    lists: Codes,
    errors: list[ContentError],
    ends_before: Collection[str] = (),
) -> Plan:
    """One step plan; what is wrong is added to `errors`.

    `lists` are the codes of each list by its name, `ends_before` the ends of checks that other plans have.
    """
    block = Sheet(file, languages, errors).open(source)
    reasons = block.words("for_reasons", required=True, allowed=lists.get("reason", ()))
    roles = block.words("for_roles", allowed=lists.get("role", ()))
    check = checks.read(block, lists, ends_before)
    asked = {one.id: [option.id for option in one.options] for one in (check.questions if check else ())}
    conditions = Conditions({**asked, **facts_of(lists)}, reasons, roles)
    steps: dict[str, Step] = {}
    for entry in block.blocks("steps", required=True):
        step = _step(entry, conditions)
        if step.id in steps:
            entry.wrong("id", N_("The step “{value}” is here twice."), value=step.id)
        steps.setdefault(step.id, step)
    plan = Plan(
        id,
        block.number("version"),
        block.text("title"),
        reasons,
        tuple(steps.values()),
        block.maybe_text("visitor_title"),
        reviewed=block.verified("reviewed"),
        check=check,
        for_roles=roles,
        source=source,
        fingerprint=hashlib.sha256(source.encode()).hexdigest()[:16],
    )
    block.done()
    _refuse_repeated_items(block, plan)
    return plan


def facts_of(lists: Codes) -> Codes:
    """The facts that a condition may name, each with its codes."""
    return {fact: lists[name] for fact, name in FACTS.items() if name in lists}


def _refuse_repeated_items(block: Block, plan: Plan) -> None:
    """A tick is stored by its item alone, so that an item may move to another step in a later version.
    So is a task."""
    for names, sentence in (
        ([item.id for item in plan.items], N_("The item “{value}” is here twice.")),
        ([task.id for step in plan.steps for task in step.tasks], N_("The task “{value}” is here twice.")),
    ):
        for name in sorted({name for name in names if names.count(name) > 1}):
            block.wrong("steps", sentence, value=name)


def _step(entry: Block, conditions: Conditions) -> Step:
    step = Step(
        id=entry.code("id"),
        title=entry.text("title"),
        lead=entry.text("lead"),
        items=tuple(_item(item, conditions) for item in entry.blocks("items", required=True)),
        do=entry.texts("do"),
        dont=entry.texts("dont"),
        replies=tuple(_reply(reply) for reply in entry.blocks("replies")),
        links=entry.words("links", allowed=LINKS),
        tasks=tuple(_task(task) for task in entry.blocks("tasks")),
    )
    entry.done()
    return step


def _task(entry: Block) -> PlanTask:
    days = entry.number("days") if entry.has("days") else None
    task = PlanTask(entry.code("id"), entry.text("text"), days)
    entry.asked.add("days")
    entry.done()
    return task


def _item(entry: Block, conditions: Conditions) -> Item:
    item = Item(
        id=entry.code("id"),
        text=entry.text("text"),
        hint=entry.maybe_text("hint"),
        when=entry.maybe_text("when"),
        ask=entry.one_of("ask", QUESTIONS, required=False) or None,
        before_closing=entry.flag("before_closing"),
        visitor=entry.maybe_text("visitor"),
        visitor_why=entry.maybe_text("visitor_why"),
        visitor_done=entry.maybe_text("visitor_done"),
        only_if=conditions.read(entry),
    )
    entry.done()
    return item


def _reply(entry: Block) -> Reply:
    reply = Reply(entry.code("id"), entry.text("label"), entry.text("text"))
    entry.done()
    return reply
