"""Boundaries of areas: GeoJSON as the Office for National Statistics or a council publishes it, and TopoJSON.

Properties go by level and year (WD25CD, WD25NM, LAD25CD), or are plain area_code and area_name. Shapes are kept as
published, but for those in eastings and northings, which become degrees; nothing is simplified here. An area without a
code keeps its name for one: the council's own neighbourhoods have none.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from keepitlocal.sources._areas import is_code, kind_of
from keepitlocal.sources._projected import in_degrees
from keepitlocal.sources._topology import shapes

source, title, table = "reference", "Boundaries", "areas"
publisher = "Office for National Statistics, or the council"
licence = "Open Government Licence v3.0; contains Ordnance Survey data"
# Smallest first: an area's own code is the first of these that it has, what it is part of the next.
LEVELS = {
    "oa": "oa", "lsoa": "lsoa", "msoa": "msoa", "par": "parish", "parncp": "parish", "wd": "ward",
    "pcon": "constituency", "lad": "district", "ltla": "district", "cty": "county", "utla": "county", "ctyua": "county",
    "cauth": "combined authority", "rgn": "region", "ctry": "nation",
}  # fmt: skip
_CODE = re.compile(rf"^({'|'.join(LEVELS)})(\d\d)?cd$")
_LOOKED_AT = 50


def recognise(document: Any, /) -> float:
    """Areas with codes, or polygons with nothing but an area's name; not points, nor shapes of anything else."""
    if not isinstance(document, dict):
        return 0.0
    found = [area for _, area in zip(range(_LOOKED_AT), _areas(document), strict=False)]
    return 5.0 if found else 0.0


def read(document: Any, /) -> Iterator[tuple[str, dict[str, Any]]]:
    """One row an area; an area that comes twice (as district and as upper tier) is read once."""
    seen: set[str] = set()
    for area in _areas(document):
        if area["code"] not in seen:
            seen.add(area["code"])
            yield "areas", area


def _areas(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if document.get("type") == "FeatureCollection":
        for feature in document.get("features") or []:
            yield from _area(feature.get("properties") or {}, feature.get("geometry"), "")
    elif document.get("type") == "Topology":
        for name, properties, shape in shapes(document):
            yield from _area(properties, shape, name)


def _area(properties: dict[str, Any], shape: dict[str, Any] | None, group: str) -> Iterator[dict[str, Any]]:
    if shape is None or shape.get("type") not in ("Polygon", "MultiPolygon"):
        return
    told = {str(key).lower().replace("_", ""): value for key, value in properties.items()}
    levels = sorted((key for key in told if _CODE.match(key)), key=_rank)
    own = levels[0] if levels else "areacd" if "areacd" in told else "areacode"
    name = told.get(own.removesuffix("cd").removesuffix("code") + "nm") or told.get("areaname")
    code, kind = told.get(own), LEVELS.get(_CODE.sub(r"\1", own), LEVELS.get(group, ""))
    if code is None and name and set(told) <= {"areaname", "areacode"}:
        code, kind = name, "locality"
    elif not is_code(code):
        return
    yield {
        "code": str(code),
        "name": name,
        "kind": kind_of(str(code)) or kind or None,
        "parent": told[levels[1]] if len(levels) > 1 else None,
        # A list of years names the first and the last April whose map has the area.
        "from": date(int(told["start"]), 4, 1) if told.get("start") else None,
        "until": date(int(told["end"]) + 1, 3, 31) if told.get("end") else None,
        "shape": json.dumps(flat, separators=(",", ":"), default=float) if (flat := in_degrees(shape)) else None,
    }


def _rank(key: str) -> int:
    return list(LEVELS).index(_CODE.sub(r"\1", key))


example = {
    "file": """
        {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"WD25CD": "E99200001", "WD25NM": "North"},
        "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}]}
    """,
    "kept": 1,
    "amount_pence": None,
    "set_aside": {},
}
