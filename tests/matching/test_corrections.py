"""People's decisions: read with the row in every error, the later one counting, contradictions refused."""

from datetime import date

import pytest

from keepitlocal.matching.corrections import COLUMNS, read_decisions, settle

HEAD = ",".join(COLUMNS) + "\n"


def test_a_decision_is_read() -> None:
    (one,) = read_decisions(HEAD + "Hazelbeck, GB-CHC-9000001,Yes,SB,2026-03-04,invoice\n\n", file="a.csv")
    assert (one.payee, one.org_id, one.is_it, one.on, one.row) == (
        "Hazelbeck",
        "GB-CHC-9000001",
        True,
        date(2026, 3, 4),
        2,
    )
    assert one.because == "decided by SB on 4 March 2026: invoice"


def test_a_file_saved_by_a_spreadsheet_is_read() -> None:
    text = "\ufeff" + HEAD.upper() + 'A,gb-chc-1,no,SB,2026-03-04,"because, well"\n,,,,,\n'
    (one,) = read_decisions(text, file="a.csv")
    assert (one.org_id, one.is_it, one.why) == ("GB-CHC-1", False, "because, well")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("A,GB-CHC-1,maybe,SB,2026-03-04,", "row 2.*yes.*no"),
        ("A,1234567,yes,SB,2026-03-04,", "row 2.*no org-id"),
        ("A,GB-CHC-1,yes,SB,4/3/2026,", "row 2.*2026-03-31"),
        ("A,GB-CHC-1,yes,,2026-03-04,", "row 2.*by is empty"),
        (",GB-CHC-1,yes,SB,2026-03-04,", "row 2.*payee is empty"),
    ],
)
def test_what_cannot_be_understood_is_told_with_file_and_row(row: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"a.csv, {message}"):
        read_decisions(HEAD + row + "\n", file="a.csv")


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="why is not there"):
        read_decisions("payee,org_id,decision,by,on\n", file="a.csv")


def decided(*rows: str) -> tuple[dict[str, str], set[tuple[str, str]]]:
    sure, never = settle(read_decisions(HEAD + "\n".join(rows) + "\n", file="a.csv"))
    return {key: one.org_id for key, one in sure.items()}, set(never)


def test_the_later_decision_counts() -> None:
    later = decided("A,GB-CHC-1,yes,SB,2026-03-04,", "a,GB-CHC-1,no,SB,2026-03-05,")
    assert later == ({}, {("a", "GB-CHC-1")})
    assert decided("a,GB-CHC-1,no,SB,2026-03-05,", "A,GB-CHC-1,yes,SB,2026-03-04,") == later


def test_no_to_one_and_yes_to_another_go_together() -> None:
    told = decided("A  B,GB-CHC-1,no,SB,2026-03-04,", "a b,GB-CHC-2,yes,SB,2026-03-04,")
    assert told == ({"a b": "GB-CHC-2"}, {("a b", "GB-CHC-1")})


@pytest.mark.parametrize("second", ["A,GB-CHC-1,no,SB,2026-03-04,", "A,GB-CHC-2,yes,SB,2026-03-05,"])
def test_contradictions_name_both_rows(second: str) -> None:
    with pytest.raises(ValueError, match=r"row 2 and a.csv, row 3 contradict"):
        decided("A,GB-CHC-1,yes,SB,2026-03-04,", second)
