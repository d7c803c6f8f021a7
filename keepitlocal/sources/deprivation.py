"""Indices of Deprivation by neighbourhood (LSOA): rank, decile and score of the Index of Multiple Deprivation.

One row of the file gives up to three figures. The release is told by the year of the codes: 2021 codes are the Indices
of 2025, 2011 codes those of 2019, or of 2015 where districts are those of 2013. Other domains are not read.
"""

from keepitlocal.sources._areas import is_code
from keepitlocal.sources._fields import Grid, Mapping, field, share
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._statistics import NO_FIGURE, figures, no_figure

source, title, table = "reference", "Indices of Deprivation by neighbourhood", "statistics"
publisher = "Ministry of Housing, Communities and Local Government"
licence = "Open Government Licence v3.0"
_INDEX = "Index of Multiple Deprivation (IMD)"
fields = {
    "lsoa21": field("lsoa21 code", "lsoa code 2021", "LSOA21CD", "lsoa21cd"),
    "lsoa11": field("lsoa11 code", "lsoa code 2011", "LSOA11CD", "lsoa11cd"),
    "districts_2024": field("local authority district code 2024"),
    "districts_2019": field("local authority district code 2019"),
    "districts_2013": field("local authority district code 2013"),
    "rank": field(
        "imd rank", f"{_INDEX} Rank (where 1 is most deprived)", f"{_INDEX} Rank", type="number", needed=True
    ),
    "decile": field(
        "imd decile",
        f"{_INDEX} Decile (where 1 is most deprived 10% of LSOAs)",
        f"{_INDEX} Decile",
        type="number",
        needed=True,
    ),
    "score": field("imd score", f"{_INDEX} Score", type="number"),
}
constants: dict[str, object] = {}
_AREA = "coalesce({lsoa21}, {lsoa11})"
_MEASURES = {"imd_rank": "{rank}", "imd_decile": "{decile}", "imd_score": "{score}"}
derive = {
    "area": _AREA,
    **figures(_MEASURES),
    "period": "CASE WHEN {lsoa21} IS NOT NULL THEN '2025'"
    " WHEN {districts_2013} IS NOT NULL THEN '2015' ELSE '2019' END",
}
unusable = {NO_IDENTIFIER: f"{_AREA} IS NULL", NO_FIGURE: no_figure(_MEASURES)}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where neighbourhoods are given by code, and nothing is a guess."""
    area = mapping.places.get("lsoa21", mapping.places.get("lsoa11"))
    sure = area is not None and not mapping.guessed & {"lsoa21", "lsoa11", "rank", "decile"}
    return 3.0 if sure and area is not None and share(grid.values(area), is_code) > 0.9 else -1.0


example = {
    "file": """
        lsoa21_code,IMD_decile,IMD_rank,IMD_score
        E99100001,8,26525,8.742
        E99100002,,,
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {"no figure": 1},
}
