"""Grants to voluntary and community organisations, as councils list them in their own way (Transparency Code)."""

import re

from keepitlocal.domain.money import read_pence
from keepitlocal.sources._fields import Grid, Mapping, comparable, field, share

source, title, table = "grants", "Grants list", "grants"
publisher = "the council"
licence = "Open Government Licence v3.0"
fields = {
    "recipient": field(
        "grant beneficiary",
        "grant recipient",
        "recipient",
        "recipient name",
        "recipient organisation",
        "beneficiary",
        "beneficiary name",
        "name of recipient",
        "name of organisation",
        "organisation awarded",
        "organisation",
        "organisation name",
        "group name",
        "customer supplier name",
        "supplier name",
        "supplier",
        "payee",
        needed=True,
        letters=True,
    ),
    "amount": field(
        "grant amount",
        "amount of grant",
        "amount awarded",
        "grant awarded",
        "amount paid",
        "amount",
        "value of grant",
        "grant value",
        "total grant",
        "value",
        "grant",
        "award amount",
        "net amount",
        "amount gbp",
        "total",
        type="pence",
        column="amount_pence",
        needed=True,
    ),
    "date": field(
        "date grant awarded",
        "date of award",
        "award date",
        "date awarded",
        "grant date",
        "date of grant",
        "date",
        "payment date",
        "date paid",
        "financial year",
        "year",
        type="date",
    ),
    "period": field("time period for grant", "time period", "grant period", "period", "period of grant", "duration"),
    "registration": field(
        "beneficiary s registration number",
        "beneficiary registration number",
        "registration number",
        "charity or company number",
        "charity company number",
        "registered number",
        "recipient registration number",
        "company or charity registration number",
        blanks=True,
    ),
    "company_number": field(
        "company number", "companies house registration number", "company registration number", blanks=True
    ),
    "charity_number": field(
        "charity number",
        "charity commission number",
        "registered charity number",
        "charity registration number",
        blanks=True,
    ),
    "postcode": field("recipient postcode", "postcode", "post code", blanks=True),
    "department": field("function", "directorate", "department", "organisational unit", "service area"),
    "programme": field(
        "grant programme",
        "programme",
        "fund",
        "grant scheme",
        "scheme",
        "grant type",
        "type of grant",
        "cost centre description",
        "cost centre",
        "service",
    ),
    "purpose": field(
        "purpose of grant",
        "summary of purpose",
        "purpose",
        "description",
        "project",
        "project description",
        "details",
        "narrative",
        "reason for grant",
    ),
    "title": field("title", "project title", "grant title"),
    "grant": field(
        "grant reference", "grant id", "reference", "reference number", "grant number", "transaction number", "ref"
    ),
    "area": field("ward", "wards", "area", "area benefiting"),
    "publisher": field("funding organisation", "funder", "organisation label", "authority", "council"),
}
constants = {"source": "grants"}
signs = (
    "date grant awarded",
    "grant beneficiary",
    "purpose of grant",
    "time period for grant",
    "grant recipient",
    "grant amount",
    "beneficiary s registration number",
)
_WORDS = re.compile(r"\b(gra?nts?|gan?ts?|funding|funds?|contributions?|awards?|bursar(y|ies))\b", re.IGNORECASE)
_MARKS = {"vcse grant", "grant", "is grant", "grant flag", "vcs grant", "grant y n", "vcse grant y n"}
_TOLD_BY_WORDS = 0.35  # Exeter's lists have 47% to 99% such rows, published spending at most 5%

