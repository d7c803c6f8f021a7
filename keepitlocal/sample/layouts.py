"""One payment as one row of a published file: which columns, under which headings, in which style."""

from collections.abc import Callable
from datetime import date
from typing import Any

from keepitlocal.sample.formats import Cell
from keepitlocal.sample.money import Payment
from keepitlocal.sample.payees import REDACTED
from keepitlocal.sample.words import load

BODY, URI = "Wexborough Council", "https://data.wexborough.example/id/council/wexborough"


class Layout:
    """A layout of layouts.toml: its headings, and the writing of rows."""

    def __init__(self, name: str, /, *, effective: str = "") -> None:
        self._words: dict[str, Any] = load("layouts")["layouts"][name]
        self._effective = effective
        self.encoding: str = self._words["encoding"]
        self.headings: list[Cell] = [heading for heading, _ in self._words["columns"]]
        self.fields: list[str] = [field for _, field in self._words["columns"]]

    def row(self, payment: Payment, /) -> list[Cell]:
        """One payment as cells."""
        return [self._cell(field, payment) for field in self.fields]

    def place(self, **cells: Cell) -> list[Cell]:
        """A row that is empty but for the fields given."""
        return [cells.get(field, "") for field in self.fields]

    def amount(self, pence: int, /) -> Cell:
        """Pence in the layout's style."""
        style: str = self._words["amounts"]
        return float(_plain(pence)) if style == "cell" else AMOUNTS[style](pence)

    def _cell(self, field: str, payment: Payment) -> Cell:
        match field:
            case "body":
                return BODY
            case "uri":
                return URI
            case "nil":
                return "0.00"
            case "amount":
                return self.amount(payment.pence)
            case "date":
                return self._date(payment.day)
            case "effective":
                return self._effective or payment.day.replace(day=28).isoformat()
            case "payee":
                return self._payee(payment)
            case "number" | "vat" | "creditor":
                return str(getattr(payment.payee, field)) or self._words.get("blank", "")
        return str(getattr(payment, field))

    def _date(self, day: date) -> Cell:
        return day if self._words["dates"] == "cell" else day.strftime(self._words["dates"])

    def _payee(self, payment: Payment) -> str:
        if payment.payee.name == REDACTED:
            return str(self._words.get("redacted", REDACTED))
        if self._words["names"] == "upper30":
            return payment.payee.spellings[0].upper()[:30].strip()
        spellings = payment.payee.spellings
        return spellings[int(payment.reference) % len(spellings)]  # a line that repeats another is spelt the same


def _plain(pence: int) -> str:
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def _short(pence: int) -> str:
    """As a spreadsheet saves it: no noughts at the end."""
    return _plain(pence).rstrip("0").rstrip(".")


def _commas(pence: int) -> str:
    return f"{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


AMOUNTS: dict[str, Callable[[int], str]] = {
    "plain": _plain,
    "short": _short,
    "pounds": lambda pence: f"{'-' if pence < 0 else ''}£{_commas(pence)} ",
    "brackets": lambda pence: f"({_commas(pence)})" if pence < 0 else _commas(pence),
    "trailing": lambda pence: f"{_commas(pence)}-" if pence < 0 else _commas(pence),
}
"""Styles of amount, from whole pence."""
