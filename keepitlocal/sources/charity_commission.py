"""Charities registered in England and Wales: the main table of the Charity Commission's public extract.

The extract's tables come one a ZIP (publicextract.charity.zip and its companions), as tab-separated text that encloses
nothing in quotation marks, or as JSON. This reads the main table, and lists drawn from it that keep its headings;
charity_areas, charity_names and charity_returns read three of the others. The table of trustees is never read.
"""

from keepitlocal.sources._fields import Grid, Mapping, field
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import charity_id_sql, company_number_sql, known

source, title, table = "register", "Register of charities (England and Wales)", "organisations"
publisher = "Charity Commission for England and Wales"
licence = "Open Government Licence v3.0"
unquoted_tabs = True
fields = {
    "number": field("registered charity number", needed=True),
    "name": field("charity name", needed=True, letters=True),
    "linked": field("linked charity number"),
    "status": field("charity registration status"),
    "from": field("date of registration", type="date"),
    "until": field("date of removal", type="date"),
    "income": field("latest income", type="pence", column="income_pence"),
    "postcode": field("charity contact postcode", blanks=True),
    "company": field("charity company registration number", blanks=True),
    "charity_type": field("charity type"),
    "accounts_until": field("latest acc fin period end date", type="date"),
    "activities": field("charity activities"),
}
constants = {"register": "Charity Commission", "kind": "charity", "address_role": "contact"}
signs = (
    "charity contact postcode",
    "charity registration status",
    "charity company registration number",
    "charity type",
)
_MAIN = charity_id_sql("number")
_BOROUGH = "regexp_extract({input}, '(?i)operating[ _-]in[ _-]([a-z _-]+)', 1)"
_LINKED = "nullif({linked}, '0')"
derive = {
    "org_id": f"{_MAIN} || coalesce('-' || {_LINKED}, '')",
    "parent": f"CASE WHEN {_LINKED} IS NOT NULL THEN {_MAIN} END",
    "charity_number": f"CASE WHEN {_LINKED} IS NULL THEN {{number}} END",
    "company_number": company_number_sql("company"),
    # The list of charities that operate in one borough tells the borough in the file's name alone.
    "operates_in": f"nullif(trim(replace({_BOROUGH}, '_', ' ')), '')",
}
unusable = {NO_IDENTIFIER: f"{_MAIN} IS NULL"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """The main table alone: its companions have a number and a name too, but no contact postcode beside them."""
    return 3.0 if known(mapping, "number", "name", "postcode") else -1.0


example = {
    "file": """
        registered_charity_number,linked_charity_number,charity_name,charity_registration_status,latest_income,charity_contact_postcode
        9000001,0,EXAMPLE CHARITY,Registered,125000.00,ZZ1 1AA
        9000001,1,EXAMPLE CHARITY FUND,Registered,,ZZ1 1AA
        ,0,A CHARITY WITHOUT A NUMBER,Registered,,ZZ1 1AA
    """,
    "kept": 2,
    "amount_pence": None,
    "set_aside": {"no identifier": 1},
}
