"""Other names of charities, working and previous: a table of the Charity Commission's public extract."""

from keepitlocal.sources._fields import Grid, Mapping, field
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import charity_id_sql, known

source, title, table = "register", "Other names of charities (England and Wales)", "organisations"
publisher = "Charity Commission for England and Wales"
licence = "Open Government Licence v3.0"
unquoted_tabs = True
fields = {
    "number": field("registered charity number", needed=True),
    "other_name": field("charity name", column="other_names", needed=True, letters=True),
    "name_type": field("charity name type", needed=True, letters=True),
    "linked": field("linked charity number"),
}
constants = {"register": "Charity Commission"}
signs = ("charity name type", "charity name id")
_MAIN = charity_id_sql("number")
derive = {"org_id": f"{_MAIN} || coalesce('-' || nullif({{linked}}, '0'), '')"}
unusable = {NO_IDENTIFIER: f"{_MAIN} IS NULL"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only under the extract's own headings."""
    return 3.0 if known(mapping, "number", "other_name", "name_type") else -1.0


example = {
    "file": """
        registered_charity_number,linked_charity_number,charity_name_id,charity_name_type,charity_name
        9000001,0,1,Working name,Example Together
        9000001,0,2,Previous name,The Example Society
    """,
    "kept": 2,
    "amount_pence": None,
    "set_aside": {},
}