# Numbers in free text: "Charity 1119730 company 06115797", "Company registration No: 8242480", "IP 27719 R".
# Tried in order. A bare number of seven digits is a charity's where it opens with 1, else a company's less its nought.
_COMPANY = (
    r"\b((?:IP|RS|SC|NI|OC|RC) ?[0-9]{5,6} ?[A-Z]?)(?:[^A-Z0-9]|$)",
    r"\bco(?:mpany|[. ])[^0-9]{0,25}([0-9]{6,8})(?:[^0-9]|$)",
    r"(?:^|[^0-9])([01][0-9]{7})(?:[^0-9]|$)",
    r"(?:^|[^0-9])([2-9][0-9]{6})(?:[^0-9]|$)",
)
_CHARITY = (
    r"cha(?:r|ir)[a-z]*[^0-9]{0,20}([0-9]{6,7})(?:[^0-9]|$)",
    r"^\s*([1-9][0-9]{5}|1[0-9]{6})\s*(?:$|&|and|/)",
    r"^\s*(X[A-Z]?[0-9]{4,6})\s*$",
)
_SOCIETY = r"(?:industrial|provident|society)[^0-9]*([0-9]{4,5} ?R)"


def _number_sql(pattern: str) -> str:
    found = f"regexp_extract({{registration}}, '(?i){pattern.replace('{', '{{').replace('}', '}}')}', 1)"
    return f"nullif(replace(upper({found}), ' ', ''), '')"


def _day_sql(pattern: str) -> str:
    found = f"regexp_extract({{period}}, '{pattern.replace('{', '{{').replace('}', '}}')}', 1)"
    return f"CAST(try_strptime(nullif({found}, ''), ['%d/%m/%y', '%d/%m/%Y']) AS DATE)"


_COMPANY_SQL = ", ".join([*map(_number_sql, _COMPANY), f"'IP' || {_number_sql(_SOCIETY)}"])
_CHARITY_SQL = ", ".join(map(_number_sql, _CHARITY))
derive = {
    "company_number": f"coalesce({{company_number}}, {_COMPANY_SQL})",
    "charity_number": f"coalesce({{charity_number}}, {_CHARITY_SQL})",
    "start": _day_sql(r"^\s*([0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4})\s*(?:-|to)"),
    "end": _day_sql(r"([0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4})\s*$"),
}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """By a heading that speaks of grants, or by what the rows say: some lists only name cost centres."""
    amounts = grid.values(mapping.places["amount"])
    if not amounts or share(amounts, lambda value: read_pence(value) is not None) < 0.5:
        return -1.0
    headings = [comparable(heading) for heading in grid.headings]
    # Spending marks each line that is a grant ("VCSE Grant"): that alone makes no list of grants.
    speaking_headings = [
        heading for heading in headings if re.search(r"\bgrants?\b", heading) and heading not in _MARKS
    ]
    if speaking_headings or ("recipient" in " ".join(headings) and "award" in " ".join(headings)):
        return 3.0
    if any(heading in _MARKS for heading in headings):
        return -1.0
    filled = [row for row in grid.sample if any(cell.strip() for cell in row)]
    speaking = sum(1 for row in filled if any(_WORDS.search(cell) for cell in row))
    return 4.0 if filled and speaking / len(filled) >= _TOLD_BY_WORDS else -1.0


example = {
    "file": """
        Cost centre description,Amount,Date,Description,"Customer/Supplier
        Name"
        WARD GRANTS,500.00,08/04/2024,CASE 1,EXAMPLE COMMUNITY ASSOCIATION
        WARD GRANTS,250.00,09/04/2024,CASE 2,EXAMPLE ALLOTMENT HOLDERS
        WARD GRANTS,-250.00,10/04/2024,CASE 2 RETURNED,EXAMPLE ALLOTMENT HOLDERS
        CITY FUND,"1,000.00",30/04/2024,CASE 3,EXAMPLE SCOUT GROUP
        ARTS & EVENTS,"1,250.00",15/05/2024,80% GRANT 24/25,EXAMPLE ARTS CIC
        ARTS & EVENTS,TBC,16/05/2024,20% GRANT 24/25,EXAMPLE ARTS CIC
    """,
    "kept": 5,
    "amount_pence": 275000,
    "set_aside": {"amount could not be read": 1},
}
