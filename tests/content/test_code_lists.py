"""The code lists hold what the figures and the exports count on."""

from __future__ import annotations

from hulplijn.content import queries
from hulplijn.content.rules.lists import REQUIRED
from hulplijn.content.texts import Text
from tests.content.conftest import Spoil


def test_every_list_that_the_coding_needs_is_there_in_both_languages() -> None:
    for name in REQUIRED:
        for code in queries.code_list(name).codes:
            assert set(code.label) >= {"nl", "en"}, (name, code.code)
            assert set(code.definition) >= {"nl", "en"}, (name, code.code)


def test_eighteen_is_a_teen_in_the_figures_and_an_adult_before_the_law() -> None:
    ages = queries.code_list("age")

    assert ages.roll_up("published", "18") == "12_18"
    assert ages.roll_up("insafe", "18") == "teens"
    assert ages.roll_up("legal", "18") == "adult"
    assert ages.roll_up("legal", "17" if "17" in ages else "16_17") == "minor"
    assert ages.roll_up("legal", "12_18_unspecified") == "unknown"
    assert list(ages.roll_ups["published"].groups) == [
        "under_5",
        "5_11",
        "12_18",
        "19_25",
        "26_plus",
        "unknown",
    ]


def test_the_three_kinds_of_sextortion_do_not_include_the_mail_that_bluffs() -> None:
    assert queries.code_list("reason").flagged("sextortion") == {
        "sextortion_financial",
        "sextortion_sexual",
        "sextortion_criminal",
    }


def test_reasons_that_ask_about_suicide() -> None:
    asking = queries.code_list("reason").flagged("ask_suicide")

    assert asking == {
        code.code
        for code in queries.code_list("reason").codes
        if code.code.startswith(("sextortion_", "ncii_", "deepfake_sexual", "csam_self_in_image"))
    }


def test_honoured_and_rest_make_up_what_was_decided() -> None:
    states = queries.code_list("notice_state")
    groups = {code.code: states.roll_up("decision", code.code) for code in states.codes}

    assert {code for code, group in groups.items() if group == "honoured"} == states.flagged("honoured")
    assert {code for code, group in groups.items() if group in ("honoured", "rest")} == states.flagged(
        "decided"
    )
    assert states.flagged("decided") <= states.flagged("sent")
    assert groups["decided_refused"] == "rest"


def test_only_the_situation_check_is_not_staffed() -> None:
    channels = queries.code_list("channel")

    assert {code.code for code in channels.codes} - channels.flagged("staffed") == {"selfcheck"}


def test_codes_that_look_like_something_else_in_yaml_stay_codes() -> None:
    assert {"0_4", "18"} <= {code.code for code in queries.code_list("age").codes}
    assert [code.code for code in queries.code_list("paid").codes] == ["yes", "no", "unknown"]


def test_the_version_changes_with_a_code_and_not_with_a_label(spoil: Spoil, folder: object) -> None:
    before = queries.lists_version()

    spoil("taxonomy/role.yaml", ("nl: Politie\n", "nl: De politie\n"))
    with queries.use(folder):  # type: ignore[arg-type]
        assert queries.lists_version() == before
    spoil("taxonomy/role.yaml", ("code: bystander", "code: onlooker"))
    with queries.use(folder):  # type: ignore[arg-type]
        assert queries.lists_version() != before


def test_a_text_falls_back_to_a_language_that_it_has() -> None:
    text = Text(nl="Vrouw", en="Female")

    assert (text.in_("en-gb"), text.in_("ar"), Text(en="Female").in_("nl")) == ("Female", "Vrouw", "Female")


def test_platforms_have_a_kind_of_service_and_no_address() -> None:
    platforms = {platform.code: platform for platform in queries.platforms()}

    assert platforms["instagram"].service_type == "social"
    assert not any("@" in text or "http" in text for one in platforms.values() for text in one.name.values())
