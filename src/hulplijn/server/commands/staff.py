"""`hulplijn staff …`."""

from __future__ import annotations

from typing import Annotated

import typer

from hulplijn.server.commands.desk import ask
from hulplijn.server.jobs import Refused, Say, job

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


@job("staff.add", again="Give the command again: where it was done already, the name is taken.")
def _add(say: Say, *, username: str, alias: str, role: str, password: str) -> None:
    from hulplijn.accounts.actions import NameTaken, add_staff
    from hulplijn.accounts.models import Staff
    from hulplijn.audit.actors import SYSTEM
    from hulplijn.plumbing.clock import now

    if role not in Staff.Role.values:
        raise Refused(f"{role} is no role. Choose one of: {', '.join(Staff.Role.values)}.")
    if len(password) < 12:
        raise Refused("The password must have at least 12 characters.")
    try:
        add_staff(username=username, alias=alias, role=role, password=password, by=SYSTEM, at=now())
    except NameTaken as taken:
        raise Refused(f"Somebody logs in as {username} already. Choose another name.") from taken
    say(f"{alias} can log in as {username}.")
