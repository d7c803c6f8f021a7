"""What the money is, for a report: its lines with examples that name no person, and what the council decided."""

import re
from collections.abc import Mapping
from typing import Any

from keepitlocal.domain.organisation import KINDS
from keepitlocal.domain.people import likely_person
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.evidence.the_money import clean_name, lines
from keepitlocal.matching.index import FAMILIES
from keepitlocal.report.subject import Disagreement, MoneyLine, Overrule, Unmatched
from keepitlocal.tasks._parts import Parts

_EXAMPLES, _UNMATCHED = 4, 100
# A name that is on no register is shown only where one of its words says that it is a body's.
_BODY = re.compile(
    r"\b(LTD|LIMITED|PLC|LLP|CIC|CIO|INC|GMBH|COUNCIL|AUTHORITY|NHS|TRUST|SCHOOL|ACADEMY|COLLEGE|UNIVERSITY|ASSOCIATION|"
    r"SOCIETY|CHARITY|FOUNDATION|GROUP|SERVICES?|HOUSING|CENTRE|HMRC|PENSIONS?|FUND|BANK|COMPANY|COMMISSION(ER)?|"
    r"CONSTRUCTION|SOLUTIONS|SYSTEMS|UK)\b",
    re.IGNORECASE,
)


def may_be_named(payee: str, /) -> bool:
    """Whether a name that is on no register is plainly a body's, and not of a kind that is never placed."""
    return bool(_BODY.search(payee)) and not likely_person(payee) and not is_sensitive(payee)


def totals(parts: Parts, /) -> tuple[int, int, int, int]:
    """Published pence and rows, pence that the council could choose, and pence by procurement card."""
    found = parts.rows(
        """SELECT sum(amount_pence) FILTER (source = 'spend'), sum(lines) FILTER (source = 'spend'),
        sum(amount_pence) FILTER (source = 'spend' AND choosable), sum(amount_pence) FILTER (source = 'cards')
        FROM spending""",
        "spending",
    )
    published, rows, choosable, cards = (int(value or 0) for value in found[0]) if found else (0, 0, 0, 0)
    return published, rows, choosable, cards


def money_lines(parts: Parts, /) -> tuple[MoneyLine, ...]:
    """Every line that any payment fell under, in order."""
    sums = {line: (int(pence), int(rows), int(credit)) for line, pence, rows, credit in parts.rows(_SUMS, "spending")}
    examples = _examples(parts)
    found = []
    for line in lines():
        if line.id in sums:
            named = () if line.redacted or line.persons or line.id == "people" else examples.get(line.id, ())
            found.append(MoneyLine(line.id, line.title, line.why, line.removed, *sums[line.id], named))
    return tuple(found)


_SUMS = """
SELECT line, sum(amount_pence), sum(lines), sum(credit_pence) FROM spending
WHERE source = 'spend' AND line <> '' GROUP BY line
"""


def _examples(parts: Parts) -> dict[str, tuple[str, ...]]:
    """The largest payees of each line that may be named, one spelling each."""
    found: dict[str, dict[str, str]] = {}
    query = """SELECT line, payee FROM spending WHERE source = 'spend' AND line <> '' AND NOT person
        AND payee IS NOT NULL GROUP BY line, payee ORDER BY line, sum(amount_pence) DESC, payee"""
    for line, payee in parts.rows(query, "spending"):
        here = found.setdefault(line, {})
        if len(here) < _EXAMPLES and may_be_named(payee):
            here.setdefault(clean_name(payee), payee)
    return {line: tuple(payees.values()) for line, payees in found.items()}


def overrules(settings: Mapping[str, Any], /) -> tuple[Overrule, ...]:
    """What place.toml decides about payees and lines, in words."""
    money = settings.get("money", {})
    titles = {line.id: line.title for line in lines()} | {"choosable": "what the council could choose how to spend"}
    payees = [
        Overrule(f"“{name}”" if may_be_named(name) else "A payee", f"counts under “{titles.get(str(line), line)}”")
        for name, line in money.get("payees", {}).items()
    ]
    switched = [
        Overrule(f"The line “{titles.get(name, name)}”", "is not used" if value is False else "is used")
        for name, value in money.get("lines", {}).items()
    ]
    return tuple(payees + switched)


def unmatched(parts: Parts, /) -> tuple[tuple[Unmatched, ...], int]:
    """The largest payees found on no register, under the spelling paid most; and how many may not be named."""
    found = parts.rows(_LARGEST, "spending", "payees")
    named = [
        Unmatched(payee, int(pence), int(rows), KINDS.get(guess or "", ""))
        for payee, pence, rows, guess in found
        if may_be_named(payee)
    ]
    return tuple(named[:_UNMATCHED]), len(found) - len(named)


_LARGEST = """
SELECT arg_max(payee, pence), sum(pence), sum(lines), arg_max(kind_guess, pence) FROM (
    SELECT coalesce(body, payee) AS body, payee, sum(amount_pence) AS pence, sum(lines) AS lines FROM spending
    WHERE source = 'spend' AND choosable AND NOT person AND NOT listed AND payee IS NOT NULL GROUP BY ALL)
LEFT JOIN (SELECT payee, kind_guess FROM payees) USING (payee)
GROUP BY body ORDER BY 2 DESC, 1 LIMIT 150
"""


def disagreements(parts: Parts, /) -> tuple[Disagreement, ...]:
    """Organisations whose kind the council's own code gives otherwise than the register does, the most money first."""
    found = []
    for name, council, register, source, pence in parts.rows(_DISAGREE, "payees", "spending"):
        apart = FAMILIES.get(council, 0) & FAMILIES.get(register, 0) == 0 or "charity" in (council, register)
        if council != register and apart and register in FAMILIES and not is_sensitive(name):
            found.append(Disagreement(name, KINDS[council], KINDS[register], source, int(pence)))
    return tuple(found[:_UNMATCHED])


_DISAGREE = """
SELECT p.name, p.council_kind, p.kind, p.kind_source, sum(s.amount_pence) AS pence
FROM payees p JOIN spending s USING (payee)
WHERE p.council_kind IS NOT NULL AND p.matched_by NOT IN ('', 'published') AND NOT p.person AND p.name IS NOT NULL
    AND p.council_kind <> p.kind AND s.source = 'spend'
GROUP BY ALL ORDER BY pence DESC, p.name
"""
