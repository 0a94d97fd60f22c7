"""Earlier contacts, so that one more shows in figures that hide small numbers. Run as a module."""

from __future__ import annotations

import django

EARLIER = 6


def main() -> None:
    django.setup()
    from hulplijn.accounts.models import Staff
    from hulplijn.casework import actions as casework
    from tests import builders
    from tests.environment import AT

    by = builders.actor(Staff.objects.get(username="bram"))
    for number in range(2 * EARLIER):
        contact = casework.enter_by_hand(channel="phone", by=by, at=AT, started_at=AT)
        casework.code(
            contact,
            by=by,
            at=AT,
            reason="sextortion_financial",
            gender="male" if number % 2 else "female",
            age="19_25" if number % 2 else "26_34",
            paid="yes" if number % 2 else "no",
            paid_cents=20_000 if number % 2 else None,
            found_via="school",
            outcome="advice_given",
        )
        casework.end(contact, by=by, at=AT)


if __name__ == "__main__":
    main()
