"""What a register lacks or contradicts is said in a sentence, on each side of where it is."""

from datetime import date
from typing import Any

import pytest

from keepitlocal.steps.contract_size.extensions import extensions
from keepitlocal.tasks._plan_gaps import gaps, months_between, stops_at_the_end

ROW: dict[str, Any] = {
    "start": date(2022, 4, 1),
    "end": date(2025, 3, 31),
    "last_end": None,
    "review": date(2024, 12, 1),
    "value_pence": 500_000_00,
    "value_gross_pence": None,
    "annual_pence": 100_000_00,
    "extension_months": 24,
    "extensions": "1",
    "extensions_taken": 0,
    "duration_months": 36,
    "cpv": "85320000",
}


def whole(row: dict[str, Any]) -> dict[str, Any]:
    """A row as a plan reads it: with what its columns say together of extensions."""
    found = extensions(
        row["start"],
        row["end"],
        duration=row["duration_months"],
        option=row["extension_months"],
        number=row["extensions"],
        taken=row["extensions_taken"],
        last_end=row["last_end"],
    )
    return row | {"told": found}


def told(*rows: dict[str, Any], kinds: tuple[str, ...] = ("charity",)) -> str:
    return " ".join(gap.sentence for gap in gaps([whole(row) for row in rows or (ROW,)], kinds=set(kinds)))


def test_a_register_that_agrees_with_itself_is_only_asked_about_vat() -> None:
    assert [gap.fact for gap in gaps((whole(ROW),), kinds={"charity"})] == ["value_pence"]
    assert "VAT" in told() and "VAT" not in told(ROW | {"value_gross_pence": 600_000_00})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value_pence": None}, "No value is published"),
        ({"end": None}, "No end date"),
        ({"end": date(2021, 3, 31)}, "before it starts"),
        ({"review": date(2025, 4, 1)}, "lies after its end"),
        ({"cpv": None}, "No CPV code"),
        ({"extension_months": None, "extensions": None, "extensions_taken": None}, "Nothing is said of extensions"),
        ({"value_pence": 300_000_00}, "24 months more were added"),
        ({"value_pence": 900_000_00}, "One of the three is wrong"),
        ({"end": date(2022, 7, 31), "duration_months": 4, "annual_pence": None}, "It runs for 4 months only"),
    ],
)
def test_each_gap_is_said_where_it_is_and_not_where_it_is_not(change: dict[str, Any], said: str) -> None:
    assert said in told(ROW | change)
    assert said not in told()


def test_a_year_is_no_stopgap() -> None:
    year = {"end": date(2023, 3, 31), "duration_months": 12, "annual_pence": None}
    assert "months only" not in told(ROW | year)
    assert "£300,000 without VAT" in told(
        ROW | {"end": date(2022, 7, 31), "annual_pence": None, "value_pence": 100_000_00}
    )


def test_several_suppliers_and_days() -> None:
    both = told(ROW, ROW | {"end": date(2026, 3, 31)})
    assert "2 rows, one a supplier" in both and "from 31 March 2025 to 31 March 2026" in both


def test_a_supplier_on_no_register() -> None:
    assert "what kind of body" in told(kinds=("unknown",)) and "what kind of body" not in told()


def test_months_count_both_days() -> None:
    assert months_between(date(2022, 4, 1), date(2025, 3, 31)) == 36
    assert months_between(date(2022, 4, 1), date(2022, 4, 1)) == 1
    assert months_between(date(2022, 4, 2), date(2022, 4, 1)) is None
    assert months_between(None, date(2022, 4, 1)) is None


def test_the_value_of_the_term_alone_is_told_from_that_with_extensions() -> None:
    assert stops_at_the_end(whole(ROW | {"value_pence": 300_000_00}), 36)
    assert not stops_at_the_end(whole(ROW), 36)
    assert not stops_at_the_end(whole(ROW | {"value_pence": 300_000_00, "extension_months": 0, "extensions": "0"}), 36)
