"""`hulplijn staff …`."""

from __future__ import annotations

from typing import Annotated

import typer

from hulplijn.server.commands.desk import console, refuse, writing_process

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
    with writing_process():
        from hulplijn.accounts.actions import NameTaken, add_staff
        from hulplijn.accounts.models import Staff
        from hulplijn.audit.actors import SYSTEM
        from hulplijn.plumbing.clock import now

        if role not in Staff.Role.values:
            refuse(f"{role} is no role. Choose one of: {', '.join(Staff.Role.values)}.")
        if len(password) < 12:
            refuse("The password must have at least 12 characters.")
        try:
            add_staff(username=username, alias=alias, role=role, password=password, by=SYSTEM, at=now())
        except NameTaken:
            refuse(f"Somebody logs in as {username} already. Choose another name.")
        console.print(f"{alias} can log in as {username}.", highlight=False)
