"""Areas: coded geographies with their dates and the area each is part of."""

from keepitlocal.tables import TRACE, day, number, text

version = 1
columns = {
    **TRACE,
    "code": text("GSS code"),
    "name": text("name"),
    "kind": text("district, county, region, ward, lsoa, msoa, parish, locality or nation"),
    "parent": text("code of the area it is part of"),
    "from": day("since"),
    "until": day("until"),
    "successor": text("codes that took over, separated by a bar"),
    "borders": text("codes of the districts or counties beside it, separated by a bar"),
    "latitude": number("degrees, of its centre"),
    "longitude": number("degrees, of its centre"),
    "shape": text("boundary as GeoJSON geometry, where the file has one"),
}
