"""What a browser shows before it may begin a chat while the guard is up: a little work, or a little patience.

Nobody solves a puzzle. The page's script does the work while she types. Without script her form must have
been open for a moment, and such beginnings are let in one by one. Both are bound to the beginning that her
page can make (the id in her cookie), which makes one conversation only: so a proof cannot be used for a
second, whichever process it is shown to, and nothing has to be kept about it.
"""

from __future__ import annotations

import hmac
import math
import uuid
from datetime import UTC, datetime, timedelta

from hulplijn.channels.chat import actions, gate
from hulplijn.channels.chat.models import Guard
from hulplijn.channels.chat.rules import is_worked
from hulplijn.plumbing.rules import APART
from hulplijn.privacy.keyed import keyed_hash

PATIENCE = timedelta(seconds=20)
"""How long a form without script must have been open. To write what is going on takes longer."""
HOLDS = timedelta(hours=2)
"""How long what a page was asked can be shown."""
_SOON = timedelta(seconds=10)


class Unproven(Exception):
    """Neither worked for nor waited for. `asked` is what to show next, `wait` after how many seconds."""

    def __init__(self, asked: str, wait: timedelta) -> None:
        super().__init__("unproven")
        self.asked, self.wait = asked, max(1, math.ceil(wait.total_seconds()))


def guard_until(at: datetime) -> datetime | None:
    """Until when the guard is up; None when it is down."""
    return Guard.objects.filter(until__gt=at).values_list("until", flat=True).first()


def asked_of(start_id: uuid.UUID | None, at: datetime) -> str:
    """What the page that begins with `start_id` is asked to show: nothing while the guard is down."""
    return _asked(start_id, at) if start_id and guard_until(at) else ""


def require(shown: str, start_id: uuid.UUID, *, at: datetime) -> None:
    """Let a beginning pass that brings its proof; all do while the guard is down, and one that has begun.

    Raises:
        Unproven
    """
    if guard_until(at) is None or actions.is_used(start_id):
        return
    asked, _, work = shown.rpartition("~") if "~" in shown else (shown, "", "")
    since = _since(asked, start_id, at)
    if since is None:
        raise Unproven(_asked(start_id, at), PATIENCE)
    if work and is_worked(shown):
        return
    left = PATIENCE - (at - since)
    if left > timedelta(0):
        raise Unproven(asked, left)
    if not gate.lets_in_slowly():
        raise Unproven(asked, _SOON)


def _asked(start_id: uuid.UUID, at: datetime) -> str:
    moment = f"{int(at.timestamp()):x}"
    return f"{moment}.{_mark(start_id, moment)}"


def _since(asked: str, start_id: uuid.UUID, at: datetime) -> datetime | None:
    """When this was asked; None where we never asked it for this beginning, or too long ago."""
    moment, _, mark = asked.partition(".")
    if not asked.isascii() or not hmac.compare_digest(mark, _mark(start_id, moment)):
        return None
    since = datetime.fromtimestamp(int(moment, 16), UTC)
    return since if -APART <= at - since <= HOLDS else None


def _mark(start_id: uuid.UUID, moment: str) -> str:
    return keyed_hash("chat-proof", f"{start_id.hex}:{moment}").hex()[:32]
