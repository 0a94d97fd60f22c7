"""Settings from the environment: what is unknown, missing or unsafe is refused by its name."""

from __future__ import annotations

import base64

import pytest

from hulplijn.server.environment import BadEnvironment, read

GOOD = {
    "HULPLIJN_KEY": base64.b64encode(bytes(32)).decode(),
    "HULPLIJN_SECRET": "s" * 50,
    "HULPLIJN_HOSTS": "hulp.example",
}
POSTGRESQL = "postgresql://hulp:a%40b@db.example:5433/cases"
PAIR = {
    "HULPLIJN_DATABASE_URL": POSTGRESQL,
    "HULPLIJN_KEYS_DATABASE_URL": f"{POSTGRESQL}_keys",
    "HULPLIJN_KEYS_FOLDER": "/srv/keys",
}
MAIL = {"HULPLIJN_MAIL_HOST": "mail.example", "HULPLIJN_MAIL_FROM": "post@hulplijn.example"}


def test_a_good_environment_is_read() -> None:
    env = read(GOOD)
    assert env.production
    assert env.sqlite
    assert env.hosts == ["hulp.example"]
    assert env.listen == ("127.0.0.1", 8000)


def test_postgresql_is_read_from_its_address() -> None:
    other = POSTGRESQL.replace("cases", "keys")
    env = read({**GOOD, **PAIR, "HULPLIJN_KEYS_DATABASE_URL": other})
    assert (env.database["NAME"], env.database["PASSWORD"], env.database["PORT"]) == ("cases", "a@b", 5433)
    assert env.keys_database["NAME"] == "keys"


def test_redis_is_read_where_postgresql_is_set() -> None:
    assert (
        read({**GOOD, **PAIR, "HULPLIJN_REDIS_URL": "rediss://r.example/0"}).redis_url
        == "rediss://r.example/0"
    )
    assert read(GOOD).redis_url == ""


def test_a_mail_server_is_read_with_a_line_that_is_secured() -> None:
    assert read(GOOD).mail is None
    told = read({**GOOD, **MAIL}).mail
    assert told
    assert (told["host"], told["port"], told["security"]) == ("mail.example", 465, "tls")
    here = {"HULPLIJN_MAIL_HOST": "127.0.0.1", "HULPLIJN_MAIL_SECURITY": "none"}
    assert (read({**GOOD, **MAIL, **here}).mail or {})["port"] == 25


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"HULPLIJN_COLOUR": "blue"}, "HULPLIJN_COLOUR"),
        ({"HULPLIJN_KEY": ""}, "HULPLIJN_KEY"),
        ({"HULPLIJN_KEY": "not base64!"}, "HULPLIJN_KEY"),
        ({"HULPLIJN_KEY": base64.b64encode(bytes(16)).decode()}, "HULPLIJN_KEY"),
        ({"HULPLIJN_SECRET": "short"}, "HULPLIJN_SECRET"),
        ({"HULPLIJN_HOSTS": ""}, "HULPLIJN_HOSTS"),
        ({"HULPLIJN_HOSTS": "*"}, "HULPLIJN_HOSTS"),
        ({"HULPLIJN_MODE": "fast"}, "HULPLIJN_MODE"),
        ({"HULPLIJN_LISTEN": "8000"}, "HULPLIJN_LISTEN"),
        ({"HULPLIJN_LISTEN": "127.0.0.1:99999"}, "HULPLIJN_LISTEN"),
        ({"HULPLIJN_DATABASE_URL": POSTGRESQL}, "HULPLIJN_KEYS_DATABASE_URL"),
        ({**PAIR, "HULPLIJN_KEYS_FOLDER": ""}, "HULPLIJN_KEYS_FOLDER is missing"),
        (
            {"HULPLIJN_DATABASE_URL": POSTGRESQL, "HULPLIJN_KEYS_DATABASE_URL": POSTGRESQL},
            "HULPLIJN_KEYS_DATABASE_URL",
        ),
        (
            {"HULPLIJN_DATABASE_URL": "mysql://x/y", "HULPLIJN_KEYS_DATABASE_URL": POSTGRESQL},
            "HULPLIJN_DATABASE_URL",
        ),
        ({"HULPLIJN_REDIS_URL": "redis://127.0.0.1:6379/0"}, "HULPLIJN_DATABASE_URL"),
        ({"HULPLIJN_MAIL_HOST": "mail.example"}, "HULPLIJN_MAIL_FROM"),
        ({"HULPLIJN_MAIL_FROM": "post@hulplijn.example"}, "HULPLIJN_MAIL_HOST"),
        ({**MAIL, "HULPLIJN_MAIL_SECURITY": "none"}, "HULPLIJN_MAIL_SECURITY"),
        ({**MAIL, "HULPLIJN_MAIL_SECURITY": "ssl"}, "HULPLIJN_MAIL_SECURITY"),
        ({**MAIL, "HULPLIJN_MAIL_PORT": "0"}, "HULPLIJN_MAIL_PORT"),
        ({**MAIL, "HULPLIJN_MAIL_USER": "us"}, "HULPLIJN_MAIL_PASSWORD"),
        ({**MAIL, "HULPLIJN_MAIL_FROM": "Us <a@b.example>"}, "HULPLIJN_MAIL_FROM"),
        ({**MAIL, "HULPLIJN_MAIL_NAME": "Us\nBcc: you"}, "HULPLIJN_MAIL_NAME"),
        ({**MAIL, "HULPLIJN_MODE": "demonstration"}, "HULPLIJN_MAIL_HOST"),
        ({**PAIR, "HULPLIJN_REDIS_URL": "http://127.0.0.1:6379"}, "HULPLIJN_REDIS_URL"),
        ({"HULPLIJN_DEMO_CLOCK": "2026-11-21T20:40:00+01:00"}, "HULPLIJN_DEMO_CLOCK"),
        ({"HULPLIJN_MODE": "demonstration", "HULPLIJN_DEMO_CLOCK": "yesterday"}, "HULPLIJN_DEMO_CLOCK"),
        (
            {"HULPLIJN_MODE": "demonstration", "HULPLIJN_DEMO_CLOCK": "2026-11-21T20:40"},
            "HULPLIJN_DEMO_CLOCK",
        ),
        ({"HULPLIJN_MODE": "demonstration", "HULPLIJN_LISTEN": "0.0.0.0:8000"}, "HULPLIJN_LISTEN"),
    ],
)
def test_what_is_wrong_is_refused_by_name(change: dict[str, str], named: str) -> None:
    with pytest.raises(BadEnvironment, match=named):
        read({**GOOD, **change})
