"""Compare two versions of a place, two places, or two findings.json: what moved, by how much, and why."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from keepitlocal.tasks._folder import Folder, Problem, open_folder, typed
from keepitlocal.tasks._screen import Screen


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("old", type=Path, metavar="OLD", help="a place folder, or a findings.json")
    parser.add_argument(
        "new", type=Path, metavar="NEW", nargs="?", help="another; without it, the last two versions of the first"
    )
    parser.add_argument("--from", type=int, dest="before", metavar="N", help="the number of the earlier version")
    parser.add_argument("--to", type=int, dest="after", metavar="N", help="the number of the later version")
    parser.add_argument(
        "--apart",
        action="store_true",
        help="tell apart what new files did from what registers, decisions and method did (takes as long as a report)",
    )
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(options: argparse.Namespace) -> int:
    """Compare and show."""
    from keepitlocal.report.comparison import as_json, compare, side_by_side

    screen = Screen()
    if options.apart:
        return _run_apart(options, screen)
    old, new = _both(options)
    if old[0]["place"]["code"] != new[0]["place"]["code"]:
        places = side_by_side(old, new)
        if options.json:
            screen.say(json.dumps(as_json(places), indent=1, ensure_ascii=False))
        else:
            _say_places(screen, old[0], new[0], places)
        return 0
    found = compare(old, new)
    moved = _moved(options.old, old[0], new[0], found) if options.new is None else []
    if options.json:
        told = as_json(found) | ({"decided": [asdict(one) for one in moved]} if moved else {})
        screen.say(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        _say(screen, old[0], new[0], found, moved=moved)
    return 0


def _moved(path: Path, old: Mapping[str, Any], new: Mapping[str, Any], found: Any) -> list[Any]:
    """What decisions did to the money between two versions of a place folder."""
    from keepitlocal.report.comparison import CORRECTIONS
    from keepitlocal.store.versions import load
    from keepitlocal.tasks._decided import shifts

    kinds = {cause.kind for cause in found.causes}
    if CORRECTIONS not in kinds:
        return []
    folder = open_folder(path)
    before, after = (load(folder.store, int(_number(header))) for header in (old, new))
    return shifts(folder, before, after, rule=_rule(new), alone=kinds == {CORRECTIONS})


def _run_apart(options: argparse.Namespace, screen: Screen) -> int:
    """Two comparisons by way of a version that never was: old files, today's registers, decisions and method."""
    from keepitlocal.report.comparison import as_json, compare

    if options.new is not None or options.after is not None or not options.old.is_dir():
        raise Problem(
            "--apart is for one place folder up to its last version: keepitlocal compare FOLDER --from 1 --apart"
        )
    folder = open_folder(options.old)
    before, after = _numbers(folder, options.before, None)
    old, new = version(folder, before), version(folder, after)
    middle = old_files_today(folder, before, after, screen=screen)
    steps = ((old, middle), (middle, new))
    if options.json:
        screen.say(json.dumps([as_json(compare(*step)) for step in steps], indent=1, ensure_ascii=False))
        return 0
    for title, step in zip(
        ("The same files, with today's registers, decisions and method", "Then today's files"), steps, strict=True
    ):
        screen.say(f"== {title}")
        _say(screen, step[0][0], step[1][0], compare(*step))
    return 0


def old_files_today(folder: Folder, before: int, after: int, /, *, screen: Screen) -> tuple[dict[str, Any], list[Any]]:
    """Header and findings of what the council had published in one version, with all else as in the last one.

    Nothing is published. Raises Problem where inputs, decisions or settings changed since that last version.
    """
    from keepitlocal.store.lock import locked
    from keepitlocal.store.versions import Version, current, load
    from keepitlocal.tasks._header import REGISTERS, header
    from keepitlocal.tasks.match import match
    from keepitlocal.tasks.measure import measured

    with locked(folder.store):
        old, now = load(folder.store, before), current(folder.store)
        if now is None or now.number != after or match(folder, now, screen=screen, keep=False) is not now:
            raise Problem(
                f"Something changed since version {after} of {folder.path}. Run: keepitlocal report {typed(folder.path)}"
            )
        given = [(entry, False) for entry in old.inputs] + [(entry, True) for entry in now.inputs]
        inputs = [
            entry | {"readings": [one for one in entry["readings"] if (one["source"] in REGISTERS) is register]}
            for entry, register in given
        ]
        parts: dict[str, tuple[str, ...]] = {}
        for one in (one for entry in inputs for one in entry["readings"] if one.get("part")):
            parts[one["table"]] = (*parts.get(one["table"], ()), one["part"])
        if again := old.parts.get("superseded"):
            parts["superseded"] = again
        mixed = match(folder, Version(0, tuple(inputs), parts), screen=screen, keep=False)
        return header(folder, mixed), measured(folder, mixed, engine="duckdb", screen=screen)


