"""A visitor comes back to her own case with four words."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed, NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework.code_rules import FLOOD, HERS, Pace, draw, readings, typed_words
from hulplijn.casework.errors import NotACode, TooManyWrongCodes, WrongCode
from hulplijn.casework.models import Contact, ReturnCode, WrongCodes
from hulplijn.content.queries import all_code_words, code_words
from hulplijn.plumbing import due
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)
HOME, ELSEWHERE = b"home", b"elsewhere"


def visitor_of(contact: Contact) -> Actor:
    return Actor.visitor(contact.conversation_id)


def swapped(word: str) -> str:
    """The word with its last two letters in each other's place."""
    return f"{word[:-2]}{word[-1]}{word[-2]}"


def code_of(contact: Contact, at: datetime) -> list[str]:
    return casework.make_return_code(contact.case, by=visitor_of(contact), at=at, language="nl")


def wrong(number: int) -> str:
    """A code that nobody has."""
    return " ".join(draw(code_words("en"), random.Random(number)))


def test_her_words_open_her_own_case_and_no_other(at: datetime) -> None:
    hers, other = builders.waiting_chat("van haar"), builders.waiting_chat("van een ander")
    words, others = code_of(hers, at), code_of(other, at)
    assert casework.come_back(" ".join(words), who=HOME, at=at) == hers.case
    assert casework.come_back(" ".join(others), who=HOME, at=at) == other.case


def test_capitals_spaces_accents_and_one_slip_in_a_word_do_no_harm(at: datetime) -> None:
    contact = builders.waiting_chat()
    one, two, three, four = code_of(contact, at)
    while not readings(
        (one, swapped(two), three, four), [code_words("nl")]
    ):  # one of thirty is near two words
        one, two, three, four = code_of(contact, at)
    for typed in (
        f"  {one.upper()}, {two}\n{three};{four}. ",
        f"{one}-{two}-{three}-{four}",
        f"{one.replace('e', 'é')} {two.replace('a', 'ä')} {three} {four}",
        f"{one}{one[-1]} {swapped(two)} {three} {four}",
    ):
        assert casework.come_back(typed, who=HOME, at=at) == contact.case, typed


def test_words_in_another_order_are_another_code(at: datetime) -> None:
    contact = builders.waiting_chat()
    words = code_of(contact, at)
    while len(set(words)) < 4:
        words = code_of(contact, at)
    with pytest.raises(WrongCode):
        casework.come_back(" ".join(reversed(words)), who=HOME, at=at)


@pytest.mark.parametrize("typed", ["", "appel", "appel boter", "xqzw vvvv wwww qqqq", "1234", "\0" * 9])
def test_what_is_no_code_says_so_and_costs_no_try(typed: str, at: datetime) -> None:
    with pytest.raises(NotACode):
        casework.come_back(typed, who=HOME, at=at)
    assert not WrongCodes.objects.exists()


def test_a_word_that_is_on_no_list_is_named(at: datetime) -> None:
    with pytest.raises(NotACode) as no_code:
        casework.come_back("appel boter xqzw munt", who=HOME, at=at)
    assert no_code.value.unknown == ("xqzw",)


def test_the_words_are_stored_nowhere(at: datetime) -> None:
    contact = builders.waiting_chat()
    words = code_of(contact, at)
    kept = bytes(ReturnCode.objects.get().code_hash)
    assert len(kept) == 32
    stored = repr(list(ReturnCode.objects.values())) + repr(list(AuditEntry.objects.values()))
    assert not any(word in stored for word in words)


def test_a_new_code_ends_the_one_before(at: datetime) -> None:
    contact = builders.waiting_chat()
    first, second = code_of(contact, at), code_of(contact, at)
    assert casework.come_back(" ".join(second), who=HOME, at=at) == contact.case
    with pytest.raises(WrongCode):
        casework.come_back(" ".join(first), who=HOME, at=at)


def test_a_year_after_its_last_use_a_code_opens_nothing_any_more(at: datetime) -> None:
    contact = builders.waiting_chat()
    typed, nearly = " ".join(code_of(contact, at)), timedelta(days=364)
    assert casework.come_back(typed, who=HOME, at=at + nearly) == contact.case
    assert casework.come_back(typed, who=HOME, at=at + 2 * nearly) == contact.case
    with pytest.raises(WrongCode):
        casework.come_back(typed, who=HOME, at=at + 2 * nearly + timedelta(days=365))
    assert not ReturnCode.objects.exists()


