"""Two sets of findings side by side: what moved and why, or how two places differ where they can be compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from keepitlocal.domain.finding import Finding
from keepitlocal.domain.money import percent, pounds

Made = tuple[Mapping[str, Any], Sequence[Finding]]
"""A header as findings.json has it, and the findings made from that."""

DATA, REGISTER, CORRECTIONS, LAW, METHOD = "data", "register", "corrections", "law", "method"
_TELLS_WHO = ("register", "reference")


@dataclass(frozen=True)
class Cause:
    """Something that differs between what two sets of findings were made from: its kind, and what in words."""

    kind: str
    what: str


@dataclass(frozen=True)
class Move:
    """A figure that is not what it was; ``before`` or ``after`` is None where there was none; ``why`` holds kinds."""

    id: str
    before: Finding | None
    after: Finding | None
    why: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Two versions of one place."""

    causes: tuple[Cause, ...]
    moves: tuple[Move, ...]
    same: int


@dataclass(frozen=True)
class LeftOut:
    """Figures of two places that cannot be compared, and why."""

    reason: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class SideBySide:
    """Two places: figures that can be compared, in the order of their ids, and those that cannot."""

    pairs: tuple[tuple[Finding, Finding], ...]
    left_out: tuple[LeftOut, ...]


def compare(old: Made, new: Made, /) -> Comparison:
    """Which findings moved between two versions of the same place, and every cause that could have moved them."""
    found = causes(old[0], new[0])
    kinds = tuple(kind for kind in (DATA, REGISTER, CORRECTIONS, LAW, METHOD) if any(one.kind == kind for one in found))
    before, after = _by_id(old[1]), _by_id(new[1])
    moves, same = [], 0
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name), after.get(name)
        if one is not None and other is not None and _figure(one) == _figure(other):
            same += 1
            continue
        changed = one is not None and other is not None and one.method != other.method
        why = kinds if not changed or METHOD in kinds else (*kinds, METHOD)
        moves.append(Move(name, one, other, why))
    return Comparison(tuple(found), tuple(moves), same)


def causes(old: Mapping[str, Any], new: Mapping[str, Any], /) -> list[Cause]:
    """What differs between two headers, in the order data, register, corrections, law, method."""
    files = [Cause(kind, what) for kind, what in _files(old["inputs"], new["inputs"])]
    return [
        *(cause for cause in files if cause.kind == DATA),
        *(cause for cause in files if cause.kind == REGISTER),
        *_packages(old["registers"], new["registers"]),
        *_decisions(old, new),
        *_laws(old["law"], new["law"]),
        *(cause for cause in files if cause.kind == METHOD),
        *_methods(old, new),
    ]


