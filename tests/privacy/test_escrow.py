"""The root key in shares of words."""

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shamir_mnemonic import Share

from hulplijn.privacy.escrow import BadShare, Joining, split


def _joined(shares: list[str]) -> bytes:
    joining = Joining()
    for words in shares:
        joining.add(words)
    return joining.key()


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.integers(2, 7), st.integers(0, 4), st.randoms())
def test_any_of_the_shares_bring_the_key_back(
    key: bytes, needed: int, more: int, chance: random.Random
) -> None:
    shares = split(key, shares=needed + more, needed=needed)
    assert _joined(chance.sample(shares, needed)) == key


def test_too_few_do_not_make_the_key() -> None:
    key = os.urandom(32)
    shares = split(key, shares=3, needed=2)
    joining = Joining()
    joining.add(shares[0])
    assert not joining.is_enough
    with pytest.raises(BadShare, match="too few"):
        joining.key()
    assert Share.from_mnemonic(shares[0]).value != key


@pytest.mark.parametrize("slip", ["swapped", "missing", "other", "empty", "too many"])
def test_a_slip_of_the_pen_is_told_and_the_share_can_be_given_again(slip: str) -> None:
    shares = split(bytes(32), shares=3, needed=2)
    words = shares[0].split()
    if slip == "swapped":
        words[7], words[20] = words[20], words[7]
    elif slip == "missing":
        del words[9]
    elif slip == "other":
        words[9] = "zebra"
    elif slip == "too many":
        words.append("academic")
    else:
        words = []
    joining = Joining()
    with pytest.raises(BadShare, match="are no share"):
        joining.add(" ".join(words))
    joining.add(shares[0])
    joining.add(shares[1].upper().replace(" ", "\n  "))
    assert joining.key() == bytes(32)


def test_a_share_of_another_key_is_refused() -> None:
    joining = Joining()
    joining.add(split(bytes(32), shares=3, needed=2)[0])
    with pytest.raises(BadShare, match="at another time"):
        joining.add(split(b"\x01" * 32, shares=3, needed=2)[1])


def test_the_same_share_twice_is_one() -> None:
    shares = split(bytes(32), shares=3, needed=2)
    joining = Joining()
    joining.add(shares[0])
    with pytest.raises(BadShare, match="already"):
        joining.add(shares[0])
    assert not joining.is_enough


@pytest.mark.parametrize(("shares", "needed"), [(5, 1), (2, 3), (17, 3), (1, 1), (0, 0)])
def test_a_split_that_protects_nothing_is_refused(shares: int, needed: int) -> None:
    with pytest.raises(ValueError, match="at least 2 are needed"):
        split(bytes(32), shares=shares, needed=needed)
