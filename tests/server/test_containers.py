"""The files for containers name only what there is. No engine runs them here, and they say so."""

from __future__ import annotations

import json
import re
import shlex
from typing import Any

import yaml

from hulplijn.server.environment import KNOWN, read
from tests import environment
from tests.environment import REPOSITORY

COMPOSE = REPOSITORY / "compose.yaml"
CONTAINERFILE = REPOSITORY / "deploy" / "Containerfile"


def services() -> dict[str, dict[str, Any]]:
    return dict(yaml.safe_load(COMPOSE.read_text())["services"])


def instructions() -> list[tuple[str, str]]:
    lines = re.sub(r"\\\n", " ", CONTAINERFILE.read_text()).splitlines()
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines) if word.isupper()]


def test_every_setting_is_one_and_together_they_are_a_good_environment() -> None:
    for name in ("first", "second"):
        given = dict(services()[name]["environment"])
        assert given.keys() <= KNOWN.keys()
        filled = {one: re.sub(r"\$\{(\w+)\}", "word", value) for one, value in given.items()}
        filled |= {"HULPLIJN_KEY": environment.NO_SECRET, "HULPLIJN_SECRET": "s" * 50}
        assert read(filled).production


def test_every_service_that_is_named_is_there() -> None:
    text = COMPOSE.read_text()
    for one in services().values():
        assert set(one.get("depends_on", ())) <= services().keys()
    hosts = set(re.findall(r"\b([a-z]+):(?:5432|6379|8000)\b", text))
    assert {"cases", "keys", "redis", "first", "second"} == hosts
    assert hosts <= services().keys()
    mounted = [one.split(":")[0] for one in services()["proxy"]["volumes"] if one.startswith("./")]
    assert mounted
    assert all((REPOSITORY / name).exists() for name in mounted)


def test_both_processes_share_one_folder_of_keys_that_outlives_their_containers() -> None:
    kept = yaml.safe_load(COMPOSE.read_text())["volumes"]
    for name in ("first", "second"):
        one = services()[name]
        mounted = dict(reversed(volume.split(":")[:2]) for volume in one["volumes"])
        for setting in ("HULPLIJN_KEYS_FOLDER", "HULPLIJN_KEY_COPIES"):
            folder = one["environment"][setting]
            assert next(mounted[top] for top in mounted if f"{folder}/".startswith(f"{top}/")) in kept
    declared = shlex.split(next(rest for word, rest in instructions() if word == "VOLUME"))
    assert {top for top, volume in mounted.items() if volume in kept} == set(declared)


def test_what_is_built_copies_and_starts_what_is_there() -> None:
    build = services()["first"]["build"]
    assert REPOSITORY / build["dockerfile"] == CONTAINERFILE
    known = {"FROM", "RUN", "WORKDIR", "COPY", "USER", "VOLUME", "EXPOSE", "CMD"}
    assert {word for word, _ in instructions()} <= known
    copied = [shlex.split(rest)[:-1] for word, rest in instructions() if word == "COPY"]
    assert all((REPOSITORY / name).exists() for names in copied for name in names)
    (start,) = [json.loads(rest) for word, rest in instructions() if word == "CMD"]
    assert start[-2:] == [start[0], "serve"]


def test_both_say_that_nobody_has_run_them() -> None:
    for file in (COMPOSE, CONTAINERFILE):
        assert "# Not run:" in file.read_text()


def test_both_services_may_write_where_the_example_puts_the_copies_of_the_keys() -> None:
    example = (REPOSITORY / "deploy" / "environment.example").read_text()
    (copies,) = re.findall(r"^#? ?HULPLIJN_KEY_COPIES=(\S+)$", example, re.MULTILINE)
    for name in ("hulplijn@.service", "hulplijn-backup.service"):
        unit = (REPOSITORY / "deploy" / name).read_text()
        assert copies in [
            path.lstrip("-") for path in re.findall(r"^ReadWritePaths=(\S+)$", unit, re.MULTILINE)
        ]
