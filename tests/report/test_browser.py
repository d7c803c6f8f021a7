"""The pages opened as a person opens them: by keyboard and screen reader, on a phone and on paper."""

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
PAGES = ("index.html", "officer/index.html", "wards/E99100001.html")


@pytest.mark.parametrize(("name", "width"), [*((name, 1280) for name in PAGES), ("index.html", 360)])
def test_axe_finds_no_barrier(browser: "Browser", wexborough: SimpleNamespace, name: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((wexborough.report / name).as_uri())
    results: Any = Axe().run(page)
    page.close()
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in results.response["violations"]] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_off_the_side_of_a_phone(browser: "Browser", wexborough: SimpleNamespace, name: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto((wexborough.report / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_the_first_tab_offers_a_way_past_the_head(browser: "Browser", wexborough: SimpleNamespace) -> None:
    page = browser.new_page()
    page.goto((wexborough.report / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Go to the figures"
    page.close()


def test_the_five_figures_and_the_questions_are_the_first_two_pages(
    browser: "Browser", wexborough: SimpleNamespace, tmp_path: Path
) -> None:
    """The money begins on a new sheet, and what is before and after it fits on one sheet each."""
    page = browser.new_page(viewport={"width": 688, "height": 1000})  # A4 less its margins, at 96 dots an inch
    page.goto((wexborough.report / "index.html").as_uri())
    page.emulate_media(media="print")
    sheet = 1024  # A4 is 1123 high; the margins take 98
    money, rest = (page.locator(name).bounding_box() for name in ("section.second", "div.rest"))
    assert money and rest
    assert money["y"] < sheet
    assert rest["y"] - money["y"] < sheet
    page.close()
