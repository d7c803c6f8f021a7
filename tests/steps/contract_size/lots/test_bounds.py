"""No bound is ever above what the best plan costs: every one of them, at any prices, however early it is stopped.

A bound above the optimum would be a lie in every plan that carries it, so this is tried harder than anything else here.
"""

from dataclasses import replace
from math import inf
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepitlocal.steps.contract_size.lots import bound as bounds
from keepitlocal.steps.contract_size.lots import exact, pricing
from keepitlocal.steps.contract_size.lots.arrays import Arrays, Floats, arrays, fewest
from keepitlocal.steps.contract_size.lots.bound import bound, proved
from keepitlocal.steps.contract_size.lots.columns import Raising
from keepitlocal.steps.contract_size.lots.instance import Area, Instance, Site, faults
from keepitlocal.steps.contract_size.lots.planner import NoPlan, plan
from keepitlocal.steps.contract_size.lots.pricing import Pricing
from keepitlocal.steps.contract_size.lots.reasons import reasons_against
from tests.lots_drawn import SQUARES, grid, instances, two_islands
from tests.twins.lots import least

CLOSE = 1e-7


def below(low: float, optimum: float) -> bool:
    """Whether a bound holds; any bound does where there is no plan."""
    return low <= optimum + CLOSE * abs(optimum)


def level(a: Arrays, optimum: float) -> float:
    """About what an area pays."""
    return max(abs(optimum) if optimum < inf else 1.0, 1e-9 * a.cap) / a.n


class Limits:
    """The planner's own limits, drawn anew for each example."""

    def __init__(self, near: int, near_priced: int, nodes: int, joined: int) -> None:
        self.own = (
            (bounds, "_NEAR", near),
            (pricing, "_NEAR", near_priced),
            (pricing, "_NODES", nodes),
            (pricing, "_JOINED", joined),
        )

    def __enter__(self) -> None:
        self.patch = pytest.MonkeyPatch()
        for module, name, value in self.own:
            self.patch.setattr(module, name, value)

    def __exit__(self, *_: object) -> None:
        self.patch.undo()


LIMITS = st.builds(
    Limits,
    st.sampled_from([128, 2, 3]),
    st.sampled_from([128, 2, 3]),
    st.sampled_from([20_000, 1, 3]),
    st.sampled_from([150, 1, 3]),
)
SEEDS = st.integers(0, 2**32 - 1)


@settings(max_examples=150)
@given(instances(), LIMITS, st.sampled_from([0, 1, 7, 80]))
def test_the_first_bound_holds_whatever_the_rounds(instance: Instance, limits: Limits, rounds: int) -> None:
    a, optimum = arrays(instance), least(instance)
    with limits:
        assert below(bound(a, rounds=rounds).value, optimum)


@settings(max_examples=200)
@given(instances(), SEEDS, st.sampled_from([0.1, 1.0, 2.0, 10.0]), st.sampled_from([0.0, 1.0]))
def test_any_prices_prove_a_bound(instance: Instance, seed: int, high: float, middle: float) -> None:
    a, optimum = arrays(instance), least(instance)
    prices = np.random.default_rng(seed).normal(middle, 1, a.n) * high * level(a, optimum)
    assert below(proved(a, prices), optimum)


@settings(max_examples=200)
@given(instances(), LIMITS, SEEDS, st.sampled_from([0.5, 1.0, 2.0, 10.0]), st.booleans(), st.booleans())
def test_whole_lots_prove_a_bound_at_any_prices_and_cuts(
    instance: Instance, limits: Limits, seed: int, high: float, connected: bool, negative: bool
) -> None:
    a, optimum, rng = arrays(instance), least(instance), np.random.default_rng(seed)
    prices = rng.normal(1, 1, a.n) * high * level(a, optimum)
    with limits:
        one = Pricing(a)
        for _ in range(rng.integers(0, 5) if a.n > 2 else 0):
            one.cuts.add(frozenset(rng.choice(a.n, 3, replace=False).tolist()))
        dear = (rng.random(len(one.cuts.threes)) * level(a, optimum) * rng.integers(0, 3)).tolist()
        each = float(rng.random() * level(a, optimum) * rng.integers(0, 3))
        low, lots = one.look(prices if negative else np.maximum(prices, 0), dear, each=each, connected=connected)
    assert below(low, optimum)
    assert all(lot.centre in lot.areas for lot in lots)


