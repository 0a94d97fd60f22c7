"""What colleagues speak and know best."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry

As = Callable[[Actor], Client]


def test_a_coordinator_sets_what_a_colleague_speaks_and_knows(
    as_: As, coordinator: Actor, counsellor: Actor
) -> None:
    client = as_(coordinator)
    assert "alle talen" in client.get(reverse("workspace:team")).content.decode()
    address = reverse("workspace:colleague", args=[counsellor.id])
    sent = {"language": ["en"], "skill": ["grooming", "parent"]}
    assert "Bewaard om" in client.post(address, sent).content.decode()
    someone = Staff.objects.get(pk=counsellor.id)
    assert (someone.languages, someone.skills) == (["en"], ["grooming", "parent"])
    assert AuditEntry.objects.filter(verb="staff.set_skills", object_id=counsellor.id).count() == 1
    shown = client.get(reverse("workspace:team")).content.decode()
    assert "Engels" in shown
    assert "Grooming" in shown


def test_a_counsellor_sets_her_own_only(as_: As, counsellor: Actor, colleague: Actor) -> None:
    client = as_(counsellor)
    mine, hers = (reverse("workspace:colleague", args=[one.id]) for one in (counsellor, colleague))
    assert client.post(mine, {"language": ["nl"]}).status_code == 200
    assert client.get(hers).status_code == 403
    assert client.post(hers, {"language": ["nl"]}).status_code == 403
    assert client.get(reverse("workspace:team")).status_code == 403
    assert Staff.objects.get(pk=colleague.id).languages == []


def test_a_code_that_no_list_has_is_refused(as_: As, counsellor: Actor) -> None:
    address = reverse("workspace:colleague", args=[counsellor.id])
    for wrong in ({"language": ["tlh"]}, {"skill": ["magic"]}):
        assert as_(counsellor).post(address, wrong).status_code == 400
