"""What rises against its own history: the count of a week, and of four, beside what was to be expected. Pure.

The method of Farrington (1996) as Noufaily (2013) improved it: a quasi-Poisson rate over the half year
before, in which weeks that stand out weigh less, and the upper tail of a negative binomial. The rate is a
share of all contacts of the week, so that a busy week makes nothing rise. Benjamini and Hochberg (1995) hold
back what so many series would give by chance. Formulas, sources and the measured rate of false alarms:
docs/signals.md.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import exp, lgamma, log, log1p, sqrt

SPANS = (1, 4)
"""Weeks that are looked at together: the last one, and the last four."""
WINDOW, GAP, BASELINE, SHORTEST = 4, 4, 26, 13
"""In weeks: what is judged; what lies between and counts for nothing, so that a slow rise does not hide
itself; the history; the least of it that there must be."""
YEAR, AROUND = 52, 1
LEAST = 5
"""A count below it is no signal."""
FALSE_SHARE = 0.05
"""In a week in which nothing rises anything at all is called a rise at most that often."""
_OUTLIER, _HALF, _PULL = 2.58, 0.5, 20.0


@dataclass(frozen=True)
class Series:
    """One coded value, week by week; `base` holds the contacts of each week in which it could be ticked.

    The last week is the one that is judged. `group` holds the values that vary alike.
    """

    id: str
    group: str
    counts: tuple[int, ...]
    base: tuple[int, ...]


class State(StrEnum):
    RISES = "rises"
    QUIET = "quiet"
    NEW = "new"
    """Seen for the first time too lately to have a history."""
    SHORT = "short"
    """The record itself is too short."""


@dataclass(frozen=True)
class Seen:
    """The last `span` weeks of a series: what was counted and expected, and how likely that is by chance."""

    span: int
    count: int
    expected: float
    highest: float
    chance: float = 1.0

    @property
    def factor(self) -> float:
        return self.count / self.expected if self.expected else 0.0


@dataclass(frozen=True)
class Judged:
    """What became of one series. `since` counts weeks back from the last: when a rise most likely began."""

    series: Series
    state: State
    seen: tuple[Seen, ...] = ()
    per_year: float = 52.0
    """How often in a year chance alone would give something like this, over all series together."""
    since: int = 0
    first: int | None = None
    """Weeks back to the first time ever; None where it was never seen."""

    @property
    def strongest(self) -> Seen:
        return min(self.seen, key=lambda one: one.chance)


@dataclass(frozen=True)
class _Fit:
    """The history of a series: its share of the base, how strongly it varies, and how well it is known."""

    share: float
    known: float
    pearson: float
    freedom: int
    season: float = 1.0
    season_doubt: float = 0.0

    @property
    def spread(self) -> float:
        return max(1.0, self.pearson / self.freedom)


def last_judged(mondays: Collection[date]) -> date | None:
    """Of weeks that hold a contact the last one with enough of them in its history; else the last of all."""
    for one in sorted(mondays, reverse=True):
        ends = one - timedelta(weeks=WINDOW + GAP - 1)
        history = [ends - timedelta(weeks=back) for back in range(1, BASELINE + 1)]
        if sum(week in mondays for week in history) >= SHORTEST:
            return one
    return max(mondays, default=None)


def judge(series: Sequence[Series]) -> list[Judged]:
    """Each series in the order given; the weeks of all are the same."""
    fits = [_fit(one) for one in series]
    pooled = _pooled(series, fits)
    seen = [
        tuple(_seen(one, fit, pooled[one.group], span) for span in SPANS) if fit else ()
        for one, fit in zip(series, fits, strict=True)
    ]
    tests = sum(len(some) for some in seen)
    bound = _bound([one.chance for some in seen for one in some])
    return [_judged(one, fit, some, bound, tests) for one, fit, some in zip(series, fits, seen, strict=True)]


def baseline(series: Series, *, before: int = 0) -> list[int]:
    """The places of the weeks that are history, `before` weeks ago: none of the window and none of the gap.

    The history of a value begins where it was first seen.
    """
    end = len(series.counts) - WINDOW - GAP - before
    first = _first(series)
    begin = max(end - BASELINE, 0 if first is None else first)
    return [place for place in range(begin, end) if series.base[place] > 0]


def _first(series: Series) -> int | None:
    return next((place for place, count in enumerate(series.counts) if count), None)


def _fit(series: Series) -> _Fit | None:
    weeks = baseline(series)
    if len(weeks) < SHORTEST or _first(series) is None:
        return None
    fit = _rate([(series.counts[place], series.base[place]) for place in weeks])
    return _with_season(series, fit)


def _rate(weeks: Sequence[tuple[int, int]]) -> _Fit:
    """Twice: weeks that stand out from the first rate, up or down, weigh less in the second."""
    weights, fit = [1.0] * len(weeks), None
    for _ in range(2):
        known = sum(weight * count for weight, (count, _) in zip(weights, weeks, strict=True)) + _HALF
        share = known / sum(weight * base for weight, (_, base) in zip(weights, weeks, strict=True))
        pearson = sum(
            weight * (count - share * base) ** 2 / (share * base)
            for weight, (count, base) in zip(weights, weeks, strict=True)
        )
        fit = _Fit(share, known, pearson, len(weeks) - 1)
        weights = [_weight(count, share * base, fit.spread) for count, base in weeks]
    assert fit is not None
    return fit


def _weight(count: int, mean: float, spread: float) -> float:
    residual = 1.5 * (count ** (2 / 3) - mean ** (2 / 3)) / (mean ** (1 / 6) * sqrt(spread))
    return 1.0 if abs(residual) <= _OUTLIER else (_OUTLIER / residual) ** 2


def _with_season(series: Series, fit: _Fit) -> _Fit:
    """What rose in the same weeks of the year before, against its half year then, is expected to again."""
    end = len(series.counts) - YEAR
    same = range(end - WINDOW - AROUND, end + AROUND)
    before = baseline(series, before=YEAR) if same.start >= 0 else []
    if len(before) < SHORTEST:
        return fit
    share = sum(series.counts[place] for place in before) / sum(series.base[place] for place in before)
    expected = share * sum(series.base[place] for place in same)
    season = (sum(series.counts[place] for place in same) + _PULL) / (expected + _PULL)
    if season <= 1.0:
        return fit
    return _Fit(fit.share, fit.known, fit.pearson, fit.freedom, season, 1 / (expected + _PULL))


def _pooled(series: Sequence[Series], fits: Sequence[_Fit | None]) -> dict[str, float]:
    """How strongly the values of a group vary together, so that one calm history does no harm."""
    found: dict[str, float] = {}
    for group in {one.group for one in series}:
        some = [fit for one, fit in zip(series, fits, strict=True) if fit and one.group == group]
        often = [fit for fit in some if fit.known >= BASELINE]
        freedom = sum(fit.freedom for fit in often)
        found[group] = max(1.0, sum(fit.pearson for fit in often) / freedom) if freedom else 1.0
    return found


def _seen(series: Series, fit: _Fit, pooled: float, span: int) -> Seen:
    count = sum(series.counts[-span:])
    expected = fit.share * fit.season * sum(series.base[-span:])
    spread = max(fit.spread, pooled)
    variance = spread * expected + expected**2 * (spread / fit.known + fit.season_doubt)
    chance = upper_tail(count, expected, variance) if count >= LEAST else 1.0
    return Seen(span, count, expected, expected + 2 * sqrt(variance), chance)


def upper_tail(count: int, mean: float, variance: float) -> float:
    """The chance of `count` or more in a negative binomial of that mean and variance."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    size = mean**2 / max(variance - mean, mean * 1e-6)
    # log(size / (size + mean)) without losing it where the variance is hardly above the mean.
    stays, goes = -log1p(mean / size), log(mean / (size + mean))
    first = exp(lgamma(count + size) - lgamma(size) - lgamma(count + 1) + size * stays + count * goes)
    total, term, place, ratio = 0.0, first, count, exp(goes)
    if count <= mean:
        below = sum(
            exp(lgamma(one + size) - lgamma(size) - lgamma(one + 1) + size * stays + one * goes)
            for one in range(count)
        )
        return max(0.0, 1.0 - below)
    while term > total * 1e-12:
        total += term
        term *= (place + size) / (place + 1) * ratio
        place += 1
    return min(1.0, total)


