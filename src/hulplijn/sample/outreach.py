"""What the sample's helpline did to prevent harm: lessons, evenings, campaigns. Pure; nobody's real work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

_WRITTEN_DOWN = time(17, 30)


@dataclass(frozen=True)
class Prevented:
    """One activity, written down as its day ends; `told` are the fields of `prevention.actions.Told`."""

    at: datetime
    told: Mapping[str, Any]


_Done = tuple[str, tuple[str, ...], str, int | None, int | None, str]
"""Kind, audiences, where or with whom, people reached, minutes, what it was about."""
_YEAR: Sequence[tuple[int, int, _Done]] = (
    (1, 18, ("lesson", ("secondary",), "Voorbeeldcollege", 54, 105, "Twee lessen over druk en beelden")),
    (1, 30, ("training", ("professionals",), "Voorbeeldpolitie", 14, 180, "Eerste gesprek na afpersing")),
    (2, 6, ("campaign", ("public",), "", 640, 480, "Dag van veilig internet: betaal niet, praat erover")),
    (2, 20, ("parents_evening", ("parents",), "Basisschool De Voorbeeldboom", 43, 120, "Je kind online")),
    (3, 12, ("lesson", ("secondary",), "Voorbeeldlyceum", 81, 150, "Drie lessen over nepaccounts")),
    (3, 26, ("press", ("public",), "Voorbeeldkrant", None, 60, "Interview over afpersing van jonge mannen")),
    (4, 9, ("lesson", ("students",), "ROC Voorbeeldstad", 96, 120, "Geld, gokken en cadeaukaarten")),
    (4, 23, ("training", ("teachers",), "Voorbeeldcollege", 22, 150, "Niet kijken, niet doorsturen")),
    (5, 14, ("parents_evening", ("parents", "teachers"), "Voorbeeldlyceum", 67, 120, "Beelden op school")),
    (5, 30, ("material", ("secondary", "parents"), "", 420, 360, "Poster en brief voor ouders verstuurd")),
    (6, 11, ("lesson", ("primary",), "Basisschool De Voorbeeldboom", 28, 60, "Aardig doen in de groepsapp")),
    (9, 10, ("training", ("professionals",), "", 19, 180, "Vragen naar zelfmoord, hoe doe je dat")),
    (9, 24, ("lesson", ("secondary",), "Voorbeeldcollege", 112, 210, "Vier lessen in klas 2")),
    (10, 8, ("parents_evening", ("parents",), "Buurthuis Het Voorbeeld", 31, 120, "Als het online misgaat")),
    (10, 22, ("lesson", ("students",), "Hogeschool Voorbeeld", 58, 90, "Deepfakes herkennen en melden")),
    (11, 12, ("press", ("public",), "Omroep Voorbeeld", None, 90, "Uitzending over afpersing met beelden")),
    (11, 19, ("campaign", ("students", "public"), "", 1_900, 600, "Filmpjes: betaal niet, praat erover")),
    (12, 10, ("training", ("teachers",), "Voorbeeldlyceum", 9, 60, "Korte vraagbaak voor mentoren")),
)  # fmt: skip
_LATELY: Sequence[tuple[int, _Done]] = (
    (19, ("lesson", ("secondary",), "Voorbeeldcollege", 52, 105, "Twee lessen over druk en beelden")),
    (11, ("parents_evening", ("parents",), "Buurthuis Het Voorbeeld", 27, 120, "Je kind online")),
    (4, ("training", ("professionals",), "Voorbeeldpolitie", 16, 180, "Eerste gesprek na afpersing")),
)
_SISTER = frozenset({"campaign", "material"})
"""Kinds that were done together with the invented sister helpline."""


def of_year(year: int, zone: ZoneInfo) -> list[Prevented]:
    """The activities of `year`, on working days, in the order of their time."""
    return [_prevented(_working_day(date(year, month, day)), done, zone) for month, day, done in _YEAR]


def before(today: date, zone: ZoneInfo) -> list[Prevented]:
    """Those of the last weeks before `today`."""
    return [_prevented(today - timedelta(days=back), done, zone) for back, done in _LATELY]


def _prevented(day: date, done: _Done, zone: ZoneInfo) -> Prevented:
    kind, audiences, organisation, reached, minutes, description = done
    told = {
        "day": day,
        "kind": kind,
        "audiences": list(audiences),
        "partners": ["sister_example"] if kind in _SISTER else [],
        "organisation": organisation,
        "reached": reached,
        "minutes": minutes,
        "region": "",
        "material": "",
        "description": description,
    }
    return Prevented(datetime.combine(day, _WRITTEN_DOWN, zone).astimezone(UTC), told)


def _working_day(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
