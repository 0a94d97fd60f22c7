"""A root key that a service keeps: a command that wraps and unwraps."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from hulplijn.privacy import copies, keyed, keys, renewal, root_key
from hulplijn.privacy.root_key import KeptKey, KeyServiceFailed, ServiceKey
from hulplijn.privacy.rotation import rotate_root
from hulplijn.privacy.sealing import CannotOpen
from tests.environment import REPOSITORY


@pytest.fixture
def service(tmp_path: Path) -> ServiceKey:
    """A small key service of the machine, with its key in a file."""
    script, key = tmp_path / "kms.py", tmp_path / "kms.key"
    script.write_text(_PROGRAM)
    key.write_bytes(bytes(range(32)))
    return ServiceKey((sys.executable, str(script), str(key)))


_PROGRAM = """
import base64, hashlib, hmac, os, sys
key = open(sys.argv[1], "rb").read()
words = sys.stdin.read().strip()
def masked(nonce, text):
    return bytes(a ^ b for a, b in zip(text, hashlib.shake_256(key + nonce).digest(len(text))))
if sys.argv[2] == "wrap":
    nonce = os.urandom(16)
    secret = nonce + masked(nonce, base64.b64decode(words))
    print("vault:v1:" + base64.b64encode(secret + hmac.digest(key, secret, "sha256")).decode())
else:
    whole = base64.b64decode(words.removeprefix("vault:v1:"))
    if not hmac.compare_digest(whole[-32:], hmac.digest(key, whole[:-32], "sha256")):
        sys.exit("refused")
    print(base64.b64encode(masked(whole[:16], whole[16:-32])).decode())
"""


def test_what_it_wrapped_it_unwraps_and_the_key_stays_there(service: ServiceKey) -> None:
    blob = service.wrap(b"k" * 32, about="kek:1")
    assert b"k" * 8 not in blob
    assert service.unwrap(blob, about="kek:1") == b"k" * 32


def test_what_was_moved_does_not_open(service: ServiceKey) -> None:
    with pytest.raises(CannotOpen):
        service.unwrap(service.wrap(b"k" * 32, about="kek:1"), about="kek:2")


def test_what_a_kept_key_wrapped_is_not_the_services(service: ServiceKey) -> None:
    with pytest.raises(CannotOpen):
        service.unwrap(KeptKey(bytes(32)).wrap(b"k", about="x"), about="x")


@pytest.mark.parametrize(
    ("program", "says"),
    [
        ("import sys; sys.exit(3)", "ended with code 3"),
        ("pass", "refused"),
        ("import time; time.sleep(60)", "no answer"),
        ("print('not base64!')", "something else than base64"),
    ],
)
def test_a_service_that_does_not_do_it_is_named_with_what_came_of_it(
    program: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(root_key, "_PATIENCE", 2.0)
    with pytest.raises(KeyServiceFailed, match=says):
        ServiceKey((sys.executable, "-c", program)).unwrap(b"\x02abc", about="x")


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyServiceFailed, match="/nowhere/kms cannot be started"):
        ServiceKey(("/nowhere/kms",)).wrap(b"k", about="x")


def test_the_key_never_shows_in_what_is_printed() -> None:
    assert "07" not in repr(KeptKey(b"\x07" * 32))


@pytest.mark.django_db(transaction=True)
def test_a_helpline_moves_to_a_service_and_back(
    service: ServiceKey, at: datetime, folders: Path, settings: Settings
) -> None:
    kept = KeptKey(settings.HULPLIJN_ROOT_KEY)
    key_id = keys.new_key()
    blob = keys.open_key(key_id).seal("hoi", about="note:1")
    path = copies.write_copy(folders / "key-copies", at)
    rotate_root(kept, service, at, told=pytest.fail)
    settings.HULPLIJN_ROOT_KEY, settings.HULPLIJN_KEY_SERVICE = b"", service.command
    for again in (lambda: renewal.begin(at), lambda: renewal.renew(at)):
        keys.forget_opened()
        keyed.forget()
        again()
        assert keys.open_key(key_id).open(blob, about="note:1").reveal() == "hoi"
    assert copies.read_copy(path).count == 1
    rotate_root(service, kept, at, told=pytest.fail)
    settings.HULPLIJN_ROOT_KEY, settings.HULPLIJN_KEY_SERVICE = kept.key, ()
    renewal.begin(at)
    assert keys.open_key(key_id).open(blob, about="note:1").reveal() == "hoi"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"HULPLIJN_KEY_SERVICE": "/bin/kms"}, "not both"),
        ({"HULPLIJN_KEY": "", "HULPLIJN_KEY_SERVICE": "kms wrap"}, "whole path"),
        ({"HULPLIJN_KEY": "", "HULPLIJN_KEY_SERVICE": "/bin/kms 'x"}, "quotation mark"),
        ({"HULPLIJN_KEYS_FOLDER": "/srv/k", "HULPLIJN_KEY_COPIES": "/srv/k/copies"}, "another folder"),
        ({"HULPLIJN_DATA": "/srv/k", "HULPLIJN_KEYS_FOLDER": "/srv/k"}, "of their own"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused_by_name(words: dict[str, str], says: str) -> None:
    from hulplijn.server.environment import BadEnvironment, read
    from tests.environment import NO_SECRET

    with pytest.raises(BadEnvironment, match=says):
        read({"HULPLIJN_MODE": "test", "HULPLIJN_KEY": NO_SECRET, **words})


def test_the_example_in_the_guide_is_a_script_that_a_shell_takes() -> None:
    text = (REPOSITORY / "docs" / "operate" / "keys.md").read_text()
    script = text.partition("```sh\n#!/bin/sh\n")[2].partition("```")[0]
    assert "unwrap)" in script
    subprocess.run(["/bin/sh", "-n"], input=script.encode(), check=True)
