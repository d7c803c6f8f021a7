"""Bids as an officer keeps them: rows of a CSV, or [[bid]] in the file itself; every slip is said with its row."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Any

from keepitlocal.domain.money import read_pence
from keepitlocal.files.text import encoding_of, read_text
from keepitlocal.steps.contract_size.award.model import Bid, Case
from keepitlocal.tasks._folder import Problem

COLUMNS = ("lot", "bidder", "score", "price", "quality", "set_aside")
NEEDED = COLUMNS[:3]
_NUMBER = re.compile(r"\d+(\.\d+)?")
_NO_REASON = ("yes", "no", "y", "n", "true", "false", "0", "1", "-", "n/a", "none")
_APART = (",", ";", "\t")

Row = tuple[str, Mapping[str, str]]  # where it stands, and its cells by column


def read_bids(path: Path, told: Mapping[str, Any], case: Case, /) -> tuple[tuple[Bid, ...], Path | None, list[str]]:
    """The bids, the CSV that they came from if any, and what is wrong with them in words."""
    source = path.parent / str(told["bids"]) if "bids" in told else None
    rows = list(_csv(source) if source else _own(told))
    wrong: list[str] = []
    bids: list[Bid] = []
    seen: dict[tuple[str, str], str] = {}
    for where, row in rows:
        faults = list(_faults(row, case))
        key = (row.get("lot", ""), row.get("bidder", ""))
        if not faults and key in seen:
            faults = [f"{key[1]} has a bid for lot {key[0]} already ({seen[key]}). Which of the two counts? Keep one."]
        seen.setdefault(key, where)
        wrong += [f"{where}: {fault}" for fault in faults]
        if not faults:
            bids.append(_bid(row))
    if not rows:
        wrong.append(f"There are no bids in {source.name if source else path.name}: it has no rows of bids.")
    return tuple(bids), source, wrong


def _own(told: Mapping[str, Any]) -> Iterator[Row]:
    for number, bid in enumerate(told.get("bid", ()), 1):
        unknown(f"[[bid]] number {number}", list(bid))
        yield f"[[bid]] number {number}", {name: str(value).strip() for name, value in bid.items()}


def _csv(source: Path) -> Iterator[Row]:
    """The rows that hold anything. Raises Problem where the file or its columns are wrong."""
    if not source.is_file():
        raise Problem(f"There is no file {source}. The line bids = ... names the CSV of bids, beside the .toml file.")
    if source.suffix.casefold() in (".xlsx", ".xls", ".ods"):
        raise Problem(f"{source.name} is a spreadsheet. Save it as CSV (Save as, CSV UTF-8) and name that file.")
    text = read_text(source, encoding=encoding_of(source)).removeprefix("\ufeff")
    first = text.splitlines()[0] if text.strip() else ""
    if not first.strip():
        raise Problem(f"{source} is empty. Its first line should hold the columns {', '.join(COLUMNS[:4])}.")
    apart = max(_APART, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=apart, strict=True)
    try:
        heads = [re.sub(r"[\s-]+", "_", head.strip().casefold()) for head in next(reader)]
        _columns(source.name, heads)
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells):
                continue
            if len(cells) > len(heads) and any(cells[len(heads) :]):
                raise Problem(
                    f"{source.name}, line {reader.line_num} has more cells than columns. A comma in a number or name? Put it"
                    " in quotation marks."
                )
            yield f"{source.name}, line {reader.line_num}", dict(zip(heads, cells, strict=False))
    except csv.Error as error:
        raise Problem(f"{source.name}, line {reader.line_num} could not be read: {error}.") from error


def _columns(name: str, heads: Sequence[str]) -> None:
    heads = [head for head in heads if head]
    if missing := [column for column in NEEDED if column not in heads]:
        raise Problem(
            f"{name} has no column {' and no column '.join(missing)}. Its first line holds: {', '.join(heads) or 'nothing'}. It"
            f" should hold {', '.join(COLUMNS[:4])}; {' and '.join(COLUMNS[4:])} are there where you need them."
        )
    if twice := sorted({head for head in heads if heads.count(head) > 1}):
        raise Problem(f"{name} has the column {twice[0]} twice. Keep one.")
    unknown(name, heads)


def unknown(where: str, names: Sequence[str], /) -> None:
    """Raise Problem where there is a column that means nothing: it could be one that matters, misspelt."""
    for name in names:
        if name not in COLUMNS:
            near = get_close_matches(name, COLUMNS, n=1, cutoff=0.6)
            meant = f"Did you mean {near[0]}?" if near else f"Take it out; there are {', '.join(COLUMNS)}."
            raise Problem(f"{where} has {name!r}, which means nothing here. {meant}")


def _faults(row: Mapping[str, str], case: Case) -> Iterator[str]:
    lots = [lot.id for lot in case.lots]
    if not row.get("bidder"):
        yield "no bidder is named. Write its trading name or the number of its bid."
    if not row.get("lot"):
        yield "no lot is named."
    elif row["lot"] not in lots:
        yield f"there is no lot {row['lot']}. There are {', '.join(lots)}."
    if row.get("set_aside", "").casefold() in _NO_REASON:
        yield f"set_aside is {row['set_aside']!r}. Write the reason why the bid does not stand, or leave it empty."
    yield from _score("score", row.get("score", ""), case, needed=not row.get("set_aside"))
    yield from _score("quality", row.get("quality", ""), case, needed=False)
    if row.get("price"):
        pence = read_pence(row["price"])
        if pence is None or pence < 0:
            yield f"the price is {row['price']!r}. Write pounds, as 250000 or 250000.50."


def _score(name: str, text: str, case: Case, *, needed: bool) -> Iterator[str]:
    if not text:
        if needed:
            yield f"there is no {name}. A bid that was not scored needs a reason under set_aside."
    elif not _NUMBER.fullmatch(text):
        yield f"the {name} is {text!r}, which is not a number as 87.5. Write figures and a full stop alone."
    elif Decimal(text) > Decimal(case.rule.out_of.numerator) / Decimal(case.rule.out_of.denominator):
        yield f"the {name} is {text}, above the most there is ({case.rule.out_of}). Is out_of under [rule] right?"


def _bid(row: Mapping[str, str]) -> Bid:
    return Bid(
        bidder=row["bidder"],
        lot=row["lot"],
        score=Fraction(row["score"]) if row.get("score") else Fraction(0),
        price_pence=read_pence(row["price"]) if row.get("price") else None,
        quality=Fraction(row["quality"]) if row.get("quality") else None,
        set_aside=row.get("set_aside", ""),
    )
