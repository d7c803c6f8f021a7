"""The rolling subsidy ledger of a plan: grants that the council published, and what the officer adds, by enterprise group.

Which bodies are one enterprise is told by registers only where they name a parent; the officer can name the group and add
what other public bodies gave, under [[subsidy]] in the plan's file. Not every grant is a subsidy: what is counted here is
what would count if each were one.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from keepitlocal.domain.money import pounds
from keepitlocal.domain.period import spoken
from keepitlocal.law.subsidy import MINIMAL, QUESTIONS, SPEI, STARTED, Entry, Ledger, ledger
from keepitlocal.report.plan import Section
from keepitlocal.tasks._folder import Folder, Problem
from keepitlocal.tasks._parts import open_parts
from keepitlocal.tasks._plan_about import About

_KINDS = {"minimal": MINIMAL, "public interest": SPEI}


def subsidy(folder: Folder, version: Any, about: About, /, *, on: date) -> Section | None:
    """The ledger of whoever holds it now and of whom the officer names; None where nobody is known."""
    entries = (*_published(folder, version, about), *_told(about.file.subsidy))
    groups = tuple(dict.fromkeys(entry.group for entry in entries))
    if not groups or on < STARTED:
        return None
    proposed = about.file.commission.annual_pence or 0
    found = [ledger(entries, group=group, on=on, proposed_pence=proposed) for group in groups]
    return Section(
        "subsidy",
        "If it were a grant: the rolling subsidy ledger",
        (
            f"What would count if {pounds(proposed)}, a year of it, were a subsidy. Not every grant is one: ask first.",
            *QUESTIONS,
            *(f"{one.group}: {one.words}" for one in found),
            "Published grants alone are counted, and those that you add under [[subsidy]] in the plan’s file. What other public "
            "bodies gave, and to bodies under the same control, only the organisation can tell: ask it in writing beforehand.",
        ),
        tuple(_rows(found)),
        ("Enterprise group", "Given on", "How much", "By whom"),
    )


def _rows(found: Iterable[Ledger]) -> Iterator[tuple[str, ...]]:
    for one in found:
        yield from ((one.group, spoken(entry.given), pounds(entry.pence), entry.giver) for entry in one.counts)


def _published(folder: Folder, version: Any, about: About) -> Iterator[Entry]:
    """Grants to the bodies that hold it now. A body on a register that names its parent counts with it."""
    held = {one.body: one.supplier for one in about.held if one.body and one.supplier}
    if not held:
        return
    with open_parts(folder, version) as parts:
        rows = parts.rows(
            "SELECT body, date, amount_pence FROM awards WHERE body IN (SELECT unnest($held)) AND date IS NOT NULL "
            "AND NOT person AND amount_pence > 0 ORDER BY ALL",
            "awards",
            held=sorted(held),
        )
    yield from (Entry(held[body], given, pence, "this council, as published") for body, given, pence in rows)


def _told(entries: Iterable[Mapping[str, Any]]) -> Iterator[Entry]:
    for number, entry in enumerate(entries, 1):
        wrong = f"[[subsidy]] number {number} of the plan’s file"
        if strange := sorted(entry.keys() - {"group", "given", "pounds", "giver", "kind"}):
            raise Problem(
                f"{wrong} has {strange[0]}, which means nothing here. There are group, given, pounds, giver, kind."
            )
        given, amount, kind = entry.get("given"), entry.get("pounds"), str(entry.get("kind", "minimal"))
        number_ = isinstance(amount, int | float) and not isinstance(amount, bool) and amount >= 0
        if not entry.get("group") or type(given) is not date or not number_ or kind not in _KINDS:
            raise Problem(
                f'{wrong} should say group = "who", given = 2025-06-30, pounds = 20000, giver = "which public body", and '
                'kind = "minimal" or "public interest".'
            )
        assert isinstance(amount, int | float)
        yield Entry(str(entry["group"]), given, round(amount * 100), str(entry.get("giver", "not said")), _KINDS[kind])
