"""`hulplijn keys …`."""

from __future__ import annotations

import os
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hulplijn.server.commands.desk import ask, complaints, refuse, tell
from hulplijn.server.jobs import Refused, Say, job

if TYPE_CHECKING:
    from hulplijn.privacy.escrow import Joining

app = typer.Typer(no_args_is_help=True, help="Keys.")


@app.command("new")
def keys_new() -> None:
    """Print a fresh root key and secret for the environment. Keep the key apart from the data."""
    from hulplijn.server.new_environment import new_secrets

    for name, value in new_secrets().items():
        print(f"{name}={value}")


@app.command("copy")
def keys_copy(
    to: Annotated[Path | None, typer.Option(help="Another folder; destroy it there within 7 days.")] = None,
) -> None:
    """Write a copy of the keys now, beside those of each night."""
    ask("keys.copy", to=str(to.resolve()) if to else None)


@job("keys.copy", again="Give the command again: one copy more does no harm.")
def _copy(say: Say, *, to: str | None) -> None:
    from hulplijn.plumbing.clock import now
    from hulplijn.privacy import copies

    try:
        say(str(copies.write_copy(Path(to) if to else copies.folder(), now())))
    except OSError as wrong:
        raise Refused(f"Cannot write there: {wrong.strerror}. Choose another folder with --to.") from wrong


@app.command("rotate")
def keys_rotate(
    root: Annotated[
        bool,
        typer.Option("--root", help="The root key as well, to that in HULPLIJN_KEY_NEW; no server runs."),
    ] = False,
) -> None:
    """Put all case keys under a new key-encryption key now, and destroy the one before."""
    if root:
        _rotate_root()
    else:
        ask("keys.renew")


@job("keys.renew", again="Give the command again: it goes on where this one stopped.")
def _renew(say: Say) -> None:
    from hulplijn.plumbing.clock import now
    from hulplijn.privacy import renewal
    from hulplijn.privacy.sealing import CannotOpen

    try:
        renewal.renew(now())
    except CannotOpen as wrong:
        raise Refused(f"{wrong}; the others are renewed. The log names the key that was kept.") from wrong
    say("All case keys are under a new key-encryption key, and the one before is destroyed.")


def _rotate_root() -> None:
    from hulplijn.server.environment import BadEnvironment, root_key_of

    try:
        key, service = root_key_of(os.environ, ending="_NEW")
    except BadEnvironment as wrong:
        refuse(f"{wrong} The new root key is in the environment first, so that no lost screen can lose it.")
    with _nobody_serves():
        from hulplijn.plumbing.clock import now
        from hulplijn.privacy import rotation
        from hulplijn.privacy.root_key import KeptKey, KeyServiceFailed, ServiceKey, root_key

        old, new = root_key(), ServiceKey(service) if service else KeptKey(key)
        if old == new:
            refuse("The new root key is the one that is in use. Make another with: hulplijn keys new")
        try:
            rotation.rotate_root(old, new, now(), told=_left_as_it_is)
        except (rotation.OpensNeither, KeyServiceFailed) as wrong:
            refuse(str(wrong))
    tell(
        "Done: everything is under the new root key. Put it in the place of the old one in the environment, "
        "remove the _NEW variable, start the server, and split the new key for those who keep it. Then "
        "destroy the old root key."
    )


def _left_as_it_is(name: str) -> None:
    complaints.print(f"{name} opens with neither root key, and was left as it is.", highlight=False)


@contextmanager
def _nobody_serves() -> Iterator[None]:
    """Hold the data, so that no process wraps anything under the old root key meanwhile."""
    from contextlib import nullcontext

    import django
    from django.conf import settings

    django.setup()
    from hulplijn.server.commands.desk import on_sqlite
    from hulplijn.server.folder import FolderInUse, held
    from hulplijn.server.starting import AlreadyServed, alone, migrate

    try:
        with held(Path(settings.HULPLIJN_DATA)) if on_sqlite() else nullcontext(), alone():
            migrate()
            yield
    except (FolderInUse, AlreadyServed):
        refuse("Hulplijn is running on this data. Stop every process of it, and give the command again.")


@app.command("split")
def keys_split(
    shares: Annotated[int, typer.Option(help="How many people keep a share, at most 16.")] = 5,
    needed: Annotated[int, typer.Option(help="How many of them bring the key back.")] = 3,
) -> None:
    """Print the root key in shares of words, one a page, for people who keep them apart."""
    from hulplijn.privacy import escrow
    from hulplijn.server.environment import read

    key = read(os.environ).root_key
    if not key:
        refuse("HULPLIJN_KEY_SERVICE keeps the root key: split or back it up with the means of that service.")
    try:
        made = escrow.split(key, shares=shares, needed=needed)
    except ValueError as wrong:
        refuse(f"--shares and --needed: {wrong}.")
    ask("keys.split", shares=shares, needed=needed)
    for number, words in enumerate(made, 1):
        print(_page(number, words, shares=shares, needed=needed), end="\f\n" if number < shares else "\n")


@job("keys.split", again="Give the command again, and destroy what was printed before.")
def _split(say: Say, *, shares: int, needed: int) -> None:
    """The key is not in here: only that it was split is written down."""
    from hulplijn.audit.actions import record
    from hulplijn.audit.actors import SYSTEM
    from hulplijn.plumbing.clock import now

    record("keys.split", by=SYSTEM, at=now())


def _page(number: int, words: str, *, shares: int, needed: int) -> str:
    listed = words.split()
    lines = ["  ".join(f"{place:2} {word:<10}" for place, word in row) for row in _rows(listed)]
    return "\n".join(
        [
            f"HULPLIJN, ROOT KEY, SHARE {number} OF {shares}",
            "",
            f"Any {needed} of the {shares} shares bring the root key back; fewer say nothing about it. Keep",
            "this page where nobody else comes, away from the other shares and from the machine.",
            "Who asks you for it: ask back in person. It is used with: hulplijn keys join",
            "",
            *lines,
            "",
        ]
    )


def _rows(words: list[str], across: int = 4) -> Iterator[list[tuple[int, str]]]:
    numbered = list(enumerate(words, 1))
    for begin in range(0, len(numbered), across):
        yield numbered[begin : begin + across]


@app.command("join")
def keys_join() -> None:
    """Ask for shares and print the root key that they make. Nothing is kept."""
    from hulplijn.privacy.escrow import BadShare, Joining

    joining = Joining()
    while not joining.is_enough:
        complaints.print(f"{_question(joining)}:", highlight=False)
        words = sys.stdin.readline()
        if not words:
            refuse("There are too few shares: nothing was joined.")
        try:
            joining.add(words)
        except BadShare as wrong:
            complaints.print(str(wrong), style="bold red", highlight=False)
            if not sys.stdin.isatty():
                sys.exit(2)
    try:
        key = joining.key()
    except BadShare as wrong:
        refuse(str(wrong))
    print(f"HULPLIJN_KEY={b64encode(key).decode()}")


def _question(joining: Joining) -> str:
    needed = joining.needed
    if needed is None:
        return "The words of the first share, without their numbers"
    return f"The words of share {joining.given + 1} of the {needed} that are needed"
