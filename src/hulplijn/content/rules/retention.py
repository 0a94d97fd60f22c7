"""`retention.yaml`: how long what is held about a person stays."""

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.rules.marked import Block, Sheet
from hulplijn.content.shapes import Retention

DEFAULTS = Retention()
_LONGEST = 10 * 365
_NAMES = tuple(Retention.__dataclass_fields__)


def read(file: str, source: str, languages: tuple[str, ...], errors: list[ContentError]) -> Retention:
    """The terms; what is wrong is added to `errors`."""
    block = Sheet(file, languages, errors).open(source)
    block.number("version")
    days = block.block("days", required=True)
    block.done()
    if days is None:
        return DEFAULTS
    found = Retention(**{name: _days(days, name) for name in _NAMES})
    if found.text_with_open_work < found.text:
        days.wrong(
            "text_with_open_work",
            N_("Text with open work cannot go before other text: at least {least} days."),
            least=found.text,
        )
    longest = max(found.text_with_open_work, found.left_message, found.contact_details)
    if found.record < longest:
        days.wrong(
            "record",
            N_("All that is left goes with the record, so it stays longest: at least {least} days."),
            least=longest,
        )
    days.done()
    return found


def _days(block: Block, name: str) -> int:
    days = block.number(name)
    if days > _LONGEST:
        block.wrong(name, N_("{days} days is more than ten years."), days=days)
    if days == 0 and name != "unclaimed":
        block.wrong(name, N_("“{key}” must be at least one day."), key=name)
    return days


def longer_than_default(terms: Retention) -> dict[str, tuple[int, int]]:
    """The terms that are longer than their default: (chosen, default). Allowed, and worth a reason."""
    both = {name: (getattr(terms, name), getattr(DEFAULTS, name)) for name in _NAMES}
    return {name: pair for name, pair in both.items() if pair[0] > pair[1]}
