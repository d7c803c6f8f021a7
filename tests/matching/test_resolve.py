"""Which organisation is a payee: what is linked, what a person should look at, what is nobody; and what must never matter."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepitlocal.domain.people import likely_person
from keepitlocal.domain.redaction import is_redacted
from keepitlocal.matching.index import FAMILIES, Index
from keepitlocal.matching.model import shipped
from keepitlocal.matching.resolve import evidence, resolve
from keepitlocal.matching.uncertain import LINK, NONE, REVIEW
from tests.small_register import ask, crowd, index_of, told

HALLS = [
    (f"GB-CHC-{9100000 + at}", "Village Hall", f"ZY{at // 20 + 1} {at % 9}A{chr(65 + at % 20)}", "charity")
    for at in range(171)
]
NAMED = [
    ("GB-CHC-9000001", "Hazelbeck Trust", "ZZ1 1AA", "charity"),
    ("GB-CHC-9000002", "Mind", "ZZ1 1AB", "charity"),
    ("GB-CHC-9000003", "Wexborough Mind", "ZZ1 1AC", "charity"),
    ("GB-EDU-9000004", "St Mary's Primary School", "ZZ3 1AA", "school"),
    ("GB-EDU-9000005", "St Mary's Primary School", "ZZ4 1AA", "school"),
    ("GB-COH-99000006", "OTTERDENE NORTHERN LIMITED", "ZZ5 1AA", "company"),
    ("GB-COH-99000007", "OTTERDENE HOLDINGS LIMITED", "ZZ5 1AA", "company"),
    ("GB-COH-99000008", "B & Q PLC", "ZZ6 1AA", "company"),
    ("GB-EDU-9000009", "University of Tidemouth", "ZZ7 1AA", "school"),
    ("GB-EDU-9000010", "Tidemouth Spa University", "ZZ7 1AB", "school"),
    ("GB-COH-99000011", "LITTLE OTTERS NURSERY LIMITED", "ZZ8 1AA", "company"),
    ("GB-COH-99000012", "OLD FERRY STORES LIMITED", "ZZ8 1AB", "company"),
    ("GB-COH-99000012", "TIDEMOUTH PROVISIONS LIMITED", "ZZ8 1AB", "company"),
    ("GB-COH-99000013", "PEBBLEDASH LIMITED", "ZZ8 1AC", "company"),
    ("GB-CHC-9000014", "Pebbledash", "ZZ8 1AD", "charity"),
    ("GB-CHC-9000015", "Câr Enghraifft Cyf", "ZZ8 1AE", "charity"),
    ("GB-COH-99000016", "12 TIDEMOUTH ROAD MANAGEMENT LIMITED", "ZZ8 1AF", "company"),
    # Words of their own that other names could have for theirs.
    ("GB-COH-99000017", "SOUTHERN CASTLE TYRES LIMITED", "ZZ8 1AG", "company"),
    ("GB-COH-99000018", "SOUTHERN LANTERN TYRES LIMITED", "ZZ8 1AH", "company"),
    ("GB-COH-99000019", "CASTLE HOUSING LIMITED", "ZZ8 1AJ", "company"),
    ("GB-COH-99000020", "LANTERN HOUSING LIMITED", "ZZ8 1AK", "company"),
]  # fmt: skip
REGISTER = [*NAMED, *HALLS, *crowd(300)]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return index_of(tmp_path_factory.mktemp("resolve") / "index", REGISTER)


@pytest.mark.parametrize(
    ("payee", "org_id"),
    [
        ("HAZELBECK TRUST", "GB-CHC-9000001"),
        ("The Hazelbeck Trust.", "GB-CHC-9000001"),
        ("Mind", "GB-CHC-9000002"),
        ("WEXBOROUGH MIND", "GB-CHC-9000003"),
        ("B&Q PLC", "GB-COH-99000008"),
        ("B and Q plc", "GB-COH-99000008"),
        ("Tidemouth Spa University", "GB-EDU-9000010"),
        ("Little Otters Nursery Ltd", "GB-COH-99000011"),
        ("LittleOtters Nursery Limited", "GB-COH-99000011"),
        ("Tidemouth Provisions Ltd", "GB-COH-99000012"),
        ("CÂR ENGHRAIFFT CYFYNGEDIG", "GB-CHC-9000015"),
    ],
)
def test_a_name_written_in_another_way_is_linked(payee: str, org_id: str, index: Index) -> None:
    assert [told(answer) for answer in ask(index, payee)] == [(LINK, org_id)]


@pytest.mark.parametrize(
    "payee",
    ["Nobody Knows Supplies", "Purple Elephant Consulting", "Ashmarch Mind", "Mind in Ashmarch", "Q", "1234", "", None],
)
def test_a_stranger_is_nobody(payee: str | None, index: Index) -> None:
    (answer,) = ask(index, payee)
    assert told(answer) == (NONE, None)
    assert "nobody of a like name" in answer.because


@pytest.mark.parametrize(
    ("payee", "postcode"),
    [
        ("Ashmarch Mind", "ZZ1 1AB"),  # a local Mind is a charity of its own, whatever address it gives
        ("Otterdene Southern Ltd", "ZZ5 1AA"),  # a sister company at the same address
        ("Otterdene Housing Ltd", "ZZ5 1AA"),
        ("Otterdene Lantern Ltd", "ZZ5 1AA"),
        ("Tidemouth University Spa Hotel", None),
        ("14 Tidemouth Road Management Ltd", "ZZ8 1AF"),
        ("Village Hall", None),
        ("Thornby Village Hall", None),
        ("St Mary's Primary School", None),
        ("St Marys Primary", None),
        ("St Mary's Primary School", "ZZ9 9ZZ"),
    ],
)
def test_a_name_that_may_be_anothers_is_never_linked(payee: str, postcode: str | None, index: Index) -> None:
    assert ask(index, payee, postcodes=[postcode])[0].decision != LINK


def test_of_two_with_one_name_the_postcode_says_which(index: Index) -> None:
    for _, name, postcode, _ in [*NAMED[3:5], *HALLS[::17]]:
        (answer,) = ask(index, name, postcodes=[postcode])
        assert answer.decision == LINK and answer.candidates[0].postcode == postcode
        assert "postcode agrees" in answer.because
    (answer,) = ask(index, "St Mary's Primary School")
    assert {one.org_id for one in answer.candidates[:2]} == {"GB-EDU-9000004", "GB-EDU-9000005"}
    assert "others have the same name" in answer.because


def test_nobody_is_called_the_only_one_where_there_are_two(index: Index) -> None:
    for name in ("Pebbledash", "Pebbledash Ltd", "St Mary's Primary School", "Village Hall"):
        for postcode in (None, "ZZ4 1AA", "ZY2 7AO"):
            (answer,) = ask(index, name, postcodes=[postcode])
            assert not any("the only one" in one.because for one in answer.candidates)


def test_the_legal_form_says_which(index: Index) -> None:
    assert ask(index, "Pebbledash Ltd")[0].candidates[0].org_id == "GB-COH-99000013"
    assert ask(index, "Pebbledash")[0].candidates[0].org_id == "GB-CHC-9000014"


def test_the_councils_own_code_says_which(index: Index) -> None:
    names = ["Pebbledash"] * 2
    known = evidence([None] * 2, families=[FAMILIES["company"], FAMILIES["charity"]])
    company, charity = resolve(names, known, index, model=shipped())
    assert (company.candidates[0].kind, charity.candidates[0].kind) == ("company", "charity")


@pytest.mark.parametrize(
    ("payee", "postcode", "said"),
    [
        ("Hazelbeck Trust", None, ["same name", "the only one of that name"]),
        ("HAZELBECK TRUST.", None, ["same name, written in another way"]),
        ("Hazelbeck Trust", "ZZ1 1AA", ["same name", "postcode agrees"]),
        ("Hazelbeck Trust", "ZZ1 9ZZ", ["same name", "postcode of the same district"]),
        ("Hazelbeck Trust", "ZZ9 9ZZ", ["same name", "but another postcode"]),
        ("Little Otters Nursery", None, ["same name but for the legal form"]),
        ("Little Otters Nursery Ltd T/A Sunny Days", None, ["compared by what stands first in the name"]),
        ("Sunny Days T/A Little Otters Nursery Ltd", None, ["compared by the trading name in it"]),
        ("204519 Little Otters Nursery Ltd", None, ["compared by the name without the code beside it"]),
        ("Otters Little Nursery Ltd", None, ["same words in another order"]),
        ("Little Oters Nursery Ltd", None, ["spelt nearly alike"]),
        ("LITTLE OTTERS NURSER", None, ["cut off"]),
        ("Tidemouth Provisions Ltd", None, ["former or other name"]),
        ("14 Tidemouth Road Management Ltd", None, ["another number in the name"]),
    ],
)
def test_reasons_say_what_agrees_and_what_does_not(
    payee: str, postcode: str | None, said: list[str], index: Index
) -> None:
    because = ask(index, payee, postcodes=[postcode])[0].candidates[0].because
    assert [words for words in said if words not in because] == []


WORDS = st.sampled_from([
    "Smith", "John", "Mr", "Mrs", "&", "J", "R", "Patel,", "Redacted", "Personal", "Data", "XXXX", "N/A", "Individual", "Withheld",
    "Name", "Hazelbeck", "Trust", "Ltd", "Mind", "School", "Care", "***",
])  # fmt: skip


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=4).map(" ".join))
def test_a_person_or_a_redacted_payee_is_never_looked_for(index: Index, payee: str) -> None:
    (answer,) = ask(index, payee)
    if payee and (likely_person(payee) or is_redacted(payee)):
        assert answer.decision == NONE and not answer.candidates


def test_a_company_that_goes_by_a_persons_name_is_not_given_to_that_person(tmp_path: Path) -> None:
    rows = [("GB-COH-99000001", "JOHN SMITH LIMITED", "ZZ1 1AA"), ("GB-CHC-9000002", "Redacted", None)]
    index = index_of(tmp_path / "i", rows)
    answers = ask(
        index, "John Smith", "Mr John Smith", "SMITH, JOHN", "Redacted", "John Smith Ltd", postcodes=["ZZ1 1AA"] * 5
    )
    assert [answer.candidates for answer in answers[:4]] == [()] * 4
    assert told(answers[4]) == (LINK, "GB-COH-99000001")


PARTS = (
    "Hazelbeck", "Otterdene", "Mind", "Village", "Hall", "Ltd", "T/A", "-", "(North)", "Castle", "12", "Tidemouth", "Primary", "&",
    "C.I.C.",
)  # fmt: skip
# Names as published, some damaged at random: what must hold holds for all of them.
ASKED = st.lists(
    st.one_of(
        st.none(),
        st.sampled_from([row[1] for row in REGISTER]),
        st.lists(st.sampled_from(PARTS), max_size=5).map(" ".join),
        st.builds(lambda name, at: name[:at] + name[at + 1 :], st.sampled_from([row[1] for row in REGISTER]), st.integers(0, 20)),
        st.text(max_size=12),
    ),
    max_size=6,
)  # fmt: skip
CODES = st.sampled_from([None, "ZZ5 1AA", "ZZ1 1AA", "ZX9 9ZZ", "rubbish"])


@settings(max_examples=12)
@given(ASKED, st.data())
def test_the_answer_to_one_name_depends_on_no_other(index: Index, names: list[str | None], data: st.DataObject) -> None:
    codes = [data.draw(CODES) for _ in names]
    together = ask(index, *names, postcodes=codes)
    assert [ask(index, name, postcodes=[code])[0] for name, code in zip(names, codes, strict=True)] == together
    order = data.draw(st.permutations(range(len(names))))
    turned = ask(index, *(names[at] for at in order), postcodes=[codes[at] for at in order])
    assert turned == [together[at] for at in order]


@settings(max_examples=40)
@given(ASKED)
def test_confidences_are_shares_and_candidates_in_their_order(index: Index, names: list[str | None]) -> None:
    for answer in ask(index, *names, closely=6):
        sure = [one.confidence for one in answer.candidates]
        assert all(one is not None and 0 <= one <= 1 for one in sure)
        assert sure == sorted(sure, key=lambda one: -(one or 0))
        assert len({one.org_id for one in answer.candidates}) == len(sure)
        assert answer.decision in (LINK, REVIEW, NONE) and answer.because
        assert (answer.org_id is None) is (answer.decision == NONE)


def test_strangers_on_the_register_change_no_link(tmp_path: Path) -> None:
    few = [*NAMED, *crowd(90)]
    letters = Random(3)
    strangers = [
        (
            f"GB-COH-97{at:06d}",
            " ".join("".join(letters.choices("QXZVKJ", k=7)) for _ in range(2)),
            f"XX{at % 90 + 1} 1AA",
        )
        for at in range(150)
    ]
    names = [row[1] for row in few] + [row[1].title()[:-1] for row in few]
    codes: list[str | None] = [None] * len(few) + [row[2] for row in few]
    before, after = (
        ask(index_of(tmp_path / name, rows), *names, postcodes=codes)
        for name, rows in (("few", few), ("more", [*few, *strangers]))
    )
    assert [told(one) for one in before] == [told(one) for one in after]
    assert [round(one.confidence, 6) for one in before] == [round(one.confidence, 6) for one in after]
