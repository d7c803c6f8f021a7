"""Where charities work: the area of operation table of the Charity Commission's public extract, one area a row."""

from keepitlocal.sources._fields import Grid, Mapping, field
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import charity_id_sql, known

source, title, table = "register", "Where charities work (England and Wales)", "organisations"
publisher = "Charity Commission for England and Wales"
licence = "Open Government Licence v3.0"
unquoted_tabs = True
fields = {
    "number": field("registered charity number", needed=True),
    "area": field("geographic area description", needed=True, letters=True),
    "area_type": field("geographic area type", needed=True, letters=True),
    "linked": field("linked charity number"),
}
constants = {"register": "Charity Commission"}
signs = ("geographic area description", "geographic area type")
_MAIN = charity_id_sql("number")
derive = {
    "org_id": f"{_MAIN} || coalesce('-' || nullif({{linked}}, '0'), '')",
    "operates_in": "{area}",
    "everywhere": "regexp_full_match({area}, '(?i)throughout england( and wales)?|throughout the (uk|united kingdom)')",
}
unusable = {NO_IDENTIFIER: f"{_MAIN} IS NULL"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only under the extract's own headings."""
    return 3.0 if known(mapping, "number", "area", "area_type") else -1.0


example = {
    "file": """
        registered_charity_number,linked_charity_number,geographic_area_type,geographic_area_description
        9000001,0,Local Authority,Examplebury
        9000002,0,Region,Throughout England And Wales
        NULL,0,Local Authority,Examplebury
    """,
    "kept": 2,
    "amount_pence": None,
    "set_aside": {"no identifier": 1},
}
