"""Years in which nothing rises: how often the signals say that something does, and what they find of rises.

`python -m bench.quiet_years --years 400` prints the numbers that docs/signals.md gives. No timing. The years
have the sample year's rhythm (months, holidays, a week in the news), size, reasons and platforms. Each value
varies more than by chance alone: its share is drawn anew each week, with `noise` as its relative deviation.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from math import exp
from zoneinfo import ZoneInfo

from hulplijn.figures.rules import signals
from hulplijn.figures.rules.signals import Series, State
from hulplijn.sample import quotas, themes
from hulplijn.sample.rhythm import Rhythm

YEARS = (2023, 2024)
"""The first is history, the second is watched."""
SEXTORTION = quotas.SEXTORTION / quotas.STAFFED
PAYMENTS = {"bank_transfer": 0.3, "gift_card": 0.2, "payment_app": 0.15, "crypto": 0.1}


@dataclass(frozen=True)
class Rise:
    """A share that is `factor` times as large from week `first` of the watched year, for `weeks` weeks."""

    id: str
    first: int
    weeks: int
    factor: float


@cache
def shares() -> dict[str, dict[str, float]]:
    """How large a part of its base each value is, by group; no code is among them that means unknown."""
    whole, others = sum(quotas.REASONS.values()), 1 - SEXTORTION
    reasons = {code: SEXTORTION * weight / 100 for code, weight in quotas.KINDS.items()}
    reasons |= {code: others * weight / whole for code, weight in quotas.REASONS.items() if code != "unknown"}
    platforms: dict[str, float] = {}
    for reason, share in reasons.items():
        theme = themes.THEMES[reason]
        places = (themes.MET_ON, themes.MOVED_TO) if theme == "sextortion" else (themes.PLATFORMS[theme],)
        for weights in places:
            for code, weight in weights.items():
                part = 0.91 * share * weight / sum(weights.values())
                platforms[code] = platforms.get(code, 0.0) + part
    return {"reason": reasons, "platform": platforms, "payment": PAYMENTS}


@cache
def rhythm() -> tuple[float, ...]:
    """Contacts that each whole week of both years has on average."""
    zone, found = ZoneInfo("Europe/Amsterdam"), []
    for year in YEARS:
        slots = Rhythm(year, zone, lambda moment: 7 <= moment.astimezone(zone).hour < 23).open
        whole, weeks = sum(slot.weight for slot in slots), [0.0] * signals.YEAR
        first = slots[0].start
        for slot in slots:
            place = (slot.start - first) // timedelta(weeks=1)
            if place < signals.YEAR:
                weeks[place] += quotas.STAFFED * slot.weight / whole
        found += weeks
    return tuple(found)


def made(rng: random.Random, *, noise: float, rises: Sequence[Rise] = ()) -> list[Series]:
    """Two years of every series."""
    totals = [_poisson(mean * _vary(rng, 0.12), rng) for mean in rhythm()]
    about = [_poisson(total * SEXTORTION * _vary(rng, noise), rng) for total in totals]
    return [
        Series(
            f"{group}:{code}",
            group,
            tuple(_weeks(f"{group}:{code}", share, base, rng, noise, rises)),
            tuple(base),
        )
        for group, values in shares().items()
        for base in (about if group == "payment" else totals,)
        for code, share in values.items()
    ]


def _weeks(
    id: str, share: float, base: Sequence[int], rng: random.Random, noise: float, rises: Sequence[Rise]
) -> Iterator[int]:
    for place, total in enumerate(base):
        more = 1.0
        for rise in rises:
            first = signals.YEAR + rise.first
            if rise.id == id and first <= place < first + rise.weeks:
                more = rise.factor
        yield min(total, _poisson(total * share * more * _vary(rng, noise), rng))


def watched(series: Sequence[Series], week: int) -> list[Series]:
    """What was known at the end of `week` of the watched year."""
    end = signals.YEAR + week + 1
    return [Series(one.id, one.group, one.counts[:end], one.base[:end]) for one in series]


def risen(series: Sequence[Series], week: int) -> set[str]:
    return {one.series.id for one in signals.judge(watched(series, week)) if one.state == State.RISES}


@dataclass(frozen=True)
class FalseAlarms:
    """`weeks` were watched; in `noisy` of them anything rose; `begun` times something began to."""

    weeks: int
    noisy: int
    begun: int

    @property
    def a_week(self) -> float:
        return self.noisy / self.weeks

    @property
    def a_year(self) -> float:
        return self.begun * signals.YEAR / self.weeks


def false_alarms(years: int, *, noise: float, seed: int = 1) -> FalseAlarms:
    """Watch every week of so many years in which nothing rises."""
    rng, noisy, begun = random.Random(seed), 0, 0
    for _ in range(years):
        series, before = made(rng, noise=noise), set[str]()
        for week in range(signals.YEAR):
            now = risen(series, week)
            noisy += bool(now)
            begun += len(now - before)
            before = now
    return FalseAlarms(years * signals.YEAR, noisy, begun)


def found(times: int, rise: Rise, *, noise: float, seed: int = 1) -> float:
    """Which part of so many rises is seen in one of their weeks."""
    rng, seen = random.Random(seed), 0
    for _ in range(times):
        series = made(rng, noise=noise, rises=[rise])
        weeks = range(rise.first, rise.first + rise.weeks)
        seen += any(rise.id in risen(series, week) for week in weeks)
    return seen / times


def _vary(rng: random.Random, deviation: float) -> float:
    """Around one."""
    return rng.gammavariate(deviation**-2, deviation**2) if deviation else 1.0


def _poisson(mean: float, rng: random.Random) -> int:
    if mean > 50:
        return max(0, round(rng.gauss(mean, mean**0.5)))
    stop, product, count = exp(-mean), rng.random(), 0
    while product > stop:
        product *= rng.random()
        count += 1
    return count


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--years", type=int, default=100)
    asked.add_argument("--noise", type=float, nargs="*", default=[0.0, 0.1, 0.2])
    given = asked.parse_args()
    for noise in given.noise:
        rate = false_alarms(given.years, noise=noise)
        print(f"noise {noise:.0%}, {rate.weeks} weeks in which nothing rises:", end=" ")
        print(f"a rise in {rate.a_week:.2%} of them, {rate.a_year:.2f} a year", flush=True)
        for id in ("reason:sextortion_financial", "reason:cyberbullying", "reason:deepfake_sexual"):
            told = []
            for factor in (1.5, 2.0, 3.0):
                for weeks in (3, 4):
                    part = found(given.years, Rise(id, 30, weeks, factor), noise=noise)
                    told.append(f"x{factor:g} for {weeks} weeks {part:.0%}")
            print(f"  {id} ({shares()['reason'][id.split(':')[1]] * 139:.1f} a week): {', '.join(told)}")


if __name__ == "__main__":
    main()
