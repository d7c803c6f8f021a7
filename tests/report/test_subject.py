"""What a report is about, put together from the sample place's store."""

from types import SimpleNamespace

import pytest

from keepitlocal.report.subject import Subject
from keepitlocal.tasks._subject_money import may_be_named

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def assembled(wexborough: SimpleNamespace) -> Subject:
    from datetime import date

    from keepitlocal.store.versions import current
    from keepitlocal.tasks._folder import open_folder
    from keepitlocal.tasks._place import place_of
    from keepitlocal.tasks._subject import assemble

    folder = open_folder(wexborough.folder)
    version = current(folder.store)
    return assemble(folder, version, wexborough.findings, place=place_of(folder, version), made=date(2026, 3, 3))


def test_the_lines_lead_from_what_was_published_to_what_could_be_chosen(assembled: Subject) -> None:
    removed = sum(line.pence for line in assembled.lines if line.removed)
    assert assembled.published_pence - removed == assembled.choosable_pence
    assert assembled.period == "2023-26"


def test_what_was_published_is_what_the_sample_was_made_of(assembled: Subject) -> None:
    from keepitlocal.sample import truth

    counted = truth()["counted"]
    assert (assembled.published_pence, assembled.published_rows) == (counted["pence"], counted["rows"])


def test_no_line_of_people_names_anybody(assembled: Subject) -> None:
    for line in assembled.lines:
        if line.id in ("people", "individuals"):
            assert line.examples == ()


def test_suppliers_are_named_from_fifty_thousand_pounds_a_year(assembled: Subject) -> None:
    assert assembled.suppliers
    for supplier in assembled.suppliers:
        assert max(pence for _, pence in supplier.by_year) >= 50_000_00
        assert supplier.kind not in ("individual", "partnership")
        assert supplier.because


def test_districts_with_few_organisations_are_put_together(assembled: Subject) -> None:
    for row in assembled.where:
        assert row.here or row.code == "" or (row.organisations or 0) >= 5


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("GREATER MANCHESTER PENSION FUND", True),
        ("Tovmarsh Waste Management (UK) Ltd", True),
        ("Jane Example", False),
        ("Mrs J Example", False),
        ("Example House Refuge Ltd", False),
    ],
)
def test_only_names_that_are_plainly_a_bodys_are_examples(name: str, shown: bool) -> None:
    assert may_be_named(name) == shown
