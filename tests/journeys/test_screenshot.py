"""A helpline that allows it: a counsellor asks for a screenshot of the threat, and it is shown blurred."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from hulplijn.content import queries as content
from tests.browser import Screen
from tests.journeys import counsellor
from tests.live import Helpline, opened


def picture() -> FilePayload:
    file = io.BytesIO()
    Image.new("RGB", (300, 200), "crimson").save(file, "PNG")
    return {"name": "schermfoto.png", "mimeType": "image/png", "buffer": file.getvalue()}


@pytest.fixture(scope="module")
def house(prepared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Helpline]:
    """A helpline that takes screenshots."""
    folder = Path(shutil.copytree(content.folder(), tmp_path_factory.mktemp("content") / "content"))
    facts = folder / "helpline.yaml"
    facts.write_text(facts.read_text().replace("screenshots: false", "screenshots: true"))
    data = tmp_path_factory.mktemp("screenshot-house")
    with opened(prepared_data, data, HULPLIJN_CONTENT=str(folder)) as helpline:
        yield helpline


@pytest.mark.parametrize("script", [True, False])
def test_on_invitation_a_screenshot_comes_in_and_is_blurred_until_it_is_asked_for(
    house: Helpline,
    screen: Callable[..., Screen],
    log_in: Callable[..., Page],
    axe: Callable[[Page], None],
    shot: Callable[..., object],
    script: bool,
) -> None:
    work = counsellor.begin_shift(log_in, screen(house, "desktop"), "anouk" if script else "bram")
    window = screen(house, "phone", java_script_enabled=script)
    window.watch.expect("422")
    chat = window.open("/chat/")
    field = chat.locator("#chat-field" if script else "#plain-text")
    field.fill("ik word bedreigd")
    chat.get_by_role("button", name="Stuur").click()
    counsellor.take_first(work)
    assert chat.locator("input[type=file]:visible").count() == 0
    work.get_by_role("button", name="Vraag om een schermfoto van de dreiging").click()
    if not script:
        chat.goto(house.url + "/chat/zonder/")
        chat.get_by_role("link", name="Stuur een schermfoto van de dreiging").click()
    file = chat.locator("#picture-file")
    expect(file).to_be_visible()
    expect(file).to_be_in_viewport()
    file.set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": b"geen beeld"})
    chat.get_by_role("button", name="Stuur deze schermfoto").click()
    expect(chat.get_by_text("We kunnen dit bestand niet openen.")).to_be_visible()
    if script:
        axe(chat)
        shot(chat, "chat-screenshot-360", full=False)
        file.set_input_files({"name": "x.png", "mimeType": "image/png", "buffer": bytes(9 * 1024 * 1024)})
        chat.get_by_role("button", name="Stuur deze schermfoto").click()
        expect(chat.get_by_text("groter dan 8 MB")).to_be_visible()
    file.set_input_files(picture())
    chat.get_by_role("button", name="Stuur deze schermfoto").click()
    expect(chat.get_by_text("Je stuurde een schermfoto om")).to_be_visible()
    expect(work.locator("#stream .picture").last).to_be_visible()
    work.reload()
    image = work.get_by_alt_text("Schermfoto van de bezoeker").last
    expect(image).to_have_css("filter", "blur(18px)")
    work.get_by_label("Toon de schermfoto").last.check()
    expect(image).to_have_css("filter", "none")
    expect(image).to_have_js_property("naturalWidth", 300)
    axe(work)
    shot(work, f"work-screenshot-{'script' if script else 'plain'}", full=False)
    work.locator("#reply-text").fill("dank je")
    if script:
        chat.get_by_role("button", name="Stop deze chat").click()
        chat.get_by_role("button", name="Ja, stop").click()
