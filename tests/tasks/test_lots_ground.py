"""The ground of a commission: areas with people and need, money spread over them, and where providers are."""

import csv
import gzip
import io
import json
import shutil
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.steps.contract_size.maximum import Provider
from keepitlocal.store.versions import current
from keepitlocal.tasks._folder import Folder, Problem, open_folder
from keepitlocal.tasks._lots_ground import (
    Ground,
    Patch,
    ground,
    levels,
    linked,
    says_sited,
    sited,
    spread,
)
from keepitlocal.tasks._lots_patch import pieces_of
from keepitlocal.tasks._lots_read import centroid
from keepitlocal.tasks._place import place_of
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.gather import gather
from keepitlocal.tasks.match import match
from tests.our_words import said
from tests.small_place import HEADINGS, SETTINGS, make_place

Made = Callable[..., tuple[Folder, object]]

WIDTH, HEIGHT = 0.01, 0.006  # degrees: some 640 by 670 metres
CELLS = {"E99200044": (0, 0), "E99200045": (1, 0), "E99200046": (0, 1), "E99200047": (1, 1), "E99200048": (9, 0)}
WARDS = {"E99100008": "North Quay", "E99100009": "Southgate"}
PEOPLE = "LSOA21CD,usual_residents_2021\n" + "".join(f"{code},{1000 + 500 * at}\n" for at, code in enumerate(CELLS))
NEWER = "LSOA21CD,all ages,mid year\n" + "".join(f"{code},{2000 + 500 * at},2024\n" for at, code in enumerate(CELLS))
NEED = "lsoa21_code,IMD_decile,IMD_rank,IMD_score\n" + "".join(
    f"{code},{9 - at},{9000 - at},{10 * (at + 1)}\n" for at, code in enumerate(CELLS)
)
LOOKUP = "LSOA21CD,LSOA21NM,WD25CD,WD25NM,LAD25CD,LAD25NM\n" + "".join(
    f"{code},Wexborough 00{at}A,{'E99100008' if at < 2 else 'E99100009'},{'North Quay' if at < 2 else 'Southgate'},"
    "E99000001,Wexborough\n"
    for at, code in enumerate(CELLS)
)
POSTCODES = "pcds,oslaua,osward,lsoa21,lat,long,doterm\n" + "".join(
    f"ZZ1 {at}A{letter},E99000001,{'E99100008' if at < 2 else 'E99100009'},{code},{55.16 + (y + 0.2) * HEIGHT},"
    f"{2.38 + (x + 0.2) * WIDTH},\n"
    for at, (code, (x, y)) in enumerate(CELLS.items())
    for letter in "ABC"
)
REGISTER = """org_id,name,postcode,kind,company_number,charity_number
GB-CHC-9000001,Hazelbeck Trust,ZZ1 0AA,charity,,9000001
GB-CHC-9000002,Elderfield Homecare,ZZ1 4AB,charity,,9000002
GB-CHC-9000003,Wexborough Women's Refuge,ZZ1 1AA,charity,,9000003
GB-CHC-9000004,Farfield Homecare,ZZ9 9AA,charity,,9000004
"""
CONTRACTS = """Contract Title,Supplier Name,Contract Value,Start Date,End Date,Reference Number,Category,Supplier Postcode
Homecare in the north,Harbour Care Ltd,120000,01/04/2024,31/03/2026,C1,Social care,ZZ1 2AC
Homecare in the south,Hazelbeck Trust,120000,01/04/2024,31/03/2026,C2,Social care,ZZ1 3AA
"""
PAID = ["Hazelbeck Trust", "Elderfield Homecare", "Wexborough Women's Refuge", "Farfield Homecare", "Mr John Smith"]


def cell(x: float, y: float, wide: float = 1, high: float = 1) -> list[list[float]]:
    west, south = 2.38 + x * WIDTH, 55.16 + y * HEIGHT
    east, north = west + wide * WIDTH, south + high * HEIGHT
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def geojson(level: str, shapes: Mapping[str, tuple[str, list[list[float]]]]) -> str:
    return json.dumps({
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {f"{level}CD": code, f"{level}NM": name, "LAD25CD": "E99000001"},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for code, (name, ring) in shapes.items()
        ],
    })  # fmt: skip


