"""The desk: `enter_request`, `read_request`, `propose`, `agree`, `disagree`, `answer_request`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import rights
from hulplijn.casework.desk_rules import CannotMove, due_on, moved
from hulplijn.casework.errors import NotTheSecond
from hulplijn.casework.models import Case, DeskRequest
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.privacy.keys import destroy_key, new_key, open_key
from hulplijn.privacy.private_text import PrivateText

OVER = "casework.request_over"
KEPT = timedelta(days=731)
"""How long an answered request stays: as long as the log that tells of it, at the least."""
WORDS = ("who", "asks", "ground", "why", "dissent", "gave")


def enter_request(
    *,
    kind: str,
    way: str,
    basis: str,
    who: str,
    asks: str,
    ground: str,
    received_on: date,
    case: Case | None,
    by: Actor,
    at: datetime,
) -> DeskRequest:
    """Write down what somebody asks of the helpline."""
    rights.require(by, "request.enter", at=at)
    entered = DeskRequest(
        key_id=new_key(),
        kind=DeskRequest.Kind(kind),
        way=DeskRequest.Way(way),
        basis=DeskRequest.Basis(basis),
        case_id=case.pk if case else None,
        received_on=received_on,
        due_on=due_on(received_on, kind),
        entered_by_id=int(by.id),
    )
    entered.said = _sealed(entered, {"who": who, "asks": asks, "ground": ground})
    with writing():
        entered.save(force_insert=True)
        audit.record("request.enter", by=by, on=entered, at=at, why=kind)
    return entered


def read_request(request: DeskRequest, *, by: Actor, at: datetime) -> dict[str, PrivateText]:
    """The words of a request, by the names in `WORDS`."""
    rights.require(by, "request.read", at=at)
    audit.record("request.read", by=by, on=request, at=at)
    return {name: PrivateText(said) for name, said in _words(request).items()}


def propose(request: DeskRequest, *, decision: str, why: str, by: Actor, at: datetime) -> None:
    """Propose a decision, which a second person agrees with or not.

    Raises:
        CannotMove: somebody was faster.
    """
    rights.require(by, "request.propose", at=at)
    proposal = DeskRequest.Decision(decision)
    _move(
        request,
        "propose",
        {"why": why, "dissent": ""},
        by=by,
        at=at,
        code=decision,
        proposal=proposal,
        proposed_by_id=int(by.id),
    )


def agree(request: DeskRequest, *, by: Actor, at: datetime) -> None:
    """Agree with what a colleague proposed: so it is decided, by two.

    Raises:
        NotTheSecond: she proposed it herself.
        CannotMove
    """
    _require_second(request, by, at)
    code = request.proposal
    _move(request, "agree", {}, by=by, at=at, code=code, decided_by_id=int(by.id), decided_at=at)


def disagree(request: DeskRequest, *, why: str, by: Actor, at: datetime) -> None:
    """Do not agree; the request is to be decided again.

    Raises:
        NotTheSecond, CannotMove
    """
    _require_second(request, by, at)
    code = request.proposal
    _move(request, "disagree", {"dissent": why}, by=by, at=at, code=code, proposal="", proposed_by_id=None)


def answer_request(request: DeskRequest, *, given: str, gave: str, by: Actor, at: datetime) -> None:
    """Write down what was given, when the answer has gone out.

    Raises:
        CannotMove: it is not decided, or answered already.
    """
    rights.require(by, "request.answer", at=at)
    what = DeskRequest.Given(given)
    with writing():
        _move(request, "answer", {"gave": gave}, by=by, at=at, code=given, given=what, answered_at=at)
        due.put(OVER, request.pk, at + KEPT)


def request_over(key: str, at: datetime) -> None:
    """Due: an answered request has been kept long enough; its words go with its key."""
    request = DeskRequest.objects.filter(pk=key, answered_at__isnull=False).first()
    if request is not None:
        destroy_key(request.key_id)
        with writing():
            request.delete()


def _require_second(request: DeskRequest, by: Actor, at: datetime) -> None:
    rights.require(by, "request.agree", at=at)
    if str(request.proposed_by_id) == by.id:
        raise NotTheSecond


def _move(
    request: DeskRequest,
    move: str,
    words: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
    code: str,
    **columns: Any,
) -> None:
    before = request.state
    state, said = moved(before, move), _sealed(request, _words(request) | dict(words))
    with writing():
        # The proposer belongs to what was read: a proposal that changed meanwhile is not agreed with.
        same = DeskRequest.objects.filter(pk=request.pk, state=before, proposed_by=request.proposed_by_id)
        if not same.update(state=state, said=said, **columns):
            raise CannotMove(before, move)
        audit.record(f"request.{move}", by=by, on=request, at=at, why=code)
    request.refresh_from_db()


def _words(request: DeskRequest) -> dict[str, str]:
    read: dict[str, str] = json.loads(open_key(request.key_id).open_bytes(request.said, about=request.about))
    return {name: read.get(name, "") for name in WORDS}


def _sealed(request: DeskRequest, words: Mapping[str, str]) -> bytes:
    return open_key(request.key_id).seal(json.dumps(dict(words)), about=request.about)