def _both(options: argparse.Namespace) -> tuple[Any, Any]:
    if options.new is None:
        if not options.old.is_dir():
            raise Problem(
                "Give two findings.json to compare, or a place folder with two versions: keepitlocal compare OLD NEW"
            )
        folder = open_folder(options.old)
        before, after = _numbers(folder, options.before, options.after)
        return version(folder, before), version(folder, after)
    if options.before is not None or options.after is not None:
        raise Problem("--from and --to are for one place folder: keepitlocal compare FOLDER --from 1 --to 2")
    return made(options.old), made(options.new)


def _numbers(folder: Folder, before: int | None, after: int | None) -> tuple[int, int]:
    """The versions asked for; what is not said is the last measured one, and the one measured before it."""
    from keepitlocal.store.versions import load, numbers

    measured = [number for number in numbers(folder.store) if load(folder.store, number).parts.get("findings")]
    after = after if after is not None else (measured[-1] if measured else None)
    earlier = [number for number in measured if after is not None and number < after]
    before = before if before is not None else (earlier[-1] if earlier else None)
    if before is None or after is None:
        known = f"only version {measured[0]} has" if measured else "no version has"
        raise Problem(
            f"There are not two versions to compare in {folder.path}: {known} findings. "
            f"A version is made by “keepitlocal report” whenever something changed (and removed by “keepitlocal tidy”)."
        )
    return before, after


def made(path: Path, /) -> tuple[dict[str, Any], list[Any]]:
    """Header and findings of a place folder's current version, or of a findings.json."""
    from keepitlocal.report.findings_json import read_findings
    from keepitlocal.store.versions import current

    if not path.is_dir():
        return read_findings(path)
    folder = open_folder(path)
    now = current(folder.store)
    if now is None:
        raise Problem(f"Nothing has been measured in {path} yet. Run: keepitlocal report {typed(path)}")
    return version(folder, now.number)


def version(folder: Folder, number: int, /) -> tuple[dict[str, Any], list[Any]]:
    """Header and findings of a version of a place. Raises Problem where it was never measured."""
    from keepitlocal.store.versions import load
    from keepitlocal.tasks._header import header
    from keepitlocal.tasks.measure import kept_findings

    asked = load(folder.store, number)
    if not asked.parts.get("findings"):
        raise Problem(
            f"Version {number} of {folder.path} was gathered and never measured, so it has no figures. "
            f"Run: keepitlocal report {typed(folder.path)}"
        )
    return header(folder, asked), kept_findings(folder, asked)


_WHY = {
    "data": "what the council published",
    "register": "the registers and directories",
    "corrections": "what people decided",
    "law": "the law as of its date",
    "method": "how it is measured",
}


def _say(
    screen: Screen, old: Mapping[str, Any], new: Mapping[str, Any], found: Any, *, moved: Sequence[Any] = ()
) -> None:
    from keepitlocal.report.comparison import figure
    from keepitlocal.tasks._decided import in_words

    screen.say(f"{new['place']['name']}: version {_number(old)} and version {_number(new)}")
    for cause in found.causes:
        screen.say(f"  {cause.kind}: {cause.what}")
    if not found.causes:
        screen.say("  Nothing that they are made from differs.")
    for line in in_words(moved, title=_title(new)):
        screen.say(f"    {line}")
    kinds = list(dict.fromkeys(kind for move in found.moves for kind in move.why))
    if len(kinds) > 1:
        together = ", ".join(_WHY[kind] for kind in kinds)
        screen.say(
            f"  Several things changed at once ({together}): how much each of them moved a figure "
            f"cannot be told from these two. With --apart, a place folder tells files from the rest."
        )
    leading, others, unseen = ordered(found.moves, rule=_rule(new))
    for move in (*leading, *others):
        why = f"  [{', '.join(move.why)}]" if move.why else ""
        screen.say(f"{move.id}\n    {figure(move.before)} -> {figure(move.after)}{_change(move)}{why}")
    shown = len(found.moves) - unseen
    little = f" {unseen:,} more moved by too little to show." if unseen else ""
    screen.say(f"{shown:,} figures moved, {found.same:,} did not.{little}")


