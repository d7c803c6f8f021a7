"""Put together what a report is about, from a version of the store and its findings."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import ModuleType
from typing import Any

from keepitlocal import __version__
from keepitlocal.domain.finding import Finding
from keepitlocal.domain.organisation import KINDS
from keepitlocal.domain.people import likely_person
from keepitlocal.domain.place import UNKNOWN, Place
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.evidence.the_money import clean_name, lines
from keepitlocal.report.subject import (
    Area,
    InputFile,
    LikelyName,
    Map,
    Measure,
    MoneyLine,
    Overlap,
    Overrule,
    Rule,
    Subject,
    Supplier,
    Unmatched,
    UnreadFile,
    Where,
)
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._ward_pages import wards_of

LEAD = "area_or_works"
NAMED_FROM_PENCE = 50_000_00
_FEW = 5
# An address that is not a body's own counts for less: the council's own words for a payee are not a register.
_BODY_WORDS = re.compile(
    r"\b(LTD|LIMITED|PLC|LLP|CIC|CIO|INC|GMBH|COUNCIL|AUTHORITY|NHS|TRUST|SCHOOL|ACADEMY|COLLEGE|UNIVERSITY|ASSOCIATION|SOCIETY|CHARITY|"
    r"FOUNDATION|GROUP|SERVICES?|HOUSING|CENTRE|HMRC|PENSIONS?|FUND|BANK|COMPANY|COMMISSION(ER)?|CONSTRUCTION|SOLUTIONS|SYSTEMS|UK)\b",
    re.IGNORECASE,
)


def assemble(folder: Folder, version: Any, found: Iterable[Finding], /, *, place: Place, made: date, spots: Iterable[Any] = ()) -> Subject:
    """The subject of a report: plain values only, nothing in it that names a person."""
    import duckdb

    findings = list(found)
    with duckdb.connect() as connection:
        tables = _open(connection, folder, version)
        rules = tuple(Rule(name, title) for name, title in _rows(connection, tables, "rules", "SELECT definition, title FROM rules ORDER BY 1"))
        lead = _lead(folder, rules)
        spending = _rows(
            connection, tables, "spending",
            """SELECT coalesce(sum(amount_pence) FILTER (source = 'spend'), 0), coalesce(sum(lines) FILTER (source = 'spend'), 0),
            coalesce(sum(amount_pence) FILTER (source = 'spend' AND choosable), 0), coalesce(sum(amount_pence) FILTER (source = 'cards'), 0)
            FROM spending""",
        )  # fmt: skip
        published, rows, choosable, cards = (int(value) for value in spending[0]) if spending else (0, 0, 0, 0)
        where, placed = _where(connection, tables, place)
        unmatched, unnamed = _unmatched(connection, tables)
        return Subject(
            name=place.name,
            code=place.code,
            period=_period(connection, tables),
            made=made,
            measures=_measures(findings),
            rules=rules,
            lead=lead,
            published_pence=published,
            published_rows=rows,
            choosable_pence=choosable,
            cards_pence=cards,
            placed_pence=placed,
            lines=_lines(connection, tables),
            overrules=_overrules(folder.settings),
            files=_files(folder, version),
            unread=_unread(version),
            same=tuple((entry["file"], entry["same_as"]) for entry in version.inputs if entry.get("same_as")),
            overlaps=_overlaps(version),
            suppliers=_suppliers(connection, tables, folder, version, lead),
            where=where,
            map=_map(connection, tables, folder, version, place),
            wards=wards_of(connection, tables),
            likely_names=tuple(LikelyName(spot.file, spot.row, spot.column, spot.why) for spot in spots),
            unmatched=unmatched,
            unmatched_unnamed=unnamed,
            software=__version__,
            version=version.number,
            registers=tuple(value for key, value in sorted(version.made_from.items()) if key == "postcodes"),
            contact=str(folder.settings.get("council", {}).get("contact", "")),
            accounts_pence=tuple((year, round(pounds * 100)) for year, pounds in sorted(folder.settings.get("accounts", {}).items())),
        )


def _open(connection: Any, folder: Folder, version: Any) -> frozenset[str]:
    for table in version.parts:
        listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in version.paths(folder.store, table))
        name = f"all_{table}" if table == "superseded" else table
        connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM read_parquet([{listed}], union_by_name = true)")
    return frozenset(version.parts)


def _rows(connection: Any, tables: frozenset[str], table: str, query: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """The rows of a query on a table; none where the version lacks the table."""
    if table not in tables:
        return []
    found: list[tuple[Any, ...]] = connection.execute(query, values or {}).fetchall()
    return found


def _lead(folder: Folder, rules: tuple[Rule, ...]) -> str:
    chosen = str(folder.settings.get("local", {}).get("rule", LEAD))
    names = [rule.name for rule in rules]
    return chosen if chosen in names or not names else LEAD if LEAD in names else names[0]


def _period(connection: Any, tables: frozenset[str]) -> str:
    years = [row[0] for row in _rows(connection, tables, "spending", "SELECT DISTINCT year FROM spending WHERE year <> 'no date' AND source = 'spend' ORDER BY 1")]
    if not years:
        return "dates not published"
    return str(years[0]) if len(years) == 1 else f"{years[0][:4]}-{years[-1][-2:]}"


def _measures(findings: list[Finding]) -> tuple[Measure, ...]:
    from keepitlocal.discover import short_name
    from keepitlocal.tasks._indicators import indicators

    grouped: dict[str, list[Finding]] = {}
    for one in findings:
        grouped.setdefault(one.indicator, []).append(one)
    return tuple(_measure(module, tuple(grouped[name])) for module in indicators() if (name := short_name(module)) in grouped)


def _measure(module: ModuleType, found: tuple[Finding, ...]) -> Measure:
    _, room, folder, *_ = module.__name__.split(".")
    first = found[0]
    return Measure(first.indicator, folder, room == "steps", first.title, first.question, first.unit, tuple(first.cut), found)


def _lines(connection: Any, tables: frozenset[str]) -> tuple[MoneyLine, ...]:
    sums = {
        row[0]: row[1:]
        for row in _rows(
            connection, tables, "spending",
            "SELECT line, sum(amount_pence), sum(lines), sum(credit_pence) FROM spending WHERE source = 'spend' AND line <> '' GROUP BY line",
        )
    }  # fmt: skip
    examples = _examples(connection, tables)
    found = []
    for line in lines():
        pence, rows, credit = sums.get(line.id, (0, 0, 0))
        named = () if line.redacted or line.persons or line.id == "people" else examples.get(line.id, ())
        found.append(MoneyLine(line.id, line.title, line.why, line.removed, int(pence), int(rows), int(credit), named))
    return tuple(line for line in found if line.rows)


def _examples(connection: Any, tables: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, str]] = {}
    query = """SELECT line, payee FROM spending WHERE source = 'spend' AND line <> '' AND NOT person AND payee IS NOT NULL
        GROUP BY line, payee ORDER BY line, sum(amount_pence) DESC, payee"""
    for line, payee in _rows(connection, tables, "spending", query):
        here = found.setdefault(line, {})
        if len(here) < 4 and may_be_named(payee):
            here.setdefault(clean_name(payee), payee)
    return {line: tuple(payees.values()) for line, payees in found.items()}


def may_be_named(payee: str, /) -> bool:
    """Whether a name that is on no register is plainly a body's, and not of a kind that is never placed."""
    return bool(_BODY_WORDS.search(payee)) and not likely_person(payee) and not is_sensitive(payee)


