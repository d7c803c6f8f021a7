"""What a person sees while a task works: sentences, a bar on anything that may take long, and the last lines with the answer."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any, TextIO, TypeVar

from keepitlocal.domain.money import pounds

T = TypeVar("T")


class Screen:
    """The terminal. Progress goes to standard error, answers to standard output."""

    def __init__(self, *, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out, self.err = out or sys.stdout, err or sys.stderr

    def say(self, text: str = "", /) -> None:
        """A line of the answer."""
        print(text, file=self.out, flush=True)

    def say_meanwhile(self, text: str, /) -> None:
        """A line while a bar is there."""
        self.clear()
        self.say(text)

    def progress(self, items: Sequence[T], what: str, /) -> Iterator[T]:
        """Go through the items, with a bar from the first, since the first alone may take long."""
        for number, item in enumerate(items):
            self._bar(what, number, len(items))
            yield item
        if items:
            self.clear()

    def waiting(self, what: str, /) -> None:
        """Say that one long thing has begun."""
        if self.err.isatty():
            print(f"\r\033[K{what} ...", end="", file=self.err, flush=True)

    def _bar(self, what: str, done: int, of: int) -> None:
        if self.err.isatty():
            filled = 24 * done // max(of, 1)
            print(
                f"\r\033[K{what} {'█' * filled}{'░' * (24 - filled)} {done} of {of}", end="", file=self.err, flush=True
            )

    def moving(self, what: str, done: int, of: int | None, /, *, rate: float) -> None:
        """Bytes that came, of how many where that is known, and how many a second."""
        if not self.err.isatty():
            return
        bar = ""
        if of:
            filled = min(24, 24 * done // of)
            bar = f"{'█' * filled}{'░' * (24 - filled)} "
        told = f"{done / 1e6:,.0f} of {of / 1e6:,.0f} MB" if of else f"{done / 1e6:,.0f} MB"
        print(f"\r\033[K{what} {bar}{told}, {rate / 1e6:.1f} MB a second", end="", file=self.err, flush=True)

    def clear(self) -> None:
        """Take the bar away."""
        if self.err.isatty():
            print("\r\033[K", end="", file=self.err, flush=True)

    def say_readings(self, readings: Sequence[dict[str, Any]], /, *, new: bool) -> None:
        """What each member of a file was taken for; a file read before is passed over."""
        if not new:
            return
        self.clear()
        for reading in readings:
            self.say(describe(reading))

    def say_reading_twice(self, name: str, same_as: str, /) -> None:
        """A file that is there twice."""
        self.clear()
        self.say(f"{name}: the same file as {same_as}, byte for byte. It counts once.")


def describe(reading: dict[str, Any], /) -> str:
    """One reading as a sentence or two."""
    if reading["source"] is None or not reading["rows"]:
        return f"{reading['file']}: {reading['message'].removeprefix(reading['file']).strip()}"
    words = [f"{reading['file']}: {reading['title']}, {reading['kept']:,} rows"]
    if reading["amount_pence"] is not None:
        words.append(f", {pounds(reading['amount_pence'])}")
    if reading["set_aside"]:
        listed = ", ".join(f"{count:,} {reason}" for reason, count in reading["set_aside"].items())
        words.append(f"; set aside {listed}")
        if reading["set_aside_pence"]:
            words.append(f" ({pounds(reading['set_aside_pence'])})")
    if reading["guessed"]:
        guesses = ", ".join(f"{ours} from “{reading['columns'][ours]}”" for ours in reading["guessed"])
        words.append(
            f"\n    Guessed: {guesses}. If that is wrong, correct it in place.toml, where it is remembered, or with: keepitlocal map"
        )
    if reading["control_rows"] is not None and not reconciles(reading):
        words.append(
            "\n    These rows and pounds do not add up to a second count of the file. Please report this file to us."
        )
    return "".join(words)


def reconciles(reading: dict[str, Any], /) -> bool:
    """Whether rows and readable pence equal a second count taken apart from the reader."""
    pence_agree = (
        reading["control_pence"] is None
        or reading["amount_pence"] + reading["set_aside_pence"] == reading["control_pence"]
    )
    return reading["rows"] == reading["control_rows"] and pence_agree
