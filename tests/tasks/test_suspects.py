"""The first look in SQL never passes over a payee that a closer look would find."""

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.people import likely_person
from keepitlocal.domain.redaction import is_redacted
from keepitlocal.evidence.the_money import line_of_payee
from keepitlocal.tasks._suspects import suspects_sql

WORDS = st.sampled_from([
    "Smith", "John", "Mr", "Mrs", "&", "and", "A", "B", "12", "O'Care", "H", "M", "R", "C", "HMRC", "The", "Ltd",
    "Limited", "CARE_HOME", "Redacted", "Personal", "Data", "XXXX", "Pension", "Fund", "Combined", "Authority",
    "Wigan", "Council", "NHS", "Trust", "Primary", "School", "École", "Ångström", "Police", "of", "for",
    "Insurance", "Water", "N/A", "Individual", "Consulting", "Building", "Services",
])  # fmt: skip


def _suspects(names: list[str], overrides: dict[str, str | bool]) -> dict[str, bool]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE payees (payee VARCHAR)")
        connection.executemany("INSERT INTO payees VALUES (?)", [(name,) for name in names])
        return dict(
            connection.execute(
                f"SELECT payee, {suspects_sql('payee', 'NULL::VARCHAR', overrides=overrides)} FROM payees"
            ).fetchall()
        )


@given(st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), min_size=1, max_size=20, unique=True))
def test_a_payee_passed_over_is_no_person_not_redacted_and_on_no_line(names: list[str]) -> None:
    for name, suspect in _suspects(names, {}).items():
        assert suspect or not (likely_person(name) or is_redacted(name) or line_of_payee(name))


def test_a_payee_that_the_council_spoke_of_is_looked_at() -> None:
    told = _suspects(
        ["Example Building Services Limited", "Another Building Services Limited"],
        {"EXAMPLE Building Services, Limited": "property"},
    )
    assert told == {"Example Building Services Limited": True, "Another Building Services Limited": False}