def _files(old: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Files that came, went or changed. A renamed file is none of these: its bytes are the same."""
    before, after = {one["file"]: one for one in old}, {one["file"]: one for one in new}
    known, now = {one["sha256"] for one in before.values()}, {one["sha256"] for one in after.values()}
    told = []
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name), after.get(name)
        if one is None and other is not None and other["sha256"] not in known:
            told.append((_kind(other), f"{name} is new{_sum(other)}"))
        elif other is None and one is not None and one["sha256"] not in now:
            told.append((_kind(one), f"{name} is gone{_sum(one)}"))
        elif one is not None and other is not None and one["sha256"] != other["sha256"]:
            told.append((_kind(other), f"{name} was replaced{_sum(other)}"))
        elif one is not None and other is not None and _read_as(one) != _read_as(other):
            told.append((METHOD, f"{name} was read in another way"))
    return told


def _kind(entry: Mapping[str, Any]) -> str:
    return REGISTER if entry["source"] in _TELLS_WHO else DATA


def _sum(entry: Mapping[str, Any]) -> str:
    money = f", {pounds(entry['amount_pence'])}" if entry.get("amount_pence") is not None else ""
    return f" ({entry['kept']:,} rows{money})"


def _read_as(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(entry.get(name) for name in ("source", "rows", "kept", "amount_pence"))


def _packages(old: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]]) -> list[Cause]:
    """Releases that come with the software; registers given as files are told with the files."""
    before, after = (
        {one["register"]: one["release"] for one in registers if "sha256:" not in one["release"]}
        for registers in (old, new)
    )
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    return [
        Cause(REGISTER, f"{name}: {before.get(name, 'none')} before, {after.get(name, 'none')} now") for name in changed
    ]


def _decisions(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Cause]:
    before, after = ({one["file"]: one["sha256"] for one in header["corrections"]} for header in (old, new))
    files = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    found = [
        Cause(CORRECTIONS, f"decisions in corrections/{name} {_fate(name in before, name in after)}") for name in files
    ]
    mine, yours = ({k: v for k, v in header["parameters"].items() if k != "matching_method"} for header in (old, new))
    changed = sorted(name for name in mine.keys() | yours.keys() if mine.get(name) != yours.get(name))
    if changed:
        found.append(Cause(CORRECTIONS, f"place.toml says something else about {', '.join(changed)}".replace("_", " ")))
    return found


def _fate(then: bool, now: bool) -> str:
    return "changed" if then and now else "are new" if now else "are gone"


def _laws(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Cause]:
    if old == new:
        return []
    return [Cause(LAW, f"law as of {old.get('date') or 'no date'} before, as of {new.get('date') or 'no date'} now")]


def _methods(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Cause]:
    found = []
    if old["software"]["version"] != new["software"]["version"]:
        found.append(Cause(METHOD, f"software {old['software']['version']} before, {new['software']['version']} now"))
    if old["parameters"].get("matching_method") != new["parameters"].get("matching_method"):
        found.append(Cause(METHOD, "payees are matched, or money is told apart, in another way"))
    if old["rules"] != new["rules"]:
        found.append(Cause(METHOD, "the rules for local are not the same"))
    return found


def side_by_side(one: Made, other: Made, /) -> SideBySide:
    """Figures of two places whose sources, years, rules and method agree; the others with the reason."""
    first, second = _by_id(one[1]), _by_id(other[1])
    pairs: list[tuple[Finding, Finding]] = []
    reasons: dict[str, list[str]] = {}
    general = _differences(one[0], other[0])
    for name in sorted(first.keys() | second.keys()):
        here, there = first.get(name), second.get(name)
        if here is None or there is None:
            place = (other if there is None else one)[0]["place"]["name"]
            reasons.setdefault(f"{place} has no such figure", []).append(name)
            continue
        found = [*general, *_disagreements(here, there), *_months(here, one[0], other[0])]
        if found:
            reasons.setdefault("; ".join(found), []).append(name)
        else:
            pairs.append((here, there))
    return SideBySide(tuple(pairs), tuple(LeftOut(reason, tuple(ids)) for reason, ids in reasons.items()))


def _differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """What makes every figure of two places incomparable."""
    found = []
    if one["software"] != other["software"] or _method(one) != _method(other):
        found.append("made by different versions of the program: make both again with this one")
    mine, yours = ({_register(entry) for entry in header["registers"]} for header in (one, other))
    for header, more in ((one, mine - yours), (other, yours - mine)):
        if more:
            found.append(f"only {header['place']['name']} was matched with {', '.join(sorted(more))}")
    return found


def _method(header: Mapping[str, Any]) -> Any:
    return header["parameters"].get("matching_method")


def _register(entry: Mapping[str, Any]) -> str:
    """A register by its name; what comes with the software by its release too."""
    return str(entry["register"] if "sha256:" in entry["release"] else entry["release"])


def _disagreements(here: Finding, there: Finding) -> list[str]:
    told = (
        ("method", "measured by different methods"),
        ("source", "from different sources"),
        ("base", "shares of different things"),
        ("unit", "in different units"),
        ("excludes", "leave out different things"),
        ("assumes", "assume different things"),
        ("period", f"of different years ({here.period}, and {there.period})"),
    )
    return [words for name, words in told if getattr(here, name) != getattr(there, name)]


def _months(finding: Finding, one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Where spend files of two places reach over different months of the figure's period."""
    mine, yours = (_covered(header, finding.period) for header in (one, other))
    if mine == yours:
        return []
    names = one["place"]["name"], other["place"]["name"]
    return [f"of different months of {finding.period} ({names[0]} has {len(mine)}, {names[1]} {len(yours)})"]


def _covered(header: Mapping[str, Any], period: str) -> frozenset[str]:
    """The months, as 2025-04, that spend files reach over, within financial years such as 2025-26."""
    months: set[str] = set()
    for entry in header["inputs"]:
        if entry["source"] == "spend" and entry.get("first_date") and entry.get("last_date"):
            months |= _span(date.fromisoformat(entry["first_date"]), date.fromisoformat(entry["last_date"]))
    if len(period) != 7 or not period[:4].isdigit() or not period[5:].isdigit():
        return frozenset(months)
    first = f"{period[:4]}-04"
    last = f"{int(period[:4]) // 100 * 100 + int(period[5:]):04d}-03"
    return frozenset(month for month in months if first <= month <= last)


def _span(first: date, last: date) -> set[str]:
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return {f"{number // 12}-{number % 12 + 1:02d}" for number in numbers}


def _by_id(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {finding.id: finding for finding in findings}


def _figure(finding: Finding) -> tuple[int, ...]:
    return finding.numerator, finding.denominator, finding.unknown, finding.method


def figure(finding: Finding | None, /) -> str:
    """A figure with its bounds in a few words: between 21% and 53% of £6,950."""
    if finding is None:
        return "no figure"
    if not finding.share:
        return pounds(finding.numerator) if finding.unit == "pence" else f"{finding.numerator:,}"
    if finding.unit == "index":
        return "nothing to divide by" if finding.value is None else f"{float(finding.value):.3f}"
    whole = pounds(finding.denominator) if finding.unit == "pence" else f"{finding.denominator:,}"
    if not finding.unknown:
        return f"{percent(finding.value, places=1)} of {whole}"
    return f"between {percent(finding.lower, places=1)} and {percent(finding.upper, places=1)} of {whole}"


def as_json(found: Comparison | SideBySide, /) -> dict[str, Any]:
    """A comparison in plain values."""
    if isinstance(found, SideBySide):
        return {
            "compared": [
                {"id": here.id, "first": _plain(here), "second": _plain(there)} for here, there in found.pairs
            ],
            "left_out": [{"reason": one.reason, "ids": list(one.ids)} for one in found.left_out],
        }
    return {
        "causes": [{"kind": one.kind, "what": one.what} for one in found.causes],
        "moved": [
            {"id": one.id, "before": _plain(one.before), "after": _plain(one.after), "why": list(one.why)}
            for one in found.moves
        ],
        "same": found.same,
    }


def _plain(finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    names = ("numerator", "denominator", "unknown", "lines", "method")
    return {name: getattr(finding, name) for name in names} | {"in_words": figure(finding)}
