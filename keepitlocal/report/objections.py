"""Fair objections to a figure about local spend, answered on the page in the same size as the figure."""

from keepitlocal.domain.money import pounds
from keepitlocal.report.subject import Subject


def objections(subject: Subject, /) -> tuple[tuple[str, str], ...]:
    """Each objection with its answer."""
    return (
        (
            "A registered address can mislead: branches, group head offices, formation agents.",
            "It can, both ways. A national firm's local branch counts as elsewhere, and a firm registered at an"
            " agent's office here counts as here. That is why several rules stand side by side, and why a body known"
            " to work here counts under the rule that leads. Control (independent, or part of a group) is shown"
            " beside, never mixed in.",
        ),
        (
            "The range is so wide that it says nothing.",
            "It says how little the published files tell. The lower figure counts every payee we could not place as"
            " elsewhere, the upper counts them all as here; the truth is between. A guess in the middle would look"
            " better and be worth less.",
        ),
        (
            "Local is not the same as good.",
            "It is not, and nothing here says so. These figures say where money goes. They do not show whether a"
            " service is better, cheaper or fairer. Where the records allow such a comparison, it stands in this"
            " report whichever way it falls.",
        ),
        (
            "The base was chosen to make the share look good.",
            f"The base is {pounds(subject.choosable_pence)} of the {pounds(subject.published_pence)} published."
            " Every line left out is listed with its pounds and reason, and the council can overrule each.",
        ),
        (
            "Money paid to a local organisation can leave, and money paid elsewhere can return.",
            "True. These records stop at the first payment. They show no staff, no subcontractors and no onward"
            " spending.",
        ),
        (
            "Larger councils always look more local.",
            "They do: a larger area holds more suppliers. Compare a council with itself over years, or use a rule"
            " with a fixed distance or region.",
        ),
    )
