"""Faults around referral: what nobody checked, and words that go without a yes."""

from tests.mutants.planting import Mutant

REFERRAL = [
    Mutant(
        name="an-unchecked-number-on-the-slip",
        promise="a detail of a partner that nobody checked reaches no visitor",
        file="src/hulplijn/content/partner_shapes.py",
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
        name="mailed-without-a-look-at-the-yes",
        promise="her yes is looked at once more in the moment in which her words are mailed",
        file="src/hulplijn/referral/sending.py",
        old="            answer=PassedOn.Answer.YES, to_send_at__isnull=False, gave_up_at=None\n",
        new="            gave_up_at=None\n",
        catches=(
            "tests/referral/test_sending.py::test_no_letter_goes_without_a_yes_that_stands_to_an_address_that_is_checked",
        ),
    ),
    Mutant(
        name="mailed-to-an-address-checked-before",
        promise="the address is looked at once more before her words are mailed",
        file="src/hulplijn/referral/sending.py",
        old="    address = checked_address(referral.partner)\n",
        new="    found = queries.named_partner(referral.partner)\n"
        "    address = str(found.reach['mail'].value if found else '')\n",
        catches=(
            "tests/referral/test_sending.py::test_no_letter_goes_without_a_yes_that_stands_to_an_address_that_is_checked",
        ),
    ),
    Mutant(
        name="a-sample-that-mails",
        promise="a sample opens no line to a mail server",
        file="src/hulplijn/referral/sending.py",
        old="    return helpline().sample or contact.case.sample or holds_samples()\n",
        new="    return helpline().sample\n",
        catches=("tests/referral/test_sending.py::test_a_sample_case_of_a_real_helpline_opens_no_line",),
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
