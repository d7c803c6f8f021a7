"""Maps of lots: neighbours differ, every border is drawn once, and outlines simplified apart still meet."""

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.report.lots_map import FILLS, fills, layers, middle, sheets
from keepitlocal.report.lots_outlines import Edge, Ground, beside_each_other, borders, edges, lay
from tests.lots_example import FIRST, at, example, piece, squares

FOUR = ("A1", "A2", "B1", "B2")  # A1 A2 above B1 B2


def drawn_edges(ground: Ground, lot_of: dict[str, int]) -> list[Edge]:
    return [edge for line in borders(ground, lot_of) for edge in edges(line)]


def test_two_lots_of_four_squares_meet_in_one_line() -> None:
    ground = lay(squares(2, 2, FOUR))
    lot_of = {"A1": 1, "A2": 2, "B1": 1, "B2": 2}
    assert borders(ground, lot_of) == [((300, 0), (300, 300), (300, 600))]
    assert beside_each_other(ground, lot_of) == {1: {2}, 2: {1}}


def test_the_outer_border_lies_between_no_lots() -> None:
    ground = lay(squares(2, 2, FOUR))
    assert borders(ground, dict.fromkeys(FOUR, 1)) == []
    against_none = {((300, 0), (300, 300)), ((0, 300), (300, 300))}
    assert set(drawn_edges(ground, {"A1": 1})) == against_none


def test_a_border_all_the_way_round_is_one_line() -> None:
    nine = tuple(f"C{place}" for place in range(9))
    ground = lay(squares(3, 3, nine))
    (line,) = borders(ground, {code: 1 if code == "C4" else 2 for code in nine})
    assert len(line) == 5 and line[0] == line[-1]


def test_the_number_stands_inside_its_lot_far_from_the_border() -> None:
    ground = lay(squares(2, 2, FOUR))
    x, y = middle(ground, ["A1"]) or (0, 0)
    assert abs(x - 150) < 25 and abs(y - 150) < 25
    x, y = middle(ground, ["A1", "B1", "B2"]) or (0, 0)  # an L: the middle of its box is its inner corner
    assert x < 300 or y > 300
    x, y = middle(ground, ["A1", "A2"]) or (0, 0)  # far from the lot's border, not from the border between its areas
    assert abs(x - 300) < 100 and abs(y - 150) < 25
    assert middle(ground, ["elsewhere"]) is None


def test_outlines_simplified_apart_are_mended() -> None:
    """Each side of the border kept another point; both end with the same edges, within a pixel or two."""
    left = ((0.0, 0.0), (0.5, 0.0), (0.503, 0.4), (0.502, 1.0), (0.0, 1.0), (0.0, 0.0))
    right = ((0.5, 0.0), (1.0, 0.0), (1.0, 1.0), (0.5, 1.0), (0.5, 0.7), (0.5, 0.0))
    ground = lay({"left": (left,), "right": (right,)})
    shared = [edge for edge, codes in ground.owners.items() if len(codes) == 2]
    assert sum(abs(one[1] - other[1]) for one, other in shared) >= 595
    assert beside_each_other(ground, {"left": 1, "right": 2}) == {1: {2}, 2: {1}}


def test_outlines_that_leave_a_sliver_between_them_meet() -> None:
    left = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0), (0.0, 0.0))
    right = ((0.503, 0.0), (1.0, 0.0), (1.0, 1.0), (0.503, 1.0), (0.503, 0.0))
    ground = lay({"left": (left,), "right": (right,)})
    assert [codes for codes in ground.owners.values() if len(codes) == 2] == [{"left", "right"}]


