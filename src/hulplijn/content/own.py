"""The helpline's own coded fields as they stand now."""

from __future__ import annotations

from datetime import date

from hulplijn.content.models import OwnField
from hulplijn.content.queries import code_list
from hulplijn.content.rules.own import YES_NO, YES_NO_CODES, Own, OwnCode
from hulplijn.content.texts import Text


def own_fields() -> tuple[Own, ...]:
    """Every field in its newest version, ended ones too, in the order in which they were made."""
    newest: dict[str, OwnField] = {}
    for row in OwnField.objects.order_by("version", "at", "code"):
        newest[row.code] = row
    return tuple(_own(row) for row in newest.values())


def asked(reason: str, on: date) -> tuple[Own, ...]:
    """The fields that are asked of a contact with `reason` that began `on` that day."""
    return tuple(one for one in own_fields() if one.is_asked(reason, on))


def _own(row: OwnField) -> Own:
    codes = tuple(
        OwnCode(one["code"], Text(one["label"]), date.fromisoformat(one["until"]) if one["until"] else None)
        for one in row.codes
    )
    if row.kind == YES_NO:
        answers = code_list("yes_no_unknown")
        codes = tuple(OwnCode(one, answers.label_of(one)) for one in YES_NO_CODES)
    return Own(
        code=row.code,
        version=row.version,
        kind=row.kind,
        label=Text(row.label),
        definition=Text(row.definition),
        codes=codes,
        lowest=row.lowest or 0,
        highest=row.highest or 0,
        reasons=tuple(row.reasons),
        roles=frozenset(row.roles),
        since=row.since,
        until=row.until,
    )
