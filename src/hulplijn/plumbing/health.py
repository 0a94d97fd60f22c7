"""What this process can say about the parts it stands on. No part of this is about a person."""

from __future__ import annotations

from collections.abc import Callable

_states: dict[str, Callable[[], str]] = {}


def tell(part: str, state: Callable[[], str]) -> None:
    """Let `state()` say in one word how `part` is; entered by the process that stands on it."""
    _states[part] = state


def states() -> dict[str, str]:
    """How each part is now."""
    return {part: state() for part, state in _states.items()}
