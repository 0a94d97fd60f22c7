"""How many of what the sample year holds. Pure.

`PUBLISHED` is what the model helpline's presentation of 2024 gives. Everything under `SYNTHETIC` is our own
guess at plausible shares, and the figures say so wherever they show it.
"""

from __future__ import annotations

import random
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TypeVar

Code = TypeVar("Code", bound=Hashable)

# PUBLISHED
STAFFED = 7_239
SELF_CHECKS = 4_967
AGES = {"under_5": 1, "5_11": 3, "12_18": 27, "19_25": 21, "26_plus": 32, "unknown": 16}
GENDERS = {"female": 50, "male": 45, "other_or_unknown": 5}
"""The presentation gives 50 and 45 without labels; that the larger one is women is our assumption."""
HONOURED_OF_DECIDED = Fraction(85, 100)
MALE_OF_SEXTORTION = Fraction(73, 100)
PAID_OF_SEXTORTION = Fraction(1, 3)
"""Of all sextortion contacts, those where it is unknown included."""
MEAN_PAID_CENTS = 54_850
"""Over those who paid and told how much."""
EARLIER_TOTALS = {"advice_questions": 10_459, "staffed_contacts": 5_543}
"""The year before, worked back from the published growth: 12,206 / 1.167 and 7,239 / 1.306."""
EARLIER_SOURCE = "derived_from_growth"

# SYNTHETIC
SEXTORTION = 2_400
AMOUNT_KNOWN_OF_PAYERS = Fraction(4, 5)
DECIDED = 1_200
UNDECIDED = 90
"""Sent, but without a decision when the year ends; a part of them was withdrawn."""
TO_HOTLINE = 60
"""Images of somebody who may be a minor: handed to the hotline, no request, no address kept."""
REFERRALS = 1_860
LEFT_IN_QUEUE = 240
SILENT_OR_PRANK = 130
NOT_FOR_US = 60
"""These three come on top and count in no figure but their own: they are contacts, not advice questions."""

RISING, RISE_LASTS, RISEN = "deepfake_sexual", timedelta(weeks=4), Fraction(1, 6)
"""The reason that rises at the year's end, and which part of its contacts comes then beside the usual."""

CHANNELS = {"chat": 62, "phone": 24, "email": 14}
KINDS = {"sextortion_financial": 70, "sextortion_sexual": 23, "sextortion_criminal": 7}
REASONS = {
    "ncii_spread": 14, "ncii_threat_no_demand": 6, "deepfake_sexual": 4, "csam_self_in_image": 3,
    "csam_found": 2, "grooming": 4, "online_sexual_harassment": 6, "sexting_advice": 3, "cyberbullying": 9,
    "cyberstalking": 7, "threat_nonsexual": 4, "exposing_doxing": 5, "hate_discrimination": 2,
    "game_toxicity": 1, "impersonation_fake_profile": 9, "account_hacked": 9, "scam_fraud": 8,
    "personal_data_misuse": 4, "sextortion_mail_bluff": 5, "harmful_content_seen": 2,
    "own_behaviour_worry": 1, "prevention_info": 4, "technical_settings": 3, "other": 3, "unknown": 2,
}  # fmt: skip
AGES_WITHIN = {
    "under_5": {"0_4": 1},
    "5_11": {"5_11": 1},
    "12_18": {"12_15": 36, "16_17": 33, "18": 18, "12_18_unspecified": 13},
    "19_25": {"19_25": 1},
    "26_plus": {"26_34": 36, "35_44": 26, "45_54": 20, "55_64": 12, "65_plus": 6},
    "unknown": {"unknown": 1},
}
GENDERS_WITHIN = {
    "female": {"female": 1},
    "male": {"male": 1},
    "other_or_unknown": {"non_binary": 16, "other": 6, "not_said": 18, "not_asked": 40, "unknown": 20},
}
FOUND_VIA = {
    "search_engine": 31, "social_media": 12, "platform_prompt": 5, "school": 7, "police": 9,
    "other_helpline": 6, "care_professional": 5, "family_friend": 9, "news_media": 5, "campaign": 3,
    "earlier_contact": 3, "other": 2, "not_asked": 2, "unknown": 1,
}  # fmt: skip
DECISIONS = {"removed": 60, "account_closed": 30, "disabled_geo": 3, "partial": 7}
REFERRAL_STATES = {"advised": 68, "warm_transfer": 11, "accepted": 14, "declined_by_client": 7}


