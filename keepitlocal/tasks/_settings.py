"""What place.toml may say, checked before anything is done: a slip is told in words, never left without effect."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

_TABLES = ("council", "local", "money", "accounts", "services", "never_placed", "lead_times")
_LISTS = ("mapping", "keep_both", "later")
_OTHERS = ("format", "as_at", "library")
_LOCAL = ("rule", "within_km", "listed")


def mistakes(settings: dict[str, Any], /) -> Iterator[str]:
    """Sentences on what in place.toml cannot be meant so; none where all is well."""
    for name in _TABLES:
        if not isinstance(settings.get(name, {}), dict):
            yield f"{name} is {settings[name]!r}; it should be a section that opens with [{name}] on a line of its own."
            return
    for name in _LISTS:
        found = settings.get(name, [])
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            yield f"{name} should be a section that opens with [[{name}]] on a line of its own, in doubled brackets."
            return
    known = (*_TABLES, *_LISTS, *_OTHERS)
    for name in sorted(settings.keys() - set(known)):
        near = get_close_matches(name, known, n=1, cutoff=0.7)
        meant = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
        yield f"it has {name}, which means nothing here. {meant}"
    if not isinstance(settings.get("library", True), bool):
        yield f"library is {settings['library']!r}; write library = false to leave the registers in the library out."
    yield from _council(settings.get("council", {}))
    yield from _local(settings.get("local", {}))
    yield from _money(settings.get("money", {}))
    yield from _mappings(settings.get("mapping", []))
    yield from _both(settings.get("keep_both", []))
    yield from _later(settings.get("later", []))
    yield from _accounts(settings.get("accounts", {}))
    yield from _words(settings)
    yield from lead_time_mistakes(settings.get("lead_times", {}))


def _council(told: dict[str, Any]) -> Iterator[str]:
    if "code" not in told:
        yield 'it names no council. Add [council] and beneath it code = "E08000009" (the council\'s GSS code).'
    elif not isinstance(told["code"], str):
        yield f'[council] code is {told["code"]!r}; write it in quotation marks, as code = "E08000009".'


def _accounts(told: dict[str, Any]) -> Iterator[str]:
    for year, pounds in told.items():
        if isinstance(pounds, bool) or not isinstance(pounds, int | float):
            yield f'[accounts] {year} is {pounds!r}; give pounds without commas or marks, as "2024-25" = 123456789.'


def _words(settings: dict[str, Any]) -> Iterator[str]:
    """Lists of words: [never_placed] words, and those of [services.departments] and [services.work]."""
    never, services = settings.get("never_placed", {}), settings.get("services", {})
    for name in sorted(never.keys() - {"words"}):
        yield f'[never_placed] has {name}, which means nothing here. There is words, as words = ["safe house"].'
    for name in sorted(services.keys() - {"departments", "work"}):
        yield f"[services] has {name}, which means nothing here. There are [services.departments] and [services.work]."
    lists = {"[never_placed] words": never["words"]} if "words" in never else {}
    for name in ("departments", "work"):
        told = services.get(name, {})
        if isinstance(told, dict):
            lists |= {f"[services.{name}] {key}": value for key, value in told.items()}
        else:
            yield f"[services] {name} is {told!r}; it should be a section of its own, [services.{name}]."
    for name, value in lists.items():
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            yield f'{name} is {value!r}; give a list of words, as ["home care"].'


def lead_time_mistakes(told: dict[str, Any], /) -> Iterator[str]:
    """Sentences on what in [lead_times] cannot be meant so, in place.toml or in a plan's file."""
    if not told:
        return
    from keepitlocal.steps.contract_size.lead_times import lead_times, length, unknown

    known = lead_times()
    for name, value in told.items():
        if name not in known:
            yield f"[lead_times] {unknown(name)}"
            continue
        try:
            length(value)
        except ValueError as error:
            yield f"[lead_times] {name} is {value!r}. {error}"


