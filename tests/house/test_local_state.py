"""Whatever a process remembers for itself is on the list, with the test that shows it harmless."""

from __future__ import annotations

import re
from pathlib import Path

from tests.environment import REPOSITORY
from tests.house.local_state import Place, found

LIST = REPOSITORY / "docs" / "process-local-state.md"
ROW = re.compile(
    r"^\| \[`([^`]+)`\]\([^)]+\) \| ([^|]+) \|.* \| \[`(test_[^`]+)`\]\(\.\./([^)]+)\) \|$", re.M
)


def listed() -> dict[Place, tuple[str, str]]:
    """Each place on the list, with its test and the file that holds it."""
    return {
        Place(file, name): (test, where)
        for file, names, test, where in ROW.findall(LIST.read_text())
        for name in re.findall(r"`([^`]+)`", names)
    }


def test_everything_that_lives_in_one_process_only_has_its_line() -> None:
    missing = sorted(f"{one.file}: {one.name}" for one in found() - set(listed()))
    assert missing == [], f"Say in {LIST.relative_to(REPOSITORY)} why it is harmless, or make it a row"


def test_the_list_holds_nothing_that_is_not_there() -> None:
    assert sorted(f"{one.file}: {one.name}" for one in set(listed()) - found()) == []


def test_every_line_names_a_test_that_is_there() -> None:
    gone = {
        f"{where}: {test}"
        for test, where in listed().values()
        if f"def {test}(" not in (REPOSITORY / where).read_text()
    }
    assert gone == set()


def test_every_way_of_remembering_is_found(tmp_path: Path) -> None:
    (tmp_path / "room.py").write_text(EXAMPLE)
    assert {one.name for one in found(tmp_path)} == {
        *{"seen", "once", "lock", "pool", "where", "line", "filled"},
        *{"counted", "Keeper", "keeper", "begin", "last"},
    }


EXAMPLE = """
seen: dict[str, int] = {}
once = set()
lock = threading.Lock()
pool = ThreadPoolExecutor(2)
where = ContextVar("where")
line = deque()
filled = {"a": 1}
TABLE = {"a": 1}
NAMES = frozenset({"a"})
keeper = Keeper()
point = Point(1)
last = None

@functools.cache
def counted(what): return what

@dataclass(frozen=True)
class Point:
    x: int

class Keeper:
    def __init__(self):
        self._guard = threading.Lock()
    def keep(self, what):
        self.kept = what

def begin():
    asyncio.create_task(work())

def fill():
    global last
    filled["b"] = 2
"""
