"""Seen for the first time: tags beside a contact, and the list on which coordinators decide."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.content.queries import code_list
from hulplijn.novelties import actions, queries, rights
from hulplijn.novelties.models import Novelty
from hulplijn.plumbing.clock import now
from hulplijn.workspace.novelty_forms import NoveltyForm
from hulplijn.workspace.views import answers


@staff_only(answers.COUNSELLORS)
def of_contact(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    """The tags of one contact: tick one that is there, or name what is new."""
    contact, at = answers.readable(request, contact_id), now()
    rights.require(request.actor, "novelty.mark", contact, at=at)
    form, status = NoveltyForm(today=localdate(at)), 200
    if request.method == "POST" and request.POST.get("do") in ("mark", "unmark"):
        novelty = _found(request.POST.get("tag", ""))
        do = actions.mark if request.POST["do"] == "mark" else actions.unmark
        do(contact, novelty, by=request.actor, at=at)
        return redirect("workspace:contact-novelties", contact_id=contact.pk)
    if request.method == "POST":
        form, status = NoveltyForm(request.POST, today=localdate(at)), 422
        if form.is_valid():
            actions.propose(contact, **form.cleaned_data, today=localdate(at), by=request.actor, at=at)
            return redirect("workspace:contact-novelties", contact_id=contact.pk)
    found = queries.tags_beside(contact.pk, reader=request.actor)
    context = {"contact": contact, "form": form, "tags": found} | answers.without_line(request, at)
    return render(request, "workspace/novelties/contact.html", context, status=status)


@require_GET
@staff_only(answers.COUNSELLORS)
def overview(request: StaffRequest) -> HttpResponse:
    """Every tag; coordinators decide here."""
    at = now()
    rights.require(request.actor, "novelty.decide", at=at)
    lists = [code_list(name) for name in queries.POINTS_TO]
    context = {"tags": queries.tags(), "lists": lists} | answers.without_line(request, at)
    return render(request, "workspace/novelties/list.html", context)


@answers.only_sent("novelties")
@staff_only(answers.COUNSELLORS)
def decide(request: StaffRequest, novelty_id: uuid.UUID) -> HttpResponse:
    """Follow it, say that it is not new, or end it with its code."""
    novelty, at = get_object_or_404(Novelty, pk=novelty_id), now()
    do = request.POST.get("do")
    if do == "close":
        try:
            actions.close(novelty, request.POST.get("became", ""), by=request.actor, at=at)
        except actions.NoSuchCode as wrong:
            raise Http404 from wrong
    else:
        actions.decide(novelty, follow=do == "follow", by=request.actor, at=at)
    return redirect("workspace:novelties")


def _found(id: str) -> Novelty:
    try:
        return get_object_or_404(Novelty, pk=uuid.UUID(id))
    except ValueError as wrong:
        raise Http404 from wrong
