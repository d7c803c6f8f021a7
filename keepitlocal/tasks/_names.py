"""Every name known beside an id or a postcode: from registers, contracts registers, notices and grants."""

import duckdb

from keepitlocal.matching.bodies import group_ids
from keepitlocal.matching.clean import charity_id_sql, company_id_sql, key_sql


def load_names(connection: duckdb.DuckDBPyConnection, /) -> None:
    """Make ``bodies_of(org_id, body)``, ``register_names`` and ``published_names``."""
    company, charity = company_id_sql("company_number"), charity_id_sql("charity_number")
    connection.execute(
        f"CREATE MACRO company_id(company_number) AS ({company}); CREATE MACRO charity_id(charity_number) AS ({charity})"
    )
    _load_published(connection)
    pairs = connection.execute(
        """SELECT org_id, other FROM links WHERE relation IN ('same', 'successor') AND org_id IS NOT NULL AND other IS NOT NULL
        UNION SELECT org_id, company_id(company_number) FROM organisations WHERE org_id NOT LIKE 'GB-COH-%' AND company_number IS NOT NULL
            AND company_id(company_number) IS NOT NULL
        UNION SELECT org_id, charity_id(charity_number) FROM organisations WHERE org_id NOT LIKE 'GB-CHC-%' AND charity_number IS NOT NULL
            AND charity_id(charity_number) IS NOT NULL"""
    ).fetchall()
    pairs += connection.execute(_TWINS).fetchall()
    leaders = group_ids(pairs)
    connection.execute("CREATE TEMP TABLE bodies_of (org_id VARCHAR, body VARCHAR)")
    if leaders:
        import pyarrow as pa

        table = pa.table({"org_id": list(leaders), "body": list(leaders.values())})
        connection.register("leaders", table)
        connection.execute("INSERT INTO bodies_of SELECT org_id, body FROM leaders")
    connection.execute(_NAMES)


# A number of seven figures may be a charity's in the wrong column: it is what a register at hand knows it for, or nothing.
_COMPANY = """CASE WHEN NOT regexp_full_match(trim(company_number), '1[0-2][0-9]{5}') THEN company_id(company_number)
    WHEN 'GB-CHC-' || trim(company_number) IN (SELECT org_id FROM organisations) THEN 'GB-CHC-' || trim(company_number)
    WHEN company_id(company_number) IN (SELECT org_id FROM organisations) THEN company_id(company_number) END"""


def _load_published(connection: duckdb.DuckDBPyConnection) -> None:
    """``published``: suppliers and recipients of contracts, notices and grants, with the id or postcode beside them."""
    connection.execute(
        f"""CREATE TEMP TABLE published AS
        SELECT supplier AS name, coalesce(supplier_id, {_COMPANY}, charity_id(charity_number)) AS org_id, postcode,
            CASE source WHEN 'ocds' THEN 'procurement notices' ELSE 'contracts register' END AS register
        FROM (SELECT DISTINCT supplier, supplier_id, company_number, charity_number, postcode, source FROM contracts
            WHERE supplier IS NOT NULL)
        UNION
        SELECT recipient, coalesce(recipient_id, charity_id(charity_number), {_COMPANY}), postcode, 'published grants'
        FROM (SELECT DISTINCT recipient, recipient_id, company_number, charity_number, postcode FROM grants WHERE recipient IS NOT NULL)"""
    )


# A charity and a company limited by guarantee of one name at one address are one body, though neither register says so.
_TWINS = f"""
SELECT DISTINCT c.org_id, g.org_id
FROM (SELECT org_id, postcode, {key_sql("name")} AS key FROM organisations WHERE kind = 'charity' AND org_id NOT LIKE 'GB-COH-%'
    AND postcode IS NOT NULL AND company_number IS NULL AND until IS NULL) c
JOIN (SELECT org_id, postcode, {key_sql("name")} AS key FROM organisations WHERE kind = 'guarantee_company' AND postcode IS NOT NULL) g
    ON g.key = c.key AND replace(g.postcode, ' ', '') = replace(c.postcode, ' ', '')
"""

_NAMES = """
CREATE TEMP VIEW register_names AS
SELECT n.name, n.org_id, coalesce(b.body, n.org_id) AS body, n.kind, n.also, n.postcode, n.former
FROM (
    SELECT name, org_id, kind, CASE WHEN kind = 'charity' AND company_number IS NOT NULL THEN 'guarantee_company' END AS also, postcode,
            false AS former
        FROM organisations WHERE name IS NOT NULL AND org_id IS NOT NULL
    UNION ALL
    SELECT trim(unnest(string_split(other_names, '|'))), org_id, kind,
            CASE WHEN kind = 'charity' AND company_number IS NOT NULL THEN 'guarantee_company' END, postcode, true
        FROM organisations WHERE other_names IS NOT NULL AND org_id IS NOT NULL
) n LEFT JOIN bodies_of b ON b.org_id = n.org_id;

CREATE TEMP VIEW published_names AS
SELECT p.name, p.org_id, coalesce(b.body, p.org_id) AS body, 'unknown' AS kind, p.org_id LIKE 'GB-COH-%' AS company, p.postcode, p.register
FROM published p LEFT JOIN bodies_of b ON b.org_id = p.org_id WHERE p.org_id IS NOT NULL
"""
