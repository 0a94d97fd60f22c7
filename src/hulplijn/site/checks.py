"""The situation check: a few questions, one a screen, to what helps now. Nothing of it is in an address."""

from __future__ import annotations

import time

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hulplijn.channels.chat.gate import Gate
from hulplijn.channels.chat.rules import same_origin
from hulplijn.content.check_shapes import Check
from hulplijn.content.plan_shapes import Plan
from hulplijn.guidance import selfcheck
from hulplijn.guidance.rules import situation
from hulplijn.plumbing import clock
from hulplijn.plumbing.addresses import address_that_asks
from hulplijn.site import queries
from hulplijn.site.rules import is_robot

_gate = Gate(rate=0.05, burst=400.0)
"""How many checks of one address are counted: a school at once, and after that three a minute."""


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    own, for_another = queries.checks()
    facts = {
        "door": queries.door_of(request),
        "emergencies": queries.emergencies(),
        "own": own,
        "for_another": for_another,
    }
    return render(request, "site/check.html", facts)


@csrf_exempt  # it changes nothing of anybody's; what is counted asks where the form was
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest) -> HttpResponse:
    """The next question, the one before, or the end."""
    plan = queries.check_plan(request.POST.get("plan", ""))
    if plan is not None and plan.check is not None:
        return _step(request, plan, plan.check)
    if request.POST.get("plan") == "unknown":
        return render(request, "site/check_unknown.html", _around(request))
    response = HttpResponseRedirect(reverse("site:check"))
    response.status_code = 303
    return response


def _step(request: HttpRequest, plan: Plan, check: Check) -> HttpResponse:
    at, carried = clock.now(), request.POST.get("answers", "")
    before = situation.walk(check, carried)
    walk = selfcheck.walk_of(request.POST.get("walk", ""), plan, carried, at)
    if not carried and walk is None:
        walk = selfcheck.new_walk(at)
    goes_back = "back" in request.POST
    given = before.before if goes_back else situation.with_answer(before.answers, _answer(request))
    place = situation.walk(check, given)
    if place.end and walk and not goes_back and _counts(request):
        selfcheck.count_check(walk, plan, place, language=_language(), at=at)
    facts = {
        **_around(request),
        "plan": plan,
        "place": place,
        "walk": walk.marked(plan, place.answers) if walk else "",
        "most": place.number - 1 + situation.left(check, place),
        "about_someone_else": queries.is_for_another(plan),
    }
    if place.end is None:
        return render(request, "site/check_question.html", facts)
    partners = queries.partners_of(place.end)
    facts |= {"partners": partners, "some_to_look_up": not all(one.public_reach for one in partners)}
    return render(request, "site/check_end.html", facts)


def _answer(request: HttpRequest) -> str:
    return request.POST.get("answer", "")[: situation.LONGEST]


def _counts(request: HttpRequest) -> bool:
    """Whether a person may have done this, on a page of ours, and not more of them than one address has."""
    origin = request.headers.get("Origin", "")
    is_ours = same_origin(origin, request.get_host()) or (
        # The page's referrer policy takes the origin of a form without script away.
        origin in ("", "null") and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    )
    if not is_ours or is_robot(request.headers.get("User-Agent", "")):
        return False
    return _gate.lets_in(address_that_asks(request), time.monotonic())


def _around(request: HttpRequest) -> dict[str, object]:
    return {
        "door": queries.door_of(request),
        "emergencies": queries.emergencies(),
        "week": queries.ordinary_week(),
    }


def _language() -> str:
    return get_language() or "nl"
