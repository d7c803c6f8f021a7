"""Community interest companies by number: the list published with UK-CAT (org_id, icnptso_code and how it was found).

It gives no names. The only list in this layout is of community interest companies, so that is what its rows are taken
for.
"""

from keepitlocal.sources._fields import Grid, Mapping, field, share
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import known

source, title, table = "register", "List of community interest companies", "organisations"
publisher = "UK-CAT (charity classification project), from Companies House"
licence = "CC BY 4.0"
fields = {
    "org_id": field("org id", needed=True),
    "activity": field("icnptso code", needed=True),
    "found": field("icnptso code source", needed=True, letters=True),
}
constants = {"register": "UK-CAT list of community interest companies", "kind": "cic"}
signs = ("icnptso code", "icnptso code probability", "icnptso code source")
derive = {"company_number": "regexp_extract({org_id}, '^GB-COH-([A-Z0-9]+)$', 1)"}
unusable = {NO_IDENTIFIER: "NOT coalesce(starts_with({org_id}, 'GB-COH-'), false)"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where all identifiers are company numbers."""
    companies = share(grid.values(mapping.places["org_id"]), lambda text: text.startswith("GB-COH-"))
    return 3.0 if companies == 1.0 and known(mapping, "org_id", "activity", "found") else -1.0


example = {
    "file": """
        org_id,icnptso_code,icnptso_code_probability,icnptso_code_source
        GB-COH-99000002,A11,1.0,ml_model
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {},
}
