"""What an engine measures, against slow twins, and what must hold whatever the tables say."""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from keepitlocal.discover import short_name
from keepitlocal.domain.finding import Finding
from keepitlocal.engines.duckdb import connect
from keepitlocal.tasks._examples import typed, write
from keepitlocal.tasks._indicators import answer, findings, indicators
from tests.twins import what_is_what as twins

RULES = ("area", "region")
ORGANISATIONS = ("GB-CHC-9000001", "GB-COH-99000001", "KIL-A-GROUP", None)
SHARES = ("kept_local", "community_led", "community_led_and_local", "national_and_groups", "small", "by_kind")
Row = dict[str, Any]
KINDS = ("charity", "company", "community_group", "unknown")


# Starting an engine and wording a query take far longer than little tables: each run asks about several worlds, a
# year each.
WORLDS = tuple(f"20{first}-{first + 1}" for first in range(10, 20))
FEW = settings(max_examples=4, phases=(Phase.explicit, Phase.reuse, Phase.generate))


@st.composite
def payments(draw: st.DrawFn, *, least: int) -> Row:
    """One payment, its organisation's facts anything that they can be."""
    org_id = draw(st.sampled_from(ORGANISATIONS))
    choosable = draw(st.booleans())
    return {
        "source": draw(st.sampled_from(("spend", "spend", "spend", "cards"))),
        "month": draw(st.sampled_from(("2024-04", "2024-05", "2024-09", "2025-01", "no date"))),
        "payee": draw(st.sampled_from(("One", "Two", "Three"))),
        "org_id": org_id,
        "body": org_id,
        "person": not org_id and draw(st.booleans()),
        "kind": draw(st.sampled_from(KINDS)) if org_id else "unknown",
        "reach": draw(st.sampled_from(("local", "national", None))),
        "size": draw(st.sampled_from(("small", "large", None))),
        "choosable": choosable,
        "line": draw(st.sampled_from(("", "works"))) if choosable else draw(st.sampled_from(("payroll", "pensions"))),
        "amount_pence": draw(st.integers(least, 100)),
        "lines": draw(st.integers(1, 9)),
    }


def worlds(*, least: int) -> st.SearchStrategy[list[list[Row]]]:
    """Several little councils."""
    return st.lists(st.lists(payments(least=least), min_size=1, max_size=8), min_size=3, max_size=len(WORLDS) // 2)


localities = st.dictionaries(
    st.tuples(st.sampled_from(ORGANISATIONS[:3]), st.sampled_from(RULES)),
    st.sampled_from(("local", "elsewhere", "unknown")),
)


@contextmanager
def loaded(paid: list[Row], outcomes: dict[tuple[str | None, str], str]) -> Iterator[Any]:
    """An engine over little tables."""
    placed = [{"org_id": one, "definition": rule, "outcome": told} for (one, rule), told in outcomes.items()]
    found = {
        "payments": typed("payments", paid),
        "localities": typed("localities", placed),
        "rules": typed("rules", [{"definition": rule} for rule in RULES]),
        "bodies": typed("bodies", [{"org_id": "GB-CHC-9000001", "income_pence": 5_000_000}]),
    }
    with TemporaryDirectory() as folder, connect(write(found, Path(folder))) as engine:
        yield engine


def measured(name: str, engine: Any) -> list[Finding]:
    """An indicator's findings."""
    indicator = next(one for one in indicators() if short_name(one) == name)
    return findings(indicator, answer(indicator, engine), period="2024-25", rules={})


@FEW
@given(worlds(least=-50), localities)
def test_figures_are_those_of_the_twins(told: list[list[Row]], outcomes: dict[tuple[str | None, str], str]) -> None:
    paid = [payment | {"year": year} for year, some in zip(WORLDS, told, strict=False) for payment in some]
    with loaded(paid, outcomes) as engine:
        kept, money, few, months = (
            measured(name, engine) for name in ("kept_local", "what_the_money_is", "held_by_few", "months_missing")
        )
    for one in kept:
        figures, lower, upper = twins.kept_local(paid, outcomes, one.cut["definition"], one.cut["year"])
        assert (one.numerator, one.denominator, one.unknown) == figures
        if one.denominator > 0:
            assert (one.lower, one.upper) == (lower, upper)
    for one in few:
        assert one.value == twins.herfindahl(paid, one.cut["year"])
    for year in {one.cut["year"] for one in money}:
        lines = {one.cut["line"]: one.numerator for one in money if one.cut["year"] == year}
        assert lines == twins.waterfall(paid, year)
        assert {one.denominator for one in money if one.cut["year"] == year} == {sum(lines.values())}
    for one in months:
        assert (one.numerator, one.denominator) == twins.missing_or_thin(paid, one.cut["source"])


@FEW
@given(worlds(least=0), localities, st.integers(1, 100))
def test_bounds_hold_and_never_narrow_with_what_is_not_known(
    told: list[list[Row]], outcomes: dict[tuple[str | None, str], str], amount: int
) -> None:
    """Each world stands twice: as it is, and with one more payment to somebody of whom nothing is known."""
    stranger = {"payee": "Nobody knows", "amount_pence": amount}
    pairs = dict(zip(WORLDS[::2], WORLDS[1::2], strict=True))
    paid = [payment | {"year": year} for year, some in zip(pairs, told, strict=False) for payment in some]
    more = [payment | {"year": pairs[str(payment["year"])]} for payment in paid]
    strangers = [stranger | {"year": year} for year, _ in zip(pairs.values(), told, strict=False)]
    with loaded([*paid, *more, *strangers], outcomes) as engine:
        found = {one.id: one for name in SHARES for one in measured(name, engine)}
    for one in found.values():
        assert 0 <= one.numerator <= one.numerator + one.unknown <= one.denominator
        twice = one.cut["year"] in pairs and one.cut.get("kind") != "unknown"
        if one.denominator and twice:
            other = found[one.id.replace(one.cut["year"], pairs[one.cut["year"]])]
            assert one.lower is not None and one.value is not None and one.upper is not None
            assert other.lower is not None and other.upper is not None
            assert 0 <= other.lower <= one.lower <= one.value <= one.upper <= other.upper <= 1


def test_a_kind_that_is_not_known_is_a_class_with_its_pounds() -> None:
    """All that is known of it is how much it is: no other class could be part of it."""
    paid = [{"kind": kind, "payee": kind, "amount_pence": 10} for kind in ("charity", "unknown")]
    with loaded(paid, {}) as engine:
        found = {one.id: one for one in measured("by_kind", engine)}
    assert found["by_kind/unknown/all"].upper == Fraction(1, 2)
    assert found["by_kind/charity/all"].upper == 1
