"""Naming a partner, and what came of it."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse

from hulplijn.accounts.access import StaffRequest, staff_only
from hulplijn.casework.errors import LinkGone
from hulplijn.plumbing.clock import now
from hulplijn.referral import actions as referral
from hulplijn.workspace.views import answers


@answers.only_sent()
@staff_only(answers.COUNSELLORS)
def refer(request: StaffRequest, contact_id: uuid.UUID) -> HttpResponse:
    contact, at = answers.readable(request, contact_id), now()
    partner, state = request.POST.get("partner", ""), request.POST.get("state", "")
    try:
        referral.refer(contact, partner=partner, state=state, by=request.actor, at=at)
    except (referral.UnknownPartner, referral.UnknownState) as unknown:
        raise Http404 from unknown
    except LinkGone:
        return answers.case_part(request, contact_id, "referral", status=409, link_gone=True)
    return answers.case_part(request, contact_id, "referral", saved_at=at, moved=partner)
