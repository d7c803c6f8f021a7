"""A plan as plain values: what its page, its decision report, its JSON and its notices are made from.

Everything in it may be printed: counts of organisations are bands, and no organisation is named but the one that
holds the contract now.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

OPEN, ASK, NOT = "open to you", "depends on an answer", "does not fit"
BLANK = "Our reason: ____________________"


@dataclass(frozen=True)
class Fact:
    """Something known of the commission, in words, and where it stands."""

    label: str
    value: str
    source: str = ""


@dataclass(frozen=True)
class RuleLine:
    """A rule that bears on the plan, or may: ``open_questions`` say what would decide it."""

    id: str
    title: str
    stage: str
    consequence: str
    evidence: str
    citation: str
    certainty: str
    checked: str
    bears: bool
    open_questions: tuple[str, ...] = ()
    ask: str = ""


@dataclass(frozen=True)
class Publication:
    """A notice or other publication: which, when in words, on which day where that is known, under which rule."""

    what: str
    when: str
    rule: str
    day: date | None = None


@dataclass(frozen=True)
class Way:
    """One route as it applies here, beside the others."""

    route: str
    title: str
    stands: str
    why: tuple[str, ...]
    why_not: tuple[str, ...]
    questions: tuple[str, ...]
    rules: tuple[str, ...]
    publish: tuple[Publication, ...]
    decide: tuple[tuple[str, str], ...]  # who, what
    decide_by: date | None
    letting: str  # what it takes to let, in words
    lead: str

    @property
    def notices(self) -> tuple[str, ...]:
        """The codes of the notices that it asks for, for a table."""
        return tuple(dict.fromkeys(code for one in self.publish for code in re.findall(r"UK\d+", one.what)))


@dataclass(frozen=True)
class Step:
    """One step of the timetable, counted back from the end; ``passed`` where its last day lies before the plan's."""

    name: str
    why: str
    first: date
    last: date
    passed: bool


@dataclass(frozen=True)
class Reason:
    """One entry of the record: what to write, which rules ask for it, and what the officer wrote (or the blank)."""

    id: str
    title: str
    what: str
    when: str
    rules: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Maximum:
    """The maximum contract value as it may be printed."""

    sentence: str
    bands: tuple[tuple[str, str, str], ...]  # value a year, those known to be able, with those not known
    parameters: tuple[str, ...]
    presets: tuple[str, ...]
    figure: str = ""  # SVG with its table beneath, the caveat in its caption
    caveat: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the plan that is sentences alone: payment, grant or contract, questions."""

    id: str
    title: str
    sentences: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    headings: tuple[str, ...] = ()
    other_view: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A plan for one commission on one day."""

    council: str
    code: str
    title: str
    reference: str
    on: date
    made: date
    software: str
    source: str
    description: str
    warnings: tuple[str, ...]
    facts: tuple[Fact, ...]
    gaps: tuple[str, ...]
    regime: str
    regime_because: str
    looked_at: int
    rules: tuple[RuleLine, ...]
    maximum: Maximum | None
    ways: tuple[Way, ...]
    timetable: tuple[Step, ...]
    decide_by: date | None
    timetable_says: tuple[str, ...]
    notices: tuple[Publication, ...]
    sections: tuple[Section, ...]
    records: tuple[Reason, ...]

    @property
    def open_questions(self) -> tuple[tuple[str, int], ...]:
        """What is not known and would decide whether rules bear, each with how many; the most first."""
        counted = Counter(question for rule in self.rules for question in rule.open_questions)
        return tuple(counted.most_common())

    @property
    def opening(self) -> Iterator[str]:
        """The answer, in the first sentences: decide by when, how large a piece, which ways stand open."""
        yield from self.timetable_says[:1]
        if self.maximum:
            yield self.maximum.sentence
        stands = [way.title for way in self.ways if way.stands == OPEN]
        asked = sum(way.stands == ASK for way in self.ways)
        if stands:
            yield f"On what is known, {_listed(stands)}. {_more(asked)}".strip()
        else:
            yield f"No route can be told open on what is known. {_more(asked)}".strip()


def _listed(titles: list[str]) -> str:
    few = [title[0].lower() + title[1:] for title in titles[:4]]
    more = f" and {len(titles) - 4} more" if len(titles) > 4 else ""
    return f"these routes stand open: {'; '.join(few)}{more}"


def _more(asked: int) -> str:
    return "" if not asked else f"{asked} {'more depends' if asked == 1 else 'more depend'} on an answer from you."
