"""Screenshots from a visitor: asking for one, and opening it."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.channels.chat import screenshots
from hulplijn.conversations.models import Attachment
from hulplijn.plumbing.clock import now
from hulplijn.workspace.views import answers


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def ask(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact = answers.found(contact_id)
    try:
        screenshots.invite(contact, by=request.actor, at=now())
    except (screenshots.NotAllowedHere, screenshots.NotInvited) as wrong:
        raise Http404 from wrong
    return redirect(answers.address(contact))


@require_GET
@staff_only(answers.COUNSELLORS)
def show(request: StaffRequest, picture_id: uuid.UUID) -> HttpResponse:
    """The picture itself; every opening is in the audit log, and no browser keeps it."""
    found = get_object_or_404(Attachment, pk=picture_id, sent_at__isnull=False)
    picture = screenshots.open_picture(found, by=request.actor, at=now())
    response = HttpResponse(picture, content_type="image/jpeg")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Disposition"] = 'inline; filename="schermfoto.jpg"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
