"""`save_own_field`: the helpline asks something of its own, or asks it otherwise from now on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import rights
from hulplijn.casework.errors import OwnFieldChanged
from hulplijn.content.models import OwnField
from hulplijn.content.own import own_fields
from hulplijn.content.rules.own import NUMBER, YES_NO, Own, code_for, with_codes
from hulplijn.plumbing.database import writing


def save_own_field(field: Own, *, by: Actor, at: datetime) -> Own:
    """Keep `field` as the next version of itself, or as a new one where it has no code yet.

    A field keeps its code and its kind, and every code that it ever had.

    Raises:
        OwnFieldChanged: a colleague made the next version meanwhile.
    """
    rights.require(by, "own_field.save", at=at)
    with writing():
        there = {one.code: one for one in own_fields()}
        if field.code:
            before = there[field.code]
            if before.version != field.version:
                raise OwnFieldChanged
            field = replace(
                field,
                kind=before.kind,
                codes=with_codes(before.codes, field.codes),
                version=before.version + 1,
            )
        else:
            field = replace(field, code=code_for(field.label.in_("en"), there), version=1)
        row = OwnField.objects.create(
            code=field.code,
            version=field.version,
            kind=field.kind,
            label=field.label,
            definition=field.definition,
            codes=[] if field.kind == YES_NO else list(_kept(field)),
            lowest=field.lowest if field.kind == NUMBER else None,
            highest=field.highest if field.kind == NUMBER else None,
            reasons=list(field.reasons),
            roles=sorted(field.roles),
            since=field.since,
            until=field.until,
            at=at,
        )
        audit.record("own_field.save", by=by, on=row, at=at)
    return field


def _kept(field: Own) -> Iterable[dict[str, object]]:
    for one in field.codes:
        until = one.until.isoformat() if one.until else None
        yield {"code": one.code, "label": dict(one.label), "until": until}
