"""Whatever is killed or cut, and whenever: nothing that was acknowledged is lost, doubled or out of order."""

from __future__ import annotations

import asyncio
import os
import random
from pathlib import Path

import pytest

from tests.faults.town import Outcome, Town
from tests.faults.visitors import TRANSPORTS
from tests.live import Helpline, several
from tests.processes.services import RedisServer

FAULTS = int(os.environ.get("FAULTS", "60"))
SEED = int(os.environ.get("SEED", "0")) or random.SystemRandom().randrange(1, 10**6)


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    folder = tmp_path / "logs"
    folder.mkdir()
    return folder


@pytest.mark.sqlite
def test_nothing_is_lost_in_a_storm(live: Helpline, logs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = asyncio.run(Town(SEED, logs, live).live(FAULTS))
    with capsys.disabled():
        print(f"\n{outcome.table()}")
    _holds(outcome)


@pytest.mark.postgresql
def test_nothing_is_lost_with_two_processes_postgresql_and_redis(
    prepared_data: Path, tmp_path: Path, logs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    redis = RedisServer(tmp_path)
    redis.start()
    try:
        with several(prepared_data, tmp_path / "data", 2, redis.url) as two:
            outcome = asyncio.run(Town(SEED, logs, *two, redis=redis).live(FAULTS))
    finally:
        redis.kill()
    with capsys.disabled():
        print(f"\n{outcome.table()}")
    _holds(outcome)
    assert outcome.died["Redis, kill -9"] > 0
    assert sum(times for what, times in outcome.died.items() if what.startswith("database")) > 0


def _holds(outcome: Outcome) -> None:
    assert outcome.faults >= FAULTS
    assert outcome.died["server, kill -9"] > 0
    assert sum(outcome.broken.values()) > 0
    assert set(outcome.conversations) == {"chromium", *(one.transport for one in TRANSPORTS)}
    verdict = outcome.verdict
    everything = (verdict.acknowledged, verdict.notes, verdict.drafts, verdict.transfers, verdict.codes)
    assert all((*everything, verdict.closed)), verdict.table()
    assert outcome.verdict.is_clean, outcome.verdict.table()
