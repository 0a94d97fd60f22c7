"""One place that decides who may."""

from datetime import datetime

import pytest

from hulplijn.audit.actors import NOBODY, SYSTEM, Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import (
    COORDINATOR,
    COUNSELLOR,
    VISITOR,
    Matrix,
    NotAllowed,
    NotYours,
    RefusedTooLate,
    Who,
)
from hulplijn.plumbing.database import writing

MATRIX = Matrix(
    {
        "note.write": Who(frozenset({COUNSELLOR, COORDINATOR}), own=True),
        "chat.begin": Who(frozenset({VISITOR})),
    }
)
ANOUK = Actor.staff(1, frozenset({COUNSELLOR}), "Anouk")
BRAM = Actor.staff(2, frozenset({COUNSELLOR}), "Bram")
CARLA = Actor.staff(3, frozenset({COUNSELLOR, COORDINATOR}), "Carla")
DIRK = Actor.staff(4, frozenset({"analyst"}), "Dirk")


class Anouks:
    pk = 7

    def belongs_to(self, actor: Actor) -> bool:
        return actor.id == "1"


def test_the_owner_and_a_coordinator_may() -> None:
    assert MATRIX.may(ANOUK, "note.write", Anouks())
    assert MATRIX.may(CARLA, "note.write", Anouks())
    assert MATRIX.may(SYSTEM, "note.write", Anouks())


def test_a_colleague_may_not_write_in_a_case_that_is_not_hers() -> None:
    assert not MATRIX.may(BRAM, "note.write", Anouks())
    assert not MATRIX.may(ANOUK, "note.write")


def test_a_role_that_is_not_named_may_not() -> None:
    for by in (DIRK, NOBODY, Actor.visitor("1")):
        assert not MATRIX.may(by, "note.write", Anouks())
    assert not MATRIX.may(ANOUK, "chat.begin")


def test_a_verb_that_is_not_in_the_matrix_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        MATRIX.may(ANOUK, "note.burn")


@pytest.mark.django_db
def test_a_refusal_enters_the_audit_log(at: datetime) -> None:
    with pytest.raises(NotYours):
        MATRIX.require(BRAM, "note.write", Anouks(), at=at)
    with pytest.raises(NotAllowed):
        MATRIX.require(DIRK, "note.write", Anouks(), at=at)
    entries = AuditEntry.objects.order_by("pk").values_list("actor_id", "verb", "object_id", "outcome")
    assert list(entries) == [("2", "note.write", "7", "refused"), ("4", "note.write", "7", "refused")]


@pytest.mark.django_db(transaction=True)
def test_a_refusal_that_a_write_would_take_back_is_a_mistake_of_ours(at: datetime) -> None:
    with pytest.raises(RefusedTooLate), writing():
        MATRIX.require(BRAM, "note.write", Anouks(), at=at)
    with writing():
        MATRIX.require(ANOUK, "note.write", Anouks(), at=at)
    assert not AuditEntry.objects.exists()
