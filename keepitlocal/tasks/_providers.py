"""Organisations that do a kind of work and serve this place, with what their accounts tell.

Three things say that a body does such work: it was paid for it, it holds a contract for it, or it is on a register with an
address or a stated area of work here and says that it does it. Public bodies, schools and people are left out, and so
is whatever must never be placed (refuges, children's homes and the like).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from keepitlocal.domain.place import ELSEWHERE, LOCAL
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.steps.contract_size.maximum import Provider
from keepitlocal.steps.place._mapping import mapping, meaning, says
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._parts import Parts, open_parts

LEAD = "area_or_works"
_NOT_PROVIDERS = ("public_body", "school", "individual")
PAID, HOLDS, SAYS = "paid for such work", "holds a contract for such work", "says on a register that it does such work"


def providers(folder: Folder, version: Any, /, *, work: frozenset[str], words: str = "") -> tuple[Provider, ...]:
    """Organisations that do any of these kinds of work and serve the place, in order of body.

    ``work`` are names of kinds of work (steps/place/services.toml, or place.toml); ``words`` further words of a title
    that a contract's title may hold. An organisation counts once, under all its ids.
    """
    with open_parts(folder, version) as parts:
        found: dict[str, str] = {}
        for body, why in (*_paid(parts, work), *_holding(parts, folder, work, words), *_saying(parts, folder, work)):
            found.setdefault(body, why)
        return tuple(_provider(row, found[row[0]]) for row in _facts(parts, found) if not is_sensitive(row[1]))


def _paid(parts: Parts, work: frozenset[str]) -> Iterator[tuple[str, str]]:
    rows = parts.rows(
        """SELECT DISTINCT s.body FROM spending s JOIN label_work w ON s.department IS NOT DISTINCT FROM w.department
            AND s.service IS NOT DISTINCT FROM w.service AND s.category IS NOT DISTINCT FROM w.category
        WHERE w.work IN (SELECT unnest($work)) AND s.choosable AND NOT s.person AND s.body IS NOT NULL AND s.amount_pence > 0""",
        "spending",
        "label_work",
        work=sorted(work),
    )
    yield from ((row[0], PAID) for row in rows)


def _holding(parts: Parts, folder: Folder, work: frozenset[str], words: str) -> Iterator[tuple[str, str]]:
    known = mapping(folder.settings.get("services", {}), departments=0)
    rows = parts.rows(
        "SELECT DISTINCT body, title, category FROM agreements WHERE body IS NOT NULL AND NOT person ORDER BY ALL",
        "agreements",
    )
    for body, title, category in rows:
        own = meaning(known, department=None, service=title, category=None).work
        told = own or meaning(known, department=None, service=None, category=category).work
        if told in work or (words and words.casefold() in str(title or "").casefold()):
            yield body, HOLDS


def _saying(parts: Parts, folder: Folder, work: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Those on a register here. Kinds of work that gather what is left over ("Other ...") are too wide for this."""
    known = mapping(folder.settings.get("services", {}), departments=0)
    narrow = frozenset(name for name in work if not name.startswith("Other "))
    if not narrow or not _has(parts, "organisations", "activities"):
        return
    rows = parts.rows(
        """SELECT DISTINCT p.org_id, o.activities FROM placed p JOIN organisations o USING (org_id)
        WHERE p.what = 'organisation' AND p.tied IN ('ward', 'here') AND o.activities IS NOT NULL AND o.set_aside IS NULL
        ORDER BY ALL""",
        "placed",
        "organisations",
    )
    bodies = dict(parts.rows("SELECT org_id, min(body) FROM bodies GROUP BY org_id", "bodies"))
    for org_id, activities in rows:
        if says(known, activities) & narrow:
            yield bodies.get(org_id, org_id), SAYS


def _has(parts: Parts, table: str, column: str) -> bool:
    """Whether a version's parts have a column: those made before it was added do not."""
    if table not in parts.names:
        return False
    return any(row[0] == column for row in parts.rows(f"DESCRIBE {table}", table))


