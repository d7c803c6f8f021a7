"""What a tabular source says of itself: its fields, and the headings each goes by."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

BLANKS = (
    "NA",
    "N/A",
    "#N/A",
    "NULL",
    "NONE",
    "NIL",
    "NOT YET AVAILABLE",
    "NOT APPLICABLE",
    "-",
    "TBC",
    "TBA",
    "UNKNOWN",
)


@dataclass(frozen=True)
class Field:
    """One of our columns in somebody's file.

    ``names`` are headings in comparable form, the best first (net before gross). ``type`` is how values are read;
    ``column`` is the table's column where it is not the field's own name; ``needed`` fields make the source what it is;
    ``blanks`` says that words such as N/A stand for nothing; ``letters`` that values are names rather than codes.
    """

    names: tuple[str, ...]
    type: str = "text"
    column: str = ""
    needed: bool = False
    blanks: bool = False
    letters: bool = False
    perhaps: tuple[str, ...] = ()


def field(
    *names: str,
    type: str = "text",
    column: str = "",
    needed: bool = False,
    blanks: bool = False,
    letters: bool = False,
    perhaps: tuple[str, ...] = (),
) -> Field:
    """A field with the headings it goes by, best first; ``perhaps`` are believed only where the values suit."""
    known = tuple(comparable(name) for name in (*names, *perhaps))
    return Field(known, type, column, needed, blanks, letters, tuple(map(comparable, perhaps)))


def comparable(heading: str, /) -> str:
    """A heading stripped to what matters: ``Supplier  Name_(T)`` and ``SupplierName (T)`` are both ``supplier name t``."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", heading.replace("\ufeff", ""))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", spaced.lower()).split())


@dataclass(frozen=True)
class Grid:
    """A table with its headings found: what a tabular source is asked to recognise.

    ``header_row`` counts from 1 as a spreadsheet does; ``first`` is the number of rows before the data.
    """

    headings: tuple[str, ...]
    header_row: int
    first: int
    sample: tuple[tuple[str, ...], ...]

    @cached_property
    def named(self) -> frozenset[str]:
        """The headings in comparable form, also without a spreadsheet's trailing ``(T)``."""
        plain = {comparable(heading) for heading in self.headings}
        return frozenset(plain | {name.removesuffix(" t") for name in plain})

    def values(self, place: int, /) -> list[str]:
        """Non-empty values of a column in the sample."""
        return [row[place].strip() for row in self.sample if place < len(row) and row[place].strip()]


@dataclass(frozen=True)
class Mapping:
    """Which of a grid's columns each field is read from; ``guessed`` fields were not found under a known heading."""

    places: dict[str, int]
    guessed: frozenset[str] = frozenset()


def share(values: Sequence[str], test: Callable[[str], object], /) -> float:
    """The share of values that pass a test; 0 where there are none."""
    return sum(1 for value in values if test(value)) / len(values) if values else 0.0
