"""Postcodes with their areas: the ONS Postcode Directory, the National Statistics Postcode Lookup, or
a council's own list.
"""

from keepitlocal.sources._areas import headings, is_code
from keepitlocal.sources._fields import Grid, Mapping, field, share
from keepitlocal.sources._registers import known

source, title, table = "reference", "Postcode directory", "postcodes"
publisher = "Office for National Statistics"
licence = "Open Government Licence v3.0; contains Royal Mail and Ordnance Survey data"
fields = {
    "postcode": field("pcds", "postcode", "pcd2", "pcd", needed=True),
    "district": field("oslaua", "laua", *headings("lad", "ltla", "la", ending="code"), needed=True),
    "latitude": field("lat", "latitude", type="number", needed=True),
    "longitude": field("long", "longitude", "lon", type="number", needed=True),
    "county": field("oscty", "cty", *headings("cty", ending="code")),
    "region": field("rgn", "gor", *headings("rgn", "region", ending="code")),
    "country": field("ctry", *headings("ctry", "country", ending="code")),
    "ward": field("osward", "ward", *headings("wd", "ward", ending="code")),
    "lsoa": field("lsoa21", "lsoa11", *headings("lsoa", ending="code")),
    "ended": field("doterm"),
}
constants: dict[str, object] = {}
signs = ("pcds", "oslaua", "osward", "doterm", "ru11ind", "usertype", "lsoa21", "postcode")


def _real(field: str) -> str:
    # A code of nines says that there is no such area here.
    return f"CASE WHEN {{{field}}} NOT LIKE '_99999999' THEN {{{field}}} END"


_PLAIN = "upper(replace({postcode}, ' ', ''))"
derive = {
    "postcode": f"left({_PLAIN}, -3) || ' ' || right({_PLAIN}, 3)",
    "county": _real("county"),
    "region": f"coalesce({_real('region')}, {{country}})",
    "ward": _real("ward"),
    "lsoa": _real("lsoa"),
    # The directory gives 99.999999 for postcodes without a place.
    "latitude": "CASE WHEN {latitude} < 90 THEN {latitude} END",
    "longitude": "CASE WHEN {latitude} < 90 THEN {longitude} END",
    "ended": "CAST(try_strptime(left(replace({ended}, '-', ''), 6) || '01', '%Y%m%d') AS DATE)",
}
unusable = {"no postcode": "{postcode} IS NULL", "no district": "{district} IS NULL"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where the districts are codes, and the file is about postcodes rather than places that have one."""
    coded = share(grid.values(mapping.places["district"]), is_code)
    about = {"name", "title", "supplier name"}.isdisjoint(grid.named)
    return 3.0 if coded > 0.9 and about and known(mapping, "postcode", "district") else -1.0


example = {
    "file": """
        pcd,pcds,dointr,doterm,oscty,oslaua,osward,ctry,rgn,lat,long,lsoa21
        ZZ1 1AA,ZZ1 1AA,199801,,E99999999,E99000001,E99200001,E92000001,E99400001,53.421,-2.321,E99100001
        ZZ1 1AB,ZZ1 1AB,199801,201506,E99999999,E99000001,E99200001,E92000001,E99400001,99.999999,0.000000,E99100001
        ZZ1 1AC,ZZ1 1AC,199801,199904,,,,,,99.999999,0.000000,
    """,
    "kept": 2,
    "amount_pence": None,
    "set_aside": {"no district": 1},
}
