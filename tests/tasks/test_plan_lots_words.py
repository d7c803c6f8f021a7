"""How far a way of dividing may be above the best of its kind, in words: a proof is claimed only where there is one."""

import pytest

from keepitlocal.steps.contract_size.lots.instance import Plan
from keepitlocal.steps.contract_size.lots.planner import Outcome
from keepitlocal.steps.contract_size.lots.ways import BY_PLACE, LETTING, Portion, Way
from keepitlocal.tasks._plan_lots_words import gap

SEARCHED = Outcome(Plan((), 0.0, 0.0), seed=0, moves=1, finished=True, exact=False)
LOT = Portion((("E1", "visits"),), "E1", 100, 0.0, 0, 0)


@pytest.mark.parametrize(
    ("total", "bound", "told"),
    [
        (110_00, 100_00, "at most 10.0% above the best there could be"),
        (100_05, 100_00, "no plan of its kind costs less, to a thousandth"),
        (100_00, 0, "how far above the best there could be is not known"),
        (100_00, -5_00, "how far above the best there could be is not known"),
        (0, 0, "no plan of its kind costs less, to a thousandth"),
        (100_00, None, ""),
    ],
)
def test_a_gap_is_told_by_the_best_there_could_be(total: int, bound: int | None, told: str) -> None:
    assert gap(Way(BY_PLACE, (LOT,), ((LETTING, total),), bound, SEARCHED)) == told


def test_what_was_not_searched_is_the_only_one_of_its_kind() -> None:
    assert gap(Way("one", (LOT,), ((LETTING, 5),), 5)) == "the only one of its kind"
