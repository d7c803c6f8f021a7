"""How far charities work, from local to overseas: a derived list of charity numbers (reg_number, scale)."""

from keepitlocal.sources._fields import Grid, Mapping, field, share
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import charity_id_sql, known

source, title, table = "register", "How far charities work", "organisations"
publisher = "Find that Charity, from the Charity Commission's register"
licence = "Open Database Licence"
fields = {"number": field("reg number", needed=True), "scale": field("scale", needed=True, letters=True)}
constants = {"register": "scale of charities (derived list)"}
signs = ("scale",)
_SCALES = {"local", "regional", "national", "overseas", "national and overseas"}
derive = {
    "org_id": charity_id_sql("number"),
    "charity_number": "{number}",
    "reach": "CASE lower({scale}) WHEN 'national and overseas' THEN 'national' ELSE lower({scale}) END",
}
unusable = {NO_IDENTIFIER: f"({charity_id_sql('number')}) IS NULL"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where the scales are the five of the list."""
    good = share(grid.values(mapping.places["scale"]), lambda text: text.lower() in _SCALES)
    return 3.0 if good > 0.9 and known(mapping, "number", "scale") else -1.0


example = {
    "file": """
        reg_number,scale
        9000001,Local
        9000002,National and Overseas
    """,
    "kept": 2,
    "amount_pence": None,
    "set_aside": {},
}
