"""The place: its wards, what can be tied to them, its outlines, its centre; and what is never placed."""
# ruff: noqa: E501 - published layouts have long lines

import csv
import gzip
import io
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from keepitlocal.store.versions import Version
from keepitlocal.tasks._folder import Folder, Problem, open_folder
from keepitlocal.tasks._organisations import _codes
from keepitlocal.tasks._place import place_of
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks._shapes import from_postcodes, place_shapes
from keepitlocal.tasks._wards import wards_of
from keepitlocal.tasks.gather import gather
from keepitlocal.tasks.match import match
from tests.small_place import SETTINGS, make_place, spend

NORTH, SOUTH = "E99100008", "E99100009"
AREAS = f"""code,name,kind,parent,from,until,successor,borders
E99300001,Mereland,region,,1999-01-01,,,
E99300002,Southmarch,region,,1999-01-01,,,
E99400001,Merelandshire,county,E99300001,1999-01-01,,,
E99400002,Southshire,county,E99300002,1999-01-01,,,
E99000001,Wexborough,district,E99400001,1999-01-01,,,E99000002
E99000002,Ashmarch,district,E99400002,1999-01-01,,,
E99000009,Old Wexborough,district,E99400001,1974-04-01,1998-12-31,E99000001,
{NORTH},Northsea,ward,E99000001,2023-05-04,,,
{SOUTH},Southsea,ward,E99000001,2023-05-04,,,
E99200001,Wexborough 001A,lsoa,{NORTH},2021-03-21,,,
E99200002,Wexborough 001B,lsoa,{NORTH},2021-03-21,,,
E99200003,Wexborough 002A,lsoa,{SOUTH},2021-03-21,,,
"""
HEAD = "pcd,pcds,dointr,doterm,oscty,oslaua,osward,oseast1m,osnrth1m,osgrdind,ctry,rgn,lat,long,lsoa21"


def directory(*, wards: bool = True) -> str:
    rows = [
        ("ZZ1 1AA", "E99000001", NORTH, "55.16", "2.38", "E99200001"),
        ("ZZ1 1AB", "E99000001", SOUTH, "55.14", "2.38", "E99200003"),
        ("ZZ1 1AC", "E99000009", NORTH, "55.162", "2.382", "E99200002"),  # still under the code that ended in 1998
        ("ZZ9 1AA", "E99000002", "E99100099", "55.96", "2.88", "E99200099"),
    ]
    lines = [
        f"{p},{p},201912,,E99400001,{d},{w if wards else ''},,,1,E99999999,E99300001,{north},{east},{lsoa if wards else ''}"
        for p, d, w, north, east, lsoa in rows
    ]
    return "\n".join([HEAD, *lines]) + "\n"


REGISTER = """org_id,name,postcode,kind,company_number,charity_number,operates_in
GB-CHC-9000001,Hazelbeck Trust,ZZ1 1AA,charity,,9000001,
GB-CHC-9000002,Wexborough Women's Refuge,ZZ1 1AA,charity,,9000002,
GB-CHC-9000003,Old Town Trust,ZZ1 1AC,charity,,9000003,
GB-CHC-9000004,Harbour Kitchen,ZZ1 1AB,charity,,9000004,
GB-COH-99000001,Farfield Builders Ltd,ZZ9 1AA,company,99000001,,
"""
MONEY = [
    ("2025-04-03", "Hazelbeck Trust", "600.00"),
    ("2025-04-04", "Farfield Builders Ltd", "1300.50"),
    ("2025-04-05", "Nobody Knows Supplies", "700.00"),
    ("2025-04-06", "Wexborough Women's Refuge", "900.00"),
    ("2025-04-07", "Old Town Trust", "800.00"),
]
LAND = """OrganisationLabel,UPRN,AssetCode,PropertyName,StreetNumber,StreetName,PostCode,GeoX,GeoY,TenureType,OtherDetail
Wexborough Council,99900000001,A1,Northsea Library,4,High Street,ZZ1 1AA,,,Freehold,Library
Wexborough Council,99900000002,A2,Larch House Children's Home,9,Mill Lane,ZZ1 1AA,,,Freehold,
Wexborough Council,99900000003,A3,Seafront Shelter,1,The Front,ZZ1 1AB,,,Freehold,Open space
Wexborough Council,99900000004,A4,Plot by the moor,1,Moor Lane,,,,Freehold,Land
"""
PEOPLE = "lsoa21_code,usual_residents_2021\nE99200001,1000\nE99200002,500\nE99200003,800\n"
DEPRIVATION = (
    "lsoa21_code,IMD_decile,IMD_rank,IMD_score\nE99200001,1,100,60\nE99200002,5,9000,30\nE99200003,9,30000,5\n"
)


