"""The step plan, and where a visitor can be referred to."""

from __future__ import annotations

from pathlib import Path

from hulplijn.content import queries
from tests.content.conftest import Spoil


def test_the_plan_has_the_four_steps_in_their_order() -> None:
    plan = queries.plan("sextortion")

    assert [step.id for step in plan.steps] == ["listen", "break_contact", "removal", "right_help"]
    assert [step.title.in_("nl") for step in plan.steps] == [
        "Luisterend oor",
        "Contact verbreken, dader blokkeren",
        "Verwijderverzoek, als het kan",
        "De juiste hulp",
    ]


def test_contact_is_broken_in_the_order_that_keeps_the_proof() -> None:
    items = [item.id for item in queries.plan("sextortion").step("break_contact").items]

    order = ["stop_replying", "pay_nothing", "evidence", "report", "block", "keep_account", "secure"]
    assert [item for item in items if item in order] == order


def test_the_question_about_suicide_comes_in_the_first_step_and_before_closing() -> None:
    first = queries.plan("sextortion").steps[0]

    assert [item.id for item in first.items if item.before_closing] == ["ask_suicide"]
    assert first.item("ask_suicide").ask == "suicide"


def test_every_kind_of_sextortion_has_the_plan() -> None:
    for reason in queries.code_list("reason").flagged("sextortion"):
        plan = queries.plan_for(reason)
        assert plan is not None
        assert plan.id == "sextortion"
    assert queries.plan_for("other") is None


def test_every_reason_that_says_what_happened_has_a_plan_in_both_languages_with_a_check_of_its_own() -> None:
    nameless = {"other", "unknown"}
    for one in queries.code_list("reason").codes:
        plan = queries.plan_for(one.code)
        assert (plan is None) == (one.code in nameless), one.code
    for plan in queries.plans():
        assert plan.visitor_title, plan.id
        assert plan.check, plan.id
        assert len(plan.check.ends) >= 2, plan.id


def test_a_mail_that_bluffs_has_a_plan_that_removes_nothing() -> None:
    plan = queries.plan_for("sextortion_mail_bluff")
    assert plan
    assert all("removal" not in step.links for step in plan.steps)
    assert not any(item.ask in ("published", "depicted_minor") for item in plan.items)


def test_the_role_goes_before_the_reason() -> None:
    def plan(reason: str, role: str) -> str:
        found = queries.plan_for(reason, role)
        return found.id if found else ""

    assert plan("ncii_spread", "victim") == "intimate_image"
    assert plan("ncii_spread", "teacher") == "worry_pupil"
    assert plan("cyberbullying", "parent") == "worry_child"
    assert plan("sextortion_financial", "parent") == "sextortion", "its protocol holds for whoever calls"
    assert plan("other", "parent") == "worry_child"


def test_every_reason_that_wants_the_question_about_suicide_has_a_plan_that_asks_it() -> None:
    for reason in queries.code_list("reason").flagged("ask_suicide"):
        plan = queries.plan_for(reason)
        assert plan is not None
        assert plan.asks("suicide")


def test_the_visitor_gets_five_steps_that_need_nobody() -> None:
    steps = queries.plan("sextortion").for_visitor

    assert [step.id for step in steps] == [
        "stop_replying",
        "pay_nothing",
        "evidence",
        "report",
        "trusted_person",
    ]
    assert all(step.visitor_why for step in steps)


def test_every_partner_of_the_list_is_described() -> None:
    assert [one.counts_as for one in queries.partners()][:-1] == [
        one.code for one in queries.code_list("referral_to").codes if one.code != "sister_helpline"
    ]
    assert queries.partners()[-1].is_sister


def test_a_detail_that_nobody_checked_is_kept_from_visitors() -> None:
    csg, emergency = queries.partner("csg"), queries.partner("police_emergency_112")

    assert (csg.phone, csg.public_phone) == ("0800-0188", None)
    assert emergency.public_phone == "112"
    assert {one.code for one in queries.partners() if one.public_phone} == {"113", "police_emergency_112"}


def test_a_detail_may_be_shown_once_it_and_its_partner_are_checked(spoil: Spoil, folder: Path) -> None:
    phone = ("is: 0800-0188, verified: null", "is: 0800-0188, verified: {on: 2026-11-01, by: Dora}")
    assert spoil("partners/csg.yaml", phone) == []
    with queries.use(folder):
        assert queries.partner("csg").public_phone is None

    entry = (
        "verified: null\nnext_check: null",
        "verified: {on: 2026-11-01, by: Dora}\nnext_check: 2027-11-01",
    )
    assert spoil("partners/csg.yaml", entry) == []
    with queries.use(folder):
        assert queries.partner("csg").public_phone == "0800-0188"


def test_a_real_helpline_sees_no_invented_partner(spoil: Spoil, folder: Path) -> None:
    assert spoil("helpline.yaml", ("sample: true", "sample: false")) == []
    with queries.use(folder):
        assert not [one for one in queries.partners() if one.sample]


def test_partners_that_suit_a_reason_come_in_the_order_of_the_list() -> None:
    suited = [one.code for one in queries.partners_for("sextortion_financial")]

    assert suited[:4] == ["fier", "csg", "slachtofferhulp", "police_report"]
    assert "fraudehelpdesk" not in suited
