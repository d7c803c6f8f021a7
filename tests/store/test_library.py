"""The library turns the installed postcode directory into one file, once, and answers from it."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from keepitlocal.domain.postcode import clean_postcode
from keepitlocal.reference.grid import BRITISH, IRISH, degrees
from keepitlocal.store import library
from keepitlocal.store.library import Location


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A library of its own, made of the package's smallest letters: Exeter's, Jersey's and Shetland's."""
    monkeypatch.setenv("KEEPITLOCAL_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setattr(library, "ascii_uppercase", "EJZ")
    return tmp_path / "library"


def test_the_folder_is_the_one_named_or_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KEEPITLOCAL_LIBRARY", str(tmp_path))
    assert library.folder() == tmp_path
    monkeypatch.delenv("KEEPITLOCAL_LIBRARY")
    assert library.folder().name == "keepitlocal"


def test_the_file_is_built_once_and_said(small: Path) -> None:
    told: list[str] = []
    path = library.postcodes(notify=told.append)
    first = path.stat().st_mtime_ns
    assert path.parent.parent == small and library.release().endswith(path.parent.name.removeprefix("postcodes-"))
    assert library.postcodes(notify=told.append).stat().st_mtime_ns == first
    assert len(told) == 1 and "once" in told[0]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_the_file_is_sorted_in_one_spelling_with_todays_codes(small: Path) -> None:
    table = pq.read_table(library.postcodes())
    assert table.schema.equals(library.SCHEMA)
    postcodes = table["postcode"].to_pylist()
    assert postcodes == sorted(set(postcodes))
    assert all(clean_postcode(each) == each for each in postcodes)
    exeter = table.filter(pa.compute.equal(table["postcode"], "EX1 1JJ")).to_pylist()[0]
    assert (exeter["district"], exeter["county"], exeter["region"]) == ("E07000041", "E10000008", "E12000009")
    assert exeter["latitude"] == pytest.approx(50.725, abs=0.01) and exeter["longitude"] == pytest.approx(
        -3.53, abs=0.02
    )
    assert exeter["ward"] is exeter["lsoa"] is exeter["ended"] is None


def test_old_codes_of_districts_become_todays() -> None:
    raw = pa.table(
        {
            "pcd": ["S70 2TA", "NE8 1HH", "HG1 2AE", "BT1 5GS", "JE2 3AB"],
            "laua": ["E08000016", "E08000020", "E07000165", "N09000003", None],
            "oseast1m": [434500.0, 425300.0, 430000.0, 333800.0, None],
            "osnrth1m": [406500.0, 562900.0, 455000.0, 374000.0, None],
        }
    )
    rows = {row["postcode"]: row for row in library._convert(raw).to_pylist()}
    assert [rows[each]["district"] for each in ("S70 2TA", "NE8 1HH", "HG1 2AE")] == [
        "E08000038",
        "E08000037",
        "E06000065",
    ]
    assert rows["BT1 5GS"]["latitude"] == pytest.approx(54.597, abs=0.002)  # the Irish grid, not the British
    assert rows["BT1 5GS"]["longitude"] == pytest.approx(-5.930, abs=0.003)
    assert rows["JE2 3AB"]["district"] is rows["JE2 3AB"]["latitude"] is None


def test_postcodes_are_looked_up_however_they_are_written(small: Path) -> None:
    found = library.lookup(["ex11jj", "EX1 1JJ", "not one", None, "ZZ99 9ZZ", "je2 3ab"])
    assert set(found) == {"EX1 1JJ", "JE2 3AB"}
    assert (found["EX1 1JJ"].district, found["EX1 1JJ"].region) == ("E07000041", "E12000009")
    assert found["JE2 3AB"] == Location("L99999999")  # outside the United Kingdom: elsewhere, without coordinates
    assert library.lookup([]) == {}


def test_the_places_own_directory_comes_first(small: Path) -> None:
    rows = [
        {
            "postcode": "ZZ1 1AA",
            "district": "E99000001",
            "region": "E99000020",
            "latitude": 0.5,
            "longitude": 0.25,
            "set_aside": None,
        },
        {
            "postcode": "EX1 1JJ",
            "district": "E08000016",
            "region": None,
            "latitude": None,
            "longitude": None,
            "set_aside": "",
        },
        {
            "postcode": "EX4 3DJ",
            "district": "E99000001",
            "region": None,
            "latitude": None,
            "longitude": None,
            "set_aside": "twice",
        },
    ]
    schema = pa.schema([*library.SCHEMA, pa.field("set_aside", pa.string())])
    extra = pa.Table.from_pylist(rows, schema=schema)
    assert library.lookup(["ZZ1 1AA"], extra=extra) == {"ZZ1 1AA": Location("E99000001", "E99000020", 0.5, 0.25)}
    assert not small.exists()  # the library was not needed
    found = library.lookup(["EX1 1JJ", "EX4 3DJ"], extra=extra)
    assert found["EX1 1JJ"] == Location("E08000038", "E12000003")
    assert found["EX4 3DJ"].district == "E07000041"


def test_a_build_that_stops_leaves_nothing(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: pa.Table) -> pa.Table:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(library, "_convert", stop)
        with pytest.raises(KeyboardInterrupt):
            library.postcodes()
    assert list(small.rglob("*.p*")) == []
    assert library.postcodes().exists()


def test_two_builds_at_once_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "postcodes" / "postcodes.parquet"
    table = pa.Table.from_pylist([{"postcode": f"ZZ{n} 1AA"} for n in range(10)], schema=library.SCHEMA)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: library._write(path, [table] * 20), range(16)))
    assert pq.read_table(path).num_rows == 200
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("easting", "northing", "latitude", "longitude"),
    [
        (651409.903, 313177.270, 52.65798, 1.71605),  # the worked example of the Ordnance Survey's guide, in WGS84
        (530034.0, 180380.0, 51.50740, -0.12772),  # Charing Cross
    ],
)
def test_british_grid(easting: float, northing: float, latitude: float, longitude: float) -> None:
    found = degrees(np.array([easting]), np.array([northing]), grid=BRITISH)
    assert found[0][0] == pytest.approx(latitude, abs=1e-4) and found[1][0] == pytest.approx(longitude, abs=1e-4)


