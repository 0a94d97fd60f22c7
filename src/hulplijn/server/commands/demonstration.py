"""`hulplijn demo` and `hulplijn sample-year`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from hulplijn.server.commands.desk import (
    DEMONSTRATION,
    console,
    demonstration_where_nothing_is_set,
    require_year,
    writing_process,
)
from hulplijn.server.commands.serving import require_free, serve_on


def demo(
    listen: Annotated[str, typer.Option(help="Address and port, on this machine only.")] = "127.0.0.1:8000",
    folder: Annotated[Path, typer.Option(help="Where the demonstration keeps its data.")] = DEMONSTRATION,
    year: Annotated[bool, typer.Option(help="Make the sample year 2024 behind it.")] = True,
) -> None:
    """Show the helpline with sample data: a lifelike day, and the year 2024 behind it."""
    from hulplijn.server.demonstration import clock_for_today
    from hulplijn.server.environment import read
    from hulplijn.server.new_environment import demonstration_environment

    for name in [name for name in os.environ if name.startswith("HULPLIJN_")]:
        del os.environ[name]
    folder = folder.resolve()
    os.environ.update(demonstration_environment(folder, clock_for_today(folder), listen))
    require_free(*read(os.environ).listen)
    with writing_process():
        from hulplijn.server import demonstration

        demonstration.prepare(console, f"http://{listen}", year=year)
        serve_on()


def sample_year(
    year: Annotated[int, typer.Argument(help="The year; the published figures are of 2024.")] = 2024,
    seed: Annotated[int, typer.Option(help="The same seed makes the same year.")] = 1,
) -> None:
    """Make a synthetic year through the product's own actions."""
    require_year(year)
    demonstration_where_nothing_is_set()
    with writing_process():
        from hulplijn.server.demonstration import fill_year

        fill_year(console, year, seed=seed)
