"""The list of dependencies is the one that is installed."""

from __future__ import annotations

import json
import re
import tomllib

from tests.environment import REPOSITORY

LISTED = re.compile(r"^\| `([^`]+)` \| ", re.M)


def test_the_list_of_dependencies_is_whole_and_holds_no_other() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    browser = json.loads((REPOSITORY / "package.json").read_text())["devDependencies"]
    names = {re.split(r"[\[~=<> ]", one)[0] for one in wanted} | set(browser)
    listed = LISTED.findall((REPOSITORY / "docs" / "dependencies.md").read_text())
    assert sorted(listed) == sorted(names)


def test_a_package_that_ships_has_no_part_in_node() -> None:
    package = json.loads((REPOSITORY / "package.json").read_text())
    assert "dependencies" not in package, "browser code is bundled: all of it is a devDependency"
