"""What a text of a file looks like to those for whom it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import override

from hulplijn.content import on_paper, reading
from hulplijn.content import queries as content
from hulplijn.content.check_shapes import Check
from hulplijn.content.practice_shapes import Answer, Script
from hulplijn.content.rules import helpline, pages, replies, risk, rubric
from hulplijn.content.rules.forms.fields import Tree
from hulplijn.content.rules.forms.files import (
    FACTS,
    GUIDES,
    PARTNERS,
    PLANS,
    PRACTICE,
    PROSE,
    RISK,
    RUBRIC,
    SUBJECTS,
    Sheet,
)
from hulplijn.content.rules.opening import complaint
from hulplijn.content.rules.practice import items_for
from hulplijn.content.shapes import RiskSign, RiskSigns
from hulplijn.hours.queries import timetable_of_hours
from hulplijn.hours.rules import Timetable, timetable_of
from hulplijn.workspace.queries import guides

DAYS = 14


@dataclass(frozen=True)
class OpenDay:
    """One day with its stretches on the helpline's clock; `why` is the name of a single day."""

    day: date
    spans: tuple[tuple[str, str], ...]
    why: str


def preview_of(sheet: Sheet, source: str, values: Tree, at: datetime) -> dict[str, object]:
    """What the page of a preview shows."""
    if sheet.kind == PLANS:
        plan = reading.plan(sheet.stem, source, sheet.languages, content.lists())
        return {"plan": plan, "screens": _screens(plan.check), "partner_names": _partner_names()}
    if sheet.kind == SUBJECTS:
        return {"subject": replies.read(sheet.name, sheet.stem, source, sheet.languages, [])}
    if sheet.kind == PRACTICE:
        script, wrong = reading.script(sheet.stem, source, content.library())
        return {"script": script, "turns": _turns(script), "may_try": not wrong}
    if sheet.kind == GUIDES:
        with override(sheet.language):
            one = guides.guide_of(sheet.stem.partition(".")[0], source)
            return {"guide": {"title": one.title, "html": one.html}, "is_for_paper": True}
    if sheet.kind == RUBRIC:
        return {"rubric": rubric.read(sheet.name, source, sheet.languages, [])}
    if sheet.kind == RISK:
        return {"signs": _signs(risk.read(sheet.name, source, sheet.languages, []))}
    if sheet.kind in PROSE:
        return {
            "page": pages.read(sheet.name, sheet.stem, sheet.language, source, []),
            "is_for_paper": on_paper.is_for_paper(sheet.name),
        }
    if sheet.kind == PARTNERS:
        hours = values["hours"]
        ours = content.helpline()
        is_right = hours and not complaint(hours, ZoneInfo(ours.timezone), ours.country or None)
        days = tuple(_days(timetable_of_hours(hours), at, 7)) if is_right else ()
        return {"partner": values, "days": days}
    assert sheet.kind == FACTS
    facts = helpline.read(sheet.name, source, [])
    table = timetable_of(facts)
    why = {special.day: str(special.label) for special in facts.special_days}
    return {"facts": facts, "days": tuple(_days(table, at, DAYS, why)), "is_open": table.is_open(at)}


def _days(
    table: Timetable, at: datetime, number: int, why: dict[date, str] | None = None
) -> Iterator[OpenDay]:
    first = table.local(at).date()
    for day in (first + timedelta(days=one) for one in range(number)):
        yield OpenDay(day, tuple(_spans(table, day)), (why or {}).get(day, ""))


def _spans(table: Timetable, day: date) -> Iterator[tuple[str, str]]:
    moment = datetime.combine(day, time(), table.zone)
    end = datetime.combine(day + timedelta(days=1), time(), table.zone)
    while moment < end:
        change = min(table.next_change(moment) or end, end)
        if table.is_open(moment):
            until = "24:00" if change >= end else table.local(change).strftime("%H:%M")
            yield table.local(moment).strftime("%H:%M"), until
        moment = change


def _screens(check: Check | None) -> list[dict[str, object]]:
    """Each screen of the situation check, with where each answer leads."""
    if check is None:
        return []
    names = {one.id: str(one.text) for one in check.questions} | {
        one.id: str(one.title) for one in check.ends
    }
    return [
        {
            "question": one,
            "answers": [(option, names.get(option.to, option.to)) for option in one.options],
        }
        for one in check.questions
    ]


@dataclass(frozen=True)
class Moment:
    """One answer of a scripted visitor, with what leads to it in words."""

    answer: Answer
    words: tuple[str, ...]
    ticked: str
    after: tuple[str, ...]


def _signs(found: RiskSigns) -> list[tuple[RiskSign, list[str]]]:
    """The gravest first, each with its phrases as they are written."""
    in_order = sorted(found.signs, key=lambda one: -one.level)
    return [(one, [_phrase(phrase) for phrase in one.phrases]) for one in in_order]


def _phrase(phrase: tuple[tuple[str, ...], ...]) -> str:
    return " ".join("|".join(place) for place in phrase)


def _turns(script: Script) -> list[Moment]:
    items = items_for(script.facts, content.library().plans)
    said = {one.id: str(one.say[0]) if one.say else "" for one in script.answers}
    return [
        Moment(
            one,
            tuple(_phrase(phrase) for phrase in one.phrases),
            str(items[one.ticked].text) if one.ticked in items else one.ticked,
            tuple(said.get(earlier, "") for earlier in one.after),
        )
        for one in script.answers
    ]


def _partner_names() -> dict[str, str]:
    return {one.code: str(one.label) for one in content.code_list("referral_to").codes}
