"""What a helpline gets wrong in its content folder is named, with file and line, in the reader's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hulplijn.content import queries
from hulplijn.content.errors import BadContent, NoSuchContent
from tests.content.conftest import Spoil


def line_of(folder: Path, file: str, text: str) -> int:
    lines = (folder / file).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_the_folder_of_this_repository_has_no_mistakes() -> None:
    assert queries.check() == []


def test_an_unknown_key_is_refused_by_name_with_its_line(spoil: Spoil, folder: Path) -> None:
    (error,) = spoil("helpline.yaml", ("country: NL", "country: NL\nslogan: wij helpen"))

    assert (error.file, error.line) == ("helpline.yaml", line_of(folder, "helpline.yaml", "slogan"))
    assert error.message_in("en").startswith("The key “slogan” is unknown here. Known: ")
    assert error.message_in("nl").startswith("De sleutel ‘slogan’ is hier onbekend. Bekend zijn: ")


@pytest.mark.parametrize(
    ("hours", "english", "dutch"),
    [
        (
            "Mo-Zo 07:00-23:00",
            "not a valid opening time: it goes wrong at character 4",
            "bij teken 4 gaat het mis",
        ),
        ("Mo-Su 20:00-01:00", "“20:00-01:00” goes past midnight", "‘20:00-01:00’ gaat door na middernacht"),
        ("Mo-Su 02:30-07:00", "“02:30” falls between 02:00 and 03:00", "‘02:30’ valt tussen 02:00 en 03:00"),
        ("Mo-Su 07:00-26:15", "“07:00-26:15” goes past midnight", "‘07:00-26:15’ gaat door na middernacht"),
        ("Mo-Su 07:00+", "has no fixed begin and end", "heeft geen vast begin en eind"),
        ("Mo-Su sunrise-sunset", "has no fixed begin and end", "heeft geen vast begin en eind"),
    ],
)
def test_bad_hours_get_a_clear_sentence(spoil: Spoil, hours: str, english: str, dutch: str) -> None:
    (error,) = spoil("helpline.yaml", ("Mo-Sa 07:00-23:00; Su 11:00-19:00", hours))

    assert english in error.message_in("en")
    assert dutch in error.message_in("nl")


@pytest.mark.parametrize(
    "hours", ["Mo-Su 03:00-24:00", "Mo-Su 01:45-12:00", "24/7", "Mo-Fr 09:00-17:00; PH off"]
)
def test_hours_beside_the_change_of_the_clock_are_fine(spoil: Spoil, hours: str) -> None:
    assert spoil("helpline.yaml", ("Mo-Sa 07:00-23:00; Su 11:00-19:00", hours)) == []


def test_another_zone_changes_its_clock_at_another_time(spoil: Spoil) -> None:
    errors = spoil(
        "helpline.yaml",
        ("Europe/Amsterdam", "Europe/London"),
        ("Mo-Sa 07:00-23:00; Su 11:00-19:00", "Mo-Su 01:30-07:00"),
    )

    assert [error.facts["begin"] for error in errors] == ["01:00"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("sample: true", "sample: perhaps", "“perhaps” is unknown here"),
        ("Europe/Amsterdam", "Europe/Nowhere", "is not a time zone"),
        ("info@helpwanted.nl", "info.helpwanted.nl", "is not an e-mail address"),
        ("exit_url: https://", "exit_url: http://", "is not a web address"),
        ("closed_holidays: []", "closed_holidays: [Kerst]", "“Kerst” is unknown here. Known: "),
        ("country: NL", "country: XX", "“XX” is not a known country code"),
        ("phone: null", "phone: {on: yesterday, by: Noor}", "“yesterday” is not a date"),
        ("name: Hulplijn", "name: [Hulplijn]", "“name” must be one value"),
        ("name: Hulplijn", "name: Hulplijn\nname: Lijn", "The key “name” is here twice"),
        ("name: Hulplijn", "name: 'Hulplijn", "This is not valid YAML"),
        (
            "special_days: {}",
            "special_days: {2026-02-30: {hours: off, label: {nl: a, en: b}}}",
            "is not a date",
        ),
        (
            "special_days: {}",
            "special_days: {2026-12-25: {hours: 24/7, label: {nl: a, en: b}}}",
            "“24/7” can't be the hours of one day",
        ),
    ],
)
def test_a_wrong_fact_is_named(spoil: Spoil, old: str, new: str, sentence: str) -> None:
    assert any(sentence in error.message_in("en") for error in spoil("helpline.yaml", (old, new)))


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("taxonomy/reason.yaml", "      en: Grooming\n", "", "“label” lacks the language en."),
        (
            "taxonomy/reason.yaml",
            "code: grooming",
            "code: cyberbullying",
            "The code “cyberbullying” is here twice.",
        ),
        ("taxonomy/reason.yaml", "code: grooming", "code: Grooming!", "“Grooming!” is not a code"),
        ("taxonomy/reason.yaml", "group: images", "group: pictures", "“pictures” is unknown here"),
        ("taxonomy/reason.yaml", "version: 1", "version: new", "“version” must be a whole number."),
        (
            "taxonomy/age.yaml",
            "legal: minor",
            "lawful: minor",
            "The roll-up “lawful” is unknown in this list.",
        ),
        ("taxonomy/age.yaml", "published: under_5", "published: babies", "“babies” is unknown here"),
        (
            "taxonomy/platform.yaml",
            "service_type: social",
            "service_type: sociable",
            "“sociable” is unknown here",
        ),
        ("plans/sextortion.yaml", "id: block\n", "id: report\n", "The item “report” is here twice."),
        ("plans/sextortion.yaml", "links: [removal]", "links: [remove]", "“remove” is unknown here"),
        (
            "plans/sextortion.yaml",
            "  - sextortion_financial",
            "  - money",
            "“money” is unknown",
        ),
        ("partners/csg.yaml", "suits: [sextortion", "suits: [extortion", "“extortion” is unknown here"),
        ("partners/csg.yaml", "hours: null", "hours: always", "not a valid opening time"),
        ("partners/csg.yaml", "is: 0800-0188", "is: bel ons", "“bel ons” is not a phone number."),
        ("partners/csg.yaml", "regions: [NL]", "regions: [Nederland]", "“Nederland” is not a region."),
        ("partners/csg.yaml", "cost: null", "common_knowledge: true", "Only 112 and 113 need no checking."),
        (
            "partners/sister_example.yaml",
            "next_check: 2027-11-01",
            "next_check: 2026-10-01",
            "The next check comes after the last one.",
        ),
        (
            "partners/sister_example.yaml",
            "intake@sister-helpline.example",
            "intake@sister-helpline",
            "is not an e-mail address.",
        ),
        ("pages/bellen.nl.md", "# Bel ons", "Bel ons", "A page begins with its title: “# Title”."),
        ("pages/bellen.nl.md", "{#zo-gaat-het}", "", "lacks its anchor: “## Title {#anchor}”."),
        ("pages/bellen.nl.md", "{#zo-gaat-het}", "{#anders}", "The anchors differ from those in"),
    ],
)
def test_a_mistake_in_a_file_is_named(spoil: Spoil, file: str, old: str, new: str, sentence: str) -> None:
    errors = spoil(file, (old, new))

    assert sentence in " ".join(error.message_in("en") for error in errors)
    consequences = {"pages/bellen.en.md", "taxonomy/reason.yaml", "practice/paid_already.yaml"}
    if file == "taxonomy/reason.yaml":  # the plans for a reason that has gone are named too
        consequences |= {error.file for error in errors if error.facts.get("value") == "grooming"}
    assert {error.file for error in errors} <= {file} | consequences
    assert all(error.message_in("nl") != error.message_in("en") for error in errors)


def test_a_reason_whose_plan_forgets_the_question_about_suicide_is_named(spoil: Spoil) -> None:
    errors = spoil("plans/intimate_image.yaml", ("        before_closing: true\n", ""))

    assert {(error.file, error.facts["reason"]) for error in errors} == {
        ("plans/intimate_image.yaml", "ncii_spread"),
        ("plans/intimate_image.yaml", "csam_self_in_image"),
    }


@pytest.mark.parametrize("file", ["helpline.yaml", "taxonomy/age.yaml", "pages/bellen.en.md"])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()

    errors = [error for error in queries.check(folder) if error.message_in("en") == "This file is missing."]

    assert [error.file for error in errors] == [file]


def test_a_partner_must_be_a_code_of_the_list(folder: Path) -> None:
    (folder / "partners/csg.yaml").rename(folder / "partners/csh.yaml")

    (error,) = queries.check(folder)

    assert str(error) == (
        "partners/csh.yaml:1: ‘csh’ is geen code van de lijst referral_to; geef het bestand een andere naam."
    )


def test_a_folder_with_mistakes_is_not_used_and_says_all_of_them(spoil: Spoil, folder: Path) -> None:
    errors = spoil("taxonomy/age.yaml", ("version: 1", "version: x"), ('code: "0_4"', 'code: "0 4"'))

    with queries.use(folder), pytest.raises(BadContent) as refused:
        queries.library()

    assert refused.value.errors == errors
    assert len(errors) == 2


def test_another_folder_is_used_only_as_long_as_asked(spoil: Spoil, folder: Path) -> None:
    spoil("helpline.yaml", ("name: Hulplijn", "name: Andere lijn"))

    with queries.use(folder):
        assert queries.helpline().name == "Andere lijn"

    assert queries.helpline().name == "Hulplijn"


def test_asking_for_what_is_not_there_says_so() -> None:
    with pytest.raises(NoSuchContent):
        queries.code_list("colour")
    with pytest.raises(NoSuchContent):
        queries.code_list("age").roll_up("zodiac", "18")
    with pytest.raises(NoSuchContent):
        queries.plan("hacking")
    with pytest.raises(NoSuchContent):
        queries.page("nowhere", "nl")


def test_a_file_that_an_editor_saved_in_another_way_is_named_with_its_line(folder: Path) -> None:
    file = folder / "pages" / "eerste-hulp.nl.md"
    lines = file.read_bytes().splitlines(keepends=True)
    lines[3] = "één\n".encode("windows-1252")
    file.write_bytes(b"".join(lines))
    (error,) = [one for one in queries.check(folder) if "UTF-8" in one.message_in("en")]
    assert (error.file, error.line) == ("pages/eerste-hulp.nl.md", 4)


def test_what_an_editor_on_windows_puts_before_and_behind_is_no_mistake(folder: Path) -> None:
    file = folder / "helpline.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert queries.check(folder) == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "“&” and “*” are not read here"),
        ("? [a, b]\n: c\n", "A key must be one word."),
    ],
)
def test_what_would_take_a_program_hours_or_end_it_is_refused(folder: Path, written: str, said: str) -> None:
    file = folder / "taxonomy" / "reason.yaml"
    file.write_text(file.read_text() + written)
    assert any(said in one.message_in("en") for one in queries.check(folder))


def test_a_number_of_thousands_of_figures_is_none(folder: Path) -> None:
    file = folder / "taxonomy" / "reason.yaml"
    file.write_text(re.sub(r"^version: \d+$", "version: " + "9" * 5000, file.read_text(), flags=re.M))
    assert any("must be a whole number" in one.message_in("en") for one in queries.check(folder))


def test_a_page_without_sections_is_a_page(folder: Path) -> None:
    (folder / "pages" / "bellen.nl.md").write_text("# Bellen\n\nBel ons.\n\nWe luisteren.\n")
    assert all("bellen" in error.file for error in queries.check(folder))


def test_a_file_that_is_far_too_large_is_not_read(folder: Path) -> None:
    (folder / "codewords.nl.txt").write_text("woord\n" * 200_000)
    assert any("larger than 1 MB" in one.message_in("en") for one in queries.check(folder))
