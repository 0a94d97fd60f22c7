"""The staff of the sample: nobody real."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from hulplijn.accounts import actions as accounts
from hulplijn.accounts import queries as accounts_queries
from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.plumbing.database import writing


@dataclass(frozen=True)
class Person:
    """A member of the sample's staff."""

    username: str
    alias: str
    role: str = "counsellor"
    capacity: int = 1
    """How many contacts at once she wants on the sample day."""
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


COUNSELLORS = (
    Person("noor", "Noor V.", capacity=3),
    Person("sam", "Sam", languages=("en", "nl"), skills=("ncii_spread", "deepfake_sexual")),
    Person("anouk", "Anouk", skills=("account_hacked", "scam_fraud")),
    Person("tarik", "Tarik", skills=("parent", "teacher")),
    Person("jet", "Jet"),
    Person("bas", "Bas"),
    Person("imane", "Imane"),
    Person("wieke", "Wieke"),
)
OTHERS = (
    Person("sanne", "Sanne", "coordinator"),
    Person("ravi", "Ravi", "analyst"),
    Person("beheer", "Beheer", "administrator"),
    Person("lena", "Lena", "log_manager"),
)
SHOWN = (*COUNSELLORS[:3], *OTHERS)
"""Whose log-ins a demonstration prints."""
ON_DUTY = COUNSELLORS[:4]
"""Who works on the sample day."""
ON_A_BREAK = COUNSELLORS[5]
AT_WORK = (*ON_DUTY, ON_A_BREAK)


def settle(*, at: datetime) -> dict[str, Staff]:
    """Make sure that all of them have an account; nobody knows the passwords. Returns them by log-in name."""
    there = {staff.username: staff for staff in Staff.objects.all()}
    for person in (*COUNSELLORS, *OTHERS):
        if person.username not in there:
            there[person.username] = accounts.add_staff(
                username=person.username,
                alias=person.alias,
                role=person.role,
                password=secrets.token_urlsafe(24),
                by=SYSTEM,
                at=at,
            )
            there[person.username].languages = list(person.languages)
            there[person.username].skills = list(person.skills)
            with writing():
                there[person.username].save(update_fields=["languages", "skills"])
    return there


def counsellors(*, at: datetime) -> list[Actor]:
    """The sample's counsellors, ready to act."""
    there = settle(at=at)
    return [accounts_queries.actor_of(there[person.username]) for person in COUNSELLORS]


def coordinator(*, at: datetime) -> Actor:
    """The sample's coordinator, ready to act."""
    return accounts_queries.actor_of(settle(at=at)[OTHERS[0].username])


_WORDS = (
    "anker", "appel", "beker", "berg", "bloem", "boek", "boot", "brug", "deur", "duin", "eend", "fiets",
    "glas", "gras", "haven", "hek", "jas", "kaars", "kast", "kers", "klok", "knoop", "kraan", "lamp",
    "lepel", "mand", "molen", "muts", "noot", "oever", "pan", "peer", "plein", "regen", "riet", "schip",
    "sjaal", "sloot", "steen", "stoel", "tafel", "tent", "trein", "tuin", "veer", "vis", "vuur", "wol",
)  # fmt: skip


def new_passwords(*, at: datetime) -> list[tuple[Person, str]]:
    """Give everybody who is shown a fresh random password; those of an earlier run stop working."""
    there = settle(at=at)
    given = []
    with writing():
        for person in SHOWN:
            words = "-".join(secrets.choice(_WORDS) for _ in range(4))
            password = f"{words}-{secrets.randbelow(900) + 100}"
            accounts.set_password(there[person.username], password, by=SYSTEM, at=at)
            given.append((person, password))
    return given