def _bound(chances: Sequence[float]) -> float:
    """The largest chance that still counts as a rise (Benjamini and Hochberg)."""
    found = 0.0
    for place, chance in enumerate(sorted(chances), start=1):
        if chance <= FALSE_SHARE * place / len(chances):
            found = chance
    return found


def _judged(series: Series, fit: _Fit | None, seen: tuple[Seen, ...], bound: float, tests: int) -> Judged:
    first = _first(series)
    ago = None if first is None else len(series.counts) - 1 - first
    if fit is None:
        recorded = sum(1 for base in series.base[: -(ago + 1)] if base) if ago is not None else 0
        return Judged(series, State.NEW if recorded >= SHORTEST else State.SHORT, first=ago)
    strongest = min(seen, key=lambda one: one.chance)
    rises = bool(bound) and strongest.chance <= bound
    per_year = min(52.0, 52 * tests * strongest.chance)
    since = _since(series, fit) if rises else 0
    return Judged(series, State.RISES if rises else State.QUIET, seen, per_year, since, ago)


def _since(series: Series, fit: _Fit) -> int:
    """Weeks back to where a rise up to now most likely began: the largest likelihood ratio."""
    best, since = 0.0, 0
    for back in range(WINDOW + GAP):
        count = sum(series.counts[-back - 1 :])
        mean = fit.share * fit.season * sum(series.base[-back - 1 :])
        ratio = count * log(count / mean) - (count - mean) if count > mean > 0 else 0.0
        if ratio > best:
            best, since = ratio, back
    return since
