"""Keys and secrets for an environment, made before Django reads its settings."""

from __future__ import annotations

import secrets
from base64 import b64encode
from pathlib import Path

from hulplijn.server.environment import BadEnvironment


def new_secrets() -> dict[str, str]:
    """A fresh root key and a fresh secret, as they go into the environment."""
    return {
        "HULPLIJN_KEY": b64encode(secrets.token_bytes(32)).decode(),
        "HULPLIJN_SECRET": secrets.token_urlsafe(48),
    }


def demonstration_environment(folder: Path, clock: str, listen: str) -> dict[str, str]:
    """The variables of a demonstration in `folder`: its key stays with its data, its secret is new each time.

    Raises:
        BadEnvironment: the address is not on this machine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    key_file = folder / "demonstration.key"
    if not key_file.exists():
        key_file.touch(mode=0o600)
        key_file.write_text(new_secrets()["HULPLIJN_KEY"])
    if listen.rpartition(":")[0] not in ("127.0.0.1", "localhost", "[::1]"):
        raise BadEnvironment("A demonstration listens on this machine only, for example 127.0.0.1:8000.")
    return {
        "HULPLIJN_MODE": "demonstration",
        "HULPLIJN_DATA": str(folder),
        "HULPLIJN_KEY": key_file.read_text(),
        "HULPLIJN_SECRET": new_secrets()["HULPLIJN_SECRET"],
        "HULPLIJN_LISTEN": listen,
        "HULPLIJN_DEMO_CLOCK": clock,
    }
