"""Faults of the log-in: what lets in whom it should not, or keeps out whom it should let in."""

from __future__ import annotations

from tests.mutants.planting import Mutant

ACCOUNTS = [
    Mutant(
        name="a-code-that-opens-twice",
        promise="no one-time code opens twice",
        file="src/hulplijn/accounts/actions/factors.py",
        old="AppCode.objects.filter(pk=row.pk, last_step__lt=step).update(last_step=step)",
        new="AppCode.objects.filter(pk=row.pk).update(last_step=0)",
        catches=("tests/accounts/test_second_factor.py::test_no_code_of_the_app_opens_twice",),
    ),
    Mutant(
        name="a-page-that-outlives-her-account",
        promise="the open pages of who leaves end at once",
        file="src/hulplijn/accounts/actions/people.py",
        old="    Passkey.objects.filter(staff=staff).delete()\n    end_sessions_of(staff)\n",
        new="    Passkey.objects.filter(staff=staff).delete()\n",
        catches=("tests/accounts/test_sessions.py::test_her_open_pages_are_told_at_once",),
    ),
    Mutant(
        name="a-session-that-is-enough",
        promise="nobody changes what she proves herself with without a new proof",
        file="src/hulplijn/accounts/access.py",
        old="        if not locking.is_proved_lately(locking.row_of(request), clock.now()):\n",
        new="        if False:\n",
        catches=(
            "tests/accounts/test_lock.py::test_a_session_alone_does_not_change_what_she_proves_herself_with[codes/]",
        ),
    ),
    Mutant(
        name="a-lock-that-locks-nothing",
        promise="behind a locked screen nothing is shown",
        file="src/hulplijn/accounts/locking.py",
        old="row.locked_at is not None or ",
        new="",
        catches=(
            "tests/accounts/test_lock.py::test_after_the_lock_no_page_shows_anything_and_the_way_back_is_kept",
        ),
    ),
    Mutant(
        name="strangers-who-keep-her-out",
        promise="what strangers guess does not hold up a browser that she used before",
        file="src/hulplijn/accounts/slowing.py",
        old="    if device:\n        return",
        new="    if device and False:\n        return",
        catches=(
            "tests/accounts/test_slowing.py::test_a_browser_in_which_she_logged_in_before_does_not_wait_for_strangers",
        ),
    ),
    Mutant(
        name="an-invitation-that-works-twice",
        promise="an invitation works once",
        file="src/hulplijn/accounts/actions/inviting.py",
        old="update(used_at=at)",
        new="update(used_at=None)",
        catches=("tests/accounts/test_invite.py::test_it_works_once",),
    ),
    Mutant(
        name="a-reset-that-a-thief-outlives",
        promise="half a log-in ends with the password that began it",
        file="src/hulplijn/accounts/halfway.py",
        old='not hmac.compare_digest(held["proof"], staff.get_session_auth_hash())',
        new='not held["proof"]',
        catches=(
            "tests/accounts/test_second_factor.py::test_half_a_log_in_ends_with_the_password_that_began_it",
        ),
    ),
    Mutant(
        name="a-log-in-for-one-process",
        promise="the second step of a log-in may go to a process whose clock is a moment behind",
        file="src/hulplijn/accounts/halfway.py",
        old="not -APART <= at",
        new="not timedelta(0) <= at",
        catches=(
            "tests/accounts/test_second_factor.py::test_the_second_step_may_go_to_a_process_that_is_behind",
        ),
    ),
    Mutant(
        name="a-key-made-behind-the-lock",
        promise="behind a locked screen nobody makes a passkey",
        file="src/hulplijn/accounts/views/passkeys.py",
        old=" and not locking.is_locked(row, at)\n        return request.user if may",
        new="\n        return request.user if may",
        catches=("tests/accounts/test_lock.py::test_behind_it_nobody_makes_a_passkey_of_her_own",),
    ),
]
