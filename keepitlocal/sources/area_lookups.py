"""Look-ups between areas as the Office for National Statistics publishes them: each row an area and what it is part
of.

Headings go by level and year (LSOA21CD, WD25CD, LAD25CD, or lsoa21_code and the like). A row is taken for the smallest
level that it names; its parent is the next level up.
"""

from keepitlocal.sources._areas import headings, is_code
from keepitlocal.sources._fields import Field, Grid, Mapping, field, share
from keepitlocal.sources._grid_sql import NO_IDENTIFIER

source, title, table = "reference", "Look-up between areas", "areas"
publisher = "Office for National Statistics"
licence = "Open Government Licence v3.0"
LEVELS = {
    "oa": ("oa",),
    "lsoa": ("lsoa",),
    "msoa": ("msoa",),
    "ward": ("ward", "wd"),
    "district": ("ltla", "lad", "la"),
    "county": ("utla", "cty", "ctyua"),
    "region": ("region", "rgn"),
    "nation": ("country", "ctry"),
}
fields: dict[str, Field] = {
    **{f"{level}_code": field(*headings(*stems, ending="code")) for level, stems in LEVELS.items()},
    **{f"{level}_name": field(*headings(*stems, ending="name"), letters=True) for level, stems in LEVELS.items()},
}
constants: dict[str, object] = {}
_CODES = [f"{{{level}_code}}" for level in LEVELS]
_CODE = f"coalesce({', '.join(_CODES)})"
_PARENTS = [
    f"coalesce({', '.join(f'nullif({code}, {own})' for code in _CODES[at:]) or 'NULL'}, NULL)"
    for at, own in enumerate(_CODES)
]


def _by_level(results: list[str]) -> str:
    cases = " ".join(f"WHEN {code} IS NOT NULL THEN {result}" for code, result in zip(_CODES, results, strict=True))
    return f"CASE {cases} END"


derive = {
    "code": _CODE,
    "name": _by_level([f"{{{level}_name}}" for level in LEVELS]),
    "kind": _by_level([f"'{level}'" for level in LEVELS]),
    "parent": _by_level(_PARENTS),
}
unusable = {NO_IDENTIFIER: f"{_CODE} IS NULL"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where two levels or more are given by code, no column is a guess, and none holds postcodes."""
    levels = [f"{level}_code" for level in LEVELS if f"{level}_code" in mapping.places]
    coded = all(share(grid.values(mapping.places[name]), is_code) > 0.9 for name in levels)
    own = grid.values(mapping.places[levels[0]]) if levels else []
    if len(set(own)) < 0.9 * len(own):
        return -1.0  # Each area would come many times: the rows are about something else.
    sure = not any(name.endswith("_code") for name in mapping.guessed)
    return 1.0 if len(levels) >= 2 and coded and sure and grid.named.isdisjoint({"postcode", "pcds", "pcd"}) else -1.0


example = {
    "file": """
        LSOA21CD,LSOA21NM,WD25CD,WD25NM,LAD25CD,LAD25NM
        E99100001,Examplebury 001A,E99200001,North,E99000001,Examplebury
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {},
}
