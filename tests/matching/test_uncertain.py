"""Which payees are asked about, in which order, and what is one question."""

from datetime import date

import pytest

from keepitlocal.matching.corrections import Decision, settle
from keepitlocal.matching.uncertain import Candidate, Match, Question, Spent, questions, same_name

ONE, OTHER = Candidate("GB-CHC-1", "One"), Candidate("GB-CHC-2", "Other")


def match(payee: str, thought: str = "review", *candidates: Candidate) -> Match:
    return Match(payee, thought, None, None, "name", "", candidates)


def asked(
    *matches: Match,
    pence: dict[str, int] | None = None,
    decisions: tuple[Decision, ...] = (),
    everything: bool = False,
    added: dict[str, tuple[Candidate, ...]] | None = None,
) -> list[Question]:
    spent = {one.payee: Spent(100, 1, ("2025-26",)) for one in matches} if pence is None else {}
    spent |= {payee: Spent(value, 1, ("2025-26",)) for payee, value in (pence or {}).items()}
    sure, never = settle(decisions)
    return questions(matches, spent, sure=sure, never=never, added=added or {}, everything=everything)


def decided(payee: str, org_id: str, is_it: bool) -> Decision:
    return Decision(payee, org_id, is_it, "SB", date(2026, 3, 4), "", "corrections/review.csv", 2)


def test_only_uncertain_ones_unless_everything_is_wanted() -> None:
    matches = (match("A", "review", ONE), match("B", "link", ONE), match("C", "none"))
    assert [one.payee for one in asked(*matches)] == ["A"]
    assert [one.payee for one in asked(*matches, everything=True)] == ["A", "B", "C"]


def test_the_most_pence_first_and_nobody_without_money_that_may_be_shown() -> None:
    matches = (match("A", "review", ONE), match("B", "review", ONE), match("C", "review", ONE))
    assert [one.payee for one in asked(*matches, pence={"A": 1, "B": 2})] == ["B", "A"]


def test_what_was_decided_or_denied_is_not_asked() -> None:
    both, few = match("A", "review", ONE, OTHER), match("B", "review", ONE)
    assert asked(both, decisions=(decided("a", "GB-CHC-9", True),)) == []
    (left,) = asked(both, few, decisions=(decided("A", "GB-CHC-1", False), decided("B", "GB-CHC-1", False)))
    assert left.candidates == (OTHER,)


def test_what_councils_disagree_about_is_asked_first_of_all_candidates() -> None:
    (one,) = asked(match("A", "link", ONE), added={"a": (OTHER,)})
    assert one.candidates == (OTHER, ONE)


def test_one_name_spelt_in_several_ways_is_one_question() -> None:
    matches = (
        match("X CARE LTD", "none"),
        match("x care limited", "review", ONE),
        match("X Care"),
        match("x care ltd"),
    )
    found = asked(*matches, pence={"X CARE LTD": 5, "x care limited": 7, "X Care": 1, "x care ltd": 1})
    assert [(one.payee, one.spellings, one.spent.pence) for one in found] == [
        ("x care limited", ("x care limited", "X CARE LTD"), 13),
        ("X Care", ("X Care",), 1),
    ]
    (left,) = asked(*matches[:2], decisions=(decided("X Care Limited", "GB-CHC-1", True),), everything=True)
    assert left.spellings == ("X CARE LTD",)


@pytest.mark.parametrize("other", ["Example Care C.I.C.", "Example Care PLC", "Example Care", "Example Cares Ltd"])
def test_another_legal_form_is_another_name(other: str) -> None:
    assert same_name("Example Care Ltd.") == same_name("THE EXAMPLE CARE LIMITED") != same_name(other)
    assert same_name("???") == "???"
