"""The sample year in the database: made by the actions, found in the figures, and nothing made twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.accounts.models import Staff
from hulplijn.accounts.queries import actor_of
from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework import sealed
from hulplijn.casework.models import Contact
from hulplijn.content.queries import code_list
from hulplijn.conversations.models import Message
from hulplijn.figures import counts, extract
from hulplijn.ledger.models import Entry
from hulplijn.plumbing import clock
from hulplijn.plumbing.models import Installation
from hulplijn.removal.models import Notice
from hulplijn.sample import filling
from hulplijn.sample.filling import OtherPlan
from hulplijn.sample.outreach import Prevented
from hulplijn.sample.plan import Decision, Followed, Plan
from tests import builders
from tests.sample.conftest import SEED, YEAR

NEW_YEAR_AFTER = datetime(2025, 1, 6, 12, tzinfo=UTC)


def rolled_up(name: str, codes: list[str]) -> Counter[str]:
    return Counter(code_list(name).roll_up("published", code) for code in codes)


def test_the_figures_are_those_of_the_plan(small_year: Plan) -> None:
    found = counts.of_year(YEAR)
    talks = [talk for talk in small_year.talks if talk.counts]
    checks = small_year.self_checks
    assert found.sample
    assert (found.staffed, found.self_checks) == (len(talks), len(checks))
    assert (found.earlier_advice, found.earlier_staffed) == (10_459, 5_543)
    assert found.earlier_source == "derived_from_growth"
    assert found.channel == rolled_up(
        "channel", [talk.channel for talk in talks] + ["selfcheck"] * len(checks)
    )
    assert sum(found.not_counted.values()) == small_year.quotas.not_counted
    assert found.age == rolled_up("age", [talk.codes["age"] for talk in talks])
    assert found.gender == rolled_up("gender", [talk.codes["gender"] for talk in talks])
    assert found.reason == Counter(talk.codes["reason"] for talk in talks)
    assert found.found_via == Counter(talk.codes["found_via"] for talk in talks)
    assert found.platform == Counter(row["platform"] for talk in talks for row in talk.codes["platforms"])
    assert found.without_platform == sum(not talk.codes["platforms"] for talk in talks)
    assert found.selfcheck_reason == Counter(check.codes["reason"] for check in checks)


def test_removal_and_referral_are_those_of_the_plan(small_year: Plan) -> None:
    found = counts.of_year(YEAR)
    numbers = small_year.quotas
    decisions = [
        event.outcome for event in small_year.events if isinstance(event, Decision) and event.outcome
    ]
    assert found.decided == len(decisions) == numbers.decided
    assert found.honoured == sum(outcome != "refused" for outcome in decisions) == numbers.honoured
    assert found.sent == numbers.decided + numbers.undecided
    named = [(talk.number, *one) for talk in small_year.talks for one in talk.referrals]
    heard = {(one.number, one.partner): one.state for one in small_year.events if isinstance(one, Followed)}
    assert found.referral_partner == Counter(partner for _, partner, _ in named)
    assert found.referral_state == Counter(
        heard.get((number, partner), state) for number, partner, state in named
    )


def test_prevention_is_that_of_the_plan(small_year: Plan) -> None:
    done = [event.told for event in small_year.events if isinstance(event, Prevented)]
    found = counts.of_year(YEAR).prevented
    assert sum(one.activities for one in found) == len(done)
    assert sum(one.reached for one in found) == sum(told["reached"] or 0 for told in done)


def test_the_deep_dive_comes_out_as_published(small_year: Plan) -> None:
    found, numbers = counts.of_year(YEAR), small_year.quotas
    assert found.sextortion_gender["male"] == numbers.sextortion_men
    assert sum(found.sextortion_gender.values()) == numbers.sextortion
    assert found.sextortion_paid["yes"] == numbers.sextortion_paid
    assert Fraction(found.paid_amounts.cents, found.paid_amounts.n) == 54_850
    assert found.paid_amounts.n == numbers.amounts_known


def test_it_is_made_with_messages_notices_and_sealed_text(small_year: Plan) -> None:
    chats = Contact.objects.exclude(conversation=None)
    assert chats.count() == sum(talk.channel == "chat" for talk in small_year.talks)
    assert Message.objects.count() > 4 * chats.count()
    assert not Contact.objects.filter(closed_at=None).exists()
    assert not Contact.objects.filter(case__sample=False).exists()
    assert not Entry.objects.filter(origin="live").exists()
    decided = Notice.objects.exclude(decided_at=None)
    assert decided
    for notice in decided:
        assert notice.sent_at
        assert notice.decided_at
        assert notice.decided_at > notice.sent_at
    assert Installation.objects.get().year_progress == 100
    assert Installation.objects.get().sample


@pytest.fixture
def lead(small_year: Plan) -> Actor:
    return actor_of(Staff.objects.get(username="sanne"))


def test_twenty_random_cases_opened_in_the_workspace_are_found_in_the_figures(lead: Actor) -> None:
    browser = Client()
    browser.force_login(Staff.objects.get(pk=lead.id))
    rng = random.Random(20)
    every = (
        Contact.objects.filter(coding__counts_as_data=True).select_related("case", "coding").order_by("pk")
    )
    chosen = rng.sample(list(every), 20)
    with extract.opened() as connection:
        for contact in chosen:
            builders.look_wider(contact, lead, at=clock.now())
            response = browser.get(reverse("workspace:contact", args=[contact.pk]))
            assert response.status_code == 200
            shown = response.content.decode()
            assert contact.case.reference in shown
            assert code_list("reason").get(contact.coding.reason).label.in_("nl") in shown
            entry = sealed.follow(contact.case, contact.ledger_link, about=contact.link_about)
            row = connection.execute(
                "SELECT channel, reason, age, gender, found_via, origin FROM contact_closed WHERE id = ?",
                [str(entry)],
            ).fetchall()
            coding = contact.coding
            told = (contact.channel, coding.reason, coding.age, coding.gender, coding.found_via, "sample")
            assert row == [told]


Change = dict[str, object]
CHANGES: dict[str, tuple[Callable[[Contact], bool], Change, frozenset[str]]] = {
    "age": (lambda one: one.coding.age == "19_25", {"age": "65_plus"}, frozenset({"age"})),
    "found_via": (
        lambda one: one.coding.found_via != "campaign", {"found_via": "campaign"}, frozenset({"found_via"})
    ),
    "reason": (
        lambda one: one.coding.reason == "cyberbullying" and not one.coding.additional_reasons,
        {"reason": "cyberstalking"},
        frozenset({"reason"}),
    ),
    "paid": (
        lambda one: one.coding.reason == "sextortion_financial" and one.coding.paid == "no",
        {"paid": "yes", "paid_cents": 12_345},
        frozenset({"sextortion_paid", "paid_amounts"}),
    ),
    "gender": (
        lambda one: one.coding.gender == "female" and one.coding.reason == "grooming",
        {"gender": "male"},
        frozenset({"gender"}),
    ),
    "not data": (
        lambda one: one.coding.reason == "technical_settings" and not one.coding.platforms,
        {"counts_as_data": False},
        frozenset({"staffed", "channel", "not_counted", "age", "gender", "reason", "found_via",
                   "without_platform"}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_contact_moves_its_own_cells_and_no_others(what: str, lead: Actor) -> None:
    fits, change, moves = CHANGES[what]
    every = (
        Contact.objects.filter(coding__counts_as_data=True).select_related("coding", "case").order_by("pk")
    )
    contact = next((one for one in every if fits(one)), None)
    if contact is None:  # a year this small may lack the kind; then one is made into it first
        contact = every[0]
        casework.recode(contact, by=lead, at=NEW_YEAR_AFTER, **_kind_of(what))
    before = counts.of_year(YEAR)
    casework.recode(contact, by=lead, at=NEW_YEAR_AFTER, **change)
    after = counts.of_year(YEAR)
    moved = {name for name in vars(before) if getattr(before, name) != getattr(after, name)}
    assert moved == moves
    assert before.staffed - after.staffed == ("staffed" in moves)
    for name in moves - {"paid_amounts", "staffed", "without_platform", "not_counted"}:
        old, new = Counter(getattr(before, name)), Counter(getattr(after, name))
        assert (old - new).total() == 1
        assert (new - old).total() == (0 if what == "not data" else 1)


def _kind_of(what: str) -> Change:
    kinds: dict[str, Change] = {
        "reason": {"reason": "cyberbullying", "additional_reasons": []},
        "paid": {"reason": "sextortion_financial", "paid": "no"},
        "gender": {"reason": "grooming", "gender": "female"},
        "not data": {"reason": "technical_settings", "platforms": [], "additional_reasons": []},
    }
    return kinds[what]


def test_a_finished_year_is_not_made_again(small_year: Plan) -> None:
    before = Entry.objects.count()
    filling.fill(YEAR, seed=SEED, scale=Fraction(1, 50))
    assert Entry.objects.count() == before


def test_another_seed_does_not_go_into_the_same_year(small_year: Plan) -> None:
    with pytest.raises(OtherPlan):
        filling.fill(YEAR, seed=SEED + 1, scale=Fraction(1, 50))
