"""The plan of a sample year: who comes when, for what, and what becomes of it. Pure and seeded.

The totals are exact (see `quotas`); who gets what is drawn. `making` carries the plan out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from hulplijn.sample import facts, outreach, themes
from hulplijn.sample import quotas as q
from hulplijn.sample.outreach import Prevented
from hulplijn.sample.quotas import Quotas, Urn, apportion, pick, shuffled
from hulplijn.sample.rhythm import Rhythm

Codes = Mapping[str, Any]
"""Coded fields as `casework.actions.code` takes them."""

MINORS = frozenset({"0_4", "5_11", "12_15", "16_17"})
MAY_BE_MINORS = MINORS | {"12_18_unspecified", "unknown"}


@dataclass(frozen=True)
class Request:
    """A removal request. `decision` is empty where the year ends without one."""

    kind: str
    platform: str
    depicted_minor: str
    to_hotline: bool = False
    confirmed: bool = False
    decision: str = ""


@dataclass(frozen=True)
class Talk:
    """A contact with a counsellor, or with nobody where `way` is left_in_queue.

    `way`: closed (ended by the counsellor), left or exit (by the visitor), parked (coded after its end).
    `counsellor` is a place in the list of counsellors, taken modulo its length.
    """

    number: int
    at: datetime
    wait: timedelta
    length: timedelta
    channel: str
    language: str
    counsellor: int
    way: str
    theme: str
    codes: Codes
    request: Request | None = None
    referrals: tuple[tuple[str, str], ...] = ()
    """(partner, state) as it is at the contact's end."""

    @property
    def counts(self) -> bool:
        """Whether it is an advice question."""
        return self.codes.get("outcome") not in ("abandoned", "abuse_prank", "not_for_us")

    @property
    def ends(self) -> datetime:
        return self.at + self.wait + self.length


@dataclass(frozen=True)
class SelfCheck:
    """A situation check that somebody did alone."""

    at: datetime
    language: str
    codes: Codes


@dataclass(frozen=True)
class Decision:
    """A platform decides on the request of talk `number`; with an empty outcome the person withdraws it."""

    at: datetime
    number: int
    outcome: str


@dataclass(frozen=True)
class Followed:
    """What came of a referral of talk `number`."""

    at: datetime
    number: int
    partner: str
    state: str


Event = Talk | SelfCheck | Decision | Followed | Prevented


@dataclass(frozen=True)
class Plan:
    """The events of a year in the order of their time."""

    year: int
    seed: int
    quotas: Quotas
    events: tuple[Event, ...]

    @property
    def talks(self) -> list[Talk]:
        return [event for event in self.events if isinstance(event, Talk)]

    @property
    def self_checks(self) -> list[SelfCheck]:
        return [event for event in self.events if isinstance(event, SelfCheck)]


def plan_year(
    year: int,
    *,
    seed: int,
    zone: ZoneInfo,
    is_open: Callable[[datetime], bool],
    scale: Fraction = Fraction(1),
) -> Plan:
    """The plan of `year`. The same arguments give the same plan."""
    rng = random.Random(seed)
    return _Planner(year, seed, Rhythm(year, zone, is_open), q.quotas(scale), rng).plan()


