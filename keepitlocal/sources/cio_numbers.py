"""Company numbers of charitable incorporated organisations beside their charity numbers
(company_number, charity_number).
"""

from keepitlocal.sources._fields import Grid, Mapping, field, share
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import charity_id_sql, company_number_sql, known

source, title, table = "register", "Numbers of charitable incorporated organisations", "links"
publisher = "Find that Charity, from Companies House"
licence = "Open Database Licence"
fields = {"company": field("company number", needed=True), "charity": field("charity number", needed=True)}
constants = {"relation": "same", "register": "numbers of charitable incorporated organisations"}
_COMPANY, _CHARITY = company_number_sql("company"), charity_id_sql("charity")
derive = {"org_id": f"'GB-COH-' || ({_COMPANY})", "other": _CHARITY}
unusable = {NO_IDENTIFIER: f"({_COMPANY}) IS NULL OR ({_CHARITY}) IS NULL"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only a list of nothing but the two numbers, the first opening with CE."""
    incorporated = share(grid.values(mapping.places["company"]), lambda text: text.upper().startswith("CE"))
    only = len([heading for heading in grid.headings if heading]) == 2
    return 3.0 if only and incorporated > 0.8 and known(mapping, "company", "charity") else -1.0


example = {
    "file": """
        company_number,charity_number
        CE099001,9000001
        CE099002,not given
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {"no identifier": 1},
}
