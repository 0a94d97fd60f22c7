"""The plan of the sample year: its totals are exact and its days lifelike. Needs no database."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache

import pytest

from hulplijn.content.queries import code_list, partners_for
from hulplijn.figures.rules.signals import Series, State, judge
from hulplijn.hours.queries import timetable
from hulplijn.sample import quotas, themes
from hulplijn.sample.filling import planned
from hulplijn.sample.outreach import Prevented
from hulplijn.sample.plan import Decision, Followed, Plan, SelfCheck, Talk

AGES = code_list("age")
GENDERS = code_list("gender")


@cache
def year() -> Plan:
    return planned(2024, seed=1)


@cache
def counted() -> tuple[Talk, ...]:
    return tuple(talk for talk in year().talks if talk.counts)


def sextortion() -> list[Talk]:
    kinds = code_list("reason").flagged("sextortion")
    return [talk for talk in counted() if talk.codes["reason"] in kinds]


def percent(part: int, whole: int) -> int:
    return round(Fraction(100 * part, whole))


def test_the_year_holds_the_published_number_of_advice_questions() -> None:
    assert len(counted()) == 7_239
    assert len(year().self_checks) == 4_967
    assert len(counted()) + len(year().self_checks) == 12_206


def test_the_totals_of_the_year_before_give_the_published_growth() -> None:
    before = quotas.EARLIER_TOTALS
    assert round(Fraction(1000 * (12_206 - before["advice_questions"]), before["advice_questions"])) == 167
    assert round(Fraction(1000 * (7_239 - before["staffed_contacts"]), before["staffed_contacts"])) == 306


def test_ages_come_out_as_published() -> None:
    ages = Counter(AGES.roll_up("published", talk.codes["age"]) for talk in counted())
    assert {age: percent(number, 7_239) for age, number in ages.items()} == quotas.AGES


def test_genders_come_out_as_published() -> None:
    genders = Counter(GENDERS.roll_up("published", talk.codes["gender"]) for talk in counted())
    assert {gender: percent(number, 7_239) for gender, number in genders.items()} == quotas.GENDERS


def test_sextortion_is_73_of_100_men_and_exactly_one_third_paid() -> None:
    found = sextortion()
    men = sum(talk.codes["gender"] == "male" for talk in found)
    assert Fraction(men, len(found)) == Fraction(73, 100)
    paid = Counter(talk.codes["paid"] for talk in found)
    assert Fraction(paid["yes"], len(found)) == Fraction(1, 3)
    assert paid["unknown"] > 0
    assert {talk.codes["reason"] for talk in found} == set(quotas.KINDS)


def test_the_mean_amount_paid_is_548_euro_50_over_those_who_told_it() -> None:
    told = [talk.codes["paid_cents"] for talk in sextortion() if "paid_cents" in talk.codes]
    assert Fraction(sum(told), len(told)) == 54_850
    assert len(told) < sum(talk.codes["paid"] == "yes" for talk in sextortion())
    assert min(told) >= 2_500


def test_85_of_100_decided_requests_are_honoured_and_fewer_of_all_that_were_sent() -> None:
    decided = [event for event in year().events if isinstance(event, Decision) and event.outcome]
    honoured = sum(event.outcome != "refused" for event in decided)
    sent = [talk for talk in year().talks if talk.request and not talk.request.to_hotline]
    assert Fraction(honoured, len(decided)) == Fraction(85, 100)
    assert len(sent) > len(decided)
    assert {event.number for event in decided} <= {talk.number for talk in sent}


def test_requests_are_decided_after_they_were_sent_and_in_the_middle_more_than_a_week_later() -> None:
    ends = {talk.number: talk.ends for talk in year().talks}
    waits = sorted(event.at - ends[event.number] for event in year().events if isinstance(event, Decision))
    assert waits[0].total_seconds() > 0
    assert waits[len(waits) // 2].days >= 7


def test_no_request_shows_an_image_of_somebody_who_may_be_a_minor() -> None:
    kinds = code_list("content_kind").flagged("image")
    for talk in year().talks:
        if talk.request and talk.request.kind in kinds and not talk.request.to_hotline:
            assert talk.request.depicted_minor == "no"


def test_who_does_not_count_comes_on_top() -> None:
    not_counted = Counter(talk.codes["outcome"] for talk in year().talks if not talk.counts)
    assert not_counted == {"abandoned": 240, "abuse_prank": 130, "not_for_us": 60}


def test_every_talk_lies_inside_opening_hours() -> None:
    table = timetable()
    for talk in year().talks:
        assert table.is_open(talk.at)
        assert table.is_open(talk.ends)
        assert table.local(talk.ends).year == 2024


def test_what_follows_comes_inside_opening_hours_of_the_same_year() -> None:
    table = timetable()
    for event in year().events:
        if isinstance(event, Decision | Followed):
            assert table.is_open(event.at)
            assert table.local(event.at).year == 2024


def test_self_checks_come_at_night_as_well() -> None:
    nightly = [check for check in year().self_checks if timetable().local(check.at).hour < 7]
    assert 0.05 < len(nightly) / len(year().self_checks) < 0.25


def test_evenings_are_busiest() -> None:
    hours = Counter(timetable().local(talk.at).hour for talk in year().talks)
    evening = sum(hours[hour] for hour in range(16, 22))
    assert evening / len(year().talks) > 0.5
    assert max(hours, key=lambda hour: hours[hour]) in range(19, 22)


def test_one_week_is_in_the_news() -> None:
    weeks = Counter(
        (timetable().local(talk.at).timetuple().tm_yday - 1) // 7 for talk in year().talks
    ).most_common()
    middle = weeks[len(weeks) // 2][1]
    assert weeks[0][1] > 3 * middle
    assert weeks[2][1] < 2 * middle


def test_events_are_in_the_order_of_their_time() -> None:
    moments = [event.at for event in year().events]
    assert moments == sorted(moments)
    assert moments[0] >= datetime(2023, 12, 31, 23, tzinfo=UTC)


def test_the_same_seed_gives_the_same_year_and_another_seed_another() -> None:
    assert planned(2024, seed=1) == year()
    assert planned(2024, seed=2).events != year().events


def test_what_the_page_of_signals_finds_at_the_years_end_is_the_planted_rise_and_nothing_else() -> None:
    found = {one.series.id: one for one in judge(weekly_reasons())}
    assert [name for name, one in found.items() if one.state == State.RISES] == [quotas.RISING]
    assert found[quotas.RISING].strongest.factor > 2
    before = judge(weekly_reasons(without=6))
    assert not [one for one in before if one.state == State.RISES]


def weekly_reasons(*, without: int = 0) -> list[Series]:
    """How often each reason was named, week by week, up to so many weeks before the end."""
    weeks: dict[str, Counter[date]] = {}
    for talk in counted():
        day = timetable().local(talk.at).date()
        weeks.setdefault(talk.codes["reason"], Counter())[day - timedelta(days=day.weekday())] += 1
    mondays = sorted(set().union(*weeks.values()))[: -without or None]
    whole = tuple(sum(one[monday] for one in weeks.values()) for monday in mondays)
    return [
        Series(reason, "reason", tuple(one[monday] for monday in mondays), whole)
        for reason, one in weeks.items()
    ]


def test_sextortion_tells_how_was_to_be_paid_and_since_when() -> None:
    told = [talk.codes for talk in sextortion()]
    assert all(codes["since_when"] in code_list("since_when") for codes in told)
    asked = [codes for codes in told if codes["paid"] == "yes" or "demanded_cents" in codes]
    assert len(asked) > 1_000
    assert all(codes["payment_method"] in code_list("payment_method") for codes in asked)


def test_a_dozen_and_more_was_done_to_prevent_harm_all_over_the_year() -> None:
    done = [event for event in year().events if isinstance(event, Prevented)]
    assert 12 <= len(done) <= 25
    assert len({event.told["day"].month for event in done}) >= 8
    for event in done:
        assert event.told["day"].weekday() < 5
        assert event.told["kind"] in code_list("prevention_kind")
        assert all(one in code_list("prevention_audience") for one in event.told["audiences"])
        assert event.told["partners"] in ([], ["sister_example"])


@pytest.mark.parametrize("seed", range(3))
def test_a_smaller_year_keeps_its_totals(seed: int) -> None:
    small = planned(2024, seed=seed, scale=Fraction(1, 50))
    numbers = small.quotas
    found = [talk for talk in small.talks if talk.counts]
    paid = [
        talk.codes["paid_cents"]
        for talk in found
        if talk.theme == "sextortion" and "paid_cents" in talk.codes
    ]
    assert len(found) == numbers.staffed == 145
    assert len(small.self_checks) == numbers.self_checks
    assert sum(paid) == numbers.amounts_known * quotas.MEAN_PAID_CENTS
    assert sum(len(talk.referrals) for talk in found) == numbers.referrals


def test_every_code_is_on_the_published_lists() -> None:
    lists = {"reason": "reason", "age": "age", "gender": "gender", "role": "role", "found_via": "found_via",
             "outcome": "outcome", "paid": "paid", "images_shared": "yes_no_unknown"}  # fmt: skip
    for event in year().events:
        if isinstance(event, Talk | SelfCheck):
            for field, name in lists.items():
                assert event.codes.get(field) is None or event.codes[field] in code_list(name)
            for row in event.codes.get("platforms", ()):
                assert row["platform"] in code_list("platform")


def test_every_reason_has_a_theme_and_every_partner_is_on_the_list() -> None:
    assert set(themes.THEMES) == {one.code for one in code_list("reason").codes}
    named = {partner for partners in themes.PARTNERS.values() for partner in partners}
    assert named <= {one.code for one in code_list("referral_to").codes}
    assert partners_for("sextortion_financial")


def test_shares_add_up_to_the_whole() -> None:
    assert quotas.apportion(7, {"a": 1, "b": 1, "c": 1}) == {"a": 3, "b": 2, "c": 2}
    assert sum(quotas.apportion(7_239, quotas.FOUND_VIA).values()) == 7_239
