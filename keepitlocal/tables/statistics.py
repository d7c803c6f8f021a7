"""Facts about areas: deprivation, population and the like, one figure a row."""

from keepitlocal.tables import TRACE, number, text

version = 1
columns = {
    **TRACE,
    "area": text("area code"),
    "measure": text("what is measured, such as imd_decile, imd_rank, imd_score or population"),
    "value": number("the figure"),
    "period": text("year or release it belongs to"),
}
