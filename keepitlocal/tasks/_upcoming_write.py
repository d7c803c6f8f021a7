"""Write what is coming up: the public page and table of totals, and the officer's page and list."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from keepitlocal.matching.corrections import guarded
from keepitlocal.report.upcoming import Coming, Upcoming, totals
from keepitlocal.report.upcoming_page import officer, public
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._upcoming_regular import reasons

_TOTALS = ("quarter", "kind of work", "agreements", "pounds a year, to the nearest thousand", "of them without a value")
_LIST = (
    *("latest date to decide", "days passed", "what", "title", "reference", "held by", "kind of work", "pounds a year"),
    *("next decision", "next decision is", "end", "extensions", "decide an extension by", "formal decision by"),
    *("organisations here that do this kind of work", "what contradicts", "why", "what it means", "from", "to plan it"),
)


def write(folder: Folder, found: Upcoming, /) -> list[Path]:
    """Write into report/ and report/officer/; gives the paths: officer's page and list, public page and table."""
    officers, home = folder.report / "officer", folder.report
    texts = {
        officers / "upcoming.html": officer(found, reasons=reasons()),
        officers / "upcoming.csv": _csv(_LIST, _rows(found.coming)),
        home / "upcoming.html": public(found),
        home / "upcoming.csv": _csv(_TOTALS, _totals(found)),
    }
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return list(texts)


def _totals(found: Upcoming) -> Iterable[Sequence[Any]]:
    for one in totals(found):
        pence = "" if one.annual_pence is None else one.annual_pence // 100
        count = "under five" if one.count is None else one.count
        yield (one.quarter, one.work, count, pence, "" if one.count is None else one.without_value)


def _rows(coming: Iterable[Coming]) -> Iterable[Sequence[Any]]:
    for one in coming:
        pounds = "" if one.annual_pence is None else f"{one.annual_pence // 100}.{one.annual_pence % 100:02d}"
        yield (
            *(one.decide_by, max(0, one.days_past), one.what, one.title, one.reference, one.holder, one.work, pounds),
            *(one.next, one.next_what, one.end, one.extensions, one.extend_by, one.formal_by, one.providers),
            *(" ".join(one.contradictions), one.why, " ".join(one.sentences), one.source, one.command),
        )


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([guarded("" if cell is None else str(cell)) for cell in row] for row in rows)
    return target.getvalue()
