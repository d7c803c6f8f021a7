"""Indicators: found by walking evidence/ and steps/, and measured by one shared routine."""

import inspect as python_inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from keepitlocal.discover import modules, short_name
from keepitlocal.domain.finding import PUBLIC, Finding, SetAside
from keepitlocal.domain.money import pounds

ALL_YEARS = "all"
# Columns of time: a cut by one of them is also answered for all of it.
SPANS = ("year", "quarter")


@dataclass(frozen=True)
class Answer:
    """The figures of one indicator before they become findings: one row a cut, whole pence or counts."""

    rows: tuple[dict[str, Any], ...]
    set_aside: Mapping[tuple[str, ...], tuple[SetAside, ...]]


@cache
def indicators() -> tuple[ModuleType, ...]:
    """Every indicator: a module under evidence/ or steps/ that has ``rows`` and ``by``."""
    found = [module for package in ("keepitlocal.evidence", "keepitlocal.steps") for module in modules(package)]
    return tuple(module for module in found if hasattr(module, "rows") and hasattr(module, "by"))


def needs(indicator: ModuleType, /) -> tuple[str, ...]:
    """The tables an indicator reads: the names of its parameters."""
    return tuple(python_inspect.signature(indicator.rows).parameters)


def mark(indicator: ModuleType, engine: Any, /) -> Any:
    """The indicator's rows as an expression: each marked with counts, unknown and set_aside."""
    found = indicator.rows(**{name: engine.table(name) for name in needs(indicator)})
    if "unknown" not in found.columns:
        found = found.mutate(unknown=False)
    if "set_aside" not in found.columns:
        import ibis

        found = found.mutate(set_aside=ibis.null("string"))
    return found


def answer(indicator: ModuleType, engine: Any, /) -> Answer:
    """Measure one indicator: for each cut, numerator, denominator, unknown and lines, and what was set aside."""
    if any(_is_empty(engine, name) for name in getattr(indicator, "only_with", ())):
        return Answer((), {})
    marked = mark(indicator, engine)
    rows: list[dict[str, Any]] = []
    for cut in _cuts(indicator.by):
        rows += _measure(indicator, engine, marked, cut)
    return Answer(
        tuple(sorted(rows, key=lambda row: [str(row[name]) for name in indicator.by])),
        _set_aside(indicator, engine, marked),
    )


def _is_empty(engine: Any, name: str) -> bool:
    """Whether a table has no rows: an indicator that lives on it then has nothing to say, which is not nought."""
    return not engine.rows(engine.table(name).limit(1))


