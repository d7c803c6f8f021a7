"""Download the files of one register: the newest release there is, checked, and in its place whole or not at all."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from keepitlocal.downloads.catalogue import Item, Wanted, is_dated, releases
from keepitlocal.downloads.client import Client
from keepitlocal.downloads.problems import Missing, Wrong
from keepitlocal.downloads.transfer import Fetched, fetch, forget
from keepitlocal.tasks._screen import Screen


@dataclass(frozen=True)
class Means:
    """What a download is done with; time is passed in."""

    screen: Screen
    client: Client
    today: date
    again: bool = False


def get_files(item: Item, /, *, into: Path, means: Means) -> list[Path]:
    """Download an item's newest release into a folder. Raises DownloadError in words; a release half there stays."""
    gone: Missing | None = None
    for wanted in releases(item, today=means.today):
        try:
            return [_get_one(item, one, into=into, means=means) for one in wanted]
        except Missing as error:
            gone = error
            means.screen.say(f"{wanted[0].name} is not there (yet).")
    raise gone or Missing("the server has no such file.")


def is_newest_at_hand(item: Item, /, *, into: Path, today: date) -> bool:
    """Whether the newest release that there can be is there already: only told of files whose names carry a date."""
    if not is_dated(item):
        return False
    newest = next(releases(item, today=today))
    return all((into / wanted.name).exists() for wanted in newest)


def part_of(target: Path, /) -> Path:
    """Where a file lies while it is coming: hidden, so that nothing reads it."""
    return target.with_name(f".{target.name}.partial")


def told_of(target: Path, /) -> dict[str, Any]:
    """What is known of where a file came from; nothing where a person put it there."""
    try:
        found: dict[str, Any] = json.loads(_sidecar(target).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def note(target: Path, item: Item, /, *, today: date, **known: object) -> None:
    """Keep beside a file, hidden, where it came from and when, its size and its SHA-256."""
    from keepitlocal.store.registers import keep

    about = {"file": target.name, "id": item.id, "title": item.title, "publisher": item.publisher}
    keep(_sidecar(target), {**about, "licence": item.licence, "downloaded": today.isoformat(), **known})


def _sidecar(target: Path) -> Path:
    return target.with_name(f".{target.name}.json")


def _get_one(item: Item, wanted: Wanted, /, *, into: Path, means: Means) -> Path:
    target, before = into / wanted.name, {}
    if target.exists() and not means.again:
        if is_dated(item):
            means.screen.say(f"{wanted.name} is at hand already.")
            return target
        before = told_of(target)
    part, begun = part_of(target), means.client.clock()
    found = fetch(
        means.client,
        wanted.address,
        part=part,
        seconds=item.seconds,
        busy=item.busy,
        rest=item.rest,
        before=before,
        progress=meter(means, wanted.name),
    )
    means.screen.clear()
    if found is None:
        means.screen.say(f"{wanted.name} has not changed since {_day(before)}.")
        return target
    _check(part, wanted.name, item)
    part.replace(target)
    forget(part)
    note(target, item, today=means.today, **asdict(found))
    means.screen.say(_came(wanted.name, found, seconds=means.client.clock() - begun))
    return target


def _check(part: Path, name: str, item: Item) -> None:
    from keepitlocal.downloads.checks import fault

    if (found := fault(part, holds=item.holds)) is not None:
        forget(part)
        raise Wrong(f"{name} {found} Nothing was kept of it.")


def meter(means: Means, what: str, /) -> Callable[[int, int | None], None]:
    """Shows bytes and rate, five times a second at most."""
    begun, shown, first = means.client.clock(), [float("-inf")], list[int]()

    def show(done: int, total: int | None) -> None:
        now = means.client.clock()
        first[:] = first or [done]  # what had come before is not of this rate
        if now - shown[0] >= 0.2 or done == total:
            shown[0] = now
            means.screen.moving(what, done, total, rate=(done - first[0]) / max(now - begun, 0.001))

    return show


def _came(name: str, found: Fetched, *, seconds: float) -> str:
    agrees = f", as the server's own {found.compared.upper()} has it" if found.compared else ""
    return f"{name}: {spoken(found.size)} in {seconds:,.0f} seconds{agrees}. SHA-256 {found.sha256[:12]}…"


def spoken(size: float, /) -> str:
    """Bytes as people say them."""
    if size >= 1e9:
        return f"{size / 1e9:,.1f} GB"
    return f"{size / 1e6:,.0f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3)):,} KB"


def _day(before: Mapping[str, Any]) -> str:
    told = str(before.get("downloaded", ""))
    return f"{(day := date.fromisoformat(told)).day} {day:%B %Y}" if told else "it was downloaded"
