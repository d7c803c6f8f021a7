"""Inspections of children's social care providers in England: Ofsted's provider-level lists.

The layout (URN, Provision type, Local authority, Sector, Organisation which owns the provider, Inspection date,
Overall experiences and progress of children and young people) is established from public programs that read the lists;
it was not tried on a full real file. Ofsted itself withholds names and addresses of the homes; here every one of them
is marked as never placed, and neither its name nor its postcode is read.
"""

from keepitlocal.sources._fields import Grid, Mapping, field
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import known

source, title, table = "register", "Inspections of children's social care (England)", "ratings"
publisher = "Ofsted"
licence = "Open Government Licence v3.0"
fields = {
    "location": field("urn", needed=True),
    "category": field("provision type", needed=True, letters=True),
    "rating": field(
        "overall experiences and progress of children and young people",
        "overall effectiveness",
        "overall judgement",
        needed=True,
    ),
    "provider": field("organisation which owns the provider", "organisation name", letters=True),
    "sector": field("sector"),
    "date": field("inspection date", "latest inspection date", type="date"),
    "authority": field("local authority"),
}
constants = {"register": "Ofsted", "sensitive": True}
signs = (
    "provision type",
    "organisation which owns the provider",
    "overall experiences and progress of children and young people",
)
_INSTITUTION = (
    "lower({sector}) IN ('local authority', 'private', 'voluntary', 'health authority')"
    " AND regexp_matches({provider},"
    " '(?i)\\b(ltd|limited|llp|plc|cic|council|trust|nhs|charity|foundation|association|society)\\b')"
)
# An owner who may be a person is left unnamed: only the names of institutions are kept.
derive = {"provider": f"CASE WHEN {_INSTITUTION} THEN {{provider}} END"}
unusable = {NO_IDENTIFIER: "{location} IS NULL", "not rated": "{rating} IS NULL"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only under Ofsted's own headings."""
    return 3.0 if known(mapping, "location", "category", "rating") else -1.0


example = {
    "file": """
        URN,Provision type,Sector,Organisation which owns the provider,Inspection date,Overall effectiveness
        SC900001,Children's home,Private,Example Homes Limited,14/05/2025,Good
        SC900002,Children's home,Private,Example Homes Limited,,
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {"not rated": 1},
}
