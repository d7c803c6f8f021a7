"""Every name known beside an id or a postcode: from registers, contracts registers, notices and grants."""

import duckdb

from keepitlocal.matching.bodies import group_ids
from keepitlocal.matching.clean import charity_id_sql, company_id_sql


def load_names(connection: duckdb.DuckDBPyConnection, /) -> None:
    """Make ``bodies_of(org_id, body)`` and ``names(name, org_id, body, kind, company, postcode, register)``."""
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
    leaders = group_ids(pairs)
    connection.execute("CREATE TEMP TABLE bodies_of (org_id VARCHAR, body VARCHAR)")
    if leaders:
        import pyarrow as pa

        table = pa.table({"org_id": list(leaders), "body": list(leaders.values())})
        connection.register("leaders", table)
        connection.execute("INSERT INTO bodies_of SELECT org_id, body FROM leaders")
    connection.execute(_NAMES)


def _load_published(connection: duckdb.DuckDBPyConnection) -> None:
    """``published``: suppliers and recipients of contracts, notices and grants, with the id or postcode beside them."""
    connection.execute(
        """CREATE TEMP TABLE published AS
        SELECT supplier AS name, coalesce(supplier_id, company_id(company_number), charity_id(charity_number)) AS org_id, postcode,
            CASE source WHEN 'ocds' THEN 'procurement notices' ELSE 'contracts register' END AS register
        FROM (SELECT DISTINCT supplier, supplier_id, company_number, charity_number, postcode, source FROM contracts
            WHERE supplier IS NOT NULL)
        UNION
        SELECT recipient, coalesce(recipient_id, charity_id(charity_number), company_id(company_number)), postcode, 'published grants'
        FROM (SELECT DISTINCT recipient, recipient_id, company_number, charity_number, postcode FROM grants WHERE recipient IS NOT NULL)"""
    )


_NAMES = """
CREATE TEMP TABLE names AS
SELECT n.name, n.org_id, coalesce(b.body, n.org_id) AS body, n.kind, n.company, n.postcode, n.register
FROM (
    SELECT name, org_id, kind, company_number IS NOT NULL AS company, postcode, register FROM organisations
        WHERE name IS NOT NULL AND org_id IS NOT NULL
    UNION ALL
    SELECT trim(unnest(string_split(other_names, '|'))), org_id, kind, company_number IS NOT NULL, postcode, register
        FROM organisations WHERE other_names IS NOT NULL AND org_id IS NOT NULL
    UNION ALL
    SELECT name, org_id, 'unknown', org_id LIKE 'GB-COH-%', postcode, register FROM published WHERE org_id IS NOT NULL
) n LEFT JOIN bodies_of b ON b.org_id = n.org_id
"""
