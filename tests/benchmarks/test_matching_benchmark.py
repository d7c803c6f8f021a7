"""The matching benchmark is fair: the same for everybody, its labels true, its scores as counted by hand."""

import io
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.matching.absent import is_absent
from benchmarks.matching.answers import Answers, plain
from benchmarks.matching.damage import slip, split_form
from benchmarks.matching.register import KINDS, make_register
from benchmarks.matching.scoring import Link, Question, bands, fit_threshold, half, read_links, reliability, score
from benchmarks.matching.truth import data_folder, load
from benchmarks.matching.unseen import make_queries

ROWS, ASKED = 2_000, 300


@pytest.fixture(scope="module")
def register() -> pa.Table:
    return make_register(ROWS, seed=1)


@pytest.fixture(scope="module")
def queries(register: pa.Table) -> pa.Table:
    return make_queries(register, seed=7, count=ASKED)


def _bytes(table: pa.Table) -> bytes:
    held = io.BytesIO()
    pq.write_table(table, held)
    return held.getvalue()


def test_the_same_seed_makes_the_same_bytes(register: pa.Table, queries: pa.Table) -> None:
    again = make_register(ROWS, seed=1)
    assert _bytes(again) == _bytes(register)
    assert _bytes(make_queries(again, seed=7, count=ASKED)) == _bytes(queries)
    assert make_register(ROWS, seed=2)["name"] != register["name"]


def test_a_register_has_its_rows_kinds_and_no_number_twice(register: pa.Table) -> None:
    assert register.num_rows == ROWS
    assert set(register["kind"].to_pylist()) == set(KINDS)
    assert len(set(register["org_id"].to_pylist())) == ROWS
    assert not any(name != name.strip() or "{" in name or "  " in name for name in register["name"].to_pylist())


def test_few_names_are_shared(register: pa.Table) -> None:
    keys = [plain(name) for name in register["name"].to_pylist()]
    shared = sum(keys.count(key) > 1 for key in set(keys))
    assert shared / ROWS < 0.04


def test_every_label_is_in_the_register(register: pa.Table, queries: pa.Table) -> None:
    known = set(register["org_id"].to_pylist())
    rows = queries.to_pylist()
    labels = [row["org_id"] for row in rows if row["org_id"]]
    assert len(labels) == ASKED * 0.8
    assert known.issuperset(labels)
    assert known.issuperset(other for row in rows for other in row["also"].split("|") if other)
    assert sorted(row["row"] for row in rows) == list(range(ASKED))


def test_nobody_has_the_key_of_a_name_that_is_absent(register: pa.Table, queries: pa.Table) -> None:
    keys = {plain(name) for name in register["name"].to_pylist()}
    assert not any(plain(row["name"]) in keys for row in queries.to_pylist() if not row["org_id"])


