"""What is done to accounts: `add_staff`, `set_password`, `set_skills`."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from hulplijn.accounts import rights
from hulplijn.accounts.models import Staff
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.content import queries as content
from hulplijn.plumbing.database import writing


class NameTaken(Exception):
    """Another member of staff logs in with this name."""


class UnknownSkill(Exception):
    """No list has this code."""


def add_staff(*, username: str, alias: str, role: str, password: str, by: Actor, at: datetime) -> Staff:
    """Add a member of staff who can log in at once.

    Raises:
        NameTaken: the log-in name is in use.
        NotAllowed: `by` is no administrator.
    """
    rights.require(by, "staff.add", at=at)
    staff = Staff(username=username, alias=alias, role=Staff.Role(role))
    staff.set_password(password)
    with writing():
        if Staff.objects.filter(username=username).exists():
            raise NameTaken(username)
        staff.save(force_insert=True)
        audit.record("staff.add", by=by, on=staff, at=at)
    return staff


def set_password(staff: Staff, password: str, *, by: Actor, at: datetime) -> None:
    """Give `staff` another password; sessions that were open end."""
    rights.require(by, "staff.add", at=at)
    staff.set_password(password)
    with writing():
        staff.save(update_fields=["password"])
        audit.record("staff.set_password", by=by, on=staff, at=at)


def set_skills(
    staff: Staff, *, languages: Collection[str], skills: Collection[str], by: Actor, at: datetime
) -> Staff:
    """What `staff` speaks (none means all) and knows best: codes of reasons and roles. Offers follow it.

    Raises:
        NotYours: `by` is neither `staff` nor a coordinator.
        UnknownSkill: a code that no list has.
    """
    rights.require(by, "staff.set_skills", staff, at=at)
    known = {*content.helpline().languages}
    topics = {one.code for name in ("reason", "role") for one in content.code_list(name).codes}
    for code, book in [*((one, known) for one in languages), *((one, topics) for one in skills)]:
        if code not in book:
            raise UnknownSkill(code)
    staff.languages, staff.skills = sorted(set(languages)), sorted(set(skills))
    with writing():
        staff.save(update_fields=["languages", "skills"])
        audit.record("staff.set_skills", by=by, on=staff, at=at)
    return staff
