"""Names as columns of bytes: marks, accents and damage evened out; fingerprints that differ where texts do."""

import string

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.matching.letters import BASE, packed, plain, prints

TEXTS = st.lists(st.text(max_size=30), max_size=8)
TIGHT = st.lists(st.text(alphabet=string.ascii_uppercase + string.digits, max_size=14), max_size=8)


def words(name: str) -> str:
    return " ".join(plain(pa.array([name])).to_pylist()[0].split())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Example Care (Wexborough) Ltd.", "EXAMPLE CARE WEXBOROUGH LTD"),
        ("St Example's", "ST EXAMPLES"),
        ("St Example’s", "ST EXAMPLES"),
        ("St Exampleâ€™s", "ST EXAMPLES"),
        ("St Example\ufffds", "ST EXAMPLES"),
        ("St Example´s", "ST EXAMPLES"),
        ("St Example\x92s", "ST EXAMPLES"),
        ("St Example&#39;s", "ST EXAMPLES"),
        ("Example &amp; Sons", "EXAMPLE SONS"),
        ("Example & Sons", "EXAMPLE SONS"),
        ("Café Example", "CAFE EXAMPLE"),
        ("CafÃ© Example", "CAFE EXAMPLE"),
        ("Tŷ Enghraifft", "TY ENGHRAIFFT"),
        ("CÂR ENGHRAIFFT", "CAR ENGHRAIFFT"),
        ("ExampleÂ Care", "EXAMPLE CARE"),
        ("Example\xa0Care – North", "EXAMPLE CARE NORTH"),
        ("C.I.C.", "C I C"),
        ("…!?", ""),
        ("", ""),
    ],
)
def test_plain(name: str, expected: str) -> None:
    assert words(name) == expected


def test_nothing_is_an_empty_name_and_an_empty_column_stays_one() -> None:
    assert plain(pa.array([None, "a"], pa.string())).to_pylist() == ["", "A"]
    assert plain(pa.array([None, "é"], pa.string())).to_pylist() == ["", "E"]
    assert plain(pa.array([], pa.string())).to_pylist() == []


@given(TEXTS, TEXTS)
def test_a_name_is_read_alike_wherever_it_stands(before: list[str], names: list[str]) -> None:
    alone = [plain(pa.array([name])).to_pylist()[0] for name in names]
    whole = pa.array(before + names, pa.string())
    assert plain(whole.slice(len(before))).to_pylist() == alone
    pieces = pa.chunked_array([whole.slice(0, len(before)), whole.slice(len(before))])
    assert plain(pieces.combine_chunks()).to_pylist()[len(before) :] == alone


@given(st.text(alphabet=st.characters(max_codepoint=0x17F)))
def test_what_is_left_is_capitals_figures_and_gaps(name: str) -> None:
    assert set(plain(pa.array([name])).to_pylist()[0]) <= set(string.ascii_uppercase + string.digits + " ")


@given(st.lists(st.text(alphabet="aâêîôûŵŷàéïöñç'", max_size=6).map("{}n".format), max_size=3).map(" ".join))
def test_capitals_are_read_as_small_letters_are(name: str) -> None:
    assert words(name.upper()) == words(name)


def number(text: str) -> int:
    """The twin of a fingerprint, in whole numbers of Python."""
    return sum((byte + 1) * int(BASE) ** place for place, byte in enumerate(text.encode())) % 2**64


@given(TEXTS)
def test_a_fingerprint_is_the_number_that_its_bytes_are(texts: list[str]) -> None:
    assert prints(pa.array(texts, pa.string())).tolist() == [number(text) for text in texts]


@given(TEXTS, TEXTS)
def test_fingerprints_are_equal_where_texts_are(ones: list[str], others: list[str]) -> None:
    told = prints(pa.array(ones + others, pa.string()).slice(0)).tolist()
    for one, its in zip(ones, told, strict=False):
        for other, others_ in zip(others, told[len(ones) :], strict=True):
            assert (its == others_) is (one == other)


@given(TIGHT, TIGHT)
def test_fingerprints_of_part_of_a_column(before: list[str], texts: list[str]) -> None:
    whole = pa.array(before + texts, pa.large_string())
    assert prints(whole.slice(len(before))).tolist() == prints(pa.array(texts, pa.large_string())).tolist()
    assert packed(whole.slice(len(before))).tolist() == packed(pa.array(texts, pa.large_string())).tolist()


@given(TIGHT)
def test_beginnings_and_ends_sort_as_texts_do(texts: list[str]) -> None:
    column = pa.array(texts, pa.string())
    begins, ends = packed(column).tolist(), packed(column, last=True).tolist()
    for one, first, last in zip(texts, begins, ends, strict=True):
        for other, other_first, other_last in zip(texts, begins, ends, strict=True):
            assert (first < other_first) is (one[:10] < other[:10])
            assert (last < other_last) is (one[::-1][:10] < other[::-1][:10])


def test_an_empty_column_has_no_fingerprints() -> None:
    nothing = pa.array([], pa.string())
    assert prints(nothing).tolist() == packed(nothing).tolist() == packed(nothing, last=True).tolist() == []