def _overrules(settings: Mapping[str, Any]) -> tuple[Overrule, ...]:
    money = settings.get("money", {})
    titles = {line.id: line.title for line in lines()} | {"choosable": "what the council could choose how to spend"}
    payees = [Overrule(f"“{name}”" if may_be_named(name) else "A payee", f"counts under “{titles.get(str(line), line)}”") for name, line in money.get("payees", {}).items()]
    switched = [Overrule(f"The line “{titles.get(name, name)}”", "is not used" if value is False else str(value)) for name, value in money.get("lines", {}).items()]
    return tuple(payees + switched)


def _readings(version: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(entry, reading) for entry in version.inputs for reading in entry["readings"]]


def _files(folder: Folder, version: Any) -> tuple[InputFile, ...]:
    from keepitlocal.discover import modules

    told = {module.title: module for module in modules("keepitlocal.sources") if hasattr(module, "title")}
    found = []
    for entry, reading in _readings(version):
        if reading["source"] is None or not reading["rows"]:
            continue
        source = told.get(reading["title"])
        found.append(
            InputFile(
                file=reading["file"],
                title=reading["title"],
                source=reading["source"],
                rows=reading["rows"],
                kept=reading["kept"] or 0,
                set_aside=tuple(sorted(reading["set_aside"].items(), key=lambda pair: -pair[1])),
                amount_pence=reading["amount_pence"],
                set_aside_pence=reading["set_aside_pence"],
                control_pence=reading["control_pence"],
                first=_day(reading["first_date"]),
                last=_day(reading["last_date"]),
                columns=tuple((ours, " ".join(str(theirs).split())) for ours, theirs in reading["columns"].items() if theirs),
                guessed=tuple(reading["guessed"]),
                dated=_dated(folder, entry["file"]),
                publisher=getattr(source, "publisher", ""),
                licence=getattr(source, "licence", ""),
            )
        )
    return tuple(found)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _dated(folder: Folder, name: str) -> date | None:
    """The day a file was last changed, which for a download is the day it was made or fetched."""
    path = folder.inputs / name
    while not path.is_file() and path != folder.inputs:  # a member of an archive lies in the archive
        path = path.parent
    return date.fromtimestamp(path.stat().st_mtime) if path.is_file() else None


