"""Postcodes: district, region, ward and neighbourhood of each, with coordinates."""

from keepitlocal.tables import TRACE, day, number, text

version = 1
columns = {
    **TRACE,
    "postcode": text("postcode in its one spelling"),
    "district": text("district code (lower tier or unitary)"),
    "county": text("upper-tier code where there are two tiers"),
    "region": text("region code, or the nation where there are no regions"),
    "ward": text("ward code"),
    "lsoa": text("lower layer super output area code"),
    "latitude": number("degrees"),
    "longitude": number("degrees"),
    "ended": day("month it ended, where the directory tells"),
}
