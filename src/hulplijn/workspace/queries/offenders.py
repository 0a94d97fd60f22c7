"""The accounts of an offender beside a talk: how many there are, what the form offers, and what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hulplijn.casework.actions import LONGEST_ACCOUNT, ReadAccount
from hulplijn.casework.models import Contact, OffenderAccount
from hulplijn.content.queries import code_list
from hulplijn.content.texts import Text
from hulplijn.workspace.queries.facts import Choice, choices


@dataclass(frozen=True)
class OffenderForm:
    """What a new account may be of; `count` is how many the case has. It says nothing of what is in them."""

    count: int
    platforms: list[Choice]
    parts: list[Choice]
    longest: int


@dataclass(frozen=True)
class ShownAccount:
    """An account that was read, with its codes in words."""

    read: ReadAccount
    platform: Text | str
    part: Text | str


def offender_form(contact: Contact) -> OffenderForm:
    """The form, with the platforms of the coding first."""
    coded = [row["platform"] for row in contact.coding.platforms]
    platforms = choices("platform", ())
    first = [one for one in platforms if one.code in coded]
    rest = [one for one in platforms if one.code not in coded]
    count = OffenderAccount.objects.filter(case=contact.case_id).count()
    return OffenderForm(count, first + rest, choices("offender_part", ()), LONGEST_ACCOUNT)


def shown_accounts(read: Sequence[ReadAccount]) -> list[ShownAccount]:
    """What was read, in words."""
    return [
        ShownAccount(one, _label("platform", one.platform), _label("offender_part", one.part)) for one in read
    ]


def _label(list_name: str, code: str) -> Text | str:
    return code_list(list_name).label_of(code) if code else ""
