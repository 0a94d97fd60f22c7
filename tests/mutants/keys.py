"""Faults in how keys are renewed, copied and destroyed."""

from __future__ import annotations

from tests.mutants.planting import Mutant

RENEW = "tests/privacy/test_renew.py"
COPIES = "tests/privacy/test_copies.py"
KEYS = (
    Mutant(
        name="a-night-key-that-stays",
        promise="what was erased opens with nothing that is left after the night",
        file="src/hulplijn/privacy/renewal.py",
        old="    key_files.destroy_set_aside(old)\n    keys.",
        new="    keys.",
        catches=(f"{RENEW}::test_the_old_key_is_gone_from_store_and_disk_and_only_the_new_one_is_there",),
    ),
    Mutant(
        name="a-key-that-is-only-unlinked",
        promise="a destroyed key is overwritten where it lay",
        file="src/hulplijn/privacy/files.py",
        old="    _overwrite(descriptor)\n    path.unlink",
        new="    os.close(descriptor)\n    path.unlink",
        catches=(f"{RENEW}::test_the_bytes_of_a_destroyed_file_are_overwritten_where_they_lay",),
    ),
    Mutant(
        name="a-copy-that-outlives-its-week",
        promise="copies of the keys are at most seven days old",
        file="src/hulplijn/privacy/rules.py",
        old="    return at - made_at >= KEPT_AT_MOST",
        new="    return at - made_at >= 2 * KEPT_AT_MOST",
        catches=(f"{COPIES}::test_a_start_destroys_copies_that_are_over_and_what_was_left_unfinished",),
    ),
    Mutant(
        name="a-nonce-from-the-text",
        promise="no file holds anything that was said, in whatever form",
        file="src/hulplijn/privacy/sealing.py",
        old="    nonce = os.urandom(_NONCE)",
        new="    nonce = content[-_NONCE:].rjust(_NONCE)",
        catches=("tests/server/test_raw_bytes.py::test_nothing_private_lies_in_the_clear_in_any_file",),
        slow=True,
    ),
)
