"""The slow, obvious twin of what was paid over an award: one contract at a time, one month after the other."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

Row = Mapping[str, Any]


def months(first: date, last: date) -> Iterator[str]:
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield f"{year}-{month:02d}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def band(pence: int) -> str:
    if pence <= 95_000_00:
        return "up_to_95000"
    return "95000_to_1000000" if pence <= 1_000_000_00 else "over_1000000"


def counted(agreements: list[Row], payments: Iterable[Row], today: date) -> dict[str, tuple[int, int, int]]:
    """Contracts over their award, all, and those that could be either, by band."""
    spent = [one for one in payments if one["source"] == "spend" and one["month"] != "no date"]
    at_hand = {one["month"] for one in spent}
    found: dict[str, tuple[int, int, int]] = {}
    for one in agreements:
        others = [other for other in agreements if other["body"] == one["body"]]
        if one["person"] or one["body"] is None or len(others) > 1 or not one["amount_pence"]:
            continue
        if one["date"] is None or one["end"] is None:
            continue
        term = list(months(one["date"], one["end"]))
        paid = [other for other in spent if other["body"] == one["body"] and other["month"] in term]
        if not paid:
            continue
        over = sum(other["amount_pence"] for other in paid) > one["amount_pence"]
        whole = set(term) <= at_hand and (one["end"].year, one["end"].month) < (today.year, today.month)
        numerator, denominator, unknown = found.get(band(one["amount_pence"]), (0, 0, 0))
        found[band(one["amount_pence"])] = (numerator + over, denominator + 1, unknown + (not over and not whole))
    return found
