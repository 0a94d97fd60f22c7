"""A year with a long table and long names of partners, to be printed, and weeks in which something rises.

Run as a module.
"""

from __future__ import annotations

from datetime import timedelta

import django

REASONS = (
    "ncii_spread", "grooming", "cyberbullying", "cyberstalking", "account_hacked", "scam_fraud",
    "sexting_advice", "deepfake_sexual", "exposing_doxing", "prevention_info", "game_toxicity",
)  # fmt: skip
PARTNERS = ("police_report", "slachtofferhulp", "csg", "fier", "fraudehelpdesk")


def main() -> None:
    django.setup()
    from tests.environment import AT
    from tests.figures import builders

    for reason in REASONS:
        builders.contact(6, reason=reason)
    for partner in PARTNERS:
        builders.referral(6, partner=partner)
    for back in range(1, 41):
        week = AT - timedelta(weeks=back)
        builders.contact(6, reason="cyberbullying", platforms=("instagram:published_on",), at=week)
        builders.contact(10 if back <= 3 else 2, reason="exposing_doxing", at=week)
    builders.contact(3, reason="grooming", platforms=("signal:contact_made_on",), at=AT - timedelta(weeks=1))


if __name__ == "__main__":
    main()
