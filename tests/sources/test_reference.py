"""Areas, postcodes, boundaries, deprivation and population."""

import json
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from keepitlocal.sources import boundaries
from keepitlocal.sources._topology import shapes
from tests.sources.conftest import Read

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}


def feature(shape: object = SQUARE, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": shape}


def collection(*features: object) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features)}


def test_plain_areas(read: Read) -> None:
    areas = read(
        "code,name,kind,parent,from,until\nE99000001,Examplebury,district,E99000002,2009-04-01,\n"
        "E99000002,Exampleshire,county,,1974-04-01,2009-03-31\n"
    )
    assert areas.only.source == "reference"
    first, second = areas.rows("areas")
    assert (first["parent"], first["from"], first["until"]) == ("E99000002", date(2009, 4, 1), None)
    assert second["until"] == date(2009, 3, 31)


ONSPD = "pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,osward,ctry,rgn,lat,long,imd,lsoa21\n"


def test_postcode_directory(read: Read) -> None:
    found = read(
        ONSPD + "ZZ1 1AA,ZZ1  1AA,ZZ1 1AA,199801,,E99999999,E99000001,E99200001,"
        "E92000001,E99400001,53.421,-2.321,7,E99100001\n"
        "ZZ1 1AB,ZZ1  1AB,ZZ1 1AB,199801,201506,E99500001,E99000001,E99200001,E92000001,E99400001,99.999999,"
        "0.0,7,E99100001\n"
        "ZZ9 1AB,ZZ9  1AB,ZZ9 1AB,199801,,W99999999,W06000001,W05000001,W92000004,W99999999,52.1,-3.1,7,W01000001\n"
        "ZZ9 9ZZ,ZZ9  9ZZ,ZZ9 9ZZ,199801,199904,,,,,,99.999999,0.0,,\n"
    )
    assert found.only.set_aside == {"no district": 1}
    live, ended, welsh, _ = found.rows("postcodes")
    assert (live["postcode"], live["county"], live["region"]) == ("ZZ1 1AA", None, "E99400001")
    assert (ended["ended"], ended["latitude"], ended["longitude"]) == (date(2015, 6, 1), None, None)
    assert (welsh["region"], welsh["ward"]) == ("W92000004", "W05000001")


def test_newer_directory_and_council_lists_are_known(read: Read) -> None:
    newer = read(
        "PCDS,DOINTR,DOTERM,LAD25CD,WD25CD,CTRY25CD,RGN25CD,LSOA21CD,LAT,LONG\n"
        "ZZ1 1AA,199801,,E99000001,E99200001,E92000001,E99400001,E99100001,53.4,-2.3\n"
    )
    assert newer.rows("postcodes")[0]["ward"] == "E99200001"
    own = read(
        "postcode,ward_code,ward_name,lsoa_code,la_code,la_name,lon,lat\n"
        "zz11aa,E99200001,North,E99100001,E99000001,Examplebury,-2.3,53.4\n"
    )
    (row,) = own.rows("postcodes")
    assert (row["postcode"], row["district"], row["longitude"]) == ("ZZ1 1AA", "E99000001", -2.3)


def test_places_that_have_a_postcode_are_not_postcodes(read: Read) -> None:
    homes = read(
        "name,address,postcode,area_name,area_code,lon,lat\nExample House,Mill Lane,ZZ1 1AA,Examplebury,"
        "E99000001,-2.3,53.4\n"
    )
    assert homes.only.source is None


def test_lookups(read: Read) -> None:
    found = read(
        "lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code\nAbbey 1,E99100001,North,"
        "E99200001,Abbey,E99000001\n"
    )
    (row,) = found.rows("areas")
    assert (row["code"], row["name"], row["kind"], row["parent"]) == ("E99100001", "Abbey 1", "lsoa", "E99200001")
    both = read(
        "LADCD,LADNM,UTLACD,UTLANM,RGNCD,RGNNM\nE06000001,A,E06000001,A,E12000001,R\nE07000002,B,E10000001,C,"
        "E12000001,R\n"
    )
    assert [row["parent"] for row in both.rows("areas")] == ["E12000001", "E10000001"]


