"""The power goes while people chat: all that was acknowledged is there when it comes back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import environment
from tests.live import Helpline, opened
from tests.power.cluster import Cluster
from tests.power.crowd import Crowd
from tests.power.disk import Disk

pytestmark = pytest.mark.sqlite  # both databases are brought by the tests themselves


def test_sqlite_has_all_that_was_acknowledged(
    prepared_data: Path, tmp_path: Path, twin_library: Path
) -> None:
    with opened(prepared_data, tmp_path / "data") as helpline:
        helpline.stop()
        disk = Disk.begin(helpline.data, tmp_path / "twin", twin_library)
        plain = dict(helpline.env)
        helpline.env.update(disk.env)
        helpline.start()
        crowd = Crowd(helpline, 8)
        crowd.write(until=150)
        disk.cut()
        helpline.kill()
        crowd.stop()
        disk.restore()
        helpline.env = plain
        helpline.start()
        _compare(crowd, helpline)


def test_postgresql_has_all_that_was_acknowledged(cluster: Cluster, twin_library: Path) -> None:
    cluster.make()
    cluster.start()
    cluster.create()
    helpline = cluster.helpline()
    cluster.stop()
    disk = Disk.begin(cluster.rows, cluster.folder / "twin", twin_library, owner=cluster.rows.stat())
    cluster.start(env=disk.env)
    helpline.start()
    try:
        crowd = Crowd(helpline, 8)
        crowd.write(until=150)
        disk.cut()
        cluster.kill()
        crowd.stop()
        helpline.kill()
        disk.restore()
        cluster.start()
        helpline.start()
        _compare(crowd, helpline)
    finally:
        helpline.kill()


def _compare(crowd: Crowd, helpline: Helpline) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.faults.book"],
        env=helpline.env,
        cwd=environment.REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    there = [message["text"] for page in json.loads(told.stdout).values() for message in page["messages"]]
    lost = [text for text in crowd.acknowledged if text not in there]
    print(f"lost {len(lost)} of {len(crowd.acknowledged)} acknowledged; {len(there)} are there")
    assert len(crowd.acknowledged) >= 150
    assert not lost, f"{len(lost)} of {len(crowd.acknowledged)} that were acknowledged"
    assert len(there) == len(set(there))