LSOAS = geojson(
    "LSOA21", {code: (f"Wexborough 00{at}A", cell(*place)) for at, (code, place) in enumerate(CELLS.items())}
)
WARD_SHAPES = geojson(
    "WD25", {"E99100008": ("North Quay", cell(0, 0, 2, 1)), "E99100009": ("Southgate", cell(0, 1, 10, 1))}
)
PLACE_FILES = {
    "lsoas.geojson": LSOAS,
    "wards.geojson": WARD_SHAPES,
    "people.csv": PEOPLE,
    "need.csv": NEED,
    "lookup.csv": LOOKUP,
    "postcode_directory.csv": POSTCODES,
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A place of five neighbourhoods in two wards, one of them an island; ``without`` files, or with others."""

    def make(*, without: tuple[str, ...] = (), **others: str) -> tuple[Folder, object]:
        path = make_place(tmp_path_factory.mktemp("ground") / "wexborough")
        for name, text in {**PLACE_FILES, **{f"{key}.csv": text for key, text in others.items()}}.items():
            if name not in without:
                (path / "inputs" / "place" / name).write_text(text, encoding="utf-8")
        if "postcode_directory.csv" in without:
            (path / "inputs" / "place" / "postcode_directory.csv").unlink()
        (path / "inputs" / "registers" / "organisations.csv").write_text(REGISTER, encoding="utf-8")
        (path / "inputs" / "contracts.csv").write_text(CONTRACTS, encoding="utf-8")
        rows = [f"2025-04-0{at},{at},100.00,{name},Home care,goods" for at, name in enumerate(PAID, 1)]
        (path / "inputs" / "spend" / "april.csv").write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8")
        return _matched(path)

    return make


def _matched(path: Path) -> tuple[Folder, object]:
    folder, quiet = open_folder(path), Screen(out=io.StringIO(), err=io.StringIO())
    return folder, match(folder, gather(folder, screen=quiet), screen=quiet)


def read(place: tuple[Folder, object], level: str = "lsoa") -> Ground:
    folder, version = place
    return ground(folder, version, place_of(folder, version), level=level)


@pytest.fixture(scope="module")
def whole(made: Made) -> tuple[Folder, object]:
    return made()


def test_neighbourhoods_with_ward_people_need_and_neighbours(whole: tuple[Folder, object]) -> None:
    found = read(whole).by_code
    assert set(found) == set(CELLS)
    first = found["E99200044"]
    assert (first.name, first.ward) == ("North Quay, Wexborough 000A", "E99100008")
    assert found["E99200048"].ward == "E99100009"
    assert [patch.people for patch in found.values()] == [1000, 1500, 2000, 2500, 3000]
    assert first.neighbours == ("E99200045", "E99200046")  # not the one across the corner
    assert found["E99200048"].neighbours == ()
    assert (first.x_km, first.y_km) == (0, 0)  # the south-west corner of all centres, by its postcodes
    assert found["E99200047"].x_km == pytest.approx(WIDTH * 111.32 * 0.571, rel=0.01)
    assert found["E99200047"].y_km == pytest.approx(HEIGHT * 111.32, rel=0.01)


def test_need_is_half_the_same_half_by_score_and_one_at_the_mean_resident(whole: tuple[Folder, object]) -> None:
    patches = read(whole).patches
    people = [patch.people or 0 for patch in patches]
    need = [patch.need or 0 for patch in patches]
    assert sum(a * b for a, b in zip(people, need, strict=True)) / sum(people) == pytest.approx(1, abs=1e-5)
    mean = sum(10 * (at + 1) * count for at, count in enumerate(people)) / sum(people)
    assert need == pytest.approx([0.5 + 0.5 * 10 * (at + 1) / mean for at in range(5)], abs=1e-5)


def test_pieces_and_the_link_that_an_officer_may_accept(whole: tuple[Folder, object]) -> None:
    found = read(whole)
    assert found.pieces == (("E99200044", "E99200045", "E99200046", "E99200047"), ("E99200048",))
    assert [(link.one, link.other) for link in found.suggested] == [("E99200045", "E99200048")]
    assert found.suggested[0].metres == pytest.approx(7 * WIDTH * 111_320 * 0.571, rel=0.01)
    assert any(
        'link = [["E99200045", "E99200048"]]' in sentence and "4.5 km apart" in sentence for sentence in found.says
    )
    joined = linked(found, [["E99200048", "E99200045"]])
    assert len(joined.pieces) == 1 and joined.suggested == ()
    assert "E99200048" in joined.by_code["E99200045"].neighbours and joined.by_code["E99200048"].neighbours == (
        "E99200045",
    )
    assert "count as side by side" in joined.says[-1]


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (["E99200045", "E99"], "E99, which is not the code of an area here"),
        (["E99200045", "E99200045"], "pairs of two areas"),
        (["E99200045", "E99200046", "E99200047"], "has 3"),
    ],
)
def test_a_link_that_is_none_is_said(whole: tuple[Folder, object], pair: list[str], words: str) -> None:
    with pytest.raises(Problem, match=words):
        linked(read(whole), [pair])


def test_wards_of_the_same_place(whole: tuple[Folder, object]) -> None:
    found = read(whole, "ward")
    assert [(patch.code, patch.name, patch.people) for patch in found.patches] == [
        ("E99100008", "North Quay", 2500),
        ("E99100009", "Southgate", 7500),
    ]
    assert found.patches[0].neighbours == ("E99100009",) and len(found.pieces) == 1
    assert sum((patch.need or 0) * (patch.people or 0) for patch in found.patches) == pytest.approx(10_000, rel=1e-4)


def test_what_is_said_names_the_files_and_none_of_the_words_that_we_do_not_say(whole: tuple[Folder, object]) -> None:
    says = " ".join(read(whole).says)
    assert "place/lsoas.geojson" in says and "figures of 2021 (place/people.csv)" in says and "place/need.csv" in says
    assert "our choice" in says and said(says) == []
    assert said(" ".join(read(whole, "ward").says)) == []


def test_the_newest_figures_that_cover_all_count(made: Made) -> None:
    newer = made(newer=NEWER)
    assert [patch.people for patch in read(newer).patches] == [2000, 2500, 3000, 3500, 4000]
    assert any("2024 (place/newer.csv)" in sentence for sentence in read(newer).says)
    partly = made(newer="\n".join(NEWER.splitlines()[:3]) + "\n")
    assert [patch.people for patch in read(partly).patches] == [1000, 1500, 2000, 2500, 3000]


def test_what_the_files_allow(made: Made, whole: tuple[Folder, object]) -> None:
    folder, version = whole
    assert levels(folder, version, place_of(folder, version)) == ("lsoa", "ward")
    folder, version = made(without=("lsoas.geojson",))
    assert levels(folder, version, place_of(folder, version)) == ("ward",)
    with pytest.raises(
        Problem,
        match="No file among the inputs has outlines of the neighbourhoods .* Put the boundaries of Lower layer",
    ):
        read((folder, version))
    with pytest.raises(Problem, match="divided by lsoa or ward"):
        read(whole, "parish")


def test_wards_without_all_their_outlines_are_no_ground(made: Made) -> None:
    half = made(without=("wards.geojson",))
    with pytest.raises(Problem, match=r"none of the 2 wards of Wexborough\. Put ward boundaries"):
        read(half, "ward")


def test_without_people_or_need_it_says_so_and_spreads_equally_alone(made: Made) -> None:
    bare = read(made(without=("people.csv", "need.csv")))
    assert all(patch.people is None and patch.need is None for patch in bare.patches)
    assert "population by LSOA or ward would" in " ".join(bare.says) and "Indices of Deprivation" in " ".join(bare.says)
    assert spread(7, bare, by="equal") == {
        "E99200044": 2,
        "E99200045": 2,
        "E99200046": 1,
        "E99200047": 1,
        "E99200048": 1,
    }
    with pytest.raises(Problem, match="population by LSOA or ward"):
        spread(7, bare, by="people")
    with pytest.raises(Problem, match="not by “whim”"):
        spread(7, bare, by="whim")
    no_need = read(made(without=("need.csv",)))
    with pytest.raises(Problem, match="Indices of Deprivation"):
        spread(7, no_need, by="need")


def test_without_a_directory_the_outline_tells_where_the_middle_is(made: Made) -> None:
    found = read(made(without=("postcode_directory.csv",)))
    assert "middle of its outline" in found.says[0]
    assert found.by_code["E99200044"].ward == "E99100008"


def test_where_providers_are_and_never_a_refuge_or_a_person(whole: tuple[Folder, object]) -> None:
    names = (*PAID, "Harbour Care Ltd")
    rows = _bodies(*whole)
    providers = [Provider(rows[name], name) for name in names]
    found = sited(*whole, read(whole), providers)
    assert {name: found.get(rows[name]) for name in names} == {
        "Hazelbeck Trust": {"E99200044", "E99200047"},  # its register and its contract
        "Elderfield Homecare": {"E99200048"},
        "Harbour Care Ltd": {"E99200046"},  # on no register: the contract tells
        "Wexborough Women's Refuge": None,
        "Farfield Homecare": None,  # its postcode is not of this place
        "Mr John Smith": None,
    }
    by_ward = sited(*whole, read(whole, "ward"), providers)
    assert by_ward[rows["Hazelbeck Trust"]] == {"E99100008", "E99100009"}
    sentence = says_sited(providers, found)
    assert (
        "Organisations found, here and elsewhere: 5 to 9. With an address known on this ground: under five" in sentence
        and said(sentence) == []
    )
    assert says_sited([], {}).startswith("No organisation was found")


def _bodies(folder: Folder, version: object) -> dict[str, str]:
    from keepitlocal.tasks._parts import open_parts

    with open_parts(folder, version) as parts:
        return {payee: body or payee for payee, body in parts.rows("SELECT payee, body FROM payees", "payees")}


def test_the_sample_place_is_divided_by_its_wards(wexborough: Path) -> None:
    folder = open_folder(wexborough)
    version = current(folder.store)
    place = place_of(folder, version)
    assert levels(folder, version, place) == ("ward",)
    found = ground(folder, version, place, level="ward")
    assert len(found.pieces) == 1 and len(found.patches) > 5
    assert all(patch.people and patch.need and patch.neighbours for patch in found.patches)
    assert {patch.name for patch in found.patches} >= {"Harbrook Quay"}
    assert said(" ".join(found.says)) == []


PATCHES = st.lists(
    st.tuples(
        st.integers(0, 5000), st.one_of(st.none(), st.floats(0.1, 5)), st.frozensets(st.integers(0, 9), max_size=3)
    ),
    min_size=1,
    max_size=10,
)


def drawn(rows: list[tuple[int, float | None, frozenset[int]]]) -> Ground:
    """A ground of any shape: beside what each names, and what names it."""
    count = len(rows)
    pairs = {(at, other) for at, (_, _, near) in enumerate(rows) for other in near if other < count and other != at}
    beside = {
        f"P{at}": sorted({f"P{b}" for a, b in pairs | {(y, x) for x, y in pairs} if a == at}) for at in range(count)
    }
    patches = tuple(
        Patch(f"P{at}", f"Patch {at}", "W1", float(at), 0.0, people, need, tuple(beside[f"P{at}"]))
        for at, (people, need, _) in enumerate(rows)
    )
    return Ground("lsoa", patches, {}, pieces_of(beside), ())


@given(PATCHES, st.integers(0, 10**12), st.sampled_from(("people", "need", "equal")))
def test_money_adds_up_and_each_share_is_exact_within_a_penny(
    rows: list[tuple[int, float | None, frozenset[int]]], pence: int, by: str
) -> None:
    found = drawn(rows)
    weights = {
        patch.code: Fraction(1)
        if by == "equal"
        else (patch.people or 0) * Fraction(1 if by == "people" or patch.need is None else patch.need)
        for patch in found.patches
    }
    if not sum(weights.values()) or (by == "need" and all(need is None for _, need, _ in rows)):
        with pytest.raises(Problem):
            spread(pence, found, by=by)
        return
    given_out = spread(pence, found, by=by)
    assert sum(given_out.values()) == pence and set(given_out) == {patch.code for patch in found.patches}
    total = sum(weights.values())
    for code, weight in weights.items():
        assert abs(given_out[code] - pence * weight / total) < 1
        assert weight or not given_out[code]


@given(PATCHES)
def test_pieces_part_the_patches_and_no_neighbour_crosses(rows: list[tuple[int, float | None, frozenset[int]]]) -> None:
    found = drawn(rows)
    assert sorted(code for piece in found.pieces for code in piece) == sorted(patch.code for patch in found.patches)
    of = {code: at for at, piece in enumerate(found.pieces) for code in piece}
    for patch in found.patches:
        assert all(of[other] == of[patch.code] for other in patch.neighbours)
        assert all(patch.code in found.by_code[other].neighbours for other in patch.neighbours)
    for piece in found.pieces:  # each is connected: growing from its first reaches all of it
        reached = {piece[0]}
        for _ in piece:
            reached |= {other for code in reached for other in found.by_code[code].neighbours}
        assert reached == set(piece)
    assert [len(piece) for piece in found.pieces] == sorted((len(piece) for piece in found.pieces), reverse=True)


@given(PATCHES, st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=4))
def test_links_join_pieces_and_nothing_else_changes(
    rows: list[tuple[int, float | None, frozenset[int]]], pairs: set[tuple[int, int]]
) -> None:
    found = drawn(rows)
    wanted = [(f"P{a}", f"P{b}") for a, b in pairs if a != b and max(a, b) < len(rows)]
    joined = linked(found, wanted)
    for patch in joined.patches:
        new = {b if a == patch.code else a for a, b in wanted if patch.code in (a, b)}
        assert set(patch.neighbours) == {*found.by_code[patch.code].neighbours, *new}
    assert all(any({a, b} <= set(piece) for piece in joined.pieces) for a, b in wanted)
    assert spread(1000, joined, by="equal") == spread(1000, found, by="equal")
    assert linked(found, []) == found


def test_the_middle_of_an_outline_leaves_out_its_hole() -> None:
    big = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0))
    hole = ((2.0, 1.0), (2.0, 3.0), (4.0, 3.0), (4.0, 1.0), (2.0, 1.0))
    assert centroid((big,)) == (2, 2)
    assert centroid((big, hole)) == (pytest.approx((2 * 16 - 3 * 4) / 12), pytest.approx(2))


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as told:
        return list(csv.DictReader(told))


@pytest.fixture(scope="module")
def trafford(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, object]:
    path = make_place(tmp_path_factory.mktemp("trafford") / "trafford")
    for old in ("place/areas.csv", "place/postcode_directory.csv", "registers/organisations.csv"):
        (path / "inputs" / old).unlink()
    own = data / "councils" / "trafford"
    for file in (
        own / "organisations" / "trafford_postcodes.csv.gz",
        own / "organisations" / "mid-year_2024_population_estimates_all_geographies.csv.gz",
        own / "boundaries" / "electoral_ward.geojson",
        own / "boundaries" / "lsoa.geojson.gz",
        data / "places" / "deprivation" / "imd2025_england_lsoa21.csv.gz",
        data / "places" / "population" / "population21_lsoa21_ew.csv.gz",
    ):
        shutil.copyfile(file, path / "inputs" / "place" / file.name)
    (path / "place.toml").write_text(SETTINGS.replace("E99000001", "E08000009"), encoding="utf-8")
    return _matched(path)


@pytest.mark.data
def test_traffords_neighbourhoods_agree_with_a_slow_count_of_its_files(
    data: Path, trafford: tuple[Folder, object]
) -> None:
    found = read(trafford)
    own = data / "councils" / "trafford" / "organisations"
    people = {
        row["area_code"]: int(row["all_ages"])
        for row in _rows(own / "mid-year_2024_population_estimates_all_geographies.csv.gz")
        if row["sex"] == "Persons" and row["geography"] == "LSOA"
    }
    assert {patch.code: patch.people for patch in found.patches} == people and len(people) == 139
    score = {
        row["lsoa21_code"]: float(row["IMD_score"])
        for row in _rows(data / "places" / "deprivation" / "imd2025_england_lsoa21.csv.gz")
        if row["lsoa21_code"] in people
    }
    mean = sum(score[code] * count for code, count in people.items()) / sum(people.values())
    assert all(patch.need == pytest.approx(0.5 + 0.5 * score[patch.code] / mean, abs=1e-5) for patch in found.patches)
    assert len(found.pieces) == 1 and sum(len(patch.neighbours) for patch in found.patches) == 2 * 359
    assert any("2024" in sentence and "241,025" in sentence for sentence in found.says)
    money = spread(12_345_678_90, found, by="need")
    assert sum(money.values()) == 12_345_678_90


@pytest.mark.data
def test_traffords_wards_have_the_neighbours_that_a_map_shows(trafford: tuple[Folder, object]) -> None:
    found = read(trafford, "ward")
    name = {patch.code: patch.name for patch in found.patches}
    beside = {patch.name: {name[code] for code in patch.neighbours} for patch in found.patches}
    assert len(found.patches) == 21 and len(found.pieces) == 1
    assert sum(patch.people or 0 for patch in found.patches) == 241_025
    assert {"Bowdon", "Broadheath", "Hale"} <= beside["Altrincham"]
    assert "Old Trafford" in beside["Longford"] and "Altrincham" not in beside["Longford"]


@pytest.mark.data
def test_every_neighbourhood_of_trafford_lies_where_its_ward_does(trafford: tuple[Folder, object]) -> None:
    lsoas, wards = read(trafford), read(trafford, "ward")
    assert {patch.ward for patch in lsoas.patches} == set(wards.by_code)
    for one, other in product(lsoas.patches, repeat=2):
        if one.code < other.code and one.ward != other.ward and other.code in one.neighbours:
            assert other.ward in wards.by_code[one.ward].neighbours or _near(wards, one.ward, other.ward)


def _near(wards: Ground, one: str, other: str) -> bool:
    """Wards that share a neighbour: a neighbourhood is put whole into its best ward, and juts over the edge of it."""
    return bool({*wards.by_code[one].neighbours} & {*wards.by_code[other].neighbours})
