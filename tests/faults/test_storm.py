"""Whatever is killed or cut, and whenever: nothing that was acknowledged is lost, doubled or out of order."""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import Callable
from pathlib import Path

from tests.faults.town import Town
from tests.live import Helpline

FAULTS = int(os.environ.get("FAULTS", "60"))
SEED = int(os.environ.get("SEED", "0")) or random.SystemRandom().randrange(1, 10**6)


def test_nothing_is_lost_in_a_storm(live: Helpline, tmp_path: Path, capsys: Callable[..., object]) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    outcome = asyncio.run(Town(SEED, logs, live).live(FAULTS))
    with capsys.disabled():  # type: ignore[attr-defined]
        print(f"\n{outcome.table()}")
    assert outcome.faults >= FAULTS
    assert outcome.died["server, kill -9"] > 0
    assert sum(outcome.broken.values()) > 0
    assert outcome.verdict.acknowledged > 0
    assert outcome.verdict.is_clean, outcome.verdict.table()
