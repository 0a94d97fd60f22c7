"""`hulplijn staff …`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hulplijn.server.commands.desk import ask
from hulplijn.server.jobs import Refused, Say, job

if TYPE_CHECKING:
    from hulplijn.accounts.models import Staff

app = typer.Typer(no_args_is_help=True, help="Staff accounts.")


@app.command("add")
def staff_add(
    username: Annotated[str, typer.Argument(help="Log-in name.")],
    alias: Annotated[str, typer.Option(help="First name or alias that visitors see.")],
    role: Annotated[
        str, typer.Option(help="counsellor, coordinator, analyst, administrator or log_manager.")
    ] = "counsellor",
    password: Annotated[str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)] = "",
) -> None:
    """Add a member of staff."""
    ask("staff.add", username=username, alias=alias, role=role, password=password)


@app.command("end")
def staff_end(username: Annotated[str, typer.Argument(help="Log-in name.")]) -> None:
    """End the account of who leaves: she is logged out everywhere and cannot come back in."""
    ask("staff.end", username=username)


@app.command("reset")
def staff_reset(username: Annotated[str, typer.Argument(help="Log-in name.")]) -> None:
    """Take away password, second step and log-ins of who lost them, and print a new link for her."""
    ask("staff.reset", username=username)


@job("staff.end", again="Give the command again; an account that has ended stays so.")
def _end(say: Say, *, username: str) -> None:
    from hulplijn.accounts.actions import OnlyAdministrator, end_staff
    from hulplijn.audit.actors import SYSTEM
    from hulplijn.plumbing.clock import now

    staff = _known(username)
    try:
        end_staff(staff, by=SYSTEM, at=now())
    except OnlyAdministrator as only:
        raise Refused("There must be an administrator. Add another one first: hulplijn staff add.") from only
    say(f"{staff.alias} can no longer log in.")


@job("staff.reset", again="Give the command again: it makes another link, and the one before opens nothing.")
def _reset(say: Say, *, username: str) -> None:
    from django.conf import settings
    from django.urls import reverse

    from hulplijn.accounts.actions import INVITATION_HOLDS, reset
    from hulplijn.audit.actors import SYSTEM
    from hulplijn.plumbing.clock import now

    staff = _known(username)
    token = reset(staff, by=SYSTEM, at=now())
    host = next((host for host in settings.ALLOWED_HOSTS if settings.SESSION_COOKIE_SECURE), "")
    address = f"{f'https://{host}' if host else ''}{reverse('accounts:accept')}#{token}"
    say(f"{staff.alias} logs in again by this link, once, within {INVITATION_HOLDS.days} days:")
    say(address)


def _known(username: str) -> Staff:
    from hulplijn.accounts.queries import staff_named

    staff = staff_named(username)
    if staff is None:
        raise Refused(f"Nobody logs in as {username}. See the page Accounts for the names.")
    return staff


@job("staff.add", again="Give the command again: where it was done already, the name is taken.")
def _add(say: Say, *, username: str, alias: str, role: str, password: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from hulplijn.accounts.actions import NameTaken, add_staff
    from hulplijn.accounts.models import Staff
    from hulplijn.audit.actors import SYSTEM
    from hulplijn.plumbing.clock import now

    if role not in Staff.Role.values:
        raise Refused(f"{role} is no role. Choose one of: {', '.join(Staff.Role.values)}.")
    try:
        validate_password(password, Staff(username=username, alias=alias, role=role))
    except ValidationError as weak:
        raise Refused("The password is too weak: at least 12 characters, and not a common one.") from weak
    try:
        add_staff(username=username, alias=alias, role=role, password=password, by=SYSTEM, at=now())
    except NameTaken as taken:
        raise Refused(f"Somebody logs in as {username} already. Choose another name.") from taken
    say(f"{alias} can log in as {username}.")
