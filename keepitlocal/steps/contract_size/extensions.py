"""Extensions of an agreement: how many were taken, how many are left, and where a register contradicts itself.

Registers give months of extension without saying whether that is each time or in all; where the dates of what was taken
tell, they decide, and else both are kept.
"""

import re
from dataclasses import dataclass
from datetime import date

from keepitlocal.domain.period import months_after, spoken

NOT_SAID = "the record does not say"
_NONE = {"none", "no", "n/a", "na", "nil", "not applicable"}
_MOST = 10  # more extensions than this are months in the wrong column
_NEAR = 1.0  # months by which a term may differ from its days
_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Extensions:
    """``None`` is not said. ``months_left`` are the fewest and the most that could still be added; ``ends`` the days on
    which it could end after each extension left, in order.
    """

    allowed: int | None = None
    taken: int | None = None
    left: int | None = None
    months_left: tuple[int, int] | None = None
    last_end: date | None = None
    contradictions: tuple[str, ...] = ()
    ends: tuple[date, ...] = ()

    @property
    def words(self) -> str:
        """What is known, in a few words."""
        if self.left == 0:
            return f"all {self.allowed} taken" if self.allowed else "none allowed"
        if self.months_left is None:
            return NOT_SAID
        few, most = self.months_left
        months = f"{most} {'month' if most == 1 else 'months'}" if few == most else f"{few} or {most} months"
        if self.left is None:
            return f"{months} in all could be added; how many times is not said"
        return f"{self.taken or 'none'} taken, {self.left} left ({months})"


def extensions(
    start: date | None,
    end: date | None,
    /,
    *,
    duration: float | None = None,
    option: int | None = None,
    number: str | None = None,
    taken: int | None = None,
    last_end: date | None = None,
) -> Extensions:
    """What a register's columns say together.

    ``duration`` is the first term in months, ``option`` the months of extension allowed, ``number`` how many extensions as
    published, ``taken`` how many are marked as taken, ``last_end`` the last possible end as published.
    """
    allowed, said = _number(number, option)
    moved = _moved(start, end, duration)
    each, odd = _each(option, allowed, taken or 0, moved)
    said = (*_dates(start, end), *said, *_marks(option, allowed, taken), *odd)
    if allowed is None or (allowed and not option):
        return _untold(end, option, taken, last_end, said)
    left = max(0, allowed - (taken or 0))
    months = (min(each) * left, max(each) * left) if each else (0, 0)
    latest = last_end or (months_after(end, months[1]) if end else None)
    ends = {months_after(end, one * many) for one in each for many in range(1, left + 1)} if end else set()
    return Extensions(allowed, taken, left, months, latest, tuple(dict.fromkeys(said)), tuple(sorted(ends)))


def _untold(
    end: date | None, option: int | None, taken: int | None, last_end: date | None, said: tuple[str, ...]
) -> Extensions:
    """Where the number of extensions is not told: the months that could be added, if those are."""
    if last_end and end and last_end >= end:
        months = round((last_end - end).days / _MONTH)
        return Extensions(None, taken, None, (months, months), last_end, said)
    if option and not taken:
        return Extensions(None, taken, None, (option, option), months_after(end, option) if end else None, said)
    return Extensions(None, taken, None, None, last_end, said)


def _number(text: str | None, option: int | None) -> tuple[int | None, tuple[str, ...]]:
    plain = (text or "").strip().casefold()
    if plain in _NONE or (not plain and option == 0):
        return 0, ()
    if not re.fullmatch(r"\d{1,4}", plain):
        return None, ()
    if int(plain) > _MOST:
        return None, (f"It allows “{plain}” extensions; that is probably a number of months.",)
    return int(plain), ()


def _dates(start: date | None, end: date | None) -> tuple[str, ...]:
    if start and end and end < start:
        return (f"It ends on {spoken(end)}, before it starts on {spoken(start)}.",)
    return ()


def _marks(option: int | None, allowed: int | None, taken: int | None) -> tuple[str, ...]:
    said = []
    if allowed == 0 and option:
        said.append(f"It allows {option} months of extension, and no extension.")
    if allowed and option == 0:
        said.append(f"It allows {allowed} extensions of no months.")
    if allowed is not None and taken and taken > allowed:
        said.append(f"{taken} extensions are marked as taken, and {allowed or 'none'} allowed.")
    return tuple(said)


def _moved(start: date | None, end: date | None, duration: float | None) -> float | None:
    """Months between the end of the first term and the present end."""
    if not start or not end or not duration or end < start:
        return None
    return ((end - start).days + 1) / _MONTH - duration


def _each(
    option: int | None, allowed: int | None, taken: int, moved: float | None
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Months of one extension, by what the dates tell; and what they contradict."""
    readings = () if not option else (option,) if not allowed or allowed == 1 else (option, option // allowed)
    if moved is None:
        return readings, ()
    if not taken:
        late = moved > _NEAR
        return readings, (
            (f"It ends {moved:.0f} months after its first term, and no extension is marked as taken.",) if late else ()
        )
    fits = tuple(one for one in readings if abs(moved - taken * one) <= _NEAR)
    if fits or not readings:
        return fits, ()
    would = " or ".join(f"{taken * one}" for one in dict.fromkeys(readings))
    told = "no later than" if abs(moved) <= _NEAR else f"{abs(moved):.0f} months {'after' if moved > 0 else 'before'}"
    return readings, (
        f"{taken} {'extension' if taken == 1 else 'extensions'} marked as taken would add {would} months, and it ends "
        f"{told} its first term.",
    )
