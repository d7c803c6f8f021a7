"""Download registers that all places share, or a council's notices; without anything named, list what there is."""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from keepitlocal.tasks._folder import Folder, Problem, open_folder
from keepitlocal.tasks._screen import Screen

if TYPE_CHECKING:
    from keepitlocal.downloads.catalogue import Catalogue, Item
    from keepitlocal.tasks._get_files import Means
    from keepitlocal.tasks._get_notices import Period


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument(
        "what",
        nargs="*",
        metavar="WHAT",
        help="what to download, as the list names it; for notices, a place folder too",
    )
    parser.add_argument(
        "--from", dest="first", type=_a_day, metavar="DATE", help="notices from this day, as 2025-04-01"
    )
    parser.add_argument(
        "--to", dest="last", type=_a_day, metavar="DATE", help="notices to this day (today if not said)"
    )
    parser.add_argument(
        "--buyer", action="append", default=[], metavar="NAME", help="another buyer whose notices are the council's"
    )
    parser.add_argument("--again", action="store_true", help="download what is at hand already, too")
    parser.add_argument("--yes", action="store_true", help="do not ask first")
    parser.add_argument("--addresses", type=Path, metavar="FILE", help="a file that says which addresses are other now")


def run(options: argparse.Namespace) -> int:
    """List, or download; the status is 1 where something asked for did not come."""
    from keepitlocal.downloads.catalogue import catalogue
    from keepitlocal.downloads.client import Client
    from keepitlocal.tasks._get_files import Means

    screen, found = Screen(), catalogue(options.addresses)
    if not options.what:
        from keepitlocal.tasks._get_listing import say_what_there_is

        say_what_there_is(found, screen=screen)
        return 0
    wish = wish_of(options, found, today=date.today())
    means = Means(screen, Client(notify=screen.say_meanwhile), date.today(), again=options.again)
    asking = not options.yes and sys.stdin.isatty() and sys.stdout.isatty()
    return 0 if get(wish, means=means, ask=input if asking else None) else 1


@dataclass(frozen=True)
class Wish:
    """What a person asked for, made sure of."""

    items: tuple["Item", ...]
    folder: Folder | None = None
    period: "Period | None" = None
    buyers: tuple[str, ...] = ()


def wish_of(options: argparse.Namespace, found: "Catalogue", /, *, today: date) -> Wish:
    """What the words of the command line mean. Raises Problem in words where they cannot be meant so."""
    named = [found.named(word) for word in options.what]
    items = tuple(dict.fromkeys(item for each in named for item in each))
    others = [word for word, each in zip(options.what, named, strict=True) if not each]
    if len(others) > 1 or (others and not Path(others[0]).is_dir()):
        raise Problem(_unknown(next(word for word in others if not Path(word).is_dir() or word != others[0]), found))
    folder = open_folder(Path(others[0])) if others else None
    if not any(item.into == "inputs" for item in items):
        if folder is not None:
            raise Problem(
                "Registers go into the library, for all places: leave the folder out. "
                "For notices: keepitlocal get notices FOLDER --from 2025-04-01"
            )
        return Wish(items)
    if folder is None:
        raise Problem("Notices go into one place: name its folder. keepitlocal get notices FOLDER --from 2025-04-01")
    return Wish(items, folder, _period(options, today), tuple(options.buyer))


def get(wish: Wish, /, *, means: "Means", ask: Callable[[str], str] | None = None) -> bool:
    """Download all that was asked for; whether all of it is there now. ``ask`` puts the question, where there is somebody to ask."""
    from keepitlocal.downloads.problems import DownloadError

    due = [item for item in wish.items if item.kind != "page_to_open"]
    whole = len(due) == len(wish.items)
    for item in wish.items:
        if item not in due:
            means.screen.say(f"{item.title}: there is no address that stays the same.\n{_by_hand(item, wish)}")
    downloads = [item for item in due if not _is_there(item, wish, means)]
    if not downloads:
        return whole
    if not _agreed(downloads, wish, means.screen, ask):
        return False
    with _alone(wish):
        for item in downloads:
            try:
                _get(item, wish, means)
            except DownloadError as error:
                means.screen.clear()
                means.screen.say(_what_to_do(item, error, wish))
                whole = False
            except KeyboardInterrupt:
                means.screen.clear()
                means.screen.say("Stopped. What came so far is kept: the same command goes on from there.")
                raise
    if whole:
        means.screen.say(_next(wish))
    return whole


def _is_there(item: "Item", wish: Wish, means: "Means") -> bool:
    from keepitlocal.tasks._get_files import is_newest_at_hand

    there = not means.again and is_newest_at_hand(item, into=_into(item, wish), today=means.today)
    if there:
        means.screen.say(f"{item.title}: the newest release is at hand already. To download it all the same: --again")
    return there