def _local(told: dict[str, Any]) -> Iterator[str]:
    from keepitlocal.discover import modules, short_name

    names = [short_name(module) for module in modules("keepitlocal.localities")]
    if "rule" in told and told["rule"] not in names:
        yield f"[local] rule is {told['rule']!r}; there are {', '.join(names)}."
    for name in told.keys() - set(_LOCAL):
        near = get_close_matches(name, _LOCAL, n=1, cutoff=0.3)
        meant = f"Did you mean {near[0]}?" if near else f"There are {', '.join(_LOCAL)}."
        yield f"[local] has {name}, which means nothing here. {meant}"


def _money(told: dict[str, Any]) -> Iterator[str]:
    from keepitlocal.evidence.the_money import CHOOSABLE, lines

    known = [line.id for line in lines()]
    payees, switched = told.get("payees", {}), told.get("lines", {})
    if not isinstance(payees, dict) or not isinstance(switched, dict):
        yield "[money.payees] and [money.lines] are sections of their own."
        return
    for payee, line in payees.items():
        if line not in (*known, CHOOSABLE):
            yield f"[money.payees] {payee!r} is given the line {line!r}; there are {CHOOSABLE}, {', '.join(known)}."
    for line, on in switched.items():
        if line not in known:
            yield f"[money.lines] knows no line {line!r}; there are {', '.join(known)}."
        elif not isinstance(on, bool):
            yield f"[money.lines] {line} is {on!r}; write {line} = false to switch it off."
    for name in told.keys() - {"payees", "lines"}:
        yield f"[money] knows no {name!r}; there are [money.payees] and [money.lines]."


def _mappings(found: list[dict[str, Any]]) -> Iterator[str]:
    for number, entry in enumerate(found, 1):
        which = f"[[mapping]] number {number}"
        headings = entry.get("headings")
        if not isinstance(headings, list) or not headings or not all(isinstance(one, str) for one in headings):
            yield f'{which} lacks headings: the file\'s own, as headings = ["Date", "Supplier", "Net"].'
        source, columns = entry.get("source"), entry.get("columns", {})
        if not isinstance(source, str):
            yield f'{which} lacks source: what the file is, as source = "spend".'
        elif source not in _fields():
            yield f"{which} has the source {source!r}; there are {', '.join(sorted(_fields()))}."
        if not isinstance(columns, dict):
            yield f'{which}: columns should be ours = theirs in braces, as columns = {{ payee = "Supplier" }}.'
        elif isinstance(source, str) and source in _fields():
            for name in sorted(columns.keys() - _fields()[source].keys()):
                yield f"{which} names a column {name!r}, and {source} has none. There are {', '.join(_fields()[source])}."
            yield from _not_headings(which, entry)


def _not_headings(which: str, entry: dict[str, Any]) -> Iterator[str]:
    from keepitlocal.sources._fields import comparable

    headings = entry.get("headings")
    known = {comparable(str(one)) for one in headings} if isinstance(headings, list) else set()
    for ours, theirs in entry.get("columns", {}).items():
        if not isinstance(theirs, str):
            yield f'{which}: {ours} is {theirs!r}; write the heading in quotation marks, as {ours} = "Supplier".'
        elif known and comparable(theirs) not in known:
            yield f"{which} takes {ours} from {theirs!r}, which is not among its own headings."


def _fields() -> dict[str, dict[str, Any]]:
    """Every source of tables with its columns, loaded only where a place maps a file."""
    from keepitlocal.sources._recognise import tabular_sources

    found: dict[str, dict[str, Any]] = {}
    for module in tabular_sources():
        found.setdefault(module.source, {}).update(module.fields)
    return found


def _later(found: list[dict[str, Any]]) -> Iterator[str]:
    for number, entry in enumerate(found, 1):
        if not all(isinstance(entry.get(name), str) for name in ("file", "than")):
            yield f'[[later]] number {number} should name two files, as file = "corrected.csv" and than = "first.csv".'


def _both(found: list[dict[str, Any]]) -> Iterator[str]:
    for number, entry in enumerate(found, 1):
        files = entry.get("files")
        if not isinstance(files, list) or len(files) < 2 or not all(isinstance(one, str) for one in files):
            yield f'[[keep_both]] number {number} should name two files, as files = ["one.csv", "other.csv"].'
