"""Charities that passed everything to another: the Charity Commission's register of mergers, as Find
that Charity lists it.
"""

from keepitlocal.sources._fields import Grid, Mapping, field
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import known

source, title, table = "register", "Register of merged charities", "links"
publisher = "Find that Charity, from the Charity Commission's register of mergers"
licence = "Open Database Licence"
fields = {
    "org_id": field("org id a", needed=True),
    "other": field("org id b", needed=True),
    "transferor": field("transferor regno", needed=True),
    "transferred": field("date property transferred", type="date", column="from"),
    "registered": field("valid from", type="date", column="from"),
}
constants = {"relation": "successor", "register": "Charity Commission register of mergers"}
signs = ("transferor regno", "transferee regno", "date property transferred")
derive = {"from": "coalesce({transferred}, {registered})"}
unusable = {NO_IDENTIFIER: "{org_id} IS NULL OR {other} IS NULL", "linked to itself": "{org_id} = {other}"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only under the list's own headings."""
    return 3.0 if known(mapping, "org_id", "other", "transferor") else -1.0


example = {
    "file": """
        org_id_a,org_id_b,relationship,transferor_regno,transferee_regno,date_property_transferred,valid_from
        GB-CHC-9000001,GB-CHC-9000002,sameas,9000001,9000002,2013-04-01 00:00:00,2014-01-15 00:00:00
        GB-CHC-9000001,GB-CHC-9000001,sameas,9000001,9000001,2013-04-01 00:00:00,2014-01-15 00:00:00
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {"linked to itself": 1},
}
