"""Which figures moved, and every cause that could have moved them; two places, only where they can be compared."""

from typing import Any

from keepitlocal.report.comparison import causes, compare, figure, side_by_side
from tests.report.test_findings_json import HEADER, finding


def spend(name: str = "april.csv", sha: str = "a", **changes: Any) -> dict[str, Any]:
    told = {
        "file": name, "sha256": sha * 64, "source": "spend", "title": "Spending over £500", "table": "payments",
        "rows": 10,
        "kept": 10, "amount_pence": 5000, "first_date": "2025-04-01", "last_date": "2025-04-30",
    }  # fmt: skip
    return told | changes


def made(**changes: Any) -> dict[str, Any]:
    return HEADER | {"inputs": [spend()]} | changes


def kinds(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [cause.kind for cause in causes(old, new)]


def test_nothing_changed_has_no_cause_and_no_move() -> None:
    found = compare((made(), [finding()]), (made(), [finding()]))
    assert (found.causes, found.moves, found.same) == ((), (), 1)


def test_each_kind_of_cause_is_told() -> None:
    register = spend("charities.csv", "c", source="register", table="organisations")
    assert kinds(made(), made(inputs=[spend(sha="b")])) == ["data"]
    assert kinds(made(), made(inputs=[spend(), spend("may.csv", "m")])) == ["data"]
    assert kinds(made(), made(inputs=[])) == ["data"]
    assert kinds(made(), made(inputs=[spend(), register])) == ["register"]
    assert kinds(made(), made(registers=[{"register": "postcodes", "release": "package 2"}])) == ["register"]
    assert kinds(made(), made(corrections=[])) == ["corrections"]
    assert kinds(made(), made(parameters={"local": {"rule": "county"}})) == ["corrections"]
    assert kinds(made(), made(law={"date": "2026-04-01"})) == ["law"]
    assert kinds(made(), made(software={"name": "keepitlocal", "version": "2"})) == ["method"]
    assert kinds(made(), made(parameters=made()["parameters"] | {"matching_method": 9})) == ["method"]
    assert kinds(made(), made(inputs=[spend(kept=9)])) == ["method"]


def test_a_renamed_file_is_no_cause() -> None:
    assert kinds(made(), made(inputs=[spend("renamed.csv")])) == []


def test_several_causes_are_all_named() -> None:
    after = made(inputs=[spend(sha="b")], corrections=[])
    found = compare((made(), [finding()]), (after, [finding(numerator=200)]))
    assert [(move.id, move.why) for move in found.moves] == [("kept_local/area/all", ("data", "corrections"))]


def test_a_figure_with_another_method_moved_by_method() -> None:
    found = compare((made(), [finding()]), (made(), [finding(method=2)]))
    assert [move.why for move in found.moves] == [("method",)]


def test_figures_that_come_and_go_are_moves() -> None:
    found = compare((made(), [finding("a/all")]), (made(corrections=[]), [finding("b/all")]))
    assert [(move.id, move.before is None, move.after is None) for move in found.moves] == [
        ("a/all", False, True),
        ("b/all", True, False),
    ]


def other_place(**changes: Any) -> dict[str, Any]:
    return made(place={"code": "E99000002", "name": "Ashmarch"}) | changes


def reasons(here: Any, there: Any, **changes: Any) -> list[str]:
    found = side_by_side((made(), [here]), (other_place(**changes), [there]))
    assert len(found.pairs) + sum(len(one.ids) for one in found.left_out) == (1 if here.id == there.id else 2)
    return [one.reason for one in found.left_out]


def test_places_are_compared_where_everything_agrees() -> None:
    assert reasons(finding(), finding(numerator=7, rule="Address in Ashmarch")) == []


def test_what_does_not_agree_is_left_out_with_the_reason() -> None:
    assert "different years" in reasons(finding(), finding(period="2025-26"))[0]
    assert "different sources" in reasons(finding(), finding(source="contracts"))[0]
    assert "different methods" in reasons(finding(), finding(method=2))[0]
    assert reasons(finding("a/all"), finding("b/all")) == [
        "Ashmarch has no such figure",
        "Wexborough has no such figure",
    ]
    more = [*HEADER["registers"], {"register": "Register of charities", "release": "x.csv sha256:0"}]
    assert reasons(finding(), finding(), registers=more) == ["only Ashmarch was matched with Register of charities"]


def test_years_with_other_months_are_left_out() -> None:
    year = [spend(last_date="2025-06-30")]
    told = reasons(finding(period="2025-26"), finding(period="2025-26"), inputs=year)
    assert told == ["of different months of 2025-26 (Wexborough has 1, Ashmarch 3)"]
    earlier = [spend(), spend("old.csv", "o", first_date="2024-04-01", last_date="2025-03-31")]
    assert reasons(finding(period="2025-26"), finding(period="2025-26"), inputs=earlier) == []


def test_a_figure_in_words() -> None:
    assert figure(finding()) == "between 33.3% and 50% of £3"
    assert figure(finding(unknown=0)) == "33.3% of £3"
    assert figure(finding(share=False, unit="bodies", numerator=1200)) == "1,200"
    assert figure(finding(unit="index")) == "0.333"
    assert figure(None) == "no figure"