def square(west: float, south: float, size: float = 0.02) -> dict[str, Any]:
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def outlines(codes: dict[str, tuple[float, float]], *, level: str = "WD25") -> str:
    features = [
        {"type": "Feature", "properties": {f"{level}CD": code, f"{level}NM": code}, "geometry": square(*corner)}
        for code, corner in codes.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


WARD_SHAPES = outlines({NORTH: (2.37, 55.15), SOUTH: (2.37, 55.13), "E99100099": (2.87, 55.95)})


def made(
    folder: Path, *, settings: str = "", directory_text: str | None = None, **files: str
) -> tuple[Folder, Version]:
    """The place with more reference files (name -> text), gathered and matched."""
    place = make_place(folder)
    (place / "place.toml").write_text(SETTINGS + settings, encoding="utf-8")
    told = {
        "areas.csv": AREAS,
        "postcode_directory.csv": directory() if directory_text is None else directory_text,
        "population.csv": PEOPLE,
        "deprivation.csv": DEPRIVATION,
        "land.csv": LAND,
        "organisations.csv": REGISTER,
    } | {name.replace("_", "."): text for name, text in files.items()}
    for old in ("place/areas.csv", "place/postcode_directory.csv", "registers/organisations.csv"):
        (place / "inputs" / old).unlink()
    for name, text in told.items():
        if text:
            (place / "inputs" / "place" / name).write_text(text, encoding="utf-8")
    (place / "inputs" / "spend" / "april.csv").write_text(spend(MONEY), encoding="utf-8")
    opened, quiet = open_folder(place), Screen(out=io.StringIO(), err=io.StringIO())
    return opened, match(opened, gather(opened, screen=quiet), screen=quiet)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Version]:
    """The place as it is, read once for the tests that only look at it."""
    return made(tmp_path_factory.mktemp("plain") / "wexborough")


def rows(folder: Folder, version: Version, table: str, columns: str) -> list[tuple[Any, ...]]:
    paths = [str(path) for path in version.paths(folder.store, table)]
    with duckdb.connect() as connection:
        return connection.execute(
            f"SELECT {columns} FROM read_parquet($paths) ORDER BY ALL", {"paths": paths}
        ).fetchall()


def test_wards_have_their_people_and_deprivation_weighted_by_them(plain: tuple[Folder, Version]) -> None:
    folder, version = plain
    found = rows(folder, version, "wards", "ward, name, people, people_by, deprived_people, score, score_by, third")
    # Northsea: (60 x 1000 + 30 x 500) / 1500
    assert found == [
        (NORTH, "Northsea", 1500, "neighbourhoods", 1000, 50.0, "people", "most deprived third"),
        (SOUTH, "Southsea", 800, "neighbourhoods", 0, 5.0, "people", "middle third"),
    ]


def test_without_people_by_neighbourhood_the_mean_is_plain_and_says_so(tmp_path: Path) -> None:
    folder, version = made(tmp_path / "wexborough", population_csv="")
    found = rows(
        folder, version, "wards", "ward, people, neighbourhood_people, deprived_neighbourhoods, score, score_by"
    )
    assert found == [(NORTH, None, None, 1, 45.0, "neighbourhoods"), (SOUTH, None, None, 0, 5.0, "neighbourhoods")]


def test_what_is_sensitive_is_tied_to_no_ward(plain: tuple[Folder, Version]) -> None:
    folder, version = plain
    bodies = {row[0]: row[1:] for row in rows(folder, version, "body_wards", "org_id, tied, ward")}
    assert bodies["GB-CHC-9000002"] == ("never placed", None)
    assert bodies["GB-CHC-9000001"] == ("ward", NORTH)
    assert bodies["GB-COH-99000001"] == ("elsewhere", None)
    assets = rows(folder, version, "placed", "what, tied, ward")
    assert assets == [
        ("asset", "never placed", None),
        ("asset", "not known", None),
        ("asset", "ward", NORTH),
        ("asset", "ward", SOUTH),
        ("organisation", "never placed", None),
        ("organisation", "ward", NORTH),
        ("organisation", "ward", NORTH),
        ("organisation", "ward", SOUTH),
    ]


