"""What may not be in a log: the address of who connects, and private text."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from hulplijn.plumbing import logs
from hulplijn.privacy.private_text import PrivateText


@pytest.fixture
def configured(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Logging as a server sets it up, written where `capsys` reads."""
    root = logging.getLogger()
    before = root.handlers, root.level
    logs.configure({"level": "INFO"})
    yield
    root.handlers, root.level = before


@pytest.mark.usefixtures("configured")
def test_the_server_below_us_does_not_write_down_who_connects() -> None:
    assert logging.getLogger("uvicorn.access").disabled
    assert not logging.getLogger("uvicorn.error").isEnabledFor(logging.INFO)
    assert logging.getLogger("uvicorn.error").isEnabledFor(logging.WARNING)


@pytest.mark.usefixtures("configured")
def test_a_log_line_shows_no_private_text(capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("hulplijn.test").error("lost %s", PrivateText("my secret"))
    told = capsys.readouterr().err
    assert "lost" in told
    assert "secret" not in told