def test_changes(read: Read) -> None:
    found = read(
        "lsoa11_name,lsoa11_code,change_code,lsoa21_name,lsoa21_code\nA 1,E01000001,U,A 1,E01000001\nA 2,"
        "E01000002,S,A 2a,E01000003\n"
    )
    assert [(row["code"], row["successor"], row["kind"]) for row in found.rows("areas")] == [
        ("E01000001", None, "lsoa"),
        ("E01000002", "E01000003", "lsoa"),
    ]


def test_deprivation_gives_three_figures_a_row_and_counts_rows(read: Read) -> None:
    found = read(
        "lsoa21_code,IMD_decile,IMD_rank,IMD_score,Income_rank\nE99100001,8,26525,8.742,5\nE99100002,1,12,,"
        "5\nE99100003,,,,5\n"
    )
    assert (found.only.rows, found.only.kept, found.only.set_aside) == (3, 2, {"no figure": 1})
    assert found.only.reconciles
    rows = [
        (row["area"], row["measure"], row["value"], row["period"])
        for row in found.rows("statistics")
        if row["set_aside"] is None
    ]
    assert rows == [
        ("E99100001", "imd_rank", 26525, "2025"),
        ("E99100001", "imd_decile", 8, "2025"),
        ("E99100001", "imd_score", 8.742, "2025"),
        ("E99100002", "imd_rank", 12, "2025"),
        ("E99100002", "imd_decile", 1, "2025"),
    ]


@pytest.mark.parametrize(
    ("lsoa", "district", "period"), [("2021", "2024", "2025"), ("2011", "2019", "2019"), ("2011", "2013", "2015")]
)
def test_deprivation_as_the_ministry_heads_it(read: Read, lsoa: str, district: str, period: str) -> None:
    found = read(
        f"LSOA code ({lsoa}),LSOA name ({lsoa}),Local Authority District code ({district}),"
        "Index of Multiple Deprivation (IMD) Score,Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
        "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)\n"
        'E99100001,Examplebury 001A,E99000001,8.742,"26,525",8\n'
    )
    assert {(row["measure"], row["value"], row["period"]) for row in found.rows("statistics")} == {
        ("imd_score", 8.742, period),
        ("imd_rank", 26525, period),
        ("imd_decile", 8, period),
    }


def test_deprivation_of_districts(read: Read) -> None:
    found = read(
        "area_code,area_name,deprivation_data_year,index_domain,average_rank,average_score,rank_average_score\n"
        "E99000001,Examplebury,2025,Index of Multiple Deprivation,23075.98,37.58,6\n"
        "E99000001,Examplebury,2025,Crime,23075.98,0.58,7\n"
    )
    assert found.only.set_aside == {"another domain than the whole index": 1}
    assert {(row["measure"], row["value"]) for row in found.rows("statistics") if row["set_aside"] is None} == {
        ("imd_average_score", 37.58),
        ("imd_rank_of_average_score", 6),
    }


def test_population(read: Read) -> None:
    census = read("lsoa21_code,usual_residents_2021\nE99100001,1475\n").rows("statistics")
    assert [(row["measure"], row["value"], row["period"]) for row in census] == [("population", 1475, "2021")]
    estimates = read(
        "period,area_code,area_name,geography,sex,all_ages,aged_0_to_15,aged_16_to_64,aged_65_and_over,0,1\n"
        "2024-06-30,E99000001,Examplebury,Local authority,Persons,241025,50230,148280,42515,2,3\n"
        "2024-06-30,E99000001,Examplebury,Local authority,Males,117656,25766,72749,19141,1,1\n"
    )
    assert estimates.only.set_aside == {"women or men alone": 1}
    kept = {row["measure"]: row["value"] for row in estimates.rows("statistics") if row["set_aside"] is None}
    assert (
        kept["population"]
        == kept["population_0_to_15"] + kept["population_16_to_64"] + kept["population_65_and_over"]
        == 241025
    )


