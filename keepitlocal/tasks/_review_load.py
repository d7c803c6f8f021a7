"""Load decisions that people filled into a workbook: all of them, or none where one cannot be understood."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from keepitlocal.domain.redaction import is_redacted
from keepitlocal.matching.corrections import Decision, settle, spelt
from keepitlocal.matching.uncertain import same_name
from keepitlocal.report.workbook import writable
from keepitlocal.tasks._filled import Filled, filled, grid, twice, typed_ids
from keepitlocal.tasks._folder import Folder, Problem
from keepitlocal.tasks._parts import Parts
from keepitlocal.tasks._question_words import after
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks._sitting import Sitting, sitting
from keepitlocal.tasks._uncertain import known, organisations, people, to_ask


def load_file(folder: Folder, parts: Parts, path: Path, /, *, by: str, screen: Screen) -> int:
    """Load a workbook or its CSV, or what another council shared: told apart by the headings."""
    from keepitlocal.tasks._sharing import is_shared, load_shared

    rows, headings = grid(path)
    with sitting(folder, by=by) as open_sitting:
        if is_shared(rows[headings]):
            return load_shared(folder, parts, path, rows[headings:], told=open_sitting.told, screen=screen)
        return _load(folder, parts, open_sitting, rows, headings, path, screen)


def _load(
    folder: Folder,
    parts: Parts,
    told: Sitting,
    rows: Sequence[Sequence[str]],
    headings: int,
    path: Path,
    screen: Screen,
) -> int:
    found, wrong = filled(rows, headings, by=told.by, on_registers=organisations(parts, typed_ids(rows, headings)))
    shown = {_key(payee): payee for payee in known(parts)}
    wrong += twice(found)
    wrong += _of_people(found, {_key(payee) for payee in people(parts)} - shown.keys())
    here = [one for one in found if _key(one.payee) in shown]
    wrong += _otherwise(here, told.told)
    if wrong:
        raise Problem(f"{path}: nothing was kept until this is mended.\n    " + "\n    ".join(sorted(wrong, key=_row)))
    if not found:
        screen.say(f"No row of {path} is filled in: the column decision is empty in all. Nothing was changed.")
        return 0
    for line in _notes(folder, parts, told.told, found, here):
        screen.say(line)
    fresh, same = _fresh(told, here, shown)
    if fresh:
        told.keep(fresh)
    payees = len({same_name(one.payee) for one in fresh})
    if same:
        screen.say(
            f"{same:,} {'row says' if same == 1 else 'rows say'} what was decided before; nothing is added for that."
        )
    screen.say(f"{payees:,} {'payee' if payees == 1 else 'payees'} decided from {path}.")
    screen.say(after(folder, payees))
    return 0


def _key(payee: str) -> str:
    return spelt(writable(payee))


def _row(sentence: str) -> int:
    return int("".join(letter for letter in sentence.partition(":")[0].split()[1] if letter.isdigit()))


def _of_people(found: Iterable[Filled], persons: set[str]) -> list[str]:
    return [
        f"row {one.row}: that payee is redacted or an individual, and is never matched. Take the row out."
        for one in found
        if _key(one.payee) in persons or is_redacted(one.payee)
    ]


def _otherwise(found: Iterable[Filled], told: Sequence[Decision]) -> list[str]:
    """Rows that go against what the council decided already."""
    sure, never = settle(one for one in told if not one.shared)
    history = _history(told)
    wrong = []
    for one in found:
        for org_id, is_it in one.decided:
            key = spelt(one.payee)
            if (key, org_id, is_it) in history:
                continue
            before = sure.get(key) if is_it or (key in sure and sure[key].org_id == org_id) else None
            if before is not None or (is_it and (key, org_id) in never):
                where = f" ({before.file}, row {before.row})" if before else ""
                wrong.append(
                    f"row {one.row}: the council decided otherwise about this payee already{where}. "
                    "Empty the decision here, or withdraw that one first."
                )
                break
    return wrong


def _history(told: Iterable[Decision]) -> set[tuple[str, str, bool]]:
    return {(one.key, one.org_id, one.is_it) for one in told if not one.shared}


def _notes(
    folder: Folder, parts: Parts, told: Sequence[Decision], found: Iterable[Filled], here: Sequence[Filled]
) -> list[str]:
    """What is passed over, and what was decided on proposals that are not made any more."""
    kept = {one.row for one in here}
    gone = [
        f"row {one.row}: this payee is not in the files any more, and was passed over."
        for one in found
        if one.row not in kept
    ]
    asked = to_ask(folder, parts, told, everything=True)
    today = {_key(one.payee): tuple(candidate.org_id for candidate in one.shown) for one in asked}
    changed = [
        f"row {one.row}: other organisations are proposed now than in the sheet. What you decided about those in the sheet was kept."
        for one in here
        if _key(one.payee) in today and set(today[_key(one.payee)]) != set(one.proposed)
    ]
    return sorted([*gone, *changed], key=_row)


def _fresh(told: Sitting, here: Sequence[Filled], shown: dict[str, str]) -> tuple[list[Decision], int]:
    """The decisions that are not there yet, about every spelling of a payee, and how many rows said nothing new."""
    history, fresh, same = _history(told.told), [], 0
    own_row = {_key(one.payee) for one in here} | {key for key, _, _ in history}
    alike: dict[str, list[str]] = {}
    for key, payee in shown.items():
        alike.setdefault(same_name(payee), []).append(key)
    for one in here:
        mine = _key(one.payee)
        keys = [mine, *(key for key in alike[same_name(shown[mine])] if key not in own_row)]
        new = [
            told.decision(shown[key], org_id, is_it=is_it, why=one.why, by=one.by)
            for key in keys
            for org_id, is_it in one.decided
            if (spelt(shown[key]), org_id, is_it) not in history
        ]
        fresh += new
        history |= {(each.key, each.org_id, each.is_it) for each in new}
        same += not new
    return fresh, same
