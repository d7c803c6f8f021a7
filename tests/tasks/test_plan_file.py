"""A plan's file says what the records say, takes an officer's word over it, and tells every slip in words."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.commission import Commission
from keepitlocal.tasks._folder import Problem
from keepitlocal.tasks._plan_file import read, written

KNOWN = Commission(
    title='Carers "and" friends', reference="S1", value_pence=123_456_78, months=36, end=date(2027, 3, 31)
)


def held(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_written_reads_back_as_it_was(tmp_path: Path) -> None:
    file = held(tmp_path / "plan.toml", written(KNOWN, source="register.csv, row 2"))
    assert read(file, start=KNOWN).commission == KNOWN


def test_a_new_file_says_nothing_over_the_records(tmp_path: Path) -> None:
    """So that next month's register is not held up by what last month's said."""
    file = held(tmp_path / "plan.toml", written(KNOWN, source="register.csv, row 2"))
    assert read(file, start=Commission(title="Newer")).commission == Commission(title="Newer")


def test_each_line_can_be_used_as_it_stands_without_its_mark(tmp_path: Path) -> None:
    lines = written(KNOWN, source="register.csv, row 2").splitlines()
    known = lines[lines.index("# What the records say:") + 1 : lines.index("# What they do not say:") - 1]
    text = "\n".join(["format = 1", "[commission]", *(line.removeprefix("# ") for line in known)])
    start = Commission(reference=KNOWN.reference)
    assert read(held(tmp_path / "plan.toml", text), start=start).commission == KNOWN


@given(
    title=st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=40),
    value=st.none() | st.integers(0, 10**13),
    cpv=st.sampled_from([(), ("85320000",), ("85320000", "85312000")]),
    transfer=st.none() | st.booleans(),
)
def test_any_commission_reads_back(tmp_path_factory, title, value, cpv, transfer) -> None:
    made = Commission(
        title=title,
        value_pence=value,
        cpv=cpv,
        cpv_main=cpv[0] if len(cpv) == 1 else None,
        staff_transfer=transfer,
    )
    file = held(tmp_path_factory.mktemp("plan") / "p.toml", written(made, source="x"))
    assert read(file, start=made).commission == made


def test_an_officers_word_counts(tmp_path: Path) -> None:
    text = (
        'format = 1\n[commission]\nvalue = 250000.5\ncpv = ["85320000"]\nstaff_transfer = true\n[reasons]\nlots = "One"'
    )
    found = read(held(tmp_path / "plan.toml", text), start=KNOWN)
    assert (found.commission.value_pence, found.commission.cpv_main) == (250_000_50, "85320000")
    assert found.commission.staff_transfer is True and found.commission.title == KNOWN.title
    assert found.reasons == {"lots": "One"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[commission]", "format"),
        ("format = 1\n[commission]\nvalu = 3", "Did you mean value?"),
        ("format = 1\n[commission]\nvalue = '£3'", "give pounds"),
        ("format = 1\n[commission]\nvalue = -3", "give pounds"),
        ("format = 1\n[commission]\nmonths = 3.5", "whole number"),
        ("format = 1\n[commission]\nend = '2027-03-31'", "without quotation marks"),
        ("format = 1\n[commission]\nhealth = 'yes'", "true or false"),
        ("format = 1\n[commission]\ncpv = [85320000]", "eight figures"),
        ("format = 1\n[commission]\nsubject = 'service'", "goods, services, works"),
        ("format = 1\n[commission]\ntitle = 3", "quotation marks"),
        ("format = 1\ncommission = 3", "section"),
        ("format = 1\n[reason]\nlots = 'x'", "means nothing here"),
        ("format = 1\n[commission\n", "could not be read"),
    ],
)
def test_every_slip_is_told_in_words(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Problem, match="plan.toml") as told:
        read(held(tmp_path / "plan.toml", text))
    assert said in str(told.value)
