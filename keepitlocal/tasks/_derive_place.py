"""Make the derived tables of the place: its wards, and the ward of each organisation and asset; they hold no address.

An address is placed with the directory of today, whatever year the money is of, so that years are on one geography.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from keepitlocal.domain.organisation import COMMUNITY_LED
from keepitlocal.domain.place import Place
from keepitlocal.domain.sensitive import WORDS, make_pattern
from keepitlocal.domain.shape import Ring
from keepitlocal.reference.grid import BRITISH, degrees
from keepitlocal.store.library import postcodes as library_postcodes
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._wards import outlines_of_wards, ward_at, wards_of

_NEEDED = ("areas", "assets", "statistics", "ratings")


def make_place(connection: duckdb.DuckDBPyConnection, /, *, folder: Folder, version: Any, place: Place) -> None:
    """Make ``wards``, ``body_wards`` and ``placed``, from the inputs and ``bodies``, ``addresses``, ``spots``."""
    _load(connection, folder, version)
    wards = wards_of(folder, version, place)
    _table(connection, "place_wards", [(code,) for code in sorted(wards)], ("code",))
    _table(connection, "place_districts", [(code,) for code in sorted(place.districts)], ("code",))
    _locate(connection, folder, version, wards=wards)
    connection.execute(_WARDS)
    never = _never_placed(folder.settings)
    connection.execute(_BODY_WARDS.format(never=never.format(text="b.name")))
    connection.execute(_PLACED.format(never=never.format(text="told"), led=", ".join(map(repr, sorted(COMMUNITY_LED)))))


def _locate(connection: duckdb.DuckDBPyConnection, folder: Folder, version: Any, *, wards: frozenset[str]) -> None:
    """Make ``here(postcode, ward, lsoa)``: every postcode of the place, its ward by a directory, else by boundaries."""
    connection.execute(_HERE)
    if not connection.execute("SELECT 1 FROM every_here LIMIT 1").fetchall():
        connection.execute(_HERE_BY_LIBRARY, {"library": str(library_postcodes())})
    unknown = connection.execute(
        "SELECT postcode, longitude, latitude FROM every_here WHERE ward IS NULL AND latitude IS NOT NULL ORDER BY ALL"
    ).fetchall()
    outlines = outlines_of_wards(folder, version, among=wards)
    found = ward_at([(east, north) for _, east, north in unknown], outlines)
    pairs = [(str(row[0]), ward) for row, ward in zip(unknown, found, strict=True) if ward]
    _table(connection, "by_boundary", pairs, ("postcode", "ward"))
    _place_points(connection, outlines)
    connection.execute(
        """CREATE TEMP TABLE here AS SELECT e.postcode, coalesce(e.ward, b.ward) AS ward, e.lsoa
        FROM every_here e LEFT JOIN by_boundary b USING (postcode)"""
    )


def _place_points(connection: duckdb.DuckDBPyConnection, outlines: Mapping[str, tuple[Ring, ...]]) -> None:
    """Make ``points(input, row, ward)``: assets that come with a grid reference or with degrees, by where it lies."""
    rows = connection.execute(
        "SELECT input, row, easting, northing FROM given_assets WHERE easting IS NOT NULL AND northing IS NOT NULL"
    ).fetchall()
    given = np.array([row[2:] for row in rows], dtype=float).reshape(-1, 2)
    north, east = degrees(given[:, 0], given[:, 1], grid=BRITISH)
    plain = (np.abs(given) <= 180).all(axis=1)  # degrees already
    points = np.where(plain[:, None], given, np.column_stack([east, north]))
    wards = ward_at(points, outlines)
    connection.register("points_found", pa.table({
        "input": pa.array([row[0] for row in rows], pa.string()), "row": pa.array([row[1] for row in rows], pa.int64()),
        "ward": pa.array(wards, pa.string()),
    }))  # fmt: skip
    connection.execute("CREATE TEMP TABLE points AS SELECT * FROM points_found WHERE ward IS NOT NULL")


def _never_placed(settings: Mapping[str, Any]) -> str:
    """SQL for whether a text is of a kind that is never placed, by our list and the council's own words."""
    words = [re.sub(r"[^A-Za-z0-9]+", " ", word).strip() for word in settings.get("never_placed", {}).get("words", ())]
    pattern = make_pattern(WORDS + tuple(word for word in words if word))
    quoted = pattern.replace("'", "''").replace("{", "{{").replace("}", "}}")
    return f"regexp_matches(coalesce({{text}}, ''), '{quoted}')"


