"""The page of lots says what its values say, also where most of them are missing, and nothing that we do not say."""

import csv
import re
from dataclasses import replace
from html import unescape
from io import StringIO

import pytest

from keepitlocal.report.lots import Layout, Lots, WhatIf, csv_text
from keepitlocal.report.lots_page import AGAINST_LOTS, FOR_LOTS, areas_in_words, curve, page
from keepitlocal.report.plan import BLANK
from tests.lots_example import CODES, FIRST, NAMES, SECOND, at, example, piece
from tests.our_words import said

BARE = replace(
    example(), layouts=(), chosen="", opening=(), warnings=(), what_if=(), assumptions=(), questions=(), regime="",
    reasons=(), outlines={}, names={}, wards={}, values={}, log=(), reference="",
)  # fmt: skip


def text_of(found: str) -> str:
    """What a reader reads."""
    without = re.sub(r"<style>.*?</style>|<script.*?</script>", "", found, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", without)))


def test_the_page_holds_every_part() -> None:
    read = text_of(page(example(), files=["award.html"]))
    for part in (
        "Seven lots, six of places and one for Deaf people",
        "Support at home & advice",
        "The population figures are of mid-2024.",
        "£85,500",
        "at most 2.1% above the best there could be",
        "6 of 7; 1 cannot be told",
        "kept whole across places",
        "the whole place (all 30 wards)",
        "their service would be cut at every border",
        "No plan: the east has too few organisations within reach.",
        "Who would have to register with the regulator?",
        "The regime is always that of the whole",
        BLANK,
        "Seed 0, 1,204 rounds",
        "no plan of this kind costs less than £83,700 a year",
        "It must not be used to decide whom to invite, exclude or score.",
        "award.html",
    ):
        assert part in read, part
    assert read.count("Working paper. Not council policy.") == 2


def test_the_chosen_layout_comes_first_and_the_others_follow() -> None:
    found = page(example())
    places = [found.index(f'id="way-{name}"') for name in ("by-both", "one", "by-service", "by-place", "members")]
    assert places == sorted(places)
    assert found.count('class="map lots"') == 2  # by place, and by place and service
    assert "No map is drawn: one lot is the whole place." in found


def test_evidence_against_lots_stands_in_the_same_size_as_evidence_for() -> None:
    found = page(example())
    speaking = re.search(r'<div class="both">\s*<div>(.*?)</div>\s*<div>(.*?)</div>', found, re.DOTALL)
    assert speaking is not None
    one, other = speaking.groups()
    assert one.count("<li>") == len(FOR_LOTS) == other.count("<li>") == len(AGAINST_LOTS)
    assert set(re.findall(r"<(\w+)", one)) == set(re.findall(r"<(\w+)", other))


@pytest.mark.parametrize(
    "missing",
    [
        *(
            name
            for name in BARE.__dataclass_fields__
            if getattr(BARE, name) != getattr(example(), name) and name not in ("layouts", "chosen")
        ),
        "all",
        "chosen",
        "layouts",
    ],
)
def test_the_page_is_made_whatever_is_missing(missing: str) -> None:
    lots = BARE if missing == "all" else replace(example(), **{missing: getattr(BARE, missing)})
    found = page(lots)
    assert "How it was found" in found and "None" not in text_of(found)
    targets = re.findall(r'href="#([^"]+)"', found)
    assert [target for target in targets if f'id="{target}"' not in found] == []
    ids = re.findall(r' id="([^"]+)"', found)
    assert len(ids) == len(set(ids))


def test_a_layout_of_which_little_is_known_is_shown() -> None:
    bare = Layout("odd", "Another way", "It was not found.", False, (), (), None)
    unknown = replace(piece(1, "x", at(0), FIRST, enough=None), people=None, providers="", centre="", km=None)
    lots = replace(example(), layouts=(bare, replace(bare, id="little", pieces=(unknown,))), chosen="little")
    read = text_of(page(lots))
    assert "It has no lots to show." in read and "cannot be told" in read and "None" not in read
    assert "No bound was found" in read


@pytest.mark.parametrize("lots", [example(), BARE])
def test_no_word_stands_on_it_that_we_do_not_say(lots: Lots) -> None:
    assert said(text_of(page(lots))) == []


def test_what_was_written_by_others_is_escaped() -> None:
    lots = replace(example(), title="<b>x</b>", names=dict.fromkeys(CODES, "<i>y</i>"), questions=("<script>z",))
    found = page(lots)
    assert "<b>x" not in found and "<i>y" not in found and "<script>z" not in found


def test_the_curve_holds_the_plans_with_as_many_organisations_and_marks_the_one_of_the_page() -> None:
    drawn = str(curve(example()))
    assert drawn.count('class="dot"') == 4 and drawn.count('class="ring"') == 1
    assert "£250,000: £85,500" in drawn and "£84,000" not in drawn
    assert curve(replace(example(), what_if=example().what_if[:1])) == ""
    assert "£0" in str(curve(replace(example(), what_if=tuple(WhatIf(n, 3, 1, n, 0) for n in (100, 200)))))


def test_areas_smaller_than_wards_are_told_by_their_wards() -> None:
    wards = {code: "North" if place < 18 else "South" for place, code in enumerate(CODES)}
    lots = replace(example(), level="LSOAs", wards=wards)
    assert areas_in_words(lots, piece(1, "x", CODES[:20], FIRST)) == "20 LSOAs: North (18), South (2)"
    assert areas_in_words(lots, piece(1, "x", at(0), FIRST)) == "North (1)"
    partly = replace(lots, wards={CODES[0]: "North"})
    assert areas_in_words(partly, piece(1, "x", at(0, 1, 2), FIRST)) == "3 LSOAs: in no ward given (2), North (1)"


def test_wards_are_told_by_their_names() -> None:
    lots = example()
    assert areas_in_words(lots, piece(1, "x", at(0, 1), FIRST)) == "Alder Bank, Beck Side"
    assert areas_in_words(replace(lots, wards={}), piece(1, "x", at(0, 1), FIRST)) == "Alder Bank, Beck Side"
    assert areas_in_words(replace(lots, names={}), piece(1, "x", at(0), FIRST)) == "Alder Bank (1)"
    assert areas_in_words(lots, piece(1, "x", CODES, FIRST)) == "the whole place (all 30 wards)"


def test_the_csv_has_a_line_for_each_area_of_each_lot_and_adds_up() -> None:
    lots = example()
    rows = list(csv.DictReader(StringIO(csv_text(lots))))
    assert len(rows) == sum(len(one.areas) for layout in lots.layouts for one in layout.pieces)
    for layout in lots.layouts:
        for one in layout.pieces:
            mine = [row for row in rows if (row["plan"], row["lot"]) == (layout.title, str(one.number))]
            assert sum(round(float(row["value a year (pounds)"]) * 100) for row in mine) == one.value_pence
    assert {row["area"] for row in rows} == set(NAMES.values())


def test_the_csv_leaves_empty_what_is_not_known_and_guards_what_a_spreadsheet_would_reckon() -> None:
    lots = replace(
        example(),
        layouts=(replace(example().layouts[2], title="=1+1", pieces=(piece(1, "x", at(0, 1), FIRST, SECOND),)),),
        names={CODES[0]: "@here", CODES[1]: "-there"},
        values={FIRST: {CODES[0]: 105}},
        wards={CODES[0]: "+ward"},
    )
    first, second = csv.DictReader(StringIO(csv_text(lots)))
    assert (first["plan"], first["area"], first["ward"]) == ("'=1+1", "'@here", "'+ward")
    assert (first["value a year (pounds)"], second["value a year (pounds)"]) == ("1.05", "")
    assert second["area"] == "'-there"
