"""`taxonomy/*.yaml`: the code lists. The name of a file is the name of its list."""

from collections.abc import Mapping

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.list_shapes import Change, Code, CodeList, RollUp
from hulplijn.content.rules.marked import Block, Sheet
from hulplijn.content.texts import Text

# What a code may carry in one list only, and of which kind: a flag, a single code, or a list of keywords.
EXTRAS: Mapping[str, Mapping[str, str]] = {
    "reason": {
        "sextortion": "flag",
        "ask_suicide": "flag",
        "ask_referral": "flag",
        "sextortion_kind": "code",
        "dsa": "keywords",
        "dsa_minor": "keywords",
    },
    "channel": {"staffed": "flag", "by_hand": "flag"},
    "platform": {"service_type": "code"},
    "outcome": {"counts_as_data": "flag", "no_talk": "flag"},
    "referral_state": {"accepted": "flag"},
    "notice_state": {"decided": "flag", "honoured": "flag", "sent": "flag"},
    "content_kind": {"image": "flag"},
    "role": {"for_another": "flag"},
    "paid": {},
}
SERVICE_TYPES = (
    "social", "messaging", "gaming", "video", "dating", "adult", "imageboard_forum", "cloud_host",
    "search", "marketplace", "email_sms", "ai_tool", "other",
)  # fmt: skip
REQUIRED = (
    "reason", "age", "gender", "role", "channel", "platform", "platform_part", "found_via", "outcome",
    "referral_to", "referral_state", "notice_state", "content_kind", "paid", "yes_no_unknown",
    "currency", "payment_method", "since_when", "offender_part",
    "prevention_kind", "prevention_audience",
)  # fmt: skip
WITH_EXAMPLES = ("reason",)
"""Lists of which each code shows by an example what belongs to it."""


def read(
    file: str, name: str, source: str, languages: tuple[str, ...], errors: list[ContentError]
) -> CodeList:
    """One code list; what is wrong is added to `errors`."""
    block = Sheet(file, languages, errors).open(source)
    groups = block.named_texts("groups")
    roll_ups = _roll_ups(block)
    codes: dict[str, Code] = {}
    for entry in block.blocks("codes", required=True):
        code = _code(entry, name, groups, roll_ups)
        if code.code in codes:
            entry.wrong("code", N_("The code “{value}” is here twice."), value=code.code)
        codes.setdefault(code.code, code)
    found = CodeList(
        name,
        block.number("version"),
        block.text("label"),
        tuple(codes.values()),
        groups,
        roll_ups,
        _changes(block, codes),
    )
    block.done()
    return found


def _changes(block: Block, codes: Mapping[str, Code]) -> tuple[Change, ...]:
    """What was renamed, split or put together: the old codes stay in the list, with their last day."""
    found = []
    for entry in block.blocks("changes"):
        since, was, note = entry.day("since"), entry.block("was", required=True), entry.text("note")
        pairs = {old: was.words(old, required=True, allowed=codes) for old in was.nodes} if was else {}
        for old in pairs:
            last = codes[old].until if old in codes else None
            if was and old not in codes:
                known = ", ".join(codes)
                was.wrong(old, N_("“{value}” is unknown here. Known: {known}."), value=old, known=known)
            elif was and since and (last is None or last >= since):
                sentence = N_("“{value}” was replaced: give it a last day, `until`, before that.")
                was.wrong(old, sentence, value=old)
        entry.done()
        if since:
            found.append(Change(since, pairs, note))
    return tuple(sorted(found, key=lambda one: one.since))


def _roll_ups(block: Block) -> dict[str, RollUp]:
    outer = block.block("roll_ups")
    found = {}
    for name in outer.nodes if outer else ():
        inner = outer.block(name) if outer else None
        if inner:
            found[name] = RollUp(name, inner.text("label"), inner.named_texts("groups"))
            inner.done()
    return found


def _code(entry: Block, name: str, groups: Mapping[str, Text], roll_ups: Mapping[str, RollUp]) -> Code:
    code = Code(
        code=entry.code("code"),
        label=entry.text("label"),
        definition=entry.text("definition"),
        example=entry.text("example") if name in WITH_EXAMPLES else entry.maybe_text("example"),
        group=entry.one_of("group", groups, required=bool(groups)),
        rolls_up_to=_rolls_up_to(entry, roll_ups),
        until=entry.day("until") if entry.has("until") else None,
        extra=_extra(entry, EXTRAS.get(name, {})),
    )
    if name == "platform":
        entry.one_of("service_type", SERVICE_TYPES)
    entry.done()
    return code


def _rolls_up_to(entry: Block, roll_ups: Mapping[str, RollUp]) -> dict[str, str]:
    if not roll_ups and not entry.has("rolls_up_to"):
        return {}
    block = entry.block("rolls_up_to", required=True)
    if block is None:
        return {}
    found = {name: block.one_of(name, roll_up.groups) for name, roll_up in roll_ups.items()}
    for name in block.nodes:
        if name not in roll_ups:
            block.wrong(name, N_("The roll-up “{value}” is unknown in this list."), value=name)
    return found


def _extra(entry: Block, kinds: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, kind in kinds.items():
        if kind == "flag":
            found[key] = entry.flag(key)
        elif kind == "keywords":
            found[key] = entry.words(key)
        else:
            found[key] = entry.word(key, required=False)
    return found
