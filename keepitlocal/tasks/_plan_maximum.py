"""The suggested maximum contract value as a plan prints it: bands on a grid, three settings, and what it rests on."""

from collections.abc import Iterable

from keepitlocal.domain.commission import Commission
from keepitlocal.domain.money import pounds
from keepitlocal.report.curve import figure
from keepitlocal.report.plan import Maximum
from keepitlocal.steps.contract_size._presets import PRESETS
from keepitlocal.steps.contract_size.maximum import (
    AT_LEAST,
    BANDS,
    GRID,
    HEADROOM,
    SETTINGS,
    TO_PRINT,
    UNITS,
    USUAL,
    WHY,
    Curve,
    Provider,
    Prudence,
    age_of_accounts,
    band,
    carrying,
    curve,
    printable,
    printed_maximum,
    sentence,
    share_maximum,
)
from keepitlocal.tasks._plan_about import About


def local_curve(people: Iterable[Provider], prudence: Prudence = USUAL, /) -> Curve:
    """N(v) of those based or known to work here."""
    return curve([one for one in people if one.local], prudence)


def maximum(people: tuple[Provider, ...], about: About, /) -> Maximum | None:
    """The maximum, or None where the kind of work is not known, since then nobody can be looked for."""
    if about.work is None:
        return None
    found = local_curve(people)
    shown, everyone = printable(found), printable(curve(people))
    commission = about.file.commission
    net = (
        commission.annual_pence * 5 // 6 if commission.annual_pence is not None else None
    )  # presets are told without VAT
    flat = len({row[1:] for row in shown.rows}) == 1
    return Maximum(
        sentence=f"{_own(commission.annual_pence)}{shown.sentence}",
        bands=() if flat else shown.rows,
        parameters=(*(_same(shown.rows) if flat else ()), *_rests_on(people, about.work, found)),
        presets=tuple(one.held(net, months=_whole_life(commission)) for one in PRESETS),
        figure="" if flat else figure(shown, name="maximum-curve", everyone=everyone),
        caveat=shown.caveat,
    )


def _same(rows: tuple[tuple[str, str, str], ...]) -> Iterable[str]:
    """One sentence for a curve that says the same at every value: a drawing of it would seem to say more."""
    first, known, most = rows[0]
    if (known, most) == (BANDS[-1][1],) * 2:
        yield f"At every value a year from {first} to {rows[-1][0]}: {known} known to be able, perhaps none."
    else:
        yield f"At every value a year from {first} to {rows[-1][0]}: {known} known to be able; {most} with those not known."


def _whole_life(commission: Commission) -> int | None:
    """Months with every extension, as the estimate counts them."""
    return None if commission.months is None else commission.months + (commission.extension_months or 0)


def _rests_on(people: tuple[Provider, ...], work: str, found: Curve) -> Iterable[str]:
    others = curve([one for one in people if not one.local])
    yield (
        f"Organisations based or known to work here that do “{work}”: {band(found.found)}; of these, accounts are known of "
        f"{band(len(found.most))}. {age_of_accounts([one for one in people if one.local])}".strip()
    )
    yield (
        f"Others that serve the place from elsewhere, or whose place we could not tell: {band(others.found)}. They are not "
        f"counted here. Counting them too: {sentence(curve(people))}"
    )
    for setting in SETTINGS:
        value = printed_maximum(local_curve(people, setting))
        yield f"With {setting.name} prudence: {f'about {pounds(value)} a year' if value else 'none suggested'}."
    yield (
        "Values here are as income in accounts is, without VAT. The plan’s own yearly value is with VAT, so holding it against "
        "them errs on the side of caution."
    )
    yield _already(people)
    if work in UNITS:
        yield _by_the_unit(people, UNITS[work])
    yield from WHY


def _by_the_unit(people: tuple[Provider, ...], unit: str) -> str:
    """Work without a single value: a share of it, as an example of 1,000 units among those who do it now."""
    example = share_maximum(1000, providers=max(1, len(carrying(people).most)), headroom=HEADROOM)
    return (
        f"Such work is bought by {unit}, so a value a year is of a provider's share and not of the whole. For example, of 1,000 "
        f"{unit} among those who do it now: {example.sentence}"
    )


def _already(people: tuple[Provider, ...]) -> str:
    """What payments tell where accounts do not."""
    done = carrying(people)
    value = printed_maximum(done)
    if value is None:
        few = f", and too few of them for {pounds(GRID[0])} or more each" if len(done.most) >= TO_PRINT else ""
        return f"By payments, {band(len(done.most))} already do such work for the council in a year{few}."
    return (
        f"By payments, {band(len(done.most))} already do such work for the council in a year, and at least {AT_LEAST} of them for "
        f"{pounds(value)} or more each. That is what they carry, not what they could."
    )


def _own(annual_pence: int | None) -> str:
    """What the commission itself comes to, so that a maximum is read beside it."""
    return "" if annual_pence is None else f"It comes to {pounds(annual_pence)} a year with VAT. "