def ordered(moves: Sequence[Any], /, *, rule: str) -> tuple[list[Any], list[Any], int]:
    """Moves of the five figures over all years in their order, the others by size, and how many read as they did before.

    Shares come before money and money before numbers, each the largest first; figures that came or went are last.
    ``rule`` is the one that leads for local.
    """
    from keepitlocal.report.comparison import figure
    from keepitlocal.report.five import WANTED

    places = {name: place for place, name in enumerate(name for one in WANTED for name, _ in one.indicators)}
    leading: list[tuple[int, Any]] = []
    others: list[Any] = []
    for move in moves:
        if figure(move.before) == figure(move.after):
            continue
        place = _place(move.after or move.before, places, rule)
        if place is None:
            others.append(move)
        else:
            leading.append((place, move))
    found = [move for _, move in sorted(leading, key=lambda pair: (pair[0], pair[1].id))]
    return found, sorted(others, key=_size), len(moves) - len(found) - len(others)


def _place(finding: Any, places: Mapping[str, int], rule: str) -> int | None:
    """Where a finding stands among the five figures; None where it is of one year, of another rule or of something else."""
    from keepitlocal.report.figures import ALL, when

    cut = finding.cut
    if when(finding) != ALL or cut.get("definition", rule) != rule:
        return None
    named = (finding.indicator, *(f"{finding.indicator}/{value}" for value in cut.values()))
    return next((places[name] for name in named if name in places), None)


def _size(move: Any) -> tuple[int, float, str]:
    before, after = move.before, move.after
    if before is None or after is None:
        return 3, 0, move.id
    if before.share and before.lower is not None and after.lower is not None:
        return 0, -max(abs(float(now - then)) for now, then in _ends(before, after)), move.id
    return 1 if after.unit == "pence" else 2, -abs(after.numerator - before.numerator), move.id


def _rule(header: Mapping[str, Any]) -> str:
    from keepitlocal.tasks._subject import LEAD

    return str(header["parameters"].get("local", {}).get("rule", LEAD))


def _title(header: Mapping[str, Any]) -> str:
    """The leading rule for local in words."""
    rule = _rule(header)
    return next((str(one["title"]) for one in header["rules"] if one["definition"] == rule), rule)


def _change(move: Any) -> str:
    """How far a figure moved: shares in percentage points of their lower bound, money in pounds."""
    from keepitlocal.domain.money import exact

    before, after = move.before, move.after
    if before is None or after is None:
        return ""
    if before.share and before.lower is not None and after.lower is not None:
        lower, upper = (float(100 * (now - then)) for now, then in _ends(before, after))
        return f" (lower bound {lower:+.1f} points, upper {upper:+.1f})"
    difference = after.numerator - before.numerator
    return f" ({'+' if difference >= 0 else ''}{exact(difference) if after.unit == 'pence' else f'{difference:,}'})"


def _ends(before: Any, after: Any) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    return (after.lower, before.lower), (after.upper, before.upper)


def _number(header: Mapping[str, Any]) -> str:
    return str(header.get("run", {}).get("version") or header["store"]["version"])


def _say_places(screen: Screen, old: Mapping[str, Any], new: Mapping[str, Any], found: Any) -> None:
    from keepitlocal.report.comparison import figure

    names = (old["place"]["name"], new["place"]["name"])
    screen.say(
        f"{names[0]} and {names[1]}, where sources, years, rules and method agree. This is no ranking: "
        f"places differ in what they must buy."
    )
    for here, there in found.pairs:
        screen.say(f"{here.id}\n    {names[0]}: {figure(here)}\n    {names[1]}: {figure(there)}")
    screen.say(f"{len(found.pairs):,} figures can be compared.")
    for one in found.left_out:
        shown = ", ".join(one.ids[:3]) + (f" and {len(one.ids) - 3:,} more" if len(one.ids) > 3 else "")
        screen.say(f"Left out, {len(one.ids):,}: {one.reason}\n    {shown}")
