"""The search: what it gives is a plan, at the cost it says, and the same again from the same seed."""

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepitlocal.steps.contract_size.lots import search
from keepitlocal.steps.contract_size.lots.arrays import Arrays, arrays, pieces
from keepitlocal.steps.contract_size.lots.instance import Area, Instance, faults, objective
from keepitlocal.steps.contract_size.lots.search import Found, _Run, anneal
from keepitlocal.steps.contract_size.lots.start import division, joined, starts
from tests.lots_drawn import grid, instances, mixed, two_islands
from tests.twins.lots import in_one_piece, least

GRID = grid(8, 6)


def found(instance: Instance, *, moves: int = 20_000, seed: int = 0) -> Found:
    a = arrays(instance)
    return anneal(a, starts(a, seed=seed)[0][1], moves=moves, seed=seed)


@pytest.mark.parametrize(
    "instance",
    [
        GRID,
        mixed(),
        mixed(ties=0, at_least=0),
        two_islands(grid(4, 4)),
        replace(GRID, at_least=2),
        replace(GRID, areas=tuple(replace(one, value=one.value / 10) for one in GRID.areas), cap=1.2),
        replace(GRID, bonus_per_provider=15.0),
        replace(GRID, travel_rate=0.0),
    ],
    ids=["grid", "two services", "two services apart", "islands", "two providers each", "tenths", "lots that pay", "no travel"],
)  # fmt: skip
def test_what_is_found_is_a_plan_at_the_cost_it_says(instance: Instance) -> None:
    one = found(instance)
    lots = arrays(instance).lots(one.lot_of)
    assert faults(instance, lots) == ()
    assert one.cost == pytest.approx(objective(instance, lots), rel=1e-9)
    assert one.finished


def test_it_makes_the_first_division_cheaper() -> None:
    a = arrays(GRID)
    first = anneal(a, starts(a, seed=0)[0][1], moves=0, seed=0)
    assert found(GRID, moves=50_000).cost < 0.99 * first.cost


def test_the_same_seed_gives_the_same_plan_and_another_another() -> None:
    assert found(GRID) == found(GRID)
    assert len({found(GRID, seed=seed, moves=3000).lot_of for seed in range(4)}) > 1


@settings(max_examples=60)
@given(instances(), st.integers(0, 3))
def test_it_is_never_cheaper_than_the_least(instance: Instance, seed: int) -> None:
    a = arrays(instance)
    if max(a.value) > a.cap:
        return
    one = anneal(a, list(range(a.n)), moves=3000, seed=seed)
    optimum = least(instance)
    assert one.cost >= optimum - 1e-9 * abs(optimum) or one.cost == inf
    if one.cost < inf:
        lots = a.lots(one.lot_of)
        assert faults(instance, lots) == ()
        assert one.cost == pytest.approx(objective(instance, lots), rel=1e-9, abs=1e-18)


def test_stopping_at_once_keeps_a_plan() -> None:
    a = arrays(GRID)
    one = anneal(a, starts(a, seed=0)[0][1], moves=10_000, seed=0, pace=lambda done: 1.0)
    assert not one.finished
    assert faults(GRID, a.lots(one.lot_of)) == ()


def test_stopping_half_way_keeps_the_best_so_far() -> None:
    a, start = arrays(GRID), starts(arrays(GRID), seed=0)[0][1]
    none = anneal(a, start, moves=40_000, seed=0, pace=lambda done: 1.0)
    half = anneal(a, start, moves=40_000, seed=0, pace=lambda done: 1.0 if done > 0.5 else done)
    assert not half.finished and half.cost <= none.cost


def test_where_no_division_is_within_the_maximum_none_is_said_to_be() -> None:
    """Three areas of two thirds of the maximum and one that is over it: only lightening could help, and cannot."""
    heavy = replace(GRID, areas=(replace(GRID.areas[0], value=13.0), *GRID.areas[1:]))
    one = found(heavy, moves=2000)
    assert one.cost == inf


