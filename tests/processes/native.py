"""The native install, started as processes from the very files in `deploy/`."""

from __future__ import annotations

import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from configparser import RawConfigParser
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.environment import REPOSITORY
from tests.live import Helpline, free_port

DEPLOY = REPOSITORY / "deploy"
PROGRAMS = Path(sys.executable).parent


def unit(port: int, places: dict[str, str]) -> dict[str, list[str]]:
    """The [Service] lines of the unit for `port`, with the places of a Debian machine put elsewhere."""
    text = (DEPLOY / "hulplijn@.service").read_text().replace("%i", str(port))
    for debian, here in places.items():
        text = text.replace(debian, here)
    lines: dict[str, list[str]] = {}
    for name, value in re.findall(r"^([A-Za-z]+)=(.*)$", text.partition("[Service]")[2], re.M):
        lines.setdefault(name, []).append(value)
    return lines


def variables(lines: dict[str, list[str]]) -> dict[str, str]:
    """What a service of that unit finds in its environment, and nothing from ours."""
    given: list[str] = []
    for file in lines["EnvironmentFile"]:
        given += [line for line in Path(file).read_text().splitlines() if line and not line.startswith("#")]
    given += [word for line in lines["Environment"] for word in shlex.split(line)]
    return {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"} | dict(line.split("=", 1) for line in given)


def environment_file(folder: Path, values: dict[str, str]) -> Path:
    """The example with its blanks filled in; nothing is added that is not in the example."""
    parser = RawConfigParser(delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string("[all]\n" + (DEPLOY / "environment.example").read_text())
    known = dict(parser["all"])
    assert values.keys() <= known.keys()
    file = folder / "environment"
    file.write_text("".join(f"{name}={values.get(name, value)}\n" for name, value in known.items()))
    file.chmod(0o600)
    return file


def certificate(folder: Path) -> None:
    """A certificate of our own making for localhost."""
    folder.mkdir()
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    files = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    subprocess.run([*make, "-days", "2", *subject, *files], check=True, capture_output=True)


def nginx_site(folder: Path, ports: tuple[int, int], behind: list[int]) -> Path:
    """The site of `deploy/`, on ports that anybody may use."""
    text = (DEPLOY / "nginx.conf").read_text()
    changes = {
        "listen 80;": f"listen 127.0.0.1:{ports[0]};",
        "listen [::]:80;": "",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{ports[1]} ssl http2;",
        "listen [::]:443 ssl http2;": "",
        "hulplijn.example": "localhost",
        "/etc/hulplijn/tls": str(folder / "tls"),
        "/var/log/nginx": str(folder),
        "127.0.0.1:8001": f"127.0.0.1:{behind[0]}",
        "127.0.0.1:8002": f"127.0.0.1:{behind[1]}",
    }
    for debian, here in changes.items():
        assert debian in text, f"deploy/nginx.conf has no {debian!r} any more"
        text = text.replace(debian, here)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"  {kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    user = "user root;\n" if os.geteuid() == 0 else ""
    site = folder / "nginx.conf"
    site.write_text(
        f"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/nginx-start.log;\n"
        f"events {{}}\nhttp {{\n{temporary}{text}}}\n"
    )
    return site


@contextmanager
def process(command: list[str], log: Path, **how: Any) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as out:
        running = subprocess.Popen(command, stdout=out, stderr=out, **how)
    try:
        yield running
    finally:
        running.terminate()
        running.wait(15)


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """A PostgreSQL that asks the disk, as production wants it."""
    sys.path.insert(0, str(REPOSITORY / ".ci"))
    try:
        with importlib.import_module("postgresql").cluster(durable=True) as named:
            yield named
    finally:
        sys.path.remove(str(REPOSITORY / ".ci"))


@contextmanager
def installed(folder: Path, content: Path, redis_url: str) -> Iterator[Helpline]:
    """A helpline in production: two units, PostgreSQL, Redis, and nginx with TLS before them."""
    ports, behind = (free_port(), free_port()), [free_port(), free_port()]
    with ExitStack() as stack:
        named = stack.enter_context(databases())
        secrets = subprocess.run(
            [PROGRAMS / "hulplijn", "keys", "new"], capture_output=True, text=True, check=True
        ).stdout.split()
        data = folder / "data"
        environment_file(
            folder,
            {
                **dict(line.split("=", 1) for line in secrets),
                **named,
                "HULPLIJN_REDIS_URL": redis_url,
                "HULPLIJN_HOSTS": "localhost",
                "HULPLIJN_DATA": str(data),
                "HULPLIJN_KEYS_FOLDER": str(data / "keys"),
                "HULPLIJN_CONTENT": str(content),
            },
        )
        places = {
            "/opt/hulplijn/.venv/bin": str(PROGRAMS),
            "/opt/hulplijn": str(REPOSITORY),
            "/etc/hulplijn": str(folder),
        }
        units = [unit(port, places) for port in behind]
        temporary = folder / "tmp"  # systemd gives them one of their own (PrivateTmp)
        temporary.mkdir()
        for lines in units:
            command, log = shlex.split(lines["ExecStart"][0]), folder / "server.log"
            how = {"cwd": lines["WorkingDirectory"][0], "env": {**variables(lines), "TMPDIR": str(temporary)}}
            stack.enter_context(process(command, log, **how))
        certificate(folder / "tls")
        site = nginx_site(folder, ports, behind)
        nginx = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"
        subprocess.run([nginx, "-t", "-c", str(site)], check=True, capture_output=True)
        stack.enter_context(process([nginx, "-c", str(site)], folder / "nginx.out"))
        helpline = Helpline(f"https://localhost:{ports[1]}", data, variables(units[0]), folder / "server.log")
        helpline.env["PLAIN"] = f"http://localhost:{ports[0]}"
        helpline.env["TRUST"] = str(folder / "tls" / "fullchain.pem")
        helpline.env["BEHIND"] = " ".join(str(port) for port in behind)
        yield helpline
