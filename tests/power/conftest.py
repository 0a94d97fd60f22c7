"""What the power cuts need."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.power.cluster import Cluster
from tests.power.disk import build


@pytest.fixture(scope="session")
def twin_library() -> Iterator[Path]:
    """The preloaded library, compiled once, where PostgreSQL's own user can read it."""
    if not shutil.which("cc"):
        pytest.fail("A C compiler is missing. Install it with: apt-get install gcc libc6-dev", pytrace=False)
    folder = Path(tempfile.mkdtemp(prefix="hulplijn-twin-"))
    folder.chmod(0o755)
    yield build(folder)
    shutil.rmtree(folder)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """An empty cluster; PostgreSQL's own user may go into its folder."""
    folder = Path(tempfile.mkdtemp(prefix="hulplijn-power-"))
    folder.chmod(0o755)
    made = Cluster(folder)
    yield made
    made.remove()
