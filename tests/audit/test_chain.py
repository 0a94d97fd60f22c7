"""The chain names the first entry that is not as it was: rules, by random histories."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hulplijn.audit.rules import BEFORE_THE_FIRST, Anchors, Begin, Broken, Sealed, Whole, digest_of, verify

AT = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
SEED = 20261127
FIRST = Begin()


def sealed(facts: list[tuple[str, ...]], *, begin: Begin = FIRST) -> list[Sealed]:
    """Entries with those facts, sealed one after the other."""
    before, made = begin.before, []
    for number, said in enumerate(facts, begin.number):
        at = AT + timedelta(seconds=number)
        before = digest_of(before, number, at, said)
        made.append(Sealed(number, before, at, said))
    return made


def history(rng: random.Random) -> list[tuple[str, ...]]:
    return [(rng.choice(["case.read", "note.write"]), str(rng.random())) for _ in range(rng.randrange(2, 60))]


def tampered(rng: random.Random, whole: list[Sealed]) -> tuple[list[Sealed], int]:
    """The same log after somebody was in the database, and the number of the first broken entry."""
    log, place = list(whole), rng.randrange(len(whole))
    one = log[place]
    match rng.choice(["change", "time", "delete", "insert", "swap", "digest"]):
        case "change":
            log[place] = replace(one, facts=(*one.facts[:-1], "other"))
        case "time":
            log[place] = replace(one, at=one.at + timedelta(microseconds=1))
        case "delete":
            del log[place]
        case "digest":
            log[place] = replace(one, digest=bytes(32))
        case "insert":
            log.insert(place, replace(one, facts=("case.read", "never happened")))
        case "swap":
            other = (place + 1) % len(log)
            log[place] = replace(one, facts=log[other].facts)
            log[other] = replace(log[other], facts=one.facts)
            place = min(place, other)
    return log, place + 1


def test_whatever_is_done_to_an_entry_names_the_first_broken_one() -> None:
    rng = random.Random(SEED)
    for _ in range(1500):
        whole = sealed(history(rng))
        anchors = Anchors(digests={one.number: one.digest for one in rng.sample(whole, 1)})
        assert isinstance(verify(whole, anchors, head=len(whole)), Whole)
        log, first = tampered(rng, whole)
        found = verify(log, anchors, head=len(whole))
        assert isinstance(found, Broken), (SEED, first)
        assert found.number == first, (SEED, found, first)


def test_a_log_that_was_made_anew_as_a_whole_stands_against_its_anchors() -> None:
    whole = sealed([("case.read", str(n)) for n in range(10)])
    anchors = Anchors(digests={3: whole[2].digest, 7: whole[6].digest})
    anew = sealed([*(one.facts for one in whole[:4]), ("nothing",), *(one.facts for one in whole[5:])])
    assert verify(anew, anchors, head=10) == Broken("anchor", 7, anew[6].at, since=4)


@pytest.mark.parametrize(("head", "anchored"), [(10, 0), (6, 9)])
def test_a_log_without_its_last_entries_is_cut_off(head: int, anchored: int) -> None:
    whole = sealed([("case.read", str(n)) for n in range(10)])
    digests = {anchored: whole[anchored - 1].digest} if anchored else {}
    assert verify(whole[:6], Anchors(digests=digests), head=head) == Broken("cut off", 7, whole[5].at)


def test_a_log_whose_oldest_part_was_kept_long_enough_is_verified_from_its_beginning() -> None:
    whole = sealed([("case.read", str(n)) for n in range(10)])
    begin = Begin(5, whole[3].digest)
    assert verify(whole[4:], Anchors(begin), head=10) == Whole(6, 10, whole[-1].digest)
    assert verify(whole[2:], Anchors(begin), head=10) == Whole(6, 10, whole[-1].digest), "still to be pruned"
    assert verify(whole[5:], Anchors(begin), head=10) == Broken("begins late", 5, whole[5].at)
    assert isinstance(verify(whole[4:], Anchors(Begin(5, BEFORE_THE_FIRST)), head=10), Broken)


def test_an_empty_log_is_whole() -> None:
    assert verify([], Anchors(), head=0) == Whole(0, 0, BEFORE_THE_FIRST)
