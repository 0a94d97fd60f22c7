"""`helpline.yaml`: the facts of the helpline."""

from datetime import date
from zoneinfo import ZoneInfo

import holidays

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.fact_shapes import Helpline, SpecialDay
from hulplijn.content.rules.marked import LANGUAGE, Block, Sheet, read_day
from hulplijn.content.rules.opening import complaint, on_day

FACTS = ("hours", "phone", "email", "web", "privacy_contact")
COMPLAINT_WEEKS = 6
"""Where the helpline says nothing else."""


def languages_of(source: str) -> tuple[str, ...]:
    """The languages named in `helpline.yaml`, which every other file needs before it can be checked."""
    return Sheet("helpline.yaml", (), []).open(source).words("languages") or ("nl", "en")


def read(file: str, source: str, errors: list[ContentError]) -> Helpline:
    """The helpline's facts; what is wrong is added to `errors`."""
    block = Sheet(file, languages_of(source), errors).open(source)
    languages = block.words("languages", required=True)
    for language in languages:
        if not LANGUAGE.fullmatch(language):
            block.wrong("languages", N_("“{key}” is not a language code."), key=language)
    country = block.word("country")
    zone = _zone(block)
    verified = block.block("verified")
    helpline = Helpline(
        name=block.word("name"),
        languages=languages,
        country=country,
        timezone=zone.key,
        hours=_hours(block, "hours", zone, country),
        closed_holidays=_closed_holidays(block, country),
        special_days=_special_days(block, zone, country),
        phone=block.word("phone"),
        email=_email(block),
        web=_web(block),
        exit_url=_address(block, "exit_url"),
        sample=block.flag("sample"),
        screenshots=block.flag("screenshots"),
        complaint_weeks=_complaint_weeks(block),
        privacy_contact=block.word("privacy_contact", required=False),
        verified={fact: verified.verified(fact) if verified else None for fact in FACTS},
    )
    if verified:
        verified.done()
    block.done()
    return helpline


def holiday_names(country: str) -> tuple[str, ...]:
    """Names, in English, of the public holidays of `country`, as `closed_holidays` may use them."""
    return tuple(sorted({name for year in range(2020, 2031) for name in holidays_of(country, year).values()}))


def holidays_of(country: str, year: int, language: str = "en_US") -> dict[date, str]:
    """The public holidays of one year; empty for a country without a calendar."""
    try:
        return dict(holidays.country_holidays(country, years=year, language=language))
    except NotImplementedError:
        return {}


def _complaint_weeks(block: Block) -> int:
    if not block.has("complaint_weeks"):
        return COMPLAINT_WEEKS
    weeks = block.number("complaint_weeks")
    if not 1 <= weeks <= 26:
        block.wrong("complaint_weeks", N_("A complaint is answered within 1 to 26 weeks."))
    return weeks


def _zone(block: Block) -> ZoneInfo:
    name = block.word("timezone")
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        block.wrong(
            "timezone", N_("“{value}” is not a time zone. Write it like Europe/Amsterdam."), value=name
        )
        return ZoneInfo("UTC")


def _hours(block: Block, key: str, zone: ZoneInfo, country: str) -> str:
    hours = block.word(key)
    if not hours:
        return "off"
    wrong = complaint(hours, zone, country or None)
    if wrong:
        block.wrong(key, wrong[0], **wrong[1])
        return "off"
    return hours


def _closed_holidays(block: Block, country: str) -> tuple[str, ...]:
    if not block.has("closed_holidays"):
        return block.words("closed_holidays")
    return block.words("closed_holidays", allowed=holiday_names(country))


def _special_days(block: Block, zone: ZoneInfo, country: str) -> tuple[SpecialDay, ...]:
    days = block.block("special_days")
    found = []
    for word in days.nodes if days else ():
        day, special = read_day(word), days.block(word) if days else None
        if days and day is None:
            days.wrong(word, N_("“{value}” is not a date. Write it as 2026-12-25."), value=word)
        if special:
            hours, label = _hours(special, "hours", zone, country), special.text("label")
            special.done()
            if day and complaint(on_day(day, hours), zone, country or None):
                special.wrong(
                    "hours",
                    N_("“{hours}” can't be the hours of one day. Write it like {example}."),
                    hours=hours,
                    example="11:00-17:00",
                )
            elif day:
                found.append(SpecialDay(day, hours, label))
    return tuple(found)


def _email(block: Block) -> str:
    email = block.word("email")
    if email and ("@" not in email or " " in email):
        block.wrong("email", N_("“{value}” is not an e-mail address."), value=email)
    return email


def _web(block: Block) -> str:
    """A link on each page: with or without https, and nothing that a browser would obey."""
    web = block.word("web")
    if ":" in web and not web.startswith("https://"):
        block.wrong("web", N_("“{value}” is not a web address. Begin with https://."), value=web)
    return web


def _address(block: Block, key: str) -> str:
    address = block.word(key)
    if address and not address.startswith("https://"):
        block.wrong(key, N_("“{value}” is not a web address. Begin with https://."), value=address)
    return address
