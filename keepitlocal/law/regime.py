"""Which regime a commission falls under on a day, by which threshold, and whether it is light touch."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from keepitlocal.domain.commission import CALL_OFF, CENTRAL, CONCESSION, GRANT, SERVICES, WORKS, Commission
from keepitlocal.law import in_force
from keepitlocal.reference import rows

PUBLIC, BELOW, HEALTH = "public contract", "below threshold", "health services"
GRANTED, EXEMPT, BEFORE, OTHER_NATION = "grant", "exempt", "before the Act", "other nation"
COMMENCED = date(2025, 2, 24)  # Procurement Act 2023: SI 2024/959, SI 2024/1020

_WORKS = "45"  # the CPV division of construction work
_NO_CODE = "no CPV code is given"


@dataclass(frozen=True)
class Regime:
    """What a commission is to the law. ``name`` is None where it depends on something not known (``missing``).

    Where the name is known and ``light_touch`` is not, ``missing`` names what would tell that.

    ``row`` is the id of the threshold rule held against the estimate, ``why`` says in words how it came to this.
    """

    name: str | None
    why: str
    row: str | None = None
    threshold_pence: int | None = None
    estimate_pence: int | None = None
    light_touch: bool | None = None
    reservable: bool | None = None
    missing: tuple[str, ...] = ()


@cache
def light_touch_codes() -> dict[str, dict[str, str]]:
    """The light-touch CPV codes by code. Source: SI 2024/692, Schedule 1, Table 1."""
    return {row["cpv"]: row for row in rows("light_touch") if row["light_touch"] == "yes"}


def regime(commission: Commission, /, *, on: date) -> Regime:
    """The regime of a commission that begins on a day; the day it commenced, where the commission says so, rules.

    It commences with its tender or transparency notice or, below the threshold, when tenders are invited or a supplier
    is contacted to begin the award: SI 2025/1200, regulation 3(2). Talks with suppliers beforehand do not commence it.
    """
    day = commission.begun or on
    if commission.nation != "England":
        return Regime(OTHER_NATION, f"{commission.nation} has rules of its own, which are not covered here")
    if commission.form == GRANT:
        return Regime(GRANTED, "a grant, if it is one in substance, is not a contract for pecuniary interest")
    if day < COMMENCED:
        return Regime(
            BEFORE,
            "what begins before 24 February 2025 is under the Public Contracts Regulations 2015, which are not covered here",
        )
    if commission.in_house or commission.council_partner:
        return Regime(EXEMPT, "an arrangement inside the public sector, if the tests of Schedule 2 are met")
    if commission.exempt:
        return Regime(EXEMPT, "a contract of a kind in Schedule 2, Part 2, if that is what it is mainly for")
    light, reservable = _light_touch(commission)
    if commission.health:
        return Regime(HEALTH, "health care for the health service: the Provider Selection Regime, with no threshold")
    if commission.health is None and _listed_health(commission):
        return Regime(
            None,
            "a code of it is on the lists of health care and of light touch: whether it is mainly health care for the"
            " health service is not known",
            light_touch=light,
            reservable=reservable,
            missing=("health",),
        )
    return _by_value(commission, day, light, reservable)


def _by_value(commission: Commission, day: date, light: bool | None, reservable: bool | None) -> Regime:
    held = _rows(commission, light)
    estimate = None if commission.value_pence is None else commission.value_pence + _related(commission)
    if not held:
        return Regime(None, "whether it is goods, services or works is not known", missing=("subject",))
    amounts = {row: in_force(day)[row].pence for row in held}
    if commission.no_estimate or (commission.separable_part and not called_off(commission)):
        return _lifted(commission, amounts, estimate, light, reservable)
    if estimate is None:
        return Regime(
            None, "its value is not known", light_touch=light, reservable=reservable, missing=("value_pence",)
        )
    answers = {PUBLIC if estimate >= amount else BELOW for amount in amounts.values()}
    if len(answers) > 1:
        return Regime(
            None,
            "it depends on whether it is light touch: "
            + (
                "some of its codes are listed, and which stands for most is not known"
                if _codes(commission)
                else _NO_CODE
            ),
            estimate_pence=estimate,
            missing=_which_code(commission),
        )
    name = answers.pop()
    decisive = max if name == PUBLIC else min  # where two rows may hold, the one that was hardest to reach or to miss
    row = decisive(amounts, key=lambda one: amounts[one])
    return Regime(
        name,
        _words(estimate, amounts[row]),
        row,
        amounts[row],
        estimate,
        light,
        reservable,
        _which_code(commission) if light is None else (),
    )


def _lifted(
    commission: Commission, amounts: dict[str, int], estimate: int | None, light: bool | None, reservable: bool | None
) -> Regime:
    """Treated as reaching its threshold: no estimate can be made (Schedule 3, paragraph 5), or a part lifts it (section 5)."""
    row = max(amounts, key=lambda one: amounts[one])
    below = estimate is not None and estimate < min(amounts.values())
    alike = (
        None if below else commission.part_light_touch
    )  # below, only a part that is not light touch can reach its own
    if commission.separable_part and light and not called_off(commission) and alike is not True:
        light, reservable = (False, False) if below or alike is False else (None, None)  # section 10
    if commission.no_estimate:
        why = "it cannot be estimated, so it is treated as being above its threshold"
    elif below or estimate is None or len(amounts) > 1:
        why = "a part of it could reasonably be apart and reaches its own threshold, so the whole is treated as reaching it"
    else:
        why = _words(estimate, amounts[row])
    asked = ("part_light_touch",) if mainly_light_touch(commission) else _which_code(commission)
    missing = asked if light is None else ()
    return Regime(PUBLIC, why, row, amounts[row], estimate, light, reservable, missing)


def _words(estimate: int, amount: int) -> str:
    how = "not less than" if estimate >= amount else "less than"
    return f"£{estimate // 100:,} with VAT is {how} the threshold of £{amount // 100:,}"


def _related(commission: Commission) -> int:
    """Other contracts that could reasonably be one count, unless there are good reasons (Schedule 3, paragraph 4)."""
    return 0 if commission.separate_reasons else commission.related_pence


def _rows(commission: Commission, light: bool | None) -> tuple[str, ...]:
    """The threshold rows that may apply: two where it is not known whether it is light touch."""
    if commission.form == CONCESSION:
        return {True: ("PA-T-7",), False: ("PA-T-9",), None: ("PA-T-7", "PA-T-9")}[light]
    plain = "PA-T-11" if commission.authority == CENTRAL else "PA-T-12"
    works = any(code.startswith(_WORKS) for code in _codes(commission))
    if commission.subject is None and (light is None or works):
        return ()
    if commission.subject == WORKS:
        return ("PA-T-10",)
    return {True: ("PA-T-8",), False: (plain,), None: ("PA-T-8", plain)}[light]


def _light_touch(commission: Commission) -> tuple[bool | None, bool | None]:
    """Whether it is wholly or mainly light touch, and whether its codes are those that may be reserved (section 33)."""
    if commission.subject not in (None, SERVICES):
        return False, False
    codes = _codes(commission)
    if not codes:
        return None, None
    known = [light_touch_codes().get(code[:8]) for code in codes]
    if all(known):
        return True, all(row["reservable"] == "yes" for row in known if row)
    if not any(known):
        return False, False
    return None, None  # some of the codes: which of them most of the value stands for is not known


def mainly_light_touch(commission: Commission, /) -> bool | None:
    """Whether it is mainly light-touch services, before a part that could be apart is looked at (section 10)."""
    return _light_touch(commission)[0]


def called_off(commission: Commission, /) -> bool:
    """Whether it is awarded in accordance with a framework; what is bought from a dynamic market is not."""
    return commission.form == CALL_OFF and not commission.dynamic_market


def may_be_health(commission: Commission, /) -> bool:
    """Whether the health regime can reach it: every code of that regime is on the list of light touch too."""
    return not _codes(commission) or _listed_health(commission)


def _listed_health(commission: Commission) -> bool:
    """Whether a code is on the health regime's list, with a limit or without (SI 2023/1348, Schedule 1)."""
    listed = (light_touch_codes().get(code[:8]) for code in _codes(commission))
    return any(row["health"] != "no" for row in listed if row is not None)


def _which_code(commission: Commission) -> tuple[str, ...]:
    """What would tell whether it is light touch: a code, or which of its codes most of the value stands for."""
    return ("cpv_main",) if _codes(commission) else ("cpv",)


def _codes(commission: Commission) -> tuple[str, ...]:
    return (commission.cpv_main,) if commission.cpv_main else commission.cpv
