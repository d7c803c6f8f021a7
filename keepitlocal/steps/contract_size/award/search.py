"""The best award under limits on number and value and the fewest lots a bidder can take: exact, by branching on a flow.

Without limits on value and without fewest numbers the flow alone is exact. Where its answer holds more than a bidder may,
the cases are told apart so that none is lost: the first of the lots in question is not that bidder's; or the first is and
the second is not; and so on. A case is left when the flow, which forgets those limits, is no better than what was found.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import gcd

from keepitlocal.steps.contract_size.award.flow import Edge, Market, largest

MOST_CASES = 20_000


@dataclass(frozen=True)
class Limits:
    """What an award has to keep to. Values in pence; a bidder that is not in ``least`` takes any number."""

    most_lots: int | None = None
    most_value: int | None = None
    values: Mapping[str, int] = field(default_factory=dict)
    least: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Branch:
    """A part of the cases: lots that are or are not a bidder's, bidders that are out, or in with their fewest."""

    given: frozenset[Edge] = frozenset()
    barred: frozenset[Edge] = frozenset()
    out: frozenset[str] = frozenset()
    taking: frozenset[str] = frozenset()


class TooLarge(Exception):
    """The best award could not be proved in a bounded number of cases."""


@dataclass(frozen=True)
class Aim:
    """What is made as large as it can be: the gain of each lot with each bidder, and of a bidder's nth lot."""

    gains: Mapping[Edge, int]
    nth: Callable[[str, int], int] = lambda bidder, n: 0
    unit: int = 1  # what one of the first aim counts for, where several are packed into one number

    def first(self, packed: int, /) -> int:
        """The first aim alone of a packed number."""
        return (2 * packed + self.unit) // (2 * self.unit)

    def of(self, winners: Mapping[str, str], /) -> int:
        """The whole gain of an award."""
        held: dict[str, int] = {}
        whole = 0
        for lot, name in winners.items():
            held[name] = held.get(name, 0) + 1
            whole += self.gains[lot, name] + self.nth(name, held[name])
        return whole


def best(
    lots: Sequence[str],
    bidders: Sequence[str],
    aim: Aim,
    limits: Limits,
    /,
    *,
    given: frozenset[Edge] = frozenset(),
    unlike: Mapping[str, str] | None = None,
    above: int | None = None,
) -> dict[str, str] | None:
    """The award that gains most; None where none holds to the limits, or none gains more than ``above``.

    With ``given`` those lots are those bidders'. With ``unlike`` some lot of that award is not its bidder's, and the first
    that gains more than ``above`` is enough. Raises TooLarge after a bounded number of cases, the same on every machine.
    """
    start = Branch(given=given)
    waiting = [start] if unlike is None else _unlike(start, unlike)
    prices = Prices(lots, bidders, aim, limits) if limits.most_value is not None else None
    found = _begin(lots, aim, limits, given) if prices is not None and unlike is None and above is None else None
    floor, cases = above if found is None else aim.of(found), 0
    while waiting and not (found and unlike is not None):
        branch = waiting.pop()
        cases += 1
        if cases > MOST_CASES:
            raise TooLarge
        if prices is not None and floor is not None and prices.bound(branch, floor) < aim.first(floor):
            continue
        answer = _relaxed(lots, bidders, aim, limits, branch)
        if answer is None or (floor is not None and aim.of(answer) <= floor):
            continue
        parts = _parts(bidders, limits, branch, answer)
        if parts is None:
            found, floor = answer, aim.of(answer)
        else:
            waiting.extend(reversed(parts))
    return found


def _begin(lots: Sequence[str], aim: Aim, limits: Limits, given: frozenset[Edge]) -> dict[str, str] | None:
    """An award to begin with: the largest gains first, as long as they fit; None where that breaks a limit."""
    award: dict[str, str] = {}
    for lot, name in [*sorted(given), *sorted(aim.gains, key=lambda edge: (-aim.gains[edge], edge))]:
        has = [one for one, who in award.items() if who == name]
        room = limits.most_lots is None or len(has) < limits.most_lots
        value = sum(limits.values[one] for one in (*has, lot))
        if lot not in award and room and (limits.most_value is None or value <= limits.most_value):
            award[lot] = name
    counts = {name: sum(1 for who in award.values() if who == name) for name in award.values()}
    short = any(count < limits.least.get(name, 1) for name, count in counts.items())
    kept = all(award.get(lot) == name for lot, name in given)
    return {lot: award[lot] for lot in lots if lot in award} if kept and not short else None


def _unlike(branch: Branch, award: Mapping[str, str]) -> list[Branch]:
    """Every case in which at least one lot of an award is not its bidder's, each once."""
    edges = list(award.items())
    return [
        replace(branch, given=branch.given | frozenset(edges[:at]), barred=branch.barred | {edge})
        for at, edge in enumerate(edges)
    ]


