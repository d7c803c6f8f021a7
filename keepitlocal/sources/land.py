"""Land and building assets, as the Local Government Transparency Code asks councils to publish them."""

from keepitlocal.domain.sensitive import SENSITIVE_PATTERN
from keepitlocal.sources._fields import Grid, Mapping, field, share

source, title, table = "land", "Land and building assets", "assets"
publisher = "the council"
licence = "Open Government Licence v3.0"
fields = {
    "tenure": field(
        "tenure type", "tenure", "type of tenure", "ownership", "legal interest", needed=True, letters=True
    ),
    "reference": field(
        "asset code", "asset id", "unique asset id", "asset reference", "property reference", "site code", "id"
    ),
    "uprn": field("uprn", "unique property reference number", blanks=True),
    "name": field(
        "property name", "site name", "asset name", "name of property", "building name", "name", letters=True
    ),
    "site": field("site address", "property address", "full address", "address", "location"),
    "street_number": field("street number", "house number", "building number"),
    "street": field("street name", "street", "road name"),
    "town": field("post town", "town", "locality"),
    "postcode": field("post code", "postcode", blanks=True),
    "easting": field("geo x", "easting", "x", "longitude", "lng", "lon", type="number"),
    "northing": field("geo y", "northing", "y", "latitude", "lat", type="number"),
    "tenure_detail": field("tenure detail", "detail of tenure", "occupancy status", "occupation"),
    "holding": field("holding type", "type of holding", "asset type", "property type"),
    "use": field(
        "other detail", "use", "property use", "current use", "asset category", "category", "description", "purpose"
    ),
    "publisher": field("organisation", "organisation label", "owner entity", "owner", "authority", letters=True),
}
constants: dict[str, object] = {}
signs = ("asset code", "tenure type", "tenure detail", "holding type", "geo x", "geo y", "property name", "uprn")
_TEXTS = "{name}, {site}, {street}, {use}, {holding}, {tenure_detail}"
_ADDRESS = (
    "coalesce({site}, nullif(concat_ws(', ', nullif(concat_ws(' ', {street_number}, {street}), ''), {town}), ''))"
)


def _tidy(text: str) -> str:
    # Some cells end in a line break, which a postcode or an address must not carry on.
    return f"nullif(trim(regexp_replace({text}, '\\s+', ' ', 'g')), '')"


derive = {
    "name": _tidy("{name}"),
    "postcode": _tidy("upper({postcode})"),
    "address": _tidy(_ADDRESS),
    "tenure": _tidy("{tenure}"),
    "holding": _tidy("{holding}"),
    "use": _tidy("{use}"),
    "sensitive": f"regexp_matches(concat_ws(' | ', {_TEXTS}), '{SENSITIVE_PATTERN}')",
}
_TENURES = (
    "free",
    "lease",
    "rent",
    "licen",
    "own",
    "tenan",
    "easement",
    "third party",
    "vacant",
    "occupied",
    "wayleave",
)


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only where the tenure is a tenure, and something says which property: a code, a name or an address."""
    which = {"reference", "uprn", "name", "site", "street"} & mapping.places.keys()
    tenures = grid.values(mapping.places["tenure"])
    good = share(tenures, lambda text: any(word in text.lower() for word in _TENURES))
    return 2.0 if len(which) >= 2 and good > 0.5 and "tenure" not in mapping.guessed else -1.0


example = {
    "file": """
        OrganisationLabel,UPRN,AssetCode,PropertyName,StreetNumber,StreetName,PostCode,GeoX,GeoY,TenureType,OtherDetail
        Example Council,99900000001,A1,Example Library,4,High Street,ZZ1 1AA,400000,300000,Freehold,Library
        Example Council,99900000002,A2,The Larches,9,Mill Lane,ZZ1 1AB,400100,300100,Freehold,Women's refuge
        ,,,,,,,,,,
    """,
    "kept": 2,
    "amount_pence": None,
    "set_aside": {"blank row": 1},
}
