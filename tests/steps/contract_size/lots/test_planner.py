"""The planner: a plan under a bound, the same again from the same seed, stopped when asked, and words where there is none."""

from dataclasses import replace
from typing import Any

import pytest

from keepitlocal.steps.contract_size.lots import exact, planner
from keepitlocal.steps.contract_size.lots.arrays import arrays
from keepitlocal.steps.contract_size.lots.columns import whole_choice
from keepitlocal.steps.contract_size.lots.form import write
from keepitlocal.steps.contract_size.lots.instance import Instance, Site, faults, objective
from keepitlocal.steps.contract_size.lots.planner import NoPlan, Outcome, Progress, plan
from keepitlocal.steps.contract_size.lots.reasons import remarks
from tests.lots_drawn import SQUARES, grid, mixed, two_islands

GRID = grid(6, 4)


def small(instance: Instance = GRID, **given: Any) -> Outcome:
    return plan(instance, **{"seconds": 2.0, **given})


def reasons(instance: Instance, **given: Any) -> str:
    with pytest.raises(NoPlan) as error:
        small(instance, **given)
    assert str(error.value) == " ".join(error.value.reasons)
    return str(error.value)


@pytest.fixture(scope="module")
def found() -> Outcome:
    return small(seconds=20.0)


def test_a_plan_is_one_and_costs_what_it_says(found: Outcome) -> None:
    assert faults(GRID, found.plan.lots) == ()
    assert found.plan.objective == objective(GRID, found.plan.lots)
    assert not found.exact


def test_the_bound_is_close_and_below(found: Outcome) -> None:
    assert found.plan.bound <= found.plan.objective
    assert found.plan.gap < 0.03


def test_the_log_says_how_to_find_it_again(found: Outcome) -> None:
    assert found.finished
    assert found.log == (
        f"Seed 0, {found.moves:,} moves tried.",
        "The search ran to its end: the same seed gives the same plan.",
    )
    assert small(SQUARES).log == ("Every way of dividing it was tried.",)


def test_the_same_seed_gives_the_same_bytes(found: Outcome) -> None:
    assert write(small(seconds=20.0).plan) == write(found.plan)


def test_more_areas_than_the_exact_way_takes_are_searched() -> None:
    assert small(grid(4, 3)).exact
    assert not small(grid(13, 1)).exact
    assert len(grid(4, 3).areas) == exact.AT_MOST


def test_the_search_comes_to_the_optimum_of_what_can_be_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    best = small(grid(4, 3)).plan.objective
    monkeypatch.setattr(exact, "AT_MOST", 0)
    searched = small(grid(4, 3)).plan
    assert searched.objective == pytest.approx(best)
    assert searched.bound <= best * (1 + 1e-9)


@pytest.mark.parametrize("seconds", [1e-6, 0.05])
def test_hardly_any_time_still_gives_a_plan(seconds: float) -> None:
    hasty = small(seconds=seconds)
    assert faults(GRID, hasty.plan.lots) == ()
    assert hasty.plan.bound <= hasty.plan.objective


def test_who_stops_it_keeps_the_best_so_far() -> None:
    heard: list[Progress] = []

    def stop() -> bool:
        return any(one.doing == "Searching" and one.cost is not None for one in heard)

    stopped = small(seconds=60.0, told=heard.append, stop=stop)
    assert faults(GRID, stopped.plan.lots) == ()
    assert not stopped.finished
    assert "It was stopped before the search was over" in stopped.log[1]
    assert stopped.plan.objective <= min(one.cost for one in heard if one.cost is not None)


def test_stopping_at_once_gives_a_plan_too() -> None:
    stopped = small(seconds=60.0, stop=lambda: True)
    assert faults(GRID, stopped.plan.lots) == ()
    assert not stopped.finished


def test_progress_is_told_with_a_gap_that_never_grows() -> None:
    heard: list[Progress] = []
    small(told=heard.append)
    gaps = [one.gap for one in heard if one.gap is not None]
    assert gaps and gaps == sorted(gaps, reverse=True) and min(gaps) >= 0
    assert {one.doing for one in heard} >= {"Finding a bound", "Searching"}
    assert all(0 <= one.done <= 1 for one in heard)


def test_services_and_ties_and_enough_providers_are_kept_to() -> None:
    instance = mixed()
    one = small(instance)
    assert faults(instance, one.plan.lots) == ()
    assert one.plan.objective == pytest.approx(objective(instance, one.plan.lots))
    assert one.plan.bound <= one.plan.objective


def test_lots_that_pay_for_themselves_are_planned() -> None:
    paying = replace(GRID, bonus_per_provider=15.0)
    one = small(paying).plan
    assert one.objective < 0 and one.bound <= one.objective
    assert faults(paying, one.lots) == ()
    assert one.gap < 0.05


def test_a_cost_of_nought_is_planned() -> None:
    free = replace(GRID, admin_per_lot=0.0, bonus_per_provider=0.0, travel_rate=0.0)
    one = small(free).plan
    assert one.objective == 0 and -1e-9 <= one.bound <= 0
    assert faults(free, one.lots) == ()


