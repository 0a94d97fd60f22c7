"""What may stand in a coded field: the published lists decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.timezone import localdate

from hulplijn.casework.errors import UnknownCode
from hulplijn.casework.models import Coding
from hulplijn.content.own import own_fields
from hulplijn.content.queries import code_list, lists_version
from hulplijn.content.rules import own

LISTS = {
    "reason": "reason",
    "age": "age",
    "gender": "gender",
    "role": "role",
    "found_via": "found_via",
    "outcome": "outcome",
    "paid": "paid",
    "currency": "currency",
    "payment_method": "payment_method",
    "since_when": "since_when",
    "images_shared": "yes_no_unknown",
    "depicted_minor": "yes_no_unknown",
}
_AMOUNTS = ("demanded_cents", "paid_cents")
_HIGHEST_CENTS = 2_000_000_000
FIELDS = (*LISTS, "additional_reasons", "platforms", "counts_as_data", *_AMOUNTS, "own")
"""All that `code` takes."""


def change(coding: Coding, fields: Mapping[str, Any]) -> bool:
    """Put checked `fields` into `coding`, unsaved; whether anything is different now.

    Raises:
        UnknownCode
    """
    before = [getattr(coding, name) for name in FIELDS]
    for name, value in fields.items():
        found = _own(coding, value) if name == "own" else _checked(name, value)
        if name in LISTS:
            _require_still_ticked(coding, name, str(found))
        setattr(coding, name, found)
    if "outcome" in fields and "counts_as_data" not in fields:
        coding.counts_as_data = not coding.outcome or _outcome_counts(coding.outcome)
    if coding.paid_cents is not None and "paid_cents" in fields and "paid" not in fields:
        coding.paid = "yes"
    if coding.paid != "yes":
        coding.paid_cents = None
    if "reason" in fields or "additional_reasons" in fields:
        coding.additional_reasons = [one for one in coding.additional_reasons if one != coding.reason]
    coding.lists_version = lists_version()
    return before != [getattr(coding, name) for name in FIELDS]


def _require_still_ticked(coding: Coding, name: str, code: str) -> None:
    """A code whose last day was before the contact began is refused, unless it stands there already.

    Raises:
        UnknownCode
    """
    if coding.contact_id is None or code in ("", getattr(coding, name)):
        return
    if not code_list(LISTS[name]).get(code).is_ticked(localdate(coding.contact.started_at)):
        raise UnknownCode(name, code)


def _own(coding: Coding, values: Any) -> dict[str, own.Value]:
    """What was ticked in own fields, with `values` put over it."""
    if not isinstance(values, Mapping):
        raise UnknownCode("own", values)
    kept, fields = dict(coding.own), {one.code: one for one in own_fields()}
    on = localdate(coding.contact.started_at)
    for name, value in values.items():
        before = kept.pop(name, None)
        try:
            found = own.checked(fields[name], value, on=on, before=before)
        except (KeyError, own.BadValue) as wrong:
            raise UnknownCode(f"own:{name}", value) from wrong
        if found is not None:
            kept[name] = found
    return kept


def _outcome_counts(outcome: str) -> bool:
    return code_list("outcome").get(outcome).is_("counts_as_data")


def checked_code(field: str, list_name: str, value: object) -> str:
    """`value` as a code of the list `list_name`, or "".

    Raises:
        UnknownCode
    """
    if value in ("", None):
        return ""
    if not isinstance(value, str) or value not in code_list(list_name):
        raise UnknownCode(field, value)
    return value


def _checked(name: str, value: Any) -> Any:
    if name in LISTS:
        return checked_code(name, LISTS[name], value)
    if name in _AMOUNTS:
        if value is None or (type(value) is int and 0 <= value <= _HIGHEST_CENTS):
            return value
    elif name == "counts_as_data":
        if isinstance(value, bool):
            return value
    elif name == "additional_reasons":
        return list(dict.fromkeys(checked_code(name, "reason", one) for one in _many(name, value) if one))
    elif name == "platforms":
        return _platforms(value)
    raise UnknownCode(name, value)


def _many(field: str, value: Any) -> Iterable[Any]:
    if value is None or isinstance(value, (list, tuple)):
        return value or ()
    raise UnknownCode(field, value)


def _platforms(rows: Any) -> list[dict[str, Any]]:
    parts_of: dict[str, dict[str, None]] = {}
    for row in _many("platforms", rows):
        if not isinstance(row, Mapping):
            raise UnknownCode("platforms", row)
        platform = checked_code("platforms", "platform", row.get("platform"))
        if not platform:
            continue
        named = (one for one in _many("platforms", row.get("parts")) if one)
        parts = parts_of.setdefault(platform, {})
        parts.update(dict.fromkeys(checked_code("platforms", "platform_part", one) for one in named))
    return [{"platform": platform, "parts": list(parts)} for platform, parts in parts_of.items()]
