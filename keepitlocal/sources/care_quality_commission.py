"""Ratings of care services in England: the Care Quality Commission's file of active locations ("care directory with
filters").

The layout (sheet HSCA_Active_Locations: Location ID, Location Name, Location Latest Overall Rating, Publication Date,
Location Primary Inspection Category, Location Local Authority, Location Postal Code, Provider ID, Provider Name,
Provider Ownership Type, Provider Companies House Number, Provider Charity Number) is established from public programs
that read the file; it was not tried on a full real file. The Commission publishes it as an OpenDocument spreadsheet:
save that sheet as CSV or XLSX. Registered managers are never read; providers that are individuals or partnerships are
read without any name.
"""

from keepitlocal.domain.sensitive import SENSITIVE_PATTERN
from keepitlocal.sources._fields import Grid, Mapping, field
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import company_number_sql, known

source, title, table = "register", "Ratings of care services (England)", "ratings"
publisher = "Care Quality Commission"
licence = "Open Government Licence v3.0"
fields = {
    "location": field("location id", needed=True),
    "rating": field("location latest overall rating", needed=True),
    "name": field("location name", letters=True),
    "date": field("publication date", type="date"),
    "category": field("location primary inspection category", "location type/sector"),
    "provider": field("provider name", letters=True),
    "provider_id": field("provider id"),
    "ownership": field("provider ownership type"),
    "company": field("provider companies house number", blanks=True),
    "charity": field("provider charity number", blanks=True),
    "postcode": field("location postal code", "location post code", blanks=True),
    "authority": field("location local authority"),
    "dormant": field("dormant (y/n)", type="flag"),
}
constants = {"register": "Care Quality Commission"}
signs = (
    "location latest overall rating",
    "location hsca start date",
    "provider companies house number",
    "inherited rating (y/n)",
)
_PERSON = "lower({ownership}) IN ('individual', 'partnership')"
derive = {
    "name": f"CASE WHEN NOT coalesce({_PERSON}, false) THEN {{name}} END",
    "provider": f"CASE WHEN NOT coalesce({_PERSON}, false) THEN {{provider}} END",
    "company_number": company_number_sql("company"),
    "charity_number": "regexp_replace({charity}, '\\.0$', '')",
    "sensitive": f"regexp_matches(concat_ws(' | ', {{name}}, {{category}}), '{SENSITIVE_PATTERN}')",
}
unusable = {
    NO_IDENTIFIER: "{location} IS NULL",
    "dormant": "coalesce({dormant}, false)",
    "not rated": "{rating} IS NULL",
}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only under the Commission's own headings."""
    return 3.0 if known(mapping, "location", "rating") else -1.0


example = {
    "file": """
        Location ID,Location Name,Location Latest Overall Rating,Publication Date,Provider Name,Provider Ownership Type
        1-9001,Example House,Good,14/05/2025,Example Care Ltd,Organisation
        1-9002,The Elms,Outstanding,20/05/2025,A Person,Individual
        1-9003,Example Lodge,,,Example Care Ltd,Organisation
    """,
    "kept": 2,
    "amount_pence": None,
    "set_aside": {"not rated": 1},
}
