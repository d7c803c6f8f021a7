"""Say how often the program was right where people decided."""

from collections.abc import Iterator

from keepitlocal.matching.labels import FEW, Band, labels, reliability
from keepitlocal.matching.uncertain import Match
from keepitlocal.tasks._corrections import decisions
from keepitlocal.tasks._folder import Folder, typed
from keepitlocal.tasks._parts import open_parts
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks._uncertain import matches


def say_how_sure(folder: Folder, /, *, screen: Screen) -> int:
    """A line a band of confidence, what does not agree, and how much that proves."""
    found = labels(decisions(folder), _every_match(folder))
    if not found:
        screen.say(
            "People have decided about nothing that the program proposed, so there is nothing to set it against. "
            f"Run: keepitlocal review {typed(folder.path)}"
        )
        return 0
    for line in in_words(reliability(found)):
        screen.say(line)
    return 0


def _every_match(folder: Folder) -> Iterator[Match]:
    """What the matching thought of each payee, the newest version first: of what is decided, only older ones tell it."""
    from keepitlocal.store.versions import load, numbers

    seen: set[str] = set()
    for number in reversed(numbers(folder.store)):
        version = load(folder.store, number)
        paths = version.paths(folder.store, "matches")
        if not paths or paths[0].name in seen or not all(path.exists() for path in paths):
            continue
        seen.add(paths[0].name)
        with open_parts(folder, version) as parts:
            yield from matches(parts)


def in_words(bands: list[Band], /) -> Iterator[str]:
    """The reliability of the program's confidence, for a person."""
    many = sum(band.decided for band in bands)
    yield f"People decided about {many:,} {'organisation' if many == 1 else 'organisations'} that the program had proposed:"
    for band in bands:
        yield (
            f"  {_range(band):<36} {band.decided:>6,} decided, {band.right:>6,} right; "
            f"it promised {_about(band.expected)}"
        )
    for band in bands:
        if band.disagrees:
            way = "too sure of itself" if band.right < band.expected else "not sure enough of itself"
            yield f"  ! Of those it called {_range(band)}, it was {way}: people do not agree with it there."
    yield (
        f"These are few: small numbers prove little. Below {FEW} decisions, take it as a hint and no more."
        if many < FEW
        else "Small numbers in a line prove little: look at the lines with many decisions."
    )
    yield (
        "What people are asked about is what the program found hard, so this says little of what it links by itself. "
        "keepitlocal review FOLDER --all asks about those too."
    )


def _range(band: Band) -> str:
    low, high = round(100 * band.least), round(100 * band.most)
    return f"{low} in 100 or surer" if band.most == 1 else f"{low} to {high} in 100"


def _about(expected: float) -> str:
    return f"about {expected:,.1f}".removesuffix(".0")
