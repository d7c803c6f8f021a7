"""Download a council's notices between two days into its inputs/, one a line, each as the service gives it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from keepitlocal.downloads.buyers import Buyers
from keepitlocal.downloads.catalogue import Item, between
from keepitlocal.downloads.pages import Pages, fetch_pages, forget
from keepitlocal.tasks._folder import Folder
from keepitlocal.tasks._get_files import Means, note, part_of, spoken


@dataclass(frozen=True)
class Period:
    """Two days, both included."""

    first: date
    last: date

    @property
    def months(self) -> int:
        """How many months it reaches over."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    @property
    def words(self) -> str:
        """As people say it."""
        return f"{_spoken(self.first)} to {_spoken(self.last)}"


def get_notices(item: Item, /, *, folder: Folder, period: Period, buyers: tuple[str, ...], means: Means) -> Path | None:
    """The file in inputs/notices/; None where the council has no notice in those days. Raises DownloadError in words."""
    wanted = between(item, period.first, period.last)
    target = folder.inputs / "notices" / wanted.name
    if target.exists() and not means.again:
        means.screen.say(f"{wanted.name} is at hand already.")
        return target
    name = str(folder.settings["council"].get("name", folder.council))
    whose, part = Buyers(code=folder.council, name=name, also=buyers), part_of(target)
    done = fetch_pages(
        means.client,
        wanted.address,
        part=part,
        keep=whose.keeps,
        seconds=item.seconds,
        busy=item.busy,
        rest=item.rest,
        progress=lambda done: means.screen.waiting(_so_far(item, done, name)),
    )
    means.screen.clear()
    means.screen.say(_told(item, done, name, period))
    for line in _near(whose):
        means.screen.say(line)
    if not done.kept:
        forget(part)
        return None
    part.replace(target)
    forget(part)
    note(
        target, item, today=means.today, address=wanted.address, notices=done.kept, of=done.seen, pages=done.pages,
        size=target.stat().st_size, sha256=_digest(target),
    )  # fmt: skip
    return target


def _so_far(item: Item, done: Pages, name: str) -> str:
    return f"{item.title}: {done.pages:,} pages, {done.seen:,} notices, {done.kept:,} of {name}"


def _told(item: Item, done: Pages, name: str, period: Period) -> str:
    held = f"{done.kept:,}" if done.kept else "none"
    size = f" ({spoken(done.size)})" if done.kept else ""
    return f"{item.title}: {name} has {held} of the {done.seen:,} notices of {period.words}{size}."


def _near(whose: Buyers) -> list[str]:
    """Buyers whose names have the council's in them: most are other bodies, some may buy for the council."""
    if not whose.near:
        return []
    listed = "; ".join(f"{name} ({count:,})" for name, count in whose.near.most_common(5))
    return [f'    Left out: {listed}. Where one of them buys for the council, add it: --buyer "NAME" --again']


def _digest(path: Path) -> str:
    from keepitlocal.store.parts import digest

    return digest(path)


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
