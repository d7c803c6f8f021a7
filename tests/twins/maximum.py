"""The slow twin of the suggested maximum: try every value that could be the answer, and count anew each time."""

from collections.abc import Iterable
from fractions import Fraction

from keepitlocal.steps.contract_size.maximum import Provider, Prudence


def carries(provider: Provider, pence: int, prudence: Prudence) -> bool | None:
    if provider.income_pence is None:
        return None
    if prudence.turnover * pence > provider.income_pence:
        return False
    if pence + provider.at_work_pence > prudence.dependence * provider.income_pence:
        return False
    if prudence.reserves_months and provider.reserves_pence is not None:
        return pence * prudence.reserves_months <= provider.reserves_pence * 12
    return True


def able(providers: Iterable[Provider], pence: int, prudence: Prudence) -> int:
    return sum(carries(provider, pence, prudence) is True for provider in providers)


def maximum(providers: list[Provider], prudence: Prudence, at_least: int, highest: int) -> int | None:
    """The largest whole number of pence up to ``highest``, tried one by one."""
    fits = [pence for pence in range(1, highest + 1) if able(providers, pence, prudence) >= at_least]
    return max(fits, default=None)


def share(whole: int, providers: int, headroom: Fraction) -> int | None:
    """The most units for one, tried from the top, such that the rest could take them up and all the work is placed."""
    for units in range(whole, 0, -1):
        if headroom * (whole - units) >= units:
            return units if units * providers >= whole else None
    return None
