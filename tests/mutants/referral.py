"""Faults around referral: what nobody checked, and words that go without a yes."""

from tests.mutants.planting import Mutant

REFERRAL = [
    Mutant(
        name="an-unchecked-number-on-the-slip",
        promise="a detail of a partner that nobody checked reaches no visitor",
        file="src/hulplijn/content/shapes.py",
        old="return detail.value if is_known or (self.verified and detail.verified) else None",
        new="return detail.value if is_known or self.verified or detail else None",
        catches=(
            "tests/content/test_plan_and_partners.py::test_a_detail_that_nobody_checked_is_kept_from_visitors",
        ),
    ),
    Mutant(
        name="a-yes-to-another-text",
        promise="a visitor's yes counts for the text that she read",
        file="src/hulplijn/referral/handing.py",
        old="asked = PassedOn.objects.filter(ask=ask, referral__contact=contact, sent_at=None)",
        new="asked = PassedOn.objects.filter(referral__contact=contact, sent_at=None)",
        catches=(
            "tests/referral/test_handing.py::test_a_yes_counts_for_the_text_that_she_read_and_no_other",
        ),
    ),
    Mutant(
        name="words-to-an-unchecked-address",
        promise="a visitor's words go to no address that nobody checked",
        file="src/hulplijn/referral/handing.py",
        old="    if not (address := address_of(found)):",
        new="    if not (address := address_of(found) or found.code):",
        catches=("tests/referral/test_handing.py::test_no_words_go_to_an_address_that_nobody_checked",),
    ),
    Mutant(
        name="nobody-though-somebody",
        promise="who was named somebody after all is not counted as left without a referral",
        file="src/hulplijn/referral/actions.py",
        old="        _somebody_is_named(contact, at=at)\n",
        new="",
        catches=(
            "tests/referral/test_nobody_named.py::test_why_nobody_is_named_is_entered_until_somebody_is",
        ),
    ),
]