class Prices:
    """A price on value for each bidder, and the bound that follows: no award within the limits can gain more.

    Lagrangian relaxation of the limits on value (Fisher, 1981): any prices give a valid bound, and better ones are sought
    from the last. All in whole numbers, so that nothing is rounded the wrong way.
    """

    def __init__(self, lots: Sequence[str], bidders: Sequence[str], aim: Aim, limits: Limits) -> None:
        self.lots, self.bidders, self.limits = lots, bidders, limits
        scale = gcd(limits.most_value or 1, *limits.values.values()) or 1
        self.worth = {lot: limits.values[lot] // scale for lot in lots}
        self.most = (limits.most_value or 0) // scale
        self.fine = 64 * max(1, self.most)  # one of gain, in the small units that prices are counted in
        self.gains = {edge: aim.first(gain) for edge, gain in aim.gains.items()}
        self.aim = aim
        self.prices = dict.fromkeys(bidders, 0)
        self.rounds = 60

    def bound(self, branch: Branch, floor: int, /) -> int:
        """The most that the first aim can be in a branch, as soon as it is seen to be less than that of ``floor``."""
        target = self.aim.first(floor)
        least: int | None = None
        kept = self.prices
        rounds, self.rounds = self.rounds, 1
        for _ in range(rounds):
            gains = {
                edge: gain * self.fine - self.prices[edge[1]] * self.worth[edge[0]] for edge, gain in self.gains.items()
            }
            answer = _relaxed(self.lots, self.bidders, Aim(gains), self.limits, branch)
            if answer is None:
                return target - 1
            whole = sum(gains[edge] for edge in answer.items()) + self.most * sum(self.prices.values())
            if least is None or whole < least:
                least, kept = whole, self.prices
            if least // self.fine < target:
                break
            used = dict.fromkeys(self.bidders, -self.most)
            for lot, name in answer.items():
                used[name] += self.worth[lot]
            steep = sum(each * each for each in used.values() if each > 0) or 1
            step = max(self.fine, whole - target * self.fine)
            self.prices = {
                name: max(0, self.prices[name] + step * used[name] // (steep if used[name] > 0 else 4 * steep))
                for name in self.bidders
            }
        self.prices = kept
        return target if least is None else least // self.fine


def _relaxed(
    lots: Sequence[str], bidders: Sequence[str], aim: Aim, limits: Limits, branch: Branch
) -> dict[str, str] | None:
    """The best of a branch where limits on value and fewest numbers not yet decided are forgotten; None where it is empty."""
    fixed = dict(branch.given)
    if len(fixed) < len(branch.given):
        return None
    must = (
        2 * (sum(map(abs, aim.gains.values())) + sum(abs(aim.nth(name, len(lots))) for name in bidders) * len(lots)) + 1
    )
    gains = {
        edge: gain + (must if edge in branch.given else 0)
        for edge, gain in aim.gains.items()
        if edge not in branch.barred and edge[1] not in branch.out and fixed.get(edge[0], edge[1]) == edge[1]
    }
    needed = {name: limits.least[name] for name in branch.taking}

    def nth(name: str, n: int) -> int:
        return aim.nth(name, n) + (must if n <= needed.get(name, 0) else 0)

    room = {name: _room(name, lots, limits, gains) for name in bidders}
    answer = largest(Market(lots, bidders, gains, room, nth))
    held = {name: sum(1 for who in answer.values() if who == name) for name in bidders}
    kept = all(answer.get(lot) == name for lot, name in branch.given)
    return answer if kept and all(held[name] >= needed[name] for name in needed) else None


def _room(name: str, lots: Sequence[str], limits: Limits, gains: Mapping[Edge, int]) -> int:
    """The most lots that a bidder could hold: by number, and by the smallest values among those it may have."""
    room = len(lots) if limits.most_lots is None else limits.most_lots
    if limits.most_value is None:
        return room
    together = fitting = 0
    for value in sorted(limits.values[lot] for lot in lots if (lot, name) in gains):
        together += value
        if together > limits.most_value:
            break
        fitting += 1
    return min(room, fitting)


def _parts(bidders: Sequence[str], limits: Limits, branch: Branch, answer: Mapping[str, str]) -> list[Branch] | None:
    """The parts into which a branch falls where its answer does not hold to a limit; None where it holds to all."""
    for name in bidders:
        has = [lot for lot, who in answer.items() if who == name]
        if limits.most_value is not None and sum(limits.values[lot] for lot in has) > limits.most_value:
            return list(_without_one(branch, name, [lot for lot in has if (lot, name) not in branch.given]))
        if 0 < len(has) < limits.least.get(name, 1):
            fixed = any(edge[1] == name for edge in branch.given)
            inside = replace(branch, taking=branch.taking | {name})
            return [inside] if fixed else [replace(branch, out=branch.out | {name}), inside]
    return None


def _without_one(branch: Branch, name: str, lots: Sequence[str]) -> Iterator[Branch]:
    """Every case in which at least one of the lots is not the bidder's, each once."""
    for at, lot in enumerate(lots):
        taken = frozenset((one, name) for one in lots[:at])
        yield replace(branch, given=branch.given | taken, barred=branch.barred | {(lot, name)})