def test_population_of_the_census_as_nomis_gives_it(read: Read) -> None:
    told = "Residence type: Total; measures: Value,Residence type: Lives in a household; measures: Value"
    (row,) = read(f"date,geography,geography code,{told}\n2021,Examplebury 001A,E99100001,1475,1400\n").rows(
        "statistics"
    )
    assert (row["area"], row["measure"], row["value"], row["period"]) == ("E99100001", "population", 1475, "2021")


def test_population_estimates_take_their_year_from_the_sheet(read: Read, tmp_path: Path) -> None:
    """Laid out as the mid-year estimates of the Office for National Statistics: a cover, then a sheet a year."""
    book = Workbook()
    book.active.append(["Estimates of the usual resident population"])
    for year, people in ((2023, 1475), (2024, 1502)):
        sheet = book.create_sheet(f"Mid-{year} LSOA 2021")
        for line in (["Lower layer Super Output Areas"], ["This worksheet contains one table."], ["Source: invented"]):
            sheet.append(line)
        sheet.append(
            ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name", "Total", "F0 to 15", "M0 to 15"]
        )
        for number in range(1, 6):
            sheet.append(
                ["E99000001", "Examplebury", f"E9910000{number}", f"Examplebury 00{number}A", people, 100, 110]
            )
    book.save(tmp_path / "estimates.xlsx")
    readings = [reading for reading in read(tmp_path / "estimates.xlsx").readings if reading.part]
    rows = [
        row for reading in readings for row in pq.read_table(reading.part).to_pylist() if row["area"] == "E99100001"
    ]
    assert {(row["measure"], row["value"], row["period"]) for row in rows} == {
        ("population", 1475, "2023"),
        ("population", 1502, "2024"),
    }


def test_a_total_of_what_is_not_said_is_not_people(read: Read) -> None:
    dwellings = "LSOA 2021 Code,LSOA 2021 Name,Total,Flats\n" + "E99100001,Examplebury 001A,700,90\n" * 3
    assert read(dwellings).only.source is None


def test_boundaries_by_level_and_year(read: Read) -> None:
    found = read(
        collection(
            feature(WD25CD="E99200001", WD25NM="North", LAD25CD="E99000001"),
            feature(WD25CD="E99200001", WD25NM="North", LAD25CD="E99000001"),
            feature(None, WD25CD="E99200002", WD25NM="South", LAD25CD="E99000001"),
        ),
        name="wards.geojson",
    )
    (row,) = found.rows("areas")
    assert (row["code"], row["name"], row["kind"], row["parent"]) == ("E99200001", "North", "ward", "E99000001")
    assert json.loads(row["shape"]) == SQUARE


def test_boundaries_of_a_council(read: Read) -> None:
    wards = read(collection(feature(area_code="E05000001", area_name="North")), name="a.geojson").rows("areas")
    assert (wards[0]["kind"], wards[0]["name"]) == ("ward", "North")
    own = read(collection(feature(area_name="Central")), name="b.geojson").rows("areas")
    assert (own[0]["code"], own[0]["kind"]) == ("Central", "locality")


def test_boundaries_in_eastings_and_northings_become_degrees(read: Read) -> None:
    """The point of the Ordnance Survey's worked example, Caister water tower, in the degrees that GPS gives."""
    tower = [651409.903, 313177.270]
    near = [[tower, [651409.903, 313277.270], [651509.903, 313277.270], tower]]
    for kind, shape in (("Polygon", near), ("MultiPolygon", [near, near])):
        geometry = {"type": kind, "coordinates": shape}
        found = read(collection(feature(geometry, WD25CD="E99200001", WD25NM="North")), name=f"{kind}.geojson")
        told = json.loads(found.rows("areas")[0]["shape"])
        ring = told["coordinates"][0] if kind == "Polygon" else told["coordinates"][1][0]
        assert told["type"] == kind and ring[0] == ring[3] == pytest.approx([1.716073, 52.657977], abs=1e-4)
        assert ring[1][1] - ring[0][1] == pytest.approx(100 / 111_320, rel=0.01)


