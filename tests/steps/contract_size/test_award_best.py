"""Best overall: examples first, then every award tried beside it, and what must hold of any."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepitlocal.steps.contract_size.award import search
from keepitlocal.steps.contract_size.award.checks import checks
from keepitlocal.steps.contract_size.award.decide import decide
from keepitlocal.steps.contract_size.award.mechanisms import best_overall, bidders_preference, lot_by_lot
from keepitlocal.steps.contract_size.award.model import LOTS_FIRST, Bid, Bidder, Case, Lot, Rule, Unsettled, total
from keepitlocal.steps.contract_size.award.proof import marks
from tests.twins import award as twin

DRAW = "order of draw"
LINES = ("higher quality score", "lower price", "fewer lots already awarded", DRAW)


def case(scores: dict[str, str], /, *, values: str = "", **rule: object) -> Case:
    """A case from the scores of each bidder, one a lot; ``-`` is no bid."""
    count = len(next(iter(scores.values())).split())
    worth = [int(each) * 100 for each in values.split()] or [None] * count
    lots = tuple(Lot(str(at + 1), f"Place {at + 1}", worth[at]) for at in range(count))
    bids = tuple(
        Bid(name, str(at + 1), Fraction(score))
        for name, row in scores.items()
        for at, score in enumerate(row.split())
        if score != "-"
    )
    return Case("Help at home", Rule("best overall", **rule), lots, bids)  # type: ignore[arg-type]


def test_without_a_bidder_above_the_limit_each_lot_goes_to_its_best_bid() -> None:
    found = best_overall.award(case({"A": "90 80 70", "B": "80 90 60"}, most_lots=2))
    assert found.winners == {"1": "A", "2": "B", "3": "A"}


def test_a_bidder_above_the_limit_gives_up_what_costs_the_total_least() -> None:
    found = best_overall.award(case({"A": "90 90 90", "B": "85 60 80"}, most_lots=2))
    assert found.winners == {"1": "B", "2": "A", "3": "A"}
    assert "The best award that gives A this lot comes to 260 in total, 5 less." in found.steps[1]


def test_where_one_gives_up_a_lot_the_next_may_give_up_another() -> None:
    found = best_overall.award(case({"A": "90 89 -", "B": "- 88 70", "C": "- 10 69"}, most_lots=1))
    assert found.winners == {"1": "A", "2": "B", "3": "C"}


def test_the_weight_of_a_lot_counts() -> None:
    even = case({"A": "90 90", "B": "80 85"}, most_lots=1)
    heavy = replace(even, lots=(even.lots[0], replace(even.lots[1], weight=Fraction(3))))
    assert best_overall.award(even).winners == {"1": "A", "2": "B"}
    assert best_overall.award(heavy).winners == {"1": "B", "2": "A"}
    assert total(heavy, {"1": "B", "2": "A"}) == 350


def test_the_largest_total_may_leave_a_lot_unless_lots_come_first() -> None:
    plain = case({"A": "90 50", "B": "1 -"}, most_lots=1)
    assert best_overall.award(plain).winners == {"1": "A"}
    assert best_overall.award(replace(plain, rule=replace(plain.rule, first=LOTS_FIRST))).winners == {
        "1": "B",
        "2": "A",
    }


def test_a_limit_on_value_and_the_fewest_lots_that_a_bidder_takes() -> None:
    scores = {"A": "90 90 90", "B": "70 70 70"}
    by_value = case(scores, values="300 200 100", most_value_pence=400_00)
    assert best_overall.award(
        replace(by_value, rule=replace(by_value.rule, ties=(DRAW,), draw=("A", "B")))
    ).winners == {
        "1": "A",
        "2": "B",
        "3": "A",
    }
    choosy = replace(
        case(scores, most_lots=2, packages=True, ties=(DRAW,), draw=("A", "B")), bidders=(Bidder("B", (), 3),)
    )
    assert best_overall.award(choosy).winners == {"1": "A", "2": "A"}


def test_a_tie_is_settled_by_the_published_lines_in_their_order() -> None:
    level = case({"A": "90 90", "B": "80 80"}, most_lots=1, ties=("lower price", DRAW), draw=("B", "A"))
    with_prices = replace(
        level, bids=tuple(replace(b, price_pence=100 + (b.bidder == "A") * (b.lot == "1")) for b in level.bids)
    )
    found = best_overall.award(with_prices)
    assert found.winners == {"1": "B", "2": "A"}
    assert found.ties[0].settled_by == "lower price"
    assert found.ties[0].sentence == (
        "More than one award reaches the largest total, 170: in one lot 1 goes to A and lot 2 goes to B; in another lot 1 goes"
        " to B and lot 2 goes to A. “Lower price”: £2.01 in all in the one and £2 in all in the other. So lot 1 goes to B and"
        " lot 2 goes to A: one award alone is left."
    )
    drawn = best_overall.award(replace(level, rule=replace(level.rule, ties=(DRAW,), draw=("A", "B"))))
    assert (drawn.winners, drawn.ties[0].settled_by) == ({"1": "A", "2": "B"}, DRAW)
    assert "“Order of draw”: lot 1 is the first in which awards differ, and for it A was drawn 1st, B 2nd." in (
        drawn.ties[0].sentence
    )
    assert drawn.ties[0].won == (("1", "A", DRAW), ("2", "B", DRAW))


def test_every_lot_that_turned_on_a_tie_is_named_in_it() -> None:
    one = case({"A": "90 80 70", "B": "90 80 60", "C": "90 - 70"}, ties=(DRAW,), draw=("A", "B", "C"), most_lots=3)
    tie = best_overall.award(one).ties[0]
    assert tie.won == (("1", "A", DRAW), ("2", "A", DRAW), ("3", "A", DRAW))
    assert all(f"lot {lot}" in tie.sentence for lot in "123")


def test_a_tie_that_the_rule_does_not_settle_is_a_question() -> None:
    with pytest.raises(
        Unsettled, match="does not settle the award: in one lot 1 goes to . and lot 2 goes to .; in another lot 1"
    ):
        best_overall.award(case({"A": "90 90", "B": "80 80"}, most_lots=1))


def test_what_cannot_be_proved_is_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_CASES", 1)
    one = case({"A": "90 80 70", "B": "80 70 60"}, values="3 3 3", most_value_pence=600)
    with pytest.raises(Unsettled, match="could not be proved within the number of cases"):
        decide(one)


def test_the_marks_prove_the_best_and_nothing_else() -> None:
    one = case({"A": "90 90 90", "B": "85 60 80"}, most_lots=2)
    points = {(bid.lot, bid.bidder): bid.score for bid in one.bids}
    found = marks(one, {"1": "B", "2": "A", "3": "A"}, points, 2)
    assert found is not None
    assert found.bound(2) == 265
    assert marks(one, {"1": "A", "2": "A", "3": "B"}, points, 2) is None
    assert marks(one, {"1": "A", "2": "A", "3": "A"}, points, 2) is None


NAMES = ("A", "B", "C", "D")


@st.composite
def cases(draw: st.DrawFn, *, mechanism: str = "best overall", plain: bool = False) -> Case:
    """Small cases, full of ties: up to five lots and four bidders."""
    count = draw(st.integers(1, 5))
    names = NAMES[: draw(st.integers(1, 4))]
    halves = st.integers(0, 6).map(lambda n: Fraction(n, 2))
    lots = tuple(
        Lot(
            str(at),
            "",
            draw(st.integers(1, 4)) * 100,
            draw(st.sampled_from([Fraction(1), Fraction(1), Fraction(3, 2)])),
        )
        for at in range(count)
    )
    bids = tuple(
        Bid(name, lot.id, draw(halves), draw(st.integers(0, 2)), draw(halves))
        for name in names
        for lot in lots
        if draw(st.integers(0, 3))
    )
    lines = [line for line in LINES if mechanism != "bidders' preference" or line != "fewer lots already awarded"]
    rule = Rule(
        mechanism,
        most_lots=draw(st.one_of(st.none(), st.integers(1, 3))) if not plain else draw(st.integers(1, 3)),
        most_value_pence=None if plain else draw(st.one_of(st.none(), st.integers(1, 8).map(lambda n: n * 100))),
        ties=tuple(draw(st.permutations(lines))[: draw(st.integers(0, len(lines)))]),
        draw=tuple(draw(st.permutations(names))),
        first=draw(st.sampled_from(["total score", LOTS_FIRST])),
        packages=not plain,
    )
    bidders = tuple(
        Bidder(name, tuple(draw(st.permutations([lot.id for lot in lots]))), 1 if plain else draw(st.integers(1, 3)))
        for name in names
    )
    return Case("Any", rule, lots, bids, bidders)


@given(cases())
@settings(max_examples=400)
def test_the_best_is_the_one_that_trying_every_award_gives(one: Case) -> None:
    expected = twin.best(one)
    try:
        found = best_overall.award(one)
    except Unsettled:
        assert len(expected) > 1
    else:
        assert expected == [found.winners]
        assert all(check.holds for check in checks(one, found.winners))


@st.composite
def by_value(draw: st.DrawFn) -> Case:
    """Six lots under a limit on value that bites: what the prices on value have to get right."""
    names = NAMES[:3]
    lots = tuple(Lot(str(at), "", draw(st.integers(2, 5)) * 100) for at in range(6))
    bids = tuple(Bid(name, lot.id, Fraction(draw(st.integers(20, 60)))) for name in names for lot in lots)
    return Case(
        "Any",
        Rule("best overall", most_value_pence=draw(st.integers(5, 11)) * 100, ties=(DRAW,), draw=names),
        lots,
        bids,
    )


@given(by_value())
@settings(max_examples=60)
def test_the_best_under_a_limit_on_value_that_bites(one: Case) -> None:
    assert [best_overall.award(one).winners] == twin.best(one)


@given(cases(plain=True))
@settings(max_examples=200)
def test_the_marks_always_prove_the_best_under_a_limit_on_number(one: Case) -> None:
    points = {(bid.lot, bid.bidder): one.lot(bid.lot).weight * bid.score for bid in one.bids}
    most = one.rule.most_lots or 1
    for award in twin.best(replace(one, rule=replace(one.rule, first="total score", ties=()))):
        found = marks(one, award, points, most)
        assert found is not None
        assert found.bound(most) == total(one, award)


@given(cases())
@settings(max_examples=100)
def test_the_lots_that_turned_on_a_tie_are_those_that_another_award_as_large_gives_to_somebody_else(one: Case) -> None:
    one = replace(one, rule=replace(one.rule, ties=(DRAW,)))
    found = best_overall.award(one)
    level = list(twin.best(replace(one, rule=replace(one.rule, ties=()))))
    turned = [lot for lot, who in found.winners.items() if any(award.get(lot) != who for award in level)]
    assert [lot for tie in found.ties for lot, _, _ in tie.won] == turned
    assert bool(found.ties) is (len(level) > 1)


@given(cases(), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_rows_decides_nothing(one: Case, random: Random) -> None:
    shuffled = list(one.bids)
    random.shuffle(shuffled)
    for mechanism in (best_overall, lot_by_lot):
        assert outcome(mechanism, one) == outcome(mechanism, replace(one, bids=tuple(shuffled)))


def outcome(mechanism: object, one: Case) -> object:
    try:
        return mechanism.award(one)  # type: ignore[attr-defined]
    except Unsettled as question:
        return str(question), question.steps


@given(cases(mechanism="lot by lot"))
@settings(max_examples=300)
def test_lot_by_lot_is_what_an_account_of_places_gives(one: Case) -> None:
    one = replace(one, rule=replace(one.rule, packages=False), bidders=())
    expected = twin.in_turn(one)
    try:
        found = lot_by_lot.award(one)
    except Unsettled:
        assert expected is None
    else:
        assert found.winners == expected
        assert all(check.holds for check in checks(one, found.winners))


@given(cases(mechanism="bidders' preference", plain=True), st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_by_preference_the_order_of_steps_decides_nothing(one: Case, random: Random) -> None:
    settled = replace(one, rule=replace(one.rule, ties=(DRAW,)))
    found = bidders_preference.award(settled)
    assert dict(found.winners) == twin.offered_in_any_order(settled, random)
    assert all(check.holds for check in checks(settled, found.winners))


@given(cases(mechanism="bidders' preference"))
@settings(max_examples=150)
def test_every_mechanism_holds_to_every_limit(one: Case) -> None:
    settled = replace(one, rule=replace(one.rule, ties=(DRAW,)))
    allowed = list(twin.allowed(settled))
    within = [best_overall, lot_by_lot]
    if settled.rule.most_value_pence is None:
        within.append(bidders_preference)
    for mechanism in within:
        assert mechanism.award(settled).winners in allowed