def test_grid_origins_and_gaps() -> None:
    latitude, longitude = degrees(np.array([200000.0, np.nan]), np.array([250000.0, np.nan]), grid=IRISH)
    assert latitude[0] == pytest.approx(53.5, abs=1e-3) and longitude[0] == pytest.approx(-8.0, abs=2e-3)
    assert np.isnan(latitude[1]) and np.isnan(longitude[1])


@pytest.mark.data
@pytest.mark.slow
def test_the_whole_directory_agrees_with_what_is_published(data: Path, tmp_path: Path) -> None:
    path = library.postcodes()
    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW ours AS SELECT * FROM '{path}'")
    away = "111195 * sqrt(power(o.latitude - t.lat, 2) + power((o.longitude - t.lon) * cos(radians(t.lat)), 2))"
    england = data / "places/postcodes/postcodes_england_onspd_nov2025_derived.parquet"
    rows, agree, far = connection.execute(
        f"SELECT count(*), sum((o.district = t.lad25cd)::INT), quantile_cont({away}, 0.999) FROM "
        f"(SELECT *, lat_e5 / 1e5 lat, lon_e5 / 1e5 lon FROM '{england}') t "
        "LEFT JOIN ours o ON replace(o.postcode, ' ', '') = t.pcd"
    ).fetchall()[0]
    assert rows == agree and far < 10
    listing = tmp_path / "trafford.csv"
    listing.write_bytes(
        gzip.decompress((data / "councils/trafford/organisations/trafford_postcodes.csv.gz").read_bytes())
    )
    rows, agree, middle = connection.execute(
        f"SELECT count(*), sum((o.district = t.la_code)::INT), median({away}) FROM read_csv('{listing}') t "
        "LEFT JOIN ours o USING (postcode)"
    ).fetchall()[0]
    assert rows - agree <= 2 and middle < 5  # two postcodes moved across the boundary after Trafford's list was made
