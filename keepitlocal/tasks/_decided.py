"""What people's decisions did to the money between two versions of a place: how much came to count as here, and how much ceased to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from keepitlocal.domain.money import exact
from keepitlocal.domain.place import LOCAL, UNKNOWN
from keepitlocal.matching.corrections import spelt
from keepitlocal.tasks._corrections import decisions
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._parts import open_parts


@dataclass(frozen=True)
class Shift:
    """Payees that decisions took from one outcome under the leading rule to another, and their net pence."""

    before: str
    after: str
    payees: int
    pence: int


def shifts(folder: Folder, old: Any, new: Any, /, *, rule: str, alone: bool) -> list[Shift]:
    """What decisions did to the spending that the council could choose, as it stands in the newer version.

    ``alone`` says that nothing but corrections changed: every payee that is another organisation now is then due to
    them. Else those are counted whom a decision names. Payees are counted, never named.
    """
    before, after = _who(folder, old, rule), _who(folder, new, rule)
    named = {one.key for one in decisions(folder)}
    found: dict[tuple[str, str], list[int]] = {}
    for payee, (org_id, by_decision, outcome, pence) in after.items():
        org_id_then, decided_then, outcome_then, _ = before.get(payee, (None, False, UNKNOWN, 0))
        if org_id == org_id_then and by_decision == decided_then:
            continue
        if alone or by_decision or decided_then or spelt(payee) in named:
            found.setdefault((outcome_then, outcome), []).append(pence)
    return sorted(
        (Shift(*way, len(some), sum(some)) for way, some in found.items()),
        key=lambda one: (one.before == one.after, one.after != LOCAL, one.before != LOCAL, one.before, one.after),
    )


def _who(folder: Folder, version: Any, rule: str) -> dict[str, tuple[str | None, bool, str, int]]:
    """For each payee its org-id, whether people decided it, where it is, and its pence."""
    with open_parts(folder, version) as parts:
        found = parts.rows(_WHO, "payees", "localities", "spending", rule=rule)
    return {payee: (org_id, decided, outcome, int(pence)) for payee, org_id, decided, outcome, pence in found}


_WHO = """
SELECT p.payee, any_value(p.org_id), bool_or(p.matched_by = 'decision'), coalesce(any_value(l.outcome), 'unknown'), any_value(s.pence)
FROM payees p JOIN (SELECT payee, sum(amount_pence) AS pence FROM spending WHERE source = 'spend' AND choosable GROUP BY payee) s
    ON s.payee = p.payee
LEFT JOIN localities l ON l.org_id = p.org_id AND l.definition = $rule
GROUP BY p.payee
"""


def in_words(found: Sequence[Shift], /, *, title: str) -> Iterator[str]:
    """Sentences with a sign where money came to count as here, or ceased to; none where nothing was decided."""
    if not found:
        return
    payees, pence = sum(one.payees for one in found), sum(one.pence for one in found)
    verb = "is" if payees == 1 else "are"
    yield f"They changed or confirmed who {_payees(payees)} {verb}, {exact(pence)} in all. By the rule “{title}”:"
    for one in found:
        if one.before == one.after:
            yield f"{exact(one.pence)} {_STAYS[one.after]} ({_payees(one.payees)})"
        elif one.after == LOCAL:
            yield f"{_signed(one.pence)} counts as here now, {_WAS[one.before]} before ({_payees(one.payees)})"
        elif one.before == LOCAL:
            yield f"{_signed(-one.pence)} counts as here no longer, {_IS[one.after]} ({_payees(one.payees)})"
        else:
            yield f"{exact(one.pence)} {_WAS[one.before]} before, {_IS[one.after]} ({_payees(one.payees)})"


_WAS = {"elsewhere": "was elsewhere", "unknown": "could not be told"}
_IS = {"elsewhere": "is elsewhere now", "unknown": "cannot be told now"}
_STAYS = {
    "local": "counts as here, as before",
    "elsewhere": "is elsewhere, as before",
    "unknown": "cannot be told, as before",
}


def _signed(pence: int) -> str:
    return f"+{exact(pence)}" if pence >= 0 else exact(pence)


def _payees(many: int) -> str:
    return f"{many:,} {'payee' if many == 1 else 'payees'}"
