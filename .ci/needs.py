"""What the lanes need from the machine, how to see whether it is there, and the line that installs it."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """Something outside the repository."""

    name: str
    packages: str

    @property
    def line(self) -> str:
        sudo = "" if os.geteuid() == 0 else "sudo "
        return f"{sudo}apt-get install {self.packages}"

    def met(self) -> bool:
        match self.name:
            case "chromium":
                browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/nowhere"
                small = shutil.which("chromium-headless-shell")
                return (
                    bool(small) and Path(browser).exists() and any(Path("/usr/lib").rglob("libatomic.so.1"))
                )
            case "fonts":
                return any(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"))
            case "node":
                return bool(shutil.which("node") and shutil.which("npm")) and _node_major() >= 18
            case "postgresql":
                return bool(initdb_folder())
            case "redis":
                return bool(shutil.which("redis-server") or shutil.which("valkey-server"))
            case "nginx":
                return bool(_program("nginx") and shutil.which("openssl"))
            case "clamd":
                return bool(_program("clamd"))
            case "exim4":
                return bool(_program("exim4"))
            case "faketime":
                return any(Path("/usr/lib").rglob("libfaketime.so.1"))
            case _:
                return bool(shutil.which(self.name))


NEEDS = {
    need.name: need
    for need in (
        # Playwright's driver is a Node of its own, which wants libatomic; a bare Debian lacks it.
        Need("chromium", "chromium chromium-headless-shell libatomic1"),
        Need("fonts", "fonts-dejavu-core fonts-noto-core"),
        Need("node", "nodejs npm"),
        Need("postgresql", "postgresql"),
        Need("redis", "redis-server"),
        Need("nginx", "nginx-light openssl"),
        Need("caddy", "caddy"),
        Need("clamd", "clamav-daemon"),
        # Its installation puts a server for mail of this machine in place; the tests start one of their own.
        Need("exim4", "exim4-daemon-light"),
        Need("faketime", "libfaketime"),
        Need("glewlwyd", "glewlwyd"),
        Need("systemd-analyze", "systemd"),
        Need("git", "git"),
        Need("cc", "gcc libc6-dev"),
        Need("strace", "strace"),
        Need("firefox-esr", "firefox-esr"),
        Need("WebKitWebDriver", "webkit2gtk-driver"),
        Need("Xvfb", "xvfb"),
    )
}


def _program(name: str) -> str | None:
    """Where a program is; what an administrator starts lies in folders that others may not search."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")


def _node_major() -> int:
    told = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    return int(told.lstrip("v").split(".")[0] or 0)


def initdb_folder() -> Path | None:
    """Where Debian keeps the newest PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[4]))
    if found:
        return found[-1].parent
    loose = shutil.which("initdb")
    return Path(loose).resolve().parent if loose else None


def install_missing() -> list[str]:
    """As root on Debian, install what is missing; return what still is, as lines to type."""
    missing = [need for need in NEEDS.values() if not need.met()]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = " ".join(need.packages for need in missing)
        print(f"Installing {packages}…", flush=True)
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        # A package of postgresql-common starts a server of its own at install; the tests bring theirs.
        for command in ("apt-get update -qq", f"apt-get install -qq -y --no-install-recommends {packages}"):
            subprocess.run(command.split(), env=env, stdout=subprocess.DEVNULL)
    return [need.line for need in missing if not need.met()]
