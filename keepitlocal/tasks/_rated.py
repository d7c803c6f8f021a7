"""Make the derived table of rated services whose provider the council pays."""

import duckdb
import pyarrow as pa

from keepitlocal.domain.council_names import core
from keepitlocal.domain.place import Place
from keepitlocal.matching.clean import charity_id_sql, company_id_sql, key_sql
from keepitlocal.tasks._derive_place import clean_sql


def make_rated(connection: duckdb.DuckDBPyConnection, /, *, place: Place) -> None:
    """Make ``rated``: the latest rating of each service of a provider found among the payees, by number or exact name.

    A service is here by its postcode, else by the authority that the inspectorate names. ``make_place`` comes first.
    """
    told = connection.execute("SELECT DISTINCT authority FROM given_ratings WHERE authority IS NOT NULL").fetchall()
    ours = [name for (name,) in told if core(name) == core(place.name)]
    connection.register("rated_here", pa.table({"authority": pa.array(ours, pa.string())}))
    any_given = connection.execute("SELECT count(*) FROM given_ratings").fetchall()[0][0]
    # Without ratings nobody's payments are looked through for who was paid.
    connection.execute(_RATED if any_given else _RATED.replace(_WAS_PAID, "false"))


_WAS_PAID = "payee IN (SELECT payee FROM payments WHERE source = 'spend')"


_RATED = f"""
CREATE TEMP TABLE paid_bodies AS
SELECT body, min(org_id) AS org_id, min(kind) AS kind, max(reach) AS reach, max(control) AS control
FROM payees WHERE NOT person AND body IS NOT NULL AND {_WAS_PAID}
GROUP BY body;

-- A name that several bodies share tells nothing.
CREATE TEMP TABLE paid_names AS
SELECT key, min(body) AS body FROM (
    SELECT body, {key_sql("payee")} AS key FROM payees WHERE body IN (SELECT body FROM paid_bodies)
    UNION SELECT body, {key_sql("name")} FROM payees WHERE body IN (SELECT body FROM paid_bodies))
WHERE length(key) > 3 GROUP BY key HAVING count(DISTINCT body) = 1;

CREATE TEMP TABLE rated AS
WITH latest AS (
    SELECT *, {company_id_sql("company_number")} AS company, {charity_id_sql("charity_number")} AS charity,
        {key_sql("provider")} AS key
    FROM given_ratings WHERE rating IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY register, location ORDER BY date DESC NULLS LAST, input, row) = 1)
SELECT r.input, r.row, r.register, r.rating, r.date, p.org_id, p.body, p.kind, p.reach, p.control,
    CASE WHEN coalesce(r.sensitive, false) THEN 'never placed'
        WHEN h.postcode IS NOT NULL OR r.authority IN (SELECT authority FROM rated_here) THEN 'here'
        WHEN length({clean_sql("r.postcode")}) > 5 OR r.authority IS NOT NULL THEN 'elsewhere'
        ELSE 'not known' END AS tied,
    1::BIGINT AS lines
FROM latest r LEFT JOIN bodies_of c ON c.org_id = r.company LEFT JOIN bodies_of d ON d.org_id = r.charity
LEFT JOIN paid_names n ON n.key = r.key AND r.company IS NULL AND r.charity IS NULL
JOIN paid_bodies p ON p.body = coalesce(c.body, d.body, r.company, r.charity, n.body)
LEFT JOIN here h ON h.postcode = {clean_sql("r.postcode")}
"""
