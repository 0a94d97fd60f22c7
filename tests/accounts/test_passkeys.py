"""A passkey lets in its owner, from our own pages only, after a finger, face or PIN, and no copy of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.http import HttpResponse
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestedCredentialData

from hulplijn.accounts import actions, slowing
from hulplijn.accounts.models import Passkey, Staff, StaffSession
from hulplijn.accounts.queries import actor_of
from hulplijn.audit.models import AuditEntry
from hulplijn.plumbing import clock

Make = Callable[..., Staff]
HOST, OURS = "hulplijn.example", "https://hulplijn.example"
PRESENT, VERIFIED = 0x01, 0x04


class Authenticator:
    """What a phone does with one passkey."""

    def __init__(self, staff: Staff, at: datetime, *, host: str = HOST) -> None:
        self._key, self._host = ec.generate_private_key(ec.SECP256R1()), host
        credential = AttestedCredentialData.create(
            bytes(16),
            sha256(staff.username.encode()).digest(),
            ES256.from_cryptography_key(self._key.public_key()),
        )
        self._id = credential.credential_id
        self.row = Passkey.objects.create(
            staff=staff, credential_id=self._id, credential=bytes(credential), made_at=at
        )

    def answer(
        self, challenge: str, *, origin: str = OURS, flags: int = PRESENT | VERIFIED, count: int = 0
    ) -> dict[str, object]:
        """Prove it, as a browser sends it."""
        client = json.dumps({"type": "webauthn.get", "challenge": challenge, "origin": origin}).encode()
        told = sha256(self._host.encode()).digest() + bytes([flags]) + count.to_bytes(4, "big")
        signed = self._key.sign(told + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        said = {"clientDataJSON": client, "authenticatorData": told, "signature": signed}
        return {
            "id": websafe_encode(self._id),
            "rawId": websafe_encode(self._id),
            "type": "public-key",
            "response": {name: websafe_encode(one) for name, one in said.items()},
        }


@pytest.fixture
def phone(staff: Make, at: datetime) -> Authenticator:
    return Authenticator(staff("anouk"), at)


def proves(phone: Authenticator, at: datetime, **how: object) -> bool:
    """Whether that answer lets her in."""
    options, state = actions.ask_passkey(HOST)
    challenge = how.pop("challenge", None) or options["publicKey"]["challenge"]
    try:
        actions.use_passkey(HOST, state, phone.answer(str(challenge), **how), at=at)  # type: ignore[arg-type]
    except actions.NotAPasskey:
        return False
    return True


@pytest.mark.parametrize(
    ("how", "opens"),
    [
        ({}, True),
        ({"origin": "https://neighbour.hulplijn.example"}, False),
        ({"origin": "http://hulplijn.example"}, False),
        ({"origin": "https://hulplijn.example.net"}, False),
        ({"flags": PRESENT}, False),
        ({"challenge": websafe_encode(bytes(32))}, False),
    ],
    ids=[
        "hers",
        "a neighbour's page",
        "a page in the clear",
        "another host",
        "nobody verified",
        "an old answer",
    ],
)
def test_it_opens_for_who_is_verified_on_a_page_of_ours(
    phone: Authenticator, at: datetime, how: dict[str, object], opens: bool
) -> None:
    assert proves(phone, at, **how) is opens


def test_a_copy_that_lags_behind_opens_nothing(phone: Authenticator, at: datetime) -> None:
    assert [proves(phone, at, count=count) for count in (5, 6, 6, 3, 7)] == [True, True, False, False, True]


def test_it_ends_with_the_account(phone: Authenticator, staff: Make, at: datetime) -> None:
    actions.end_staff(phone.row.staff, by=actor_of(staff("carla", role="coordinator")), at=at)
    assert not proves(phone, at)


def test_asking_again_and_again_is_slowed_before_anything_is_kept(
    staff: Make, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: at)
    answers = [Client().post("/inloggen/passkey/").status_code for _ in range(22)]
    assert answers == [200] * 20 + [429] * 2
    assert StaffSession.objects.count() == 20
    known = Client()
    known.cookies = slowing.know(HttpResponse(), staff("bram")).cookies
    assert known.post("/inloggen/passkey/").status_code == 200, "what strangers ask does not hold her up"


def test_a_refused_one_is_in_the_audit_log(phone: Authenticator) -> None:
    browser = Client()
    browser.post("/inloggen/passkey/")
    answer = browser.post(
        "/inloggen/passkey/klaar/", json.dumps(phone.answer("AAAA")), content_type="application/json"
    )
    assert answer.status_code == 400
    assert AuditEntry.objects.filter(verb="session.begin", outcome="refused").count() == 1
