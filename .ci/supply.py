"""What ships, as two SBOMs (CycloneDX) in build/sbom; and which packages of the lock are known to be weak.

A weakness that an advisory service knows fails the lane, unless `.ci/advisories.toml` lets it stand with a
reason and a last day. Where no service answers nothing is known: the lane says so, and does not fail.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement

REPOSITORY = Path(__file__).resolve().parents[1]
OUT = REPOSITORY / "build" / "sbom"
LOCK = REPOSITORY / "requirements.lock"
SERVICES = ("osv", "pypi")
NOT_CHECKED = "not checked for known weaknesses: no advisory service answers from here"


def normal(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def shipped() -> set[str]:
    """The packages that run in production: those of the project and what they need in turn."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    left = [Requirement(one) for one in project["dependencies"]]
    found: set[str] = set()
    while left:
        one = left.pop()
        if normal(one.name) in found:
            continue
        found.add(normal(one.name))
        for text in metadata.requires(one.name) or []:
            need = Requirement(text)
            extras = one.extras or {""}
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in extras):
                left.append(need)
    return found


def python_sbom() -> dict[str, Any]:
    """Everything of the lock; what only builds or tests is marked as excluded from what ships."""
    told = subprocess.run(
        [
            "cyclonedx-py",
            "requirements",
            str(LOCK),
            "--pyproject",
            "pyproject.toml",
            "--output-reproducible",
            "--no-validate",
        ],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    made: dict[str, Any] = json.loads(told.stdout)
    ships = shipped()
    for one in made["components"]:
        one["scope"] = "required" if normal(one["name"]) in ships else "excluded"
        one.pop("externalReferences", None)  # where it was fetched from is no property of what ships
    return made


def browser_sbom() -> dict[str, Any]:
    """Everything of package-lock.json: all of it builds or tests; what is bundled is in the built files."""
    packages = json.loads((REPOSITORY / "package-lock.json").read_text())["packages"]
    components = []
    for place, one in sorted(packages.items()):
        name = place.rpartition("node_modules/")[2]
        if name:
            purl = f"pkg:npm/{name.replace('@', '%40')}@{one['version']}"
            components.append(
                {"type": "library", "name": name, "version": one["version"], "purl": purl, "bom-ref": purl}
            )
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "hulplijn-browser", "bom-ref": "root"}},
        "components": components,
    }


def write(name: str, made: dict[str, Any]) -> str:
    """Write one SBOM once it is valid; returns what is wrong with it, or nothing."""
    text = json.dumps(made, indent=1, sort_keys=True)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{name}.cdx.json").write_text(text + "\n")
    ships = sum(one.get("scope") == "required" for one in made["components"])
    print(
        f"build/sbom/{name}.cdx.json: {len(made['components'])} packages, {ships} of them run in production"
    )
    return f"{name}: {wrong}" if wrong else ""


def answering(service: str) -> bool:
    """Whether `service` answers from here: asked of one package, before it is asked of all."""
    one = re.search(r"^django==.*?(?=^[a-z#])", LOCK.read_text(), re.M | re.S)
    assert one is not None
    OUT.mkdir(parents=True, exist_ok=True)
    alone = OUT / "one.txt"
    alone.write_text(re.sub(r"^ *#.*\n", "", one[0], flags=re.M))
    return audited(service, alone) is not None


def audited(service: str, lock: Path) -> dict[str, Any] | None:
    """What `service` knows of the packages in `lock`; None where it does not answer for most of them."""
    command = [
        "pip-audit",
        "--requirement",
        str(lock),
        "--disable-pip",
        "--require-hashes",
        "--format",
        "json",
    ]
    told = subprocess.run(
        [*command, "--vulnerability-service", service, "--progress-spinner", "off", "--timeout", "10"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    try:
        found: dict[str, Any] = json.loads(told.stdout)
    except ValueError:
        return None
    known = [one for one in found["dependencies"] if "vulns" in one]
    return found if len(known) > len(found["dependencies"]) / 2 else None


def allowed(today: str) -> tuple[dict[str, str], list[str]]:
    """What may stand, with its reason; and what is wrong with the list."""
    rows = tomllib.loads((REPOSITORY / ".ci" / "advisories.toml").read_text()).get("allow", [])
    over = [f"{one['id']} was let stand until {one['until']}" for one in rows if str(one["until"]) < today]
    return {one["id"]: one["reason"] for one in rows if str(one["until"]) >= today}, over


def weaknesses(found: dict[str, Any], may_stand: dict[str, str]) -> list[str]:
    """Each known weakness that nobody has let stand."""
    return [
        f"{one['name']} {one['version']}: {known['id']}, mended in {', '.join(known['fix_versions'])}"
        for one in found["dependencies"]
        for known in one.get("vulns", [])
        if not {known["id"], *known.get("aliases", [])} & set(may_stand)
    ]


def main() -> int:
    wrong = [one for one in (write("python", python_sbom()), write("browser", browser_sbom())) if one]
    may_stand, over = allowed(datetime.now(UTC).date().isoformat())
    service = next((one for one in SERVICES if answering(one)), None)
    found = audited(service, LOCK) if service else None
    wrong += over + (weaknesses(found, may_stand) if found else [])
    print("\n".join(wrong))
    state = NOT_CHECKED if found is None else f"{len(found['dependencies'])} packages asked for"
    print(f"result: SBOMs written; {state}; {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
