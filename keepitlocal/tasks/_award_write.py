"""Write an award: the award as JSON, its run log, the text of the notice; and, for a draft, what to consider in choosing."""

import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from textwrap import fill
from typing import Any

from keepitlocal import __version__
from keepitlocal.steps.contract_size.award.beforehand import warnings
from keepitlocal.steps.contract_size.award.decide import Decision, price
from keepitlocal.steps.contract_size.award.log import JUDGES, MARK, compared, sections
from keepitlocal.steps.contract_size.award.log import text as log_text
from keepitlocal.steps.contract_size.award.model import Case, Unsettled, numbers, total
from keepitlocal.steps.contract_size.award.notice import considerations
from keepitlocal.steps.contract_size.award.notice import text as notice_text
from keepitlocal.steps.contract_size.award.passed import passed
from keepitlocal.steps.contract_size.award.ties import plain, pointer
from keepitlocal.tasks._award_file import Told
from keepitlocal.tasks._folder import Problem

AWARD, LOG, NOTICE, CHOOSING = "award.json", "run-log.txt", "notice-text.txt", "choosing-a-mechanism.txt"
FORM = "keepitlocal-award/1"


def write(told: Told, found: Decision | Unsettled, /, *, output: Path) -> list[tuple[str, Path]]:
    """Write the three files; gives each with what it is. The same input gives the same bytes."""
    parts = sections(told.case, told.inputs, found, software=__version__)
    written = {
        AWARD: json.dumps(_json(told, found), ensure_ascii=False, indent=2) + "\n",
        LOG: log_text(told.case.title, parts),
        NOTICE: notice_text(told.case),
    }
    _put(output, written)
    what = ("The award, for other programs", "The run log", "The text of the notice that this rule gives")
    return list(zip(what, (output / name for name in written), strict=True))


def write_draft(case: Case, /, *, output: Path) -> list[tuple[str, Path]]:
    """Write the draft for the notice, and apart from it what to consider in choosing a mechanism."""
    _put(output, {NOTICE: notice_text(case), CHOOSING: _choosing(case)})
    return [("The text for the notice", output / NOTICE), ("How to choose, for the officer alone", output / CHOOSING)]


def _put(output: Path, files: Mapping[str, str]) -> None:
    if output.is_file():
        raise Problem(f"{output} is a file. Give a folder.")
    output.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (output / name).write_bytes(content.encode("utf-8"))


def _choosing(case: Case) -> str:
    lines = ["Working paper. Not council policy. May have to be disclosed if asked for.", ""]
    lines += [
        fill("How the mechanisms differ, and what may be said against each. None of this goes into the notice.", 100),
        "",
    ]
    for title, sentences in considerations(case):
        lines += [
            title.upper(),
            *(fill(each, 100, initial_indent="- ", subsequent_indent="  ") for each in sentences),
            "",
        ]
    return "\n".join(lines)


def said(told: Told, found: Decision | Unsettled, /) -> Iterator[str]:
    """What the screen says: the answer, or the question."""
    case = told.case
    if isinstance(found, Unsettled):
        yield f"Nothing is awarded. {found}"
        return
    for lot in case.lots:
        who = found.winners.get(lot.id)
        by = pointer(found.ties, lot.id, who) if who else ""
        tie = f" ({by} in the run log)" if by else ""
        yield f"Lot {lot.id}{f' ({lot.title})' if lot.title else ''}: {who or 'not awarded'}{tie}"
    yield ""
    yield (
        f"{len(found.winners)} of {len(case.lots)} lots, a total of {plain(total(case, found.winners))};"
        f" {_ties(len(found.ties))}."
    )
    if not all(check.holds for check in found.checks):
        yield "A check at the end does not hold: do not use this award. The run log says which."
    if not compared(told.inputs):
        yield "The rule was not compared with what was published: the run log says how to have it compared."
    yield "This judges named bidders: it is the officer’s own paper."


def _ties(count: int) -> str:
    if not count:
        return "no tie had to be settled"
    return f"{count} {'tie' if count == 1 else 'ties'} settled by the published rule"


def _json(told: Told, found: Decision | Unsettled) -> dict[str, Any]:
    start = {
        "form": FORM,
        "mark": MARK,
        "note": JUDGES,
        "software": {"name": "keepitlocal", "version": __version__},
        "title": told.case.title,
        "warnings": list(warnings(told.case)),
        "inputs": [{"file": one.name, "sha256": one.sha256, "what": one.what} for one in told.inputs],
        "compared_with_published": compared(told.inputs),
        "rule": _rule(told.case),
    }
    if isinstance(found, Unsettled):
        return start | {"status": "stopped with a question", "question": str(found), "lots": []}
    return start | _made(found)


def _made(found: Decision) -> dict[str, Any]:
    case, winners = found.standing.case, found.winners
    return {
        "status": "awarded" if all(check.holds for check in found.checks) else "a check does not hold",
        "lots": [_lot(found, lot.id, lot.title) for lot in case.lots],
        "bidders": [{"bidder": name, "lots": list(has)} for name, has in numbers(case, winners)],
        "total": plain(total(case, winners)),
        "price_pence": price(case, winners) if winners else None,
        "ties": [{"settled_by": tie.settled_by, "how": tie.sentence} for tie in found.ties],
        "otherwise": [
            {"what": other.what, "not_told": other.not_told}
            if other.not_told
            else {
                "what": other.what,
                "lots_that_differ": list(other.changed),
                "awarded": other.awarded,
                "beyond_the_limit": other.lifted,
                "total": plain(other.total),
                "price_pence": other.price_pence,
            }
            for other in found.others
        ],
        "checks": [{"holds": check.holds, "what": check.sentence} for check in found.checks],
    }


def _lot(found: Decision, id_: str, title: str) -> dict[str, Any]:
    case, who = found.standing.case, found.winners.get(id_)
    start: dict[str, Any] = {"lot": id_, "title": title, "bidder": who}
    if who is None:
        return start
    bid = case.bid(id_, who)
    return start | {
        "score": plain(bid.score),
        "price_pence": bid.price_pence,
        "limit_lifted": id_ in found.lifted,
        "tie": pointer(found.ties, id_, who) or None,
        "better_bids": [
            {"bidder": one.bid.bidder, "score": plain(one.bid.score), "why": one.why} for one in passed(found, id_)
        ],
    }


def _rule(case: Case) -> dict[str, Any]:
    rule = case.rule
    return {
        "mechanism": rule.mechanism,
        "most_lots": rule.most_lots,
        "most_value_pence": rule.most_value_pence,
        "most_bids": rule.most_bids,
        "too_many_bids": rule.too_many_bids,
        "nobody_else": rule.nobody_else,
        "ties": list(rule.ties),
        "draw": list(rule.draw),
        "drawn_on": rule.drawn_on.isoformat() if rule.drawn_on else None,
        "drawn_before": rule.drawn_before or None,
        "first": rule.first,
        "out_of": _number(rule.out_of),
        "lowest_score": _number(rule.lowest_score),
        "packages": rule.packages,
        "published": rule.published.isoformat() if rule.published else None,
        "awarded": rule.awarded.isoformat() if rule.awarded else None,
        "notice": rule.notice,
        "lots": [
            {"lot": lot.id, "title": lot.title, "value_pence": lot.value_pence, "weight": _number(lot.weight)}
            for lot in case.lots
        ],
    }


def _number(value: Fraction | None) -> str | None:
    return None if value is None else plain(value)
