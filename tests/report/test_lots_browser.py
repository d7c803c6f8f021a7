"""The page of lots opened as a person opens it: by keyboard and screen reader, on a phone."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from keepitlocal.report.lots_page import page
from tests.lots_example import example

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lots(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the page of the invented plans is."""
    path: Path = tmp_path_factory.mktemp("lots") / "lots.html"
    path.write_text(page(example()), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", [1280, 375])
def test_axe_finds_no_barrier(browser: "Browser", lots: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    opened = browser.new_page(viewport={"width": width, "height": 900})
    opened.goto(lots)
    opened.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    results: Any = Axe().run(opened)
    opened.close()
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in results.response["violations"]] == []


@pytest.mark.parametrize("width", [320, 375])
def test_nothing_runs_off_the_side_of_a_phone(browser: "Browser", lots: str, width: int) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 700})
    opened.goto(lots)
    opened.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


def test_numbers_of_lots_can_be_read_on_a_phone(browser: "Browser", lots: str) -> None:
    opened = browser.new_page(viewport={"width": 375, "height": 700})
    opened.goto(lots)
    box = opened.locator("svg.lots text").first.bounding_box()
    opened.close()
    assert box and box["height"] >= 12


def test_from_the_table_to_another_way_by_keyboard(browser: "Browser", lots: str) -> None:
    opened = browser.new_page()
    opened.goto(lots)
    opened.get_by_role("link", name="Lots by place", exact=True).click()
    summary = opened.locator("#way-by-place")
    summary.press("Enter")
    assert opened.locator("details", has=summary).locator("svg.lots").is_visible()
    opened.close()
