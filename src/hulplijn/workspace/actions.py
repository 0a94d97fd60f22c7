"""What a member of staff does to her own screen: `set_preferences`, `reset_keys`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.plumbing.database import writing
from hulplijn.workspace import rights
from hulplijn.workspace.models import Preferences
from hulplijn.workspace.rules import keys as rules
from hulplijn.workspace.shortcuts import DEEDS


def set_preferences(
    keys: Mapping[str, str],
    *,
    single_keys: bool,
    enter_sends: bool,
    tone: bool,
    notify: bool,
    by: Actor,
    at: datetime,
) -> Preferences:
    """Keep what `by` chose: a key for each deed, and what her screen does by itself.

    Raises:
        InUse: two keys get in each other's way.
    """
    rights.require(by, "preferences.set", at=at)
    chosen = {deed.id: keys.get(deed.id, deed.key) for deed in DEEDS}
    rules.check(chosen)
    own = {deed.id: chosen[deed.id] for deed in DEEDS if chosen[deed.id] != deed.key}
    kept = {
        "keys": own,
        "single_keys": single_keys,
        "enter_sends": enter_sends,
        "tone": tone,
        "notify": notify,
    }
    return _keep(kept, by=by, at=at)


def reset_keys(*, by: Actor, at: datetime) -> Preferences:
    """Give `by` the standard keys again."""
    rights.require(by, "preferences.set", at=at)
    return _keep({"keys": {}, "single_keys": True, "enter_sends": True}, by=by, at=at)


def _keep(fields: Mapping[str, object], *, by: Actor, at: datetime) -> Preferences:
    with writing():
        preferences, _ = Preferences.objects.update_or_create(staff_id=int(by.id), defaults=dict(fields))
        audit.record("preferences.set", by=by, on=preferences, at=at)
    return preferences
