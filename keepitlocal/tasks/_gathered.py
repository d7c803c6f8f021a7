"""What to say of inputs besides each file's own reading: files that went, totals that changed, mappings without a file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from keepitlocal.domain.money import pounds
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._library import is_library

_MONEY = "payments"


def changes(before: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]], /) -> Iterator[str]:
    """Sentences on inputs that are no longer there, and on spending in all where that is not what it was.

    ``before`` and ``now`` are the inputs of two versions. A file that was only renamed is still there.
    """
    files, shas = {entry["file"] for entry in now}, {entry["sha256"] for entry in now}
    for entry in before:
        if entry["file"] not in files and entry["sha256"] not in shas:
            yield _gone(entry)
    (rows, pence), (rows_now, pence_now) = _spending(before), _spending(now)
    if before and (rows, pence) != (rows_now, pence_now):
        yield (
            f"All spending in inputs/ is now {rows_now:,} rows, {pounds(pence_now)} "
            f"(before: {rows:,} rows, {pounds(pence)})."
        )


def unused_mappings(folder: Folder, inputs: Sequence[Mapping[str, Any]], /) -> Iterator[str]:
    """A sentence for each [[mapping]] of place.toml whose headings no file has."""
    from keepitlocal.sources import Choice
    from keepitlocal.sources._fields import comparable

    unread = any(reading["source"] is None for entry in inputs for reading in entry["readings"])
    perhaps = " A file was not read: it may have it, and lack a column that it needs." if unread else ""
    found = [reading["headings"] for entry in inputs for reading in entry["readings"] if reading["headings"]]
    known = {comparable(heading) for headings in found for heading in headings}
    for entry in folder.settings.get("mapping", []):
        if any(Choice(tuple(entry["headings"]), "", {}).suits(headings) for headings in found):
            continue
        strange = [heading for heading in entry["headings"] if heading and comparable(heading) not in known]
        if strange:
            yield f"place.toml: [[mapping]] names a heading “{strange[0]}” that no file in inputs has.{perhaps}"
        else:
            listed = ", ".join(entry["headings"])
            yield (
                "place.toml: [[mapping]] names headings that no file in inputs has together and in this order: "
                f"{listed}.{perhaps}"
            )


def _gone(entry: Mapping[str, Any]) -> str:
    where = "used from the library" if is_library(entry) else "in inputs/"
    rows = sum(reading["kept"] or 0 for reading in entry["readings"])
    amounts = [reading["amount_pence"] for reading in entry["readings"] if reading["amount_pence"] is not None]
    if not rows:
        return f"{entry['file']} is no longer {where}; nothing of it counted."
    money = f" ({pounds(sum(amounts))})" if amounts else ""
    return f"{entry['file']} is no longer {where}: its {rows:,} rows{money} no longer count."


def _spending(inputs: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Rows and pence of payments, those that stand in a later file too counted once."""
    rows = pence = 0
    for entry in inputs:
        paid = [reading for reading in entry["readings"] if reading["table"] == _MONEY and reading.get("part")]
        rows += sum(reading["kept"] or 0 for reading in paid)
        pence += sum(reading["amount_pence"] or 0 for reading in paid)
        if paid:
            rows -= sum(one["rows"] for one in entry.get("overlaps", ()))
            pence -= sum(one["pence"] or 0 for one in entry.get("overlaps", ()))
    return rows, pence
