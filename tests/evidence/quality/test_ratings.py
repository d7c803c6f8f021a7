"""Small groups are put together, and nothing is lost by it."""

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.evidence.by_ward._phrases import FEW as FEW_WARDS
from keepitlocal.evidence.by_ward._phrases import few_together
from keepitlocal.evidence.quality.ratings_by_reach import FEW, conclude

services = st.lists(
    st.tuples(
        st.sampled_from(["local", "national"]), st.sampled_from(["independent", "not known"]), st.sampled_from("GIO")
    ),
    max_size=30,
)


@given(services)
def test_every_service_is_counted_once_and_no_group_is_small(found: list[tuple[str, str, str]]) -> None:
    counts = Counter(found)
    rows: list[dict[str, Any]] = [
        {"reach": reach, "control": control, "rating": rating, "numerator": number, "lines": number}
        for (reach, control, rating), number in counts.items()
    ]
    concluded = conclude(rows, ("reach", "control", "rating"))
    assert sum(row["numerator"] for row in concluded) == len(found)
    groups = {(row["reach"], row["control"]): row["denominator"] for row in concluded}
    assert sum(groups.values()) == len(found)
    assert all(number >= 5 for (reach, _), number in groups.items() if reach != FEW)


@given(st.lists(st.integers(0, 12), max_size=12))
def test_wards_with_one_to_four_are_counted_together(numbers: list[int]) -> None:
    rows = [
        {"ward": str(at), "numerator": number, "denominator": number, "lines": number}
        for at, number in enumerate(numbers)
    ]
    concluded = few_together(rows)
    assert sum(row["numerator"] for row in concluded) == sum(numbers)
    assert all(row["numerator"] >= 5 for row in concluded if row["ward"] != FEW_WARDS)