@settings(max_examples=100)
@given(instances(), SEEDS, st.sampled_from([0.0, 0.02, 0.2]), st.booleans())
def test_prices_that_are_nearly_the_best_prove_a_bound_too(
    instance: Instance, seed: int, noise: float, connected: bool
) -> None:
    """At most prices a bound is low, and would hold though something were forgotten: here it hardly could be higher."""
    a, optimum, rng = arrays(instance), least(instance), np.random.default_rng(seed)
    if reasons_against(a) or a.n < 3 or optimum == inf:
        return
    raising = Raising(a, np.zeros(a.n), optimum, lambda done: True)
    raising.run([])
    prices = raising.prices * (1 + noise * rng.normal(0, 1, a.n))
    one = Pricing(a)
    for _ in range(rng.integers(1, 5)):
        one.cuts.add(frozenset(rng.choice(a.n, 3, replace=False).tolist()))
    dear = rng.random(len(one.cuts.threes)) * level(a, optimum)
    assert below(proved(a, prices), optimum)
    each = max(0.0, raising.each * (1 + noise * float(rng.normal(0, 1))))
    assert below(one.look(prices, dear.tolist(), each=each, connected=connected)[0], optimum)


@settings(max_examples=120)
@given(instances(), LIMITS, SEEDS, st.sampled_from([3, 40, 300]), st.sampled_from([1.0, 2.0, 0.0, -1.0]))
def test_a_raised_bound_holds_however_early_it_stops(
    instance: Instance, limits: Limits, seed: int, steps: int, aim: float
) -> None:
    a, optimum = arrays(instance), least(instance)
    if reasons_against(a):
        return
    left = iter(range(steps))
    prices = np.random.default_rng(seed).normal(0, 1, a.n) * level(a, optimum)
    target = aim * optimum if 0 < optimum < inf else aim
    with limits:
        raising = Raising(a, prices, target, lambda done: next(left, None) is not None)
        assert below(raising.run([]).value, optimum)
        assert below(raising.connect(), optimum)


@settings(max_examples=60)
@given(instances(), SEEDS)
def test_the_search_of_large_problems_keeps_its_word_on_small_ones(instance: Instance, seed: int) -> None:
    optimum = least(instance)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact, "AT_MOST", 0)
        try:
            found = plan(instance, seconds=0.1, seed=seed % 5).plan
        except NoPlan:
            return  # that there is none is only known to the exact way
    assert faults(instance, found.lots) == ()
    assert found.objective >= optimum - CLOSE * abs(optimum)
    assert below(found.bound, optimum)


@pytest.mark.parametrize(
    ("wide", "tall", "cap", "step", "close"),
    [(4, 1, 6.0, 7, 1.0), (3, 3, 9.0, 7, 1.0), (3, 3, 7.0, 3, 1.0), (5, 2, 9.0, 3, 1.0), (4, 2, 8.0, 7, 0.9)],
)
def test_the_bound_of_connected_lots_comes_close(wide: int, tall: int, cap: float, step: int, close: float) -> None:
    """A bound of minus infinity would hold too. Where it is not exact, lots in halves round a ring of areas cost less."""
    a = arrays(grid(wide, tall, cap=cap, step=step))
    found = exact.best(a)
    assert found is not None
    raising = Raising(a, np.zeros(a.n), found[1], lambda done: True)
    low = raising.run([]).value
    high = raising.connect()
    assert 0.7 * found[1] <= low <= high
    assert close * found[1] <= high * (1 + 5e-5)  # it ends where it is within two parts in a hundred thousand


def awkward() -> dict[str, Instance]:
    """Problems of which each once broke a bound, or could."""
    squares = SQUARES.areas
    exactly = Instance(
        # 1.2 less three times 0.3 is less than 0.3 to floating point, but four times 0.3 is 1.2 exactly.
        tuple(Area(f"t{k}", 0.0, 0.0, 0.3, tuple(f"t{other}" for other in range(4) if other != k)) for k in range(4)),
        (),
        1.2,
        admin_per_lot=0.1,
    )
    return {
        "squares": SQUARES,
        "a full maximum that floating point misses": exactly,
        "slight values": replace(SQUARES, areas=tuple(replace(one, value=1e-310) for one in squares)),
        "one slight value": replace(SQUARES, areas=(*squares[:3], replace(squares[3], value=1e-310))),
        "nought beside dear lots": replace(
            SQUARES, areas=(*squares[:2], replace(squares[2], value=0.0), squares[3]), admin_per_lot=1e13
        ),
        "costs of millionths": replace(SQUARES, admin_per_lot=1e-11, travel_rate=1e-13, bonus_per_provider=0.0),
        "lots that pay": replace(SQUARES, bonus_per_provider=20.0, max_providers_counted=2, reach=100.0),
        "no travel": replace(SQUARES, travel_rate=0.0),
        "no providers": replace(SQUARES, providers=()),
        "everything is free": replace(SQUARES, admin_per_lot=0.0, bonus_per_provider=0.0, travel_rate=0.0),
        "a centre that is impossible": replace(SQUARES, at_least=1),
        "one lot may hold all": replace(SQUARES, cap=12.0, providers=(Site("q2", 12.0),), reach=1e9),
    }


