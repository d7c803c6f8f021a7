"""One sitting of deciding: each decision is kept at once in corrections/review.csv, and the last can be taken back."""

import csv
import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from keepitlocal.matching.corrections import COLUMNS, Decision, as_csv, settle
from keepitlocal.tasks._corrections import decisions, text_of
from keepitlocal.tasks._folder import Folder, Problem

FILE = "review.csv"
# Reasons that the program writes: they say nothing of anybody, so they may be shared as they are.
CHOSEN, NONE_OF_THESE, TYPED = "chosen from those proposed", "none of those proposed", "number given by a person"


@dataclass
class Sitting:
    """Decisions as they are made. ``told`` are all that hold now; ``by`` is who decides, empty until it is known."""

    folder: Folder
    told: list[Decision]
    by: str
    today: date
    _before: list[tuple[bytes | None, bytes, list[Decision]]] = field(default_factory=list)

    @property
    def path(self) -> Path:
        """The file that is written."""
        return self.folder.corrections / FILE

    def decision(self, payee: str, org_id: str, *, is_it: bool, why: str, by: str = "") -> Decision:
        """A decision of today."""
        return Decision(payee, org_id, is_it, by or self.by, self.today, why, f"corrections/{FILE}", 0)

    def keep(self, fresh: Sequence[Decision], /) -> None:
        """Write decisions, all or none, so that they outlive whatever happens next. Raises ValueError where they
        contradict those that are there.
        """
        before = self.path.read_bytes() if self.path.exists() else None
        first = len(list(csv.reader(io.StringIO(text_of(before or b""))))) + 1
        told = [*self.told, *(replace(one, row=row) for row, one in enumerate(fresh, max(first, 2)))]
        settle(told)
        after = _added(before, fresh)
        replace_whole(self.path, after)
        self._before.append((before, after, self.told))
        self.told = told

    def take_back(self) -> None:
        """Make the file what it was before the last ``keep``. Raises Problem where somebody else changed it since."""
        before, after, told = self._before[-1]
        if not self.path.exists() or self.path.read_bytes() != after:
            raise Problem(
                f"corrections/{FILE} was changed by something else meanwhile. Take its last rows out by hand."
            )
        if before is None:
            self.path.unlink()
        else:
            replace_whole(self.path, before)
        self._before.pop()
        self.told = told


@contextmanager
def sitting(folder: Folder, /, *, by: str, today: Callable[[], date] = date.today) -> Iterator[Sitting]:
    """A sitting on a place, one at a time. Raises Problem where another is open or a decision cannot be understood."""
    from keepitlocal.store.lock import Busy, locked

    try:
        with locked(folder.store / "review"):
            yield Sitting(folder, decisions(folder), by.strip(), today())
    except Busy as error:
        raise Problem(
            f"Somebody is deciding about payees of {folder.path} already, in another window or on another computer. "
            "Wait until they have stopped, then run this again."
        ) from error


def last_by(told: Sequence[Decision], /) -> str:
    """Who wrote the last row of review.csv; empty where nobody did."""
    mine = [one for one in told if one.file == f"corrections/{FILE}"]
    return max(mine, key=lambda one: one.row).by if mine else ""


def _added(before: bytes | None, fresh: Sequence[Decision]) -> bytes:
    """The file with rows added, under the columns it has and with its own line ends.

    It opens with a mark by which spreadsheets know its letters.
    """
    if not before:
        return ("\ufeff" + as_csv(fresh)).encode()
    text = text_of(before)
    headings = next(csv.reader(io.StringIO(text)), [])
    columns = [heading.strip().casefold() for heading in headings] or COLUMNS
    rows = as_csv(fresh, columns=columns, heading=False)
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if text.endswith(("\n", "\r")) else end
    return ("\ufeff" + text + gap + rows.replace("\n", end)).encode()


def replace_whole(path: Path, content: bytes, /) -> None:
    """Put a file in place whole, safe on disk before it takes the old one's name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    working = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with working.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        working.replace(path)
    finally:
        working.unlink(missing_ok=True)
