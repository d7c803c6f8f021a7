"""Organisations that do a kind of work and serve this place, with what their accounts tell.

Four things say that a body does such work and serves the place: it was paid for it in the last two years, it holds or held
a contract for it in them, an inspectorate has it here for it, or it is on a register with an address or a stated area of
work here and says that it does it. Public bodies (the NHS too, by its name), schools and people are left out, and so is
whatever must never be placed (refuges, children's homes and the like). The two years end on the day of the data, not of
a clock.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from keepitlocal.domain.place import ELSEWHERE, LOCAL
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.steps.contract_size.maximum import Provider
from keepitlocal.steps.place._mapping import Words, mapping, meaning, other_goods, says
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._parts import Parts, open_parts
from keepitlocal.tasks._place import place_of

LEAD = "area_or_works"
YEARS = 2
_NOT_PROVIDERS = ("public_body", "school", "individual")
PAID, HOLDS = "paid for such work", "holds or held a contract for such work"
RATED, SAYS = "inspected here for such work", "says on a register that it does such work"


@dataclass(frozen=True)
class _Wanted:
    """What is looked for: kinds of work, the words that mean them, names and codes of the place, and since when."""

    work: frozenset[str]
    words: str
    known: Words
    here: frozenset[str]
    since: date


def providers(folder: Folder, version: Any, /, *, work: frozenset[str], words: str = "") -> tuple[Provider, ...]:
    """Organisations that do any of these kinds of work and serve the place, in order of body.

    ``work`` are names of kinds of work (steps/place/services.toml, or place.toml); ``words`` further words of a title
    that a contract's title may hold. An organisation counts once, under all its ids.
    """
    place = place_of(folder, version)
    with open_parts(folder, version) as parts:
        known = mapping(folder.settings.get("services", {}), departments=0)
        here = frozenset(name.casefold() for name in (place.name, place.code, *place.districts))
        wanted = _Wanted(work, words.casefold(), known, here, _since(parts))
        _mean(parts, wanted)
        found: dict[str, str] = {}
        inspected = {body for body, _ in _rated(parts, wanted)}
        for look in (_paid, _holding, _rated, _saying):
            for body, why in look(parts, wanted):
                found.setdefault(body, why)
        never = folder.settings.get("never_placed", {}).get("words", ())
        return tuple(
            _provider(row, found[row[0]], row[0] in inspected)
            for row in _facts(parts, found, wanted)
            if not is_sensitive(row[1], also=never)
        )


def _since(parts: Parts) -> date:
    """Two years before the day of the data; long ago where no day is known."""
    days = [row[0] for row in parts.rows("SELECT day FROM moment WHERE day IS NOT NULL", "moment")]
    if not days:
        return date.min
    newest: date = max(days)
    return newest.replace(year=newest.year - YEARS, day=min(newest.day, 28))


def _mean(parts: Parts, wanted: _Wanted) -> None:
    """Make ``meant``: the council's own labels that mean such work (label_work is kept only where there are departments)."""
    rows = parts.rows("SELECT DISTINCT department, service, category FROM spending ORDER BY ALL", "spending")
    parts.connection.execute("CREATE TEMP TABLE meant (department VARCHAR, service VARCHAR, category VARCHAR)")
    for department, service, category in rows:
        means = meaning(wanted.known, department=department, service=service, category=category).work
        if means in wanted.work and not other_goods(category, service):
            parts.connection.execute("INSERT INTO meant VALUES (?, ?, ?)", [department, service, category])


def _paid(parts: Parts, wanted: _Wanted) -> Iterator[tuple[str, str]]:
    rows = parts.rows(
        f"""SELECT DISTINCT s.body FROM {_SPENT_ON_IT} AND s.amount_pence > 0 AND s.month >= $since AND s.month <> 'no date'
        ORDER BY ALL""",
        "spending",
        since=wanted.since.isoformat()[:7],
    )
    yield from ((row[0], PAID) for row in rows)


_LIKE = """s.department IS NOT DISTINCT FROM m.department AND s.service IS NOT DISTINCT FROM m.service
    AND s.category IS NOT DISTINCT FROM m.category"""
_SPENT_ON_IT = f"""spending s SEMI JOIN meant m ON {_LIKE}
WHERE s.choosable AND NOT coalesce(s.person, false) AND s.body IS NOT NULL"""


