"""The shipped tables hold together, say where they come from, and agree with what publishers print."""

import csv
import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from keepitlocal import reference
from keepitlocal.domain.councils import newest

FOLDER = Path(reference.__file__).parent


def councils() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in reference.rows("councils")}


def codes(text: str) -> list[str]:
    return text.split("|") if text else []


def test_a_table_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(LookupError, match=r"'boroughs'.*councils"):
        reference.rows("boroughs")


@pytest.mark.parametrize("name", reference.names())
def test_every_table_says_where_it_comes_from(name: str) -> None:
    head = [line for line in (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    text = " ".join(head)
    assert "Source:" in text and "Licence:" in text and "Date:" in text
    assert "Command: python -m keepitlocal.reference.making." in text or "Made by hand" in text
    assert f"`{name}.csv`" in (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", reference.names())
def test_every_row_has_the_columns_of_its_table(name: str) -> None:
    for row in reference.rows(name):
        assert None not in row and all(isinstance(value, str) for value in row.values()), row


def test_councils_refer_only_to_codes_that_are_there() -> None:
    table = councils()
    assert len(table) == len(reference.rows("councils"))
    counties = {row["code"] for row in reference.rows("counties")}
    regions = {row["code"] for row in reference.rows("regions")}
    for row in table.values():
        assert set(codes(row["upper"]) + codes(row["members"]) + codes(row["successors"])) <= table.keys(), row
        assert row["region"] in regions, row
        assert not row["county"] or row["county"] in counties, row
        assert bool(row["county"]) == (row["code"][0] == "E" and row["kind"] != "combined_authority"), row
        assert bool(row["until"]) == bool(row["successors"]), row
        assert (row["from"] or "2009") < (row["until"] or "9999"), row


def test_every_ended_district_leads_to_one_that_stands() -> None:
    table = councils()
    for code, row in table.items():
        if row["kind"] not in {"county", "combined_authority"}:
            assert not table[newest(code)]["until"], row


def test_changes_are_on_real_days_and_announced_ones_change_nothing() -> None:
    for change in reference.rows("changes"):
        date.fromisoformat(change["on"])
        if change["what"] == "announced":
            assert not any(councils()[code]["until"] for code in codes(change["old"]))


def test_no_org_id_stands_for_two_councils_at_once() -> None:
    standing = [row["org_id"] for row in councils().values() if row["org_id"] and not row["until"]]
    assert len(standing) == len(set(standing))


def test_neighbours_are_told_once_each_and_the_two_tables_agree() -> None:
    table = councils()
    pairs = [(row["district"], row["neighbour"]) for row in reference.rows("district_neighbours")]
    assert len(pairs) == len(set(pairs)) and all(a < b for a, b in pairs)
    assert not any(table[code]["until"] for pair in pairs for code in pair)
    both = {tuple(sorted((table[a]["county"], table[b]["county"]))) for a, b in pairs}
    expected = {(a, b) for a, b in both if a and a != b}
    assert {(row["county"], row["neighbour"]) for row in reference.rows("county_neighbours")} == expected


def test_counties_known_to_border_do() -> None:
    names = {row["code"]: row["name"] for row in reference.rows("counties")}
    beside: dict[str, set[str]] = {name: set() for name in names.values()}
    for row in reference.rows("county_neighbours"):
        beside[names[row["county"]]].add(names[row["neighbour"]])
        beside[names[row["neighbour"]]].add(names[row["county"]])
    assert beside["Suffolk"] == {"Norfolk", "Cambridgeshire", "Essex"}
    assert beside["Cornwall"] == {"Devon"}
    assert beside["Isle of Wight"] == set()
    assert beside["Greater Manchester"] == {"Cheshire", "Derbyshire", "Lancashire", "Merseyside", "West Yorkshire"}
    assert beside["Kent"] == {"Bexley", "Bromley", "East Sussex", "Essex", "Surrey"}


# Differences between our tables and the files below, each looked into.
SWAPPED = {"S12000015", "S12000024"}  # that file swaps Fife and Perth and Kinross in 2018
LATER_ONLY = {"E47000010", "E47000011"}  # listed there as groups of councils that were joined


def published(data: Path, name: str) -> list[dict[str, str]]:
    with gzip.open(data / "places" / name, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.data
def test_org_ids_are_those_of_the_register(data: Path) -> None:
    table = councils()
    for row in published(data, "lookups/la_orgid_to_gss.csv.gz"):
        if row["org_id"] == "GB-LAE-GLA":  # under London's region code there; the authority's own code here
            assert table["E61000001"]["org_id"] == row["org_id"]
        elif row["org_id"].startswith("GB-LANI-") and row["active"] == "FALSE":
            assert not row["gss_code"]  # Northern Ireland before 2015: no such code, so not in our table
        else:
            assert table[row["gss_code"]]["org_id"] == row["org_id"], row


@pytest.mark.data
def test_regions_names_and_upper_tiers_are_those_published(data: Path) -> None:
    table = councils()
    for row in published(data, "lookups/lookup_ltla24_region24.csv.gz"):
        ours = table[row["ltla24_code"]]
        assert (ours["name"], ours["region"]) == (row["ltla24_name"], row["region24_code"])
    for row in published(data, "lookups/utla_all_codes.csv.gz"):
        assert row["UTLACD"] in table
    for row in published(data, "lookups/la_all_codes.csv.gz"):
        assert newest(row["LADCD"]) == newest(row["LADCD_ACTIVE"])


@pytest.mark.data
def test_changes_of_code_are_those_published(data: Path) -> None:
    for row in published(data, "lookups/lookup_ltla_ltla.csv.gz"):
        if row["ltla16_code"] not in SWAPPED:
            assert newest(row["ltla16_code"]) == newest(row["ltla24_code"]), row
    table, text = councils(), (data / "places/boundaries/uk_topo_changes.csv").read_text(encoding="utf-8-sig")
    for row in csv.DictReader(text.splitlines()):
        old = table[row["oldcd"]]
        if row["newcd"].startswith("E47") and row["oldcd"] not in LATER_ONLY:
            continue  # a council that joined a combined authority keeps its code
        assert row["newcd"] in {*codes(old["successors"]), ""}, row
        assert str(int(old["until"][:4])) == row["start"], row


@pytest.mark.data
def test_every_code_of_the_councils_list_is_known(data: Path) -> None:
    table = councils()
    listed = {
        row["local-authority-code"]: row
        for row in published(data, "la_codes/mysoc_uk_local_authorities_current.csv.gz")
    }
    for row in listed.values():
        if not row["gss-code"]:
            assert row["local-authority-code"].startswith("NIR-")  # Northern Ireland before 2015
            continue
        ours = table[row["gss-code"]]
        if row["county-la"] and row["nice-name"] != "Forest Heath":  # put in Surrey there; it was in Suffolk
            assert ours["upper"] in {"", listed[row["county-la"]]["gss-code"]}, row["nice-name"]
        if row["end-date"]:
            # It gives the last day for some and the first day of the new council for others.
            assert abs((date.fromisoformat(ours["until"]) - date.fromisoformat(row["end-date"])).days) <= 1


# Boundaries that a map clipped at the water's edge does not show: they run along the middle of a river or estuary.
ACROSS_WATER = 45


@pytest.mark.data
def test_neighbours_are_those_of_the_map(data: Path) -> None:
    with gzip.open(data / "places/boundaries/uk_topo_ltla_utla_2014_2025.topojson.gz", "rt", encoding="utf-8") as file:
        topology = json.load(file)
    table = councils()
    here = {
        code for code, row in table.items() if not row["until"] and row["kind"] not in {"county", "combined_authority"}
    }
    owners: dict[int, set[str]] = {}
    for shape in topology["objects"]["ltla"]["geometries"]:
        if (code := newest(shape["properties"]["areacd"])) in here and code[0] != "N":
            for arc in flat(shape["arcs"]):
                owners.setdefault(max(arc, ~arc), set()).add(code)
    mapped = {(a, b) for owner in owners.values() for a in owner for b in owner if a < b}
    ours = {(row["district"], row["neighbour"]) for row in reference.rows("district_neighbours")}
    assert mapped - ours == set()
    assert len(ours - mapped) == ACROSS_WATER


def flat(arcs: object) -> list[int]:
    return [each for part in arcs for each in flat(part)] if isinstance(arcs, list) else [int(str(arcs))]