class _Planner:
    """Draws one year, step by step from the same random numbers."""

    def __init__(self, year: int, seed: int, rhythm: Rhythm, quotas: Quotas, rng: random.Random) -> None:
        self.year, self.seed, self.rhythm, self.quotas, self.rng = year, seed, rhythm, quotas, rng
        self.later: list[Event] = []

    def plan(self) -> Plan:
        talks = self._talks()
        prevented = outreach.of_year(self.year, self.rhythm.zone)
        events: list[Event] = [*talks, *self._self_checks(), *prevented, *self.later]
        events.sort(key=lambda event: (event.at, type(event).__name__))
        return Plan(self.year, self.seed, self.quotas, tuple(events))

    def _talks(self) -> list[Talk]:
        rng, quotas = self.rng, self.quotas
        times = self.rhythm.times(quotas.staffed + quotas.not_counted, rng, staffed=True)
        places = list(range(len(times)))
        rng.shuffle(places)
        counted = self._codings()
        facts.tick(counted, random.Random(f"{self.seed}:facts"))
        self._plant_a_rise(counted, places, [at for at, _ in times])
        codings = [*counted, *self._not_counted()]
        talks: list[Talk] = []
        channels = Urn(apportion(quotas.staffed, q.CHANNELS))
        found = Urn(apportion(quotas.staffed, q.FOUND_VIA))
        for place, coding in zip(places, codings, strict=True):
            at, room = times[place]
            talk = self._talk(place, at, room, dict(coding))
            if talk.counts:
                news = {"news_media": 9.0} if self.rhythm.in_the_news(at) else {"news_media": 0.5}
                codes = {**talk.codes, "found_via": found.draw(rng, news)}
                channel = channels.draw(rng, {"email": 0.4} if talk.theme == "sextortion" else None)
                talk = replace(talk, codes=codes, channel=channel, way=self._way(channel))
            talks.append(replace(talk, language=self._language(talk.channel)))
        talks.sort(key=lambda talk: talk.number)
        return self._with_referrals(self._with_requests(talks))

    def _plant_a_rise(self, codings: list[dict[str, Any]], places: list[int], times: list[datetime]) -> None:
        """Let one reason rise in the last weeks of the year, for the page of signals to find.

        Earlier contacts about it trade places with later ones about something else, so every total stays.
        """
        rng = random.Random(f"{self.seed}:rise")
        begins = self.rhythm.until - q.RISE_LASTS
        about = [place for place, coding in enumerate(codings) if coding["reason"] == q.RISING]
        early = [place for place in about if times[places[place]] < begins]
        late = [
            place
            for place, coding in enumerate(codings)
            if times[places[place]] >= begins and coding["reason"] != q.RISING
        ]
        count = min(q.nearest(len(about) * q.RISEN), len(early), len(late))
        for one, other in zip(rng.sample(early, count), rng.sample(late, count), strict=True):
            places[one], places[other] = places[other], places[one]

    def _talk(self, number: int, at: datetime, room: timedelta, codes: dict[str, Any]) -> Talk:
        rng = self.rng
        busy = 3.0 if self.rhythm.in_the_news(at) else 1.0
        wait = timedelta(seconds=min(rng.lognormvariate(4.4, 0.9) * busy, room.total_seconds() / 4, 2400))
        spare = (room - wait).total_seconds() - 150
        length = timedelta(seconds=min(rng.lognormvariate(7.2, 0.45), spare))
        way = {"abandoned": "left_in_queue"}.get(codes["outcome"], "closed")
        theme = themes.THEMES[codes["reason"]] if codes.get("reason") else "other"
        channel = "phone" if codes["outcome"] == "not_for_us" and rng.random() < 0.4 else "chat"
        counsellor = rng.randrange(1000)
        return Talk(number, at, wait, length, channel, "nl", counsellor, way, theme, codes)

    def _way(self, channel: str) -> str:
        ways = {"closed": 74, "left": 17, "exit": 4, "parked": 5}
        return pick(ways if channel == "chat" else {"closed": 95, "parked": 5}, self.rng)

    def _language(self, channel: str) -> str:
        return "en" if self.rng.random() < (0.03 if channel == "email" else 0.07) else "nl"

    # What they come for

    def _codings(self) -> list[dict[str, Any]]:
        """The coding of every advice question with a counsellor, without how found and outcome's details."""
        rng, quotas = self.rng, self.quotas
        others = quotas.staffed - quotas.sextortion
        genders = apportion(quotas.staffed, q.GENDERS)
        women = min((quotas.sextortion - quotas.sextortion_men) * 86 // 100, genders["female"])
        of_sextortion = {
            "male": quotas.sextortion_men,
            "female": women,
            "other_or_unknown": quotas.sextortion - quotas.sextortion_men - women,
        }
        of_others = {group: number - of_sextortion[group] for group, number in genders.items()}
        reasons = [
            *shuffled(apportion(quotas.sextortion, q.KINDS), rng),
            *shuffled(apportion(others, q.REASONS), rng),
        ]
        groups = [*shuffled(of_sextortion, rng), *shuffled(of_others, rng)]
        ages = Urn(apportion(quotas.staffed, q.AGES))
        order = list(range(quotas.staffed))
        rng.shuffle(order)
        codings: list[dict[str, Any]] = [{} for _ in order]
        for place in order:
            reason = reasons[place]
            age = ages.draw(rng, themes.AGES_LIKED[themes.THEMES[reason]])
            codings[place] = self._coding(reason, groups[place], age)
        self._payments(codings[: quotas.sextortion])
        return codings

    def _coding(self, reason: str, gender: str, age: str) -> dict[str, Any]:
        rng, theme = self.rng, themes.THEMES[reason]
        codes: dict[str, Any] = {
            "reason": reason,
            "age": pick(q.AGES_WITHIN[age], rng),
            "gender": pick(q.GENDERS_WITHIN[gender], rng),
            "role": pick(themes.ROLES[age], rng),
            "outcome": pick(themes.OUTCOMES, rng),
            "platforms": self._platforms(reason),
        }
        if rng.random() < 0.24:
            beside = pick(themes.BESIDE[theme], rng)
            codes["additional_reasons"] = [beside] if beside != reason else []
        if theme in ("sextortion", "images"):
            codes["images_shared"] = pick({"yes": 84, "no": 8, "unknown": 8}, rng)
            codes["depicted_minor"] = _depicted_minor(codes["age"])
        if reason == "scam_fraud" and rng.random() < 0.5:
            codes |= {"paid": "yes", "paid_cents": q.amounts(1, rng.choice((7_500, 24_000, 130_000)), rng)[0]}
        return codes

    def _platforms(self, reason: str) -> list[dict[str, Any]]:
        rng, theme = self.rng, themes.THEMES[reason]
        if rng.random() < 0.09:
            return []
        if theme != "sextortion":
            platform, part = pick(themes.PLATFORMS[theme], rng), pick(themes.PARTS[theme], rng)
            return [{"platform": platform, "parts": [part]}]
        met, moved = pick(themes.MET_ON, rng), pick(themes.MOVED_TO, rng)
        if met == moved:
            return [{"platform": met, "parts": ["contact_made_on", "threatened_on"]}]
        return [
            {"platform": met, "parts": ["contact_made_on"]},
            {"platform": moved, "parts": ["moved_to", "threatened_on"]},
        ]

    def _payments(self, codings: list[dict[str, Any]]) -> None:
        """Who of the sextortion contacts paid, how much, and what was demanded; exact in the first two."""
        rng, quotas = self.rng, self.quotas
        likely = [coding for coding in codings if coding["reason"] == "sextortion_financial"]
        others = [coding for coding in codings if coding["reason"] != "sextortion_financial"]
        few = min(quotas.sextortion_paid // 20, len(others))
        payers = [*rng.sample(likely, quotas.sextortion_paid - few), *rng.sample(others, few)]
        paid = q.amounts(quotas.amounts_known, quotas.paid_cents, rng)
        for coding in codings:
            coding["paid"] = pick({"no": 92, "unknown": 8}, rng)
            if coding["reason"] == "sextortion_financial" and rng.random() < 0.72:
                coding["demanded_cents"] = rng.choice(
                    (5_000, 10_000, 20_000, 30_000, 50_000, 100_000, 250_000)
                )
        for place, coding in enumerate(payers):
            coding["paid"] = "yes"
            if place < len(paid):
                coding["paid_cents"] = paid[place]

    def _not_counted(self) -> list[dict[str, Any]]:
        return [
            *({"outcome": "abandoned"} for _ in range(self.quotas.left_in_queue)),
            *(
                {"reason": "unknown", "found_via": "not_asked", "outcome": "abuse_prank"}
                for _ in range(self.quotas.silent_or_prank)
            ),
            *(
                {"reason": "other", "found_via": "search_engine", "outcome": "not_for_us"}
                for _ in range(self.quotas.not_for_us)
            ),
        ]

    # What becomes of it

    def _with_requests(self, talks: list[Talk]) -> list[Talk]:
        rng, quotas = self.rng, self.quotas
        able = [talk for talk in talks if talk.counts and talk.theme in themes.ASKED_AWAY]
        early = [talk for talk in able if talk.at < self.rhythm.until - timedelta(days=12)]
        decided = rng.sample(early, quotas.decided)
        taken = {talk.number for talk in decided}
        late = [talk for talk in able if talk.number not in taken]
        undecided = rng.sample(late, quotas.undecided)
        taken |= {talk.number for talk in undecided}
        minors = [
            talk
            for talk in late
            if talk.number not in taken
            and talk.codes["age"] in MINORS
            and talk.theme in ("sextortion", "images")
        ]
        changed: dict[int, Talk] = {}
        for talk in rng.sample(minors, min(quotas.to_hotline, len(minors))):
            request = Request(
                pick({"image": 60, "video": 40}, rng), self._place_of(talk), "yes", to_hotline=True
            )
            changed[talk.number] = replace(talk, request=request)
        refused = quotas.decided - quotas.honoured
        outcomes = shuffled({**apportion(quotas.honoured, q.DECISIONS), "refused": refused}, rng)
        for talk, outcome in zip(decided, outcomes, strict=True):
            changed[talk.number] = self._asking(talk, outcome)
            self.later.append(Decision(self._days_later(talk.ends, 9.0), talk.number, outcome))
        for talk in undecided:
            changed[talk.number] = self._asking(talk, "")
            if rng.random() < 0.35:
                self.later.append(Decision(self._days_later(talk.ends, 5.0), talk.number, ""))
        return [changed.get(talk.number, talk) for talk in talks]

    def _asking(self, talk: Talk, decision: str) -> Talk:
        rng, age = self.rng, talk.codes["age"]
        kinds = themes.ASKED_AWAY_OF_MINORS if age in MAY_BE_MINORS else themes.ASKED_AWAY
        kind = pick(kinds[talk.theme], rng)
        if kind == "image" and talk.codes["reason"] == "deepfake_sexual":
            kind = "deepfake"
        request = Request(
            kind, self._place_of(talk), _depicted_minor(age), confirmed=rng.random() < 0.7, decision=decision
        )
        codes = {**talk.codes, "outcome": "removal_started"}
        return replace(talk, request=request, codes=codes)

    def _place_of(self, talk: Talk) -> str:
        named = [row["platform"] for row in talk.codes["platforms"]]
        return named[0] if named else pick(themes.PLATFORMS["images"], self.rng)

    def _with_referrals(self, talks: list[Talk]) -> list[Talk]:
        rng, quotas = self.rng, self.quotas
        twice = quotas.referrals * 14 // 100
        chosen = rng.sample([talk for talk in talks if talk.counts], quotas.referrals - twice)
        states = shuffled(apportion(quotas.referrals, q.REFERRAL_STATES), rng)
        changed: dict[int, Talk] = {}
        for place, talk in enumerate(chosen):
            partners = dict(themes.PARTNERS[talk.theme])
            named = []
            for _ in range(2 if place < twice else 1):
                partner = pick(partners, rng)
                del partners[partner]
                named.append((partner, self._state_at_first(talk, partner, states.pop())))
            outcome = talk.codes["outcome"] if talk.request and not talk.request.to_hotline else "referred"
            changed[talk.number] = replace(
                talk, referrals=tuple(named), codes={**talk.codes, "outcome": outcome}
            )
        return [changed.get(talk.number, talk) for talk in talks]

    def _state_at_first(self, talk: Talk, partner: str, state: str) -> str:
        """Accepted or declined is heard days later, where the year still holds such a day."""
        if state not in ("accepted", "declined_by_client"):
            return state
        heard = self.rhythm.opening_after(talk.ends + timedelta(days=self.rng.uniform(2, 25)), self.rng)
        if heard is None:
            return state
        self.later.append(Followed(heard, talk.number, partner, state))
        return "advised"

    def _days_later(self, after: datetime, median: float) -> datetime:
        """A moment in opening hours, `median` days later in the middle; sooner near the year's end."""
        days = min(self.rng.lognormvariate(0, 0.8) * median, 75.0)
        while (found := self.rhythm.opening_after(after + timedelta(days=days), self.rng)) is None:
            days /= 2
        return found

    def _self_checks(self) -> list[SelfCheck]:
        rng = self.rng
        found = []
        for at, _ in self.rhythm.times(self.quotas.self_checks, rng, staffed=False):
            reason = pick(themes.SELF_CHECK_REASONS, rng)
            codes = {"reason": reason, "age": pick(themes.SELF_CHECK_AGES, rng)}
            if reason.startswith("sextortion") and reason != "sextortion_mail_bluff":
                codes["paid"] = pick({"yes": 22, "no": 70, "unknown": 8}, rng)
            found.append(SelfCheck(at, "en" if rng.random() < 0.06 else "nl", codes))
        return found


def _depicted_minor(age: str) -> str:
    if age in MINORS:
        return "yes"
    return "unknown" if age in MAY_BE_MINORS else "no"
