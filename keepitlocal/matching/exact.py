"""First matching: by identifier where a file has one, else by exact name with the postcode as tie-break.

Deliberately strict: a company's name is not matched to a charity that is no company, a name that several share needs
a postcode, and what cannot be told is left unmatched. What is left shows as unknown, with its pounds.
"""

import duckdb

from keepitlocal.matching.clean import is_company_sql, key_sql

COMPANY_LIKE = "('company', 'guarantee_company', 'cic', 'society', 'partnership')"


def match(connection: duckdb.DuckDBPyConnection, /) -> None:
    """Make the table ``matches(payee, org_id, matched_by, because)`` from ``payees`` and ``names``.

    ``payees(payee, company_id, charity_id, postcode)`` holds distinct payees that may be matched; ``names(name, org_id, body, kind,
    company, postcode, register)`` every name known beside an id; ``denied(payee, org_id)``, where there is one, what people said is not so.
    Errors: none; a payee without a match has no row.
    """
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS denied (payee VARCHAR, org_id VARCHAR)")
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE keyed_payees AS
        SELECT payee, company_id, charity_id, postcode, {key_sql("payee")} AS key, {is_company_sql("payee")} AS company FROM payees;
        CREATE OR REPLACE TEMP TABLE keyed_names AS
        SELECT * FROM (SELECT org_id, body, kind, postcode, register, {key_sql("name")} AS key,
            company OR {is_company_sql("name")} AS company FROM names) WHERE key IN (SELECT key FROM keyed_payees WHERE length(key) > 3)"""
    )
    connection.execute(_SQL)


_SQL = f"""
CREATE OR REPLACE TEMP TABLE by_identifier AS
SELECT payee, coalesce(company_id, charity_id) AS org_id, 'identifier' AS matched_by, 'the council''s own file gives its number' AS because
FROM keyed_payees p WHERE coalesce(company_id, charity_id) IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM denied d WHERE d.payee = p.payee AND d.org_id = coalesce(p.company_id, p.charity_id));

CREATE OR REPLACE TEMP TABLE candidates AS
SELECT p.payee, n.org_id, n.body, n.register, p.postcode IS NOT NULL AND p.postcode = n.postcode AS same_postcode,
    p.postcode IS NOT NULL AND n.postcode IS NOT NULL AND p.postcode <> n.postcode AS other_postcode
FROM keyed_payees p JOIN keyed_names n USING (key) ANTI JOIN denied d ON d.payee = p.payee AND d.org_id = n.org_id
WHERE p.payee NOT IN (SELECT payee FROM by_identifier) AND (NOT p.company OR n.company OR n.kind IN {COMPANY_LIKE});

CREATE OR REPLACE TEMP TABLE by_name AS
SELECT payee,
    CASE WHEN count(DISTINCT body) = 1 THEN min(org_id) ELSE min(org_id) FILTER (same_postcode) END AS org_id,
    CASE WHEN bool_or(same_postcode) THEN 'name and postcode' ELSE 'name' END AS matched_by,
    CASE WHEN bool_or(same_postcode) THEN 'same name but for the legal form, and the same postcode ('
        ELSE 'same name but for the legal form, and the only one of that name on the registers given to us (' END
        || min(register) || ')' AS because
FROM candidates GROUP BY payee
HAVING count(DISTINCT body) = 1 OR count(DISTINCT body) FILTER (same_postcode) = 1;

CREATE OR REPLACE TEMP TABLE matches AS
SELECT * FROM by_identifier UNION ALL SELECT * FROM by_name ORDER BY payee
"""