def test_a_councils_own_words_are_never_placed_either(tmp_path: Path) -> None:
    folder, version = made(tmp_path / "wexborough", settings='\n[never_placed]\nwords = ["harbour kitchen"]\n')
    ties = [row[0] for row in rows(folder, version, "placed", "tied") if row[0] == "never placed"]
    assert len(ties) == 3


def test_years_are_on_one_geography_though_postcodes_carry_an_old_code(plain: tuple[Folder, Version]) -> None:
    folder, version = plain
    bodies = dict(rows(folder, version, "body_wards", "org_id, ward"))
    assert bodies["GB-CHC-9000003"] == NORTH
    told = rows(folder, version, "localities", "org_id, definition, outcome")
    assert ("GB-CHC-9000003", "area", "local") in told


def test_without_wards_in_the_directory_boundaries_tell(tmp_path: Path) -> None:
    folder, version = made(tmp_path / "wexborough", directory_text=directory(wards=False), wards_geojson=WARD_SHAPES)
    bodies = dict(rows(folder, version, "body_wards", "org_id, ward"))
    assert bodies["GB-CHC-9000001"] == NORTH
    assert bodies["GB-CHC-9000003"] == NORTH
    wards = {(what, ward) for what, ward in rows(folder, version, "placed", "what, ward") if ward}
    assert wards == {("asset", NORTH), ("asset", SOUTH), ("organisation", NORTH), ("organisation", SOUTH)}


def test_without_wards_anywhere_nothing_is_tied_and_nothing_fails(tmp_path: Path) -> None:
    plain = "\n".join(line for line in AREAS.splitlines() if ",ward," not in line and ",lsoa," not in line) + "\n"
    folder, version = made(tmp_path / "wexborough", areas_csv=plain, directory_text=directory(wards=False))
    assert rows(folder, version, "wards", "ward") == []
    assert {row[0] for row in rows(folder, version, "body_wards", "tied")} == {"here", "elsewhere", "never placed"}


def test_the_place_is_drawn_from_boundaries_else_from_its_postcodes(
    plain: tuple[Folder, Version], tmp_path: Path
) -> None:
    folder, version = made(tmp_path / "one", wards_geojson=WARD_SHAPES)
    place = place_of(folder, version)
    assert wards_of(folder, version, place) == {NORTH, SOUTH}
    drawn = place_shapes(folder, version, place)
    assert [(code, len(rings)) for code, _, rings in drawn] == [(NORTH, 1), (SOUTH, 1)]
    assert all(ring[0] == ring[-1] for _, _, rings in drawn for ring in rings)
    folder, version = plain
    drawn = place_shapes(folder, version, place_of(folder, version))
    assert drawn == from_postcodes(folder, version, place_of(folder, version))
    assert drawn and {name for _, name, _ in drawn} == {"Wexborough"}


def test_a_missing_centre_is_the_middle_of_the_places_postcodes_and_borders_are_its_own(
    plain: tuple[Folder, Version],
) -> None:
    folder, version = plain
    place = place_of(folder, version)
    assert (place.latitude, place.longitude) == (55.154, 2.38067)
    assert place.bordering == {"E99000002"}


def test_our_tables_come_before_a_boundary_file(tmp_path: Path) -> None:
    """A council's own boundary file names the council, and neither its county nor what is beside it."""
    real = "E08000009"
    folder, version = made(tmp_path / "trafford", district_geojson=outlines({real: (2.37, 55.13)}, level="LAD25"))
    folder = Folder(folder.path, folder.settings | {"council": {"code": real, "name": "Trafford"}})
    place = place_of(folder, version)
    assert (place.region_name, place.county_name, bool(place.bordering)) == ("North West", "Greater Manchester", True)


def test_registers_name_councils_in_words() -> None:
    from keepitlocal.domain.councils import council_place

    place = council_place("E08000009")
    assert _codes("trafford|City Of Salford|Throughout London|E08000003", place) == {
        "E08000009", "E08000006", "Throughout London", "E08000003",
    }  # fmt: skip


