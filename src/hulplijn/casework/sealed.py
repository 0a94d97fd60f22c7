"""The case's handle for casework's own bookkeeping, which reads nothing that was said.

Reading a case goes through `actions.open_case`, which checks and logs.
"""

from __future__ import annotations

import uuid

from hulplijn.casework.errors import LinkGone
from hulplijn.casework.models import Case
from hulplijn.privacy.keys import KeyGone, open_key
from hulplijn.privacy.private_text import PrivateText
from hulplijn.privacy.sealing import CannotOpen


def link(case: Case, entry_id: uuid.UUID | None, *, about: str) -> bytes | None:
    """The sealed link from a row of `case` to its ledger entry; None where it has none."""
    if entry_id is None:
        return None
    return open_key(case.key_id).seal(str(entry_id), about=about)


def follow(case: Case, blob: bytes | None, *, about: str) -> uuid.UUID:
    """The ledger entry that a sealed link points at.

    Raises:
        LinkGone: the link was erased, or the case's key destroyed.
    """
    if not blob:
        raise LinkGone(about.partition(":")[0])
    try:
        return uuid.UUID(open_key(case.key_id).open(blob, about=about).reveal())
    except (KeyGone, CannotOpen) as gone:
        raise LinkGone(about.partition(":")[0]) from gone


def write(case: Case, text: str, *, about: str) -> bytes:
    """`text` sealed for `about`: what somebody may write who need not read."""
    return open_key(case.key_id).seal(text, about=about)


def read(case: Case, blob: bytes, *, about: str) -> PrivateText:
    """The one text of `case` that an action has checked and logged the reading of."""
    return open_key(case.key_id).open(blob, about=about)


def name_of(case: Case) -> PrivateText | None:
    """What the person wants to be called, for the list of whoever took her contact (taking is logged)."""
    if not case.name:
        return None
    try:
        return open_key(case.key_id).open(case.name, about=case.name_about)
    except (KeyGone, CannotOpen):
        return None
