"""Other councils' decisions: the council's own win, contradictions are put to a person, order never matters."""

import csv
import io
import random
from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.matching.corrections import Decision, as_csv, contested, read_decisions, settle

MINE, ONE, OTHER = "corrections/review.csv", "corrections/shared-ashmarch.csv", "corrections/shared-bexworth.csv"


def decision(file: str, org_id: str, is_it: bool, *, payee: str = "A", on: date = date(2026, 3, 4)) -> Decision:
    return Decision(payee, org_id, is_it, "SB", on, "", file, 2)


def settled(decisions: Sequence[Decision]) -> tuple[dict[str, str], set[tuple[str, str]]]:
    sure, never = settle(decisions)
    return {key: one.org_id for key, one in sure.items()}, set(never)


def test_another_councils_decision_holds_where_ours_say_nothing() -> None:
    assert settled([decision(ONE, "GB-CHC-1", True), decision(ONE, "GB-CHC-2", False)]) == (
        {"a": "GB-CHC-1"},
        {("a", "GB-CHC-2")},
    )


def test_our_own_win_whatever_the_dates() -> None:
    later = date(2026, 12, 1)
    ours = decision(MINE, "GB-CHC-1", False)
    assert settled([ours, decision(ONE, "GB-CHC-1", True, on=later)]) == ({}, {("a", "GB-CHC-1")})
    ours = decision(MINE, "GB-CHC-1", True)
    for theirs in (decision(ONE, "GB-CHC-1", False, on=later), decision(ONE, "GB-CHC-2", True, on=later)):
        assert settled([ours, theirs]) == ({"a": "GB-CHC-1"}, set())
        assert contested([ours, theirs]) == {}


def test_two_councils_that_contradict_each_other_decide_nothing() -> None:
    told = [decision(ONE, "GB-CHC-1", True), decision(OTHER, "GB-CHC-1", False), decision(OTHER, "GB-CHC-3", False)]
    assert settled(told) == ({}, {("a", "GB-CHC-3")})
    assert set(contested(told)) == {"a"}
    told = [decision(ONE, "GB-CHC-1", True), decision(OTHER, "GB-CHC-2", True)]
    assert settled(told) == ({}, set())
    assert [one.org_id for one in contested(told)["a"]] == ["GB-CHC-1", "GB-CHC-2"]


def test_of_one_councils_two_the_later_counts() -> None:
    told = [decision(ONE, "GB-CHC-1", True), decision(ONE, "GB-CHC-1", False, on=date(2026, 3, 5))]
    assert settled(told) == ({}, {("a", "GB-CHC-1")})
    assert contested(told) == {}
    assert set(contested([told[0], decision(ONE, "GB-CHC-1", False)])) == {"a"}


FEW = st.lists(
    st.builds(
        decision,
        st.sampled_from([MINE, ONE, OTHER]),
        st.sampled_from(["GB-CHC-1", "GB-CHC-2"]),
        st.booleans(),
        payee=st.sampled_from(["A", "a ", "B"]),
        on=st.sampled_from([date(2026, 3, 4), date(2026, 3, 5)]),
    ),
    max_size=7,
)


@given(FEW, st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter(decisions: list[Decision], chance: random.Random) -> None:
    def said(told: Sequence[Decision]) -> object:
        try:
            return settled(told), {key: {one.org_id for one in some} for key, some in contested(told).items()}
        except ValueError:
            return "contradiction"

    assert said(decisions) == said(chance.sample(decisions, len(decisions)))


TEXT = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1).filter(lambda text: text.strip())
MARKED = st.one_of(TEXT, st.builds("{}{}".format, st.sampled_from(["=", "+", "-", "@", "'=", '"', ","]), TEXT))


@given(st.lists(st.tuples(MARKED, MARKED), max_size=4))
def test_decisions_written_are_read_as_they_were(told: list[tuple[str, str]]) -> None:
    decisions = [
        Decision(payee, "GB-CHC-1", True, "SB", date(2026, 3, 4), why, "a.csv", row)
        for row, (payee, why) in enumerate(told, 2)
    ]
    text = as_csv(decisions)
    read = read_decisions(text, file="a.csv")
    assert [(one.key, one.org_id, one.is_it, one.by, one.on) for one in read] == [
        (one.key, one.org_id, one.is_it, one.by, one.on) for one in decisions
    ]
    assert as_csv(read) == text
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
