"""What the server refuses to start with, tried with the real command."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import environment
from tests.live import Helpline, free_port, opened


def serve(env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("hulplijn")), "serve"]
    return subprocess.run(
        command, env=env, cwd=environment.REPOSITORY, capture_output=True, text=True, timeout=60
    )


def in_production(data: Path) -> dict[str, str]:
    env = environment.for_a_server(data, port=9, HULPLIJN_MODE="production", HULPLIJN_HOSTS="hulp.example")
    env["HULPLIJN_KEYS_FOLDER"] = str(data / "keys")
    del env["HULPLIJN_DEMO_CLOCK"]
    return env


def own_content(folder: Path) -> str:
    """The content folder of a helpline that has checked its facts."""
    shutil.copytree(environment.REPOSITORY / "content", folder)
    facts = folder / "helpline.yaml"
    facts.write_text(facts.read_text().replace("sample: true", "sample: false"))
    return str(folder)


@pytest.mark.sqlite
def test_production_does_not_start_with_sample_data(tmp_path: Path, prepared_data: Path) -> None:
    with opened(prepared_data, tmp_path / "data") as helpline:
        helpline.stop()
        mark = "from hulplijn.plumbing.models import Installation as I; I.objects.create(pk=1, sample=True)"
        script = f"import django; django.setup(); {mark}"
        subprocess.run([sys.executable, "-c", script], env=helpline.env, check=True)
        env = in_production(helpline.data) | {"HULPLIJN_CONTENT": own_content(tmp_path / "content")}
        ended = serve(env)
    assert ended.returncode == 2
    assert "sample data" in ended.stderr


@pytest.mark.sqlite
def test_production_does_not_start_with_the_samples_facts(tmp_path: Path) -> None:
    ended = serve(in_production(tmp_path / "data"))
    assert ended.returncode == 2
    assert "sample: true" in ended.stderr


@pytest.mark.sqlite
def test_a_second_process_does_not_write_in_the_same_folder(live: Helpline) -> None:
    other = dict(live.env, HULPLIJN_LISTEN=f"127.0.0.1:{free_port()}")
    ended = serve(other)
    assert ended.returncode == 2
    assert "already running" in ended.stderr


def test_a_setting_that_does_not_exist_is_named(tmp_path: Path) -> None:
    env = environment.for_a_server(tmp_path, port=9, HULPLIJN_COLOUR="blue")
    ended = serve(env)
    assert ended.returncode == 2
    assert "HULPLIJN_COLOUR" in ended.stderr


def test_a_port_that_is_taken_is_named_before_anything_is_made(tmp_path: Path, shared_live: Helpline) -> None:
    port = shared_live.url.rpartition(":")[2]
    ended = serve(environment.for_a_server(tmp_path / "data", port=int(port)))
    assert ended.returncode == 2
    assert f"Port {port}" in ended.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["figures", "2024"], "--out"),
        (["figures", "99999", "--out", "x"], "99999"),
        (["figures", "2024", "--out", "x", "--lang", "fr"], "fr"),
        (["figures", "2024", "--out", "x"], "HULPLIJN_DATA"),
        (["sample-year", "0"], "0 is no year"),
    ],
)
def test_a_command_that_cannot_be_done_says_why(tmp_path: Path, words: list[str], named: str) -> None:
    env = environment.for_a_server(tmp_path / "nothing", port=9)
    command = [str(Path(sys.executable).with_name("hulplijn")), *words]
    ended = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 2
    assert named in ended.stderr.replace("\n", " ")
    assert "Traceback" not in ended.stderr


@pytest.mark.postgresql
def test_two_servers_do_not_serve_one_database(live: Helpline) -> None:
    other = dict(live.env, HULPLIJN_LISTEN=f"127.0.0.1:{free_port()}")
    ended = serve(other)
    assert ended.returncode == 2
    assert "Another server" in ended.stderr


def test_figures_of_a_year_without_any_are_refused_in_a_sentence(
    tmp_path: Path, shared_live: Helpline
) -> None:
    ended = shared_live.command("figures", "2019", "--out", str(tmp_path), check=False)
    assert ended.returncode == 2
    assert "Nothing was counted in 2019" in ended.stderr.replace("\n", " ")
