"""Schools and colleges: the Department for Education's Get Information about Schools (edubasealldata).

The layout (URN, EstablishmentName, TypeOfEstablishment (name), EstablishmentStatus (name), Postcode, LA (name),
GSSLACode (name), OpenDate, CloseDate, Trusts (name)) is established from public programs that read the file; it was
not tried on a full real file. It is published in Windows-1252. Head teachers are never read.
"""

from keepitlocal.sources._fields import Grid, Mapping, field
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import known

source, title, table = "register", "Register of schools (England and Wales)", "organisations"
publisher = "Department for Education"
licence = "Open Government Licence v3.0"
fields = {
    "urn": field("urn", needed=True),
    "name": field("establishment name", needed=True, letters=True),
    "type": field("type of establishment (name)", needed=True, letters=True),
    "postcode": field("postcode", blanks=True),
    "status": field("establishment status (name)"),
    "from": field("open date", type="date"),
    "until": field("close date", type="date"),
    "operates_in": field("gssla code (name)", "district administrative (code)", "la (name)"),
    "company": field("ch number", blanks=True),
}
constants = {"register": "Get Information about Schools", "kind": "school", "address_role": "registered"}
signs = (
    "establishment name",
    "type of establishment (name)",
    "establishment status (name)",
    "phase of education (name)",
    "la (name)",
)
derive = {"org_id": "'GB-EDU-' || {urn}"}
unusable = {NO_IDENTIFIER: "{urn} IS NULL"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only under the department's own headings."""
    return 3.0 if known(mapping, "urn", "name", "type") else -1.0


example = {
    "file": """
        URN,LA (name),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),Postcode
        900001,Examplebury,Example Primary School,Community school,Open,ZZ1 1AA
        ,Examplebury,A School Without a Number,Community school,Open,ZZ1 1AA
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {"no identifier": 1},
}
