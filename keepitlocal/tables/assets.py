"""Land and buildings of the council and of the community."""

from keepitlocal.tables import TRACE, flag, number, text

version = 1
columns = {
    **TRACE,
    "publisher": text("owner, as published"),
    "reference": text("asset code, as published"),
    "uprn": text("unique property reference number"),
    "name": text("name of the property", personal=True),
    "address": text("address as published", personal=True),
    "postcode": text("postcode", personal=True),
    "district": text("district code, where the postcode tells"),
    "ward": text("ward code, where the postcode tells"),
    "easting": number("easting or longitude, as published"),
    "northing": number("northing or latitude, as published"),
    "tenure": text("tenure, as published"),
    "holding": text("type of holding, as published"),
    "use": text("use or detail, as published"),
    "sensitive": flag("of a kind that is never placed (refuge, children's home and the like)"),
}
