"""The index of a register: everything in it is found by its own name, whatever the register is like, whole or not at all."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.matching.index import Index, Postings, _save_postings, build, postcode_prints, skeletons_of
from keepitlocal.matching.letters import prints
from keepitlocal.matching.resolve import Answer
from tests.small_register import ask, crowd, index_of, table, told

CROWD = crowd(300)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return index_of(tmp_path_factory.mktemp("index") / "crowd", CROWD)


def found(answer: Answer) -> list[str]:
    return [one.org_id for one in answer.candidates]


def test_every_organisation_is_found_by_its_own_name(index: Index) -> None:
    answers = ask(index, *(name for _, name, _, _ in CROWD))
    assert [answer.org_id for answer in answers] == [org_id for org_id, *_ in CROWD]
    assert all("the only one of that name" in answer.because for answer in answers)


def test_an_index_opened_again_answers_the_same(index: Index) -> None:
    names = [name for _, name, _, _ in CROWD[:20]]
    assert ask(Index(index.folder), *names) == ask(index, *names)


def test_a_register_in_pieces_is_the_register(index: Index, tmp_path: Path) -> None:
    pieces = (table(CROWD[start : start + 70]) for start in range(0, len(CROWD), 70))
    assert contents(build(pieces, tmp_path / "again").folder) == contents(index.folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "organisations.arrow"}


def test_two_builds_give_the_same_bytes(index: Index, tmp_path: Path) -> None:
    again = index_of(tmp_path / "again", CROWD).folder
    assert {path.name: path.read_bytes() for path in again.iterdir()} == {
        path.name: path.read_bytes() for path in index.folder.iterdir()
    }


def test_an_index_that_another_run_made_meanwhile_is_taken(tmp_path: Path) -> None:
    place = tmp_path / "index"

    def register() -> Iterator[pa.Table]:
        index_of(place, CROWD[:3])
        yield table(CROWD[:3])

    assert len(build(register(), place).names) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, MemoryError])
def test_an_interrupted_build_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    def register() -> Iterator[pa.Table]:
        yield table(CROWD[:3])
        raise error

    with pytest.raises(error):
        build(register(), tmp_path / "library" / "index")
    assert list((tmp_path / "library").iterdir()) == []


def test_other_names_of_an_organisation_are_found_and_name_it_once(tmp_path: Path) -> None:
    rows = [
        ("GB-CHC-9000001", "Hazelbeck Trust"),
        ("GB-CHC-9000001", "Sunny Days Playgroup"),
        ("GB-COH-99000001", "Farfield Ltd"),
    ]
    first, second, both = ask(
        index_of(tmp_path / "i", rows),
        "Hazelbeck Trust",
        "SUNNY DAYS PLAYGROUP",
        "Hazelbeck Trust T/A Sunny Days Playgroup",
    )
    assert told(first) == told(second) == told(both) == ("link", "GB-CHC-9000001")
    assert found(both).count("GB-CHC-9000001") == 1
    assert "by a former or other name" in second.because and "other name" not in first.because


def test_ids_of_one_body_are_one_candidate(tmp_path: Path) -> None:
    rows = [
        ("GB-CHC-9000001", "Hazelbeck Trust", None, "charity", "GB-CHC-9000001"),
        ("GB-COH-99000001", "Hazelbeck Trust", None, "guarantee_company", "GB-CHC-9000001"),
    ]
    (answer,) = ask(index_of(tmp_path / "i", rows), "Hazelbeck Trust")
    assert answer.decision == "link" and len(answer.candidates) == 1


def test_names_without_letters_or_figures_are_left_out(tmp_path: Path) -> None:
    rows = [
        ("GB-CHC-1", ""),
        ("GB-CHC-2", "???"),
        ("GB-CHC-3", None),
        ("GB-CHC-4", "Hazelbeck Trust"),
        ("GB-CHC-5", "The &"),
    ]
    index = index_of(tmp_path / "i", rows)
    assert index.organisations["org_id"].to_pylist() == ["GB-CHC-4"]
    assert [told(answer) for answer in ask(index, "Hazelbeck Trust", "???")] == [("link", "GB-CHC-4"), ("none", None)]


@pytest.mark.parametrize("rows", [[], [("GB-CHC-1", "???")]])
def test_a_register_with_no_names_knows_nobody(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    assert {told(answer) for answer in ask(index_of(tmp_path / "i", rows), "Hazelbeck Trust", None, "")} == {
        ("none", None)
    }


def test_no_tables_at_all_are_an_empty_register(tmp_path: Path) -> None:
    index = build([], tmp_path / "i")
    assert len(index.names) == len(index.vocabulary) == 0
    assert index.find(pa.array(["A"], pa.large_string())).tolist() == [-1]


@pytest.mark.parametrize("name", ["Hazelbeck Trust", "X", "B & Q", "Ltd"])
def test_a_register_of_one_row(tmp_path: Path, name: str) -> None:
    answers = ask(index_of(tmp_path / "i", [("GB-CHC-1", name)]), name, "Hazelbeck", "Nobody Knows Supplies", None)
    assert name == "X" or found(answers[0]) == ["GB-CHC-1"]
    assert told(answers[2]) == told(answers[3]) == ("none", None)


def test_columns_that_a_register_has_not(tmp_path: Path) -> None:
    bare = pa.table({"org_id": ["GB-CHC-1"], "name": ["Hazelbeck Trust"]})
    (answer,) = ask(build([bare], tmp_path / "i"), "Hazelbeck Trust", postcodes=["ZZ1 1AA"])
    assert told(answer) == ("link", "GB-CHC-1")
    assert (answer.candidates[0].postcode, answer.candidates[0].kind) == ("", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [("ZZ1 1AA", "zz11aa"), ("ZZ1 1AA", " ZZ1  1AA. "), ("W1A 1AA", "w1a1aa"), ("ZZ11 1AA", "ZZ111AA")],
)
def test_a_postcode_however_it_is_spaced(one: str, other: str) -> None:
    (first, second), (half, other_half) = (part.tolist() for part in postcode_prints(pa.array([one, other])))
    assert first == second > 0 and half == other_half > 0


@pytest.mark.parametrize("text", [None, "", "N/A", "Wexborough", "ZZ1", "1AA ZZ1", "ZZ1 1AAA"])
def test_what_is_no_postcode_has_no_fingerprint(text: str | None) -> None:
    assert [part.tolist() for part in postcode_prints(pa.array([text], pa.string()))] == [[0], [0]]


def test_postcodes_of_one_district_share_their_first_half() -> None:
    whole, half = postcode_prints(pa.array(["ZZ1 1AA", "ZZ1 9XX", "ZZ11 1AA"]))
    assert len(set(whole.tolist())) == 3 and half[0] == half[1] != half[2]


def test_the_index_knows_what_a_plain_walk_over_the_names_finds(index: Index) -> None:
    """Twin: words and pairs of words no more than three apart, counted in dictionaries."""
    names = [text.split(" ") for text in index.names.to_pylist()]
    words, pairs = defaultdict(list), defaultdict(set)
    for entry, parts in enumerate(names):
        for place, word in enumerate(parts):
            words[word].append(entry)
            for other in parts[place + 1 : place + 4]:
                if other != word:
                    pairs[frozenset((word, other))].add(entry)
    assert words.keys() <= set(index.vocabulary.to_pylist())
    assert index.vocabulary.to_pylist() == sorted(index.vocabulary.to_pylist())
    for number, word in enumerate(index.vocabulary.to_pylist()):
        assert sorted(entries_of(index.by_word, number)) == words.get(word, [])
        assert index.frequency[number] == len(words.get(word, []))
    for some, entries in pairs.items():
        one, other = index.find(pa.array(sorted(some), pa.large_string()))
        assert set(entries_of(index.by_pair, int(index.pair(other, one)))) == entries
    for entry, parts in enumerate(names):
        assert entry in entries_of(index.by_name, prints(pa.array(["".join(parts)]))[0])


def entries_of(postings: Postings, key: object) -> list[int]:
    starts, ends = postings.find(np.array([key], postings.keys.dtype))
    return postings.entries[starts[0] : ends[0]].tolist()


KEYS = st.lists(st.integers(0, 9), max_size=40)


@given(KEYS, st.integers(1, 5), st.integers(-1, 11), st.integers(0, 6))
def test_postings_are_a_dictionary_of_lists(
    tmp_path_factory: pytest.TempPathFactory, keys: list[int], most: int, low: int, wide: int
) -> None:
    folder = tmp_path_factory.getbasetemp()
    entries = list(range(100, 100 + len(keys)))
    _save_postings(folder, "p", np.array(keys, np.int64), np.array(entries, np.int64), most=most)
    postings = Index(folder)._postings("p")
    held = {key: [one for one, its in zip(entries, keys, strict=True) if its == key] for key in set(keys)}
    few = {key: some for key, some in held.items() if len(some) <= most}
    for key in range(-1, 12):
        assert sorted(entries_of(postings, key)) == few.get(key, [])
    starts, ends = postings.between(np.array([low]), np.array([low + wide]))
    inside = [one for key, some in few.items() if low <= key < low + wide for one in some]
    assert sorted(postings.entries[starts[0] : ends[0]].tolist()) == sorted(inside)


def test_what_is_left_of_a_word_without_its_vowels() -> None:
    words = pa.array(["MANAGEMENT", "AUDIO", "E", "SKY"], pa.large_string())
    assert skeletons_of(words).to_pylist() == ["MNGMNT", "AD", "E", "SKY"]
