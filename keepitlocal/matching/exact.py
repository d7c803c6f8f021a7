"""Names that a council publishes beside a number (contracts registers, notices, grants): found again by exact name alone.

Deliberately strict: such lists are short, so that a name being the only one of its kind in them proves little.
"""

import duckdb

from keepitlocal.matching.clean import is_company_sql, key_sql

COMPANY_LIKE = "('company', 'guarantee_company', 'cic', 'society', 'partnership')"


def match_published(connection: duckdb.DuckDBPyConnection, /) -> None:
    """Make the table ``by_published(payee, org_id, because)`` from ``payees``, ``published_names`` and ``denied``.

    ``published_names(name, org_id, body, kind, company, postcode, register)`` are names with an id beside them. A name that several
    bodies share needs the postcode; a company's name is not given to a body that is none.
    """
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE keyed_payees AS
        SELECT payee, postcode, {key_sql("payee")} AS key, {is_company_sql("payee")} AS company FROM payees WHERE NOT person;
        CREATE OR REPLACE TEMP TABLE keyed_names AS
        SELECT * FROM (SELECT org_id, body, kind, postcode, register, {key_sql("name")} AS key,
            company OR {is_company_sql("name")} AS company FROM published_names)
        WHERE key IN (SELECT key FROM keyed_payees WHERE length(key) > 3)"""
    )
    connection.execute(_SQL)


_SQL = f"""
CREATE OR REPLACE TEMP TABLE by_published AS
WITH candidates AS (
    SELECT p.payee, n.org_id, n.body, n.register, p.postcode IS NOT NULL AND p.postcode = n.postcode AS same_postcode
    FROM keyed_payees p JOIN keyed_names n USING (key) ANTI JOIN denied d ON d.payee = p.payee AND d.org_id = n.org_id
    WHERE NOT p.company OR n.company OR n.kind IN {COMPANY_LIKE})
SELECT payee,
    CASE WHEN count(DISTINCT body) = 1 THEN min(org_id) ELSE min(org_id) FILTER (same_postcode) END AS org_id,
    'same name but for the legal form in the ' || min(register) || ', which gives its number'
        || CASE WHEN bool_or(same_postcode) THEN '; postcode agrees' ELSE '' END AS because
FROM candidates GROUP BY payee
HAVING count(DISTINCT body) = 1 OR count(DISTINCT body) FILTER (same_postcode) = 1
"""
