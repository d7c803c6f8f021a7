"""Invented registers of a few rows for tests of the matching, as an index in a folder."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import pyarrow as pa

from keepitlocal.matching.index import Index, build
from keepitlocal.matching.model import shipped
from keepitlocal.matching.resolve import Answer, evidence, resolve

Row = Sequence[str | None]  # org_id, name and, where known, postcode, kind, body
COLUMNS = ("org_id", "name", "postcode", "kind", "body")

FIRST = (
    "Arwell", "Brindor", "Calder", "Delmere", "Elsworth", "Farfield", "Garrick", "Hazelbeck", "Inglewick", "Jessop", "Kelbrook", "Lindow",
    "Marbury", "Norwick", "Ollerby", "Penbury", "Quarrow", "Redmire", "Selwick", "Thornby", "Ulverby", "Vexford", "Wexborough", "Yarmer",
    "Zellick", "Ashmarch", "Bexworth", "Colwick", "Dunmere", "Eskham",
)  # fmt: skip
TRADES = (
    "Bakery", "Builders", "Catering", "Cleaning", "Design", "Electrical", "Engineering", "Fencing", "Glazing", "Haulage", "Joinery",
    "Kitchens", "Landscapes", "Machinery", "Nursery", "Optical", "Packaging", "Quarries", "Roofing", "Scaffolding", "Theatre", "Upholstery",
    "Veterinary", "Workshop",
)  # fmt: skip


def table(rows: Iterable[Row]) -> pa.Table:
    whole = [(*row, *[None] * (len(COLUMNS) - len(row))) for row in rows]
    return pa.table({name: pa.array([row[at] for row in whole], pa.string()) for at, name in enumerate(COLUMNS)})


def index_of(folder: Path, rows: Iterable[Row]) -> Index:
    return build([table(rows)], folder)


def crowd(count: int, *, seed: int = 1) -> list[tuple[str, str, str, str]]:
    """Companies with names of two or three invented words, no name twice, each at a postcode of its own."""
    rng = Random(seed)
    names: dict[str, None] = {}
    while len(names) < count:
        first = rng.choice(FIRST) + rng.choice(["", "", "ton", "ley", "ford", "by"])
        middle = rng.choice(["", "", " and Sons", " Northern", " Community"])
        names.setdefault(f"{first}{middle} {rng.choice(TRADES)}")
    return [
        (
            f"GB-COH-98{at:06d}",
            f"{name} Limited".upper(),
            f"ZX{at % 90 + 1} {at % 9}{chr(65 + at // 90 % 8)}A",
            "company",
        )
        for at, name in enumerate(names)
    ]


def ask(index: Index, *names: str | None, postcodes: Sequence[str | None] = (), closely: int = 4) -> list[Answer]:
    """What the program's own model makes of names."""
    known = evidence(list(postcodes) or [None] * len(names))
    return resolve(list(names), known, index, model=shipped(), closely=closely)


def told(answer: Answer) -> tuple[str, str | None]:
    return answer.decision, answer.org_id
