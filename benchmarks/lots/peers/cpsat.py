"""Peer: the whole problem, exactly, for OR-Tools' CP-SAT, started from the greedy plan.

Which area goes to which centre; every area that is no centre hangs from one neighbour of its own lot, one step further from the centre
than that neighbour, so lots are connected and nothing else is asked: its bound is a bound for the problem. An area and a centre are
left apart only where no way between them is worth at most the cap. Pence and pounds are rounded in the bound's favour.

Its limits: the model grows with the square of the areas, so it is run on small instances only.
"""

from math import ceil, floor
from typing import Any

from benchmarks.lots.peers.greedy import greedy
from benchmarks.lots.peers.shared import Found, Problem, reachable, run

SCALE = 100


def cpsat(problem: Problem, *, seconds: float, seed: int, workers: int) -> Found:
    """Solve within the seconds: the best plan, and the solver's bound."""
    from ortools.sat.python import cp_model

    model, areas = cp_model.CpModel(), range(len(problem.ids))
    held = {(area, centre): model.new_bool_var("") for centre in areas for area in reachable(problem, centre)}
    step = [model.new_int_var(0, len(areas), "") for _ in areas]
    hangs = {(above, area): model.new_bool_var("") for area in areas for above in problem.near[area]}
    centres = [[centre for centre in areas if (area, centre) in held] for area in areas]
    for area in areas:
        model.add_exactly_one(held[area, centre] for centre in centres[area])
        model.add_exactly_one([held[area, area], *(hangs[above, area] for above in problem.near[area])])
        for above in problem.near[area]:
            model.add(step[area] >= step[above] + 1).only_enforce_if(hangs[above, area])
            for centre in centres[area]:
                inside = [held[above, centre]] if (above, centre) in held else []
                model.add_bool_or([hangs[above, area].negated(), held[area, centre].negated(), *inside])
    for (area, centre), var in held.items():
        if area != centre:
            model.add_implication(var, held[centre, centre])
            model.add_bool_or([var.negated(), *(held[o, centre] for o in problem.near[area] if (o, centre) in held)])
    for centre in areas:
        worth = [(floor(problem.value[area]), held[area, centre]) for area in areas if (area, centre) in held]
        model.add(sum(value * var for value, var in worth) <= ceil(problem.cap) * held[centre, centre])
    model.minimize(sum(floor(SCALE * cost) * held[pair] for pair, cost in costs(problem, held).items()))
    _start(model, problem, held, hangs, step)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = workers
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        print("found no plan: the greedy one stands", flush=True)
        return greedy(problem)[0], None
    bound = solver.best_objective_bound / SCALE
    lots = [[area for area in areas if (area, centre) in held and solver.value(held[area, centre])] for centre in areas]
    return [lot for lot in lots if lot], bound


def _start(model: Any, problem: Problem, held: Any, hangs: Any, step: list[Any]) -> None:
    """The greedy plan as a whole hint: what goes where, and what hangs from what."""
    above: dict[int, int] = {}
    of, steps = {}, {}
    for lot in greedy(problem)[0]:
        ready = [problem.best(lot)[1]]
        of.update(dict.fromkeys(lot, ready[0]))
        steps[ready[0]] = 0
        for area in ready:
            for other in problem.near[area]:
                if other in set(lot) and other not in steps:
                    above[other], steps[other] = area, steps[area] + 1
                    ready.append(other)
    for (area, centre), var in held.items():
        model.add_hint(var, of[area] == centre)
    for (one, other), var in hangs.items():
        model.add_hint(var, above.get(other) == one)
    for area, var in enumerate(step):
        model.add_hint(var, steps[area])


def costs(problem: Problem, pairs: Any, /) -> dict[tuple[int, int], float]:
    """What it costs that an area goes to a centre; the centre's own pair bears the letting."""
    return {
        (area, centre): float(
            problem.rate * problem.value[area] * problem.away[area, centre]
            + (problem.letting[centre] if area == centre else 0)
        )
        for area, centre in pairs
    }


if __name__ == "__main__":
    run(cpsat)
