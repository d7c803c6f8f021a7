"""The Provider Selection Regime: which ways of choosing a provider are open, and when a change is considerable.

SI 2023/1348, regulation 6. Answers are of three kinds: what is not known leaves a way open and is named.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from keepitlocal.law import rule
from keepitlocal.law.clocks import health_standstill

A, B, C = "direct award A", "direct award B", "direct award C"
SUITABLE, COMPETE = "most suitable provider", "competition"
FOLLOW = 14  # days between the notice of intention to follow the most suitable provider process and the choice


@dataclass(frozen=True)
class Change:
    """Whether a change is considerable; None where it depends on ``missing``."""

    considerable: bool | None
    words: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ways:
    """The ways that may be followed. One alone must be followed if nothing is ``missing``."""

    open: tuple[str, ...]
    words: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A notice or a wait of one way. ``on`` is its latest day, or the last day of the wait, where that can be counted."""

    name: str
    when: str
    on: date | None = None
    rule: str = "PSR-7"


def considerable_change(
    *,
    on: date,
    old_pence: int | None,
    new_pence: int | None,
    different: bool | None = None,
    own_decision: bool | None = None,
) -> Change:
    """Whether the considerable change threshold is met (regulation 6(10) to (12)).

    Values are of the whole life: the existing contract's as it was when entered into. ``different``: materially
    different in character, other than by succession of the provider; ``own_decision``: the change is the council's own
    and no answer to events outside both sides' control.
    """
    if different:
        return Change(True, "Materially different in character from the existing contract when it was entered into.")
    large = _large(on, old_pence, new_pence)
    if large is False or own_decision is False:
        why = (
            "The rise in lifetime value does not reach both amounts."
            if large is False
            else "The change comes from outside."
        )
        return Change(None if different is None else False, why, ("different",) if different is None else ())
    missing = tuple(
        name
        for name, value in (
            ("old_pence", old_pence),
            ("new_pence", new_pence),
            ("own_decision", own_decision),
            ("different", different),
        )
        if value is None
    )
    if large and own_decision:
        return Change(True, "By the council's own decision, and higher by at least £500,000 and at least a quarter.")
    return Change(None, "It depends on what is not known yet.", missing)


def ways(
    *,
    only_capable: bool | None = None,
    patient_choice: bool | None = None,
    contract_ending: bool | None = None,
    change: bool | None = None,
    does_well: bool | None = None,
    suitable_known: bool | None = None,
    framework: bool = False,
) -> Ways:
    """Which ways are open (regulation 6(3) to (8)).

    ``only_capable``: only the existing provider can do it; ``patient_choice``: people choose among all who qualify and
    numbers are not limited; ``change``: the change is considerable; ``does_well``: the provider does and likely will
    meet the contract; ``suitable_known``: a most suitable provider can likely be named.
    """
    if framework:
        return Ways((COMPETE,), "A framework is always set up by competition.")
    if only_capable:
        return Ways((A,), "Only the existing provider is capable: direct award A has to be followed.")
    if patient_choice:
        first: tuple[str, ...] = (B,) if only_capable is False else (A, B)
        missing: tuple[str, ...] = () if only_capable is False else ("only_capable",)
        return Ways(first, _way_words(first, missing), missing)
    renewal = _all(contract_ending, None if change is None else not change, does_well)
    asked: dict[str, bool | None] = {"only_capable": only_capable, "patient_choice": patient_choice}
    if renewal is None:
        asked |= {"contract_ending": contract_ending, "change": change, "does_well": does_well}
    if not renewal:
        asked["suitable_known"] = suitable_known
    found = tuple(
        name
        for name, is_open in (
            (A, only_capable is None),
            (B, patient_choice is None),
            (C, renewal is not False),
            (SUITABLE, suitable_known is not False or renewal is not False),
            (COMPETE, True),
        )
        if is_open
    )
    missing = tuple(name for name, value in asked.items() if value is None)
    return Ways(found, _way_words(found, missing), missing)


def may_change(
    *,
    on: date,
    original_pence: int,
    change_pence: int,
    different: bool,
    own_decision: bool,
    in_contract: bool = False,
    direct_a_or_b: bool = False,
) -> tuple[bool, str, bool]:
    """Whether a contract may be changed without choosing again, why, and whether a notice is due within 30 days.

    ``change_pence`` is the whole change in lifetime value since it was entered into (regulation 13).
    """
    limit, share = rule("PSR-9", on=on).pence, rule("PSR-6p", on=on).value or 0
    size = abs(change_pence)
    notice = own_decision and size >= limit
    if in_contract and not direct_a_or_b:
        return True, "The contract says so clearly.", notice
    if different:
        return False, "It would be materially different in character: choose a provider again.", False
    if direct_a_or_b or not own_decision:
        return True, "The contract stays the same in character.", notice
    small = size < limit or size * 100 < original_pence * share
    why = (
        "The whole change is under £500,000 or under a quarter." if small else "The whole change reaches both amounts."
    )
    return small, why, small and notice


def steps(
    way: str, /, *, follow: date | None = None, intention: date | None = None, award: date | None = None
) -> tuple[Step, ...]:
    """The notices and waits of one way, in order; days are counted from those given. Raises ValueError for no way."""
    if way not in {A, B, C, SUITABLE, COMPETE}:
        raise ValueError(f"no way {way!r}")
    # "within 30 days of": the day itself is not counted.
    last = Step("Award notice", "within 30 days of the award", award + timedelta(days=30) if award else None)
    if way in {A, B}:
        return (last,)
    first: tuple[Step, ...] = ()
    if way == SUITABLE:
        after = follow + timedelta(days=FOLLOW) if follow else None
        first = (
            Step(
                "Notice of intention to follow the most suitable provider process",
                "before providers are weighed",
                follow,
            ),
            Step("Wait", f"at least {FOLLOW} days after that notice before the provider is chosen", after),
        )
    if way == COMPETE:
        first = (
            Step("Notice inviting offers", "when the competition opens"),
            Step("Letters to every bidder with reasons", "promptly after the decision"),
        )
    ends = health_standstill(intention).ends if intention else None
    return (
        *first,
        Step("Notice of intention to award", "after the decision", intention),
        Step("Standstill", "to the end of the eighth working day after it begins", ends, "PSR-8"),
        last,
    )


def _large(on: date, old: int | None, new: int | None) -> bool | None:
    if old is None or new is None:
        return None
    share = rule("PSR-6p", on=on).value or 0
    return new - old >= rule("PSR-6", on=on).pence and (new - old) * 100 >= old * share


def _all(*values: bool | None) -> bool | None:
    if any(value is False for value in values):
        return False
    return None if any(value is None for value in values) else True


def _way_words(found: tuple[str, ...], missing: tuple[str, ...]) -> str:
    if missing:
        return f"Open until more is known: {', '.join(found)}."
    return f"You choose between: {', '.join(found)}." if found[1:] else f"{found[0].capitalize()} has to be followed."
