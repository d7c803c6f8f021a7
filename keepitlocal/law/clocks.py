"""The clocks of the law: how long to wait before signing, how long tenders must stay open, and what falls due when.

Each answer says which day is the first that is free (to sign, to close), the days counted, the rule and what could move
it. Dates are given in; nothing here looks at today's.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from keepitlocal.domain.period import months_after
from keepitlocal.law.days import ENGLAND, UK, Counted, add_working_days

STANDSTILL = 8  # working days: Procurement Act 2023, section 51(1)-(2); SI 2023/1348, regulation 12(9)
AFTER_REPRESENTATIONS = 5  # working days: SI 2023/1348, regulation 12(10)
REASONS = 15  # days to ask, and days to answer: Local Government Act 1988, section 20
PAYMENT = 30  # days: Procurement Act 2023, sections 68(2) and 88(2)
RECORDS_YEARS = 3  # Procurement Act 2023, section 98


@dataclass(frozen=True)
class Clock:
    """A period of the law. ``ends`` is its last day, ``free`` the first day after it."""

    begins: date
    ends: date
    free: date
    words: str
    citation: str
    counted: tuple[date, ...] = ()
    skipped: tuple[str, ...] = ()
    warning: str = ""


def last_of(first: date, days: int, /) -> date:
    """The last day of a period of so many days that begins **with** a day, as most of the Act's periods do."""
    return first + timedelta(days=days - 1)


def standstill(published: date, /, *, days: int = STANDSTILL) -> Clock:
    """The mandatory standstill of the Procurement Act: working days that begin with the day UK6 is published.

    Section 51(2). A notice published on a day that is no working day begins to count on the next. Raises ValueError
    for fewer than eight days, since a longer one may be offered but no shorter one.
    """
    if days < STANDSTILL:
        raise ValueError(f"the standstill is at least {STANDSTILL} working days")
    counted = add_working_days(published, days, calendar=UK, beginning_with=True)
    return _clock(
        published,
        counted,
        f"{days} working days, beginning with the day the contract award notice is published; the contract may be signed "
        f"after {_day(counted.day)}.",
        "Procurement Act 2023, sections 51 and 123(1)",
    )


def health_standstill(published: date, /) -> Clock:
    """The standstill of the Provider Selection Regime: it begins the day after the notice of intention.

    It ends at midnight at the end of the eighth working day **after** the day it began (regulation 12(2), (9)), where
    nobody made representations by then.
    """
    begins = published + timedelta(days=1)
    counted = add_working_days(begins, STANDSTILL, calendar=ENGLAND)
    return _clock(
        begins,
        counted,
        f"Begins the day after the notice, and ends at midnight at the end of {_day(counted.day)} if no provider has "
        "written by then; otherwise it goes on until the review is done and told.",
        "Health Care Services (Provider Selection Regime) Regulations 2023, regulation 12(2), (9) and (12)",
    )


def health_after_representations(told: date, /) -> Clock:
    """How long to wait after telling providers the further decision: five working days (regulation 12(10))."""
    counted = add_working_days(told, AFTER_REPRESENTATIONS, calendar=ENGLAND)
    return _clock(
        told + timedelta(days=1),
        counted,
        "At least five working days after providers were told the last further decision and why.",
        "Health Care Services (Provider Selection Regime) Regulations 2023, regulation 12(10)",
    )


def tender_days(
    *,
    light_touch: bool = False,
    participation: bool = False,
    electronic: bool = True,
    documents: bool = True,
    shortened: str = "",
) -> int:
    """The fewest days that section 54 leaves to answer; 0 where it sets none. Counted from the day after the invitation.

    ``participation`` asks for requests to take part rather than tenders; ``documents``: all are given with the notice;
    ``electronic``: tenders may be sent so. ``shortened``: "planned notice" (a qualifying UK3), "preselected", "agreed"
    (with suppliers chosen beforehand), "dynamic market" or "urgent". Raises ValueError for another.
    """
    if shortened not in {"", "planned notice", "preselected", "agreed", "dynamic market", "urgent"}:
        raise ValueError(f"no reason {shortened!r} shortens the time")
    if light_touch or (shortened == "agreed" and not participation):
        return 0
    if participation:
        return 10 if shortened == "urgent" else 25
    if shortened:
        return 10
    return {(True, True): 25, (True, False): 30, (False, True): 30, (False, False): 35}[electronic, documents]


