"""The sample's report as it is written: whole, safe to repeat, self-contained, and in words that people use."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

from keepitlocal.domain.finding import OFFICER, PUBLIC
from keepitlocal.sample import PLANTED

pytestmark = pytest.mark.slow

MARK = (
    "Working paper. Not council policy. Made from published data on 3 March 2026."
    " May have to be disclosed if asked for."
)
NEVER_SAID = ["not local", "leakage", "failing", "lawful", "unlawful", "compliant", "breach"]
EMPTY = {"meta", "link", "br", "hr", "img", "input", "col", "area", "wbr", "base", "source"}
SVG_ALONE = {"rect", "path", "line", "circle"}


class Page(HTMLParser):
    """What a page is made of, and whether its elements close as they open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.unclosed: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append((tag, told))
        if told.get("id"):
            self.ids.append(str(told["id"]))
        if tag == "a" and told.get("href"):
            self.links.append(str(told["href"]))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unclosed.append(tag)


def main_page(pages: dict[Path, str]) -> str:
    return next(text for path, text in pages.items() if path.name == "index.html" and path.parent.name == "report")


def officers(pages: dict[Path, str]) -> str:
    return next(text for path, text in pages.items() if path.parent.name == "officer")


def test_there_is_a_page_a_ward_beside_the_two_editions(pages: dict[Path, str]) -> None:
    wards = [path for path in pages if path.parent.name == "wards"]
    assert len(wards) == 12
    assert len(pages) == 14


def test_every_page_is_self_contained_and_small(pages: dict[Path, str]) -> None:
    for path, text in pages.items():
        page = Page(text)
        assert len(text.encode()) < 3_000_000, path
        assert not any(tag in ("script", "iframe", "object", "embed", "link", "img") for tag, _ in page.tags), path
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), path
        assert "@import" not in text and not re.search(r"url\((?!#hatch\))", text), path


def test_elements_close_ids_are_said_once_and_links_lead_somewhere(pages: dict[Path, str]) -> None:
    for path, text in pages.items():
        page = Page(text)
        assert (page.open, page.unclosed) == ([], []), path
        assert sorted(page.ids) == sorted(set(page.ids)), path
        for link in page.links:
            file, _, anchor = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.exists(), (path, link)
            if anchor:
                assert anchor in Page(pages[target]).ids, (path, link)


def test_headings_go_down_one_level_at_a_time(pages: dict[Path, str]) -> None:
    for path, text in pages.items():
        levels = Page(text).headings
        assert levels[0] == 1 and levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), path


def test_pictures_say_what_they_show_and_tables_have_captions(pages: dict[Path, str]) -> None:
    for path, text in pages.items():
        for svg in re.findall(r"<svg .*?</svg>", text, re.S):
            assert 'aria-hidden="true"' in svg[:200] or ('role="img"' in svg and "<title" in svg and "<desc" in svg), (
                path
            )
        for table in re.findall(r"<table>.*?</table>", text, re.S):
            assert "<caption>" in table and 'scope="col"' in table and 'scope="row"' in table, path


def test_every_finding_is_reachable_in_its_edition_and_in_no_other(
    wexborough: SimpleNamespace, pages: dict[Path, str]
) -> None:
    shown = {PUBLIC: set(Page(main_page(pages)).ids), OFFICER: set(Page(officers(pages)).ids)}
    assert {one.edition for one in wexborough.findings} <= {PUBLIC, OFFICER}
    for one in wexborough.findings:
        assert one.id in shown[one.edition], one.id
        assert one.id not in shown[OFFICER if one.edition == PUBLIC else PUBLIC], one.id


def test_nothing_of_the_officers_edition_is_in_the_public_one(
    wexborough: SimpleNamespace, pages: dict[Path, str]
) -> None:
    public = "\n".join(text for path, text in pages.items() if path.parent.name != "officer")
    own = {one.id for one in wexborough.findings if one.edition == OFFICER}
    titles = {one.title for one in wexborough.findings if one.edition == OFFICER} - {
        one.title for one in wexborough.findings if one.edition == PUBLIC
    }
    for told in own | titles:
        assert told not in public, told
    assert "likely_personal_names" not in public
    assert "Working paper" not in public
    findings = json.loads((wexborough.report / "findings.json").read_text(encoding="utf-8"))
    assert not own & {one["id"] for one in findings["findings"]}


def test_the_officers_edition_is_marked_at_its_head_and_foot(pages: dict[Path, str]) -> None:
    assert officers(pages).count(MARK) == 2


def test_what_is_planted_comes_out_nowhere(wexborough: SimpleNamespace) -> None:
    for path in wexborough.report.rglob("*"):
        if path.suffix in (".html", ".json", ".csv"):
            text = path.read_text(encoding="utf-8").casefold()
            for what, strings in PLANTED.items():
                assert not [string for string in strings if string.casefold() in text], (path.name, what)
    said = wexborough.said.casefold()
    assert not [string for strings in PLANTED.values() for string in strings if string.casefold() in said]


@pytest.mark.parametrize("word", NEVER_SAID)
def test_words_that_are_never_printed(pages: dict[Path, str], word: str) -> None:
    for path, text in pages.items():
        assert not re.search(rf"\b{word}\b", text, re.IGNORECASE), path


def test_suppliers_named_are_no_public_body_and_no_tax(pages: dict[Path, str]) -> None:
    text = main_page(pages)
    suppliers = text[text.index('id="suppliers"') : text.index('id="map"')]
    names = re.findall(r'<th scope="row">(.*?)<small', suppliers)
    assert len(names) > 20
    for name in names:
        assert not re.search(
            r"HMRC|Revenue (&amp;|and) Customs|Pension|Combined Authority|Redacted", name, re.IGNORECASE
        ), name


def test_the_opening_sentence_begins_with_what_could_not_be_placed(pages: dict[Path, str]) -> None:
    opening = re.search(r'<div class="opening">\s*<p>(.*?)</p>', main_page(pages), re.S)
    assert opening and opening[1].startswith("We could not tell where 59% of the money went")
    assert "Companies House" in opening[1]


def test_all_five_figures_are_there_with_pounds_and_base(pages: dict[Path, str]) -> None:
    text = main_page(pages)
    five = text[text.index('<ol class="five">') : text.index("</ol>", text.index('<ol class="five">'))]
    for title in ("How local", "How community-led", "How much to large", "How it is let", "What is coming up"):
        assert title in five
    assert "Not known from the files given" not in five
    assert five.count("what the council could choose how to spend") >= 4


def test_three_questions_each_have_an_answer(pages: dict[Path, str]) -> None:
    assert main_page(pages).count("An officer may answer:") == 3


def test_the_terminal_ends_with_five_figures_and_the_path(wexborough: SimpleNamespace) -> None:
    lines = wexborough.said.rstrip().splitlines()
    assert lines[-1] == f"The report: {wexborough.report / 'index.html'}"
    assert [line[:2] for line in lines[-7:-2]] == ["1.", "2.", "3.", "4.", "5."]
    assert "between" in lines[-7]


def test_ward_pages_say_first_what_cannot_be_tied(pages: dict[Path, str]) -> None:
    ward = next(text for path, text in pages.items() if path.parent.name == "wards")
    assert ward.index("cannot be tied to a ward") < ward.index("<main")
