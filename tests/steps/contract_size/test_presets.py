"""Published sizes: what each measures, and what may be held against it."""

import pytest

from keepitlocal.steps.contract_size._presets import PRESETS

BY_NAME = {one.name: one for one in PRESETS}


@pytest.mark.parametrize(
    ("name", "annual", "months", "words"),
    [
        ("95000", 47_500_00, 24, "£47,500 a year over 24 months comes to £95,000 and is exactly it."),
        ("95000", 95_000_00, 24, "comes to £190,000 and is over it."),
        ("95000", 95_000_00, 11, "and is under it."),
        ("663540", 184_316_66, 36, "is under it."),
        ("663540", 184_316_67, 36, "is over it."),  # 552,950 without VAT is the threshold with it
        ("663540", 138_237_50, 48, "with a fifth added for VAT, as if due on all of it, and is exactly it."),
    ],
)
def test_a_value_a_year_is_held_against_a_whole_contract_by_its_length(
    name: str, annual: int, months: int, words: str
) -> None:
    assert BY_NAME[name].held(annual, months=months).endswith(words)


@pytest.mark.parametrize("one", PRESETS, ids=lambda one: one.name)
def test_without_a_length_none_is_held_against_a_year_and_each_says_what_it_measures(one) -> None:
    for told in (one.held(95_000_00, months=None), one.held(None, months=36)):
        assert "cannot be held against a value a year" in told and "whole" in one.measures and one.measures in told
