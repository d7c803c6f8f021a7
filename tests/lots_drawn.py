"""Small problems of lots for tests: four squares in a row, grids, and what Hypothesis draws, made to be awkward."""

import random
from dataclasses import replace

from hypothesis import strategies as st

from keepitlocal.steps.contract_size.lots.instance import Area, Instance, Site, Tie

SQUARES = Instance(
    areas=tuple(
        Area(f"q{number}", float(number), 0.0, value, tuple(f"q{other}" for other in (number - 1, number + 1) if 1 <= other <= 4))
        for number, value in ((1, 4.0), (2, 2.0), (3, 3.0), (4, 3.0))
    ),
    providers=(Site("q1", 6.0), Site("q4", 9.0), Site("q4", 5.0)),
    cap=6.0,
    admin_per_lot=10.0,
    bonus_per_provider=2.0,
    max_providers_counted=1,
    reach=1.0,
    travel_rate=0.5,
    distance_scale=2.0,
)  # fmt: skip


def grid(wide: int, tall: int, *, cap: float = 12.0, step: int = 7) -> Instance:
    """Areas beside one another with uneven values, all whole, and a provider in every third."""
    spots = {(x, y): f"{x}-{y}" for y in range(tall) for x in range(wide)}
    areas = tuple(
        Area(
            name,
            float(x),
            float(y),
            float(1 + (step * (x + wide * y)) % 5),
            tuple(spots[spot] for spot in ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)) if spot in spots),
        )
        for (x, y), name in spots.items()
    )
    sites = tuple(Site(area.id, cap) for area in areas[::3])
    return Instance(areas, sites, cap, 20.0, 2.0, 3, 2.5, 0.6, 1.3)


def two_islands(instance: Instance) -> Instance:
    """The same ground twice, the second far away and no neighbour of the first."""
    other = tuple(
        Area(f"b{one.id}", one.x + 50, one.y, one.value, tuple(f"b{near}" for near in one.neighbours))
        for one in instance.areas
    )
    sites = tuple(Site(f"b{site.area}", site.capacity) for site in instance.providers)
    return replace(instance, areas=instance.areas + other, providers=instance.providers + sites)


def mixed(*, ties: int = 25, at_least: int = 1) -> Instance:
    """The grid twice over, for two services that are neighbours where they share an area; some providers do one alone."""
    areas = [
        replace(one, id=f"{one.id}{kind}", service=kind, neighbours=(*(f"{near}{kind}" for near in one.neighbours), f"{one.id}{other}"))
        for kind, other in ("ab", "ba")
        for one in grid(5, 4).areas
    ]  # fmt: skip
    rng = random.Random(3)
    does = [frozenset(), frozenset("a"), frozenset("b")]
    sites = tuple(Site(rng.choice(areas).id, 14.0, rng.choice(does)) for _ in range(24))
    tied = tuple(Tie(rng.choice(areas).id, rng.choice(areas).id, float(rng.randint(1, 4))) for _ in range(ties))
    return Instance(tuple(areas), sites, 14.0, 20.0, 2.0, 3, 2.5, 0.6, 1.3, at_least, tied)


VALUES = {
    "whole": st.integers(0, 9).map(float),
    "tenths": st.integers(0, 9).map(lambda tenths: tenths * 0.1),  # sums that floating point cannot hold
    "mostly nought": st.sampled_from([0.0, 0.0, 3.0]),
    "any": st.floats(0.0, 1.0),
    "the same": st.just(0.1),
}


@st.composite
def instances(draw: st.DrawFn, *, most: int = 7, services: bool = True, ties: bool = True) -> Instance:
    """Problems of a few areas: full maxima, no providers, one spot, bonuses above the cost of a lot, ground in pieces."""
    n = draw(st.integers(1, most))
    scale = draw(st.sampled_from([1.0, 1.0, 1e-6, 1e6]))
    values = [scale * draw(VALUES[kind]) for kind in [draw(st.sampled_from(sorted(VALUES)))] for _ in range(n)]
    spots = draw(st.sampled_from(["grid", "one spot", "line", "anywhere"]))
    where = {
        "grid": [(float(k % 3), float(k // 3)) for k in range(n)],
        "one spot": [(1.0, 1.0)] * n,
        "line": [(float(k), 0.0) for k in range(n)],
        "anywhere": [(draw(st.floats(0, 4)), draw(st.floats(0, 4))) for _ in range(n)] if spots == "anywhere" else [],
    }[spots]
    kinds = draw(st.sampled_from([("",), ("",), ("a", "b"), ("a", "b", "c")] if services else [("",)]))
    areas = tuple(
        Area(
            f"a{k}",
            *where[k],
            values[k],
            tuple(f"a{other}" for other in range(n) if other != k and draw(st.integers(0, 2)) == 0),
            draw(st.sampled_from(kinds)),
        )
        for k in range(n)
    )
    cap = draw(
        st.sampled_from(
            [max(values), 1.5 * max(values), sum(values[: n // 2 + 1]), sum(values), 2 * sum(values), 0.7 * scale]
        )
    )
    cap = cap or scale
    does = st.just(frozenset()) if kinds == ("",) else st.frozensets(st.sampled_from(kinds))
    sites = tuple(
        Site(f"a{draw(st.integers(0, n - 1))}", cap * draw(st.sampled_from([0.5, 1.0, 2.0])), draw(does))
        for _ in range(draw(st.sampled_from([0, 1, 3, 6])))
    )
    some = draw(st.sampled_from([0, 0, 3])) if ties else 0
    tied = tuple(
        Tie(f"a{draw(st.integers(0, n - 1))}", f"a{draw(st.integers(0, n - 1))}", scale * draw(st.integers(0, 3)))
        for _ in range(some)
    )
    return Instance(
        areas,
        sites,
        cap,
        admin_per_lot=scale * draw(st.sampled_from([0, 1, 3, 10])),
        bonus_per_provider=scale * draw(st.sampled_from([0, 0, 1, 5])),
        max_providers_counted=draw(st.sampled_from([0, 1, 2, 5])),
        reach=draw(st.sampled_from([0.0, 1.0, 1.5, 1e6])),
        travel_rate=draw(st.sampled_from([0.0, 0.1, 1.0, 3.0])),
        distance_scale=draw(st.sampled_from([1.0, 1.3])),
        at_least=draw(st.sampled_from([0, 0, 0, 1, 2])),
        ties=tied,
    )  # fmt: skip
