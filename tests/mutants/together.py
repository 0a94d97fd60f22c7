"""Faults in who may be in a conversation: consent, ownership, blocks, silence."""

from __future__ import annotations

from tests.mutants.planting import Mutant

ALONG = "tests/casework/test_look_along.py::"
HAND_OVER = "tests/casework/test_hand_over.py::"

TOGETHER = [
    Mutant(
        name="a-guest-without-consent",
        promise="nobody reads along before the visitor says yes",
        file="src/hulplijn/casework/models/together.py",
        old=" and self.consent in (self.Consent.GIVEN, self.Consent.DANGER)",
        new="",
        catches=(f"{ALONG}test_nobody_reads_before_the_visitor_says_yes",),
    ),
    Mutant(
        name="a-coordinator-who-reads-unasked",
        promise="while a conversation goes on, a role alone opens nothing",
        file="src/hulplijn/casework/rights.py",
        old='        "case.read": Who(_STAFF, own=True, let_in=_may_read, shut=_goes_on),',
        new='        "case.read": Who(_STAFF, own=True, let_in=_may_read),',
        catches=("tests/casework/test_open_case.py::test_a_colleague_cannot_open_it_and_that_is_logged_too",),
    ),
    Mutant(
        name="a-guest-who-may-answer",
        promise="who looks along writes nothing to the visitor",
        file="src/hulplijn/casework/rights.py",
        old="    return guest is not None and guest.how == Guest.How.STEP_IN",
        new="    return guest is not None",
        catches=(f"{ALONG}test_a_colleague_who_looks_along_writes_notes_and_nothing_else",),
    ),
    Mutant(
        name="a-coordinator-who-comes-in-without-a-call",
        promise="only after a call for danger somebody comes in unasked",
        file="src/hulplijn/casework/actions/along.py",
        old="        if contact.danger_called_at is None:",
        new="        if contact.danger_called_at is None and contact.owner_id is None:",
        catches=(f"{ALONG}test_without_a_call_no_coordinator_comes_in_unasked",),
    ),
    Mutant(
        name="a-call-that-came-before-the-line",
        promise="a call for danger is seen on a page that had no line when it came",
        file="src/hulplijn/workspace/browser/work.entry.ts",
        old="      catchUp();\n",
        new="",
        build=True,
        catches=(
            (
                "tests/journeys/test_together.py::"
                "test_a_call_for_danger_is_seen_on_a_page_whose_line_comes_after_it"
            ),
        ),
        slow=True,
    ),
    Mutant(
        name="a-handover-that-keeps-hanging",
        promise="an unanswered handover returns after a minute",
        file="src/hulplijn/casework/actions/handing_over.py",
        old="            due.put(UNANSWERED, handover.pk, handover.due_at)",
        new="            pass",
        catches=(f"{HAND_OVER}test_unanswered_it_returns_after_a_minute",),
    ),
    Mutant(
        name="a-handover-accepted-too-late",
        promise="too late is too late, whether or not a timer ran",
        file="src/hulplijn/casework/actions/handing_over.py",
        old="pk=handover.pk, state=State.ASKED, due_at__gt=at)",
        new="pk=handover.pk, state=State.ASKED)",
        catches=(f"{HAND_OVER}test_too_late_is_too_late_even_if_no_timer_ran",),
    ),
    Mutant(
        name="a-block-without-an-end",
        promise="a block ends by itself",
        file="src/hulplijn/casework/company.py",
        old="who_hash=who_hash, at__lte=at, until__gt=at, undone_at=None)",
        new="who_hash=who_hash, at__lte=at, undone_at=None)",
        catches=("tests/casework/test_block.py::test_after_its_end_nothing_is_left_of_it",),
    ),
    Mutant(
        name="a-silent-visitor-without-a-question",
        promise="a silent visitor is asked before her conversation ends",
        file="src/hulplijn/casework/actions/quiet.py",
        old="        and asked is not None\n        and since <= asked <= at - QUIET_FOR",
        new="        and since <= at - QUIET_FOR",
        catches=("tests/chat/test_quiet.py::test_after_five_minutes_she_is_asked_once",),
    ),
    Mutant(
        name="a-counsellor-dropped-by-an-outage",
        promise="after an outage every counsellor gets time to come back",
        file="src/hulplijn/shifts/actions/dropping.py",
        old="    if hers and not _was_served_since(at - DROPPED_AFTER):",
        new="    if False and hers:",
        catches=("tests/shifts/test_dropped.py::test_after_an_outage_everybody_gets_time_to_come_back",),
    ),
    Mutant(
        name="a-beginning-that-outlives-the-words",
        promise="once her words were used, the browser in which she began opens nothing",
        file="src/hulplijn/conversations/actions.py",
        old="token_hash=hash_of(token), start_hash=secrets.token_bytes(32)",
        new="token_hash=hash_of(token)",
        catches=(
            (
                "tests/chat/test_come_back.py::"
                "test_once_her_words_were_used_the_browser_in_which_she_began_opens_nothing"
            ),
        ),
    ),
    Mutant(
        name="a-line-that-outlives-its-hold",
        promise="where her words are used elsewhere, the line of before ends",
        file="src/hulplijn/channels/chat/visitor.py",
        old="        self._require_hold()\n",
        new="",
        catches=(
            ("tests/chat/test_live_line.py::test_where_her_words_are_used_elsewhere_the_line_of_before_ends"),
        ),
    ),
    Mutant(
        name="kept-after-she-left-it",
        promise="of a conversation that is on no screen, no process keeps what was said",
        file="src/hulplijn/channels/chat/staff_screen.py",
        old="topic)\n            self.recent.leave(shown.conversation.pk)\n",
        new="topic)\n",
        catches=("tests/chat/test_said_here.py::test_of_a_conversation_that_she_left_nothing_is_kept_here",),
    ),
    Mutant(
        name="a-wait-behind-an-empty-desk",
        promise="no wait is told where nobody is there to answer, however it is read",
        file="src/hulplijn/shifts/queries.py",
        old="is_kept=one.left_message, nobody=nobody, usual=usual)",
        new="is_kept=False, nobody=False, usual=usual)",
        catches=(
            ("tests/shifts/test_waiting_line.py::test_read_for_all_at_once_each_stands_as_when_read_alone"),
        ),
    ),
    Mutant(
        name="a-write-beside-the-lock",
        promise="on SQLite every write holds the one fair lock",
        file="src/hulplijn/plumbing/processes.py",
        old="    with writing():\n        ServerProcess.objects.get_or_create(",
        new="    if True:\n        ServerProcess.objects.get_or_create(",
        catches=(
            "tests/plumbing/test_processes.py::test_what_it_holds_hangs_on_a_row_that_is_there_for_sure",
        ),
    ),
    Mutant(
        name="a-close-that-waits-for-ever",
        promise="whoever takes no byte is hung up on",
        file="src/hulplijn/server/patience.py",
        old="        line.setsockopt(",
        new="        0 and line.setsockopt(",
        catches=("tests/server/test_patience.py::test_a_reader_who_takes_no_byte_is_hung_up_on",),
    ),
    Mutant(
        name="a-writer-that-stumbles-over-a-wake-up",
        promise="nothing that happens after a commit ends the writer of messages",
        file="src/hulplijn/conversations/committer.py",
        old="            except Exception as wrong:\n                # The outermost",
        new="            except KeyError as wrong:\n                # The outermost",
        catches=(
            "tests/conversations/test_group_commit.py::test_a_wake_up_that_fails_ends_no_message_after_it",
        ),
    ),
    Mutant(
        name="a-message-in-somebody-elses-case",
        promise="who leaves a message belongs to an earlier case only by her words",
        file="src/hulplijn/channels/chat/closed.py",
        old="(earlier.is_open or returning.has_code(earlier))",
        new="True",
        catches=(
            (
                "tests/chat/test_code_pages.py::"
                "test_who_leaves_a_message_after_a_talk_without_a_code_is_not_taken_for_who_talked"
            ),
        ),
    ),
    Mutant(
        name="a-picture-unpacked-three-times",
        promise="the largest picture that is taken is in memory once",
        file="src/hulplijn/channels/chat/pictures.py",
        old="            whole.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))",
        new="            whole.load()",
        catches=(
            (
                "tests/chat/test_screenshots.py::"
                "test_the_largest_picture_that_is_taken_costs_what_it_holds_once"
            ),
        ),
    ),
    Mutant(
        name="a-key-that-was-in-use",
        promise="two messages left at once never cost the key of an earlier case",
        file="src/hulplijn/channels/chat/returning.py",
        old="    if not known and key_id",
        new="    if key_id",
        catches=("tests/chat/test_leave_message.py::test_two_at_once_never_cost_the_key_of_an_earlier_case",),
    ),
    Mutant(
        name="a-second-tap-that-fails",
        promise="of two taps that leave a message, both are answered",
        file="src/hulplijn/channels/chat/returning.py",
        old="        by = Actor.visitor(conversation.pk)\n        contact = Contact.objects.filter(",
        new=(
            "        if begun_before is None and not conversation.token_hash and conversation.last_number:\n"
            "            raise conversations.ConversationClosed\n"
            "        by = Actor.visitor(conversation.pk)\n        contact = Contact.objects.filter("
        ),
        catches=(
            "tests/chat/test_begin_and_leave.py::test_a_message_left_by_two_taps_at_once_is_there_once",
        ),
    ),
]