def test_a_place_where_an_outline_goes_out_and_back_is_left_out() -> None:
    spiked = ((0.0, 0.0), (1.0, 0.0), (1.0, 0.5), (1.4, 0.5), (1.0, 0.5), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    (ring,) = lay({"spiked": (spiked,)}).rings["spiked"]
    assert max(x for x, _ in ring) < 440 and len(ring) == 6


def test_what_is_too_small_to_draw_is_left_out() -> None:
    speck = ((0.5, 0.5), (0.50001, 0.5), (0.5, 0.50001), (0.5, 0.5))
    assert set(lay({"speck": (speck,), **squares(1, 1, ("A",))}).rings) == {"A"}
    assert lay({}).rings == {}


def grid_pairs(wide: int, tall: int) -> Iterator[tuple[int, int]]:
    for place in range(wide * tall):
        if place % wide < wide - 1:
            yield place, place + 1
        if place < wide * (tall - 1):
            yield place, place + wide


@st.composite
def divisions(draw: st.DrawFn) -> tuple[int, int, list[int]]:
    """A grid whose squares are joined into connected lots: each square joins a neighbour before it, or begins a lot."""
    wide, tall = draw(st.integers(2, 7)), draw(st.integers(2, 7))
    lot = list(range(wide * tall))
    for one, other in grid_pairs(wide, tall):
        if draw(st.booleans()):
            lot = [lot[one] if number == lot[other] else number for number in lot]
    return wide, tall, lot


@given(divisions())
def test_neighbours_never_have_the_same_fill_and_every_border_is_drawn_once(case: tuple[int, int, list[int]]) -> None:
    wide, tall, lot = case
    codes = tuple(f"C{place}" for place in range(wide * tall))
    ground, lot_of = lay(squares(wide, tall, codes)), dict(zip(codes, lot, strict=True))
    apart = [(one, other) for one, other in grid_pairs(wide, tall) if lot[one] != lot[other]]
    chosen = fills(beside_each_other(ground, lot_of))
    assert all(chosen[lot[one]] != chosen[lot[other]] for one, other in apart)
    assert set(chosen.values()) <= set(range(len(FILLS)))
    found = drawn_edges(ground, lot_of)
    assert len(found) == len(set(found)) == len(apart)


def test_more_neighbours_than_fills_are_still_filled() -> None:
    everyone = {lot: set(range(9)) - {lot} for lot in range(9)}
    assert set(fills(everyone)) == set(range(9))


def test_services_let_apart_in_the_same_places_stand_on_maps_of_their_own() -> None:
    lots = example()
    both = lots.shown
    assert both is not None
    places, whole = sheets(lots, both)
    assert [one.number for one in places.pieces] == [1, 2, 3, 4, 5, 6] and places.drawing
    assert [one.number for one in whole.pieces] == [7] and not whole.drawing
    assert places.says == "Lots 1, 2, 3, 4, 5, 6 (visiting at home)"


def test_a_sheet_never_holds_an_area_twice() -> None:
    one, two, three = (piece(number, "x", at(*spots), FIRST) for number, spots in ((1, (0, 1)), (2, (1, 2)), (3, (3,))))
    assert layers([one, two, three]) == [(one, three), (two,)]
    assert layers([]) == []


def test_the_drawing_says_in_words_what_it_shows() -> None:
    lots = example()
    root = ElementTree.fromstring(sheets(lots, lots.layouts[2])[0].drawing)
    assert [one.text for one in root.iter("text")] == ["1", "2", "3", "4", "5", "6"]
    title, described = root.find("title"), root.find("desc")
    assert title is not None and title.text == "Wexborough: 6 lots drawn from wards"
    assert described is not None and "Lot 5: St Oswin and Ash Grove" in (described.text or "")
    assert len(list(root.iter("circle"))) == 0  # areas only, never points


def test_areas_that_lie_in_no_lot_or_have_no_outline_do_no_harm() -> None:
    lots = example()
    layout = replace(lots.layouts[2], pieces=lots.layouts[2].pieces[:1])
    text = str(sheets(lots, layout)[0].drawing)
    assert "In none of these lots" in text and "1 lot drawn" in text
    unknown = replace(layout, pieces=(replace(layout.pieces[0], areas=("elsewhere",)),))
    assert str(sheets(lots, unknown)[0].drawing) == ""
    assert str(sheets(replace(lots, outlines={}), layout)[0].drawing) == ""


def test_paths_are_written_in_whole_pixels() -> None:
    lots = example()
    text = str(sheets(lots, lots.layouts[2])[0].drawing)
    assert all(re.fullmatch(r"[Mlz0-9 -]+", path) for path in re.findall(r' d="([^"]+)"', text))