def _load(connection: duckdb.DuckDBPyConnection, folder: Folder, version: Any) -> None:
    from importlib import import_module

    from keepitlocal.tables import TYPES

    for table in _NEEDED:
        paths = [str(path) for path in version.paths(folder.store, table)]
        if paths:
            listed = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
            source = f"SELECT * FROM read_parquet([{listed}], union_by_name = true) WHERE set_aside IS NULL"
            connection.execute(f"CREATE TEMP VIEW given_{table} AS {source}")
        else:
            columns = import_module(f"keepitlocal.tables.{table}").columns
            spec = ", ".join(f'"{name}" {TYPES[column.type]}' for name, column in columns.items())
            connection.execute(f"CREATE TEMP TABLE given_{table} ({spec})")


def _table(
    connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[tuple[str, ...]], columns: tuple[str, ...]
) -> None:
    arrays = {column: pa.array([row[at] for row in rows], pa.string()) for at, column in enumerate(columns)}
    connection.register(f"{name}_found", pa.table(arrays))
    connection.execute(f"CREATE TEMP TABLE {name} AS SELECT * FROM {name}_found")


_PLAIN = "regexp_replace(upper({column}), '[^A-Z0-9]', '', 'g')"


def clean_sql(column: str, /) -> str:
    """SQL for a postcode in its one spelling."""
    plain = _PLAIN.format(column=column)
    return f"left({plain}, -3) || ' ' || right({plain}, 3)"


# The place's own directory, where it brings one; the library, which knows no wards, is opened only where it does not.
_HERE = """
CREATE TEMP TABLE every_here AS
SELECT postcode, any_value(CASE WHEN ward IN (SELECT code FROM place_wards) THEN ward END) AS ward,
    any_value(lsoa) AS lsoa, any_value(longitude) AS longitude, any_value(latitude) AS latitude
FROM postcodes WHERE district IN (SELECT code FROM place_districts) GROUP BY postcode
"""
_HERE_BY_LIBRARY = """
INSERT INTO every_here SELECT postcode, NULL, NULL, longitude, latitude FROM read_parquet($library)
WHERE district IN (SELECT code FROM place_districts)
"""

# A neighbourhood's ward is the published best fit where one was given, else the ward of most of its postcodes.
_WARDS = """
CREATE TEMP TABLE lsoa_wards AS
SELECT lsoa, coalesce(max(published), max(ward)) AS ward FROM (
    SELECT code AS lsoa, parent AS published, NULL AS ward FROM given_areas
        WHERE kind = 'lsoa' AND parent IN (SELECT code FROM place_wards)
    UNION ALL
    SELECT lsoa, NULL, mode(ward ORDER BY ward) FROM here WHERE lsoa IS NOT NULL AND ward IS NOT NULL GROUP BY lsoa)
GROUP BY lsoa;

CREATE TEMP TABLE figures AS
SELECT area, measure, arg_max(value, coalesce(period, '')) AS value, max(coalesce(period, '')) AS period
FROM given_statistics WHERE measure IN ('population', 'imd_decile', 'imd_score') AND value IS NOT NULL
    AND (area IN (SELECT lsoa FROM lsoa_wards) OR area IN (SELECT code FROM place_wards))
GROUP BY area, measure;

CREATE TEMP TABLE neighbourhoods AS
SELECT l.ward, l.lsoa, p.value AS people, p.period AS people_period,
    d.value AS decile, s.value AS score, d.period AS period
FROM lsoa_wards l LEFT JOIN figures p ON p.area = l.lsoa AND p.measure = 'population'
LEFT JOIN figures d ON d.area = l.lsoa AND d.measure = 'imd_decile'
LEFT JOIN figures s ON s.area = l.lsoa AND s.measure = 'imd_score';

CREATE TEMP TABLE wards AS
WITH named AS (SELECT code, min(name) AS name FROM given_areas WHERE kind = 'ward' AND until IS NULL GROUP BY code),
counted AS (
    SELECT ward, CASE WHEN count(*) = count(people) THEN sum(people) END AS people, min(people_period) AS people_period,
        count(decile) AS neighbourhoods, count(*) FILTER (decile <= 2) AS deprived,
        count(*) FILTER (decile IS NOT NULL AND people IS NULL) = 0 AS weighted,
        sum(people) FILTER (decile IS NOT NULL) AS placed_people,
        coalesce(sum(people) FILTER (decile <= 2), 0) AS deprived_people,
        sum(score * people) / sum(people) FILTER (score IS NOT NULL) AS weighted_score, avg(score) AS plain_score,
        max(period) AS period
    FROM neighbourhoods GROUP BY ward),
every AS (
    SELECT w.code AS ward, coalesce(n.name, w.code) AS name, c.* EXCLUDE (ward),
        f.value AS ward_people, f.period AS ward_period,
        CASE WHEN weighted THEN weighted_score ELSE plain_score END AS score,
        f.value IS NOT NULL AND f.period >= coalesce(c.people_period, '') AS direct
    FROM place_wards w LEFT JOIN named n ON n.code = w.code LEFT JOIN counted c ON c.ward = w.code
    LEFT JOIN figures f ON f.area = w.code AND f.measure = 'population')
SELECT ward, name,
    round(CASE WHEN direct THEN ward_people ELSE people END)::BIGINT AS people,
    nullif(CASE WHEN direct THEN ward_period ELSE people_period END, '') AS people_period,
    CASE WHEN direct THEN 'ward' WHEN people IS NOT NULL THEN 'neighbourhoods' END AS people_by,
    neighbourhoods, deprived AS deprived_neighbourhoods,
    CASE WHEN weighted THEN round(placed_people)::BIGINT END AS neighbourhood_people,
    CASE WHEN weighted THEN round(deprived_people)::BIGINT END AS deprived_people,
    round(score, 3) AS score,
    CASE WHEN score IS NOT NULL AND weighted THEN 'people' WHEN score IS NOT NULL THEN 'neighbourhoods' END AS score_by,
    CASE WHEN score IS NOT NULL THEN
        ['most deprived third', 'middle third', 'least deprived third'][
            ntile(3) OVER (PARTITION BY score IS NULL ORDER BY score DESC, ward)] END AS third,
    nullif(period, '') AS deprivation_period
FROM every
"""

