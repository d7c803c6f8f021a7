"""A payee that is probably one person is told from a body; places of names in purposes are found without much else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepitlocal.domain.people import find_names, likely_person
from keepitlocal.reference import rows

# Every surname here is invented.
PERSONS = [
    "Mr Zebedee Quillfeather",
    "MRS A QUILLFEATHER",
    "Miss Quillfeather",
    "Ms. Aisha Brindlethorpe",
    "Mr & Mrs J Brindlethorpe",
    "Dr Oluwaseun Marrowby",
    "QUILLFEATHER ZEBEDEE MR",
    "QUILLFEATHER, Helen",
    "Quillfeather, H",
    "Quillfeather, Mrs Helen Jane",
    "H Quillfeather",
    "H. J. Quillfeather",
    "Quillfeather H J",
    "Helen Quillfeather",
    "HELEN JANE QUILLFEATHER",
    "Rajesh Brindlethorpe",
    "Agnieszka O'Marrowby",
    "QUILLFEATHER HELEN",
    "Helen Quillfeather ****0000",
    "Helen Quillfeather (Childminder)",
]
BODIES = [
    "Quillfeather Ltd",
    "Helen Quillfeather Ltd",
    "Helen Quillfeather Catering",
    "H J Quillfeather & Sons",
    "Zebedee Quillfeather T/A Quill Plumbing",
    "Mr Quill's Garden",
    "Mrs Quill's Day Nursery",
    "Julian House",
    "Victoria Mill Trust",
    "St Helen",
    "Marie Curie",
    "John Lewis",
    "Grant Thornton",
    "N H S Pensions",
    "S C C",
    "B T Redcare",
    "A1 Scales",
    "A2B Stationery",
    "Wexborough FM",
    "Wexborough W.I.",
    "Quality Protects",
    "Redacted",
    "3663",
    "",
]


@pytest.mark.parametrize("name", PERSONS)
def test_persons(name: str) -> None:
    assert likely_person(name)
    assert likely_person(name.upper())


@pytest.mark.parametrize("name", BODIES)
def test_bodies(name: str) -> None:
    assert not likely_person(name)


@pytest.mark.parametrize("form", ["Ltd", "Limited", "PLC", "LLP", "CIC", "Trust", "Charity", "School", "Services"])
@pytest.mark.parametrize("name", PERSONS)
def test_a_person_with_a_form_of_business_is_a_body(name: str, form: str) -> None:
    assert not likely_person(f"{name} {form}")


def test_given_names_are_written_once_in_order() -> None:
    names = [row["name"] for row in rows("given_names")]
    assert len(names) > 900
    assert names == sorted(set(names))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Performance fee - Helen Quillfeather", ["Helen Quillfeather"]),
        ("Taxi for Mr Quillfeather, March", ["Mr Quillfeather"]),
        ("Dr R Quillfeather April 2015 monthly payment", ["Dr R Quillfeather"]),
        ("HELEN QUILLFEATHER and Rajesh Marrowby", ["HELEN QUILLFEATHER", "Rajesh Marrowby"]),
        ("Helen House Road repairs", []),
        ("Helen Quill Primary School", []),
        ("St Helen Quillfeather", []),
        ("SPRINGFIELD DR WEXBOROUGH", []),
        ("IT maintenance - MS Dynamics licence", []),
        ("Freelance staff - Chris Inv 180625", []),
        ("helen quillfeather", []),
        ("Residential care fees", []),
        ("", []),
    ],
)
def test_names_in_a_purpose(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_names(text)] == found


@given(st.text(st.sampled_from("Helen Mr.QuiABC -,'0")))
def test_places_are_in_order_inside_the_text_and_apart(text: str) -> None:
    edges = [edge for place in find_names(text) for edge in place]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(start < end for start, end in find_names(text))


@pytest.mark.data
@pytest.mark.parametrize(
    "kind",
    ["Registered_charity", "Company_Limited_by_Guarantee", "Registered_Society", "School", "Parish_or_Town_Council"],
)
def test_hardly_a_registered_body_is_taken_for_a_person(data: Path, kind: str) -> None:
    import gzip

    with gzip.open(data / "registers" / "names_by_type" / f"{kind}.txt.gz", "rt", encoding="utf-8") as file:
        names = [line.strip() for line in file][::7]
    assert len(names) > 1000
    assert sum(map(likely_person, names)) < len(names) / 100
