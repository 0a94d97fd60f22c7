"""Reading conversations to learn from: a sample, feedback, the answer to it, and the trend of the team."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.audit.rights import COORDINATOR
from hulplijn.casework.actions import look_wider
from hulplijn.content import queries as content
from hulplijn.guidance.risk_queries import completeness
from hulplijn.plumbing.clock import now
from hulplijn.quality import actions, rights
from hulplijn.quality import queries as quality
from hulplijn.quality.models import Review
from hulplijn.quality.rules.trend import LEAST
from hulplijn.workspace import queries
from hulplijn.workspace.views import answers

USUAL = 5
ASKED_IN = timedelta(days=90)


@require_GET
@staff_only(answers.COUNSELLORS)
def overview(request: StaffRequest) -> HttpResponse:
    at, by = now(), request.actor
    context: dict[str, Any] = {
        "given": quality.given_to(by),
        "themes": quality.team_trend(),
        "may_draw": rights.may(by, "review.draw"),
    }
    if context["may_draw"]:
        today = localdate(at)
        context |= {
            "drawn": quality.drawn_by(by),
            "asked": completeness(at - ASKED_IN),
            "enough": LEAST,
            "since": today - timedelta(days=14),
            "until": today,
            "count": USUAL,
            "channels": content.code_list("channel").codes,
            "reasons": content.code_list("reason").codes,
            "news": request.GET.get("nieuw", ""),
            "gone": request.GET.get("weg", ""),
        }
    return render(request, "workspace/quality.html", context | answers.without_line(request, at))


@answers.only_sent("quality")
@staff_only([COORDINATOR])
def draw(request: StaffRequest) -> HttpResponse:
    at, sent = now(), request.POST
    count = sent.get("count", "")
    drawn = actions.draw(
        by=request.actor,
        at=at,
        since=_day(sent.get("since", ""), at - timedelta(days=14)),
        until=_day(sent.get("until", ""), at) + timedelta(days=1),
        count=int(count) if count.isascii() and count.isdecimal() and len(count) < 4 else USUAL,
        rng=random.SystemRandom(),
        channel=sent.get("channel", "").replace("\0", ""),
        reason=sent.get("reason", "").replace("\0", ""),
    )
    response = redirect("workspace:quality")
    response["Location"] += f"?nieuw={len(drawn.reviews)}&weg={drawn.gone}"
    return response


@staff_only(answers.COUNSELLORS)
def review(request: StaffRequest, review_id: uuid.UUID) -> HttpResponse:
    found, at = get_object_or_404(Review.objects.select_related("contact__case"), pk=review_id), now()
    rights.require(request.actor, "review.read", found, at=at)
    if request.method != "POST":
        return _page(request, found, at, _scores(QueryDict()))
    sent = request.POST
    scores, words = _scores(sent), sent.get("words", "")
    try:
        match sent.get("do"):
            case "read" if str(found.reviewer_id) == request.actor.id:
                look_wider(found.contact.case, by=request.actor, at=at, why="quality")
                return redirect(answers.address(found.contact))
            case "give":
                actions.give(found, scores, words, by=request.actor, at=at)
            case "skip":
                actions.skip(found, by=request.actor, at=at)
            case "answer":
                actions.answer(found, words, by=request.actor, at=at)
            case _:
                raise Http404
    except (actions.NotAllScored, actions.WordsMissing, actions.TextGone, actions.DoneAlready) as wrong:
        return _page(request, found, at, scores, wrong=type(wrong).__name__, typed=words)
    return redirect("workspace:review", review_id=found.pk)


def _page(
    request: StaffRequest,
    found: Review,
    at: datetime,
    scores: dict[str, int],
    *,
    wrong: str = "",
    typed: str = "",
) -> HttpResponse:
    found.refresh_from_db()
    is_drawn = found.state == Review.State.DRAWN
    context = {
        "review": found,
        "words": actions.read_review(found, by=request.actor, at=at),
        "is_reviewer": str(found.reviewer_id) == request.actor.id,
        "questions": queries.marked(scores if is_drawn else found.scores, complain=wrong == "NotAllScored"),
        "has_text": quality.has_text(found.contact),
        "wrong": wrong,
        "typed": typed,
    }
    status = 422 if wrong else 200
    page = context | answers.without_line(request, at)
    return render(request, "workspace/review.html", page, status=status)


def _scores(sent: QueryDict) -> dict[str, int]:
    given = {one.id: sent.get(f"score-{one.id}", "") for one in content.rubric().questions}
    return {name: int(score) for name, score in given.items() if score in ("1", "2", "3", "4")}


def _day(typed: str, otherwise: datetime) -> datetime:
    """The beginning of a day on the helpline's clock."""
    try:
        day = parse_date(typed.strip())
    except ValueError:
        day = None
    zone = ZoneInfo(content.helpline().timezone)
    return datetime.combine(
        day if day and 2000 < day.year < 9000 else localdate(otherwise), time(0), tzinfo=zone
    )
