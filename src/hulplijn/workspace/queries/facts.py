"""The coding of one contact, ready to be ticked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from hulplijn.casework import queries as casework
from hulplijn.casework.closing import Question
from hulplijn.casework.models import Coding, Contact
from hulplijn.content.list_shapes import Code
from hulplijn.content.own import asked
from hulplijn.content.queries import code_list
from hulplijn.content.rules.own import NUMBER, Own
from hulplijn.content.texts import Text
from hulplijn.workspace.rules.typed import euros

_NOT_TICKED = {
    "found_via": {"unknown"},
    "gender": {"unknown"},
    "outcome": {"unknown", "abandoned"},
}
"""Codes that stand for "not coded yet" or that only the system gives; shown only where they are chosen."""


@dataclass(frozen=True)
class Choice:
    """One chip."""

    code: str
    label: Text
    definition: Text
    chosen: bool
    group: str = ""


@dataclass(frozen=True)
class Group:
    """Chips under one heading; `holds_choice` opens it."""

    label: Text
    choices: list[Choice]

    @property
    def holds_choice(self) -> bool:
        return any(choice.chosen for choice in self.choices)


@dataclass(frozen=True)
class PlatformRow:
    """A platform of this contact and the parts that it played."""

    code: str
    label: Text
    parts: list[Choice]


@dataclass(frozen=True)
class OwnChips:
    """A field of the helpline's own; `name` is that of its input."""

    field: Own
    name: str
    choices: list[Choice]
    number: str = ""


@dataclass(frozen=True)
class Facts:
    """All chips of one contact. `money` and `images` say which questions the reason brings along."""

    contact: Contact
    coding: Coding
    reasons: list[Group]
    additional: list[Group]
    ages: list[Choice]
    genders: list[Choice]
    roles: list[Choice]
    platforms: list[PlatformRow]
    platforms_to_add: list[Choice]
    found_via: list[Choice]
    outcomes: list[Choice]
    paid: list[Choice]
    currencies: list[Choice]
    payment_methods: list[Choice]
    since_when: list[Choice]
    images_shared: list[Choice]
    depicted_minor: list[Choice]
    money: bool
    images: bool
    own: list[OwnChips]
    still_to_ask: list[Question]

    @property
    def demanded(self) -> str:
        return euros(self.coding.demanded_cents)

    @property
    def paid_amount(self) -> str:
        return euros(self.coding.paid_cents)

    @property
    def currency(self) -> Choice | None:
        """The currency of both amounts, where it is not the euro."""
        chosen = next((one for one in self.currencies if one.chosen), None)
        return chosen if chosen and chosen.code not in ("eur", "unknown") else None

    @property
    def more_about_money(self) -> bool:
        """Whether something is ticked of what stands folded under the amounts."""
        folded = (*self.currencies, *self.payment_methods, *self.since_when)
        return any(one.chosen for one in folded)

    @property
    def chosen_reason(self) -> Choice | None:
        return next((one for group in self.reasons for one in group.choices if one.chosen), None)

    @property
    def chosen_additional(self) -> list[Choice]:
        return [one for group in self.additional for one in group.choices if one.chosen]


def facts(contact: Contact, roles: Collection[str] = ()) -> Facts:
    """The chips of `contact`, with what is ticked; own fields where one of `roles` may see them."""
    coding, on = contact.coding, localdate(contact.started_at)
    reason = code_list("reason").get(coding.reason) if coding.reason in code_list("reason") else None
    group = reason.group if reason else ""
    return Facts(
        contact=contact,
        coding=coding,
        reasons=_groups("reason", {coding.reason}, on=on),
        additional=_groups(
            "reason", set(coding.additional_reasons), without={coding.reason, "unknown"}, on=on
        ),
        ages=choices("age", {coding.age}, on=on),
        genders=choices("gender", {coding.gender}, on=on),
        roles=choices("role", {coding.role}, on=on),
        platforms=[_platform(row["platform"], row["parts"]) for row in coding.platforms],
        platforms_to_add=[
            one
            for one in choices("platform", (), on=on)
            if one.code not in {row["platform"] for row in coding.platforms}
        ],
        found_via=choices("found_via", {coding.found_via}, on=on),
        outcomes=choices("outcome", {coding.outcome}, on=on),
        paid=choices("paid", {coding.paid}, on=on),
        currencies=choices("currency", {coding.currency}, on=on),
        payment_methods=choices("payment_method", {coding.payment_method}, on=on),
        since_when=choices("since_when", {coding.since_when}, on=on),
        images_shared=choices("yes_no_unknown", {coding.images_shared}, on=on),
        depicted_minor=choices("yes_no_unknown", {coding.depicted_minor}, on=on),
        money=bool(reason and reason.is_("sextortion")),
        images=group in {"sextortion", "images"},
        own=_own_fields(contact, roles),
        still_to_ask=casework.still_to_ask(contact),
    )


def _own_fields(contact: Contact, roles: Collection[str]) -> list[OwnChips]:
    on, values = localdate(contact.started_at), contact.coding.own
    shown = [one for one in asked(contact.coding.reason, on) if one.seen_by(roles)]
    return [_own(one, values.get(one.code), on) for one in shown]


def _own(field: Own, value: object, on: date) -> OwnChips:
    chosen = set(value) if isinstance(value, list) else {value}
    chips = [
        Choice(one.code, one.label, Text(), one.code in chosen)
        for one in field.codes
        if one.code in chosen or one.until is None or on <= one.until
    ]
    number = str(value) if field.kind == NUMBER and value is not None else ""
    return OwnChips(field, f"own:{field.code}", chips, number)


def choices(
    list_name: str, chosen: Collection[str], *, without: Collection[str] = (), on: date | None = None
) -> list[Choice]:
    """The chips of one list; what is chosen is always among them."""
    hidden = _NOT_TICKED.get(list_name, set()) | set(without)
    return [
        _choice(one, chosen)
        for one in code_list(list_name).codes
        if one.code in chosen or (one.code not in hidden and one.is_ticked(on))
    ]


def _choice(code: Code, chosen: Collection[str]) -> Choice:
    return Choice(code.code, code.label, code.definition, code.code in chosen, code.group)


def _groups(
    list_name: str, chosen: Collection[str], *, without: Collection[str] = (), on: date
) -> list[Group]:
    found = choices(list_name, chosen, without=without, on=on)
    groups = code_list(list_name).groups
    return [
        Group(label, inside)
        for name, label in groups.items()
        if (inside := [one for one in found if one.group == name])
    ]


def _platform(code: str, parts: Collection[str]) -> PlatformRow:
    return PlatformRow(code, code_list("platform").label_of(code), choices("platform_part", parts))
