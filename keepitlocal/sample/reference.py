"""The place's own reference files: postcodes as the ONS directory has them, areas, boundaries and statistics."""

from random import Random

from keepitlocal.sample.formats import csv_bytes, json_bytes
from keepitlocal.sample.geography import WEXBOROUGH, Area, Geography
from keepitlocal.sample.words import load

_DOMAINS = ("IMD", "Income", "Employment", "Education", "Health", "Crime", "Housing_and_Services", "Environment")


def write_reference(geography: Geography, rng: Random, /) -> dict[str, bytes]:
    """The reference files by path."""
    lsoas = geography.of_kind("lsoa")
    return {
        "place/postcode_directory.csv": csv_bytes([load("headings")["onspd"], *_postcodes(geography)]),
        "place/areas.csv": csv_bytes([
            ("code", "name", "kind", "parent", "from", "until", "borders", "latitude", "longitude"),
            *((area.code, area.name, area.kind, area.parent, area.start, area.until, *_whereabouts(area, geography))
              for area in geography.areas),
        ]),
        "place/wards_2025.geojson": _boundaries(geography.of_kind("ward"), "WD25CD", "WD25NM", parent="LAD25CD"),
        "place/districts_2025.geojson": _boundaries(geography.of_kind("district"), "LAD25CD", "LAD25NM"),
        "place/deprivation_2025_lsoa21.csv": csv_bytes(_deprivation(lsoas, rng)),
        "place/population_2021_lsoa21.csv": csv_bytes([
            ("lsoa21_code", "usual_residents_2021"), *((area.code, rng.randint(1100, 2100)) for area in lsoas),
        ]),
    }  # fmt: skip


def _whereabouts(area: Area, geography: Geography) -> tuple[str, str, str]:
    """A district's neighbours, and the centre of its postcodes; nothing for other areas."""
    if area.kind != "district" or not area.outline:
        return "", "", ""
    beside = [
        other.code for other in geography.of_kind("district")
        if other.code != area.code and len(set(area.outline) & set(other.outline)) > 1
    ]  # fmt: skip
    live = geography.by_district[area.code]
    north, east = (sum(getattr(found, name) for found in live) / len(live) for name in ("latitude", "longitude"))
    return "|".join(beside), f"{north:.5f}", f"{east:.5f}"


def _postcodes(geography: Geography) -> list[list[str]]:
    rows = list[list[str]]()
    for found in geography.postcodes:
        outward, inward = found.text.split(" ")
        known = {
            "pcd": f"{outward:<4}{inward}", "pcd2": f"{outward:<4} {inward}", "pcds": found.text, "dointr": found.since,
            "doterm": found.until, "oscty": found.county, "oslaua": found.district,
            "osward": found.ward, "usertype": "0",
            "osgrdind": "1", "ctry": "E99999999", "rgn": found.region, "lat": f"{found.latitude:.6f}",
            "long": f"{found.longitude:.6f}", "lsoa21": found.lsoa,
        }  # fmt: skip
        rows.append([known.get(heading, "") for heading in load("headings")["onspd"]])
    return rows


def _boundaries(areas: tuple[Area, ...], code: str, name: str, *, parent: str = "") -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": {code: area.code, name: area.name} | ({parent: area.parent} if parent else {}),
            "geometry": {"type": "Polygon", "coordinates": [[list(point) for point in area.outline]]},
        }
        for area in areas
    ]
    return json_bytes({"type": "FeatureCollection", "features": features}, indent=None)


def _deprivation(lsoas: tuple[Area, ...], rng: Random) -> list[list[str]]:
    """Scores by chance with a slope from one side of the grid to the other, so that a map has a pattern."""
    heads = [f"{domain}_{what}" for what in ("decile", "rank", "score") for domain in _DOMAINS]
    rows = [["lsoa21_code", *heads]]
    for area in lsoas:
        east, north = area.outline[0]
        slope = (east - 2.2) / 0.36 - (north - 55.1) / 0.2
        ranks = [min(33755, max(1, int(17000 + 14000 * slope + rng.gauss(0, 4500)))) for _ in _DOMAINS]
        deciles = [str(1 + (rank - 1) * 10 // 33755) for rank in ranks]
        scores = [f"{60 * (1 - rank / 33756) ** 1.5:.3f}" for rank in ranks]
        rows.append([area.code, *deciles, *map(str, ranks), *scores])
    return rows


def wexborough_wards(geography: Geography, /) -> tuple[Area, ...]:
    """The borough's wards as they now are."""
    return tuple(area for area in geography.of_kind("ward") if area.parent == WEXBOROUGH)
