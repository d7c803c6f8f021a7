"""Spot placement: one place or package at a time, as it is needed."""

from keepitlocal.law.regime import BELOW
from keepitlocal.steps.contract_size.routes import Decision, Option, Publish, Setting
from keepitlocal.steps.contract_size.routes._publishing import VALUE, awarded, social_value
from keepitlocal.steps.contract_size.routes._weighing import (
    Point,
    a_contract,
    bad,
    decisions,
    good,
    is_regime,
    option,
    question,
    services,
)
from keepitlocal.steps.contract_size.routes._weighing import steps as needed

title, place = "Spot placements, one at a time", 110


def weigh(setting: Setting, /) -> Option:
    """For services that are bought by the place or the person."""
    one = setting.commission.individual
    return option(
        __name__,
        title=title,
        points=(
            a_contract(setting),
            Point(
                services(setting),
                no="It is not a service that is bought by the place or the person.",
                ask="Is it a service that is bought by the place or the person?",
            ),
            Point(
                one or None,
                yes="It is for one particular person.",
                ask="Is it bought by the place or the person, with a need that cannot be told in advance?",
            ),
            good("Each person gets what fits them, also from an organisation of one house or two workers."),
            bad("A provider cannot plan on it; prices tend to be settled under pressure."),
            bad(
                "Placements of one kind that could reasonably be one contract are valued together, with VAT, unless"
                " there are good reasons."
            ),
            question("How much was bought so last year in all, and why is it not commissioned together?"),
        ),
        rules=(
            *VALUE,
            "PA-S5-15",
            *(("BT-086", "BT-087b") if is_regime(setting, BELOW) else ("PA-041", "PA-050n", "PA-053")),
            *social_value(setting),
        ),
        publish=(_unless_chosen(),) if one and not is_regime(setting, BELOW) else awarded(setting),
        decide=decisions(
            "To buy by the placement, and up to what sum in a year",
            Decision("The social worker or placement officer, within their delegation", "Each placement"),
        ),
        steps=needed(setting, "mobilisation"),
        draft="We propose to buy this place for [need] from [date]. No agreement that we hold covers it because [what]. All"
        " placements of this kind came to [sum] last year; they are not one contract because [what].",
    )


def _unless_chosen() -> Publish:
    return Publish(
        "The notices of a direct award, where the tests of user choice are not met", "as they fall due", "PA-S5-15"
    )