def _cuts(by: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The cut itself, and where it goes by a span of time the same over all of them."""
    yield by
    if set(by) & set(SPANS):
        yield tuple(name for name in by if name not in SPANS)


def _measure(indicator: ModuleType, engine: Any, marked: Any, cut: tuple[str, ...]) -> list[dict[str, Any]]:
    live = marked.filter(marked.set_aside.isnull())
    if hasattr(indicator, "answer"):
        found = [row for row in engine.rows(indicator.answer(live, cut)) if row["lines"] is not None]
        concluded = indicator.conclude(found, cut) if hasattr(indicator, "conclude") else found
        return [_whole(row, indicator.by) for row in concluded]
    summed = getattr(indicator, "summed", "amount_pence")
    found = engine.rows(_sums(live, cut, summed))
    if hasattr(indicator, "of"):
        within = _within(indicator.of, cut)
        _share_out(found, engine.rows(_sums(live, within, summed)), within)
    return [_whole(row, indicator.by) for row in found if row["lines"]]


def _share_out(found: list[dict[str, Any]], wholes: list[dict[str, Any]], within: tuple[str, ...]) -> None:
    """Give each row the denominator of the whole it is of; what is unknown anywhere in it could belong to any
    known row.
    """
    whole = {_key(row, within): row for row in wholes}
    for row in found:
        total = whole[_key(row, within)]
        row["denominator"] = total["denominator"]
        row["unknown"] = 0 if row["unknown"] else total["unknown"]


def _within(of: tuple[str, ...], cut: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in of if name in cut)


def _sums(live: Any, cut: tuple[str, ...], summed: str) -> Any:
    amount = live[summed]
    aggregates = {
        "numerator": amount.sum(where=live.counts),
        "denominator": amount.sum(),
        "unknown": amount.sum(where=live.unknown),
        "lines": live.lines.sum(),
    }
    return live.group_by(list(cut)).aggregate(**aggregates) if cut else live.aggregate(**aggregates)


def _whole(row: dict[str, Any], by: tuple[str, ...]) -> dict[str, Any]:
    cut = {name: ALL_YEARS if name in SPANS and name not in row else _text(row.get(name)) for name in by}
    figures = {name: int(row.get(name) or 0) for name in ("numerator", "denominator", "unknown", "lines")}
    return cut | figures


def _text(value: Any) -> str:
    return "not known" if value is None else str(value)


def _key(row: Mapping[str, Any], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_text(row.get(name)) for name in names)


# What stands aside is told by these columns, which stand beside a figure and are not the thing that it measures.
_ASIDE_BY = ("definition", "year", "rule", "source", "top", "span", "preset")


def aside_by(indicator: ModuleType, /) -> tuple[str, ...]:
    """The columns of an indicator's cut by which its rows set aside are told."""
    return tuple(name for name in indicator.by if name in _ASIDE_BY)


def _set_aside(indicator: ModuleType, engine: Any, marked: Any) -> dict[tuple[str, ...], tuple[SetAside, ...]]:
    """What is left out, by the cuts that have a column of years; the same rows stand aside under every rule for
    local.
    """
    once = aside_by(indicator)
    aside = marked.filter(marked.set_aside.notnull())
    found = engine.rows(
        aside.group_by([*once, "set_aside"]).aggregate(lines=aside.lines.sum(), pence=aside.amount_pence.sum())
    )
    sums: dict[tuple[str, ...], dict[str, SetAside]] = {}
    for row in found:
        for key in {_key(row, tuple(once)), tuple(ALL_YEARS if name in SPANS else _text(row[name]) for name in once)}:
            here = sums.setdefault(key, {})
            before = here.get(row["set_aside"], SetAside(row["set_aside"], 0, 0))
            here[row["set_aside"]] = SetAside(
                row["set_aside"], before.lines + int(row["lines"] or 0), before.pence + int(row["pence"] or 0)
            )
    return {key: tuple(here[reason] for reason in sorted(here)) for key, here in sums.items()}


def findings(indicator: ModuleType, measured: Answer, /, *, period: str, rules: Mapping[str, str]) -> list[Finding]:
    """An indicator's findings, each with a stable id made of its name and its cut."""
    once = aside_by(indicator)
    name = short_name(indicator)
    return [
        Finding(
            id="/".join([name, *(row[column] for column in indicator.by)]),
            indicator=name,
            title=indicator.title,
            question=question(indicator),
            unit=indicator.unit,
            cut={column: row[column] for column in indicator.by},
            numerator=row["numerator"],
            denominator=row["denominator"],
            unknown=row["unknown"],
            lines=row["lines"],
            base=getattr(indicator, "base", _base()),
            rule=rules.get(row.get("definition", ""), ""),
            period=_period(row, period),
            set_aside=measured.set_aside.get(tuple(row[column] for column in once), ()),
            excludes=indicator.excludes,
            assumes=indicator.assumes,
            source=indicator.source,
            method=getattr(indicator, "method", 1),
            edition=getattr(indicator, "edition", PUBLIC),
            share=getattr(indicator, "share", True),
        )
        for row in measured.rows
    ]


def question(indicator: ModuleType, /) -> str:
    """The question that an indicator answers: the first paragraph of its docstring, on one line."""
    return " ".join((indicator.__doc__ or "").strip().partition("\n\n")[0].split())


def _period(row: Mapping[str, Any], period: str) -> str:
    told = row.get("year", row.get("span", ALL_YEARS))
    return period if told == ALL_YEARS else str(told)


def _base() -> str:
    from keepitlocal.evidence._phrases import BASE

    return BASE


def in_words(finding: Finding, /) -> str:
    """A finding on one line."""
    cut = ", ".join(value for value in finding.cut.values())
    return f"{finding.title} ({cut}): {_figure(finding)}"


def _figure(finding: Finding) -> str:
    from keepitlocal.domain.money import percent

    if finding.unit == "index":
        return f"as if shared equally by {float(1 / finding.value):.1f} suppliers" if finding.value else "n/a"
    if not finding.share:
        amounts = [_amount(finding, finding.numerator + add) for add in sorted({0, finding.unknown})]
        return amounts[0] if len(amounts) == 1 else f"between {amounts[0]} and {amounts[1]}"
    shares = list(dict.fromkeys((percent(finding.lower), percent(finding.upper))))
    words = shares[0] if len(shares) == 1 else f"between {shares[0]} and {shares[1]}"
    return f"{words} of {_amount(finding, finding.denominator)}"


def _amount(finding: Finding, figure: int) -> str:
    return pounds(figure) if finding.unit == "pence" else f"{figure:,} {finding.unit}"
