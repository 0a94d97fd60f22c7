"""References."""

import random
import re

from hulplijn.casework.rules import draw_reference


def test_a_reference_can_be_said_aloud_and_tells_no_order() -> None:
    rng = random.Random(7)
    drawn = [draw_reference(rng, 0) for _ in range(500)]
    assert all(re.fullmatch(r"[A-HJ-NPR-UW-Z]\d-\d{3}", one) for one in drawn)
    assert drawn != sorted(drawn)


def test_a_full_house_gets_longer_references() -> None:
    assert re.fullmatch(r"\w\d-\d{4}", draw_reference(random.Random(7), 8))
