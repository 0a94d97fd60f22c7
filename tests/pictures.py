"""Draws the pictures of the README anew, from the demonstration as `make run` opens it.

`python -m tests.pictures`; look at them before they are committed. A visitor's page has the letters of her
phone: with `fonts-noto-core` they look like those of most.
"""

from __future__ import annotations

import io
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import QUIET, WAIT, WINDOWLESS
from tests.environment import REPOSITORY

FOLDER = REPOSITORY / "docs" / "pictures"


@dataclass
class Demonstration:
    """A running demonstration, and what its terminal says."""

    url: str
    said: Iterator[str]

    def until(self, pattern: str) -> str:
        """What the first group of `pattern` is in the first line that has it."""
        for line in self.said:
            if found := re.search(pattern, line):
                return found[1]
        raise AssertionError(f"the demonstration ended without a line like {pattern}")


def main() -> None:
    with demonstration() as here, sync_playwright() as playwright:
        password = here.until(r"\snoor\s+\W?\s*([a-z]+(?:-[a-z]+){3}-\d{3})")
        expect.set_options(timeout=WAIT)
        browser = playwright.chromium.launch(executable_path=WINDOWLESS, args=QUIET)
        _home(browser, here)
        _workspace(browser, here, password)
        browser.close()


def _home(browser: Browser, here: Demonstration) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740}, device_scale_factor=2, locale="nl")
    page.goto(here.url)
    expect(page.get_by_text("Nu open").first).to_be_visible()
    _keep(page, "home.png")


def _workspace(browser: Browser, here: Demonstration, password: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="nl")
    page.goto(f"{here.url}inloggen/")
    page.locator("input[name=username]").fill("noor")
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/inloggen/code/")
    page.locator("input[name=code]").fill(here.until(r"One-time code for noor: (\d+)"))
    page.locator("input[name=code]").press("Enter")
    page.get_by_role("link", name=re.compile("Bram")).first.click()
    expect(page.get_by_text("dat ze weg is").first).to_be_visible()
    expect(page.get_by_text("Stappenplan sextortion").first).to_be_visible()
    _keep(page, "workspace.png")


def _keep(page: Page, name: str) -> None:
    """Of 256 colours: a quarter of the bytes."""
    with Image.open(io.BytesIO(page.screenshot(animations="disabled"))) as drawn:
        drawn.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(FOLDER / name, optimize=True)


@contextmanager
def demonstration() -> Iterator[Demonstration]:
    """A demonstration of its own, without its year, as long as it is looked at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    with tempfile.TemporaryDirectory() as folder:
        command = [str(Path(sys.executable).with_name("hulplijn")), "demo", "--no-year"]
        command += ["--listen", listen, "--folder", folder]
        process = subprocess.Popen(
            command, env=os.environ | {"COLUMNS": "200"}, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
        )
        try:
            assert process.stdout
            yield Demonstration(f"http://{listen}/", _lines(process.stdout, f"http://{listen}/"))
        finally:
            process.terminate()
            process.wait()


def _lines(out: IO[str], url: str) -> Iterator[str]:
    """What the terminal says, line by line; the first once the pages answer."""
    first = out.readline()
    while not _answers(url):
        time.sleep(0.1)
    yield first
    yield from out


def _answers(url: str) -> bool:
    try:
        with urlopen(f"{url}open.json", timeout=5) as answer:  # noqa: S310 our own loopback address
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    main()