def test_ground_in_pieces_is_planned_and_said() -> None:
    apart = two_islands(GRID)
    one = small(apart).plan
    assert faults(apart, one.lots) == ()
    assert remarks(apart) == (
        "The ground is in 2 pieces that are not neighbours (24, 24 areas), so no lot reaches across. If people do cross "
        "there, add the two areas to each other’s neighbours.",
    )


def test_areas_with_no_neighbours_at_all_are_lots_of_their_own() -> None:
    alone = replace(GRID, areas=tuple(replace(one, neighbours=()) for one in GRID.areas))
    one = small(alone).plan
    assert [lot.areas for lot in one.lots] == [(area.id,) for area in alone.areas]
    assert one.bound <= one.objective


def test_an_area_worth_more_than_the_maximum_is_named() -> None:
    heavy = replace(GRID, areas=(replace(GRID.areas[0], value=13.5), *GRID.areas[1:]))
    assert reasons(heavy) == (
        "1 area is worth more than the maximum of 12: 0-0 (13.5). It fits into no lot. Divide it into smaller areas, or "
        "raise the maximum."
    )
    many = replace(GRID, areas=tuple(replace(one, value=2000.0) for one in GRID.areas))
    assert reasons(many).startswith(
        "24 areas are worth more than the maximum of 12: 0-0 (2,000), 1-0 (2,000), 2-0 (2,000) and others. They fit"
    )


def test_no_areas_and_no_maximum_are_said() -> None:
    assert reasons(replace(GRID, areas=(), providers=())) == "It has no areas, so there is nothing to divide."
    empty = replace(GRID, cap=0.0, areas=tuple(replace(one, value=0.0) for one in GRID.areas))
    assert reasons(empty) == "The maximum is 0, so a lot could hold nothing. Give one above nought."


@pytest.mark.parametrize("instance", [SQUARES, GRID], ids=["exact", "searched"])
def test_too_few_providers_anywhere_are_said(instance: Instance) -> None:
    assert "has 9 providers in reach that could carry the maximum" in reasons(replace(instance, at_least=9))


def test_too_few_providers_in_one_piece_are_said() -> None:
    apart = two_islands(GRID)
    here = replace(apart, at_least=1, providers=tuple(Site(one.id, 12.0) for one in GRID.areas))
    assert reasons(here) == (
        "No area among b0-0, b1-0, b2-0 and others has 1 providers in reach that could carry the maximum. Raise the reach, lower "
        "the maximum, or ask for fewer providers."
    )


def test_a_far_corner_that_no_provider_reaches_is_a_word_and_no_crash() -> None:
    """One provider in one corner, and lots too small to reach it from the other."""
    corner = replace(GRID, providers=(Site("0-0", 12.0),), at_least=1, reach=1.5)
    assert "No plan that keeps to the maximum was met, with at least so many providers for each lot." in reasons(corner)
    assert "There is no way to divide it" in reasons(replace(SQUARES, providers=(Site("q1", 6.0),), at_least=1))


def test_areas_that_do_not_pack_are_a_word_and_no_crash() -> None:
    """Twenty areas in a row, each over half of the maximum but for the middle ones; then one whose neighbours are all full."""
    row = grid(13, 1)
    needs = replace(
        row, areas=tuple(replace(one, value=7.0) for one in row.areas), at_least=1, providers=(Site("0-0", 12.0),)
    )
    assert "No plan that keeps to the maximum was met" in reasons(needs)


def test_remarks_say_what_a_reader_ought_to_know() -> None:
    assert remarks(GRID) == ()
    assert remarks(replace(GRID, providers=())) == ("No provider is given, so none counts for any lot.",)
    small_ones = replace(GRID, providers=(Site("0-0", 11.9),))
    assert remarks(small_ones) == (
        "No provider could carry a lot of the maximum value, so none counts for any lot: consider a lower maximum.",
    )
    one_way = replace(GRID, areas=(replace(GRID.areas[0], neighbours=()), *GRID.areas[1:]))
    assert remarks(one_way) == ("2 neighbours are named from one side only; they count both ways.",)


def test_a_choice_of_lots_that_leaves_one_short_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a lot of two services costs is only bounded in the programme: a choice may hold one that too few could do."""
    instance = mixed(at_least=2)
    everything = [0] * len(instance.areas)
    monkeypatch.setattr(planner, "whole_choice", lambda a, lots, begin, seconds: (everything, True))
    assert faults(instance, small(instance).plan.lots) == ()


def test_the_best_whole_choice_among_lots_is_chosen() -> None:
    a = arrays(SQUARES)
    lots = [
        (0, frozenset({0, 1})),
        (3, frozenset({2, 3})),
        (0, frozenset({0})),
        (2, frozenset({1, 2})),
        (3, frozenset({3})),
    ]
    assert whole_choice(a, lots, seconds=5.0) in (([0, 0, 1, 1], True), ([1, 1, 0, 0], True))
    west, east, *_ = lots
    assert whole_choice(a, lots[2:], begin=(west, east), seconds=5.0)[0] in ([0, 0, 1, 1], [1, 1, 0, 0])
    assert whole_choice(a, lots[:1], seconds=5.0)[0] is None
