"""The faults: one for each thing that must always hold."""

from __future__ import annotations

from tests.mutants.accounts import ACCOUNTS
from tests.mutants.coding import CODING
from tests.mutants.erased import ERASED
from tests.mutants.eyes import EYES
from tests.mutants.forms import FORMS
from tests.mutants.hardening import HARDENING
from tests.mutants.keys import KEYS
from tests.mutants.line import LINE
from tests.mutants.own_texts import OWN_TEXTS
from tests.mutants.paper import PAPER
from tests.mutants.plans import PLANS
from tests.mutants.planting import PYTEST, Mutant
from tests.mutants.practice import PRACTICE
from tests.mutants.prevention import PREVENTION
from tests.mutants.processes import PROCESSES
from tests.mutants.referral import REFERRAL
from tests.mutants.selfcheck import SELFCHECK
from tests.mutants.signals import SIGNALS
from tests.mutants.together import TOGETHER
from tests.mutants.traces import TRACES

BROWSER_TESTS = ("node", ".ci/browser_tests.mjs")
KILL = "tests/faults/test_kill_at_the_acknowledgement.py"
CONTRACTS = ("lint-imports", "--no-cache", "--no-logo")
POSTGRESQL = ("python", ".ci/postgresql.py", *PYTEST)
"""For what SQLite cannot do wrong: there, one lock keeps all writes apart."""

_ACKNOWLEDGED_FIRST = """        sayings = [saying for saying, _ in group]
        for number, (_, done) in enumerate(group, 1):
            done.set_result(Said(number))
"""

_WRITES = "    with writing(), connection.cursor() as cursor:\n        _hold("
_WRITES_IN_HASTE = f"""    if not connection.in_atomic_block:
        hasty = "PRAGMA synchronous=OFF" if connection.vendor == "sqlite" else "SET synchronous_commit=off"
        connection.cursor().execute(hasty)
{_WRITES}"""

