"""`partners/*.yaml`: where a visitor can be referred to.

The name of a file is a code of `referral_to`; a sister helpline has a name of its own, `sister_…`.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.partner_shapes import Detail, Partner
from hulplijn.content.rules.marked import LANGUAGE, Block, Sheet
from hulplijn.content.rules.opening import complaint

WAYS = ("phone", "mail", "web", "chat", "visit")
KINDS = ("partner", "sister_helpline")
COSTS = ("free", "own_risk", "paid", "depends")
KNOWN_BY_ALL = ("113", "police_emergency_112")
SISTER = "sister_"
REGION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
PHONE = re.compile(r"\+?[0-9][0-9 ()-]{1,24}")
MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def read(
    file: str,
    code: str,
    source: str,
    languages: tuple[str, ...],
    *,
    known: Mapping[str, Collection[str]],
    zone: ZoneInfo,
    country: str = "",
    errors: list[ContentError],
) -> Partner:
    """One partner; what is wrong is added to `errors`. `known` holds the codes of each list that it uses."""
    sheet = Sheet(file, languages, errors)
    block = sheet.open(source)
    kind = block.one_of("kind", KINDS, required=False) or KINDS[0]
    _name_of_file(sheet, code, kind, known["referral_to"])
    verified = block.verified("verified")
    partner = Partner(
        code=code,
        name=block.text("name"),
        what=block.text("what"),
        for_whom=block.text("for_whom"),
        kind=kind,
        hours=_hours(block, zone, country),
        reach=_reach(block),
        verified=verified,
        next_check=_next_check(block, verified.on if verified else None),
        common_knowledge=_common_knowledge(block, code),
        suits=block.words("suits", allowed=known["reason_groups"]),
        reasons=block.words("reasons", allowed=known["reason"]),
        ages=block.words("ages", allowed=known["age"]),
        roles=block.words("roles", allowed=known["role"]),
        regions=_each(block, "regions", REGION, N_("“{value}” is not a region. Write it like NL or NL-NH.")),
        languages=_each(block, "languages", LANGUAGE, N_("“{value}” is not a language code.")),
        cost=block.one_of("cost", COSTS, required=False),
        sample=block.flag("sample"),
    )
    if partner.is_sister and not (partner.regions and partner.languages):
        block.wrong("kind", N_("A sister helpline names its regions and its languages."))
    block.done()
    return partner


def _name_of_file(sheet: Sheet, code: str, kind: str, known: Collection[str]) -> None:
    if kind == "sister_helpline":
        if not code.startswith(SISTER) or "sister_helpline" not in known:
            sheet.wrong(1, N_("The file of a sister helpline begins with {begin}."), begin=SISTER)
    elif code not in known:
        sheet.wrong(1, N_("“{value}” is not a code of the list referral_to; rename the file."), value=code)


def _hours(block: Block, zone: ZoneInfo, country: str) -> str | None:
    hours = block.word("hours", required=False) or None
    wrong = complaint(hours, zone, country or None) if hours else None
    if wrong:
        block.wrong("hours", wrong[0], **wrong[1])
        return None
    return hours


def _reach(block: Block) -> dict[str, Detail]:
    ways = block.block("reach")
    found: dict[str, Detail] = {}
    for way in WAYS if ways else ():
        one = ways.block(way) if ways else None
        if one is None:
            continue
        value = one.word("is", required=False)
        verified = one.verified("verified")
        one.done()
        if value and (sentence := _complaint_about(way, value)):
            one.wrong("is", sentence, value=value)
        elif value:
            found[way] = Detail(value, verified)
        elif verified:
            one.wrong("verified", N_("There is nothing here that can have been checked."))
    if ways:
        ways.done()
    return found


def _complaint_about(way: str, value: str) -> str:
    if way == "phone" and not PHONE.fullmatch(value):
        return N_("“{value}” is not a phone number. Write it like 020-1234567.")
    if way == "mail" and not MAIL.fullmatch(value):
        return N_("“{value}” is not an e-mail address.")
    if way in ("web", "chat"):
        parts = urlsplit(value)
        if parts.scheme != "https" or not parts.hostname or " " in value:
            return N_("“{value}” is not a web address. Begin with https://.")
    return ""


def _next_check(block: Block, verified_on: date | None) -> date | None:
    if not block.has("next_check"):
        block.word("next_check", required=False)
        if verified_on:
            block.wrong("verified", N_("Say with “next_check” when it is looked at again."))
        return None
    day = block.day("next_check")
    if day and verified_on and day <= verified_on:
        block.wrong("next_check", N_("The next check comes after the last one."))
    return day


def _common_knowledge(block: Block, code: str) -> bool:
    is_known = block.flag("common_knowledge")
    if is_known and code not in KNOWN_BY_ALL:
        block.wrong("common_knowledge", N_("Only 112 and 113 need no checking."))
        return False
    return is_known


def _each(block: Block, key: str, shape: re.Pattern[str], sentence: str) -> tuple[str, ...]:
    words = block.words(key)
    for word in words:
        if word and not shape.fullmatch(word):
            block.wrong(key, sentence, value=word)
    return words
