"""`hulplijn keys …`, as somebody types them, beside a server and without one."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import environment
from tests.live import Helpline, opened

_NEW = base64.b64encode(b"\x07" * 32).decode()


@pytest.fixture(scope="module")
def own_helpline(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpline]:
    with opened(prepared_data, tmp_path_factory.mktemp("keys") / "data") as helpline:
        yield helpline


def _keks(helpline: Helpline) -> set[str]:
    return {path.name for path in (helpline.data / "keys").glob("*-*.key")}


def test_beside_the_server_keys_are_renewed_and_copied(own_helpline: Helpline) -> None:
    before = _keks(own_helpline)
    assert "the one before is destroyed" in own_helpline.command("keys", "rotate").stdout
    assert len(_keks(own_helpline)) == 1
    assert not _keks(own_helpline) & before
    said = own_helpline.command("keys", "copy").stdout
    assert Path("".join(said.split())).is_file()


def test_the_root_key_is_split_and_any_three_bring_it_back(own_helpline: Helpline) -> None:
    printed = own_helpline.command("keys", "split", "--shares", "4", "--needed", "3").stdout
    pages = printed.split("\f")
    assert len(pages) == 4
    shares = [" ".join(re.findall(r"\b\d+ ([a-z]+)", page.partition("keys join")[2])) for page in pages]
    joined = _join(own_helpline, [shares[3], shares[0], shares[2]])
    assert joined.stdout.strip() == f"HULPLIJN_KEY={environment.NO_SECRET}"
    wrong = _join(own_helpline, [shares[0], f"zebra {shares[1]}"])
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "These words are no share" in wrong.stderr


def test_a_new_root_key_is_refused_beside_the_server_and_taken_when_it_is_stopped(
    own_helpline: Helpline,
) -> None:
    old = own_helpline.env
    assert (
        "HULPLIJN_KEY_NEW is missing" in own_helpline.command("keys", "rotate", "--root", check=False).stderr
    )
    own_helpline.env = {**old, "HULPLIJN_KEY_NEW": _NEW}
    busy = own_helpline.command("keys", "rotate", "--root", check=False)
    assert busy.returncode == 2
    assert "Stop every process" in busy.stderr
    own_helpline.stop()
    assert "under the new root key" in own_helpline.command("keys", "rotate", "--root").stdout
    own_helpline.env = old
    refused = own_helpline.command("serve", check=False)
    assert refused.returncode == 2
    assert "root key does not open the keys" in " ".join(refused.stderr.split())
    own_helpline.env = {**old, "HULPLIJN_KEY": _NEW}
    own_helpline.start()


def _join(helpline: Helpline, shares: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).with_name("hulplijn")), "keys", "join"],
        input="\n".join(shares) + "\n",
        env=helpline.env,
        capture_output=True,
        text=True,
    )