# An address here counts before one elsewhere, as in the rules for local; a contact address before a registered one.
_BODY_WARDS = """
CREATE TEMP TABLE body_wards AS
SELECT b.org_id, CASE WHEN {never} THEN NULL ELSE a.ward END AS ward,
    CASE WHEN {never} THEN 'never placed' WHEN a.ward IS NOT NULL THEN 'ward' WHEN a.here THEN 'here'
        WHEN a.located THEN 'elsewhere' ELSE 'not known' END AS tied
FROM bodies b LEFT JOIN (
    SELECT org_id, arg_min(h.ward, role || register || postcode) FILTER (h.ward IS NOT NULL) AS ward,
        bool_or(h.postcode IS NOT NULL OR s.district IN (SELECT code FROM place_districts)) AS here,
        bool_or(s.postcode IS NOT NULL) AS located
    FROM addresses a LEFT JOIN here h USING (postcode) LEFT JOIN spots s USING (postcode)
    GROUP BY org_id) a USING (org_id)
"""

_PLACED = f"""
CREATE TEMP TABLE placed AS
WITH led AS (
    SELECT arg_min(o.input, o.register || o.input) AS input,
        arg_min(o.row, o.register || o.input) AS row,
        min(o.org_id) AS org_id, min(o.kind) AS kind, bool_or({{never}}) AS never,
        arg_min(h.ward, o.register || o.input) FILTER (h.ward IS NOT NULL) AS ward
    FROM (SELECT *, concat_ws(' | ', organisations.name, other_names) AS told FROM organisations) o
    JOIN here h ON h.postcode = {clean_sql("o.postcode")} LEFT JOIN bodies_of b USING (org_id)
    WHERE o.kind IN ({{led}}) AND o.until IS NULL AND o.org_id IS NOT NULL GROUP BY coalesce(b.body, o.org_id)),
assets AS (
    SELECT a.input, a.row, a.tenure AS kind, coalesce(a.sensitive, false) OR {{never}} AS never,
        coalesce(h.ward, p.ward) AS ward, h.postcode IS NOT NULL AS here,
        length({clean_sql("a.postcode")}) > 5 AS located
    FROM (SELECT *, concat_ws(' | ', given_assets.name, address, "use") AS told FROM given_assets) a
    LEFT JOIN here h ON h.postcode = {clean_sql("a.postcode")}
    LEFT JOIN points p ON p.input = a.input AND p.row = a.row)
SELECT input, row, 'organisation' AS what, org_id, kind, CASE WHEN NOT never THEN ward END AS ward,
    CASE WHEN never THEN 'never placed' WHEN ward IS NOT NULL THEN 'ward' ELSE 'here' END AS tied, 1::BIGINT AS lines
FROM led
UNION ALL
SELECT input, row, 'asset', NULL, kind, CASE WHEN NOT never THEN ward END,
    CASE WHEN never THEN 'never placed' WHEN ward IS NOT NULL THEN 'ward' WHEN here THEN 'here'
        WHEN located THEN 'elsewhere' ELSE 'not known' END, 1::BIGINT FROM assets
"""
