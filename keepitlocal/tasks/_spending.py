"""Payments joined to what is known of each, and summed where they are alike."""

from keepitlocal.domain.period import FINANCIAL_YEAR_SQL

# The earlier line of the waterfall wins; works are shown apart but stay in what the council could choose.
ENRICHED_SQL = f"""
SELECT pay.* EXCLUDE (category), pay.category,
    coalesce({FINANCIAL_YEAR_SQL}, 'no date') AS year, coalesce(strftime(pay.date, '%Y-%m'), 'no date') AS month,
    p.org_id, p.body, coalesce(p.kind, 'unknown') AS kind, p.size, p.reach, coalesce(p.control, 'not known') AS control,
    coalesce(p.person, true) AS person, coalesce(p.listed, false) AS listed,
    CASE WHEN pay.payee IS NULL THEN 'individuals' WHEN first_line.line = 'choosable' THEN ''
        ELSE coalesce(first_line.line, '') END AS line,
    CASE WHEN pay.payee IS NULL THEN false ELSE NOT coalesce(first_line.removed, false) END AS choosable
FROM payments pay
LEFT JOIN payees p ON p.payee = pay.payee
LEFT JOIN labels l ON l.department IS NOT DISTINCT FROM pay.department AND l.service IS NOT DISTINCT FROM pay.service
    AND l.category IS NOT DISTINCT FROM pay.category AND l.capital IS NOT DISTINCT FROM pay.capital
LEFT JOIN first_lines first_line ON first_line.payee_line = coalesce(p.line, '') AND first_line.label_line = coalesce(l.line, '')
"""
# The same sums for every payment there is: texts are looked up once each and grouped by number, which is far quicker than by their letters.
SPENDING_SQL = """
WITH who AS (SELECT *, row_number() OVER (ORDER BY payee) AS who FROM payees),
what AS (SELECT *, dense_rank() OVER (ORDER BY department, service, category, line) AS what FROM labels),
alike AS (
    SELECT pay.source, coalesce(year(pay.date) * 100 + month(pay.date), 0) AS month, pay.payee IS NULL AS nobody, who.who, what.what,
        sum(pay.amount_pence)::BIGINT AS amount_pence,
        coalesce(sum(pay.amount_pence) FILTER (pay.amount_pence < 0), 0)::BIGINT AS credit_pence, count(*)::BIGINT AS lines
    FROM payments pay LEFT JOIN (SELECT payee, who FROM who) who ON who.payee = pay.payee
    LEFT JOIN (SELECT department, service, category, capital, what FROM what) what
        ON what.department IS NOT DISTINCT FROM pay.department AND what.service IS NOT DISTINCT FROM pay.service
        AND what.category IS NOT DISTINCT FROM pay.category AND what.capital IS NOT DISTINCT FROM pay.capital
    GROUP BY ALL ORDER BY pay.source, who.who, what.what, month
)
SELECT a.source,
    CASE WHEN a.month = 0 THEN 'no date' WHEN a.month % 100 > 3
        THEN (a.month // 100) || '-' || lpad(((a.month // 100 + 1) % 100)::VARCHAR, 2, '0')
        ELSE (a.month // 100 - 1) || '-' || lpad((a.month // 100 % 100)::VARCHAR, 2, '0') END AS year,
    CASE WHEN a.month = 0 THEN 'no date' ELSE (a.month // 100) || '-' || lpad((a.month % 100)::VARCHAR, 2, '0') END AS month,
    p.payee, p.org_id, p.body, coalesce(p.kind, 'unknown') AS kind, p.size, p.reach, coalesce(p.control, 'not known') AS control,
    coalesce(p.person, true) AS person, coalesce(p.listed, false) AS listed,
    CASE WHEN a.nobody THEN 'individuals' WHEN f.line = 'choosable' THEN '' ELSE coalesce(f.line, '') END AS line,
    NOT a.nobody AND NOT coalesce(f.removed, false) AS choosable, l.department, l.service, l.category, a.amount_pence,
    a.credit_pence, a.lines
FROM alike a LEFT JOIN who p ON p.who = a.who
LEFT JOIN (SELECT DISTINCT what, department, service, category, line FROM what) l ON l.what = a.what
LEFT JOIN first_lines f ON f.payee_line = coalesce(p.line, '') AND f.label_line = coalesce(l.line, '')
"""