def tender_period(invited: date, days: int, /) -> Clock:
    """The period for tenders: calendar days counted from the day after the notice or invitation (section 54(5))."""
    if days < 1:
        words = "No fewest number of days is set; give every supplier the same, and enough for a small one."
        return Clock(invited, invited, invited, words, "Procurement Act 2023, section 54")
    ends = invited + timedelta(days=days)
    words = f"At least {days} days, counted from the day after the invitation: tenders close on {_day(ends)} or later."
    return Clock(invited + timedelta(days=1), ends, ends, words, "Procurement Act 2023, section 54(3)-(5)")


def planned_notice_window(tendering: date, /) -> Clock:
    """The days on which a planned procurement notice (UK3) shortens the time for tenders: 40 days to 12 months before.

    ``begins`` is the first such day and ``ends`` the last. Section 15(3).
    """
    begins, ends = months_after(tendering, -12), tendering - timedelta(days=40)
    words = f"A planned procurement notice between {_day(begins)} and {_day(ends)} shortens the time for tenders to 10 days."
    return Clock(begins, ends, ends + timedelta(days=1), words, "Procurement Act 2023, sections 15(3) and 54(3)")


def written_reasons(told: date, asked: date | None = None, /) -> Clock:
    """Refused bidders may ask why within 15 days that begin with the day of the notice, and are answered within 15 more.

    Without ``asked``, the last day to ask; with it, the last day to answer. Section 20(1) and (3).
    """
    if asked and asked > last_of(told, REASONS):
        words = "Asked after the 15 days: section 20 sets no date, and an answer is still a courtesy."
        return Clock(asked, asked, asked, words, "Local Government Act 1988, section 20")
    start = asked or told
    ends = last_of(start, REASONS)
    words = f"Written reasons are due by {_day(ends)}." if asked else f"Reasons can be asked for until {_day(ends)}."
    return Clock(start, ends, ends + timedelta(days=1), words, "Local Government Act 1988, section 20")


def payment_due(invoice: date, /) -> Clock:
    """The last day to pay: 30 days that begin with the day a valid invoice came in, or fell due if later."""
    ends = last_of(invoice, PAYMENT)
    words = f"Pay by {_day(ends)}: 30 days, implied in every such contract and passed down to its subcontracts."
    return Clock(invoice, ends, ends + timedelta(days=1), words, "Procurement Act 2023, sections 68, 73 and 88")


def payments_compliance_due(on: date, /) -> date:
    """When the UK17 of the half year a day lies in is due: 30 days that begin **with** 31 March or 30 September.

    Section 69(1). Guidance is said to name 30 April and 30 October; the words of the section end a day sooner.
    """
    ends = [date(on.year, 3, 31), date(on.year, 9, 30), date(on.year + 1, 3, 31)]
    return last_of(next(end for end in ends if on <= end), 30)


def contract_payment_due(paid: date, /) -> date:
    """When a payment over £30,000 is to be published (UK8): 30 days that begin with the last day of its quarter."""
    ends = [date(paid.year, 3, 31), date(paid.year, 6, 30), date(paid.year, 9, 30), date(paid.year, 12, 31)]
    return last_of(next(end for end in ends if paid <= end), 30)


def pipeline_due(on: date, /) -> date:
    """The next 26 May: a pipeline notice (UK1) is due within 56 days beginning with 1 April (section 93)."""
    this = date(on.year, 5, 26)
    return this if on <= this else date(on.year + 1, 5, 26)


def last_pipeline(tendering: date, /) -> date:
    """The last 26 May before a tender notice: the pipeline notice that should already have named it."""
    this = date(tendering.year, 5, 26)
    return this if this <= tendering else date(tendering.year - 1, 5, 26)


def _clock(begins: date, counted: Counted, words: str, citation: str) -> Clock:
    free = counted.day + timedelta(days=1)
    return Clock(begins, counted.day, free, words, citation, counted.counted, counted.skipped, counted.warning)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
