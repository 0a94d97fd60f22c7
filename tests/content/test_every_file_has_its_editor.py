"""Every file that we ship is written on a page, or docs/content.md says why it is not."""

from __future__ import annotations

import re
from fnmatch import fnmatch

from hulplijn.content import queries
from hulplijn.content.rules.forms.files import KINDS, sheet_of
from hulplijn.content.rules.names import is_editable
from tests.environment import REPOSITORY

DOCS = (REPOSITORY / "docs" / "content.md").read_text("utf-8")
TABLE = DOCS.split("### What is written where")[1].split("\n## ")[0]
ON_A_PAGE, FILES_ONLY = TABLE.split("Files only")


def _names(part: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", part, re.M)


def test_every_shipped_file_is_on_a_page_or_has_its_reason() -> None:
    folder = queries.folder()
    shipped = [one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()]
    for name in shipped:
        has_page = is_editable(name) and sheet_of(name, ("nl", "en")) is not None
        documented = _names(ON_A_PAGE if has_page else FILES_ONLY)
        assert any(fnmatch(name, one) for one in documented), name
        assert not any(fnmatch(name, one) for one in _names(FILES_ONLY if has_page else ON_A_PAGE)), name


def test_the_list_names_nothing_that_is_not_there() -> None:
    folder = queries.folder()
    for one in _names(TABLE):
        assert list(folder.glob(one)), one
    assert len(_names(ON_A_PAGE)) == len(KINDS)
