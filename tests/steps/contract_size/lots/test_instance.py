"""What a plan of lots costs and what keeps lots from being a plan: four squares in a row, reckoned by hand."""

from dataclasses import replace

import pytest

from keepitlocal.steps.contract_size.lots.arrays import arrays
from keepitlocal.steps.contract_size.lots.exact import best
from keepitlocal.steps.contract_size.lots.instance import Lot, Plan, Site, Tie, cost, counted, faults, objective
from tests.lots_drawn import SQUARES
from tests.twins.lots import least

WEST, EAST = Lot("q1", ("q1", "q2")), Lot("q4", ("q3", "q4"))


def test_two_lots_cost_what_they_cost_by_hand() -> None:
    # West: 10, less 2 for the one at q1, and q2's 2 over 1 x 2 at 0.5: 2. East: 10, less 2, and q3's 3 over 2 at 0.5: 3.
    assert cost(SQUARES, WEST) == 10 - 2 + 0.5 * 2 * 2
    assert cost(SQUARES, EAST) == 10 - 2 + 0.5 * 3 * 2
    assert objective(SQUARES, (WEST, EAST)) == 21
    assert faults(SQUARES, (WEST, EAST)) == ()


def test_two_lots_are_the_best_there_is() -> None:
    found = best(arrays(SQUARES))
    assert found is not None
    assert found[1] == least(SQUARES) == 21
    assert [lot.areas for lot in arrays(SQUARES).lots(found[0])] == [("q1", "q2"), ("q3", "q4")]


def test_a_provider_counts_by_capacity_and_under_the_reach() -> None:
    assert counted(SQUARES, WEST) == 1  # q4 is 6 away
    assert counted(SQUARES, EAST) == 1  # of two at q4, one could carry the maximum
    at_reach = replace(SQUARES, reach=2.0)
    assert counted(at_reach, Lot("q2", ("q2",))) == 0  # 2 away is not under 2
    assert counted(replace(SQUARES, reach=2.1), Lot("q2", ("q2",))) == 1


def test_a_provider_counts_where_it_does_all_of_a_lot() -> None:
    areas = tuple(replace(one, service=name) for one, name in zip(SQUARES.areas, "aabb", strict=True))
    both = replace(SQUARES, areas=areas, reach=100.0, providers=(Site("q1", 6, frozenset("a")), Site("q1", 6)))
    assert counted(both, Lot("q1", ("q1", "q2"))) == 2
    assert counted(both, Lot("q2", ("q2", "q3"))) == 1  # the one who does everything


def test_no_more_are_counted_than_the_most() -> None:
    many = replace(SQUARES, providers=(Site("q1", 6.0),) * 5, max_providers_counted=3)
    assert cost(many, Lot("q1", ("q1",))) == 10 - 2 * 3


def test_a_tie_costs_where_it_is_parted() -> None:
    tied = replace(SQUARES, ties=(Tie("q1", "q2", 5.0), Tie("q2", "q3", 7.0)))
    assert objective(tied, (WEST, EAST)) == 21 + 7


@pytest.mark.parametrize(
    ("lots", "said"),
    [
        ((WEST,), "area q3 is in 0 lots"),
        ((WEST, EAST, Lot("q1", ("q1",))), "area q1 is in 2 lots"),
        ((WEST, EAST, Lot("q9", ("q9",))), "lots hold area q9, which is not in the problem"),
        ((Lot("q3", ("q1", "q2")), EAST), "the centre of lot 1 is not one of its areas"),
        ((Lot("q1", ("q1",)), Lot("q3", ("q2", "q3", "q4"))), "lot 2 is worth 8, more than the maximum of 6"),
        ((Lot("q2", ("q2", "q4")), Lot("q1", ("q1",)), Lot("q3", ("q3",))), "lot 1 is not connected through neighbours"),
    ],
)  # fmt: skip
def test_what_keeps_lots_from_being_a_plan_is_said(lots: tuple[Lot, ...], said: str) -> None:
    assert said in faults(SQUARES, lots)


def test_too_few_providers_are_said() -> None:
    needs = replace(SQUARES, at_least=1)
    assert faults(needs, (WEST, EAST)) == ()
    middle = (Lot("q1", ("q1",)), Lot("q2", ("q2", "q3")), Lot("q4", ("q4",)))
    assert faults(needs, middle) == ("lot 2 has fewer than 1 providers",)


def test_neighbours_count_whichever_side_names_them() -> None:
    one_way = replace(SQUARES, areas=tuple(replace(one, neighbours=one.neighbours[:1]) for one in SQUARES.areas))
    assert one_way.near == SQUARES.near
    assert faults(one_way, (WEST, EAST)) == ()


def test_sums_that_do_not_add_up_are_judged_by_their_exact_sum() -> None:
    tenths = replace(SQUARES, areas=tuple(replace(one, value=0.1) for one in SQUARES.areas), cap=0.3)
    three = (Lot("q1", ("q1", "q2", "q3")), Lot("q4", ("q4",)))
    assert faults(tenths, three) == ("lot 1 is worth 0.3, more than the maximum of 0.3",)


@pytest.mark.parametrize(
    ("cost", "bound", "gap"), [(100, 97, 0.03), (-100, -104, 0.04), (5, 5, 0), (0, 0, 0), (0, -1, float("inf"))]
)
def test_the_gap_is_a_part_of_the_plans_own_cost(cost: float, bound: float, gap: float) -> None:
    assert Plan((), cost, bound).gap == gap
