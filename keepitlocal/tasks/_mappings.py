"""How a file's columns were understood, remembered in place.toml where a person can read and correct it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from keepitlocal.tasks._folder import Folder, open_folder, settings_text


def remember_guesses(folder: Folder, readings: list[dict[str, Any]], /) -> Folder:
    """Write columns that had to be guessed into place.toml, so that next month's file is read the same way; the folder as it is then."""
    for reading in readings:
        if reading["guessed"]:
            columns = {ours: reading["columns"][ours] for ours in reading["guessed"]}
            remember(
                folder.path,
                headings=reading["headings"],
                source=reading["source"],
                columns=columns,
                note="guessed; correct it if it is wrong",
            )
    fresh = open_folder(folder.path)
    folder.settings.update(fresh.settings)
    return replace(folder, settings=fresh.settings)


def remember(path: Path, /, *, headings: list[str], source: str, columns: Mapping[str, str], note: str) -> None:
    """Add or change one [[mapping]] of a place.toml, leaving everything else in it as the person wrote it."""
    import tomlkit

    from keepitlocal.sources import Choice

    file = path / "place.toml"
    document = tomlkit.parse(settings_text(file))
    entries = document.setdefault("mapping", tomlkit.aot())
    named = [heading for heading in headings if heading]
    for entry in entries:
        if Choice(tuple(entry["headings"]), "", {}).suits(named):
            entry["source"] = source
            entry.setdefault("columns", tomlkit.inline_table()).update(dict(columns))
            break
    else:
        entry = tomlkit.table()
        entry.add(tomlkit.comment(note))
        entry["headings"], entry["source"] = named, source
        inline = tomlkit.inline_table()
        inline.update(dict(columns))
        entry["columns"] = inline
        entries.append(entry)
    working = file.with_name(".place.toml.partial")
    working.write_text(tomlkit.dumps(document), encoding="utf-8")
    working.replace(file)
