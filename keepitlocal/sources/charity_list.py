"""Charities with income and company number: the lists published with UK-CAT, a classification of charities."""

from keepitlocal.sources._fields import Grid, Mapping, field, share
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import company_number_sql, known

source, title, table = "register", "List of charities (UK-CAT)", "organisations"
publisher = "UK-CAT (charity classification project), from the charity registers"
licence = "CC BY 4.0"
fields = {
    "org_id": field("org id", needed=True),
    "charity": field("reg number", needed=True),
    "name": field("name", needed=True, letters=True),
    "activities": field("activities", needed=True, letters=True),
    "postcode": field("postcode", blanks=True),
    "company": field("company number", blanks=True),
    "income": field("income", type="pence", column="income_pence"),
    "from": field("date registered", type="date"),
    "accounts_until": field("fye", type="date"),
    "active": field("active", type="flag"),
}
constants = {"register": "UK-CAT list of charities", "kind": "charity", "address_role": "contact"}
signs = ("reg number", "fye", "ukcat", "icnptso", "batch id")
_KNOWN = "regexp_matches({org_id}, '^GB-(CHC|SC|NIC)-')"
derive = {
    "charity_number": "CASE WHEN starts_with({org_id}, 'GB-CHC-') THEN {charity} END",
    "company_number": company_number_sql("company"),
    "status": "CASE {active} WHEN true THEN 'Registered' WHEN false THEN 'Removed' END",
}
unusable = {NO_IDENTIFIER: f"NOT coalesce({_KNOWN}, false)"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where the identifiers are those of charities."""
    charities = share(
        grid.values(mapping.places["org_id"]), lambda text: text.startswith(("GB-CHC-", "GB-SC-", "GB-NIC-"))
    )
    return 3.0 if charities > 0.8 and known(mapping, "org_id", "charity", "activities") else -1.0


example = {
    "file": """
        org_id,reg_number,name,postcode,active,date_registered,activities,source,income,fye,company_number,UKCAT
        GB-CHC-9000001,9000001,EXAMPLE CHARITY,ZZ1 1AA,True,1990-08-02,Advice,ccew,75186.0,2019-10-31,9000123.0,ED101
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {},
}
