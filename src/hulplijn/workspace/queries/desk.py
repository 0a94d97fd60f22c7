"""The desk of requests: what is asked, what is decided and by when it must be answered. No words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hulplijn.casework.models import Case, DeskRequest


@dataclass(frozen=True)
class DeskRow:
    """One request as the list shows it; `case` is the reference of a case that is still there."""

    request: DeskRequest
    case: str

    @property
    def is_open(self) -> bool:
        return self.request.state != DeskRequest.State.ANSWERED

    def is_late(self, today: date) -> bool:
        return self.is_open and self.request.due_on < today


def desk_rows(*, most: int = 200) -> list[DeskRow]:
    """The requests: what is open first, by its last day; then the answered ones, the newest first."""
    people = DeskRequest.objects.select_related("entered_by", "proposed_by", "decided_by")
    unanswered = people.exclude(state=DeskRequest.State.ANSWERED).order_by("due_on", "pk")
    answered = people.filter(state=DeskRequest.State.ANSWERED).order_by("-answered_at", "pk")
    found = [*unanswered[:most], *answered[:most]]
    ids = {one.case_id for one in found if one.case_id}
    references = dict(Case.objects.filter(pk__in=ids).values_list("pk", "reference"))
    return [DeskRow(one, references.get(one.case_id, "") if one.case_id else "") for one in found]


def desk_row(request: DeskRequest) -> DeskRow:
    """One of them."""
    if request.case_id is None:
        return DeskRow(request, "")
    case = Case.objects.filter(pk=request.case_id).values_list("reference", flat=True).first()
    return DeskRow(request, case or "")