def _holding(parts: Parts, wanted: _Wanted) -> Iterator[tuple[str, str]]:
    rows = parts.rows(
        """SELECT DISTINCT body, title, category FROM agreements
        WHERE body IS NOT NULL AND NOT coalesce(person, false) AND coalesce(last_end, "end", DATE '9999-12-31') >= $since
        ORDER BY ALL""",
        "agreements",
        since=wanted.since,
    )
    for body, title, category in rows:
        own = meaning(wanted.known, department=None, service=title, category=None).work
        told = own or meaning(wanted.known, department=None, service=None, category=category).work
        if (told in wanted.work and not other_goods(category)) or (
            wanted.words and wanted.words in str(title or "").casefold()
        ):
            yield body, HOLDS


def _rated(parts: Parts, wanted: _Wanted) -> Iterator[tuple[str, str]]:
    """Those whom an inspectorate has here, by the number that it gives of them; without a number nobody can be told."""
    rows = parts.rows(
        f"SELECT DISTINCT org_id, category FROM {_INSPECTED} WHERE lower(authority) IN (SELECT unnest($here)) ORDER BY ALL",
        "ratings",
        here=sorted(wanted.here),
    )
    bodies = _bodies(parts)
    yield from ((bodies.get(org_id, org_id), RATED) for org_id, kind in rows if says(kind) & wanted.work)


_INSPECTED = """(SELECT CASE WHEN company_number IS NOT NULL THEN 'GB-COH-' || company_number
        ELSE 'GB-CHC-' || charity_number END AS org_id, provider AS name, category, authority FROM ratings
    WHERE set_aside IS NULL AND NOT coalesce(sensitive, false) AND coalesce(company_number, charity_number) IS NOT NULL)"""


def _saying(parts: Parts, wanted: _Wanted) -> Iterator[tuple[str, str]]:
    if not _has(parts, "organisations", "activities"):
        return
    near = "SELECT org_id FROM placed WHERE what = 'organisation' AND tied IN ('ward', 'here')"
    rows = parts.rows(
        f"""WITH near AS ({near if "placed" in parts.names else "SELECT NULL AS org_id WHERE false"}
            UNION SELECT org_id FROM organisations WHERE set_aside IS NULL
                AND list_has_any(string_split(lower(operates_in), '|'), $here))
        SELECT DISTINCT o.org_id, o.activities FROM near JOIN organisations o USING (org_id)
        WHERE o.activities IS NOT NULL AND o.set_aside IS NULL ORDER BY ALL""",
        "organisations",
        here=sorted(wanted.here),
    )
    bodies = _bodies(parts)
    yield from ((bodies.get(org_id, org_id), SAYS) for org_id, told in rows if says(told) & wanted.work)


def _bodies(parts: Parts) -> dict[str, str]:
    return dict(parts.rows("SELECT org_id, min(body) FROM bodies GROUP BY org_id", "bodies"))


def _has(parts: Parts, table: str, column: str) -> bool:
    """Whether a version's parts have a column: those made before it was added do not."""
    if table not in parts.names:
        return False
    return any(row[0] == column for row in parts.rows(f"DESCRIBE {table}", table))


def _facts(parts: Parts, found: Iterable[str], wanted: _Wanted) -> list[tuple[Any, ...]]:
    """A row a body: name, kind, income, reserves, day of accounts, local or not, may be named, work in hand and like it."""
    extra = "o.reserves_pence, o.accounts_until" if _has(parts, "organisations", "reserves_pence") else "NULL, NULL"
    organisations, placed, spending, links = (
        query if needed <= parts.names else instead
        for needed, query, instead in (
            ({"organisations"}, _REGISTERED.format(extra=extra), _NOBODY),
            ({"organisations", "placed"}, _NEAR, "SELECT NULL AS org_id WHERE $here IS NULL"),
            ({"spending"}, _IN_HAND, "SELECT NULL AS body, 0 AS pence, 0 AS alike WHERE false"),
            ({"links"}, _SAME, "SELECT NULL AS org_id, NULL AS other WHERE false"),
        )
    )
    if "ratings" in parts.names:
        organisations += (
            f" UNION ALL SELECT org_id, name, 'unknown', NULL, NULL, NULL FROM {_INSPECTED} WHERE name IS NOT NULL"
        )
        placed += f" UNION SELECT org_id FROM {_INSPECTED} WHERE lower(authority) IN (SELECT unnest($here))"
    return parts.rows(
        _FACTS.format(organisations=organisations, placed=placed, spending=spending, links=links),
        "payees",
        found=sorted(found),
        none=list(_NOT_PROVIDERS),
        lead=LEAD,
        here=sorted(wanted.here),
    )


_REGISTERED = "SELECT org_id, name, kind, income_pence, {extra} FROM organisations o WHERE set_aside IS NULL"
_NOBODY = "SELECT NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR, NULL::BIGINT, NULL::BIGINT, NULL::DATE WHERE false"
_NEAR = """SELECT org_id FROM placed WHERE tied IN ('ward', 'here')
    UNION SELECT org_id FROM organisations WHERE list_has_any(string_split(lower(operates_in), '|'), $here)"""
