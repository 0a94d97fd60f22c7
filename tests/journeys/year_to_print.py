"""A year with a long table and long names of partners, to be printed. Run as a module."""

from __future__ import annotations

import django

REASONS = (
    "ncii_spread", "grooming", "cyberbullying", "cyberstalking", "account_hacked", "scam_fraud",
    "sexting_advice", "deepfake_sexual", "exposing_doxing", "prevention_info", "game_toxicity",
)  # fmt: skip
PARTNERS = ("police_report", "slachtofferhulp", "csg", "fier", "fraudehelpdesk")


def main() -> None:
    django.setup()
    from tests.figures import builders

    for reason in REASONS:
        builders.contact(6, reason=reason)
    for partner in PARTNERS:
        builders.referral(6, partner=partner)


if __name__ == "__main__":
    main()
