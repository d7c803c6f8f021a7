"""Organisations paid regularly for services for people for which no entry was found in registers, notices or grants."""

from datetime import date

from keepitlocal.domain.money import pounds
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.report.upcoming import Regular
from keepitlocal.tasks._parts import Parts
from keepitlocal.tasks._subject_money import may_be_named

LEAST_PENCE = 6_000_000  # in twelve months
MONTHS, LEAST_MONTHS = 12, 7
REASONS = (
    "it is called off a framework that another body let",
    "each placement or piece of work is bought on its own",
    "the contract is another body’s, such as the health service’s or a group of councils’",
    "it is a grant",
    "the entry is under another name, or was made before or after the files given",
    "the register holds only contracts above a value",
)


def regular(parts: Parts, /) -> tuple[tuple[Regular, ...], str]:
    """Those without an entry, the most money first, and what is said of them (or why nothing can be)."""
    if not parts.rows("SELECT 1 FROM agreements LIMIT 1", "agreements"):
        return (), "No register or notice was given, so nothing is said of organisations without an entry."
    if not parts.rows("SELECT 1 FROM spending WHERE source = 'spend' LIMIT 1", "spending"):
        return (), "No spending was given, so nothing is said of organisations paid regularly."
    if not parts.rows("SELECT 1 FROM label_work WHERE work IS NOT NULL LIMIT 1", "label_work"):
        return (), (
            "The labels of the spending do not tell which of it is services for people, so nothing is said of organisations "
            "without an entry. Words of your own under [services.work] in place.toml would tell."
        )
    first, last, months = parts.rows(_WINDOW, "spending")[0]
    if months < LEAST_MONTHS:
        return (), (
            f"Spending of {months} of the last {MONTHS} months was given; at least {LEAST_MONTHS} are needed to say which "
            "organisations are paid regularly."
        )
    found = [
        _regular(*row)
        for row in parts.rows(_REGULAR, "spending", "label_work", "agreements", "payees", least=LEAST_PENCE)
    ]
    said = (
        f"For {len(found):,} {'organisation' if len(found) == 1 else 'organisations'} paid {pounds(LEAST_PENCE)} or more for "
        f"services for people from {_spoken(first)} to {_spoken(last)}, in most of those months, we found no matching entry in "
        "the registers and notices given to us."
    )
    return tuple(found), said


def _spoken(month: str) -> str:
    """``2024-04`` as April 2024."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


def _regular(body: str, name: str, listed: bool, work: str, pence: int, months: int) -> Regular:
    shown = bool(name) and not is_sensitive(name) and (listed or may_be_named(name))
    return Regular(name if shown else "", work, int(pence), int(months))


_NEWEST = "(SELECT max(month) FROM spending WHERE source = 'spend' AND month <> 'no date')"
_SINCE = f"strftime((({_NEWEST} || '-01')::DATE - INTERVAL 11 MONTH), '%Y-%m')"
_WINDOW = f"""
SELECT {_SINCE}, {_NEWEST}, count(DISTINCT month) FROM spending
WHERE source = 'spend' AND month <> 'no date' AND month >= {_SINCE}
"""
_REGULAR = f"""
WITH paid AS (
    SELECT coalesce(s.body, s.payee) AS body, s.body AS id, s.payee, s.listed, w.work, s.month, s.amount_pence AS pence
    FROM spending s JOIN label_work w ON w.department IS NOT DISTINCT FROM s.department
        AND w.service IS NOT DISTINCT FROM s.service AND w.category IS NOT DISTINCT FROM s.category
    WHERE s.source = 'spend' AND s.choosable AND NOT s.person AND s.payee IS NOT NULL AND w.work IS NOT NULL
        AND s.kind NOT IN ('individual', 'partnership', 'public_body', 'school') AND s.month <> 'no date' AND s.month >= {_SINCE}),
worked AS (SELECT body, work, sum(pence) AS pence FROM paid GROUP BY ALL),
known AS (
    SELECT body FROM agreements WHERE body IS NOT NULL UNION SELECT payee FROM agreements WHERE payee IS NOT NULL),
large AS (
    SELECT body, any_value(id) AS id, arg_max(payee, pence) AS payee, bool_or(listed) AS listed, sum(pence) AS pence,
        count(DISTINCT month) FILTER (pence > 0) AS months
    FROM paid GROUP BY body)
SELECT l.body, coalesce((SELECT min(p.name) FROM payees p WHERE p.body = l.id AND p.name IS NOT NULL), l.payee), l.listed,
    (SELECT arg_max(w.work, w.pence) FROM worked w WHERE w.body = l.body), l.pence, l.months
FROM large l WHERE l.pence >= $least AND l.months * 2 > {MONTHS}
    AND l.body NOT IN (SELECT body FROM known) AND l.payee NOT IN (SELECT body FROM known)
ORDER BY l.pence DESC, l.body
"""


def reasons() -> str:
    """The common reasons why no entry is found, in a sentence."""
    return f"Common reasons: {'; '.join(REASONS)}."
