"""Does size cost more? What a council's records say, what letting takes, and what others found, both ways."""

from dataclasses import dataclass

from keepitlocal.domain.finding import Finding
from keepitlocal.evidence.cost_of_scale import adding_up, bunching, letting, published
from keepitlocal.evidence.cost_of_scale._thresholds import dated_thresholds
from keepitlocal.evidence.cost_of_scale.verdict import MINIMUM, Group, Verdict, verdict
from keepitlocal.report import words
from keepitlocal.report.subject import AddingUp, Subject

_SMALL, _NOT_KNOWN = "up_to_95000", "not_known"
WHOLE_PENCE, LOTS = 1_000_000_00, (1, 2, 4, 10)


@dataclass(frozen=True)
class Scale:
    """What the public section says."""

    verdict: Verdict
    changed: str
    bids: str
    let: tuple[tuple[int, letting.Hours], ...]
    whole_pence: int
    assumed: letting.Assumed
    sources: tuple[str, ...]
    ours: str
    studies: tuple[published.Study, ...]
    says: dict[str, str]
    certainty: dict[str, str]
    not_found: str
    minimum: int


@dataclass(frozen=True)
class Audit:
    """What the officer's section says: heaps below thresholds, agreements that add up, innocent reasons of each."""

    heaps: tuple[tuple[str, str, bunching.Bunching], ...]
    """The id of the finding, the threshold in words, and what may be said."""
    heap_reasons: tuple[str, ...]
    adding_up: tuple[AddingUp, ...]
    looked_at: int
    adding_reasons: tuple[str, ...]
    minimum: int
    ask: str = bunching.ASK


def scale(subject: Subject, /) -> Scale:
    """The section of the public edition, from its own findings alone."""
    return Scale(
        verdict=verdict(*groups(subject)),
        changed=_changed(subject),
        bids=_bids(subject),
        let=tuple((lots, letting.letting(WHOLE_PENCE, lots=lots)) for lots in LOTS),
        whole_pence=WHOLE_PENCE,
        assumed=letting.Assumed(),
        sources=letting.SOURCES,
        ours=letting.OURS,
        studies=published.studies(),
        says=published.SAYS,
        certainty=published.CERTAINTY,
        not_found=published.NOT_FOUND,
        minimum=MINIMUM,
    )


def groups(subject: Subject, /) -> tuple[Group, Group]:
    """Contracts up to the smallest band's end, and all larger ones, as the findings count them."""
    small, larger = Group(), Group()
    for one in _findings(subject, "spend_over_award"):
        here = Group(one.numerator, one.denominator - one.numerator - one.unknown, one.unknown)
        if one.cut["band"] == _SMALL:
            small += here
        elif one.cut["band"] != _NOT_KNOWN:
            larger += here
    return small, larger


def audit(subject: Subject, /) -> Audit:
    """The section of the officer's edition."""
    told = {one.name: one.told for one in dated_thresholds()}
    heaps = tuple(
        (
            one.id,
            f"{words.cut('source', one.cut['source'], subject=subject)}. {told.get(one.cut['rule'], one.cut['rule'])}",
            bunching.bunching(one.numerator, one.denominator - one.numerator),
        )
        for one in _findings(subject, "below_thresholds")
    )
    return Audit(
        heaps, bunching.INNOCENT, subject.adding_up, subject.adding_up_of, adding_up.INNOCENT, bunching.MINIMUM
    )


def _findings(subject: Subject, name: str) -> tuple[Finding, ...]:
    measure = subject.measure(name)
    return measure.findings if measure else ()


def _changed(subject: Subject) -> str:
    found = sum(one.numerator for one in _findings(subject, "change_notices"))
    told = f"{found:,} of this council’s contracts" if found else "None of this council’s contracts"
    return (
        f"{told} in the notices given had a change notice. No rate is made of it: the law asks for such a notice of larger "
        "contracts and not of smaller ones, so a rate by size would measure the law."
    )


def _bids(subject: Subject) -> str:
    found = _findings(subject, "bids_received")
    bids, contracts = sum(one.numerator for one in found), sum(one.lines for one in found)
    if not contracts:
        return "No notice given says how many bids this council received, so the estimate uses the published average."
    return f"The notices given say that {contracts:,} of this council’s contracts received {bids:,} bids."
