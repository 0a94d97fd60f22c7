"""From a situation check to the chat: the answers go along only where she pressed the button that says so.

They are posted, and stand in the form of the chat's page until she begins; before that nothing is kept.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hulplijn.channels.chat import closed, cookie
from hulplijn.channels.chat.bringing import BETWEEN, bring
from hulplijn.channels.chat.views import chat_page
from hulplijn.content.queries import checks_for_visitors
from hulplijn.guidance.selfcheck import walk_of
from hulplijn.plumbing import clock
from hulplijn.shifts.queries import open_state


@csrf_exempt  # the form's mark shows that our page made it, for these answers
@require_http_methods(["GET", "HEAD", "POST"])
def along(request: HttpRequest) -> HttpResponse:
    """The chat's page with her answers in it, or while we are closed that of a message.

    Into a chat that goes on they go at once.
    """
    carried = _carried(request) if request.method == "POST" else ""
    conversation = cookie.held(request.headers.get("Cookie", ""))
    if carried and (conversation is None or not conversation.is_open):
        if not open_state(clock.now()).is_open:
            return closed.page_with(request, carried)
        other = request.POST.get("about_someone_else") == "yes"
        return chat_page(request, check=carried, about_someone_else=other)
    if carried and conversation is not None:
        bring(conversation, carried)
    response = HttpResponseRedirect(reverse("chat:page"))
    response.status_code = 303
    return response


def _carried(request: HttpRequest) -> str:
    """The plan and the answers of her walk; nothing where no page of ours made this form."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return ""
    wanted, answers = request.POST.get("plan", ""), request.POST.get("answers", "")
    plan = next((one for one in checks_for_visitors() if one.id == wanted), None)
    if plan is None or walk_of(request.POST.get("walk", ""), plan, answers, clock.now()) is None:
        return ""
    return f"{plan.id}{BETWEEN}{answers}"
