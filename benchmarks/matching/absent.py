"""Payees that are in no register: unseen names, near misses, sole traders, departments, public bodies.

Each is checked against the register: nobody has its key, with or without gaps, nobody is one slip away, nobody's name begins it (a branch
of a registered body would be an answer), and nobody's name goes on from it.
"""

from collections.abc import Iterator, Sequence
from itertools import count as count_up
from random import Random
from typing import Any

import numpy as np

from benchmarks.matching.answers import Answers, plain
from benchmarks.matching.damage import split_form
from benchmarks.matching.register import make_register, render, weighted
from benchmarks.matching.vocabulary import Pool

_DEPARTMENTS = (
    "3 {place} Leisure Centre Imprest", "2 Children's Services Petty Cash", "2 Payroll Suspense {number}",
    "2 Adult Social Care Direct Payments {letters}", "2 {place} Library Petty Cash",
    "1 Schools Catering Recharge {number}", "1 Housing Benefit Overpayments", "1 Sundry Creditor {number}",
    "1 Council Tax Refund {letters}", "2 {place} Childrens Centre Imprest Account",
    "1 Internal Transfer {place} Depot", "1 One Off Payment {number}", "2 Foster Carer Payments {letters}",
    "1 {activity} Trading Account Recharge", "1 Cash in Transit {place}", "1 Members Allowances {number}",
    "1 Business Rates Refund {surname}", "2 {place} Day Centre Petty Cash", "1 Elections Account {place}",
)  # fmt: skip
_PUBLIC = (
    "2 {place} Council Pension Fund", "2 HM Courts and Tribunals {place}", "2 NHS {place} Integrated Care Board",
    "2 {place} Police and Crime Commissioner", "1 HMRC {letters} Accounts Office", "1 Teachers Pensions {place}",
    "2 {place} Combined Authority", "1 Environment Agency {place}", "1 {place} Magistrates Court",
    "1 Department for {activity} and {activity}", "2 {place} Metropolitan Borough", "1 {place} Probation Service",
    "2 Dr {surname} and Partners Surgery", "2 {place} Road Surgery", "1 {place} Joint Waste Authority",
)  # fmt: skip
_TRADERS = (
    "3 {given} {surname} {activity}", "2 {letters} {surname} {activity}", "2 {given}'s {activity}",
    "2 {surname} & {surname} {activity}", "2 {given} {surname} T/A {ordinary} {activity}",
    "1 The {ordinary} {surname}", "1 {ordinary} {activity} {place}", "1 {given} {surname} {generic}",
    "1 {surname} Bros {activity}", "1 {place} {surname} {activity} {generic}", "1 {given} & {given} {activity}",
)  # fmt: skip
# Share of the absent names of each sort.
SHARES = {"unseen": 0.45, "near": 0.2, "trader": 0.15, "department": 0.1, "public": 0.1}


def absent_names(count: int, names: Any, answers: Answers, words: dict[str, Pool], seed: int) -> list[tuple[str, int]]:
    """``count`` names in no register, each with the row it nearly is (-1: none)."""
    numbers = np.random.default_rng([seed, 3])
    rng = Random(f"{seed} absent")
    sources: dict[str, Iterator[tuple[str, int]]] = {
        "unseen": _strangers(count, seed, rng),
        "near": (near_miss(names, words, rng, numbers) for _ in count_up()),
        "trader": _rendered(_TRADERS, words, numbers),
        "department": _rendered(_DEPARTMENTS, words, numbers),
        "public": _rendered(_PUBLIC, words, numbers),
    }
    found: dict[str, tuple[str, int]] = {}
    for sort, share in SHARES.items():
        wanted = len(found) + max(round(count * share), 1)
        while len(found) < wanted:
            name, row = next(sources[sort])
            key = plain(name)
            if key not in found and is_absent(key, answers):
                found[key] = (name, row)
    return list(found.values())[:count]


def _strangers(count: int, seed: int, rng: Random) -> Iterator[tuple[str, int]]:
    """Names of registers that nobody was asked about, with more charities, schools and the like than a register has."""
    for number in count_up():
        stranger = make_register(max(count * 4, 2_000), seed + 1_000 + number)
        rows = [
            row for row, kind in enumerate(stranger["kind"].to_pylist()) if kind != "company" or rng.random() < 0.15
        ]
        rng.shuffle(rows)
        yield from ((name, -1) for name in stranger["name"].take(rows).to_pylist())


def _rendered(lines: Sequence[str], words: dict[str, Pool], numbers: Any) -> Iterator[tuple[str, int]]:
    parsed = tuple(weighted(line) for line in lines)
    while True:
        yield from ((name, -1) for name in render(parsed, 500, words, numbers)[0].to_pylist())


def is_absent(key: str, answers: Answers) -> bool:
    """Whether nobody in the register could be meant."""
    if len(key) < 5 or answers.written_apart(key) or answers.beginnings(key) or answers.going_on(key, 1):
        return False
    return not answers.near(key)


def near_miss(names: Any, words: dict[str, Pool], rng: Random, numbers: Any) -> tuple[str, int]:
    """A registered name with its last telling word another of the same sort, so that it is somebody else's."""
    row = rng.randrange(len(names))
    body, form = split_form(names[row].as_py())
    parts = body.split()
    if len(parts) < 2:
        return near_miss(names, words, rng, numbers)
    pool = words[rng.choice(("activity", "place", "ordinary", "surname"))]
    word = pool.words[int(pool.draw(1, numbers)[0])].as_py()
    return f"{' '.join(parts[:-1])} {word} {form}".strip(), row
