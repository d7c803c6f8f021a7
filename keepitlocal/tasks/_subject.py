"""Put together what a report is about, from a version of the store and its findings."""

from collections.abc import Iterable
from datetime import date
from types import ModuleType
from typing import Any

from keepitlocal import __version__
from keepitlocal.domain.finding import Finding
from keepitlocal.domain.place import Place
from keepitlocal.report.subject import LikelyName, Measure, Rule, Subject
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._parts import Parts, open_parts
from keepitlocal.tasks._self_audit import adding_up
from keepitlocal.tasks._subject_bodies import place_map, suppliers, where
from keepitlocal.tasks._subject_files import input_files, overlaps, same_files, unread_files
from keepitlocal.tasks._subject_money import disagreements, money_lines, overrules, totals, unmatched
from keepitlocal.tasks._ward_pages import wards_of

LEAD = "area_or_works"


def assemble(
    folder: Folder,
    version: Any,
    found: Iterable[Finding],
    /,
    *,
    place: Place,
    made: date,
    spots: Iterable[Any] = (),
    old: tuple[str, ...] = (),
) -> Subject:
    """The subject of a report: plain values only, nothing in it that names a person."""
    with open_parts(folder, version) as parts:
        rules = tuple(Rule(*row) for row in parts.rows("SELECT definition, title FROM rules ORDER BY 1", "rules"))
        lead = _lead(folder, rules)
        published, rows, choosable, cards = totals(parts)
        districts, placed = where(parts, place)
        not_found, unnamed = unmatched(parts)
        adding, looked_at = adding_up(parts)
        return Subject(
            name=place.name,
            code=place.code,
            period=_period(parts) if rows else "no spending file given",
            made=made,
            measures=_measures(list(found)),
            rules=rules,
            lead=lead,
            published_pence=published,
            published_rows=rows,
            choosable_pence=choosable,
            cards_pence=cards,
            placed_pence=placed,
            lines=money_lines(parts),
            overrules=overrules(folder.settings),
            files=input_files(folder, version),
            unread=unread_files(version),
            same=same_files(version),
            overlaps=overlaps(version),
            suppliers=suppliers(parts, folder, lead),
            where=districts,
            map=place_map(parts, folder, version, place),
            wards=wards_of(parts),
            likely_names=tuple(LikelyName(spot.file, spot.row, spot.column, spot.why) for spot in spots),
            unmatched=not_found,
            unmatched_unnamed=unnamed,
            disagreements=disagreements(parts),
            software=__version__,
            version=version.number,
            registers=tuple(value for key, value in sorted(version.made_from.items()) if key == "postcodes"),
            contact=str(folder.settings.get("council", {}).get("contact", "")),
            accounts_pence=_accounts(folder),
            old=old,
            adding_up=adding,
            adding_up_of=looked_at,
        )


def _lead(folder: Folder, rules: tuple[Rule, ...]) -> str:
    """The rule named in place.toml, else the usual one, else the first there is."""
    names = [rule.name for rule in rules]
    wanted = (str(folder.settings.get("local", {}).get("rule", LEAD)), LEAD, *names)
    return next((name for name in wanted if name in names), LEAD)


def _period(parts: Parts) -> str:
    query = "SELECT DISTINCT year FROM spending WHERE year <> 'no date' AND source = 'spend' ORDER BY 1"
    years = [str(row[0]) for row in parts.rows(query, "spending")]
    if not years:
        return "dates not published"
    runs: list[list[str]] = []
    for year in years:
        if runs and int(runs[-1][-1][:4]) + 1 == int(year[:4]):
            runs[-1].append(year)
        else:
            runs.append([year])
    told = [run[0] if len(run) == 1 else f"{run[0][:4]}-{run[-1][-2:]}" for run in runs]
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"


def _accounts(folder: Folder) -> tuple[tuple[str, int], ...]:
    """The council's own totals of spending, typed into place.toml in pounds, as pence by year."""
    typed = folder.settings.get("accounts", {})
    return tuple((str(year), round(pounds * 100)) for year, pounds in sorted(typed.items()))


def _measures(findings: list[Finding]) -> tuple[Measure, ...]:
    from keepitlocal.discover import short_name
    from keepitlocal.tasks._indicators import indicators

    grouped: dict[str, list[Finding]] = {}
    for one in findings:
        grouped.setdefault(one.indicator, []).append(one)
    modules = {short_name(module): module for module in indicators()}
    return tuple(_measure(module, tuple(grouped[name])) for name, module in modules.items() if name in grouped)


def _measure(module: ModuleType, found: tuple[Finding, ...]) -> Measure:
    _, room, folder, *_ = module.__name__.split(".")
    one = found[0]
    return Measure(one.indicator, folder, room == "steps", one.title, one.question, one.unit, tuple(one.cut), found)