def test_boundaries_on_a_grid_that_is_not_known_are_not_drawn(read: Read) -> None:
    mercator = {
        "type": "Polygon",
        "coordinates": [[[-250000, 7000000], [-240000, 7000000], [-240000, 7010000], [-250000, 7000000]]],
    }
    (row,) = read(collection(feature(mercator, WD25CD="E99200001", WD25NM="North")), name="m.geojson").rows("areas")
    assert (row["code"], row["name"], row["shape"]) == ("E99200001", "North", None)


@pytest.mark.parametrize(
    "document",
    [
        collection(feature({"type": "Point", "coordinates": [0, 0]}, name="Example Library")),
        collection(feature(name="Eaton Road", osm_id="275299908")),
        collection(),
        {"type": "Topology", "objects": {}, "arcs": []},
        [1, 2],
        {"type": "FeatureCollection"},
    ],
)
def test_what_is_no_boundary(document: object) -> None:
    assert boundaries.recognise(document) == 0


def test_topology(read: Read) -> None:
    """Two squares side by side share the arc between them, which the second runs backwards."""
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.25], "translate": [10, 50]},
        "arcs": [[[2, 0], [0, 4]], [[2, 4], [-2, 0], [0, -4], [2, 0]], [[2, 0], [2, 0], [0, 4], [-2, 0]]],
        "objects": {
            "ltla": {
                "type": "GeometryCollection",
                "geometries": [
                    {
                        "type": "Polygon",
                        "arcs": [[0, 1]],
                        "properties": {"areacd": "E99000001", "areanm": "West", "end": 2019},
                    },
                    {
                        "type": "MultiPolygon",
                        "arcs": [[[2, -1]]],
                        "properties": {"areacd": "E99000002", "areanm": "East", "start": 2020},
                    },
                ],
            }
        },
    }
    west, east = read(topology, name="a.topojson").rows("areas")
    assert json.loads(west["shape"])["coordinates"] == [[[11, 50], [11, 51], [10, 51], [10, 50], [11, 50]]]
    assert json.loads(east["shape"])["coordinates"] == [[[[11, 50], [12, 50], [12, 51], [11, 51], [11, 50]]]]
    assert (west["kind"], west["until"], east["from"]) == ("district", date(2020, 3, 31), date(2020, 4, 1))


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=3, max_size=12, unique=True), st.data())
def test_a_ring_cut_into_arcs_comes_back_whole(points: list[tuple[int, int]], cuts: st.DataObject) -> None:
    ring = [list(point) for point in [*points, points[0]]]
    at = cuts.draw(st.integers(1, len(ring) - 2))
    backwards = cuts.draw(st.booleans())
    second = ring[at:][::-1] if backwards else ring[at:]
    geometry = {"type": "Polygon", "arcs": [[0, ~1 if backwards else 1]], "properties": {}}
    topology = {
        "type": "Topology",
        "arcs": [ring[: at + 1], second],
        "objects": {"a": {"type": "GeometryCollection", "geometries": [geometry]}},
    }
    ((_, _, shape),) = shapes(topology)
    assert shape["coordinates"] == [ring]


@pytest.mark.data
def test_real_reference_files(read: Read, data: Path) -> None:
    districts = read(data / "places" / "boundaries" / "uk_topo_ltla_utla_2014_2025.topojson.gz")
    trafford = next(row for row in districts.rows("areas") if row["code"] == "E08000009")
    outline = json.loads(trafford["shape"])["coordinates"][0]
    assert outline[0] == outline[-1]
    assert all(-2.5 < x < -2.2 and 53.3 < y < 53.5 for x, y in outline)
    postcodes = read(data / "councils" / "trafford" / "organisations" / "trafford_postcodes.csv.gz")
    assert {row["district"] for row in postcodes.rows("postcodes")} == {"E08000009"}