@pytest.mark.parametrize("name", awkward())
@pytest.mark.parametrize("connected", [False, True])
def test_awkward_problems_are_bounded(name: str, connected: bool) -> None:
    instance = awkward()[name]
    a, optimum, rng = arrays(instance), least(instance), np.random.default_rng(1)
    assert below(bound(a, rounds=100).value, optimum)
    for high in (0.5, 0.9, 1.0, 1.02, 1.1, 1.5, 10.0) * 10:
        prices: Floats = rng.normal(1, rng.choice([0.01, 0.5]), a.n) * high * abs(optimum or 1.0) / a.n
        assert below(proved(a, prices), optimum)
        assert below(Pricing(a).look(prices, [], connected=connected)[0], optimum)
    raising = Raising(a, np.zeros(a.n), optimum, lambda done: True)
    raising.run([])
    assert below(raising.connect(), optimum)


def test_the_maximum_that_floating_point_misses_is_reached() -> None:
    """Its one lot is exactly full, so a bound that left no room would say that two are needed."""
    instance = awkward()["a full maximum that floating point misses"]
    assert least(instance) == 0.1
    assert plan(instance).plan.objective == 0.1


@pytest.mark.parametrize("limits", [{}, {"near": 2}, {"nodes": 1}, {"joined": 1}, {"near": 3, "nodes": 2, "joined": 2}])
def test_limits_make_a_bound_lower_and_never_higher(limits: dict[str, Any]) -> None:
    """Twelve areas, of which every division is tried; each limit is hit on them."""
    a = arrays(grid(4, 3, cap=9.0))
    found = exact.best(a)
    assert found is not None
    near = limits.get("near", 128)
    with Limits(near, near, limits.get("nodes", 20_000), limits.get("joined", 150)):
        first = bound(a, rounds=200)
        raising = Raising(a, first.prices, found[1], lambda done: True)
        raised = raising.run([]).value
        connected = raising.connect()
    assert below(first.value, found[1]) and below(raised, found[1]) and below(connected, found[1])
    if not limits:
        assert 0.8 * found[1] < first.value < raised < connected


def test_areas_of_no_value_are_taken_beside_a_lot_that_is_full() -> None:
    """Once half of the last area is taken nothing of value fits, but the two of no value still do and still pay."""
    spots = ((0.0, 0.0, 3.0), (0.0, 10.0, 0.0), (1.0, 10.0, 0.0), (1.5, 0.0, 3.0))
    areas = tuple(Area(f"n{k}", x, y, value, ("n0", "n1", "n2")) for k, (x, y, value) in enumerate(spots))
    instance = Instance(areas, (), 4.5, 1.0, travel_rate=0.13)
    a = arrays(instance)
    assert least(instance) == 2
    for connected in (False, True):
        assert Pricing(a).look(np.array([0.95, 0.25, 0.2, 0.65]), [], connected=connected)[0] <= 2


def test_the_fewest_lots_are_those_that_could_hold_the_value() -> None:
    full = awkward()["a full maximum that floating point misses"]
    assert fewest(arrays(full)) == 1
    assert fewest(arrays(SQUARES)) == 2  # 12 over 6
    assert fewest(arrays(replace(SQUARES, cap=5.9))) == 3
    assert fewest(arrays(two_islands(replace(SQUARES, cap=9.0)))) == 4
    assert fewest(arrays(replace(full, areas=tuple(replace(one, value=0.0) for one in full.areas)))) == 1


@given(instances())
def test_no_plan_has_fewer_than_the_fewest_lots(instance: Instance) -> None:
    found = exact.best(arrays(instance))
    assert found is None or len(set(found[0])) >= fewest(arrays(instance))


def test_a_free_area_far_away_counts_for_every_centre() -> None:
    """Areas of no value cost no travel, so one that is not among the near ones could still be in a lot."""
    line = tuple(
        Area(f"l{k}", float(k), 0.0, 1.0 if k else 0.0, tuple(f"l{j}" for j in (k - 1, k + 1) if 0 <= j < 6))
        for k in range(6)
    )
    instance = Instance(line, (Site("l5", 5.0),), 5.0, 10.0, travel_rate=0.1)
    a, optimum = arrays(instance), least(instance)
    prices = np.array([9.0, 2.0, 2.0, 2.0, 2.0, 2.0])
    with Limits(2, 2, 20_000, 150):
        for connected in (False, True):
            assert below(Pricing(a).look(prices, [], connected=connected)[0], optimum)
