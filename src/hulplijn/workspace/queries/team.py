"""Who speaks what and knows what best."""

from __future__ import annotations

from dataclasses import dataclass

from hulplijn.accounts import queries as accounts
from hulplijn.accounts.models import Staff
from hulplijn.content import queries as content
from hulplijn.content.texts import Text


@dataclass(frozen=True)
class Ticked:
    """A code that can be chosen; `name` is what the page says."""

    code: str
    name: Text | str
    is_on: bool


@dataclass(frozen=True)
class Group:
    """Codes that belong together."""

    name: Text | str
    codes: list[Ticked]


@dataclass(frozen=True)
class Colleague:
    """A counsellor with what she speaks (none ticked means all) and knows best."""

    staff: Staff
    languages: list[Ticked]
    reasons: list[Group]
    roles: list[Ticked]

    @property
    def speaks(self) -> list[Ticked]:
        return [one for one in self.languages if one.is_on]

    @property
    def knows(self) -> list[Ticked]:
        reasons = [one for group in self.reasons for one in group.codes]
        return [one for one in (*reasons, *self.roles) if one.is_on]


def colleague(staff: Staff) -> Colleague:
    """`staff` with everything that can be ticked."""
    reasons, roles = content.code_list("reason"), content.code_list("role")
    groups = {group: [one for one in reasons.codes if one.group == group] for group in reasons.groups}
    mine = set(staff.skills)

    def ticked(code: str, name: Text) -> Ticked:
        return Ticked(code, name, code in mine)

    return Colleague(
        staff,
        [Ticked(code, code, code in staff.languages) for code in content.helpline().languages],
        [
            Group(reasons.groups[group], [ticked(one.code, one.label) for one in codes])
            for group, codes in groups.items()
            if [one.code for one in codes] != ["unknown"]
        ],
        [ticked(one.code, one.label) for one in roles.codes if one.is_("for_another")],
    )


def team() -> list[Colleague]:
    """All who can counsel, by alias."""
    return [colleague(one) for one in accounts.counsellors()]
