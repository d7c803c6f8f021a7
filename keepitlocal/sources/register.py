"""A register of organisations as plain CSV: org_id, name, postcode, kind and whatever else is known."""

from keepitlocal.sources._fields import Grid, Mapping, field, share
from keepitlocal.sources._grid_sql import NO_IDENTIFIER

source, title, table = "register", "Register of organisations (plain CSV)", "organisations"
publisher = "whoever made it"
licence = "as its publisher says"
fields = {
    "org_id": field("org id", "orgid", "organisation identifier", needed=True),
    "name": field("name", "organisation name", needed=True, letters=True),
    "postcode": field("postcode", "post code", blanks=True),
    "kind": field("kind", "type", "organisation type", blanks=True),
    "company_number": field("company number", "company registration number", blanks=True),
    "charity_number": field("charity number", blanks=True),
    "income": field("income", "latest income", type="pence", column="income_pence"),
    "size": field("size", "size band"),
    "reach": field("reach", "scale"),
    "operates_in": field("area of operation", "operates in", "areas"),
    "parent": field("parent", "parent org id", blanks=True),
    "status": field("status"),
    "other_names": field("other names", "also known as"),
    "from": field("from", "registered", "date registered", type="date"),
    "until": field("until", "removed", "date removed", type="date"),
    "employees": field("employees", type="count"),
    "reserves": field("reserves", type="pence", column="reserves_pence"),
    "accounts_until": field("accounts until", "accounts to", type="date"),
    "activities": field("activities", "what it does"),
}
unusable = {NO_IDENTIFIER: "{org_id} IS NULL OR NOT regexp_matches({org_id}, '^[A-Z]{{2,3}}-[A-Z0-9]+-.+')"}
constants = {"register": "plain register"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where the identifiers look like org-ids."""
    good = share(grid.values(mapping.places["org_id"]), lambda text: text.count("-") >= 2 and text[:2].isalpha())
    return 2.0 if good >= 0.3 else -1.0


example = {
    "file": """
        org_id,name,postcode,kind
        GB-CHC-9000001,Example Charity,ZZ1 1AA,charity
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {},
}
