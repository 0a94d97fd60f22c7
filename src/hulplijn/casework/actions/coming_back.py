"""A visitor comes back to her own case: `make_return_code`, `come_back`, `withdraw_return_code`; and who
takes her call finds it: `find_by_code`.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import NOBODY, Actor
from hulplijn.casework import rights
from hulplijn.casework.code_rules import (
    ALL,
    FLOOD,
    HERS,
    WORDS,
    Pace,
    Words,
    draw,
    is_over,
    readings,
    typed_words,
    unknown_words,
)
from hulplijn.casework.errors import NotACode, TooManyWrongCodes, WrongCode
from hulplijn.casework.models import Case, ReturnCode, WrongCodes
from hulplijn.content.queries import all_code_words, code_words
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.privacy.keyed import keyed_hash

FORGET = "casework.forget_wrong_codes"
_RNG = secrets.SystemRandom()
_TRIES = 8
_EVERYBODY, _ANYBODY = b"*", b"+"
_REMEMBERED = timedelta(hours=1)
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def make_return_code(case: Case, *, by: Actor, at: datetime, language: str = "") -> list[str]:
    """Four words with which this visitor comes back to `case`, until a year after their last use, or until
    the case is erased. An earlier code of hers ends.

    They are shown once and stored nowhere: only a keyed hash is kept.

    Raises:
        NotYours: `by` is the visitor of another case.
    """
    rights.require(by, "code.make", case, at=at)
    words = code_words(language)
    with writing():
        for _ in range(_TRIES):
            code = draw(words, _RNG)
            try:
                with transaction.atomic():
                    ReturnCode.objects.update_or_create(
                        case=case,
                        defaults={"code_hash": _hash(code), "made_at": at, "last_used_at": None},
                    )
            except IntegrityError:  # another case has these words
                continue
            audit.record("code.make", by=by, on=case, at=at)
            return list(code)
    raise RuntimeError("no free code; the draw is broken")


def come_back(typed: str, *, who: bytes, at: datetime) -> Case:
    """The case that the typed words open. `who` stands for where they were typed; wrong ones are slowed.

    Raises:
        NotACode: these are not four words of our lists; `unknown` names those that are not.
        WrongCode: they open nothing.
        TooManyWrongCodes: a moment's patience first; `wait` says how long.
    """
    return _opened(typed, who, by=NOBODY, at=at, verb="code.use")


def find_by_code(typed: str, *, by: Actor, at: datetime) -> Case:
    """The case of the words that a visitor said to `by`, on the phone or in a mail. It opens nothing: who
    may read the case is decided where it is opened. Wrong words are slowed as a visitor's are.

    Raises:
        NotACode, WrongCode, TooManyWrongCodes
    """
    rights.require(by, "code.find", at=at)
    return _opened(typed, keyed_hash("return-code-told", str(by.id)), by=by, at=at, verb="code.find")


def _opened(typed: str, who: bytes, *, by: Actor, at: datetime, verb: str) -> Case:
    lists, words = all_code_words(), typed_words(typed)
    codes = readings(words, lists) if len(words) == WORDS else []
    if not codes:
        raise NotACode(len(words), unknown_words(words, lists))
    with writing():
        spent = _spent(who)
        wait = _wait(spent, who, at)
        case = _case_of(codes, at) if not wait else None
        if case is not None:
            ReturnCode.objects.filter(case=case).update(last_used_at=at)
            audit.record(verb, by=by, on=case, at=at)
        elif not wait:
            _count_wrong(spent, who, at)
    if wait:
        raise TooManyWrongCodes(wait)
    if case is None:
        raise WrongCode
    return case


def withdraw_return_code(case: Case, *, by: Actor, at: datetime) -> None:
    """The visitor no longer wants a code; nothing happens where there is none.

    Raises:
        NotYours
    """
    rights.require(by, "code.withdraw", case, at=at)
    with writing():
        if ReturnCode.objects.filter(case=case).delete()[0]:
            audit.record("code.withdraw", by=by, on=case, at=at)


def has_return_code(case: Case) -> bool:
    """Whether words lead back to `case`."""
    return ReturnCode.objects.filter(case=case).exists()


def forget_wrong_codes(_key: str, at: datetime) -> None:
    """Due an hour after the last wrong code: what is known of where they came from goes."""
    with writing():
        WrongCodes.objects.filter(spent_until__lte=at).delete()
        if WrongCodes.objects.exists():  # the clock was put back meanwhile
            due.put(FORGET, "all", at + _REMEMBERED)


def _hash(code: Words) -> bytes:
    return keyed_hash("return-code", " ".join(code))


def _case_of(codes: list[Words], at: datetime) -> Case | None:
    wanted = [_hash(code) for code in codes]
    rows = ReturnCode.objects.filter(code_hash__in=wanted).select_related("case")
    for row in rows:
        if any(hmac.compare_digest(bytes(row.code_hash), one) for one in wanted):
            if not is_over(row.made_at, row.last_used_at, at):
                return row.case
            row.delete()
    return None


def _spent(who: bytes) -> dict[bytes, WrongCodes]:
    """The rows that slow `who`, held until the commit, so that tries at the same moment count one by one."""
    keys = sorted({who, _EVERYBODY, _ANYBODY})
    for key in (_EVERYBODY, _ANYBODY):
        WrongCodes.objects.get_or_create(who_hash=key, defaults={"spent_until": _LONG_AGO})
    rows = WrongCodes.objects.select_for_update().filter(who_hash__in=keys).order_by("who_hash")
    return {bytes(row.who_hash): row for row in rows}


def _wait(spent: dict[bytes, WrongCodes], who: bytes, at: datetime) -> timedelta:
    def wait(pace: Pace, key: bytes) -> timedelta:
        return pace.wait(spent[key].spent_until if key in spent else None, at)

    together = wait(ALL, _EVERYBODY) if who in spent else timedelta(0)
    return max(wait(HERS, who), together, wait(FLOOD, _ANYBODY))


def _count_wrong(spent: dict[bytes, WrongCodes], who: bytes, at: datetime) -> None:
    for key, pace in ((who, HERS), (_EVERYBODY, ALL), (_ANYBODY, FLOOD)):
        row = spent.get(key) or WrongCodes(who_hash=key)
        row.spent_until = pace.after_wrong(spent[key].spent_until if key in spent else None, at)
        row.save()
    due.put(FORGET, "all", at + _REMEMBERED)
