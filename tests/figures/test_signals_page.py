"""The page of what rises and the brief that is made of it: who sees it, what is hidden, no person in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from hulplijn.accounts.models import Staff
from hulplijn.audit.models import AuditEntry
from hulplijn.figures import briefs
from hulplijn.figures.signals import signals
from hulplijn.figures.weekly import last_whole_week
from tests import builders as house
from tests.figures import builders
from tests.paper import flat

pytestmark = pytest.mark.django_db

AT = datetime.now(UTC)
"""The pages tell what rises as of now."""
WEEKS = [AT - timedelta(weeks=back) for back in range(1, 41)]
LAST = last_whole_week(AT)


@pytest.fixture
def risen() -> None:
    """Forty weeks in which doxing rises in the last three, and an app is named for the first time."""
    for week in WEEKS:
        builders.contact(6, reason="cyberbullying", at=week)
        builders.contact(2, reason="exposing_doxing", at=week)
    for week in WEEKS[:3]:
        builders.contact(12, reason="exposing_doxing", at=week)
    builders.contact(3, reason="cyberbullying", platforms=("signal:threatened_on",), at=WEEKS[0])


def test_the_page_says_what_rises_what_is_new_and_hides_small_counts(
    client: Client, staff: Callable[..., Staff], risen: None
) -> None:
    client.force_login(staff("lies", role="analyst"))
    page = client.get(f"/cijfers/signalen/?week={LAST}").content.decode()
    assert "keer zo veel als gewoon" in page
    assert page.index("Exposen of doxing") < page.index(">Signal <")
    new = page[page.index("Voor het eerst in de cijfers") :]
    assert "&lt;5" in new[: new.index("</table>")]
    assert "hoogstens vijf" in page


@pytest.mark.parametrize("role", ["counsellor", "administrator", "log_manager"])
def test_nobody_else_sees_it(client: Client, staff: Callable[..., Staff], role: str) -> None:
    client.force_login(staff("noor", role=role))
    assert client.get("/cijfers/signalen/").status_code == 403
    assert client.post("/cijfers/signalen/brief/").status_code == 403


def test_a_quiet_week_says_so(client: Client, staff: Callable[..., Staff]) -> None:
    for week in WEEKS:
        builders.contact(6, reason="cyberbullying", at=week)
    client.force_login(staff("dora", role="coordinator"))
    page = client.get(f"/cijfers/signalen/?week={LAST}").content.decode()
    assert "Niets neemt meer toe dan door toeval" in page
    assert "Er is naar 1 waarde gekeken" in page


def test_a_brief_hides_small_counts_and_holds_no_word_of_anybody(risen: None) -> None:
    anouk = house.actor(house.staff())
    house.closed_chat(anouk, at=AT, reason="exposing_doxing")
    form = briefs.BriefForm(
        {
            "chosen": ["reason:exposing_doxing", "platform:signal"],
            "asks": "Haal zulke lijsten binnen een dag weg.",
            "language": "nl",
            "kind": "pdf",
        },
        found=signals(LAST, at=AT),
    )
    assert form.is_valid(), form.errors
    made = form.made(AT)
    doxing, app = made.rows
    assert (doxing.count, app.count) == ("44", "<5")
    text = flat(briefs.as_pdf(made))
    for told in ("Exposen of doxing", "44", "<5", "binnen een dag", "Farrington"):
        assert told in text
    for hidden in ("hoi", "Anouk", "anouk"):
        assert hidden not in text
        assert hidden not in briefs.as_html(made).decode()


@pytest.mark.parametrize(
    "asks", ["Let op @boefje_12", "Bel 06 1234 5678", "Mail naar a.b@voorbeeld.nl", "Zie www.boef.example"]
)
def test_what_could_lead_to_somebody_is_refused_and_stays_where_it_was_typed(
    client: Client, staff: Callable[..., Staff], risen: None, asks: str
) -> None:
    client.force_login(staff("dora", role="coordinator"))
    sent = {"chosen": ["reason:exposing_doxing"], "asks": asks, "language": "nl", "kind": "pdf", "week": LAST}
    answer = client.post("/cijfers/signalen/brief/", sent)
    assert answer.status_code == 422
    assert asks in answer.content.decode()
    assert not AuditEntry.objects.filter(verb="figures.export").exists()


def test_making_a_brief_is_in_the_log(client: Client, staff: Callable[..., Staff], risen: None) -> None:
    client.force_login(staff("lies", role="analyst"))
    sent = {"chosen": ["reason:exposing_doxing"], "asks": "", "language": "en", "kind": "pdf", "week": LAST}
    answer = client.post("/cijfers/signalen/brief/", sent)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert AuditEntry.objects.get(verb="figures.export").outcome == "done"
