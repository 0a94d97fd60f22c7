"""Faults of what must hold with one process or many, and whatever the clock does."""

from __future__ import annotations

from tests.mutants.planting import Mutant

BUS = "tests/plumbing/test_bus.py"
KEYS = "tests/privacy/test_keys.py"
ENDS = "tests/plumbing/test_processes.py"
INSTALL = "tests/processes/test_native_install.py"

PROCESSES = [
    Mutant(
        name="a-cache-nobody-knows",
        promise="whatever lives in one process only is known, and shown harmless",
        file="src/hulplijn/plumbing/queries.py",
        old="def holds_samples() -> bool:",
        new="_kept: dict[str, bool] = {}\n\n\ndef holds_samples() -> bool:",
        catches=(
            "tests/house/test_local_state.py::test_everything_that_lives_in_one_process_only_has_its_line",
        ),
    ),
    Mutant(
        name="a-clock-that-leaps",
        promise="a system clock that is set reorders, expires and doubles nothing",
        file="src/hulplijn/plumbing/rules.py",
        old="    if 0 <= ahead < STEP:",
        new="    if ahead:",
        catches=("tests/plumbing/test_clock.py::test_a_step_of_an_hour_moves_it_by_three_seconds_a_minute",),
    ),
    Mutant(
        name="a-timer-that-dies-with-its-process",
        promise="a timer outlives the process that was at it",
        file="src/hulplijn/plumbing/due.py",
        old="    return Q(leased_until=None) | Q(leased_until__lte=at)",
        new="    return Q(leased_until=None)",
        catches=("tests/plumbing/test_due.py::test_what_a_dead_process_had_in_hand_is_done_after_its_lease",),
    ),
    Mutant(
        name="a-timer-that-ran-out-while-nothing-ran",
        promise="a timer does not count the time in which no server ran",
        file="src/hulplijn/plumbing/ticks.py",
        old="        if moved and gap:",
        new="        if moved and not gap:",
        catches=(f"{ENDS}::test_after_an_hour_in_which_no_server_ran_short_timers_come_an_hour_later",),
    ),
    Mutant(
        name="a-proxy-that-tells-of-a-visitor",
        promise="no log of a proxy holds a visitor's address, also where no process answers",
        file="deploy/Caddyfile",
        old="request delete",
        new="duration delete",
        catches=(
            f"{INSTALL}::test_where_nobody_answers_caddy_writes_neither_address_nor_what_was_asked_for",
        ),
    ),
    Mutant(
        name="a-dead-process-that-nobody-misses",
        promise="when a process dies, the other side of its talks is told within seconds",
        file="src/hulplijn/plumbing/processes.py",
        old="        if first and GONE in due.kinds():",
        new="        if not first and GONE in due.kinds():",
        catches=(f"{ENDS}::test_a_process_that_falls_silent_is_over_and_its_end_is_dealt_with_once",),
    ),
    Mutant(
        name="a-key-that-another-process-keeps",
        promise="a destroyed key opens nothing in any process",
        file="src/hulplijn/privacy/keys.py",
        old="        _opened.end(uuid.UUID(gone))\n        return",
        new="        return",
        catches=(f"{KEYS}::test_a_key_that_another_process_destroyed_ends_every_handle_that_is_held_here",),
    ),
    Mutant(
        name="wake-ups-that-stay-in-their-process",
        promise="what one process says the other one's screens show",
        file="src/hulplijn/plumbing/bus.py",
        old="        tell(topic, sign)",
        new="        tell",
        catches=(f"{BUS}::test_a_wake_up_is_told_elsewhere_and_one_from_elsewhere_is_not_told_back",),
    ),
]