def apportion(total: int, weights: Mapping[Code, int]) -> dict[Code, int]:
    """Share `total` out by `weights`: whole numbers that add up, the largest remainders rounded up."""
    whole = sum(weights.values())
    shares = {code: total * weight // whole for code, weight in weights.items()}
    remainder = {code: total * weight % whole for code, weight in weights.items()}
    for code in sorted(weights, key=lambda one: -remainder[one])[: total - sum(shares.values())]:
        shares[code] += 1
    return shares


def nearest(part: Fraction | int, scale: Fraction = Fraction(1)) -> int:
    """`part` of `scale` as a whole number, halves up."""
    return int(part * scale + Fraction(1, 2))


@dataclass(frozen=True)
class Quotas:
    """The exact numbers of one sample year."""

    staffed: int
    self_checks: int
    sextortion: int
    sextortion_men: int
    sextortion_paid: int
    amounts_known: int
    decided: int
    honoured: int
    undecided: int
    to_hotline: int
    referrals: int
    left_in_queue: int
    silent_or_prank: int
    not_for_us: int

    @property
    def not_counted(self) -> int:
        return self.left_in_queue + self.silent_or_prank + self.not_for_us

    @property
    def paid_cents(self) -> int:
        """What all payers with a known amount paid together."""
        return self.amounts_known * MEAN_PAID_CENTS


def quotas(scale: Fraction = Fraction(1)) -> Quotas:
    """The numbers of a year that is `scale` times as large as the published one."""
    sextortion, decided = nearest(SEXTORTION, scale), nearest(DECIDED, scale)
    paid = nearest(sextortion * PAID_OF_SEXTORTION)
    return Quotas(
        staffed=nearest(STAFFED, scale),
        self_checks=nearest(SELF_CHECKS, scale),
        sextortion=sextortion,
        sextortion_men=nearest(sextortion * MALE_OF_SEXTORTION),
        sextortion_paid=paid,
        amounts_known=nearest(paid * AMOUNT_KNOWN_OF_PAYERS),
        decided=decided,
        honoured=nearest(decided * HONOURED_OF_DECIDED),
        undecided=nearest(UNDECIDED, scale),
        to_hotline=nearest(TO_HOTLINE, scale),
        referrals=nearest(REFERRALS, scale),
        left_in_queue=nearest(LEFT_IN_QUEUE, scale),
        silent_or_prank=nearest(SILENT_OR_PRANK, scale),
        not_for_us=nearest(NOT_FOR_US, scale),
    )


class Urn:
    """Codes in exact numbers, drawn without putting back, so that the totals come out whatever is drawn."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._left = {code: number for code, number in numbers.items() if number > 0}

    def __len__(self) -> int:
        return sum(self._left.values())

    def draw(self, rng: random.Random, liking: Mapping[str, float] | None = None) -> str:
        """One code; `liking` makes a code that many times as likely, as far as there are any left."""
        codes = list(self._left)
        weights = [number * (liking.get(code, 1.0) if liking else 1.0) for code, number in self._left.items()]
        if not any(weights):
            weights = [float(number) for number in self._left.values()]
        code = rng.choices(codes, weights)[0]
        self._left[code] -= 1
        if not self._left[code]:
            del self._left[code]
        return code


_TYPICAL_EUROS = (25, 50, 75, 100, 100, 150, 200, 250, 300, 400, 500, 500, 750, 1000, 1500, 2000, 3000)


def amounts(count: int, total: int, rng: random.Random) -> list[int]:
    """`count` lifelike amounts in cents that add up to exactly `total`."""
    found = [rng.choice(_TYPICAL_EUROS) * 100 for _ in range(count)]
    for _ in range(200 * count):
        place, other = rng.randrange(count), rng.choice(_TYPICAL_EUROS) * 100
        off = sum(found) - total
        if abs(off) <= 10_000:
            break
        if abs(off + other - found[place]) < abs(off):
            found[place] = other
    off = sum(found) - total
    while off:
        place = max(range(count), key=lambda one: found[one]) if off > 0 else rng.randrange(count)
        step = max(-50_000, min(off, found[place] - 2_500, 50_000))
        found[place] -= step
        off -= step
    rng.shuffle(found)
    return found


def shuffled(numbers: Mapping[str, int], rng: random.Random) -> list[str]:
    """Every code as often as `numbers` says, in a random order."""
    found = [code for code, number in numbers.items() for _ in range(number)]
    rng.shuffle(found)
    return found


def pick(weights: Mapping[str, int], rng: random.Random) -> str:
    """One code by weight."""
    return rng.choices(list(weights), list(weights.values()))[0]
