"""The two pages of what is coming up."""

from collections.abc import Iterator
from dataclasses import dataclass

from keepitlocal.report.pages import render
from keepitlocal.report.upcoming import EXPECTED, Coming, Upcoming, answers, opening, totals

_SOON, _YEAR = 92, 366  # days


@dataclass(frozen=True)
class Group:
    """Agreements whose latest date to decide falls in one stretch of time."""

    id: str
    title: str
    says: str
    coming: tuple[Coming, ...]


def public(found: Upcoming, /) -> str:
    """Totals by quarter and kind of work; no agreement is named."""
    return render("upcoming.html", u=found, opening=opening(found), totals=totals(found))


def officer(found: Upcoming, /, *, reasons: str) -> str:
    """The list, in order of the latest date to decide."""
    return render(
        "upcoming_officer.html", u=found, answers=answers(found), groups=tuple(_groups(found)), reasons=reasons
    )


def _groups(found: Upcoming) -> Iterator[Group]:
    cuts = (
        ("passed", "The usual time to decide has passed", "What would still help stands with each.", None, 0),
        ("soon", "To decide within three months", "", 0, _SOON),
        ("year", "To decide within a year", "", _SOON, _YEAR),
        ("later", "To decide later", "", _YEAR, None),
    )
    for id_, title, says, after, until in cuts:
        some = tuple(
            one
            for one in found.listed
            if (after is None or -one.days_past >= after) and (until is None or -one.days_past < until)
        )
        if some:
            yield Group(id_, title, says, some)
    if again := tuple(one for one in found.coming if one.what == EXPECTED):
        says = (
            "The same body had a grant in each of the last years, so another is expected; nobody may have promised one. Dates "
            "are counted from the day on which the last was paid."
        )
        yield Group("expected", "Grants expected again", says, again)