def _unread(version: Any) -> tuple[UnreadFile, ...]:
    return tuple(
        UnreadFile(reading["file"], reading["message"].removeprefix(reading["file"]).strip(" :"))
        for _, reading in _readings(version)
        if reading["source"] is None or not reading["rows"]
    )


def _overlaps(version: Any) -> tuple[Overlap, ...]:
    return tuple(Overlap(one["file"], one["also_in"], one["rows"], one["pence"]) for entry in version.inputs for one in entry.get("overlaps", ()))


_SUPPLIERS = """
WITH paid AS (
    SELECT coalesce(body, org_id) AS body, year, sum(amount_pence) AS pence FROM spending
    WHERE source = 'spend' AND choosable AND listed AND NOT person AND org_id IS NOT NULL AND kind NOT IN ('individual', 'partnership')
    GROUP BY ALL
), large AS (SELECT body FROM paid GROUP BY body HAVING max(pence) >= $least)
SELECT p.body, p.year, p.pence FROM paid p SEMI JOIN large USING (body) ORDER BY p.body, p.year
"""
_FACTS = """
SELECT coalesce(p.body, p.org_id) AS body, arg_max(p.name, p.matched_by), arg_max(p.kind, p.matched_by), arg_max(p.control, p.matched_by),
    min(p.org_id), arg_max(l.outcome, l.outcome = 'local'), arg_max(l.because, l.outcome = 'local'), arg_max(b.register, l.outcome = 'local')
FROM payees p LEFT JOIN localities l ON l.org_id = p.org_id AND l.definition = $lead LEFT JOIN bodies b ON b.org_id = p.org_id
WHERE p.listed AND NOT p.person GROUP BY 1
"""


def _suppliers(connection: Any, tables: frozenset[str], folder: Folder, version: Any, lead: str) -> tuple[Supplier, ...]:
    years: dict[str, list[tuple[str, int]]] = {}
    for body, year, pence in _rows(connection, tables, "spending", _SUPPLIERS, {"least": NAMED_FROM_PENCE}):
        years.setdefault(body, []).append((year, int(pence)))
    dated = _dates_of_registers(connection, tables, folder)
    found = []
    for body, name, kind, control, org_id, outcome, because, register in _rows(connection, tables, "payees", _FACTS, {"lead": lead}):
        if body in years and name and not is_sensitive(name) and (org_id.startswith("KIL-") is False or may_be_named(name)):
            found.append(
                Supplier(name, org_id, KINDS.get(kind, kind), outcome or UNKNOWN, because or "no address found", register or "", dated.get(register or ""), tuple(years[body]), control or "")
            )
    return tuple(sorted(found, key=lambda one: (-one.pence, one.name)))


