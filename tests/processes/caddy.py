"""Caddy with the very file in `deploy/`, on ports that anybody may use and with certificates of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.live import free_port
from tests.processes.native import DEPLOY, process

HERE = """{{
	admin off
	default_bind 127.0.0.1
	http_port {plain}
	https_port {secured}
	grace_period 100ms
	skip_install_trust
	storage file_system {folder}/kept
"""


@dataclass(frozen=True)
class Front:
    """A Caddy that runs, or is about to."""

    port: int
    plain: int
    trust: Path
    log: Path


@contextmanager
def caddy(folder: Path, behind: Sequence[int]) -> Iterator[Front]:
    """Start it before the processes that listen on the ports `behind`."""
    folder.mkdir()
    front = Front(
        free_port(), free_port(), folder / "kept/pki/authorities/local/root.crt", folder / "caddy.log"
    )
    text = (DEPLOY / "Caddyfile").read_text()
    assert text.count("\n{\n") == 1, "deploy/Caddyfile has other options than those for all sites"
    file = folder / "Caddyfile"
    here = HERE.format(plain=front.plain, secured=front.port, folder=folder)
    file.write_text(text.replace("\n{\n", f"\n{here}"))
    named = {"SITE": "localhost", "PROCESSES": " ".join(f"127.0.0.1:{port}" for port in behind)}
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), **named}
    command = [shutil.which("caddy") or "caddy", "run", "--config", str(file), "--adapter", "caddyfile"]
    with process(command, front.log, env=env):
        yield front
