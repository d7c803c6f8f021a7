"""Each distinct payee: a person or not, what its money is, and which organisation it is."""

from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from keepitlocal.domain.organisation import SIZES
from keepitlocal.domain.people import likely_person
from keepitlocal.domain.place import Place
from keepitlocal.domain.postcode import clean_postcode
from keepitlocal.domain.redaction import is_redacted
from keepitlocal.evidence.the_money import CHOOSABLE, line_of_label, line_of_payee, lines
from keepitlocal.matching.clean import key_sql
from keepitlocal.matching.corrections import Decision
from keepitlocal.matching.kinds import sounds_like
from keepitlocal.tasks._corrections import decide, deny
from keepitlocal.tasks._resolve import families, make_matches
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks._suspects import suspects_sql

# What councils' own codes for kinds of payee mean, where it is plain (Devon's, 2011 to 2025).
CREDITOR_KINDS = {
    "LTD": "company", "PLC": "company", "CIC": "cic", "CHTY": "charity", "WGA": "public_body", "PRSH": "public_body", "EDUC": "school",
    "INDV": "individual", "SOLE": "individual", "UNI": "school", "PART": "partnership",
}  # fmt: skip
# Of several kinds that registers give one body, the first of these says most.
_TELLING = ("charity", "cic", "society", "school", "public_body", "guarantee_company", "partnership", "company")
_FAMILIES = families(CREDITOR_KINDS)
_PEOPLE = ("INDV", "SOLE", "CHAM", "INDIVIDUAL", "SOLE TRADER", "FOSTER CARER")


def overrules(settings: dict[str, Any], /) -> dict[str, str | bool]:
    """What the council decided in place.toml about payees (name -> line) and lines (line -> false)."""
    money = settings.get("money", {})
    return {**money.get("payees", {}), **money.get("lines", {})}


def make_payees(
    connection: duckdb.DuckDBPyConnection,
    /,
    *,
    settings: dict[str, Any],
    decisions: Iterable[Decision] = (),
    release: str,
    place: Place,
    screen: Screen,
) -> None:
    """Make the tables ``matches`` and ``payees``; people's decisions win.

    Redacted payees and individuals never meet the matching; who probably is a person is found by a printed number alone.
    """
    decided = overrules(settings)
    evidence = connection.execute(
        f"""SELECT payee, company, charity, postcode, creditor, {key_sql("payee")}, {suspects_sql("payee", "creditor", overrides=decided)}
        FROM (SELECT DISTINCT payee FROM payments WHERE payee IS NOT NULL)
        LEFT JOIN (SELECT payee, max(company_number) AS company, max(charity_number) AS charity, max(postcode) AS postcode,
            mode(creditor_type) AS creditor FROM payments
            WHERE coalesce(company_number, charity_number, postcode, creditor_type) IS NOT NULL
                GROUP BY payee) USING (payee) ORDER BY payee"""
    ).fetchall()
    rows = [_classify(*row, decided=decided) for row in evidence]
    table = pa.Table.from_pylist(rows, schema=_SCHEMA) if rows else _SCHEMA.empty_table()
    connection.register("classified", table)
    connection.execute("CREATE TEMP TABLE told AS SELECT * FROM classified")
    connection.execute("CREATE TEMP VIEW payees_to_match AS SELECT * FROM told WHERE NOT hidden")
    connection.execute(
        "CREATE TEMP TABLE payees AS SELECT payee, company, charity, postcode, family, likely_person AS person FROM payees_to_match"
    )
    sure = deny(connection, decisions)
    make_matches(connection, release=release, place=place, screen=screen)
    decide(connection, sure)
    connection.execute("DROP TABLE payees")
    connection.execute(
        _PAYEES.replace("{order}", "list_position({sizes}, size)")
        .replace("{sizes}", str(list(SIZES)))
        .replace("{kinds}", str(list(_TELLING)))
    )


_SCHEMA = pa.schema(
    [("payee", pa.string()), ("company", pa.string()), ("charity", pa.string()), ("postcode", pa.string()), ("kind", pa.string()),
     ("family", pa.uint8()), ("sounds", pa.string()),
     ("hidden", pa.bool_()), ("likely_person", pa.bool_()), ("line", pa.string()), ("key", pa.string())]
)  # fmt: skip


