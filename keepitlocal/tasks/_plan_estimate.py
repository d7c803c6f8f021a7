"""The estimate that an officer gave line by line in a plan's file, and the commission that it makes."""

from collections.abc import Iterator
from dataclasses import replace

from keepitlocal.domain.commission import Commission
from keepitlocal.domain.money import pounds
from keepitlocal.law.valuation import Worksheet, worksheet
from keepitlocal.tasks._folder import Problem
from keepitlocal.tasks._plan_file import PlanFile


def estimate(file: PlanFile, /) -> Worksheet:
    """The worksheet of [estimate]: pounds without VAT by line. Raises Problem in words for every slip."""
    told = dict(file.estimate)
    vat = told.pop("vat", True)
    if not isinstance(vat, bool):
        raise Problem(f"[estimate] vat of the plan’s file is {vat!r}; write true or false.")
    for name, value in told.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise Problem(f"[estimate] {name} of the plan’s file is {value!r}; give pounds without VAT, as 250000.")
    commission = file.commission
    try:
        return worksheet(
            {name: round(value * 100) for name, value in told.items()},
            form=commission.form,
            vat=vat,
            related_pence=commission.related_pence,
            separate_reasons=commission.separate_reasons,
        )
    except ValueError as error:
        raise Problem(f"[estimate] of the plan’s file cannot be used as it stands: {error}.") from error


def estimated(file: PlanFile, /) -> PlanFile:
    """The file with the commission's own value taken from its lines, where it has any."""
    if not file.estimate:
        return file
    found = estimate(file)
    own = sum(line.pence or 0 for line in found.lines)
    return replace(file, commission=_valued(file.commission, own))


def beside(file: PlanFile, /) -> Iterator[str]:
    """What the lines of [estimate] leave open, and where the value that stands beside them is another. Before ``estimated``."""
    if not file.estimate:
        return
    found, value = estimate(file), file.commission.value_pence
    own = sum(line.pence or 0 for line in found.lines)
    if found.open_lines:
        yield (
            f"Under [estimate], {len(found.open_lines)} of {len(found.lines)} lines are not answered and count as nothing. The "
            "whole may be more, and with it the rules that bear: write 0 where there is none."
        )
    if value is not None and value != own:
        yield (
            f"The file gives {pounds(value)} as the whole value, and its lines under [estimate] come to {pounds(own)} with VAT. "
            "The lines count."
        )


def _valued(commission: Commission, pence: int) -> Commission:
    return replace(commission, value_pence=pence)
