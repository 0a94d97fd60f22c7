"""Logs without private text: an event name and coded facts, one JSON object a line."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

import structlog


def configure(settings: Mapping[str, Any]) -> None:
    """Set up logging for the process; `settings` is Django's LOGGING."""
    shared: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    out = logging.StreamHandler()
    out.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                without_words,
                structlog.processors.JSONRenderer(default=repr),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [out]
    root.setLevel(settings.get("level", "INFO"))
    # Django and uvicorn log addresses and paths of requests; neither may be kept.
    # uvicorn writes the address of every WebSocket to its error log, as information.
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").setLevel("WARNING")
    logging.getLogger("django.server").disabled = True
    logging.getLogger("django.request").setLevel("ERROR")


def without_words(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Take out of a log line what somebody may have typed or asked for.

    Of an exception, its type and where it came from stay; its message may quote what was typed. Django's
    own lines name the path of the request, so of those the logger and the status stay.
    """
    event.pop("request", None)
    wrong = event.pop("exc_info", None)
    if isinstance(wrong, tuple) and wrong[0] is not None:
        frames = traceback.extract_tb(wrong[2])[-8:]
        event["exception"] = wrong[0].__name__
        event["where"] = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in frames]
    if str(event.get("logger", "")).startswith("django."):
        event["event"] = "django"
        event.pop("positional_args", None)
    return event
