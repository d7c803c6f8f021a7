"""Below the threshold, by competition: quotes or an advertised competition, with few duties of the Act."""

from keepitlocal.law.regime import BELOW
from keepitlocal.steps.contract_size.routes import Option, Setting
from keepitlocal.steps.contract_size.routes._publishing import BELOW_NOTICES, UNDER, VALUE, social_value
from keepitlocal.steps.contract_size.routes._weighing import (
    Point,
    a_contract,
    bad,
    decisions,
    good,
    option,
    providers,
    question,
    size,
    splitting,
    under,
)
from keepitlocal.steps.contract_size.routes._weighing import letting as steps_of

title, place = "Below the threshold, by competition", 30


def weigh(setting: Setting, /) -> Option:
    """Open where the aggregate with VAT is less than the threshold of the day."""
    social = social_value(setting)
    return option(
        __name__,
        title=title,
        points=(
            a_contract(setting),
            under(setting),
            good(
                "You may not keep anyone from tendering by judging beforehand what it could carry (larger works apart), so a"
                " small body gets to offer."
            ),
            Point(
                bool(social) and setting.reading.regime.name == BELOW,
                yes="The Social Value Act may bear on it all the same: its amount for light-touch services is lower.",
                decides=False,
            ),
            size(setting, split=False),
            providers(setting),
            splitting(setting),
            bad("Asking only those you know keeps out those you do not; say how you looked."),
            question("How many quotes, or what advertisement, do your own contract rules ask for at this value?"),
        ),
        rules=(*VALUE, *UNDER, *social),
        publish=BELOW_NOTICES,
        decide=decisions("Whether to let it, on which terms and to whom"),
        steps=steps_of(setting),
        draft="We propose a competition below the threshold. The whole of what could reasonably be one contract comes to"
        " [sum] with VAT, estimated by [whom] from [what]. We will reach small and local organisations by [how].",
    )
