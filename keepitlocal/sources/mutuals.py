"""Registered societies with their numbers: the list of mutuals of the Find that Charity project.

Laid out as mutual_id, company_id, name. The Financial Conduct Authority's own download could not be looked at; it is
left out.
"""

from keepitlocal.sources._fields import Grid, Mapping, field, share
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import known

source, title, table = "register", "List of registered societies", "organisations"
publisher = "Find that Charity, from the Mutuals Public Register"
licence = "Open Database Licence"
fields = {
    "org_id": field("mutual id", needed=True),
    "company": field("company id", needed=True),
    "name": field("name", needed=True, letters=True),
}
constants = {"register": "Mutuals Public Register", "kind": "society"}
signs = ("mutual id",)
derive = {"company_number": "regexp_extract({company}, '^GB-COH-([A-Z0-9]+)$', 1)"}
unusable = {NO_IDENTIFIER: "NOT coalesce(starts_with({org_id}, 'GB-MPR-'), false)"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where the identifiers are those of the mutuals register."""
    mutual = share(grid.values(mapping.places["org_id"]), lambda text: text.startswith("GB-MPR-"))
    return 3.0 if mutual > 0.8 and known(mapping, "org_id", "company") else -1.0


example = {
    "file": """
        mutual_id,company_id,name
        GB-MPR-99001R,GB-COH-IP99001R,Example Co-operative Limited
        ,GB-COH-IP99002R,A Society Without a Number
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {"no identifier": 1},
}