def _classify(
    payee: str, company: str | None, charity: str | None, postcode: str | None, creditor: str | None, key: str, suspect: bool,
    *, decided: dict[str, str | bool],
) -> dict[str, Any]:  # fmt: skip
    code = (creditor or "").strip().upper()
    hidden = suspect and (is_redacted(payee) or code in _PEOPLE)
    line = "" if hidden or not suspect else line_of_payee(payee, creditor_type=creditor, overrides=decided)
    return {
        "payee": payee,
        "company": company,
        "charity": charity,
        "postcode": clean_postcode(postcode),
        "kind": CREDITOR_KINDS.get(code),
        "family": _FAMILIES.get(code, 0),
        "sounds": None if hidden else sounds_like(payee),
        "hidden": hidden,
        "likely_person": suspect and not hidden and code not in CREDITOR_KINDS and likely_person(payee),
        "line": "individuals" if hidden else line,
        "key": key,
    }


_PAYEES = """
CREATE TEMP TABLE unregistered AS
SELECT t.payee, any_value(p.postcode) AS postcode, min(p.register) AS register, bool_or(p.register = 'published grants') AS grantee
FROM told t JOIN (SELECT name, postcode, register FROM published WHERE org_id IS NULL) p ON upper(trim(p.name)) = upper(trim(t.payee))
WHERE NOT t.hidden AND t.payee NOT IN (SELECT payee FROM linked)
GROUP BY t.payee;

-- What is known of a body is what any of its ids is known for: a charity that is a company too is a charity.
CREATE TEMP TABLE members AS
WITH wanted AS (SELECT DISTINCT coalesce(b.body, l.org_id) AS body FROM linked l LEFT JOIN bodies_of b USING (org_id))
SELECT body, body AS org_id FROM wanted UNION SELECT b.body, b.org_id FROM bodies_of b SEMI JOIN wanted USING (body);

CREATE TEMP TABLE told_kinds AS
SELECT m.body, o.kind, o.register FROM members m JOIN organisations o USING (org_id) WHERE o.kind IS NOT NULL AND o.kind <> 'unknown'
UNION ALL
SELECT body, CASE WHEN regexp_matches(org_id, '^GB-(CHC|SC|NIC)-|^GB-COH-(CE|CS)') THEN 'charity'
    WHEN regexp_matches(org_id, '^GB-MPR-|^GB-COH-(IP|RS|SP)') THEN 'society'
    WHEN regexp_matches(org_id, '^GB-COH-(OC|SO|NC)') THEN 'partnership' END AS kind, 'the register its number is on' FROM members
WHERE kind IS NOT NULL;

CREATE TEMP TABLE facts AS
SELECT f.*, k.kind, k.kind_source FROM (
    SELECT m.body, arg_min(o.name, o.register) AS name, arg_max(o.size, {order}) AS size, max(o.reach) AS reach,
        max(o.parent) FILTER (o.parent NOT IN (SELECT org_id FROM members)) AS parent
    FROM members m LEFT JOIN organisations o USING (org_id) GROUP BY m.body) f
LEFT JOIN (SELECT body, arg_min(kind, list_position({kinds}, kind)) AS kind, arg_min(register, list_position({kinds}, kind)) AS kind_source
    FROM told_kinds GROUP BY body) k USING (body);

-- A company is as large as the group that it is part of, where a register tells.
UPDATE facts SET size = p.size FROM (SELECT org_id, arg_max(size, {order}) AS size FROM organisations
    WHERE org_id IN (SELECT parent FROM facts) AND size IS NOT NULL GROUP BY org_id) p
WHERE p.org_id = facts.parent AND coalesce(list_position({sizes}, facts.size), 0) < list_position({sizes}, p.size);

-- A federation's member is a body of its own: only other parents make it part of a group.
CREATE TEMP TABLE above AS
SELECT coalesce(b.body, l.org_id) AS body, bool_or(NOT regexp_matches(lower(coalesce(l.register, '')), 'federat')) AS grouped
FROM links l LEFT JOIN bodies_of b ON b.org_id = l.org_id
WHERE l.relation IN ('parent', 'branch') AND l."until" IS NULL GROUP BY ALL;

CREATE TEMP TABLE payees AS
SELECT t.payee,
    CASE WHEN t.hidden OR (t.likely_person AND m.org_id IS NULL) THEN NULL
        WHEN m.org_id IS NOT NULL THEN m.org_id
        WHEN u.payee IS NOT NULL OR t.postcode IS NOT NULL THEN 'KIL-' || replace(t.key, ' ', '-') END AS org_id,
    CASE WHEN m.org_id IS NOT NULL THEN coalesce(b.body, m.org_id)
        WHEN t.hidden OR t.likely_person THEN NULL ELSE 'KIL-' || replace(t.key, ' ', '-') END AS body,
    CASE WHEN m.org_id IS NOT NULL THEN m.matched_by WHEN u.payee IS NOT NULL THEN 'published' ELSE '' END AS matched_by,
    coalesce(m.because, CASE WHEN u.payee IS NOT NULL
        THEN 'named in the ' || u.register || ', on no register given to us' END, '') AS because,
    CASE WHEN t.hidden OR (t.likely_person AND m.org_id IS NULL) THEN NULL ELSE coalesce(f.name, t.payee) END AS name,
    CASE WHEN t.hidden OR (t.likely_person AND m.org_id IS NULL) THEN 'individual'
        ELSE coalesce(f.kind, t.kind, CASE WHEN u.grantee AND NOT regexp_matches(upper(t.payee),
                '\\b(LTD|LIMITED|PLC|LLP|COUNCIL|SCHOOL|ACADEMY|NHS|UNIVERSITY|COLLEGE)\\b') THEN 'community_group' END,
            'unknown') END AS kind,
    coalesce(f.kind_source, CASE WHEN t.kind IS NOT NULL THEN 'the council''s own code'
        WHEN u.grantee THEN 'published as a grant recipient, on no register given to us' END, '') AS kind_source,
    f.size, f.reach,
    CASE WHEN f.parent IS NOT NULL OR a.grouped THEN 'part of a group' WHEN a.body IS NOT NULL THEN 'member of a federation'
        ELSE 'not known' END AS control,
    t.hidden OR (t.likely_person AND m.org_id IS NULL) AS person,
    NOT t.hidden AND (m.org_id IS NOT NULL OR coalesce(u.grantee, false)) AS listed,
    t.kind AS council_kind, CASE WHEN m.org_id IS NULL THEN t.sounds END AS kind_guess,
    CASE WHEN t.hidden OR (t.likely_person AND m.org_id IS NULL AND t.line = '') THEN 'individuals' ELSE t.line END AS line
FROM told t LEFT JOIN linked m USING (payee) LEFT JOIN unregistered u USING (payee) LEFT JOIN bodies_of b ON b.org_id = m.org_id
LEFT JOIN facts f ON f.body = coalesce(b.body, m.org_id) LEFT JOIN above a ON a.body = coalesce(b.body, m.org_id)
"""


