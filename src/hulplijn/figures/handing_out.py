"""That figures left the product, written down: `note_export`."""

from __future__ import annotations

from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.figures import rights


def note_export(what: str, *, by: Actor, at: datetime) -> None:
    """Enter that `by` took `what` along: the name of a file, such as 2024-age.csv.

    Raises:
        NotAllowed
    """
    rights.require(by, "figures.export", at=at)
    audit.record("figures.export", by=by, at=at, why=what)
