"""The lanes of `make test`: what each runs, what it needs, and which may run beside another."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

PYTEST = ("pytest", "-q")
# Three hands for two cores, since browsers wait a lot; each has its own helpline and browser. A file stays
# in one hand, for what its tests share.
BESIDE = ("-n", "3", "--dist", "loadfile")
_WITH_LANES = ("journeys", "mutants", "processes", "faults", "power", "engines", "attacks")
UNIT = (*PYTEST, "tests", *(f"--ignore=tests/{folder}" for folder in _WITH_LANES))


@dataclass(frozen=True, eq=False)
class Lane:
    """A named list of commands; all of them run, and one that fails fails the lane.

    `needs` are names of `needs.NEEDS`. A lane that is `alone` fills both cores. `groups` are the shorter
    runs that it is part of. One that is `prepared` starts from databases that are made once for all of those.
    Where at most `again` tests failed, those are played once more, alone, and named in the table.
    """

    name: str
    says: str
    commands: tuple[tuple[str, ...], ...]
    needs: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    alone: bool = False
    postgresql: bool = False
    modules: bool = False
    prepared: bool = False
    again: int = 0
    env: dict[str, str] = field(default_factory=dict)


# The type checker's Django plugin reads the real settings, which want a key: this one protects nothing.
SETTINGS = {"HULPLIJN_MODE": "test", "HULPLIJN_KEY": base64.b64encode(bytes(32)).decode()}

# The longest first, so that both hands have work until the end.
LANES = (
    Lane(
        "unit-sqlite",
        "unit tests on SQLite",
        (UNIT,),
        needs=("clamd", "exim4"),
        groups=("test",),
        prepared=True,
    ),
    Lane(
        "unit-postgresql",
        "unit tests on PostgreSQL, where they differ by database (tests/once.py)",
        (UNIT,),
        needs=("postgresql", "clamd", "exim4"),
        groups=("test",),
        postgresql=True,
    ),
    Lane(
        "processes",
        "several processes on PostgreSQL and Redis, the native install, a clock that is set, OIDC, mail",
        ((*PYTEST, "tests/processes"),),
        needs=("postgresql", "redis", "nginx", "caddy", "faketime", "systemd-analyze", "glewlwyd", "exim4"),
        groups=("test",),
        postgresql=True,
    ),
    Lane(
        "faults-postgresql",
        "the same with two processes, PostgreSQL and Redis, which are killed as well",
        ((*PYTEST, "tests/faults"),),
        needs=("chromium", "fonts", "postgresql", "redis"),
        groups=("test", "faults"),
        postgresql=True,
        env={"FAULTS": "20"},
    ),
    Lane(
        "faults",
        "kills and cuts while people chat; nothing is lost",
        ((*PYTEST, "tests/faults"),),
        needs=("chromium", "fonts"),
        groups=("test", "faults"),
        env={"FAULTS": "40"},
        prepared=True,
    ),
    Lane(
        "attacks",
        "three thousand bad inputs at every form, frame, file and JSON address; nothing breaks or tells",
        ((*PYTEST, "tests/attacks"),),
        needs=("postgresql",),
        groups=("test",),
        postgresql=True,
    ),
    Lane(
        "engines",
        "a visitor's way in Chromium, Firefox and WebKit, with script and without",
        ((*PYTEST, "tests/engines"),),
        needs=("chromium", "firefox-esr", "WebKitWebDriver", "Xvfb", "fonts"),
        groups=("test",),
        prepared=True,
    ),
    Lane(
        "power",
        "a power cut loses nothing that was acknowledged; a trace shows the flush",
        ((*PYTEST, "tests/power"),),
        needs=("cc", "strace", "postgresql"),
        groups=("test", "faults"),
    ),
    Lane("types", "mypy with Django's types", (("mypy",),), groups=("check",), env=SETTINGS),
    Lane(
        "browser-code",
        "types, tests and build of the TypeScript",
        (("npm", "run", "-s", "types"), ("npm", "test", "-s"), ("npm", "run", "-s", "build:check")),
        needs=("node",),
        groups=("check",),
        modules=True,
    ),
    Lane(
        "supply",
        "what ships, as an SBOM; known weaknesses of packages, where an advisory service answers",
        (("python", ".ci/supply.py"),),
        groups=("check",),
    ),
    Lane(
        "translations",
        "every text in every language",
        (("python", ".ci/translations.py", "check"),),
        groups=("check",),
    ),
    Lane(
        "secrets", "no key or password in the tree", (("python", ".ci/find_secrets.py"),), groups=("check",)
    ),
    Lane("contracts", "imports go down the house", (("lint-imports", "--no-logo"),), groups=("check",)),
    Lane(
        "lint",
        "ruff: errors, style, format",
        (("ruff", "check", "--quiet", "."), ("ruff", "format", "--check", "--quiet", ".")),
        groups=("fast", "check"),
    ),
    Lane("rules", "tests that need no database", ((*UNIT, "-m", "not django_db"),), groups=("fast",)),
    Lane(
        "journeys",
        "people in real browsers; pictures in build/screenshots, but not in CI",
        ((*PYTEST, *BESIDE, "tests/journeys"),),
        needs=("chromium", "fonts", "node"),
        groups=("test",),
        alone=True,
        modules=True,
        prepared=True,
        again=2,
    ),
    Lane(
        "mutants",
        "each planted fault is caught",
        ((*PYTEST, "tests/mutants"),),
        needs=("chromium", "fonts", "node", "postgresql", "caddy", "cc", "exim4"),
        groups=("test", "mutants"),
        alone=True,
        modules=True,
        prepared=True,
    ),
)


def chosen(word: str) -> list[Lane]:
    """The lanes of `make test`, of a group, or the one that is named."""
    if word == "test":
        return [lane for lane in LANES if {"test", "check"} & set(lane.groups)]
    return [lane for lane in LANES if word in lane.groups or word == lane.name]
