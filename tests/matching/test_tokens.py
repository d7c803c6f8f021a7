"""Names as words: what is a legal form and what is a word, initials, abbreviations; and a column is read as its names are."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.matching.letters import plain
from keepitlocal.matching.tokens import Vocabulary, joined, split
from keepitlocal.matching.words import FORM_CODES, FORMS, SHORT, standard
from tests.twins.names_as_words import words_and_form


def read(*names: str | None) -> list[tuple[str, int]]:
    """Each name's words put together again, and its forms."""
    vocabulary = Vocabulary()
    words = split(pa.array(names, pa.string()), vocabulary=vocabulary)
    told = joined(words, pa.array(list(vocabulary.numbers), pa.large_string()))
    return list(zip(told.to_pylist(), words.forms.tolist(), strict=True))


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("Ltd", "company"),
        ("LTD.", "company"),
        ("Limited", "company"),
        ("L.T.D.", "company"),
        ("Cyf", "company"),
        ("Cyfyngedig", "company"),
        ("PLC", "company"),
        ("P.L.C.", "company"),
        ("Public Limited Company", "company"),
        ("Cwmni Cyfyngedig Cyhoeddus", "company"),
        ("CLG", "company"),
        ("Company Limited by Guarantee", "company"),
        ("LLP", "partnership"),
        ("L L P", "partnership"),
        ("Limited Liability Partnership", "partnership"),
        ("Partneriaeth Atebolrwydd Cyfyngedig", "partnership"),
        ("CIC", "cic"),
        ("C.I.C.", "cic"),
        ("C I C", "cic"),
        ("Community Interest Company", "cic"),
        ("Cwmni Buddiant Cymunedol", "cic"),
        ("CIO", "charity"),
        ("Charitable Incorporated Organisation", "charity"),
        ("SCIO", "charity"),
        ("CBS", "society"),
        ("Community Benefit Society", "society"),
        ("Charitable Community Benefit Society", "society"),
    ],
)
def test_a_legal_form_is_no_word_of_the_name(form: str, kind: str) -> None:
    assert read(f"Example Bakery {form}") == [("EXAMPLE BAKERY", FORM_CODES[kind])]
    assert read(f"Example Bakery ({form})") == [("EXAMPLE BAKERY", FORM_CODES[kind])]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Limited Editions Ltd", "LIMITED EDITION"),
        ("Ltd", "LTD"),
        ("CIC Advice CIC", "CIC ADVICE"),
        ("Company Limited", "COMPANY"),
        ("Kids Unlimited Ltd", "KID UNLIMITED"),
        ("Example Spa University", "EXAMPLE SPA UNIVERSITY"),
        ("Example Community Interest Group", "EXAMPLE COMMUNITY INTEREST GROUP"),
    ],
)
def test_a_form_that_is_part_of_a_name_stays(name: str, expected: str) -> None:
    assert read(name)[0][0] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("B & Q", "B&Q"),
        ("B & Q", "BQ"),
        ("B and Q", "B AND Q Ltd"),
        ("J.R. Example", "J R EXAMPLE"),
        ("J.R. Example", "JR Example"),
        ("The Example Trust", "Example Trust (The)"),
        ("Example & Sons", "Example and Sons"),
        ("Example Assoc.", "Example Association"),
        ("Example Svcs", "Example Services"),
        ("Example Mgmt Ctr", "Example Management Centre"),
        ("St. Example's C of E Primary Sch", "Saint Examples C of E Primary School"),
        ("Example Supplies", "Example Supply"),
        ("Example Children's Home", "Example Child Homes"),
    ],
)
def test_ways_to_write_one_name(one: str, other: str) -> None:
    assert read(one)[0][0] == read(other)[0][0]


def test_no_name_has_no_words_and_the_thirteenth_is_left_out() -> None:
    assert read("", None, "&", "The", "???") == [("", 0)] * 5
    assert read() == []
    assert read(" ".join(["Tree"] * 20))[0][0].split() == ["TREE"] * 12


def test_every_word_list_is_in_capitals_and_no_short_is_a_form() -> None:
    assert all(word == word.upper() and word.isalnum() for word in (*FORMS, *SHORT, *SHORT.values()))
    assert not SHORT.keys() & FORMS.keys()
    assert set(FORMS.values()) == set(FORM_CODES)


def test_the_word_that_stands_for_a_word_stands_for_itself() -> None:
    for word in [*SHORT, *SHORT.values(), "SERVICES", "CHARITIES", "GLASS", "BUS", "CHRIS", "GAS"]:
        assert standard(standard(word)) == standard(word)


NAMES = st.lists(
    st.one_of(
        st.none(),
        st.lists(
            st.sampled_from(
                ["A", "B&Q", "C.I.C.", "CIC", "Ltd", "Limited", "Liability", "Partnership", "Public", "Company", "by",
                 "Guarantee", "Community", "Benefit", "Society", "Interest", "Charitable", "The", "and", "&", "Example", "Café",
                 "Services", "Assoc", "L", "T", "D", "Co", "St.", "O'Example", "-", "(", "Cyfyngedig", "Supplies"]
            ),
            max_size=16,
        ).map(" ".join),
        st.text(alphabet=st.sampled_from("AB &.'-é1L"), max_size=12),
    ),
    max_size=8,
)  # fmt: skip


@given(NAMES)
def test_a_column_is_read_as_each_of_its_names_alone(names: list[str | None]) -> None:
    twins = [words_and_form(text) for text in plain(pa.array(names, pa.string())).to_pylist()]
    assert read(*names) == [(" ".join(words), bits) for words, bits in twins]


@given(NAMES, NAMES)
def test_a_vocabulary_that_grew_changes_no_name(before: list[str | None], names: list[str | None]) -> None:
    vocabulary = Vocabulary()
    split(pa.array(before, pa.string()), vocabulary=vocabulary)
    words = split(pa.array(names, pa.string()), vocabulary=vocabulary)
    told = joined(words, pa.array(list(vocabulary.numbers), pa.large_string())).to_pylist()
    assert list(zip(told, words.forms.tolist(), strict=True)) == read(*names)
