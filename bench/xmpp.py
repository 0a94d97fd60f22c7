"""ejabberd and Prosody with their archive in PostgreSQL, set up fresh for one run."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.postgres import Cluster, cluster
from bench.running import SERVER_CORE, Server, free_port, on_core, wait_for

_EJABBERD = """
hosts: ["localhost"]
loglevel: 2
listen:
  - {{port: {port}, ip: "127.0.0.1", module: ejabberd_c2s, max_stanza_size: 65536, starttls_required: false,
     shaper: none, access: all}}
auth_method: sql
default_db: sql
sql_type: pgsql
sql_server: "127.0.0.1"
sql_port: {sql_port}
sql_database: "ejabberd"
sql_username: "hulplijn"
sql_password: "{password}"
sql_pool_size: 10
new_sql_schema: false
disable_sasl_mechanisms: ["digest-md5", "X-OAUTH2"]
modules:
  mod_mam: {{default: always, db_type: sql, compress_xml: false}}
  mod_stream_mgmt: {{ack_timeout: 300, max_ack_queue: 100000}}
  mod_admin_extra: {{}}
"""

_PROSODY = """
admins = {{}}
daemonize = false
modules_enabled = {{ "saslauth"; "smacks"; "mam"; "disco" }}
modules_disabled = {{ "s2s"; "tls"; "offline" }}
allow_unencrypted_plain_auth = true
c2s_require_encryption = false
s2s_require_encryption = false
authentication = "internal_plain"
storage = {{ archive = "sql"; accounts = "internal" }}
default_archive_policy = true
archive_expires_after = "never"
sql = {{ driver = "PostgreSQL"; database = "prosody"; username = "hulplijn"; password = "{password}";
  host = "127.0.0.1"; port = {sql_port} }}
c2s_ports = {{ {port} }}
c2s_interfaces = {{ "127.0.0.1" }}
data_path = "{folder}/data"
pidfile = "{folder}/prosody.pid"
log = {{ error = "{folder}/log" }}
limits = {{}}
VirtualHost "localhost"
"""


def has_ejabberd() -> bool:
    """Whether ejabberd is installed here."""
    return shutil.which("ejabberdctl") is not None


def has_prosody() -> bool:
    """Whether Prosody is installed here."""
    return shutil.which("prosody") is not None


def _schema() -> str:
    found = sorted(Path("/usr/share/ejabberd/sql").glob("pg.sql*"))
    if found[0].suffix == ".gz":
        return subprocess.run(["zcat", str(found[0])], capture_output=True, text=True, check=True).stdout
    return found[0].read_text()


@contextmanager
def ejabberd(users: int) -> Iterator[Server]:
    """A node with `users` accounts u0, u1, … whose password is "word"."""
    with cluster() as rows:
        rows.create("ejabberd")
        assert users <= 1000
        rows.run("ejabberd", _schema())
        rows.run(
            "ejabberd",
            "INSERT INTO users (username, password) SELECT 'u' || n, 'word' FROM generate_series(0, 999) n",
        )
        folder = Path(tempfile.mkdtemp(prefix="bench-ejabberd-"))
        port = free_port()
        settings = _EJABBERD.format(port=port, sql_port=rows.port, password=rows.password)
        (folder / "ejabberd.yml").write_text(settings)
        with _running(
            rows,
            folder,
            port,
            "ejabberd",
            [
                *("erl", "-noinput", "-sname", f"bench{port}@localhost", "-pa", _beams()),
                *("-mnesia", "dir", f'"{folder}/mnesia"'),
                *("-ejabberd", "config", f'"{folder}/ejabberd.yml"', "log_path", f'"{folder}/log"'),
                *("+K", "true", "+P", "250000", "-s", "ejabberd"),
            ],
        ) as server:
            yield server


def _beams() -> str:
    return str(next(Path("/usr/lib").glob("*/ejabberd-*/ebin")))


@contextmanager
def prosody(users: int) -> Iterator[Server]:
    """A server with `users` accounts u0, u1, … whose password is "word"."""
    with cluster() as rows:
        rows.create("prosody")
        folder = Path(tempfile.mkdtemp(prefix="bench-prosody-"))
        port = free_port()
        accounts = folder / "data" / "localhost" / "accounts"
        accounts.mkdir(parents=True)
        for number in range(users):
            told = 'return { ["password"] = "word" };'  # pragma: allowlist secret
            (accounts / f"u{number}.dat").write_text(told)
        settings = _PROSODY.format(port=port, sql_port=rows.port, password=rows.password, folder=folder)
        (folder / "prosody.cfg.lua").write_text(settings)
        words = ["prosody", "--config", f"{folder}/prosody.cfg.lua", "-F"]
        with _running(rows, folder, port, "prosody", words) as server:
            yield server


@contextmanager
def _running(rows: Cluster, folder: Path, port: int, user: str, command: list[str]) -> Iterator[Server]:
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    become = {}
    if os.geteuid() == 0 and user in known:
        become = {"user": known[user].pw_uid, "group": known[user].pw_gid}
        for path in (folder, *folder.rglob("*")):
            os.chown(path, known[user].pw_uid, known[user].pw_gid)
    with (folder / "out").open("w") as log:
        process = subprocess.Popen(
            on_core(SERVER_CORE, command),
            cwd=folder,
            env={**os.environ, "HOME": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            **become,  # type: ignore[call-overload]
        )
    try:
        wait_for(port)
        yield Server(port, [process.pid, rows.process])
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)
