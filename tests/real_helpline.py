"""A content folder as a real helpline has it: no sample, and one partner whose mail somebody has checked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hulplijn.content import queries as content
from tests.environment import REPOSITORY

PARTNER, ADDRESS = "csg", "intake@partner.test"
_CHECKED = "{on: 2026-11-01, by: Carla}"


@contextmanager
def real_helpline(folder: Path, *, address: str = ADDRESS) -> Iterator[Path]:
    """Use a copy of our content inside this block, in `folder`."""
    made = folder / "content"
    shutil.copytree(REPOSITORY / "content", made)
    _change(made / "helpline.yaml", ("\nsample: true\n", "\nsample: false\n"))
    _change(
        made / "partners" / f"{PARTNER}.yaml",
        ("mail: {is: null, verified: null}", f"mail: {{is: {address}, verified: {_CHECKED}}}"),
        ("\nverified: null\nnext_check: null\n", f"\nverified: {_CHECKED}\nnext_check: 2027-11-01\n"),
    )
    with content.use(made):
        yield made


def uncheck(made: Path, address: str = ADDRESS) -> None:
    """Somebody takes back that the address of the partner is checked."""
    checked = f"mail: {{is: {address}, verified: {_CHECKED}}}"
    _change(made / "partners" / f"{PARTNER}.yaml", (checked, f"mail: {{is: {address}, verified: null}}"))
    content.forget()


def _change(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text()
    for old, new in changes:
        assert text.count(old) == 1, (file.name, old)
        text = text.replace(old, new)
    file.write_text(text)
