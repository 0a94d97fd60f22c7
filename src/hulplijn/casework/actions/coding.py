"""`code`: the ticks beside a contact, each kept as it is made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hulplijn.audit.actors import Actor
from hulplijn.casework import rights
from hulplijn.casework.actions.rows import held
from hulplijn.casework.codes import change
from hulplijn.casework.errors import AlreadyClosed, UnknownCode
from hulplijn.casework.models import Coding, Contact
from hulplijn.content.own import own_fields
from hulplijn.plumbing.database import writing


def code(contact: Contact, *, by: Actor, at: datetime, **fields: Any) -> Coding:
    """Keep the given coded fields of an open contact; "" or None takes a tick away.

    Codes are checked against the published lists; amounts are whole hundredths of the
    coded currency, euro where none is.
    The outcome says whether the contact counts as data, unless `counts_as_data` is given with it.
    An amount paid says that was paid, and "no" or "unknown" takes the amount away.

    Raises:
        UnknownCode: `field` and `value` say which.
        AlreadyClosed: a closed contact is changed with `recode`.
    """
    rights.require(by, "contact.code", contact, at=at)
    only_what_she_sees(fields, by)
    with writing():
        contact = held(contact)
        if contact.closed_at:
            raise AlreadyClosed
        if change(contact.coding, fields) and contact.ended_at:
            contact.coding.ahead_of_ledger = True
        contact.coding.save()
    return contact.coding


def only_what_she_sees(fields: Mapping[str, Any], by: Actor) -> None:
    """An own field takes nothing from whoever may not see it.

    Raises:
        UnknownCode
    """
    own = fields.get("own") or {}
    seen = {one.code for one in own_fields() if one.seen_by(by.roles)} if own else set()
    for name in own:
        if name not in seen and by.kind == "staff":
            raise UnknownCode(f"own:{name}", own[name])