def test_costs_kept_up_move_by_move_do_not_drift() -> None:
    """Ties, exchanges, services, merged and split lots: the running total is what it would be if added up anew."""
    a = arrays(mixed())
    run = _Run(a, starts(a, seed=0)[0][1], seed=1, heat=1.0)
    totals: list[tuple[float, float]] = []

    def look(done: float) -> float:
        for lot, held in enumerate(run.members):
            kept, short = run.cost[lot], run.short[lot]
            if held:
                run.recentre(lot)
                assert run.cost[lot] <= kept + 1e-9 or short
            else:
                assert (kept, run.worth[lot]) == (0.0, 0.0)
        totals.append((sum(run.cost), run.best))
        return done

    one = run.run(60_000, search.STRICT, look)
    assert len(totals) > 20
    assert one.cost == pytest.approx(run.best, rel=1e-9)


@pytest.mark.parametrize("instance", [GRID, mixed()], ids=["one service", "two"])
def test_the_cost_of_the_best_is_the_cost_it_had_when_kept(instance: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exchange was once counted twice until the next look at the clock, so that a dearer plan was kept as the best."""
    a = arrays(instance)
    monkeypatch.setattr(search, "_LOOK", 1 << 20)  # only one look, at the first move
    monkeypatch.setattr(search, "_EXCHANGED", 1.0)
    run = _Run(a, starts(a, seed=0)[0][1], seed=1, heat=1.0)
    one = run.run(30_000, search.LOOSE, lambda done: done)
    assert one.cost == pytest.approx(run.best, rel=1e-9)


def test_lightening_takes_lots_under_the_maximum() -> None:
    a = arrays(GRID)
    run = _Run(a, [0] * a.n, seed=0, heat=1.0)  # everything in one lot, several times over the maximum
    run.lighten()
    run.keep()
    assert run.best < inf
    assert faults(GRID, a.lots(run.best_lot_of)) == ()


def test_an_exact_fit_that_floating_point_blurs_is_a_plan() -> None:
    """Two and two tenths in 0.4: every lot is exactly full, and three or more lots cost more."""
    ring = tuple(Area(f"r{k}", float(k % 2), float(k // 2), 0.2, (f"r{(k + 1) % 4}",)) for k in range(4))
    full = Instance(ring, (), 0.4, admin_per_lot=10.0, travel_rate=0.1)
    one = found(full, moves=5000)
    assert len(set(one.lot_of)) == 2


@given(instances(), st.data())
def test_joined_lots_are_connected_and_keep_their_largest_part(instance: Instance, data: st.DataObject) -> None:
    a = arrays(instance)
    lot_of = data.draw(st.lists(st.integers(0, 3), min_size=a.n, max_size=a.n))
    after = joined(a, lot_of)
    assert len(after) == a.n and min(after) >= 0
    for lot in set(after):
        assert in_one_piece(instance, [instance.areas[area].id for area in range(a.n) if after[area] == lot])
    if all(
        in_one_piece(instance, [instance.areas[k].id for k in range(a.n) if lot_of[k] == lot]) for lot in set(lot_of)
    ):
        assert after == lot_of


@given(instances(), st.integers(1, 7))
def test_divisions_are_of_connected_lots(instance: Instance, number: int) -> None:
    a = arrays(instance)
    lot_of = division(a, min(number, a.n), seed=0)
    for lot in set(lot_of):
        assert in_one_piece(instance, [instance.areas[area].id for area in range(a.n) if lot_of[area] == lot])


def test_starts_are_in_order_of_cost_and_repeat() -> None:
    a = arrays(GRID)
    begun = starts(a, seed=5)
    assert [cost for cost, _ in begun] == sorted(cost for cost, _ in begun)
    assert len(begun) > 3
    assert starts(a, seed=5) == begun


def test_pieces_of_the_ground() -> None:
    a: Arrays = arrays(two_islands(grid(3, 2)))
    assert pieces(a.near) == [list(range(6)), list(range(6, 12))]
