"""What place.toml may say, checked before anything is done: a slip is told in words, never left without effect."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

_TABLES = ("council", "local", "money", "accounts", "services", "never_placed")
_LISTS = ("mapping", "keep_both")
_OTHERS = ("format", "as_at")
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
    for name in settings.keys() - set(known):
        if near := get_close_matches(name, known, n=1, cutoff=0.7):
            yield f"it has {name}, which means nothing here. Did you mean {near[0]}?"
    yield from _council(settings.get("council", {}))
    yield from _local(settings.get("local", {}))
    yield from _money(settings.get("money", {}))
    yield from _mappings(settings.get("mapping", []))
    yield from _both(settings.get("keep_both", []))


def _council(told: dict[str, Any]) -> Iterator[str]:
    if "code" not in told:
        yield 'it names no council. Add [council] and beneath it code = "E08000009" (the council\'s GSS code).'
    elif not isinstance(told["code"], str):
        yield f'[council] code is {told["code"]!r}; write it in quotation marks, as code = "E08000009".'


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
        if not isinstance(entry.get("source"), str):
            yield f'{which} lacks source: what the file is, as source = "spend".'
        if not isinstance(entry.get("columns", {}), dict):
            yield f'{which}: columns should be ours = theirs in braces, as columns = {{ payee = "Supplier" }}.'


def _both(found: list[dict[str, Any]]) -> Iterator[str]:
    for number, entry in enumerate(found, 1):
        files = entry.get("files")
        if not isinstance(files, list) or len(files) < 2 or not all(isinstance(one, str) for one in files):
            yield f'[[keep_both]] number {number} should name two files, as files = ["one.csv", "other.csv"].'
