"""Passkeys (WebAuthn). One asks for a finger, face or PIN, so it is both steps of a log-in at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q
from fido2.rpid import verify_rp_id
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from hulplijn.accounts import queries, rights
from hulplijn.accounts.actions.factors import LastFactor, first_sheet
from hulplijn.accounts.models import Passkey, Staff
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.plumbing.database import writing
from hulplijn.privacy.keyed import keyed_hash

Told = Mapping[str, Any]
"""What a browser told, or is told, as JSON."""

_VERIFIED = UserVerificationRequirement.REQUIRED


class NotAPasskey(Exception):
    """What the browser sent proves nothing."""


def begin_passkey(staff: Staff, host: str, *, by: Actor, at: datetime) -> tuple[Told, Told]:
    """What a browser needs to make a passkey for `staff`, and what to remember until it has.

    Raises:
        NotYours
    """
    rights.require(by, "factor.set", staff, at=at)
    user = PublicKeyCredentialUserEntity(
        id=keyed_hash("passkey", str(staff.pk))[:16], name=staff.username, display_name=staff.alias
    )
    options, state = _server(host).register_begin(
        user,
        [_named(one) for one in Passkey.objects.filter(staff=staff)],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=_VERIFIED,
    )
    return dict(options), state


def add_passkey(
    staff: Staff, host: str, state: Told, answer: Told, *, device: str, by: Actor, at: datetime
) -> list[str]:
    """The browser made one. Returns her codes on paper, shown once; empty where she has some already.

    Raises:
        NotYours, NotAPasskey
    """
    rights.require(by, "factor.set", staff, at=at)
    try:
        made = _server(host).register_complete(state, answer)
    except (ValueError, KeyError, TypeError) as wrong:
        raise NotAPasskey from wrong
    credential = made.credential_data
    if credential is None:
        raise NotAPasskey
    if Passkey.objects.filter(credential_id=credential.credential_id).exists():
        raise NotAPasskey
    with writing():
        passkey = Passkey(
            staff=staff,
            credential_id=credential.credential_id,
            credential=bytes(credential),
            device=device,
            counter=made.counter,
            made_at=at,
        )
        passkey.save(force_insert=True)
        audit.record("factor.set", by=by, on=passkey, at=at)
        return first_sheet(staff)


def remove_passkey(passkey: Passkey, *, by: Actor, at: datetime) -> None:
    """It opens nothing any more.

    Raises:
        NotYours
        LastFactor: she has nothing else beside her password.
    """
    rights.require(by, "factor.set", passkey, at=at)
    with writing():
        factors = queries.factors_of(passkey.staff)
        if not factors.app and factors.passkeys < 2:
            raise LastFactor
        Passkey.objects.filter(pk=passkey.pk).delete()
        audit.record("factor.remove", by=by, on=passkey, at=at)


def ask_passkey(host: str) -> tuple[Told, Told]:
    """What a browser needs to prove somebody by a passkey that it knows, and what to remember until then."""
    options, state = _server(host).authenticate_begin(user_verification=_VERIFIED)
    return dict(options), state


def use_passkey(host: str, state: Told, answer: Told, *, at: datetime) -> Staff:
    """Who proved herself.

    Raises:
        NotAPasskey
    """
    try:
        told = AuthenticationResponse.from_dict(answer)
        passkey = (
            Passkey.objects.select_related("staff")
            .filter(credential_id=told.raw_id, staff__is_active=True)
            .first()
        )
        if passkey is None:
            raise NotAPasskey
        _server(host).authenticate_complete(state, [_data(passkey)], told)
    except (ValueError, KeyError, TypeError) as wrong:
        raise NotAPasskey from wrong
    count = told.response.authenticator_data.counter
    with writing():
        fresh = Passkey.objects.filter(Q(counter__lt=count) | Q(counter=0), pk=passkey.pk)
        if not fresh.update(counter=count, used_at=at):
            raise NotAPasskey
    return passkey.staff


def _server(host: str) -> Fido2Server:
    """Pages of this host alone: a neighbour under the same domain could ask for the same passkey."""

    def is_ours(origin: str) -> bool:
        return verify_rp_id(host, origin) and urlsplit(origin).hostname == host

    return Fido2Server(PublicKeyCredentialRpEntity(id=host, name="Hulplijn"), verify_origin=is_ours)


def _named(passkey: Passkey) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(
        type=PublicKeyCredentialType.PUBLIC_KEY, id=bytes(passkey.credential_id)
    )


def _data(passkey: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(passkey.credential))
