"""Areas as plain CSV: code, name, kind, what each is part of, and where known what is beside it and its centre."""

from keepitlocal.sources._areas import is_code
from keepitlocal.sources._fields import Grid, Mapping, field, share
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import known

source, title, table = "reference", "Areas (plain CSV)", "areas"
publisher = "whoever made it"
licence = "as its publisher says"
fields = {
    "code": field("code", "area code", "gss code", needed=True),
    "name": field("name", "area name", needed=True, letters=True),
    "kind": field("kind", "area kind", "area type", "geography", needed=True, letters=True),
    "parent": field("parent", "parent code", "part of", blanks=True),
    "from": field("from", "start date", "since", type="date"),
    "until": field("until", "end date", "to", type="date"),
    "successor": field("successor", "successors", "replaced by", blanks=True),
    "borders": field("borders", "neighbours", blanks=True),
    "latitude": field("latitude", "lat", type="number"),
    "longitude": field("longitude", "long", "lon", type="number"),
}
constants: dict[str, object] = {}
_KINDS = {"district", "county", "region", "ward", "lsoa", "msoa", "oa", "parish", "locality", "nation", "neighbourhood"}
derive = {"kind": "lower({kind})"}
unusable = {NO_IDENTIFIER: "{code} IS NULL"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where the codes are codes and the kinds are kinds of area."""
    codes = share(grid.values(mapping.places["code"]), is_code)
    kinds = share(grid.values(mapping.places["kind"]), lambda text: text.lower() in _KINDS)
    return 3.0 if codes > 0.5 and kinds > 0.8 and known(mapping, "code", "name", "kind") else -1.0


example = {
    "file": """
        code,name,kind,parent,from,until
        E99000001,Examplebury,district,E99000002,2009-04-01,
        ,A district without a code,district,E99000002,2009-04-01,
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {"no identifier": 1},
}
