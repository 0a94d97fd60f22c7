"""What is ticked of a contact beside what is published: drawn apart, so that all the rest stays. Pure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from hulplijn.sample import themes
from hulplijn.sample.quotas import pick

TWO_STEP, BEHIND = "two_step_log_in", "who_is_behind_it"
"""The codes of the sample's own fields."""

_PAYMENT_METHODS = {
    "gift_card": 31, "bank_transfer": 22, "payment_app": 18, "crypto": 12, "credit_card": 4,
    "money_transfer": 3, "other": 2, "unknown": 8,
}  # fmt: skip
_SINCE_WHEN = {"today": 34, "days": 31, "weeks": 15, "months": 8, "longer": 5, "unknown": 7}
_OWN = {
    "account_hacked": (TWO_STEP, {"no": 68, "yes": 12, "unknown": 20}),
    "impersonation_fake_profile": (
        BEHIND,
        {"ex_partner": 22, "somebody_known": 30, "stranger": 18, "not_known": 30},
    ),
}


def tick(codings: Sequence[dict[str, Any]], rng: random.Random) -> None:
    """Add to each coding how was to be paid, since when it goes on, and the answer to a field of our own."""
    for coding in codings:
        if themes.THEMES[coding["reason"]] == "sextortion":
            if "demanded_cents" in coding or coding["paid"] == "yes":
                coding["payment_method"] = pick(_PAYMENT_METHODS, rng)
            coding["since_when"] = pick(_SINCE_WHEN, rng)
        if coding["reason"] in _OWN and rng.random() < 0.8:
            name, weights = _OWN[coding["reason"]]
            coding["own"] = {name: pick(weights, rng)}