def test_a_name_that_is_another_organisation_s_is_never_asked(register: pa.Table, queries: pa.Table) -> None:
    keys: dict[str, set[str]] = {}
    for row in register.to_pylist():
        keys.setdefault(plain(row["name"]), set()).add(row["org_id"])
    codes = dict(zip(register["org_id"].to_pylist(), register["postcode"].to_pylist(), strict=True))
    for row in queries.to_pylist():
        named = keys.get(plain(row["name"]))
        if named and codes[row["org_id"]] != row["postcode"]:
            assert {row["org_id"], *row["also"].split("|")} & named


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The A B C Co. Limited", "ABC CO LTD"),
        ("Arwell & Sons P.L.C.", "arwell and sons"),
        ("Wick C.I.C.", "WICK COMMUNITY INTEREST COMPANY"),
    ],
)
def test_keys_even_out_case_marks_and_form(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_who_else_could_be_meant() -> None:
    answers = Answers(
        [
            "ARWELL CARE SERVICES LTD",
            "ARWELL CARE LIMITED",
            "ARWELL HOLDINGS",
            "BRINDOR CONSULTING",
            "BRINDOR CONSTRUCTION",
        ]
    )
    assert answers.same("ARWELL CARE") == [1]
    assert set(answers.going_on("ARWELL C")) == {0, 1}
    assert answers.holding(["ARWELL", "SERVICES"]) == [0]
    assert set(answers.lengthened(["BRINDOR", "CONS"]) or ()) == {3, 4}
    assert answers.lengthened(["ARWELL", "CS"]) == [0]
    assert answers.beginnings("ARWELL CARE LEEDS") == [1]
    assert answers.near("ARWELL HOLDNGS") == [2]
    assert not is_absent("ARWELL CARE LEEDS", answers)
    assert is_absent("ARWELL ROOFING", answers)


def test_harm_leaves_the_first_letter_and_knows_forms() -> None:
    assert split_form("ARWELL CARE (NORTH) C.I.C.") == ("ARWELL CARE (NORTH)", "CIC")
    assert split_form("Arwell, Limited.") == ("Arwell", "LTD")
    assert split_form("Limited") == ("Limited", "")
    rng = Random(1)
    assert all(slip("Brindor", rng)[0] == "B" for _ in range(50))


QUESTIONS = [
    Question(1, frozenset({"A"})),
    Question(3, frozenset({"B", "C"})),
    Question(5, frozenset()),
    Question(7, frozenset({"D"})),
]
LINKS = [Link(1, "A", 0.95, "link"), Link(3, "C", 0.85, "link"), Link(5, "E", 0.9, "link"), Link(7, "X", 0.2, "review")]


def test_scores_are_those_counted_by_hand() -> None:
    every = score(QUESTIONS, LINKS, 0.0)
    assert (every.precision, every.recall) == (2 / 4, 2 / 3)
    assert every.f1 == pytest.approx(4 / 7)
    some = score(QUESTIONS, LINKS, 0.5)
    assert (some.precision, some.recall) == (2 / 3, 2 / 3)
    assert fit_threshold(QUESTIONS, LINKS) == 0.85
    assert score(QUESTIONS, [], 0.0).f1 == 0


def test_bands_count_what_was_decided_without_a_person() -> None:
    band = bands(QUESTIONS, LINKS)
    assert (band.precision, band.linked, band.wrong, band.wrong_absent, band.absent) == (2 / 3, 2 / 3, 1, 1, 1)


def test_reliability_sets_confidence_beside_what_was_right() -> None:
    assert [(low, count, right) for low, _, count, _, right in reliability(QUESTIONS, LINKS)] == [
        (0.2, 1, 0),
        (0.8, 1, 1),
        (0.9, 2, 0.5),
    ]


def test_halves_share_no_row() -> None:
    assert [link.row for link in half([Link(0, "A", 1), *LINKS], odd=False)] == [0]
    assert len(half(LINKS, odd=True)) == 4


def test_answers_are_read_in_both_forms(tmp_path: Path) -> None:
    theirs, ours = tmp_path / "theirs.csv", tmp_path / "ours.csv"
    theirs.write_text("row,org_id,score\n1,A,0.5\n2,,0.1\n", encoding="utf-8")
    ours.write_text("row,org_id,confidence,decision,reason\n1,A,0.5,link,same name\n", encoding="utf-8")
    assert read_links(theirs) == [Link(1, "A", 0.5)]
    assert read_links(ours) == [Link(1, "A", 0.5, "link")]


@pytest.mark.data
@pytest.mark.slow
def test_real_payees_are_never_likely_individuals() -> None:
    from keepitlocal.domain.people import likely_person

    folder = data_folder()
    assert folder is not None
    register, asked = load(folder)
    rows = asked.to_pylist()
    assert len(rows) > 4_000
    assert not any(likely_person(part) for row in rows for part in row["name"].split("#"))
    assert set(register["org_id"].to_pylist()).issuperset(row["org_id"] for row in rows if row["org_id"])
