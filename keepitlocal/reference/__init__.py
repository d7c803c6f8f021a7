"""Small open tables that ship with the package, and their reader. README.md says where each comes from.

Each is a CSV file whose first lines, opening with ``#``, give its source, date, licence and the command that made it.
"""

import csv
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def rows(name: str, /) -> tuple[dict[str, str], ...]:
    """The rows of one table, each a mapping of column to text (empty where there is nothing).

    Callers share what is returned, so they must not change it. Raises LookupError where there is no such table.
    """
    if name not in names():
        raise LookupError(f"No reference table is called {name!r}. There are: {', '.join(names())}")
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(line for line in file if not line.startswith("#")))


@cache
def names() -> tuple[str, ...]:
    """The names of the tables, in order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.csv")))
