"""The form for a screenshot that a visitor was asked for."""

from __future__ import annotations

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hulplijn.channels.chat import cookie, pictures, screenshots
from hulplijn.channels.chat.clamav import CouldNotCheck, Harmful
from hulplijn.channels.chat.views import from_our_page
from hulplijn.conversations.models import Conversation
from hulplijn.plumbing import clock

_WRONG = (
    pictures.NotAPicture,
    pictures.TooLarge,
    Harmful,
    CouldNotCheck,
    screenshots.NotInvited,
    screenshots.NotAllowedHere,
)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: HttpRequest) -> HttpResponse:
    """In memory only: nothing of the file is ever written down before it is sealed."""
    request.upload_handlers = [MemoryFileUploadHandler(request)]
    conversation = cookie.held(request.headers.get("Cookie", ""))
    if conversation is None:
        return HttpResponseRedirect(reverse("chat:page"))
    return _take(request) if request.method == "POST" else _form(request, conversation)


@from_our_page
def _take(request: HttpRequest) -> HttpResponse:
    conversation = cookie.held(request.headers.get("Cookie", ""))
    if conversation is None:
        return HttpResponseRedirect(reverse("chat:page"))
    sent = request.FILES.get("picture")
    try:
        if sent is None:
            raise pictures.TooLarge("not in memory") if request.content_type else pictures.NotAPicture("none")
        screenshots.send_picture(conversation, sent.read(), at=clock.now())
    except _WRONG as wrong:
        if _is_script(request):
            return JsonResponse({"say": _sentence(wrong)}, status=422)
        return _form(request, conversation, _sentence(wrong), status=422)
    if _is_script(request):
        return HttpResponse(status=204)
    response = HttpResponseRedirect(reverse("chat:plain"))
    response.status_code = 303
    return response


def _form(
    request: HttpRequest, conversation: Conversation, complaint: str = "", status: int = 200
) -> HttpResponse:
    if not screenshots.is_invited(conversation):
        return HttpResponseRedirect(reverse("chat:plain"))
    header = request.headers.get("Cookie", "")
    facts = {
        "form_token": cookie.form_token(cookie.start_of(header), conversation),
        "complaint": complaint,
    }
    return render(request, "chat/picture.html", facts, status=status)


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _sentence(wrong: Exception) -> str:
    """What is wrong, and how it goes right; a bad file and one that nobody could check are told apart."""
    if isinstance(wrong, pictures.TooLarge):
        return _("There is no file, or it is larger than 8 MB. Choose a screenshot.")
    if isinstance(wrong, pictures.NotAPicture):
        return _("We can’t open this file. Choose a screenshot: PNG, JPEG or WebP.")
    if isinstance(wrong, Harmful):
        return _("This file may be harmful, so we didn’t keep it. Choose another, or tell us what is on it.")
    if isinstance(wrong, CouldNotCheck):
        return _("We can’t check files now, so we didn’t keep it. Try again later, or tell us what is on it.")
    return _("We can’t take a screenshot now. Tell us what is on it.")