_REGISTERS = """
SELECT register, input FROM organisations WHERE set_aside IS NULL GROUP BY ALL
"""
_PUBLISHED = {"contracts register": "contracts", "published grants": "grants", "spending as published": "payments"}


def _dates_of_registers(connection: Any, tables: frozenset[str], folder: Folder) -> dict[str, date]:
    """The day of the newest file that each register, or list of what was published, was read from."""
    found = _rows(connection, tables, "organisations", _REGISTERS)
    for register, table in _PUBLISHED.items():
        found += [(register, row[0]) for row in _rows(connection, tables, table, f"SELECT DISTINCT input FROM {table}")]
    dates: dict[str, date] = {}
    for register, name in found:
        if register and (day := _dated(folder, name)):
            dates[register] = max(day, dates.get(register, day))
    return dates


def _where(connection: Any, tables: frozenset[str], place: Place) -> tuple[tuple[Where, ...], int]:
    """Districts by pounds; the smallest together as elsewhere, and all that was placed."""
    query = """SELECT b.district, count(DISTINCT coalesce(s.body, s.org_id)), sum(s.amount_pence) FROM spending s JOIN bodies b USING (org_id)
        WHERE s.source = 'spend' AND s.choosable AND NOT s.person AND b.district IS NOT NULL GROUP BY 1 ORDER BY 3 DESC, 1"""
    if "bodies" not in tables:
        return (), 0
    found = _rows(connection, tables, "spending", query)
    names = _district_names(connection, tables)
    placed = sum(int(pence) for _, _, pence in found)
    shown = [row for row in found if row[0] in place.districts] + [row for row in found if row[0] not in place.districts][:12]
    rest = [row for row in found if row not in shown]
    rows = [Where(code, names.get(code, code), code in place.districts, int(pence), bodies if bodies >= _FEW else None) for code, bodies, pence in shown]
    if rest:
        bodies = sum(row[1] for row in rest)
        rows.append(Where("", f"{len(rest)} other districts", False, sum(int(row[2]) for row in rest), bodies if bodies >= _FEW else None))
    return tuple(rows), placed


def _district_names(connection: Any, tables: frozenset[str]) -> dict[str, str]:
    from keepitlocal.reference import rows

    own = _rows(connection, tables, "areas", "SELECT code, any_value(name) FROM areas WHERE set_aside IS NULL AND kind = 'district' GROUP BY 1")
    return {row["code"]: row["name"] for row in rows("councils")} | dict(own)


def _map(connection: Any, tables: frozenset[str], folder: Folder, version: Any, place: Place) -> Map:
    """The place's wards or districts as outlines, each with how many of the organisations paid have an address there."""
    from keepitlocal.tasks._shapes import place_shapes

    shapes = place_shapes(folder, version, place)
    query = """SELECT w.ward, count(DISTINCT coalesce(s.body, s.org_id)) FROM spending s JOIN body_wards w USING (org_id)
        WHERE s.source = 'spend' AND s.choosable AND NOT s.person AND w.ward IS NOT NULL GROUP BY 1"""
    counts = dict(_rows(connection, tables, "body_wards", query))
    by_ward = any(code in counts for code, _, _ in shapes)
    found = [Area(code, name, rings, _enough(counts.get(code, 0)) if by_ward else None) for code, name, rings in shapes]
    return Map(tuple(found), counted=by_ward)


def _enough(count: int) -> int | None:
    return count if count >= _FEW else None


def _unmatched(connection: Any, tables: frozenset[str]) -> tuple[tuple[Unmatched, ...], int]:
    query = """SELECT arg_max(payee, pence), sum(pence), sum(lines) FROM (
            SELECT coalesce(body, payee) AS body, payee, sum(amount_pence) AS pence, sum(lines) AS lines FROM spending
            WHERE source = 'spend' AND choosable AND NOT person AND NOT listed AND payee IS NOT NULL GROUP BY ALL
        ) GROUP BY body ORDER BY 2 DESC, 1 LIMIT 150"""
    found = [(payee, int(pence), int(rows)) for payee, pence, rows in _rows(connection, tables, "spending", query)]
    named = [Unmatched(*row) for row in found if may_be_named(row[0])]
    return tuple(named[:100]), len(found) - len(named)
