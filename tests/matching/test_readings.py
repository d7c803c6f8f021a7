"""What a payee's name may be read as: trading names both ways, notes in brackets, care of, codes, the form in front."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.matching.readings import AFTER, BEFORE, CODELESS, LONGEST, TRADING, WHOLE, readings


def read(name: str | None) -> list[tuple[int, str]]:
    return [(one.way, one.text) for one in readings([name])]


@pytest.mark.parametrize(
    "sign",
    [" T/A ", " t/a ", " T/AS ", " T / A ", " T\\A ", " TA ", " T.A. ", " T.A ", " Trading As ", " TRADING  AS: ", " trdg as "]
    + [" trad as ", " DBA ", " D/B/A ", " D.B.A. ", " - T/A ", ", T/A ", ",T/A ", " (T/A ", " (trading as "],
)  # fmt: skip
def test_a_trading_name_is_read_from_either_side(sign: str) -> None:
    assert read(f"Hazelbeck Ltd{sign}Sunny Days") == [
        (WHOLE, f"Hazelbeck Ltd{sign}Sunny Days".strip()),
        (BEFORE, "Hazelbeck Ltd"),
        (TRADING, "Sunny Days"),
    ]


@pytest.mark.parametrize("name", ["Malta Care", "Great Ideas", "Example TAXIS", "Fiesta Halls", "Data House"])
def test_letters_of_a_word_are_no_sign(name: str) -> None:
    assert read(name) == [(WHOLE, name)]


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("Hazelbeck (Wexborough)", [(BEFORE, "Hazelbeck")]),
        ("Hazelbeck (Wexborough", [(BEFORE, "Hazelbeck")]),
        ("Hazelbeck [Sale] Ltd", [(BEFORE, "Hazelbeck Ltd")]),
        ("Hazelbeck (T/A Sunny Days", [(BEFORE, "Hazelbeck"), (TRADING, "Sunny Days")]),
        ("Hazelbeck C/O Farfield", [(BEFORE, "Hazelbeck"), (AFTER, "Farfield")]),
        ("Hazelbeck c/0 Farfield", [(BEFORE, "Hazelbeck"), (AFTER, "Farfield")]),
        ("Hazelbeck - Wexborough", [(BEFORE, "Hazelbeck"), (AFTER, "Wexborough")]),
        ("Hazelbeck: Wexborough", [(BEFORE, "Hazelbeck"), (AFTER, "Wexborough")]),
        ("Hazelbeck-Farfield", []),
        ("004123 Hazelbeck", [(CODELESS, "Hazelbeck")]),
        ("004123HAZELBECK", [(CODELESS, "HAZELBECK")]),
        ("CRF1123 - Hazelbeck", [(CODELESS, "Hazelbeck")]),
        ("Hazelbeck 20451", [(CODELESS, "Hazelbeck")]),
        ("Hazelbeck (9012345)", [(CODELESS, "Hazelbeck")]),
        ("Hazelbeck #2", [(CODELESS, "Hazelbeck")]),
        ("Hazelbeck ***", [(CODELESS, "Hazelbeck")]),
        ("1st Hazelbeck Scouts", []),
        ("LTD, HAZELBECK", [(CODELESS, "HAZELBECK")]),
        ("Limited Hazelbeck", [(CODELESS, "Hazelbeck")]),
        ("20451 LTD, HAZELBECK", [(CODELESS, "LTD, HAZELBECK"), (CODELESS, "HAZELBECK")]),
        ("B & Q", []),
    ],
)
def test_what_else_a_name_may_be_read_as(name: str, ways: list[tuple[int, str]]) -> None:
    first, *others = read(name)
    assert first == (WHOLE, name.replace("***", "**"))
    assert others == ways


@pytest.mark.parametrize("name", ["", None, "   ", "???", "1234", "12/34", "A", "№", "***"])
def test_a_name_without_letters_has_no_reading(name: str | None) -> None:
    assert read(name) == []


@pytest.mark.parametrize("filling", ["*", " ", "-", "(", " - ", "* #(", "Hazelbeck T/A ", "1", "X"])
def test_a_cell_of_any_length_is_read(filling: str) -> None:
    assert all(len(text) <= LONGEST for _, text in read(f"Hazelbeck {filling * 20_000}z"))


@given(st.lists(st.text(alphabet="AbL td/.&-()[]#*12:;,T\n", max_size=25)))
def test_the_whole_comes_first_and_nothing_twice(names: list[str]) -> None:
    told = list(readings(names))
    assert [one.row for one in told] == sorted(one.row for one in told)
    for row, name in enumerate(names):
        mine = [one for one in told if one.row == row]
        assert [(one.way, one.text) for one in mine] == read(name)
        assert len({one.text for one in mine}) == len(mine)
        assert not mine or mine[0].way == WHOLE