CARE = """Location ID,Location HSCA start date,Location Name,Location Latest Overall Rating,Publication Date,\
Location Primary Inspection Category,Location Local Authority,Location Postal Code,Provider ID,Provider Name,\
Provider Ownership Type,Provider Companies House Number,Provider Charity Number
1-1,01/04/2015,Hazelbeck House,Requires improvement,01/02/2023,Residential social care,Wexborough,ZZ1 1AA,2-1,HAZELBECK,Organisation,,9000001
1-1,01/04/2015,Hazelbeck House,Good,01/02/2025,Residential social care,Wexborough,ZZ1 1AA,2-1,HAZELBECK,Organisation,,9000001
1-2,01/04/2015,Old Town Care,Outstanding,01/02/2025,Community based adult social care services,Wexborough,,2-2,Old Town Trust,Organisation,,
1-3,01/04/2015,Larch Supported Living,Good,01/02/2025,Community based adult social care services,Wexborough,ZZ1 1AB,2-1,HAZELBECK,Organisation,,9000001
1-4,01/04/2015,Away House,Good,01/02/2025,Residential social care,Ashmarch,ZZ9 1AA,2-1,HAZELBECK,Organisation,,9000001
1-5,01/04/2015,Nobody's House,Good,01/02/2025,Residential social care,Wexborough,ZZ1 1AA,2-9,NEVER PAID LTD,Organisation,99000009,
"""


def test_services_of_paid_providers_have_their_latest_rating(tmp_path: Path) -> None:
    folder, version = made(tmp_path / "wexborough", care_csv=CARE)
    assert rows(folder, version, "rated", "org_id, rating, tied") == [
        ("GB-CHC-9000001", "Good", "elsewhere"),
        ("GB-CHC-9000001", "Good", "here"),
        ("GB-CHC-9000001", "Good", "never placed"),
        ("GB-CHC-9000003", "Outstanding", "here"),
    ]


def test_words_for_services_that_are_none_are_named(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"\[services\.work\] Home care is 'domiciliary'; give a list of words"):
        made(tmp_path / "wexborough", settings='\n[services.work]\n"Home care" = "domiciliary"\n')


@pytest.mark.data
def test_traffords_wards_agree_with_a_slow_count_of_its_files(data: Path, tmp_path: Path) -> None:
    """Files of the council and the ministry, read here with the csv module: people, deprivation and wards by postcode."""
    own = data / "councils" / "trafford"
    place = make_place(tmp_path / "trafford")
    for old in ("place/areas.csv", "place/postcode_directory.csv", "registers/organisations.csv"):
        (place / "inputs" / old).unlink()
    for path in (
        own / "organisations" / "trafford_postcodes.csv.gz",
        own / "organisations" / "mid-year_2024_population_estimates_all_geographies.csv.gz",
        own / "boundaries" / "electoral_ward.geojson",
        data / "places" / "deprivation" / "imd2025_england_lsoa21.csv.gz",
    ):
        shutil.copyfile(path, place / "inputs" / "place" / path.name)
    (place / "place.toml").write_text(SETTINGS.replace("E99000001", "E08000009"), encoding="utf-8")
    folder, quiet = open_folder(place), Screen(out=io.StringIO(), err=io.StringIO())
    version = match(folder, gather(folder, screen=quiet), screen=quiet)
    places = list(_records(own / "organisations" / "trafford_postcodes.csv.gz"))
    people = {
        row["area_code"]: int(row["all_ages"])
        for row in _records(own / "organisations" / "mid-year_2024_population_estimates_all_geographies.csv.gz")
        if row["sex"] == "Persons"
    }
    deciles = {
        row["lsoa21_code"]: int(row["IMD_decile"])
        for row in _records(data / "places" / "deprivation" / "imd2025_england_lsoa21.csv.gz")
    }
    votes: dict[str, Counter[str]] = {}
    for row in places:
        votes.setdefault(row["lsoa_code"], Counter())[row["ward_code"]] += 1
    best = {lsoa: min(ward, key=lambda code: (-ward[code], code)) for lsoa, ward in votes.items()}
    expected = [
        (
            ward,
            people[ward],
            sum(people[lsoa] for lsoa in best if best[lsoa] == ward),
            sum(people[lsoa] for lsoa in best if best[lsoa] == ward and deciles[lsoa] <= 2),
        )
        for ward in sorted({row["ward_code"] for row in places})
    ]
    assert rows(folder, version, "wards", "ward, people, neighbourhood_people, deprived_people") == expected
    assert sum(row[1] for row in expected) == people["E08000009"] == 241025
    assert len(place_shapes(folder, version, place_of(folder, version))) == 21


def _records(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)
