"""One supplier's agreements that add up over a threshold, for the officer's edition: never of people."""

from typing import Any

from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.evidence.cost_of_scale.adding_up import Let, clusters
from keepitlocal.report.subject import AddingUp
from keepitlocal.tasks._parts import Parts
from keepitlocal.tasks._subject_money import may_be_named


def adding_up(parts: Parts, /) -> tuple[tuple[AddingUp, ...], int]:
    """The clusters, the largest first, and how many agreements with a value and first day were looked at."""
    listed = [row for row in parts.rows(_LISTED, "agreements", "payees") if _may_be_shown(*row[:3])]
    names = {body: name for body, name, *_ in listed}
    found = clusters(_let(row) for row in listed)
    return tuple(
        AddingUp(
            names[one.supplier],
            one.pence,
            one.threshold_pence,
            tuple((let.title, let.start, let.pence) for let in one.agreements),
            one.reasons,
        )
        for one in found
    ), len(listed)


def _may_be_shown(body: str, name: str, register: bool) -> bool:
    return bool(name) and not is_sensitive(name) and (register or may_be_named(name))


def _let(row: tuple[Any, ...]) -> Let:
    body, _, _, title, start, end, pence, route, department = row
    return Let(body, title or "", start, end, int(pence), route or "", department or "")


# A value of a penny more or less than a fifth added decides nothing here: these are questions.
_LISTED = """
SELECT coalesce(a.body, a.payee), coalesce(p.name, a.payee), coalesce(a.org_id NOT LIKE 'KIL-%', false), a.title, a.date,
    a."end", coalesce(a.gross_pence, a.net_pence * 6 // 5) AS pence, a.route, a.department
FROM agreements a LEFT JOIN payees p ON p.payee = a.payee
WHERE a.first AND NOT a.person AND a.payee IS NOT NULL AND a.kind NOT IN ('individual', 'partnership')
    AND a.date IS NOT NULL AND coalesce(a.gross_pence, a.net_pence) > 0
ORDER BY ALL
"""
