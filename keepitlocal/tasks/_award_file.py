"""The file of an award: the rule as the tender notice has it, the lots, and the bids (in it, or in a CSV that it names).

It is a person's work and is never written to. Pounds are with VAT; scores are read as they stand, never as floats.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from keepitlocal.files.text import encoding_of, read_text
from keepitlocal.steps.contract_size.award.log import Input
from keepitlocal.steps.contract_size.award.model import TOTAL_FIRST, Bidder, Case, Lot, Rule
from keepitlocal.steps.contract_size.award.notice import text
from keepitlocal.tasks._award_bids import read_bids
from keepitlocal.tasks._award_mistakes import doubts, slips
from keepitlocal.tasks._folder import Problem, settings_text


@dataclass(frozen=True)
class Told:
    """What the files say, and the fingerprints of the files."""

    case: Case
    inputs: tuple[Input, ...]


def read(path: Path, /, *, draft: bool = False, today: date | None = None) -> Told:
    """Read the file and the bids; ``draft`` reads the rule and the lots alone. Raises Problem in words for every slip.

    ``today`` stands for the day of the award where the file gives none.
    """
    told = _toml(path)
    _refuse(path, list(slips(told, draft=draft, today=today or date.today())))
    case = Case(str(told["title"]).strip(), _rule(told), tuple(map(_lot, told["lot"])), (), _bidders(told))
    given = Input(
        path.name, fingerprint(path), "the rule and the lots" if "bids" in told else "the rule, lots and bids"
    )
    if draft:
        return Told(case, (given,))
    bids, source, wrong = read_bids(path, told, case)
    whole = Case(case.title, case.rule, case.lots, bids, case.bidders)
    _refuse(path, wrong or list(doubts(whole)))
    inputs = [given]
    if source is not None:
        inputs.append(Input(source.name, fingerprint(source), "the bids"))
    if "notice_text" in told:
        inputs.append(_same_text(path, path.parent / str(told["notice_text"]), whole))
    return Told(whole, tuple(inputs))


def fingerprint(path: Path, /) -> str:
    """The SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise Problem(f"There is no file {path}. Give the .toml file with the published rule, the lots and the bids.")
    written = settings_text(path)
    if not written.strip():
        raise Problem(f"{path} is empty. It should hold the published rule, the lots and the bids.")
    try:
        return tomllib.loads(written, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"{path} could not be read: {error}. Open it in a text editor and mend that line.") from error


def _refuse(path: Path, found: list[str]) -> None:
    if found:
        raise Problem("\n    ".join([f"{path} cannot be used as it stands:", *found]))


def _rule(told: Mapping[str, Any]) -> Rule:
    rule = told["rule"]
    pounds, lowest = rule.get("most_value"), rule.get("lowest_score")
    return Rule(
        mechanism=rule["mechanism"].replace("’", "'"),
        most_lots=rule.get("most_lots"),
        most_value_pence=None if pounds is None else int(pounds * 100),
        most_bids=rule.get("most_bids"),
        too_many_bids=rule["too_many_bids"].replace("’", "'") if "too_many_bids" in rule else None,
        nobody_else=rule.get("nobody_else"),
        ties=tuple(rule.get("ties", ())),
        draw=tuple(str(name).strip() for name in rule.get("draw", ())),
        drawn_on=rule.get("drawn_on"),
        drawn_before=str(rule.get("drawn_before", "")).strip(),
        first=rule.get("first", TOTAL_FIRST),
        out_of=Fraction(rule.get("out_of", 100)),
        lowest_score=None if lowest is None else Fraction(lowest),
        packages=rule.get("packages", False),
        value_basis=rule.get("value_basis", "whole life"),
        published=told.get("published"),
        awarded=told.get("awarded"),
        notice=str(told.get("notice", "")).strip(),
    )


def _lot(told: Mapping[str, Any]) -> Lot:
    pounds = told.get("value")
    return Lot(
        str(told["id"]).strip(),
        str(told.get("title", "")).strip(),
        None if pounds is None else int(pounds * 100),
        Fraction(told.get("weight", 1)),
    )


def _bidders(told: Mapping[str, Any]) -> tuple[Bidder, ...]:
    return tuple(
        Bidder(
            str(one["name"]).strip(), tuple(str(lot).strip() for lot in one.get("order", ())), int(one.get("least", 1))
        )
        for one in told.get("bidder", ())
    )


def _same_text(path: Path, notice: Path, case: Case) -> Input:
    """The text that was published, where the file names it, must be the one that this rule gives."""
    if not notice.is_file():
        raise Problem(
            f"{path} names {notice.name} as the text that was published, and there is no such file beside it."
        )
    published = read_text(notice, encoding=encoding_of(notice)).removeprefix("\ufeff").split()
    ours = text(case).split()
    if published != ours:
        at = next((n for n, (a, b) in enumerate(zip(published, ours, strict=False)) if a != b), len(published))
        there, here = (" ".join(words[max(0, at - 4) : at + 3]) or "nothing" for words in (published, ours))
        raise Problem(
            f"The rule in {path} is not the one that {notice.name} tells: there it says “… {there} …”, and this rule gives"
            f" “… {here} …”. An award goes by what was published. Put the rule as it was published, or ask your legal adviser."
        )
    what = "the text that was published, which this rule gives word for word"
    return Input(notice.name, fingerprint(notice), what, published=True)