_SAME = "SELECT org_id, other FROM links WHERE relation = 'same' AND set_aside IS NULL"
# What was paid in the newest full financial year; where none is full, in the newest, scaled to twelve months.
_IN_HAND = f"""WITH months AS (SELECT year, count(DISTINCT month) AS months FROM spending WHERE year <> 'no date' GROUP BY year),
    one AS (SELECT year, months FROM months ORDER BY months >= 12 DESC, year DESC LIMIT 1)
    SELECT s.body, (sum(s.amount_pence) * 12 // any_value(one.months))::BIGINT AS pence,
        (coalesce(sum(s.amount_pence) FILTER (WHERE m.alike), 0) * 12 // any_value(one.months))::BIGINT AS alike
    FROM spending s JOIN one USING (year) LEFT JOIN (SELECT *, true AS alike FROM meant) m ON {_LIKE}
    WHERE s.choosable AND s.body IS NOT NULL GROUP BY s.body"""
_FACTS = """
WITH found AS (SELECT unnest($found) AS body),
registered AS (SELECT * FROM ({organisations}) AS o(org_id, name, kind, income_pence, reserves_pence, accounts_until)),
own AS (SELECT DISTINCT f.body, coalesce(p.org_id, f.body) AS org_id FROM found f LEFT JOIN payees p ON p.body = f.body),
ids AS (SELECT body, org_id FROM own
    UNION SELECT body, other FROM own JOIN ({links}) l USING (org_id)
    UNION SELECT body, l.org_id FROM own JOIN ({links}) l ON l.other = own.org_id),
told AS (SELECT i.body, min(r.name) AS name, min(r.kind) AS kind,
        max({{'on': coalesce(r.accounts_until, DATE '1900-01-01'), 'pence': r.income_pence, 'until': r.accounts_until}})
            FILTER (WHERE r.income_pence IS NOT NULL) AS income,
        arg_max(r.reserves_pence, coalesce(r.accounts_until, DATE '1900-01-01')) AS reserves
    FROM ids i JOIN registered r USING (org_id) GROUP BY i.body),
paid AS (SELECT body, min(name) AS name, min(kind) AS kind, bool_or(kind_guess = 'public_body') AS public,
        bool_or(person) AS person, bool_or(listed) AS listed
    FROM payees WHERE body IS NOT NULL GROUP BY body),
judged AS (SELECT i.body, bool_or(l.outcome = 'local') AS here, bool_or(l.outcome = 'elsewhere') AS away
    FROM ids i JOIN localities l USING (org_id) WHERE l.definition = $lead GROUP BY i.body),
near AS (SELECT DISTINCT i.body FROM ids i JOIN ({placed}) AS p(org_id) USING (org_id))
SELECT f.body, coalesce(p.name, t.name) AS name, coalesce(nullif(p.kind, 'unknown'), t.kind, 'unknown') AS kind,
    t.income.pence, t.reserves, t.income.until,
    CASE WHEN j.here OR n.body IS NOT NULL THEN 'local' WHEN j.away THEN 'elsewhere' ELSE 'unknown' END AS outcome,
    coalesce(p.listed, true) AND t.name IS NOT NULL OR coalesce(p.listed, false) AS listed,
    greatest(coalesce(s.pence, 0), 0) AS in_hand, greatest(coalesce(s.alike, 0), 0) AS alike
FROM found f LEFT JOIN told t USING (body) LEFT JOIN paid p USING (body) LEFT JOIN judged j USING (body)
    LEFT JOIN near n USING (body) LEFT JOIN ({spending}) s USING (body)
WHERE NOT coalesce(p.person, false) AND coalesce(nullif(p.kind, 'unknown'), t.kind, 'unknown') NOT IN (SELECT unnest($none))
    AND coalesce(p.name, t.name) IS NOT NULL AND NOT regexp_matches(coalesce(p.name, t.name), '(?i)\\bNHS\\b|^various\\b')
    AND NOT (coalesce(p.public, false) AND coalesce(nullif(p.kind, 'unknown'), t.kind, 'unknown') = 'unknown')
ORDER BY f.body
"""


def _provider(row: tuple[Any, ...], why: str, inspected: bool) -> Provider:
    body, name, kind, income, reserves, accounts, outcome, listed, in_hand, alike = row
    local = True if outcome == LOCAL else False if outcome == ELSEWHERE else None
    until: date | None = accounts
    return Provider(body, name, income, reserves, in_hand, until, kind, local, why, bool(listed), alike, inspected)
