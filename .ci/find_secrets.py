"""Fails when a file that is or would be committed holds something that looks like a key or a password.

A line that is meant (a password of test staff, say) ends with the comment `pragma: allowlist secret`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from detect_secrets import SecretsCollection
from detect_secrets.settings import transient_settings

REPOSITORY = Path(__file__).resolve().parents[1]
PLUGINS = [
    {"name": "PrivateKeyDetector"},
    {"name": "KeywordDetector"},
    {"name": "BasicAuthDetector"},
    {"name": "JwtTokenDetector"},
    {"name": "AWSKeyDetector"},
    {"name": "GitHubTokenDetector"},
    {"name": "GitLabTokenDetector"},
    {"name": "NpmDetector"},
    {"name": "PypiTokenDetector"},
    {"name": "SlackDetector"},
    {"name": "StripeDetector"},
    {"name": "Base64HighEntropyString", "limit": 4.8},
    {"name": "HexHighEntropyString", "limit": 3.3},
]
FILTERS = [
    {"path": "detect_secrets.filters.allowlist.is_line_allowlisted"},
    {"path": "detect_secrets.filters.heuristic.is_sequential_string"},
    {"path": "detect_secrets.filters.heuristic.is_potential_uuid"},
    {"path": "detect_secrets.filters.heuristic.is_templated_secret"},
    {"path": "detect_secrets.filters.heuristic.is_prefixed_with_dollar_sign"},
    {"path": "detect_secrets.filters.heuristic.is_indirect_reference"},
    {
        "path": "detect_secrets.filters.regex.should_exclude_line",
        "pattern": [
            r'"HULPLIJN_[A-Z_]+": "[a-z]',
            "user:password@",
            ":PASSWORD@",
            r"@[a-z.]+\.example\b",
        ],  # explanations; no such hosts
    },
]
HASHES = ("requirements.lock", "package-lock.json")
"""Files of nothing but hashes, which look like keys."""


def files() -> list[Path]:
    """What git holds or would hold; outside a clone, all files but the ignored folders."""
    told = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
    )
    if told.returncode == 0:
        names = [REPOSITORY / name for name in told.stdout.decode().split("\0") if name]
    else:
        hidden = {".venv", "node_modules", "data", "build", ".git"}
        names = [f for f in REPOSITORY.rglob("*") if not hidden & set(f.relative_to(REPOSITORY).parts)]
    return [file for file in names if file.is_file() and file.name not in HASHES and _is_text(file)]


def _is_text(file: Path) -> bool:
    if file.suffix in {".mo", ".woff2", ".ttf", ".png", ".svg"} or "static" in file.parts:
        return False
    return b"\0" not in file.read_bytes()[:4096]


def found_in(those: list[Path]) -> list[str]:
    """Each place that looks like a secret, one line each; the secret itself is never printed."""
    with transient_settings({"plugins_used": PLUGINS, "filters_used": FILTERS}):
        collection = SecretsCollection(root=str(REPOSITORY))
        for file in those:
            collection.scan_file(str(file.relative_to(REPOSITORY)))
    return sorted(f"{name}:{secret.line_number}: {secret.type}" for name, secret in collection)


def main() -> int:
    those = files()
    found = found_in(those)
    print("\n".join(found) if found else f"No secret in {len(those)} files.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
