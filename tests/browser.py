"""Real browsers for tests: a visitor's phone, a counsellor's desktop, and eyes on what pages load."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests import environment
from tests.live import Helpline

if TYPE_CHECKING:
    from playwright.sync_api import (
        APIRequestContext,
        APIResponse,
        Browser,
        BrowserContext,
        ConsoleMessage,
        Locator,
        Page,
        Playwright,
        Request,
        Route,
    )

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
WINDOWLESS = shutil.which("chromium-headless-shell") or CHROMIUM
"""The same Chromium without the frame around its pages: a new window costs a third."""

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE = environment.REPOSITORY / "node_modules/axe-core/axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WAIT = 20_000
FOUND = 302


@dataclass
class Watch:
    """What the pages of one browser did behind the reader's back."""

    home: str
    third_party: list[str] = field(default_factory=list)
    wrongs: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        """Errors in the console that match `pattern` belong to this test."""
        self.expected.append(pattern)

    def check(self) -> None:
        assert not self.third_party, f"Requests to others: {self.third_party}"
        wrongs = [w for w in self.wrongs if not any(re.search(p, w) for p in self.expected)]
        assert not wrongs, f"Errors in the browser: {wrongs}"


@dataclass
class Screen:
    """One browser window set-up of one person; `open` gives a page."""

    context: BrowserContext
    watch: Watch
    helpline: Helpline | None = None

    def open(self, path: str = "/") -> Page:
        page = self.context.new_page()
        page.goto(self.watch.home + path)
        return page


@pytest.fixture(scope="session")
def browsers() -> Iterator[Playwright]:
    """What starts and drives browsers."""
    # Imported here: few runs of the tests open a browser.
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(browsers: Playwright) -> Iterator[Browser]:
    """Debian's Chromium without its frame, started once."""
    yield from _started(browsers, WINDOWLESS)


@pytest.fixture(scope="session")
def whole_browser(browsers: Playwright) -> Iterator[Browser]:
    """Debian's Chromium as people have it, started once."""
    yield from _started(browsers, CHROMIUM)


def _started(browsers: Playwright, program: str) -> Iterator[Browser]:
    if not Path(program).exists():
        pytest.fail("Chromium is missing. Install it with: apt-get install chromium", pytrace=False)
    chromium = browsers.chromium.launch(executable_path=program, args=QUIET)
    yield chromium
    chromium.close()


@pytest.fixture
def screen(browser: Browser) -> Iterator[Callable[..., Screen]]:
    """Makes a browser window for a helpline: `screen(live, "phone", dark=True, lang="en")`.

    Everything that its pages ask of another host is answered with an empty page and fails the test at
    its end, and so does an error in the console. A leave by the quick exit is allowed: it opens a page
    in the window itself.
    """
    made: list[Screen] = []

    def make(
        helpline: Helpline | str, kind: str = "desktop", *, dark: bool = False, lang: str = "nl", **more: Any
    ) -> Screen:
        home = helpline if isinstance(helpline, str) else helpline.url
        context = browser.new_context(
            **_SIZES[kind],
            color_scheme="dark" if dark else "light",
            locale=lang,
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(WAIT)
        watch = Watch(home)
        # A pattern, which the browser's driver knows: a function is asked for every request of our own too,
        # and while the test itself waits for something else nobody answers.
        elsewhere = rf"^https?://(?!{re.escape(urlsplit(home).netloc)}(?:/|$))"
        context.route(re.compile(elsewhere), _outside(watch))
        context.on("page", lambda page: page.on("websocket", lambda line: _line(watch, line.url)))
        context.on("console", lambda message: _note(watch, message))
        context.on("weberror", lambda wrong: watch.wrongs.append(str(wrong.error)))
        made.append(Screen(context, watch, None if isinstance(helpline, str) else helpline))
        return made[-1]

    yield make
    for one in made:
        one.context.close()
    for one in made:
        one.watch.check()


_SIZES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1440, "height": 900}},
}


def _outside(watch: Watch) -> Callable[[Route, Request], None]:
    def answer(route: Route, request: Request) -> None:
        if not request.is_navigation_request():
            watch.third_party.append(request.url)
        route.fulfill(status=200, content_type="text/html", body="<title>elsewhere</title>")

    return answer


def _line(watch: Watch, url: str) -> None:
    if urlsplit(url).netloc != urlsplit(watch.home).netloc:
        watch.third_party.append(url)


def _note(watch: Watch, message: ConsoleMessage) -> None:
    if message.type == "error":
        watch.wrongs.append(message.text)


@pytest.fixture
def phone(screen: Callable[..., Screen], live: Helpline) -> Screen:
    """A visitor's phone, 360 wide, on this test's helpline."""
    return screen(live, "phone")


@pytest.fixture
def desktop(screen: Callable[..., Screen], live: Helpline) -> Screen:
    """A desktop, 1440 wide, on this test's helpline."""
    return screen(live, "desktop")