def make_labels(connection: duckdb.DuckDBPyConnection, /, *, settings: dict[str, Any]) -> None:
    """Make the table ``labels``: the waterfall's line of each combination of the council's own labels."""
    found = connection.execute("SELECT DISTINCT department, service, category, capital FROM payments").fetchall()
    decided = overrules(settings)
    columns: dict[str, list[str | None]] = {
        name: [] for name in ("department", "service", "category", "capital", "line")
    }
    for row in found:
        line = line_of_label(department=row[0], service=row[1], category=row[2], capital=row[3], overrides=decided)
        for name, value in zip(columns, (*row, line), strict=True):
            columns[name].append(value)
    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    connection.register("labels_found", table)
    connection.execute("CREATE TEMP TABLE labels AS SELECT * FROM labels_found")
    _make_first_lines(connection)


def _make_first_lines(connection: duckdb.DuckDBPyConnection) -> None:
    """``first_lines``: which line wins where a payee and a label speak of different ones, and whether it is taken out."""
    known = {line.id: line.removed for line in lines()} | {"individuals": True, "": False, CHOOSABLE: False}
    rows = [(one, other, _prevailing(one, other, known)) for one in known for other in known]
    table = pa.table(
        {
            "payee_line": [row[0] for row in rows],
            "label_line": [row[1] for row in rows],
            "line": [row[2] for row in rows],
            "removed": [known[row[2]] for row in rows],
        }
    )
    connection.register("first_lines_found", table)
    connection.execute("CREATE TEMP TABLE first_lines AS SELECT * FROM first_lines_found")


def _prevailing(payee: str, label: str, removed: dict[str, bool]) -> str:
    """Who is paid says more than the label it is booked under, but for people, where the label says what they are paid for."""
    if not payee or (payee == "individuals" and removed[label]):
        return label or payee
    return payee
