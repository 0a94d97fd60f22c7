"""`plans/*.yaml`: step plans. The name of a file is the name of its plan."""

from collections.abc import Collection

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.rules.marked import Block, Sheet
from hulplijn.content.shapes import Item, Plan, Reply, Step

LINKS = ("removal", "referral", "risk")
QUESTIONS = ("danger", "suicide", "paid", "published", "images_shared", "depicted_minor", "follow_up")


def read(
    file: str,
    id: str,
    source: str,
    languages: tuple[str, ...],
    reasons: Collection[str],
    errors: list[ContentError],
) -> Plan:
    """One step plan; what is wrong is added to `errors`."""
    block = Sheet(file, languages, errors).open(source)
    steps: dict[str, Step] = {}
    for entry in block.blocks("steps", required=True):
        step = _step(entry)
        if step.id in steps:
            entry.wrong("id", N_("The step “{value}” is here twice."), value=step.id)
        steps.setdefault(step.id, step)
    plan = Plan(
        id,
        block.number("version"),
        block.text("title"),
        block.words("for_reasons", required=True, allowed=reasons),
        tuple(steps.values()),
        block.maybe_text("visitor_title"),
    )
    block.done()
    _refuse_repeated_items(block, plan)
    return plan


def _refuse_repeated_items(block: Block, plan: Plan) -> None:
    """A tick is stored by its item alone, so that an item may move to another step in a later version."""
    seen: set[str] = set()
    for step in plan.steps:
        for item in step.items:
            if item.id in seen:
                block.wrong("steps", N_("The item “{value}” is here twice."), value=item.id)
            seen.add(item.id)


def _step(entry: Block) -> Step:
    step = Step(
        id=entry.code("id"),
        title=entry.text("title"),
        lead=entry.text("lead"),
        items=tuple(_item(item) for item in entry.blocks("items", required=True)),
        do=entry.texts("do"),
        dont=entry.texts("dont"),
        replies=tuple(_reply(reply) for reply in entry.blocks("replies")),
        links=entry.words("links", allowed=LINKS),
    )
    entry.done()
    return step


def _item(entry: Block) -> Item:
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
    )
    entry.done()
    return item


def _reply(entry: Block) -> Reply:
    reply = Reply(entry.code("id"), entry.text("label"), entry.text("text"))
    entry.done()
    return reply
