"""The exact way against every division there is, counted by a twin that shares no code with it."""

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given, settings

from keepitlocal.steps.contract_size.lots.instance import Instance, Tie, faults, objective
from keepitlocal.steps.contract_size.lots.planner import NoPlan, plan
from tests.lots_drawn import SQUARES, instances, two_islands
from tests.twins.lots import divisions, least


def test_the_twin_tries_every_division() -> None:
    assert [sum(1 for _ in divisions(list("abcdefgh"[:n]))) for n in range(9)] == [1, 1, 2, 5, 15, 52, 203, 877, 4140]


@settings(max_examples=300)
@given(instances(most=7))
def test_a_small_plan_costs_exactly_the_least(instance: Instance) -> None:
    optimum = least(instance)
    if optimum == inf:
        with pytest.raises(NoPlan):
            plan(instance)
        return
    found = plan(instance)
    assert found.exact and found.finished
    assert faults(instance, found.plan.lots) == ()
    assert found.plan.objective == pytest.approx(optimum, rel=1e-12, abs=1e-18)
    assert found.plan.objective == objective(instance, found.plan.lots) == found.plan.bound


@settings(max_examples=6)
@given(instances(most=8).filter(lambda instance: len(instance.areas) == 8))
def test_so_does_a_plan_of_eight_areas(instance: Instance) -> None:
    optimum = least(instance)
    try:
        assert plan(instance).plan.objective == pytest.approx(optimum, rel=1e-12, abs=1e-18)
    except NoPlan:
        assert optimum == inf


def test_a_tie_that_costs_enough_keeps_two_areas_together() -> None:
    middle = replace(SQUARES, ties=(Tie("q2", "q3", 30.0),))
    lots = [lot.areas for lot in plan(middle).plan.lots]
    assert lots == [("q1",), ("q2", "q3"), ("q4",)]
    assert plan(middle).plan.objective == least(middle)


def test_ground_in_pieces_is_planned_piece_by_piece() -> None:
    apart = two_islands(SQUARES)
    assert plan(apart).plan.objective == pytest.approx(2 * plan(SQUARES).plan.objective)
