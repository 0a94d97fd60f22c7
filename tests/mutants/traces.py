"""Faults in what keeps traces and asks for two: the chain, the wider look, the desk, the live address."""

from tests.mutants.planting import Mutant

TRACES = [
    Mutant(
        name="a-chain-without-its-links",
        promise="whoever takes out or changes an entry of the log is found by `audit verify`",
        file="src/hulplijn/audit/rules.py",
        old="    return hashlib.sha256(before + said.encode()).digest()",
        new="    return hashlib.sha256(said.encode()).digest()",
        catches=(
            "tests/audit/test_chain.py::test_a_log_that_was_made_anew_as_a_whole_stands_against_its_anchors",
        ),
    ),
    Mutant(
        name="figures-that-leave-without-a-trace",
        promise="whoever takes figures along as a file is in the audit log",
        file="src/hulplijn/figures/handing_out.py",
        old='    audit.record("figures.export", by=by, at=at, why=what)',
        new="    del what",
        catches=("tests/figures/test_handing_out.py::test_the_command_is_in_the_log_before_it_writes",),
    ),
    Mutant(
        name="a-wider-look-without-a-reason",
        promise="who opens a case that is neither hers nor shared says why first",
        file="src/hulplijn/casework/actions/looking_wider.py",
        old="        raise ReasonNeeded(case.pk, by)",
        new='        return ""',
        catches=(
            "tests/casework/test_look_wider.py::test_the_reason_is_kept_with_each_reading_and_asked_again_later",
        ),
    ),
    Mutant(
        name="an-offender-read-without-a-trace",
        promise="whoever reads the accounts of an offender is in the audit log",
        file="src/hulplijn/casework/actions/offenders.py",
        old='    audit.record("offender.read", by=by, on=contact, at=at, why=why)',
        new="    del why",
        catches=("tests/casework/test_offender_accounts.py::test_after_it_a_coordinator_says_why_first",),
    ),
    Mutant(
        name="a-list-that-is-shown-unasked",
        promise="the visitor sees what was agreed only after her yes",
        file="src/hulplijn/guidance/sharing.py",
        old="    if row is None or row.state != SharedList.State.YES:",
        new="    if row is None:",
        catches=(
            "tests/guidance/test_shared_list.py::test_she_sees_nothing_before_her_yes_nor_after_she_takes_it_back",
        ),
    ),
    Mutant(
        name="a-fact-sheet-filled-in-unasked",
        promise="the fact sheet holds what we ticked only when she asks for it",
        file="src/hulplijn/channels/chat/sheet.py",
        old='    return _filled(request) if request.method == "POST" else _page(request, OwnFacts())',
        new="    return _filled(request)",
        catches=("tests/chat/test_sheet.py::test_it_is_filled_in_with_her_own_codes_only_when_she_asks",),
    ),
    Mutant(
        name="whom-she-named-on-the-fact-sheet",
        promise="the fact sheet is filled in with nothing that is handed out only after a look",
        file="src/hulplijn/channels/chat/sheet.py",
        old='holders.tell_kind("location", case.key_id, open_key(case.key_id))',
        new='(holders.Told(t.kind, t.at, {"url": t.facts.get("url") or t.facts.get("text")})'
        " for t in holders.tell_all(case.key_id, open_key(case.key_id), after_a_look=True))",
        catches=(
            "tests/chat/test_sheet.py::test_the_addresses_of_her_requests_are_filled_in_and_the_accounts_of_the_other_never",
        ),
    ),
    Mutant(
        name="asked-a-third-time",
        promise="a visitor who said no to the list twice is not asked again in that contact",
        file="src/hulplijn/guidance/rules/asking.py",
        old="    if times >= MOST_TIMES:",
        new="    if times > MOST_TIMES:",
        catches=(
            "tests/guidance/test_asking.py::test_her_no_is_left_alone_until_something_is_new_or_a_while_has_passed",
        ),
    ),
    Mutant(
        name="one-person-decides-alone",
        promise="who proposes what to give away does not agree with it as well",
        file="src/hulplijn/casework/actions/desk.py",
        old="    if str(request.proposed_by_id) == by.id:",
        new="    if False:",
        catches=("tests/casework/test_desk.py::test_who_proposes_cannot_agree_nor_disagree",),
    ),
    Mutant(
        name="an-address-that-nobody-agreed-to",
        promise="a connection gives its address only where two people asked",
        file="src/hulplijn/channels/chat/live_address.py",
        old="        pk=uuid.UUID(sign), contact__conversation=conversation, agreed_by__isnull=False",
        new="        pk=uuid.UUID(sign), contact__conversation=conversation",
        catches=("tests/chat/test_live_address.py::test_nobody_alone_and_nobody_else",),
    ),
]
