"""Peer: the whole problem, exactly, as a mixed-integer program for HiGHS, started from the greedy plan.

Which area goes to which centre; every area takes one unit of a flow that starts at centres and runs only between areas of one lot,
so lots are connected and nothing else is asked: its bound is a bound for the problem. An area goes to a centre only where a neighbour
does too, which the flow implies and which makes the bound better. An area and a centre are left apart only where no way between them is
worth at most the cap.

Its limits: the model grows with the square of the areas, so it is run on small instances only; it wants minutes for its first bound.
"""

from math import inf
from typing import Any

from benchmarks.lots.peers.cpsat import costs
from benchmarks.lots.peers.greedy import greedy
from benchmarks.lots.peers.shared import Found, Problem, reachable, run

Row = tuple[float, float, dict[int, float]]


def highs(problem: Problem, *, seconds: float, seed: int, workers: int) -> Found:
    """Solve within the seconds: the best plan, and the solver's bound."""
    import highspy

    areas = range(len(problem.ids))
    held = {pair: n for n, pair in enumerate((area, centre) for centre in areas for area in reachable(problem, centre))}
    ways = [(one, other) for one in areas for other in problem.near[one]]
    open_ = {way: len(held) + n for n, way in enumerate(ways)}
    flow = {way: len(held) + len(ways) + n for n, way in enumerate(ways)}
    start = {area: len(held) + 2 * len(ways) + area for area in areas}
    price = costs(problem, held)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("random_seed", seed)
    solver.setOptionValue("threads", workers)
    size = len(held) + 2 * len(ways) + len(areas)
    solver.addVars(size, [0.0] * size, [1.0] * (len(held) + len(ways)) + [float(len(areas))] * (len(ways) + len(areas)))
    whole = [*held.values(), *open_.values()]
    solver.changeColsIntegrality(len(whole), whole, [highspy.HighsVarType.kInteger] * len(whole))
    solver.changeColsCost(len(held), list(held.values()), [price[pair] for pair in held])
    for low, high, row in _rows(problem, held, open_, flow, start):
        solver.addRow(low, high, len(row), list(row), list(row.values()))
    solver.setSolution(*_started(problem, held))
    solver.run()
    values, info = solver.getSolution().col_value, solver.getInfo()
    bound = info.mip_dual_bound if abs(info.mip_dual_bound) < 1e30 else None
    lots = (
        [[area for area in areas if (area, centre) in held and values[held[area, centre]] > 0.5] for centre in areas]
        if values
        else []
    )
    if sum(map(len, lots)) != len(areas):
        print("found no plan: the greedy one stands", flush=True)
        return greedy(problem)[0], bound
    return [lot for lot in lots if lot], bound


def _rows(
    problem: Problem, held: dict[Any, int], open_: dict[Any, int], flow: dict[Any, int], start: dict[int, int]
) -> list[Row]:
    most, rows = float(len(problem.ids)), []
    in_lot: list[dict[int, float]] = [{} for _ in problem.ids]
    number: list[dict[int, float]] = [{} for _ in problem.ids]
    loads: list[dict[int, float]] = [{} for _ in problem.ids]
    for (area, centre), var in held.items():
        in_lot[area][var] = 1.0
        number[area][var] = float(centre)
        loads[centre][var] = float(problem.value[area]) - (problem.cap if area == centre else 0)
        if area != centre:
            rows.append((-inf, 0.0, {var: 1.0, held[centre, centre]: -1.0}))
            if centre not in problem.near[area]:
                beside = {held[o, centre]: -1.0 for o in problem.near[area] if (o, centre) in held}
                rows.append((-inf, 0.0, {var: 1.0, **beside}))
    for area in range(len(problem.ids)):
        rows.append((1.0, 1.0, in_lot[area]))
        rows.append((-inf, 0.0, loads[area]))
        rows.append((-inf, 0.0, {start[area]: 1.0, held[area, area]: -most}))
        balance = {flow[o, area]: 1.0 for o in problem.near[area]} | {flow[area, o]: -1.0 for o in problem.near[area]}
        rows.append((1.0, 1.0, {**balance, start[area]: 1.0}))
    for (one, other), var in open_.items():
        rows.append((-inf, 0.0, {flow[one, other]: 1.0, var: -most}))
        same = number[one] | {v: -n for v, n in number[other].items()}
        rows.append((-inf, most, {**same, var: most}))
        rows.append((-inf, most, {**{v: -n for v, n in same.items()}, var: most}))
    return rows


def _started(problem: Problem, held: dict[Any, int]) -> tuple[int, Any, Any]:
    """The greedy plan as a start: what goes where; the solver finds the flow."""
    import numpy as np

    chosen = {(area, problem.best(lot)[1]) for lot in greedy(problem)[0] for area in lot}
    return len(held), np.array(list(held.values()), dtype=np.int32), np.array([float(pair in chosen) for pair in held])


if __name__ == "__main__":
    run(highs)
