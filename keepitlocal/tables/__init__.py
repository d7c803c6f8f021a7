"""Canonical tables, one file each: columns, types, plain meaning, personal-data mark, schema version."""

from dataclasses import dataclass

TYPES = {"text": "VARCHAR", "date": "DATE", "pence": "BIGINT", "count": "BIGINT", "flag": "BOOLEAN", "number": "DOUBLE"}


@dataclass(frozen=True)
class Column:
    """A column: its type (a key of TYPES), what it means in plain words, and whether it may hold personal data."""

    type: str
    meaning: str
    personal: bool = False


def text(meaning: str, /, *, personal: bool = False) -> Column:
    """A column of text."""
    return Column("text", meaning, personal)


def day(meaning: str, /) -> Column:
    """A column of dates."""
    return Column("date", meaning)


def pence(meaning: str, /) -> Column:
    """A column of whole pence."""
    return Column("pence", meaning)


def count(meaning: str, /) -> Column:
    """A column of whole numbers."""
    return Column("count", meaning)


def number(meaning: str, /) -> Column:
    """A column of numbers with a fraction (coordinates, rates); never money."""
    return Column("number", meaning)


def flag(meaning: str, /) -> Column:
    """A column of yes or no."""
    return Column("flag", meaning)


# Every table read from inputs opens with these, so that any figure can be traced to its rows.
TRACE = {
    "input": text("the file in inputs/, with the member of an archive after a slash"),
    "row": count("the row of that file as a spreadsheet shows it, headings included"),
    "set_aside": text("why the row does not count, empty where it does"),
}