def test_a_code_that_she_withdraws_opens_nothing_any_more(at: datetime) -> None:
    contact = builders.waiting_chat()
    words = code_of(contact, at)
    casework.withdraw_return_code(contact.case, by=visitor_of(contact), at=at)
    with pytest.raises(WrongCode):
        casework.come_back(" ".join(words), who=HOME, at=at)


def test_nobody_makes_or_withdraws_the_code_of_another(at: datetime, counsellor: Actor) -> None:
    hers, other = builders.waiting_chat(), builders.waiting_chat()
    words = code_of(hers, at)
    with pytest.raises(NotYours):
        casework.make_return_code(hers.case, by=visitor_of(other), at=at)
    with pytest.raises(NotYours):
        casework.withdraw_return_code(hers.case, by=visitor_of(other), at=at)
    with pytest.raises(NotAllowed):
        casework.make_return_code(hers.case, by=counsellor, at=at)
    assert casework.come_back(" ".join(words), who=HOME, at=at) == hers.case


def test_after_wrong_codes_one_address_waits_and_another_not(at: datetime) -> None:
    contact = builders.waiting_chat()
    words = " ".join(code_of(contact, at))
    for number in range(HERS.burst):
        with pytest.raises(WrongCode):
            casework.come_back(wrong(number), who=HOME, at=at)
    with pytest.raises(TooManyWrongCodes) as slowed:
        casework.come_back(words, who=HOME, at=at)
    assert timedelta(0) < slowed.value.wait <= HERS.every
    assert casework.come_back(words, who=ELSEWHERE, at=at) == contact.case
    assert casework.come_back(words, who=HOME, at=at + slowed.value.wait) == contact.case


def test_guessing_from_many_addresses_is_slowed_as_well(at: datetime) -> None:
    slowed = 0
    for number in range(FLOOD.burst + 20):
        with pytest.raises((WrongCode, TooManyWrongCodes)) as refused:
            casework.come_back(wrong(number), who=f"bot {number}".encode(), at=at)
        slowed += isinstance(refused.value, TooManyWrongCodes)
    assert slowed == 20


def test_whoever_guessed_before_waits_for_all_guessers_and_a_newcomer_does_not(at: datetime) -> None:
    contact = builders.waiting_chat()
    words = " ".join(code_of(contact, at))
    for number in range(70):
        with pytest.raises(WrongCode):
            casework.come_back(wrong(number), who=f"bot {number}".encode(), at=at)
    with pytest.raises(TooManyWrongCodes):
        casework.come_back(words, who=b"bot 3", at=at)
    assert casework.come_back(words, who=HOME, at=at) == contact.case


@pytest.mark.parametrize("step", [timedelta(hours=1), timedelta(hours=-1)])
def test_a_clock_that_jumps_locks_nobody_out(at: datetime, step: timedelta) -> None:
    pace = Pace(timedelta(seconds=30), 5)
    spent: datetime | None = None
    for _ in range(50):
        spent = pace.after_wrong(spent, at)
    assert pace.wait(spent, at + step) <= pace.every


def test_an_hour_later_nothing_is_known_of_who_was_wrong(at: datetime) -> None:
    with pytest.raises(WrongCode):
        casework.come_back(wrong(1), who=HOME, at=at)
    assert WrongCodes.objects.filter(who_hash=HOME).exists()
    due.run_due(at=at + timedelta(hours=1))
    assert not WrongCodes.objects.exists()


def test_random_codes_are_read_back_from_what_clumsy_fingers_make_of_them() -> None:
    for seed in range(300):
        rng = random.Random(seed)
        words = code_words(rng.choice(["nl", "en"]))
        code = draw(words, rng)
        typed = [_clumsy(word, rng) for word in code]
        meant = readings(typed_words(rng.choice([" ", ", ", "-", "\n"]).join(typed)), all_code_words())
        assert all(len(one) == 4 for one in meant), f"seed {seed}"
        if typed == list(code):
            assert code in meant, f"seed {seed}"


def _clumsy(word: str, rng: random.Random) -> str:
    if rng.random() < 0.6:
        return word
    place = rng.randrange(len(word))
    return word[:place] + rng.choice(["", "q", word[place] * 2]) + word[place + 1 :]
