"""What a centre could gain, against every set of areas that it could take: with and without cuts, connected or not."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepitlocal.steps.contract_size.lots.arrays import Arrays, Floats, arrays
from keepitlocal.steps.contract_size.lots.bound import nearest
from keepitlocal.steps.contract_size.lots.instance import Instance
from keepitlocal.steps.contract_size.lots.pricing import Cuts, Pricing, _Centre, cut_off
from tests.lots_drawn import SQUARES, grid, instances


def joined(a: Arrays, areas: frozenset[int]) -> bool:
    reached = {min(areas)}
    while more := {other for area in reached for other in a.near[area] if other in areas} - reached:
        reached |= more
    return reached == areas


def gain(a: Arrays, centre: int, areas: frozenset[int], prices: Floats, cuts: Cuts, dear: list[float]) -> float:
    """What the areas beside the centre pay, less their travel and the cuts that the whole lot is in."""
    paid = sum(
        prices[area] - a.value[area] * a.rate * float(np.hypot(a.x[area] - a.x[centre], a.y[area] - a.y[centre]))
        for area in areas - {centre}
    )
    return float(paid) - sum(price for three, price in zip(cuts.threes, dear, strict=True) if len(three & areas) >= 2)


def most(a: Arrays, centre: int, prices: Floats, cuts: Cuts, dear: list[float], *, connected: bool) -> float:
    """The slow twin: every set of areas with the centre in it."""
    others = [area for area in range(a.n) if area != centre]
    sets = [frozenset((centre, *more)) for size in range(a.n) for more in combinations(others, size)]
    return max(
        gain(a, centre, areas, prices, cuts, dear)
        for areas in sets
        if a.value[sorted(areas)].sum() <= a.cap and (not connected or joined(a, areas))
    )


@settings(max_examples=200)
@given(
    instances(most=7, services=False, ties=False).filter(lambda one: arrays(one).whole),
    st.integers(0, 2**32 - 1),
    st.integers(0, 5),
    st.sampled_from([0.3, 1.0, 4.0]),
    st.booleans(),
)
def test_the_best_set_is_the_best_of_all(
    instance: Instance, seed: int, cuts_: int, high: float, connected: bool
) -> None:
    a, rng, cuts = arrays(instance), np.random.default_rng(seed), Cuts()
    level = high * (1.0 + instance.admin_per_lot / a.n + a.rate * float(a.value.mean()))
    prices = np.round(rng.normal(1, 1, a.n) * level, 3)
    for _ in range(cuts_ if a.n > 2 else 0):
        cuts.add(frozenset(rng.choice(a.n, 3, replace=False).tolist()))
    dear = (rng.random(len(cuts.threes)) * level).tolist()
    centre = int(rng.integers(a.n))
    far = np.hypot(a.x - a.x[centre], a.y - a.y[centre]) * a.rate
    worth = np.where(a.value > 0, prices / np.where(a.value > 0, a.value, 1) - far, np.inf)
    order = np.array([area for area in np.argsort(-worth) if area != centre], dtype=np.int64)
    one = _Centre(a, centre, order, prices, cuts, dear, 1e-10 * level)
    limit, areas = one.connected() if connected else one.knapsack()
    truth = most(a, centre, prices, cuts, dear, connected=connected)
    if truth <= one.need + 1e-9 * level:
        assert areas is None or one.got <= truth + 1e-9 * level
        assert limit <= one.need + 1e-8 * level
        return
    assert areas is not None
    assert limit == pytest.approx(truth, rel=1e-9, abs=1e-8 * level)
    assert one.got == pytest.approx(gain(a, centre, areas, prices, cuts, dear), rel=1e-9, abs=1e-8 * level)
    assert not connected or joined(a, areas)
    assert a.value[sorted(areas)].sum() <= a.cap


def test_a_lot_of_squares_that_pays() -> None:
    """At prices 7, 5, 6, 6 the west pays 12 for 8 and 2 of travel, the east 12 for 8 and 3; q2 with q3 11 for 10 and 2."""
    a = arrays(SQUARES)
    low, lots = Pricing(a).look(np.array([7.0, 5.0, 6.0, 6.0]), [], connected=True)
    assert {(lot.centre, lot.areas): round(lot.reduced, 9) for lot in lots[:2]} == {
        (0, frozenset({0, 1})): 8 + 2 - 12,
        (3, frozenset({2, 3})): 8 + 3 - 12,
    }
    assert low <= 21


def test_parts_that_are_cut_off_are_found() -> None:
    a = arrays(grid(4, 2))
    assert cut_off(a.near, frozenset({0, 1, 4, 5}), 0) is None
    assert cut_off(a.near, frozenset({0, 1, 3, 7}), 0) == {3, 7}
    assert cut_off(a.near, frozenset({0, 1, 3, 7}), 7) == {0, 1}


def test_the_nearest_are_the_nearest_and_each_its_own_first() -> None:
    a = arrays(grid(5, 4))
    found = nearest(a, 6)
    for centre in range(a.n):
        far = np.hypot(a.x - a.x[centre], a.y - a.y[centre]) * a.rate
        assert found.areas[centre, 0] == centre
        assert sorted(found.travel[centre].tolist()) == pytest.approx(sorted(far.tolist())[:6])
    assert nearest(a, 99).areas.shape == (20, 20)
