"""Windows of the three browser engines, driven in one way; each engine by what it brings itself.

Firefox listens to WebDriver BiDi, WebKit has Debian's WebKitWebDriver, Chromium comes with Playwright.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from playwright.sync_api import Browser
from websockets.sync.client import ClientConnection, connect

from tests.live import free_port

WITHIN = 40.0
KEYS = {"Enter": "\ue007", "Shift": "\ue008"}
_SCREENS = "/tmp/.X11-unix/X"  # noqa: S108 where X11 keeps its sockets
_MINI = "*/webkit2gtk-4.1/MiniBrowser"


class Window:
    """One window. `run` evaluates an expression of JavaScript in it; real keys and clicks do the rest."""

    name = ""

    def open(self, url: str) -> None:
        raise NotImplementedError

    def run(self, expression: str) -> Any:
        raise NotImplementedError

    def press(self, keys: str) -> None:
        """Press keys, one character after another; a name in `KEYS` is that key."""
        raise NotImplementedError

    def click(self, selector: str) -> None:
        """Click in the middle of the first element."""
        raise NotImplementedError

    def picture(self, file: Path) -> None:
        raise NotImplementedError

    def until(self, expression: str) -> None:
        """Wait until `expression` is true on the page."""
        end = time.monotonic() + WITHIN
        while not self._true(expression):
            assert time.monotonic() < end, f"never true: {expression}\n{self._text()}"
            time.sleep(0.1)

    def until_text(self, text: str) -> None:
        """Wait until the page shows `text`."""
        self.until(f"document.body.innerText.includes({json.dumps(text)})")

    def count(self, selector: str) -> int:
        return int(self.run(f"document.querySelectorAll({json.dumps(selector)}).length"))

    def _true(self, expression: str) -> bool:
        try:
            return bool(self.run(f"Boolean(document.body && ({expression}))"))
        except (WindowError, TimeoutError):
            return False  # between two pages

    def _text(self) -> str:
        with suppress(Exception):  # only for the message of a test that fails already
            return str(self.run("location.href + '\\n' + document.body.innerText"))[:1500]
        return ""


class WindowError(Exception):
    """The browser refused a command."""


class WebKit(Window):
    """MiniBrowser, by the W3C's WebDriver."""

    def __init__(self, driver: str, session: str) -> None:
        self.at = f"{driver}/session/{session}"

    def open(self, url: str) -> None:
        ask("POST", f"{self.at}/url", url=url)

    def run(self, expression: str) -> Any:
        return ask("POST", f"{self.at}/execute/sync", script=f"return ({expression})", args=[])

    def press(self, keys: str) -> None:
        actions = [
            {"type": kind, "value": key} for key in [KEYS.get(keys)] if key for kind in ("keyDown", "keyUp")
        ] or [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        ask("POST", f"{self.at}/actions", actions=[{"type": "key", "id": "keys", "actions": actions}])

    def click(self, selector: str) -> None:
        element = ask("POST", f"{self.at}/element", using="css selector", value=selector)
        ask("POST", f"{self.at}/element/{next(iter(element.values()))}/click")

    def picture(self, file: Path) -> None:
        import base64

        file.write_bytes(base64.b64decode(ask("GET", f"{self.at}/screenshot")))


class Firefox(Window):
    """Firefox ESR, by WebDriver BiDi."""

    def __init__(self, line: ClientConnection) -> None:
        self.line, self.asked = line, 0
        self.tell("session.new", capabilities={})
        self.context = self.tell("browsingContext.getTree")["contexts"][0]["context"]

    def tell(self, method: str, **params: Any) -> Any:
        self.asked += 1
        self.line.send(json.dumps({"id": self.asked, "method": method, "params": params}))
        while True:
            told = json.loads(self.line.recv(timeout=WITHIN))
            if told.get("id") == self.asked:
                if told["type"] == "error":
                    raise WindowError(f"{method}: {told['error']}: {told['message']}")
                return told["result"]

    def open(self, url: str) -> None:
        self.tell("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def run(self, expression: str) -> Any:
        target = {"context": self.context}
        words = {"expression": f"JSON.stringify({expression})", "awaitPromise": False}
        result = self.tell("script.evaluate", target=target, **words)
        if result["type"] == "exception":
            raise WindowError(result["exceptionDetails"]["text"])
        return json.loads(result["result"]["value"]) if "value" in result["result"] else None

    def press(self, keys: str) -> None:
        pressed = [KEYS[keys]] if keys in KEYS else list(keys)
        actions = [{"type": kind, "value": key} for key in pressed for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keys", "actions": actions}
        self.tell("input.performActions", context=self.context, actions=[source])

    def click(self, selector: str) -> None:
        where = {"type": "css", "value": selector}
        nodes = self.tell("browsingContext.locateNodes", context=self.context, locator=where)["nodes"]
        element = {"type": "element", "element": {"sharedId": nodes[0]["sharedId"]}}
        self.run(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center'}})")
        actions: list[dict[str, Any]] = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": element},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        source = {"type": "pointer", "id": "mouse", "actions": actions}
        self.tell("input.performActions", context=self.context, actions=[source])

    def picture(self, file: Path) -> None:
        import base64

        shot = self.tell("browsingContext.captureScreenshot", context=self.context)
        file.write_bytes(base64.b64decode(shot["data"]))


class Chromium(Window):
    """Debian's Chromium, by Playwright."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def open(self, url: str) -> None:
        self.page.goto(url)

    def run(self, expression: str) -> Any:
        from playwright.sync_api import Error

        try:
            return self.page.evaluate(expression)
        except Error as wrong:
            raise WindowError(str(wrong)) from wrong

    def press(self, keys: str) -> None:
        if keys in KEYS:
            self.page.keyboard.press(keys)
        else:
            self.page.keyboard.type(keys)

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click(timeout=WITHIN * 1000)

    def picture(self, file: Path) -> None:
        self.page.screenshot(path=file)


def ask(method: str, address: str, **body: Any) -> Any:
    """One command of the W3C's WebDriver."""
    content = json.dumps(body).encode() if method == "POST" else None
    request = Request(address, content, {"Content-Type": "application/json"}, method=method)  # noqa: S310
    try:
        with urlopen(request, timeout=60) as answer:  # noqa: S310 our own loopback address
            return json.loads(answer.read())["value"]
    except HTTPError as refused:
        raise WindowError(refused.read().decode()[:500]) from refused


@contextmanager
def webkit(folder: Path, *, script: bool) -> Iterator[Window]:
    """A window of WebKit, on a screen of its own."""
    browser = next(iter(Path("/usr/lib").glob(_MINI)), None) or next(
        iter(Path("/usr/lib").glob(f"*/{_MINI}"))
    )
    screen = f":{free_port() % 1000 + 100}"
    env = {
        **os.environ,
        "DISPLAY": screen,
        "HOME": str(folder),
        "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
        "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # root may not make a sandbox
    }
    port = free_port()
    with (
        _running(["Xvfb", screen, "-screen", "0", "1280x1000x24"], env, folder),
        _running(["WebKitWebDriver", f"--port={port}"], env, folder),
    ):
        driver = f"http://127.0.0.1:{port}"
        _until(lambda: bool(ask("GET", f"{driver}/status")) and Path(f"{_SCREENS}{screen[1:]}").exists())
        words = ["--automation", *([] if script else ["--enable-javascript=false"])]
        options = {"binary": str(browser), "args": words}
        wanted = {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}
        session = ask("POST", f"{driver}/session", capabilities={"alwaysMatch": wanted})["sessionId"]
        try:
            yield WebKit(driver, session)
        finally:
            with suppress(WindowError, URLError):
                ask("DELETE", f"{driver}/session/{session}")


@contextmanager
def firefox(folder: Path, *, script: bool) -> Iterator[Window]:
    """A window of Firefox without a screen."""
    likes = {
        "remote.prefs.recommended": True,
        "browser.shell.checkDefaultBrowser": False,
        "intl.accept_languages": "nl",
        "javascript.enabled": script,
    }
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in likes.items()]
    (folder / "user.js").write_text("\n".join(lines))
    program = shutil.which("firefox-esr") or shutil.which("firefox") or "firefox-esr"
    words = [program, "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", str(folder)]
    with _running(words, {**os.environ, "HOME": str(folder)}, folder) as log:
        found: list[str] = []

        def listens() -> bool:
            found[:] = re.findall(r"WebDriver BiDi listening on (ws://\S+)", log.read_text())
            return bool(found)

        _until(listens)
        with connect(f"{found[0]}/session", max_size=None, open_timeout=30) as line:
            yield Firefox(line)


@contextmanager
def chromium(browser: Browser, *, script: bool) -> Iterator[Window]:
    """A window of the tests' one Chromium."""
    context = browser.new_context(locale="nl", java_script_enabled=script)
    yield Chromium(context.new_page())
    context.close()


@contextmanager
def _running(words: list[str], env: dict[str, str], folder: Path) -> Iterator[Path]:
    """A program that runs meanwhile; gives the file of what it says."""
    log = folder / f"{Path(words[0]).name}.log"
    with log.open("w") as out:
        process = subprocess.Popen(words, env=env, cwd=folder, stdout=out, stderr=out)
    try:
        yield log
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while True:
        with suppress(OSError, URLError, WindowError):
            if holds():
                return
        assert time.monotonic() < end, "the browser does not start"
        time.sleep(0.1)


ENGINES = ("chromium", "firefox", "webkit")


@contextmanager
def window_of(engine: str, folder: Path, browser: Callable[[], Browser], *, script: bool) -> Iterator[Window]:
    """A window of `engine`; `browser` gives Chromium where it is asked for."""
    made = {
        "chromium": lambda: chromium(browser(), script=script),
        "firefox": lambda: firefox(folder, script=script),
        "webkit": lambda: webkit(folder, script=script),
    }[engine]()
    with made as window:
        window.name = engine
        yield window
