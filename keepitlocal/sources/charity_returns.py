"""How many people larger charities employ: part B of the annual returns in the Charity Commission's public extract."""

from keepitlocal.sources._fields import Grid, Mapping, field
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import charity_id_sql, known

source, title, table = "register", "Annual returns of larger charities (England and Wales)", "organisations"
publisher = "Charity Commission for England and Wales"
licence = "Open Government Licence v3.0"
unquoted_tabs = True
fields = {
    "number": field("registered charity number", needed=True),
    "latest": field("latest fin period submitted ind", type="flag", needed=True),
    "employees": field("count employees", type="count", needed=True),
    "reserves": field("reserves", type="pence", column="reserves_pence"),
    "accounts_until": field("fin period end date", type="date"),
    "income": field("income total income and endowments", type="pence", column="income_pence"),
}
constants = {"register": "Charity Commission"}
signs = ("latest fin period submitted ind", "count employees", "consolidated accounts")
_MAIN = charity_id_sql("number")
derive = {"org_id": _MAIN}
unusable = {NO_IDENTIFIER: f"{_MAIN} IS NULL", "an earlier year's return": "NOT coalesce({latest}, false)"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only under the extract's own headings."""
    return 3.0 if known(mapping, "number", "latest", "employees") else -1.0


example = {
    "file": """
        registered_charity_number,latest_fin_period_submitted_ind,income_total_income_and_endowments,count_employees
        9000001,True,650000,12
        9000001,False,610000,11
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {"an earlier year's return": 1},
}
