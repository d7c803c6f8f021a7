"""What contracts and grants lists say, with who each supplier and recipient is; and the day on which the data speak."""

from typing import Any

import duckdb
import pyarrow as pa

from keepitlocal.domain.council_names import core, means
from keepitlocal.domain.period import FINANCIAL_YEAR_SQL
from keepitlocal.domain.place import Place
from keepitlocal.tasks._folder import Problem

# How registers and notices say that a contract was let, and our word for it; tried in this order.
ROUTES = (
    ("extended", r"\bexten(ded|sion)\b|\bnovat|\bmodification\b"),
    ("framework_direct", r"direct.*(call|framework|dps|ypo|ccs|espo)|(framework|dps).*(direct|exempt|waiver)"),
    ("framework_competed", r"mini.?comp|further comp|(quot|rfq|tender).*(framework|dps)"),
    ("framework", r"framework|call.?o(ff|f)\b|\bdps\b|dynamic (purchasing|market)|\b(ypo|espo|ccs|nepo)\b"),
    (
        "direct",
        r"direct|waive|exempt|exception|single (tender|source|supplier)|without (prior |a )?(call|public|compet)",
    ),
    (
        "competed",
        r"tender|quot|\brf[qp]\b|\bi[tf]t\b|open|restricted|selective|compet|ojeu|dialogue|innovation partnership",
    ),
    ("not_said", r"^(n/?a|none|tbc|not known|unknown|-)?$"),
)


def widen(connection: duckdb.DuckDBPyConnection, /) -> None:
    """Let suppliers and recipients who were never paid stand among the payees, to be matched and placed as they are."""
    connection.execute("ALTER VIEW payments RENAME TO paid")
    connection.execute(
        """CREATE TEMP VIEW payments AS
        SELECT payee, company_number, charity_number, postcode, creditor_type FROM paid
        UNION ALL SELECT name, max(company_number), max(charity_number), NULL, NULL FROM (
            SELECT supplier AS name, company_number, charity_number FROM contracts
            UNION ALL SELECT recipient, company_number, charity_number FROM grants
        ) WHERE name IS NOT NULL AND name NOT IN (SELECT payee FROM paid WHERE payee IS NOT NULL) GROUP BY name"""
    )


def narrow(connection: duckdb.DuckDBPyConnection, /) -> None:
    """Let ``payments`` be what was paid again."""
    connection.execute("CREATE OR REPLACE TEMP VIEW payments AS SELECT * FROM paid")


def make_agreements(connection: duckdb.DuckDBPyConnection, /, *, place: Place, settings: dict[str, Any]) -> None:
    """Make the tables ``agreements``, ``awards`` and ``moment``.

    Notices and 360Giving files of other bodies are left out. Raises Problem where place.toml gives a day that is none.
    """
    publishers = connection.execute("SELECT publisher FROM contracts UNION SELECT publisher FROM grants").fetchall()
    ours = [name for (name,) in publishers if name and core(name) == core(place.name) and means(name, place.kind)]
    connection.register("ours", pa.table({"publisher": pa.array(ours, pa.string())}))
    connection.execute(_AGREEMENTS)
    connection.execute(_AWARDS)
    connection.execute("CREATE TEMP TABLE moment (day DATE, because VARCHAR)")
    connection.execute("INSERT INTO moment VALUES (?, ?)", _moment(connection, settings.get("as_at")))


def _moment(connection: duckdb.DuckDBPyConnection, told: Any) -> list[Any]:
    if told is not None:
        try:
            return [connection.execute("SELECT CAST(? AS DATE)", [str(told)]).fetchall()[0][0], "place.toml (as_at)"]
        except duckdb.Error as error:
            raise Problem(
                f"place.toml has as_at = {told!r}, which is not a day. Write it as as_at = 2026-04-30"
            ) from error
    row = connection.execute(_NEWEST).fetchall()[0]
    return [row[0], "the newest day that the files tell of"]


# First days of contracts may lie ahead, so they count only where nothing else is dated.
_NEWEST = """SELECT coalesce(greatest((SELECT max(date) FROM payments), (SELECT max(date) FROM awards),
    (SELECT max(published) FROM contracts), (SELECT max(awarded) FROM contracts)),
    (SELECT max(start) FROM contracts))"""

_ROUTE = " ".join(
    f"WHEN regexp_matches(lower(trim(coalesce(process, ''))), '{pattern}') THEN '{route}'" for route, pattern in ROUTES
)
_VALUE = "coalesce(value_pence, value_gross_pence)"
_DAYS = "(date_diff('day', start, \"end\") + 1)"
# Months of extension beyond the present end; none where as many are marked as taken as are allowed.
_TO_COME = (
    "CASE WHEN c.extensions_taken >= try_cast(c.extensions AS INTEGER) THEN 0 "
    "ELSE coalesce(c.extension_months, 0) END::INTEGER"
)
_AGREEMENTS = f"""
CREATE TEMP TABLE agreements AS
SELECT c.input, c.row, c.source, c.publisher, c.reference, c.lot, c.title, c.department, c.category,
    c.supplier AS payee,
    p.org_id, p.body, coalesce(p.kind, 'unknown') AS kind, coalesce(p.person, false) AS person,
    c.start AS date, c."end",
    coalesce(c.last_end, (c."end" + to_months({_TO_COME}))::DATE) AS last_end, c.review,
    CASE {_ROUTE} ELSE 'other' END AS route, c.process, c.lots,
    coalesce(c.reference IS NULL OR {_VALUE} IS NULL OR
        row_number() OVER (PARTITION BY c.source, c.publisher, c.reference, c.lot, {_VALUE}
            ORDER BY c.input, c.row) = 1, true) AS first,
    {_VALUE} AS amount_pence, value_pence AS net_pence, value_gross_pence AS gross_pence,
    coalesce(annual_pence, CASE WHEN {_DAYS} BETWEEN 1 AND 366 THEN {_VALUE}
        WHEN {_DAYS} > 366 THEN {_VALUE} * 1461 // (4 * {_DAYS}) END)::BIGINT AS annual_pence, 1::BIGINT AS lines
FROM contracts c LEFT JOIN payees p ON p.payee = c.supplier
WHERE coalesce(c.stage, 'contract') IN ('award', 'contract', 'change')
    AND (c.source <> 'ocds' OR c.publisher IN (SELECT publisher FROM ours))
"""
_AWARDS = f"""
CREATE TEMP TABLE awards AS
SELECT pay.input, pay.row, pay.date, coalesce({FINANCIAL_YEAR_SQL}, 'no date') AS year, pay.recipient AS payee,
    p.org_id, p.body,
    coalesce(p.kind, 'unknown') AS kind, p.size, p.reach, coalesce(p.person, false) AS person,
    pay.department, pay.programme AS category,
    pay.amount_pence, 1::BIGINT AS lines
FROM grants pay LEFT JOIN payees p ON p.payee = pay.recipient
WHERE pay.publisher IS NULL OR pay.source <> '360giving' OR pay.publisher IN (SELECT publisher FROM ours)
"""
