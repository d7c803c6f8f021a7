"""Plans and what is coming up, opened as a person opens them: by keyboard and screen reader, on a phone."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from keepitlocal.tasks._folder import open_folder
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.plan import plan
from keepitlocal.tasks.upcoming import upcoming

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
DAY = date(2026, 4, 30)
PAGES = ("plan", "upcoming.html", "officer/upcoming.html")


@pytest.fixture(scope="module")
def pages(wexborough: SimpleNamespace) -> dict[str, Path]:
    """The plan of a contract that is on the officer's list, and both pages of what is coming up."""
    folder = open_folder(wexborough.folder)
    quiet = Screen(out=StringIO(), err=StringIO())
    upcoming(folder, on=DAY, screen=quiet, today=DAY)
    with (wexborough.report / "officer" / "upcoming.csv").open(encoding="utf-8-sig", newline="") as file:
        reference = next(row["reference"] for row in csv.DictReader(file) if row["reference"] and row["kind of work"])
    planned = plan(folder, reference, on=DAY, screen=quiet, today=DAY)
    return {"plan": planned} | {name: wexborough.report / name for name in PAGES[1:]}


@pytest.mark.parametrize(("name", "width"), [*((name, 1280) for name in PAGES), ("plan", 360)])
def test_axe_finds_no_barrier(browser: "Browser", pages: dict[str, Path], name: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(pages[name].as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    results: Any = Axe().run(page)
    page.close()
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in results.response["violations"]] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_off_the_side_of_a_phone(browser: "Browser", pages: dict[str, Path], name: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(pages[name].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_every_link_of_a_plan_leads_somewhere(browser: "Browser", pages: dict[str, Path]) -> None:
    page = browser.new_page()
    page.goto(pages["plan"].as_uri())
    targets = page.evaluate("[...document.querySelectorAll('a[href]')].map(one => one.getAttribute('href'))")
    page.close()
    text = pages["plan"].read_text(encoding="utf-8")
    for target in set(targets):
        found = f'id="{target[1:]}"' in text if target.startswith("#") else (pages["plan"].parent / target).is_file()
        assert found, target


def test_from_the_table_of_options_to_one_by_keyboard(browser: "Browser", pages: dict[str, Path]) -> None:
    page = browser.new_page()
    page.goto(pages["plan"].as_uri())
    page.get_by_role("link", name="Leave it whole, with the reason").click()
    summary = page.locator("#way-leave_it_whole")
    summary.press("Enter")
    assert page.locator("details", has=summary).get_by_text("Our reason:").is_visible()
    page.close()
