"""What can be had, how large it is, and which of it is at hand."""

import textwrap
from datetime import date
from pathlib import Path

from keepitlocal.downloads.catalogue import Catalogue, Item, is_of
from keepitlocal.tasks._screen import Screen

EVERY = {
    "day": "new every day",
    "month": "new every month",
    "quarter": "new every three months",
    "year": "new every year",
    "years": "new every few years",
}


def say_what_there_is(found: Catalogue, /, *, screen: Screen) -> None:
    """An entry each, under what it takes to get it; and where files of the library go."""
    from keepitlocal.store.registers import registers

    kinds = {
        "file": "Downloaded into the library, for all places: keepitlocal get companies charities",
        "pages": "Downloaded for one place: keepitlocal get notices FOLDER --from 2025-04-01",
        "page_to_open": "Opened by hand, since their addresses change:",
    }
    for kind, title in kinds.items():
        screen.say(title)
        for item in found.items.values():
            if item.kind == kind:
                _say(item, screen)
        screen.say()
    screen.say(f"The library's registers, downloaded or put there by hand: {registers()}")
    screen.say(
        f"Sizes are rough. Addresses as known in {found.as_known}; they were not tried from where this was made. "
        "Where one has changed, see --addresses."
    )


def _say(item: Item, screen: Screen) -> None:
    size = f"about {item.megabytes:,} MB{' a month' if item.kind == 'pages' else ''}"
    screen.say(f"  {item.id:<17} {item.title}: {size}, {EVERY[item.every]}")
    _wrapped(screen, f"{item.publisher}. For {item.changes}.")
    if item.kind == "page_to_open":
        _wrapped(screen, f"Open {item.page} and download {item.by_hand}.")
    if at_hand := _at_hand(item):
        _wrapped(screen, f"At hand: {', '.join(at_hand)}.")


def _wrapped(screen: Screen, text: str) -> None:
    indent = " " * 20
    screen.say(textwrap.fill(text, 110, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False))


def _at_hand(item: Item) -> list[str]:
    """Files in the library that are this item, by name or by what they were taken for when a place was gathered."""
    from keepitlocal.store.registers import files, registers, remembered_digest, remembered_reading
    from keepitlocal.tasks._library import earlier_releases, reader

    if item.into != "library" or not registers().is_dir():
        return []
    there = files()
    earlier, found = earlier_releases(there), []
    for path in there:
        if path in earlier:
            continue
        if not is_of(path.name, item):
            _, readings = remembered_reading(path, sha=remembered_digest(path), reader=reader())
            if not any(one["title"] in item.holds for one in readings or ()):
                continue
        found.append(f"{path.name} ({_day(path)})")
    return found


def _day(path: Path) -> str:
    day = date.fromtimestamp(path.stat().st_mtime)
    return f"{day.day} {day:%B %Y}"
