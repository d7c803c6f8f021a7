"""Codes of areas that gave way to others: old and new neighbourhood codes (LSOA 2011 to 2021), and
lists of changed districts.
"""

from keepitlocal.sources._areas import is_code, kind_sql
from keepitlocal.sources._fields import Grid, Mapping, field, share
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import known

source, title, table = "reference", "Areas that changed", "areas"
publisher = "Office for National Statistics"
licence = "Open Government Licence v3.0"
fields = {
    "old": field("lsoa11 code", "LSOA11CD", "lsoa11cd", "oldcd", "old code", needed=True),
    "new": field("lsoa21 code", "LSOA21CD", "lsoa21cd", "newcd", "new code", needed=True),
    "change": field("change code", "CHGIND", "change indicator", "type", needed=True),
    "name": field("lsoa11 name", "LSOA11NM", "lsoa11nm", "oldnm", "old name", letters=True),
    "year": field("start", "year", type="count"),
}
constants: dict[str, object] = {}
signs = ("change code", "CHGIND", "oldcd", "newcd")
derive = {
    "code": "{old}",
    "kind": kind_sql("{old}"),
    "until": "make_date({year}, 3, 31)",  # districts change on 1 April
    "successor": "nullif({new}, {old})",
}
unusable = {
    NO_IDENTIFIER: "{old} IS NULL",
    "joined a larger area, keeping its own code": "{change} = 'new_geo'",
}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where both columns hold codes of areas."""
    coded = min(share(grid.values(mapping.places[name]), is_code) for name in ("old", "new"))
    return 3.0 if coded > 0.9 and known(mapping, "old", "new", "change") else -1.0


example = {
    "file": """
        oldcd,oldnm,newcd,newnm,type,start
        E99000007,Old Examplebury,E99000001,Examplebury,merger,2023
        E99000001,Examplebury,E99300001,Greater Examplebury,new_geo,2024
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {"joined a larger area, keeping its own code": 1},
}
