"""A comparison says the five figures first, then the rest by how far they moved, and only counts what reads the same."""

from typing import Any

from keepitlocal.domain.finding import Finding
from keepitlocal.report.comparison import Move
from keepitlocal.tasks.compare import ordered


def move(name: str, before: int, after: int | None, **cut: str) -> Move:
    def finding(numerator: int) -> Finding:
        told: dict[str, Any] = {
            "title": "A figure",
            "question": "How much?",
            "unit": "pence",
            "unknown": 0,
            "base": "all of it",
        }
        told |= {"rule": "", "period": "2024-26", "source": "spending", "denominator": 100_000_00}
        return Finding(id=f"{name}/{'/'.join(cut.values())}", indicator=name, cut=cut, numerator=numerator, **told)

    return Move(
        f"{name}/{'/'.join(cut.values())}", finding(before), None if after is None else finding(after), ("data",)
    )


def test_the_five_lead_then_size() -> None:
    moves = [
        move("by_kind", 10_000_00, 11_000_00, kind="charity", year="all"),
        move("by_size", 10_000_00, None, size="small", year="all"),
        move("by_kind", 10_000_00, 31_000_00, kind="company", year="all"),
        move("by_size", 10_000_00, 10_000_01, size="large", year="all"),
        move("national_and_groups", 10_000_00, 12_000_00, year="all"),
        move("kept_local", 10_000_00, 60_000_00, definition="region", year="all"),
        move("kept_local", 10_000_00, 10_900_00, definition="area", year="all"),
        move("kept_local", 10_000_00, 10_500_00, definition="area", year="2025-26"),
    ]
    leading, others, unseen = ordered(moves, rule="area")
    assert [one.id for one in leading] == ["kept_local/area/all", "national_and_groups/all"]
    assert [one.id for one in others] == [
        "kept_local/region/all",
        "by_kind/company/all",
        "by_kind/charity/all",
        "kept_local/area/2025-26",
        "by_size/small/all",
    ]
    assert unseen == 1
