"""The root key in shares of words, so that no one person keeps it and no one loss loses it.

SLIP-39 (Shamir's secret sharing over GF(256) with a checksum per share): fewer shares than are needed say
nothing about the key.
"""

from __future__ import annotations

from collections.abc import Iterable

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics

MOST = 16


class BadShare(Exception):
    """What was given is no share, or not one that goes with the others; the message says which."""


def split(key: bytes, *, shares: int, needed: int) -> list[str]:
    """`key` as `shares` lists of words, of which any `needed` give it back.

    Raises:
        ValueError: fewer than two are needed, or more than there are, or there are more than 16.
    """
    if not 2 <= needed <= shares <= MOST:
        raise ValueError(f"from 2 to {MOST} shares, of which at least 2 are needed")
    [made] = generate_mnemonics(1, [(needed, shares)], key)
    return list(made)


class Joining:
    """Shares as people bring them, one after the other."""

    def __init__(self) -> None:
        self._given: dict[int, tuple[Share, str]] = {}

    @property
    def needed(self) -> int | None:
        """How many are needed in all, as the first says."""
        return next((share.member_threshold for share, _ in self._given.values()), None)

    @property
    def given(self) -> int:
        return len(self._given)

    @property
    def is_enough(self) -> bool:
        return self.given == self.needed

    def add(self, words: str) -> None:
        """Take one more.

        Raises:
            BadShare: a word is wrong or missing, it was given before, or it is of another key.
        """
        words = " ".join(words.split()).lower()
        try:
            share = Share.from_mnemonic(words)
        except MnemonicError as wrong:
            raise BadShare(
                "These words are no share: one is wrong, missing, or in another place. Read them again."
            ) from wrong
        others = [other for other, _ in self._given.values()]
        if others and others[0].identifier != share.identifier:
            raise BadShare(
                "This share was made at another time than the others, and does not go with them: the first "
                "two words of shares that go together are the same."
            )
        if share.index in self._given:
            raise BadShare("This share was given already. Take the next one.")
        self._given[share.index] = share, words

    def key(self) -> bytes:
        """The key.

        Raises:
            BadShare: there are too few, or they do not make a key.
        """
        return _combined(words for _, words in self._given.values())


def _combined(shares: Iterable[str]) -> bytes:
    try:
        key: bytes = combine_mnemonics(shares)
    except MnemonicError as wrong:
        raise BadShare(
            "These shares do not make a key: there are too few, or one is not as it was."
        ) from wrong
    return key
