"""Who is one supplier, and the index of each cut from sums a supplier."""

from collections.abc import Iterable, Mapping
from math import isqrt
from typing import Any

from keepitlocal.domain.shares import herfindahl
from keepitlocal.evidence._phrases import choosable, no_person

ASSUMES = (
    "a supplier is one organisation under all its ids where a register tells, else one name as published: two"
    " spellings that no register joins "
    "are two suppliers, so the true figure may be higher; companies of one group are not joined"
)
SOURCE = "spending over £500, matched to the registers given"
# A label with next to no money is held by few of necessity: only those with a hundredth of the pounds, and the
# largest of them.
LABELS, PART = 25, 100


def suppliers(payments: Any, /) -> Any:
    """Payments to organisations that the council could choose, each with its supplier."""
    import ibis

    found = no_person(choosable(payments))
    return found.mutate(supplier=ibis.coalesce(found.body, found.payee), counts=True)


def by_supplier(rows: Any, cut: tuple[str, ...], /) -> Any:
    """Pence and lines a cut and supplier."""
    return rows.group_by([*cut, "supplier"]).aggregate(amount_pence=rows.amount_pence.sum(), lines=rows.lines.sum())


def index(found: Iterable[Mapping[str, Any]], cut: tuple[str, ...], /) -> list[dict[str, Any]]:
    """The index of each cut, exact; suppliers who paid back at least as much as they were paid hold nothing."""
    amounts: dict[tuple[Any, ...], list[int]] = {}
    lines: dict[tuple[Any, ...], int] = {}
    for row in found:
        key = tuple(row[name] for name in cut)
        amounts.setdefault(key, []).append(int(row["amount_pence"]))
        lines[key] = lines.get(key, 0) + int(row["lines"])
    return [
        dict(zip(cut, key, strict=True))
        | dict(zip(("numerator", "denominator"), herfindahl(held), strict=True))
        | {"lines": lines[key]}
        for key, held in amounts.items()
    ]


def largest(concluded: Iterable[dict[str, Any]], /) -> list[dict[str, Any]]:
    """The cuts with the most pounds."""
    found = sorted(concluded, key=lambda row: -int(row["denominator"]))
    whole = sum(isqrt(int(row["denominator"])) for row in found)
    return [row for row in found[:LABELS] if isqrt(int(row["denominator"])) * PART >= whole]
