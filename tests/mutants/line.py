"""The faults in the line: who goes first, who is asked, and what closing time does."""

from __future__ import annotations

from tests.mutants.planting import Mutant

LINE = [
    Mutant(
        name="a-line-that-does-not-hear-its-end",
        promise="a line that ends while something is being sent leaves no task and no row behind",
        file="src/hulplijn/channels/chat/streams.py",
        old="async with asyncio.timeout(_PATIENCE):\n                    await self._send(body)\n",
        new="await asyncio.wait_for(self._send(body), _PATIENCE)\n",
        catches=(
            "tests/chat/test_slow_reader.py::test_a_line_that_ends_as_something_is_being_sent_ends[stream]",
        ),
    ),
    Mutant(
        name="a-contact-held-out-to-two",
        promise="a waiting contact is held out to one counsellor at a time",
        file="src/hulplijn/shifts/rules/offers.py",
        old="        if any(one.contact == contact.id for one in open_to.values()):",
        new="        if not contact.id:",
        catches=(
            (
                "tests/shifts/test_rule_of_offers.py::"
                "test_whatever_happens_nobody_is_held_out_twice_and_nobody_waits_beside_a_free_colleague"
            ),
        ),
    ),
    Mutant(
        name="an-offer-beyond-her-room",
        promise="nothing is held out beyond a counsellor's capacity",
        file="src/hulplijn/shifts/rules/offers.py",
        old="        return self.load < self.capacity",
        new="        return self.load <= self.capacity",
        catches=("tests/shifts/test_rule_of_offers.py::test_nothing_beyond_her_capacity",),
    ),
    Mutant(
        name="a-call-that-takes-no-room",
        promise="a phone call fills a place",
        file="src/hulplijn/shifts/queries.py",
        old='LIVE = ("chat", "phone")',
        new='LIVE = ("chat",)',
        catches=(
            "tests/shifts/test_offers.py::test_nothing_is_held_out_beyond_her_capacity_and_a_call_counts",
        ),
    ),
    Mutant(
        name="urgency-that-can-be-lowered",
        promise="signs of danger raise, and nothing lowers",
        file="src/hulplijn/casework/actions/urgency.py",
        old="ended_at=None, urgency__lt=level)",
        new="ended_at=None)",
        catches=("tests/casework/test_raise_urgency.py::test_urgency_goes_up_and_never_down",),
    ),
    Mutant(
        name="a-line-that-forgets-urgent",
        promise="who is in danger goes first",
        file="src/hulplijn/shifts/rules/waiting.py",
        old="    return -one.urgency, not one.left_message",
        new="    return 0, not one.left_message",
        catches=(
            "tests/shifts/test_order_of_waiting.py::test_danger_goes_first_then_raised_then_left_messages_then_the_longest_wait",
        ),
    ),
    Mutant(
        name="a-not-that-lowers",
        promise="a word between two others, such as not, hides no sign of danger",
        file="src/hulplijn/guidance/rules/risk.py",
        old="BETWEEN = 2",
        new="BETWEEN = 0",
        catches=("tests/guidance/test_risk_signs.py::test_not_does_not_lower",),
    ),
    Mutant(
        name="left-waiting-behind-a-shut-door",
        promise="nobody is left waiting at closing time",
        file="src/hulplijn/shifts/actions/closing.py",
        old="        close_line(at=at)\n    bus",
        new="        pass\n    bus",
        catches=("tests/shifts/test_closing.py::test_at_the_end_nobody_is_left_waiting",),
    ),
    Mutant(
        name="a-new-chat-in-the-last-minutes",
        promise="in the last quarter nobody joins the line",
        file="src/hulplijn/shifts/queries.py",
        old="    elif until and until - at <= CLOSING:",
        new="    elif until and until - at <= timedelta(0):",
        catches=("tests/shifts/test_presence.py::test_in_the_last_quarter_nobody_joins_the_line",),
    ),
    Mutant(
        name="bulk-work-that-leaves-timers",
        promise="a sample year leaves no offers to make",
        file="src/hulplijn/casework/line.py",
        old="    if not bus.is_quiet():",
        new="    if contact:",
        catches=("tests/shifts/test_offers.py::test_bulk_work_on_nobody_s_screen_leaves_nothing_to_do",),
    ),
    Mutant(
        name="an-acute-talk-counts-once",
        promise="who carries acute risk is held out nothing more of the usual two",
        file="src/hulplijn/shifts/queries.py",
        old="COUNTS_FOR if one.pk in acute else 1",
        new="1",
        catches=("tests/shifts/test_offers.py::test_an_acute_talk_counts_for_two_unless_she_wants_more",),
    ),
    Mutant(
        name="a-page-in-the-place-of-what-follows",
        promise="what follows her own stop is shown, whichever answer comes first",
        file="src/hulplijn/channels/chat/beside.py",
        old="        return HttpResponse(status=OK)\n    return render",
        new="        pass\n    return render",
        catches=(
            (
                "tests/chat/test_give_feedback.py::"
                "test_a_browser_that_was_let_go_gets_no_page_in_the_place_of_what_follows"
            ),
        ),
    ),
    Mutant(
        name="an-older-answer-over-a-newer-one",
        promise="what is filled in goes to the server in the order in which it was filled in",
        file="src/hulplijn/workspace/templates/workspace/case.html",
        old=' hx-sync:inherited="#zaak:queue all"',
        new="",
        catches=(
            (
                "tests/journeys/test_counsellor_hurries.py::"
                "test_on_a_slow_line_what_is_filled_in_arrives_in_order_and_also_when_she_goes_on_at_once"
            ),
        ),
        slow=True,
    ),
    Mutant(
        name="what-waits-for-its-turn-lost-with-its-page",
        promise="what was filled in is kept, though she goes on at once",
        file="src/hulplijn/workspace/browser/inorder.ts",
        old='  addEventListener("pagehide", sendTheRest);\n',
        new="",
        build=True,
        catches=(
            (
                "tests/journeys/test_counsellor_hurries.py::"
                "test_on_a_slow_line_what_is_filled_in_arrives_in_order_and_also_when_she_goes_on_at_once"
            ),
        ),
        slow=True,
    ),
    Mutant(
        name="a-press-that-lands-beside",
        promise="a press counts for what it began on, though the page moves under the finger",
        file="src/hulplijn/look/browser/presses.ts",
        old="  event.preventDefault();\n",
        new="  if (press) return;\n",
        build=True,
        catches=(
            (
                "tests/journeys/test_beside_the_chat.py::"
                "test_a_press_counts_for_what_it_began_on_though_the_page_moves[finger]"
            ),
        ),
        slow=True,
    ),
    Mutant(
        name="a-note-kept-twice",
        promise="a note that is sent again after a lost answer is kept once",
        file="src/hulplijn/casework/actions/reading.py",
        old="        if _is_same(opened, there, note, text):",
        new="        if there.pk != name:",
        catches=("tests/casework/test_write_note.py::test_sent_again_it_is_the_note_that_was_kept",),
    ),
    Mutant(
        name="a-form-sent-twice",
        promise="what is pressed twice on a page of the staff is done once",
        file="src/hulplijn/look/browser/once.ts",
        old="at - before.at < LOST_AFTER",
        new="at < before.at",
        catches=("node", ".ci/browser_tests.mjs"),
    ),
    Mutant(
        name="a-tick-that-overtakes-a-newer-one",
        promise="of what she ticks off on a slow line the newest arrives last",
        file="src/hulplijn/channels/chat/browser/surely.ts",
        old="    if (isUnderWay) return;\n",
        new="",
        catches=("node", ".ci/browser_tests.mjs"),
    ),
]