def _get(item: "Item", wish: Wish, means: "Means") -> None:
    from keepitlocal.tasks._get_files import get_files
    from keepitlocal.tasks._get_notices import get_notices

    if item.kind == "pages":
        assert wish.folder is not None and wish.period is not None
        get_notices(item, folder=wish.folder, period=wish.period, buyers=wish.buyers, means=means)
    else:
        get_files(item, into=_into(item, wish), means=means)


def _agreed(items: Sequence["Item"], wish: Wish, screen: Screen, ask: Callable[[str], str] | None) -> bool:
    """Say how much it is and whether there is room; ask where somebody can answer. Raises Problem where the disk is too small."""
    months = wish.period.months if wish.period else 1
    needed = 0
    for item in items:
        size = item.megabytes * (months if item.kind == "pages" else 1)
        needed += 0 if item.kind == "pages" else size + item.unpacked
        screen.say(f"{item.title}, from {item.publisher}: about {_size(size)}{_of_which(item)}.")
    into = _into(items[0], wish)
    free = shutil.disk_usage(next(path for path in (into, *into.parents) if path.exists())).free / 1e6
    screen.say(f"Into {into}; its disk has {_size(free)} free.")
    if needed > free:
        raise Problem(
            f"That is too little: with room to read them, these need about {_size(needed)}. Make room, or name a folder "
            "on another disk in KEEPITLOCAL_LIBRARY. Nothing was downloaded."
        )
    if ask is None:
        return True
    try:
        answer = ask("Go on? (yes/no) ")
    except EOFError:
        answer = ""
    if answer.strip().lower() in ("y", "yes"):
        return True
    screen.say("Nothing was downloaded.")
    return False


def _of_which(item: "Item") -> str:
    if item.kind == "pages":
        return " to look through, as the service cannot be asked for one council alone; only the council's own is kept"
    return f" ({_size(item.unpacked)} more for as long as it is read)" if item.unpacked else ""


def _what_to_do(item: "Item", error: Exception, wish: Wish) -> str:
    from keepitlocal.downloads.problems import Broken, Missing, NoRoom, Refused

    said = f"{item.title}: {error}"
    if isinstance(error, Broken | Refused | NoRoom) and any(_into(item, wish).glob(".*.partial")):
        said += "\n    What came so far is kept: the same command goes on from there."
    if isinstance(error, Missing):
        said += "\n    Its publisher may have moved it. If you know where to: keepitlocal get --help, --addresses."
    return f"{said}\n{_by_hand(item, wish)}"


def _by_hand(item: "Item", wish: Wish) -> str:
    where = _into(item, wish)
    return f"    By hand: open {item.page}\n    and download {item.by_hand}. Put it, as it is, into {where}"


def _into(item: "Item", wish: Wish) -> Path:
    from keepitlocal.store.registers import registers

    if item.into == "inputs" and wish.folder is not None:
        return wish.folder.inputs / "notices"
    return registers()


def _next(wish: Wish) -> str:
    from keepitlocal.tasks._folder import typed

    if wish.folder is not None:
        return f"Next: keepitlocal report {typed(wish.folder.path)}"
    return "Every place counts them from now on. Next: keepitlocal report FOLDER"


@contextmanager
def _alone(wish: Wish) -> Iterator[None]:
    """One download at a time in the library, and in a place."""
    from keepitlocal.store.lock import locked
    from keepitlocal.store.registers import registers

    if any(item.into == "library" for item in wish.items):
        with locked(registers() / "parts"):
            yield
    else:
        assert wish.folder is not None
        with locked(wish.folder.store):
            yield


def _period(options: argparse.Namespace, today: date) -> "Period":
    from keepitlocal.tasks._get_notices import Period

    if options.first is None:
        raise Problem("Say from which day: keepitlocal get notices FOLDER --from 2025-04-01")
    last = options.last or today
    if options.first > last:
        raise Problem(f"--from {options.first} is after --to {last}. Turn them round.")
    return Period(options.first, min(last, today))


def _unknown(word: str, found: "Catalogue") -> str:
    from difflib import get_close_matches

    known = [*found.items, *dict.fromkeys(item.group for item in found.items.values() if item.group)]
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    meant = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
    return f"{word!r} is neither something that can be had nor a folder. {meant}"


def _size(megabytes: float) -> str:
    return f"{megabytes / 1000:,.1f} GB" if megabytes >= 1000 else f"{megabytes:,.0f} MB"


def _a_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2025-04-01") from error