def _facts(parts: Parts, found: Iterable[str]) -> list[tuple[Any, ...]]:
    """A row a body: name, kind, income, reserves, accounts, outcome of the rule for local, placed here, may be named, work."""
    extra = "o.reserves_pence, o.accounts_until" if _has(parts, "organisations", "reserves_pence") else "NULL, NULL"
    organisations = (
        f"SELECT org_id, name, kind, income_pence, {extra} FROM organisations o WHERE set_aside IS NULL"
        if "organisations" in parts.names
        else "SELECT NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR, NULL::BIGINT, NULL::BIGINT, NULL::DATE WHERE false"
    )
    placed = (
        "SELECT org_id FROM placed WHERE tied IN ('ward', 'here')"
        if "placed" in parts.names
        else "SELECT NULL WHERE false"
    )
    spending = _IN_HAND if "spending" in parts.names else "SELECT NULL AS body, 0 AS pence WHERE false"
    links = (
        "SELECT org_id, other FROM links WHERE relation = 'same' AND set_aside IS NULL"
        if "links" in parts.names
        else "SELECT NULL AS org_id, NULL AS other WHERE false"
    )
    return parts.rows(
        _FACTS.format(organisations=organisations, placed=placed, spending=spending, links=links),
        "payees",
        found=sorted(found),
        none=list(_NOT_PROVIDERS),
        lead=LEAD,
    )


# What was paid in the newest financial year, as a year: where months are missing, the months that are there are scaled.
_IN_HAND = """SELECT body, (sum(amount_pence) * 12 // (SELECT greatest(count(DISTINCT month), 1) FROM spending
        WHERE year = (SELECT max(year) FROM spending WHERE year <> 'no date')))::BIGINT AS pence
    FROM spending WHERE choosable AND body IS NOT NULL AND year = (SELECT max(year) FROM spending WHERE year <> 'no date')
    GROUP BY body"""
_FACTS = """
WITH found AS (SELECT unnest($found) AS body),
registered AS (SELECT * FROM ({organisations}) AS o(org_id, name, kind, income_pence, reserves_pence, accounts_until)),
own AS (SELECT DISTINCT f.body, coalesce(p.org_id, f.body) AS org_id FROM found f LEFT JOIN payees p ON p.body = f.body),
ids AS (SELECT body, org_id FROM own
    UNION SELECT body, other FROM own JOIN ({links}) l USING (org_id)
    UNION SELECT body, l.org_id FROM own JOIN ({links}) l ON l.other = own.org_id),
told AS (SELECT i.body, min(r.name) AS name, min(r.kind) AS kind, max(r.income_pence) AS income,
        arg_max(r.reserves_pence, r.accounts_until) AS reserves, max(r.accounts_until) AS accounts
    FROM ids i JOIN registered r USING (org_id) GROUP BY i.body),
paid AS (SELECT body, min(name) AS name, min(kind) AS kind, bool_or(person) AS person, bool_or(listed) AS listed
    FROM payees WHERE body IS NOT NULL GROUP BY body),
judged AS (SELECT i.body, bool_or(l.outcome = 'local') AS here, bool_or(l.outcome = 'elsewhere') AS away
    FROM ids i JOIN localities l USING (org_id) WHERE l.definition = $lead GROUP BY i.body),
near AS (SELECT DISTINCT i.body FROM ids i JOIN ({placed}) AS p(org_id) USING (org_id))
SELECT f.body, coalesce(p.name, t.name) AS name, coalesce(nullif(p.kind, 'unknown'), t.kind, 'unknown') AS kind,
    t.income, t.reserves, t.accounts,
    CASE WHEN j.here OR n.body IS NOT NULL THEN 'local' WHEN j.away THEN 'elsewhere' ELSE 'unknown' END AS outcome,
    coalesce(p.listed, true) AND t.name IS NOT NULL OR coalesce(p.listed, false) AS listed,
    greatest(coalesce(s.pence, 0), 0) AS in_hand
FROM found f LEFT JOIN told t USING (body) LEFT JOIN paid p USING (body) LEFT JOIN judged j USING (body)
    LEFT JOIN near n USING (body) LEFT JOIN ({spending}) s USING (body)
WHERE NOT coalesce(p.person, false) AND coalesce(nullif(p.kind, 'unknown'), t.kind, 'unknown') NOT IN (SELECT unnest($none))
    AND coalesce(p.name, t.name) IS NOT NULL
ORDER BY f.body
"""


def _provider(row: tuple[Any, ...], why: str) -> Provider:
    body, name, kind, income, reserves, accounts, outcome, listed, in_hand = row
    local = True if outcome == LOCAL else False if outcome == ELSEWHERE else None
    until: date | None = accounts
    return Provider(body, name, income, reserves, in_hand, until, kind, local, why, bool(listed))
