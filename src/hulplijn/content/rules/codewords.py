"""`codewords.<language>.txt`: the words of which return codes are made, one a line. Pure."""

from __future__ import annotations

import re

from hulplijn.content.errors import N_, ContentError

COUNT = 1024
"""Ten bits a word; a code of four words has forty."""
_WORD = re.compile(r"[a-z]{4,10}")


def read(file: str, source: str, errors: list[ContentError]) -> tuple[str, ...]:
    """The words of one language; what is wrong is added to `errors`.

    No two words lie one slip of the finger apart, so that no slip makes another word.
    """
    words: list[str] = []
    near: dict[str, str] = {}
    for line, text in enumerate(source.splitlines(), start=1):
        word = text.strip()
        if not word or word.startswith("#"):
            continue
        if not _WORD.fullmatch(word):
            errors.append(
                ContentError(
                    file,
                    line,
                    N_("“{word}” must be 4 to 10 letters from a to z, in lower case."),
                    {"word": word},
                )
            )
            continue
        around = slips(word)
        other = next((near[slip] for slip in around if slip in near), None)
        if other:
            errors.append(
                ContentError(
                    file,
                    line,
                    N_("“{word}” and “{other}” differ too little. Change one of them."),
                    {"word": word, "other": other},
                )
            )
        near |= dict.fromkeys(around, word)
        words.append(word)
    if len(words) != COUNT:
        errors.append(
            ContentError(
                file,
                1,
                N_("There must be {wanted} words here; there are {found}."),
                {"wanted": COUNT, "found": len(words)},
            )
        )
    return tuple(words)


def slips(word: str) -> frozenset[str]:
    """What two words have in common that are at most one letter apart: one left out, too many or wrong, or
    two beside each other turned round."""
    gaps = {f"{word[:i]}?{word[i + 1 :]}" for i in range(len(word))}
    more = {f"{word[:i]}?{word[i:]}" for i in range(len(word) + 1)}
    turned = {f"{word[:i]}{''.join(sorted(word[i : i + 2]))}!{word[i + 2 :]}" for i in range(len(word) - 1)}
    return frozenset(gaps | more | turned)
