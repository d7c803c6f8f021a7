"""People by area: Census counts and mid-year estimates."""

from keepitlocal.sources._areas import headings, is_code
from keepitlocal.sources._fields import Grid, Mapping, comparable, field, share
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import known
from keepitlocal.sources._statistics import NO_FIGURE, figures, no_figure

source, title, table = "reference", "Population", "statistics"
publisher = "Office for National Statistics"
licence = "Open Government Licence v3.0"
_TS001 = "Residence type: Total; measures: Value"  # Census 2021, as Nomis gives it out by area
fields = {
    "area": field(
        "area code",
        *headings("lsoa", "msoa", "oa", "ward", "wd", "ltla", "lad", ending="code"),
        "geography code",
        "lsoa 2021 code",
        "msoa 2021 code",
        needed=True,
    ),
    "census": field("usual residents 2021", type="number"),
    "people": field("all ages", "total population", "population", "usual residents", _TS001, "total", type="number"),
    "young": field("aged 0 to 15", type="number"),
    "working": field("aged 16 to 64", type="number"),
    "older": field("aged 65 and over", type="number"),
    "sex": field("sex"),
    "period": field("period", "date", "mid year"),
}
constants: dict[str, object] = {}
signs = ("usual residents 2021", "all ages", "total population", "aged 65 and over", _TS001, "F0", "F0 to 15")
_MEASURES = {
    "population": "coalesce({census}, {people})",
    "population_0_to_15": "{young}",
    "population_16_to_64": "{working}",
    "population_65_and_over": "{older}",
}
derive = figures(_MEASURES) | {
    "period": "coalesce(nullif(regexp_extract({period}, '[0-9]{{4}}'), ''),"
    " CASE WHEN {census} IS NOT NULL THEN '2021' END,"
    # Mid-year estimates come as a workbook of a sheet a year, Mid-2024 LSOA 2021, with no year in its rows.
    " nullif(regexp_extract({input}, '(?i)mid-?([0-9]{{4}})', 1), ''))"
}
unusable = {
    NO_IDENTIFIER: "{area} IS NULL",
    "women or men alone": "lower({sex}) NOT IN ('persons', 'all', 'people', 'all persons')",
    NO_FIGURE: no_figure(_MEASURES),
}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where areas are given by code, under headings that speak of people."""
    coded = share(grid.values(mapping.places["area"]), is_code) > 0.9
    counted = known(mapping, "census") or known(mapping, "people")
    place = mapping.places.get("people")
    if place is not None and comparable(grid.headings[place]) == "total" and not grid.named & {"f0", "f0 to 15"}:
        return -1.0  # a total of what, nobody can tell
    return 2.0 if coded and counted and known(mapping, "area") else -1.0


example = {
    "file": """
        period,area_code,area_name,geography,sex,all_ages,aged_0_to_15
        2024-06-30,E99000001,Examplebury,Local authority,Persons,241025,50230
        2024-06-30,E99000001,Examplebury,Local authority,Females,123369,24464
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {"women or men alone": 1},
}
