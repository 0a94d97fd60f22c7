"""The public pages as they stand ready: what Django would answer, made once a second."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from hulplijn.audit.actors import Actor
from hulplijn.content import queries as content
from hulplijn.guidance import edited, editing
from hulplijn.plumbing import clock as plumbing_clock
from hulplijn.shifts import actions as shifts
from hulplijn.shifts import queries as shifts_queries
from hulplijn.site.standing import HOLDS, StandingPages
from tests import builders, environment

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]

PATHS = [
    prefix + page
    for page in ("/", "/eerste-hulp/", "/iemand-anders/", "/veilig-surfen/", "/bel/", "/mail/", "/open.json")
    for prefix in ("", "/en")
]


class Steady:
    """A steady clock that a test sets forward."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _language_of_the_thread() -> Iterator[None]:
    with override("nl"):  # a page in another language leaves that language behind in its thread
        yield


@pytest.fixture
def steady() -> Steady:
    return Steady()


@pytest.fixture
def pages(steady: Steady) -> StandingPages:
    return StandingPages(steady)


@pytest.fixture
def own_content(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "content"
    shutil.copytree(environment.REPOSITORY / "content", folder)
    with content.use(folder):
        yield folder


def read(pages: StandingPages, path: str = "/") -> str:
    ready = pages.page(path)
    assert ready is not None
    return ready.body.decode()


@pytest.mark.parametrize("path", PATHS)
def test_what_stands_ready_is_what_django_answers(
    client: Client, pages: StandingPages, at_the_desk: None, path: str
) -> None:
    pages.derive(plumbing_clock.now())
    answered, ready = client.get(path), pages.page(path)
    assert ready is not None
    assert ready.body == answered.content
    of_django = {name.lower(): value for name, value in answered.items() if name != "Content-Length"}
    assert {name.decode(): value.decode() for name, value in ready.headers} == of_django
    assert not ready.zipped or gzip.decompress(ready.zipped) == answered.content


def test_reading_asks_the_database_nothing(
    pages: StandingPages, at_the_desk: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pages.derive(plumbing_clock.now())
    with django_assert_num_queries(0):
        assert all(pages.page(path) for path in PATHS)


def test_a_change_of_the_open_state_is_on_the_next_page(
    pages: StandingPages, clock: Clock, counsellor: Actor, at: datetime
) -> None:
    clock(at)
    pages.derive(at)
    assert "Er is nu even niemand." in read(pages)
    shifts.come(by=counsellor, at=at)
    pages.derive(at + timedelta(seconds=1))
    assert "Nu open, tot 23:00" in read(pages)
    assert "Open now, until 23:00" in read(pages, "/en/")
    assert '"open": true' in read(pages, "/open.json")


def test_where_nothing_changed_nothing_is_made_again(
    pages: StandingPages, at_the_desk: None, at: datetime
) -> None:
    pages.derive(at)
    before = pages.page("/")
    pages.derive(at + timedelta(seconds=1))
    assert pages.page("/") is before


def test_without_a_database_the_last_page_stays_for_a_while_and_then_says_so(
    pages: StandingPages,
    steady: Steady,
    at_the_desk: None,
    at: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages.derive(at)

    def away(at: datetime) -> None:
        raise OperationalError

    monkeypatch.setattr(shifts_queries, "open_state", away)
    with pytest.raises(OperationalError):
        pages.derive(at + timedelta(seconds=1))
    steady.now += HOLDS
    assert "Nu open, tot 23:00" in read(pages)
    steady.now += 1
    page = read(pages)
    assert "We weten nu niet of de chat open is." in page
    assert "Bel 020-2615275" in page
    assert "Nu open" not in page
    assert "Nu dicht" not in page
    assert "We can’t tell now whether the chat is open." in read(pages, "/en/")
    assert '"open": null' in read(pages, "/open.json")


def test_a_start_without_a_database_says_that_we_cannot_tell(
    pages: StandingPages, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(at: datetime) -> None:
        raise OperationalError

    monkeypatch.setattr(shifts_queries, "open_state", away)
    with pytest.raises(OperationalError):
        pages.derive(at)
    assert "We weten nu niet of de chat open is." in read(pages)


def test_a_changed_text_is_on_the_next_page(pages: StandingPages, own_content: Path, at: datetime) -> None:
    pages.derive(at)
    facts = own_content / "helpline.yaml"
    facts.write_text(facts.read_text().replace("020-2615275", "020-2615299"))
    pages.derive(at + timedelta(seconds=1))
    assert "020-2615299" in read(pages)
    busy = pages.refusal("busy", "/chat/")
    assert busy is not None
    assert b"020-2615299" in busy.body


def test_a_mistake_in_the_content_leaves_the_pages_as_they_were(
    pages: StandingPages, own_content: Path, at: datetime
) -> None:
    pages.derive(at)
    facts = own_content / "helpline.yaml"
    right = facts.read_text()
    facts.write_text("hours: [")
    pages.derive(at + timedelta(seconds=1))
    assert "020-2615275" in read(pages)
    facts.write_text(right.replace("020-2615275", "020-2615299"))
    pages.derive(at + timedelta(seconds=2))
    assert "020-2615299" in read(pages)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [("/chat/begin/", "Het is hier nu heel druk"), ("/en/chat/begin/", "It is very busy here now")],
)
def test_the_busy_page_is_small_and_names_the_phone_in_the_readers_language(
    pages: StandingPages, at: datetime, path: str, sentence: str
) -> None:
    pages.derive(at)
    busy = pages.refusal("busy", path)
    assert busy is not None
    assert busy.status == 503
    assert sentence in busy.body.decode()
    assert "020-2615275" in busy.body.decode()
    assert 'href="tel:112"' in busy.body.decode()
    assert len(busy.zipped) < 4000
    assert (b"retry-after", b"10") in busy.headers


def test_hours_that_two_people_published_are_on_the_next_page(
    pages: StandingPages, own_content: Path, clock: Clock, coordinator: Actor, at: datetime
) -> None:
    clock(at)
    pages.derive(at)
    assert "020-2615275" in read(pages)
    source = edited.in_use("helpline.yaml").replace("020-2615275", "020-7654321")
    draft = editing.keep_draft("helpline.yaml", source, by=coordinator, at=at)
    second = builders.actor(builders.staff("dora", role="coordinator"))
    editing.publish(editing.ask_to_publish(draft, by=coordinator, at=at), by=second, at=at)
    pages.derive(at + timedelta(seconds=1))
    for path in ("/", "/en/", "/bel/"):
        assert "020-7654321" in read(pages, path)
        assert "020-2615275" not in read(pages, path)
