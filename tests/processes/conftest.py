"""One helpline in two processes, on PostgreSQL and Redis."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.environment import REPOSITORY
from tests.live import Helpline, several
from tests.processes.services import RedisServer


@pytest.fixture(scope="session")
def redis_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def two(
    prepared_data: Path, tmp_path_factory: pytest.TempPathFactory, redis_server: RedisServer
) -> Iterator[list[Helpline]]:
    """Two processes that were started at once, with pages of their own."""
    folder = tmp_path_factory.mktemp("two")
    content = folder / "content"
    shutil.copytree(REPOSITORY / "content", content)
    own = {"HULPLIJN_CONTENT": str(content), "HULPLIJN_LIVE_ADDRESS": "1", "HULPLIJN_TRUST_PROXY": "1"}
    with several(prepared_data, folder / "data", 2, redis_server.url, **own) as processes:
        yield processes
