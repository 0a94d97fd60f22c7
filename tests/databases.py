"""Databases of real servers in tests: files in the data folder, or a pair of their own on PostgreSQL."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

VARIABLES = ("HULPLIJN_DATABASE_URL", "HULPLIJN_KEYS_DATABASE_URL")
_WHERE = {name: os.environ[name] for name in VARIABLES if os.environ.get(name)}
_MARK = "postgresql-pair"


def new(data: Path) -> dict[str, str]:
    """Variables for an empty pair that belongs to the folder `data`; none on SQLite."""
    if not _WHERE:
        return {}
    pair = _pair()
    _create(pair)
    (data / _MARK).write_text("\n".join(pair))
    return _variables(pair)


def copied(data: Path) -> dict[str, str]:
    """Variables for a copy of the pair that belongs to the folder `data`; none on SQLite."""
    if not _WHERE:
        return {}
    pair = _pair()
    _create(pair, (data / _MARK).read_text().split())
    return _variables(pair)


def _pair() -> list[str]:
    name = f"live_{secrets.token_hex(4)}"
    return [name, f"{name}_keys"]


def _create(pair: list[str], like: list[str] | None = None) -> None:
    import psycopg  # here, because every run of the tests imports this file, and few ask PostgreSQL
    from psycopg import sql

    with psycopg.connect(_named(_WHERE[VARIABLES[0]], "postgres"), autocommit=True) as connection:
        for name, template in zip(pair, like or ["template1"] * 2, strict=True):
            create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))


def _variables(pair: list[str]) -> dict[str, str]:
    return {variable: _named(_WHERE[variable], name) for variable, name in zip(VARIABLES, pair, strict=True)}


def _named(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