MUTANTS = [
    *HARDENING,
    *TOGETHER,
    *KEYS,
    *EYES,
    *TRACES,
    *SELFCHECK,
    *SIGNALS,
    *ERASED,
    *REFERRAL,
    *PRACTICE,
    *PREVENTION,
    *PLANS,
    *FORMS,
    *OWN_TEXTS,
    *CODING,
    *PAPER,
    Mutant(
        name="a-plain-column",
        promise="a column of words that nobody reviewed does not land",
        file="src/hulplijn/casework/models/cases.py",
        old="    sample = models.BooleanField(default=False)",
        new="    sample = models.BooleanField(default=False)\n    remark = models.TextField(blank=True)",
        catches=("tests/house/test_columns.py::test_every_column_of_words_is_reviewed",),
    ),
    Mutant(
        name="a-note-in-plain-text",
        promise="private text is sealed",
        file="src/hulplijn/casework/models/cases.py",
        old="    body = SealedField()",
        new="    body = models.BinaryField()",
        times=2,
        catches=(
            "tests/house/test_columns.py::test_what_the_list_calls_encrypted_is_sealed_and_nothing_else_is",
        ),
    ),
    Mutant(
        name="an-untranslated-text",
        promise="every text is there in every language",
        file="src/hulplijn/accounts/forms.py",
        old='label=_("Password")',
        new='label=_("Secret word")',
        catches=("python", ".ci/translations.py", "check"),
    ),
    Mutant(
        name="a-word-in-a-template",
        promise="templates hold no words of their own",
        file="src/hulplijn/look/templates/look/form_too_old.html",
        old="{% block main %}<h1>",
        new="{% block main %}<p>Please try again later</p><h1>",
        catches=("tests/house/test_templates.py::test_no_template_holds_untranslated_words",),
    ),
    Mutant(
        name="a-key-pointing-up",
        promise="foreign keys go down the house",
        file="src/hulplijn/shifts/models.py",
        old="    seen_at = models.DateTimeField()",
        new=(
            "    seen_at = models.DateTimeField()\n"
            '    notice = models.ForeignKey("removal.Notice", on_delete=models.CASCADE)'
        ),
        catches=("tests/house/test_foreign_keys.py::test_foreign_keys_go_down_the_house",),
    ),
    Mutant(
        name="a-rule-with-a-clock",
        promise="rules get the time as an argument",
        file="src/hulplijn/removal/rules.py",
        old="from __future__ import annotations\n",
        new="from __future__ import annotations\n\nfrom datetime import datetime\n\nNOW = datetime.now()\n",
        catches=("tests/house/test_rules.py::test_no_rule_asks_a_clock_throws_dice_or_opens_a_door",),
    ),
    Mutant(
        name="an-import-up-the-house",
        promise="imports go down the house",
        file="src/hulplijn/ledger/queries.py",
        old="from __future__ import annotations\n",
        new="from __future__ import annotations\n\nimport hulplijn.casework.models  # noqa: F401\n",
        catches=CONTRACTS,
    ),
    Mutant(
        name="a-channel-that-knows-another",
        promise="the channels are apart",
        file="src/hulplijn/channels/chat/queries.py",
        old="from __future__ import annotations\n",
        new="from __future__ import annotations\n\nimport hulplijn.channels.mail  # noqa: F401\n",
        beside=("src/hulplijn/channels/mail/__init__.py",),
        catches=CONTRACTS,
    ),
    Mutant(
        name="a-rule-that-reads-the-database",
        promise="rules have no input and no output",
        file="src/hulplijn/conversations/rules.py",
        old="from __future__ import annotations\n",
        new="from __future__ import annotations\n\nimport hulplijn.conversations.models  # noqa: F401\n",
        catches=CONTRACTS,
    ),
    Mutant(
        name="figures-that-look-at-people",
        promise="figures read the ledger alone",
        file="src/hulplijn/figures/apps.py",
        old="from django.apps import AppConfig\n",
        new="from django.apps import AppConfig\n\nfrom hulplijn.casework import rights  # noqa: F401\n",
        catches=CONTRACTS,
    ),
    Mutant(
        name="an-acknowledgement-before-the-commit",
        promise="nothing is acknowledged before it is committed",
        file="src/hulplijn/conversations/committer.py",
        old="        sayings = [saying for saying, _ in group]\n",
        new=_ACKNOWLEDGED_FIRST,
        catches=(
            "tests/conversations/test_group_commit.py::test_a_message_is_acknowledged_only_when_the_writer_has_committed",
        ),
    ),
    Mutant(
        name="an-acknowledgement-that-a-kill-takes-back",
        promise="what was acknowledged is there after the server was killed",
        file="src/hulplijn/conversations/committer.py",
        old="        sayings = [saying for saying, _ in group]\n",
        new=_ACKNOWLEDGED_FIRST,
        catches=(f"{KILL}::test_what_was_acknowledged_is_there_after_the_kill[while nobody can commit]",),
        slow=True,
    ),
    Mutant(
        name="a-commit-that-does-not-wait-for-the-disk",
        promise="a power cut loses nothing that was acknowledged (SQLite)",
        file="src/hulplijn/conversations/writer.py",
        old=_WRITES,
        new=_WRITES_IN_HASTE,
        catches=("tests/power/test_power_cut.py::test_sqlite_has_all_that_was_acknowledged",),
        slow=True,
    ),
    Mutant(
        name="a-commit-that-does-not-wait-for-postgresql",
        promise="a power cut loses nothing that was acknowledged (PostgreSQL)",
        file="src/hulplijn/conversations/writer.py",
        old=_WRITES,
        new=_WRITES_IN_HASTE,
        catches=("tests/power/test_power_cut.py::test_postgresql_has_all_that_was_acknowledged",),
        slow=True,
    ),
    Mutant(
        name="a-message-numbered-twice",
        promise="every message of a conversation has a number of its own",
        file="src/hulplijn/conversations/writer.py",
        old="SET last_number = last_number + more",
        new="SET last_number = last_number + 0 * more",
        catches=(
            "tests/conversations/test_say.py::test_messages_get_the_next_number_and_are_read_back_in_order",
        ),
    ),
    Mutant(
        name="a-message-written-twice",
        promise="a message that is sent again is there once",
        file="src/hulplijn/conversations/writer.py",
        old="            if key in known:",
        new="            if False:",
        catches=(
            "tests/conversations/test_say.py::test_a_message_sent_again_is_there_once_and_has_its_first_number",
        ),
    ),
    Mutant(
        name="a-message-earlier-than-the-one-before",
        promise="a process whose clock is off puts no message out of order",
        file="src/hulplijn/conversations/writer.py",
        old="max(saying.at, before or saying.at)",
        new="saying.at",
        catches=("tests/conversations/test_writer.py::test_a_message_is_not_earlier_than_the_one_before_it",),
    ),
    Mutant(
        name="a-last-page-that-counts-as-seen-before-it-came",
        promise="a lost answer takes no last words with it, without script",
        file="src/hulplijn/channels/chat/plain.py",
        old="if rows and rows[-1].event not in ENDS.values():",
        new="if rows:",
        catches=(
            (
                "tests/chat/test_without_script.py::"
                "test_a_last_page_that_was_lost_on_its_way_comes_again_and_one_that_came_does_not"
            ),
        ),
    ),
    Mutant(
        name="a-word-after-the-end",
        promise="after the end nothing can be said",
        file="src/hulplijn/conversations/writer.py",
        old=" AND closed_at IS NULL RETURNING id",
        new=" RETURNING id",
        catches=(
            "tests/conversations/test_say.py::test_after_the_end_nothing_can_be_said_and_the_end_is_in_the_conversation",
        ),
    ),
    Mutant(
        name="a-ciphertext-that-moves",
        promise="a ciphertext that was moved elsewhere does not open",
        file="src/hulplijn/privacy/sealing.py",
        old="about.encode()",
        new='b""',
        times=2,
        catches=("tests/privacy/test_sealing.py::test_a_ciphertext_that_was_moved_does_not_open",),
    ),
    Mutant(
        name="private-text-that-prints",
        promise="printing private text shows nothing of it",
        file="src/hulplijn/privacy/private_text.py",
        old='return "PrivateText(…)"',
        new="return self._text",
        catches=("tests/privacy/test_sealing.py::test_printing_private_text_shows_nothing_of_it",),
    ),
    Mutant(
        name="a-double-take",
        promise="only one counsellor can take a chat",
        file="src/hulplijn/casework/actions/taking.py",
        old="filter(pk=contact.pk, owner=None, ended_at=None)",
        new="filter(pk=contact.pk, ended_at=None)",
        catches=("tests/casework/test_take.py::test_of_twenty_who_take_at_once_exactly_one_wins",),
    ),
    Mutant(
        name="a-tick-lost-beside-another",
        promise="of two changes of a contact at once, both are kept and entered",
        file="src/hulplijn/casework/actions/rows.py",
        old=(
            '    Contact.objects.select_for_update().only("pk").get(pk=contact.pk)\n'
            "    return Contact.objects.select_related("
        ),
        new='    return Contact.objects.select_for_update(of=("self",)).select_related(',
        catches=(*POSTGRESQL, "tests/casework/test_at_once.py::test_two_ticks_at_once_are_both_kept"),
    ),
    Mutant(
        name="a-plan-begun-twice",
        promise="of two first ticks in a plan at once, both are kept",
        file="src/hulplijn/guidance/actions.py",
        old="    contact = held(contact)\n",
        new='    contact = Contact.objects.select_related("coding").get(pk=contact.pk)\n',
        catches=(*POSTGRESQL, "tests/guidance/test_at_once.py::test_two_first_ticks_at_once_are_both_kept"),
    ),
    Mutant(
        name="a-part-without-a-right",
        promise="a colleague sees no part of a case that is not hers",
        file="src/hulplijn/workspace/views/answers.py",
        old='    rights.require(request.actor, "case.read", contact, at=now())\n',
        new="",
        catches=(
            "tests/workspace/test_somebody_elses.py::test_a_colleague_sees_no_part_of_it_and_the_refusal_is_logged",
        ),
    ),
    Mutant(
        name="a-part-that-nobody-logs",
        promise="a part of somebody else's case is not read unlogged",
        file="src/hulplijn/workspace/views/answers.py",
        old="    if opened is None and not contact.belongs_to(request.actor):\n",
        new="    if False:\n",
        catches=(
            "tests/workspace/test_somebody_elses.py::test_a_part_that_a_coordinator_opens_is_a_reading",
        ),
    ),
    Mutant(
        name="a-refusal-that-is-taken-back",
        promise="no refusal is lost with the write around it",
        file="src/hulplijn/audit/rights.py",
        old="            if in_writing():\n",
        new="            if False:\n",
        catches=(
            "tests/audit/test_require.py::test_a_refusal_that_a_write_would_take_back_is_a_mistake_of_ours",
        ),
    ),
    Mutant(
        name="a-missing-right",
        promise="who has no role to take a contact is refused",
        file="src/hulplijn/casework/actions/taking.py",
        old='    rights.require(by, "contact.take", at=at)\n',
        new="",
        catches=("tests/casework/test_take.py::test_an_analyst_cannot_take_and_the_refusal_is_logged",),
    ),
    Mutant(
        name="an-opening-without-a-right",
        promise="a case is opened by those who may only",
        file="src/hulplijn/casework/actions/reading.py",
        old='    rights.require(by, "case.read", contact or case, at=at)\n',
        new="",
        times=2,
        catches=("tests/casework/test_open_case.py::test_a_colleague_cannot_open_it_and_that_is_logged_too",),
    ),
    Mutant(
        name="an-opening-that-nobody-logs",
        promise="no reading of a case goes unlogged",
        file="src/hulplijn/casework/actions/reading.py",
        old='    audit.record("case.read", by=by',
        new='    dict(verb="case.read", by=by',
        catches=("tests/casework/test_open_case.py::test_every_opening_is_in_the_audit_log",),
    ),
    Mutant(
        name="a-refusal-that-nobody-logs",
        promise="a refusal enters the audit log",
        file="src/hulplijn/audit/rights.py",
        old='            actions.record(verb, by=by, on=on, at=at or clock.now(), outcome="refused")\n',
        new="",
        catches=("tests/audit/test_require.py::test_a_refusal_enters_the_audit_log",),
    ),
    Mutant(
        name="everybody-owns-everything",
        promise="a colleague does not write in a case that is not hers",
        file="src/hulplijn/audit/rights.py",
        old="if not who.reaches(by, roles, on):",
        new="if on is None and not who.reaches(by, roles, on):",
        catches=("tests/audit/test_require.py::test_a_colleague_may_not_write_in_a_case_that_is_not_hers",),
    ),
    Mutant(
        name="a-right-that-nobody-wrote-down",
        promise="who may do what is a table that people read",
        file="src/hulplijn/casework/rights.py",
        old='"contact.end": _OWNER,',
        new='"contact.end": Who(_STAFF),',
        catches=("tests/rights/test_matrix.py::test_the_table_of_actions_is_what_the_code_says",),
    ),
    Mutant(
        name="a-page-for-every-role",
        promise="every address is shut to whom the table names",
        file="src/hulplijn/workspace/views/together.py",
        old='    rights.require(request.actor, "block.list", at=at)\n',
        new="",
        catches=("tests/rights/test_every_address.py::test_everybody_gets_what_the_table_says[colleague]",),
    ),
    Mutant(
        name="a-ledger-that-knows-the-minute",
        promise="times in the ledger are cut to the hour",
        file="src/hulplijn/ledger/actions.py",
        old="replace(minute=0, second=0, microsecond=0)",
        new="replace(second=0, microsecond=0)",
        catches=(
            "tests/ledger/test_enter_and_correct.py::test_an_entry_keeps_the_codes_and_the_hour_but_not_the_minute",
        ),
    ),
    Mutant(
        name="a-word-of-hers-that-slides-below-the-answer-to-it",
        promise="a counsellor's screen shows the messages in the order of their numbers",
        file="src/hulplijn/workspace/browser/order.ts",
        old="other.n > n || other.isOnItsWay",
        new="other.n > n",
        catches=("npm", "test", "-s"),
    ),
    Mutant(
        name="a-replay-out-of-order",
        promise="messages that come out of order are put in order",
        file="src/hulplijn/channels/chat/browser/delivery.ts",
        old="      if (message.n !== this.last + 1) {",
        new="      if (message.n < 0) {",
        catches=BROWSER_TESTS,
    ),
    Mutant(
        name="a-message-shown-twice",
        promise="a message that arrives twice is shown once",
        file="src/hulplijn/channels/chat/browser/delivery.ts",
        old="      if (message.n <= this.last) continue;\n      if (message.n !== this.last + 1) {",
        new="      if (message.n > this.last + 1) {",
        catches=BROWSER_TESTS,
    ),
    Mutant(
        name="browser-files-that-are-stale",
        promise="the committed browser files are those of the sources",
        file="src/hulplijn/channels/chat/browser/delivery.ts",
        old="0.5 * 2 ** attempt",
        new="0.7 * 2 ** attempt",
        catches=("node", ".ci/build.mjs", "--check"),
    ),
    Mutant(
        name="a-replay-backwards",
        promise="who comes back gets what she missed in its order",
        file="src/hulplijn/conversations/queries.py",
        old='.order_by("number")[:most]',
        new='.order_by("-number")[:most]',
        catches=(
            "tests/conversations/test_say.py::test_messages_get_the_next_number_and_are_read_back_in_order",
        ),
    ),
    Mutant(
        name="a-reconnect-that-skips-one",
        promise="who comes back misses nothing",
        file="src/hulplijn/channels/chat/visitor.py",
        old='self._bringing.hello(frames.number_in(frame, "last"))',
        new='self._bringing.hello(frames.number_in(frame, "last") + 1)',
        catches=("tests/chat/test_live_line.py::test_whoever_comes_back_gets_just_what_she_missed",),
        slow=True,
    ),
    Mutant(
        name="a-line-for-any-page",
        promise="a page elsewhere cannot use a visitor's chat",
        file="src/hulplijn/channels/chat/gateway.py",
        old="if served is None or not socket.same_origin:",
        new="if served is None:",
        catches=("tests/chat/test_live_line.py::test_a_page_elsewhere_gets_no_line",),
        slow=True,
    ),
    Mutant(
        name="a-flood",
        promise="one connection cannot flood the chat",
        file="src/hulplijn/channels/chat/rules/limits.py",
        old="    rate: float = 5.0",
        new="    rate: float = 50_000.0",
        catches=("tests/chat/test_live_line.py::test_somebody_who_floods_is_cut_off",),
        slow=True,
    ),
    Mutant(
        name="a-third-party-request",
        promise="no page asks anything of another site",
        file="src/hulplijn/look/templates/look/base_visitor.html",
        old="{% block head %}{% endblock %}\n",
        new='{% block head %}{% endblock %}\n<link rel="stylesheet" href="https://letters.example/font.css">\n',
        catches=("tests/site/test_pages.py::test_a_page_names_no_other_site_than_the_exit",),
    ),
    Mutant(
        name="a-script-that-calls-elsewhere",
        promise="no script asks anything of another site",
        file="src/hulplijn/look/browser/exit.entry.ts",
        old="const WITHIN = 5000;\n",
        new='const WITHIN = 5000;\nvoid fetch("https://count.example/visit");\n',
        build=True,
        catches=(
            "tests/journeys/test_front_page.py::test_another_key_or_a_capital_letter_starts_the_count_again",
        ),
        slow=True,
    ),
    Mutant(
        name="a-page-that-stays-in-the-cache",
        promise="a browser keeps no page",
        file="src/hulplijn/look/discretion.py",
        old='        response.headers.setdefault("Cache-Control", "no-store")\n',
        new="",
        catches=("tests/site/test_pages.py::test_a_page_is_not_kept_tells_nobody_and_sets_no_cookie",),
    ),
    Mutant(
        name="sample-data-in-production",
        promise="the server does not start in production with sample data",
        file="src/hulplijn/server/starting.py",
        old="    if holds_samples():",
        new="    if holds_samples() and not settings.HULPLIJN_MODE:",
        catches=("tests/server/test_no_samples.py::test_production_is_not_prepared_with_sample_data",),
    ),
    Mutant(
        name="a-backup-that-ends-too-early",
        promise="a backup that was cut off does not open",
        file="src/hulplijn/privacy/sealed_stream.py",
        old="self._number, self._ended = self._number + 1, last",
        new="self._number, self._ended = self._number + 1, last or self._number > 2",
        catches=(
            "tests/privacy/test_sealed_stream.py::test_a_file_that_ends_with_a_whole_piece_too_early_does_not_open",
        ),
    ),
    Mutant(
        name="a-restore-over-what-is-there",
        promise="a restore never writes over a helpline",
        file="src/hulplijn/server/restore.py",
        old="    if snapshot.is_empty():\n",
        new="    if True:\n",
        catches=("tests/server/test_restore.py::test_a_place_that_is_not_empty_is_left_as_it_is",),
    ),
    Mutant(
        name="a-check-that-hides-the-others",
        promise="where one check of the doctor breaks, the others are told",
        file="src/hulplijn/plumbing/doctor.py",
        old="        except Exception as wrong:",
        new="        except OSError as wrong:",
        catches=("tests/server/test_doctor.py::test_a_check_that_breaks_hides_none_of_the_others",),
    ),
    Mutant(
        name="a-door-for-everybody",
        promise="nobody but the server's user hands it work",
        file="src/hulplijn/server/door.py",
        old="os.umask(0o177)",
        new="os.umask(0)",
        catches=("tests/server/test_door.py::test_nobody_else_on_the_machine_may_knock",),
    ),
    Mutant(
        name="a-small-cell-that-shows",
        promise="no count of one to four people can be read",
        file="src/hulplijn/figures/rules/small_cells.py",
        old="    return 0 < count < LEAST",
        new="    return 0 < count < LEAST - 1",
        catches=(
            "tests/figures/test_small_cells.py::test_nothing_small_is_shown_and_nothing_else_is_changed",
        ),
    ),
    Mutant(
        name="a-question-that-is-not-asked",
        promise="a contact about sextortion does not close before suicide was asked about",
        file="src/hulplijn/guidance/risk_queries.py",
        old='.is_("ask_suicide")',
        new='.is_("never")',
        catches=(
            "tests/guidance/test_walk.py::test_a_sextortion_contact_does_not_close_before_suicide_was_asked",
        ),
    ),
    Mutant(
        name="a-sign-that-lowers-the-risk",
        promise="a sign of danger raises the level of risk that is shown and never lowers it",
        file="src/hulplijn/guidance/rules/level.py",
        old="    return max(level, sign, key=_height)",
        new="    return sign or level",
        catches=("tests/guidance/test_check_risk.py::test_a_sign_only_ever_raises_what_is_shown",),
    ),
    Mutant(
        name="a-trend-of-four",
        promise="of fewer than five conversations the trend of the team shows no mean",
        file="src/hulplijn/quality/rules/trend.py",
        old="LEAST = 5",
        new="LEAST = 4",
        catches=("tests/quality/test_trend.py::test_of_fewer_than_five_conversations_no_mean_is_shown",),
    ),
    Mutant(
        name="a-key-that-outlives-its-case",
        promise="after a key is destroyed nobody opens the case",
        file="src/hulplijn/privacy/keys.py",
        old="        CaseKey.objects.filter(pk=key_id).delete()\n",
        new="        CaseKey.objects.filter(pk=key_id)\n",
        catches=("tests/privacy/test_keys.py::test_after_a_key_is_destroyed_nobody_opens_the_case",),
    ),
    Mutant(
        name="a-front-page-that-queries",
        promise="the public pages are answered without a thread or a query",
        file="src/hulplijn/server/front.py",
        old="        if ready is None or not _is_our_host(scope):",
        new="        if True:",
        catches=("tests/server/test_front.py::test_a_ready_page_never_reaches_django",),
    ),
    Mutant(
        name="a-rush-without-an-answer",
        promise="beyond the bound the answer is a small page with the phone number",
        file="src/hulplijn/server/front.py",
        old="            await self._too_busy(scope, send)\n",
        new="            raise\n",
        catches=(
            "tests/server/test_front.py::test_beyond_the_bound_the_answer_is_the_small_page_and_those_inside_are_served",
        ),
    ),
    Mutant(
        name="an-open-state-that-never-ages",
        promise="who has not heard the open state for a while does not claim to know it",
        file="src/hulplijn/site/standing.py",
        old="self._steady() - self._now.derived <= HOLDS",
        new="True",
        catches=(
            "tests/site/test_standing.py::test_without_a_database_the_last_page_stays_for_a_while_and_then_says_so",
        ),
    ),
    Mutant(
        name="a-key-that-fires-while-typing",
        promise="a key that is typed into a text field does nothing else",
        file="src/hulplijn/workspace/browser/shortcuts.ts",
        old="    if (typing) return undefined;\n",
        new="",
        catches=BROWSER_TESTS,
    ),
    Mutant(
        name="a-notification-with-a-name",
        promise="a notification says that there is something, never who or what",
        file="src/hulplijn/workspace/browser/notices.ts",
        old='new Notification(words()[what] ?? ""',
        new='new Notification(document.querySelector("#talk h1")?.textContent ?? words()[what] ?? ""',
        catches=BROWSER_TESTS,
    ),
    Mutant(
        name="a-standard-answer-that-sends-itself",
        promise="a standard answer is put into the text field and never sent unseen",
        file="src/hulplijn/workspace/browser/replies.ts",
        old="  field.scrollTop = field.scrollHeight;\n",
        new="  field.form?.requestSubmit();\n",
        catches=BROWSER_TESTS,
    ),
    Mutant(
        name="words-from-memory-for-anybody",
        promise="who no longer owns a contact is told nothing of it, from memory neither",
        file="src/hulplijn/channels/chat/staff_screen.py",
        old="            if shown.names and await self.is_owner(shown):",
        new="            if shown.names:",
        catches=(
            "tests/chat/test_said_here.py::test_who_no_longer_owns_a_contact_is_told_nothing_of_it_though_no_wake_up_came",
        ),
    ),
    Mutant(
        name="a-gap-in-what-was-just-written",
        promise="where a message came another way, the database is asked",
        file="src/hulplijn/conversations/recent.py",
        old="        return found if whole else None",
        new="        return found",
        catches=(
            "tests/conversations/test_recent.py::test_a_message_that_came_another_way_sends_everybody_to_the_database",
        ),
    ),
    *PROCESSES,
    *LINE,
    *ACCOUNTS,
    Mutant(
        name="words-that-open-anothers-conversation",
        promise="a return code opens only her own conversation",
        file="src/hulplijn/channels/chat/returning.py",
        old="    with_words = case.contacts.filter(conversation__isnull=False)",
        new="    with_words = Contact.objects.filter(conversation__isnull=False)",
        catches=("tests/chat/test_come_back.py::test_her_words_give_a_new_hold_and_end_the_one_before",),
    ),
    Mutant(
        name="a-left-message-forgotten-at-opening",
        promise="a message that was left while closed is first in the line at opening",
        file="src/hulplijn/channels/chat/returning.py",
        old="                left_message=True,",
        new="                left_message=False,",
        catches=("tests/chat/test_leave_message.py::test_it_is_first_in_line_at_opening",),
    ),
    Mutant(
        name="guessing-at-full-speed",
        promise="wrong return codes are slowed",
        file="src/hulplijn/casework/actions/coming_back.py",
        old="            _count_wrong(spent, who, at)",
        new="            pass",
        catches=(
            "tests/casework/test_come_back.py::test_after_wrong_codes_one_address_waits_and_another_not",
        ),
    ),
    Mutant(
        name="a-hold-that-outlives-a-quarter-of-an-hour",
        promise="fifteen minutes after her last connection nothing opens a visitor's chat",
        file="src/hulplijn/channels/chat/presence.py",
        old="HOLD = timedelta(minutes=15)",
        new="HOLD = timedelta(minutes=60)",
        catches=(
            "tests/chat/test_presence.py::test_fifteen_minutes_after_her_last_connection_nothing_opens_it",
        ),
    ),
    Mutant(
        name="a-start-that-opens-what-was-let-go",
        promise="once a visitor was let go, what she began with opens nothing",
        file="src/hulplijn/conversations/actions.py",
        old='if not still_held.exclude(token_hash=b"").update(',
        new="if not still_held.update(",
        catches=("tests/chat/test_presence.py::test_once_let_go_the_start_id_opens_nothing",),
    ),
    Mutant(
        name="a-lost-answer-that-makes-a-second-visitor",
        promise="beginning again after a lost answer makes no second visitor",
        file="src/hulplijn/channels/chat/views.py",
        old='if named else cookie.start_of(request.headers.get("Cookie", ""))',
        new="if named else uuid.uuid4()",
        catches=(
            "tests/chat/test_begin_and_leave.py::test_after_a_lost_answer_her_browser_begins_the_same_chat",
        ),
    ),
    Mutant(
        name="a-draft-in-the-clear",
        promise="what a visitor is typing is sealed",
        file="src/hulplijn/conversations/actions.py",
        old="        body = _sealer(conversation).seal(\n            printable(text)[:LONGEST_DRAFT],",
        new=(
            "        body = (lambda typed, about: typed.encode())(\n"
            "            printable(text)[:LONGEST_DRAFT],"
        ),
        catches=(
            (
                "tests/chat/test_presence.py::"
                "test_what_she_typed_is_kept_sealed_for_fifteen_minutes_after_her_last_key"
            ),
        ),
    ),
    Mutant(
        name="a-replay-that-doubles",
        promise="the server brings nothing twice on one line",
        file="src/hulplijn/channels/chat/rules/delivery.py",
        old="            if message.number == self.last + 1:",
        new="            if message.number >= self.last:",
        catches=(
            "tests/chat/test_delivery.py::test_what_was_read_twice_is_brought_once_and_nothing_past_a_gap",
        ),
    ),
    Mutant(
        name="a-form-from-elsewhere",
        promise="a page elsewhere cannot write in a visitor's chat, with or without script",
        file="src/hulplijn/channels/chat/views.py",
        old='(origin in ("", "null") and _has_token(request))',
        new='(origin in ("", "null"))',
        catches=("tests/chat/test_without_script.py::test_a_form_from_elsewhere_does_nothing",),
    ),
    Mutant(
        name="a-school-that-is-locked-out",
        promise="three hundred pupils behind one address all get in",
        file="src/hulplijn/channels/chat/gate.py",
        old="BURST, RATE = 400.0, 2.0",
        new="BURST, RATE = 40.0, 2.0",
        catches=("tests/chat/test_gate.py::test_three_hundred_pupils_behind_one_school_address_all_get_in",),
    ),
    Mutant(
        name="a-resend-under-another-id",
        promise="a message that is sent again is known again",
        file="src/hulplijn/channels/chat/browser/delivery.ts",
        old='return { t: "say", id: out.id, text: out.text };',
        new='return { t: "say", id: this.name + out.id, text: out.text };',
        catches=BROWSER_TESTS,
    ),
    Mutant(
        name="a-screenshot-with-its-place",
        promise="a screenshot is kept as a picture and nothing else",
        file="src/hulplijn/channels/chat/pictures.py",
        old='    plain.save(written, "JPEG", quality=88)',
        new='    plain.save(written, "JPEG", quality=88, exif=upright.getexif(), comment=file)',
        catches=("tests/chat/test_screenshots.py::test_nothing_but_the_picture_is_kept_and_it_is_sealed",),
    ),
]
