"""Write a plan: its page, decision report, JSON, draft notices, and apart from them the people to talk to."""

import csv
import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from keepitlocal.domain.commission import Commission
from keepitlocal.law.regime import regime
from keepitlocal.steps.contract_size.maximum import people_to_talk_to
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._plan_make import Made

PLANNING, TENDER = "ocds-planning.json", "ocds-tender.json"
PEOPLE = "people-to-talk-to.csv"
LOTS_PAGE = "lots.html"
LOTS_FILES = (LOTS_PAGE, "lots.csv", "lots-instance.json", "lots-plan.json")
PERSONAL = ("individual", "partnership")  # a partnership bears its partners' names
HOLDER = "holds the present contract"
_WHERE = {True: "based or known to work here", None: "could not be told", False: "we found an address elsewhere only"}
_ORDER = list(_WHERE.values())


def write(
    folder: Folder,
    made: Made,
    commission: Commission,
    /,
    *,
    reasons: Mapping[str, str],
    name: str,
    lots: Mapping[str, bytes] | None = None,
) -> list[Path]:
    """Write into report/officer/plans/<name>/; gives the paths, the page first."""
    from keepitlocal.report.plan_document import document
    from keepitlocal.report.plan_json import text
    from keepitlocal.report.plan_ocds import Buyer, package, planning, tender
    from keepitlocal.report.plan_page import page

    plan = made.plan
    target = folder.report / "officer" / "plans" / name
    target.mkdir(parents=True, exist_ok=True)
    buyer, found = Buyer(plan.council, plan.code), regime(commission, on=plan.on)
    drafts = {
        file: package(draft(commission, buyer=buyer, regime=found, made=plan.made, reasons=reasons), made=plan.made)
        for file, draft in ((PLANNING, planning), (TENDER, tender))
    }
    links = (*drafts, *(file for file in lots or () if file == LOTS_PAGE))
    written = {"index.html": page(plan, files=links).encode(), "decision-report.docx": document(plan)}
    written["plan.json"] = text(plan).encode()
    written |= {
        file: (json.dumps(draft, ensure_ascii=False, indent=2) + "\n").encode() for file, draft in drafts.items()
    }
    written[PEOPLE] = _people(made)
    written |= lots or {}
    for file in LOTS_FILES:
        if file not in written:
            (target / file).unlink(missing_ok=True)  # of an earlier run: they would not agree with this plan
    for file, content in written.items():
        (target / file).write_bytes(content)
    return [target / file for file in written]


def _people(made: Made) -> bytes:
    """For a commissioner alone: who does this work, where, and the date of their accounts. By name, never by ability."""
    held = StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(["organisation", "income a year", "accounts until", "where", "how we know of it"])
    named = [one for one in made.people if one.kind not in PERSONAL]
    rows = [(*row, _WHERE[one.local], one.source) for one in named for row in people_to_talk_to([one])]
    rows += [(name, "not known", "not known", _WHERE[None], HOLDER) for name in made.holders]
    for row in sorted(rows, key=lambda row: (_ORDER.index(row[3]), row[0].casefold())):
        writer.writerow([f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in row])
    return ("\ufeff" + held.getvalue()).encode("utf-8")
