"""The one write to the audit log: `record`."""

from __future__ import annotations

import uuid
from datetime import datetime

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.plumbing.database import writing


def record(
    verb: str, *, by: Actor, on: object = None, at: datetime, outcome: str = "done", why: str = ""
) -> None:
    """Enter that `by` did `verb` to `on`; stands or falls with the write it is part of.

    It holds pseudonymous ids and codes only (NEN 7513: what, when, on which client, by whom, on whose duty).
    An object that belongs to a case says so by `case_pk`; `why` is a code.
    """
    case_id = getattr(on, "case_pk", None)
    with writing():
        AuditEntry.objects.create(
            at=at,
            actor_kind=by.kind,
            actor_id=by.id,
            actor_roles=",".join(sorted(by.roles)),
            verb=verb,
            object_kind=type(on).__name__.lower() if on is not None else "",
            object_id=str(getattr(on, "pk", "") or ""),
            case_id=case_id if isinstance(case_id, uuid.UUID) else None,
            why=why[:40],
            outcome=outcome,
        )
