"""Payments joined to what is known of each, and summed where they are alike."""

from keepitlocal.domain.period import FINANCIAL_YEAR_SQL

# The earlier line of the waterfall wins; works are shown apart but stay in what the council could choose.
ENRICHED_SQL = f"""
SELECT pay.* EXCLUDE (category), pay.category,
    coalesce({FINANCIAL_YEAR_SQL}, 'no date') AS year, coalesce(strftime(pay.date, '%Y-%m'), 'no date') AS month,
    p.org_id, p.body, coalesce(p.kind, 'unknown') AS kind, p.size, p.reach, coalesce(p.control, 'not known') AS control,
    coalesce(p.person, true) AS person, coalesce(p.listed, false) AS listed,
    CASE WHEN pay.payee IS NULL THEN 'individuals' WHEN first_line.line = 'choosable' THEN '' ELSE coalesce(first_line.line, '') END AS line,
    CASE WHEN pay.payee IS NULL THEN false ELSE NOT coalesce(first_line.removed, false) END AS choosable
FROM payments pay
LEFT JOIN payees p ON p.payee = pay.payee
LEFT JOIN labels l ON l.department IS NOT DISTINCT FROM pay.department AND l.service IS NOT DISTINCT FROM pay.service
    AND l.category IS NOT DISTINCT FROM pay.category AND l.capital IS NOT DISTINCT FROM pay.capital
LEFT JOIN first_lines first_line ON first_line.payee_line = coalesce(p.line, '') AND first_line.label_line = coalesce(l.line, '')
"""
SPENDING_SQL = f"""
SELECT source, year, month, payee, org_id, body, kind, size, reach, control, person, listed, line, choosable, department, service, category,
    sum(amount_pence)::BIGINT AS amount_pence, coalesce(sum(amount_pence) FILTER (amount_pence < 0), 0)::BIGINT AS credit_pence,
    count(*)::BIGINT AS lines
FROM ({ENRICHED_SQL})
GROUP BY ALL ORDER BY ALL
"""
