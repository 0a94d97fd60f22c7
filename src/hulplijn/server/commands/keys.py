"""`hulplijn keys …`."""

from __future__ import annotations

import typer

app = typer.Typer(no_args_is_help=True, help="Keys.")


@app.command("new")
def keys_new() -> None:
    """Print a fresh root key and secret for the environment. Keep the key apart from the data."""
    from hulplijn.server.new_environment import new_secrets

    for name, value in new_secrets().items():
        print(f"{name}={value}")
