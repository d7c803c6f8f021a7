"""Indices of Deprivation by district: average score, and rank among districts, of the Index of Multiple Deprivation."""

from keepitlocal.sources._areas import headings, is_code
from keepitlocal.sources._fields import Grid, Mapping, field, share
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import known
from keepitlocal.sources._statistics import NO_FIGURE, figures, no_figure

source, title, table = "reference", "Indices of Deprivation by district", "statistics"
publisher = "Ministry of Housing, Communities and Local Government"
licence = "Open Government Licence v3.0"
fields = {
    "area": field("area code", *headings("ltla", "lad", ending="code"), needed=True),
    "score": field("imd average score", "average score", type="number", needed=True),
    "rank": field("imd rank of average score", "rank average score", type="number", needed=True),
    "most_deprived": field(
        "imd proportion of LSOAs in most deprived 10 percent nationally", "proportion bottom decile", type="number"
    ),
    "domain": field("index domain", letters=True),
    "year": field("deprivation data year"),
}
constants: dict[str, object] = {}
signs = ("imd average score", "index domain", "rank average score", "imd rank of average score")
_MEASURES = {
    "imd_average_score": "{score}",
    "imd_rank_of_average_score": "{rank}",
    "imd_share_most_deprived_tenth": "{most_deprived}",
}
derive = figures(_MEASURES) | {"period": "{year}"}
unusable = {
    NO_IDENTIFIER: "{area} IS NULL",
    "another domain than the whole index": "lower({domain}) NOT LIKE 'index of multiple deprivation%'",
    NO_FIGURE: no_figure(_MEASURES),
}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where districts are given by code."""
    coded = share(grid.values(mapping.places["area"]), is_code) > 0.9
    return 3.0 if coded and known(mapping, "area", "score", "rank") else -1.0


example = {
    "file": """
        area_code,area_name,deprivation_data_year,index_domain,average_score,rank_average_score,proportion_bottom_decile
        E99000001,Examplebury,2025,Index of Multiple Deprivation,37.58,6,0.42
        E99000001,Examplebury,2025,Crime,0.38,12,0.21
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {"another domain than the whole index": 1},
}