@pytest.fixture
def log_in() -> Callable[..., Page]:
    """Logs somebody of the staff in and returns her page: `log_in(desktop, "anouk")`.

    Her browser sends the two forms without showing them, which is quicker. `by_hand` she fills them in.
    """

    def enter(screen: Screen, username: str, *, path: str = "/inloggen/", by_hand: bool = False) -> Page:
        assert screen.helpline
        if by_hand:
            return _logged_in_by_hand(screen, screen.helpline, username, path)
        asks = screen.context.request
        first = asks.get(screen.watch.home + path, timeout=WAIT)
        second = _sent(asks, first, username=username, password=environment.PASSWORD)
        assert second.url.endswith("/inloggen/code/"), second.text()
        code = screen.helpline.printed_codes(username)[-1]
        entered = _sent(asks, second, code=code, max_redirects=0)
        assert entered.status == FOUND, entered.text()
        return screen.open(entered.headers["location"])

    return enter


def _logged_in_by_hand(screen: Screen, helpline: Helpline, username: str, path: str) -> Page:
    page = screen.open(path)
    page.fill("[name=username]", username)
    page.fill("[name=password]", environment.PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/inloggen/code/")
    page.fill("[name=code]", helpline.printed_codes(username)[-1])
    page.press("[name=code]", "Enter")
    page.wait_for_url(lambda url: "/inloggen/" not in url)
    return page


def _sent(
    asks: APIRequestContext, shown: APIResponse, *, max_redirects: int = 20, **fields: str
) -> APIResponse:
    """The answer to the form of a page that was asked for, with what stands in it unseen."""
    unseen = re.findall(
        r'<input type="hidden" name="(csrfmiddlewaretoken|next)" value="([^"]*)"', shown.text()
    )
    form = {name: html.unescape(value) for name, value in unseen} | fields
    return asks.post(shown.url, form=form, max_redirects=max_redirects, timeout=WAIT)


@pytest.fixture
def shot(request: pytest.FixtureRequest) -> Callable[..., Path]:
    """Saves a picture of the page: `shot(page, "home-open")`; none in CI, where nobody looks at it."""

    def take(page: Page, name: str, *, full: bool = True) -> Path:
        file = environment.BUILD / "screenshots" / f"{name}.png"
        if os.environ.get("CI", "").lower() == "true":
            return file
        # Hiding the caret leaves an empty style on fields, which our policy refuses where they are copied.
        page.screenshot(path=file, full_page=full, animations="disabled", caret="initial")
        return file

    return take


def held_up(page: Page, address: str) -> list[Route]:
    """Holds the first request to such an address up, as a slow line does, until the test lets it go."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(address, hold, times=1)
    return held


def press_while_it_moves(page: Page, button: Locator, *, finger: bool = False) -> None:
    """Press a button by mouse, or with a finger, while the page moves its own height down meanwhile."""
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    devtools = page.context.new_cdp_session(page)
    if finger:
        touch = {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
        devtools.send("Input.dispatchTouchEvent", touch)
    else:
        page.mouse.move(x, y)
        page.mouse.down()
    button.evaluate("button => { button.style.position = 'relative'; button.style.top = '3rem' }")
    if finger:
        devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    else:
        page.mouse.up()


def violations(page: Page) -> list[str]:
    """What axe has against the page at levels A and AA, one line each."""
    page.evaluate(AXE.read_text())
    options: dict[str, Any] = {
        "runOnly": {"type": "tag", "values": AXE_TAGS},
        "resultTypes": ["violations"],
    }
    if re.fullmatch("q[a-t][a-z]", page.evaluate("document.documentElement.lang")):
        # qaa to qtz are for private use, such as our made-up language; axe does not know them.
        options["rules"] = {"html-lang-valid": {"enabled": False}}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{v['id']} ({v['impact']}): {v['help']}: {json.dumps([n['target'] for n in v['nodes'][:3]])}"
        for v in found["violations"]
    ]


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Asserts that axe finds nothing on the page: `axe(page)`."""

    def check(page: Page) -> None:
        page.wait_for_load_state("load")  # before, it may stand there without its styles
        found = violations(page)
        assert not found, f"{page.url}:\n" + "\n".join(found)

    return check


@dataclass
class Weight:
    """Bytes over the wire and requests of one page load."""

    bytes: int
    requests: list[str]


@pytest.fixture
def weigh() -> Callable[[Screen, str], Weight]:
    """Loads a page with an empty cache and counts: `weigh(phone, "/").bytes`."""

    def load(screen: Screen, path: str) -> Weight:
        page = screen.context.new_page()
        devtools = screen.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        total: list[float] = []
        asked: list[str] = []
        devtools.on("Network.loadingFinished", lambda event: total.append(event["encodedDataLength"]))
        devtools.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
        page.goto(screen.watch.home + path, wait_until="networkidle")
        page.close()
        return Weight(int(sum(total)), [url for url in asked if not url.startswith("data:")])

    return load
