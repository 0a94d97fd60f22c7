"""What may not be in a log: the address of who connects, and private text."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from hulplijn.plumbing import logs
from hulplijn.privacy.private_text import PrivateText


@pytest.fixture
def restored() -> Iterator[None]:
    """Puts the handlers of the test run back."""
    root = logging.getLogger()
    before = root.handlers, root.level
    yield
    root.handlers, root.level = before


@pytest.mark.usefixtures("restored")
def test_the_server_below_us_does_not_write_down_who_connects() -> None:
    logs.configure({"level": "INFO"})
    assert logging.getLogger("uvicorn.access").disabled
    assert not logging.getLogger("uvicorn.error").isEnabledFor(logging.INFO)
    assert logging.getLogger("uvicorn.error").isEnabledFor(logging.WARNING)


@pytest.mark.usefixtures("restored")
def test_a_log_line_shows_no_private_text(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure({"level": "INFO"})
    logging.getLogger("hulplijn.test").error("lost %s", PrivateText("my secret"))
    told = capsys.readouterr().err
    assert "lost" in told
    assert "secret" not in told


@pytest.mark.usefixtures("restored")
def test_a_log_line_names_neither_a_path_nor_what_an_error_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure({"level": "INFO"})
    try:
        int("my secret")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/werk/gesprek/my-secret/")
        logging.getLogger("hulplijn.test").exception("failed")
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert "test_logs.py" in told
    assert "secret" not in told
