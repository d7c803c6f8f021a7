"""Nothing in the sample place can be taken for a real body, place or person; what must never come out is in it."""

import csv
import gzip
import io
import json
import re
from pathlib import Path
from random import Random

import pytest

from keepitlocal import sample
from keepitlocal.domain.organisation import KINDS, SIZES, charity_number, company_number, vat_number
from keepitlocal.sample.geography import Area, Point, survey
from keepitlocal.sample.planted import POSTCODES
from keepitlocal.sample.world import make

Texts = dict[str, str]
# The one name that the sample shares with the world: every council pays tax to it.
TRUE_NAMES = {"hm revenue and customs"}


@pytest.fixture(scope="session")
def everything(texts: Texts) -> str:
    return "\n".join(texts.values())


def table(texts: Texts, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(texts[path], newline="")))


def test_postcodes_are_ones_that_cannot_exist(everything: str) -> None:
    found = set(re.findall(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b", everything))
    assert len(found) > 2500
    assert {postcode[:2] for postcode in found} == {"ZZ"}


def test_area_codes_are_ones_that_cannot_exist(everything: str) -> None:
    found = set(re.findall(r"\b[EWSN]\d{8}\b", everything))
    assert len(found) > 150
    assert {code[:3] for code in found} == {"E99"}


def test_register_numbers_are_ones_that_cannot_exist(everything: str) -> None:
    found = set(re.findall(r"\b(?:GB-[A-Z]{3,4}|XX-WEX)-[A-Z0-9]+", everything))
    shapes = r"GB-CHC-9\d{6}|GB-COH-99\d{6}|GB-MPR-Z\d{4}|GB-LAE-ZZW|GB-PPON-ZZZZ|XX-WEX-0001"
    assert {number for number in found if not re.fullmatch(shapes, number)} == set()


def test_notice_ids_are_ones_that_cannot_exist(everything: str) -> None:
    assert {ocid[:11] for ocid in re.findall(r"ocds-\w+-\w+", everything)} == {"ocds-zz9999"}


def test_vat_numbers_fail_both_check_sums(everything: str) -> None:
    numbers = set(re.findall(r"\bGB(\d{9})\b", everything))
    assert len(numbers) > 100
    for number in numbers:
        total = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), number, strict=False))
        assert (total + int(number[7:])) % 97 != 0 and (total + int(number[7:]) + 55) % 97 != 0
        assert vat_number(number) == number


def test_web_addresses_are_examples_or_the_law(everything: str) -> None:
    hosts = set(re.findall(r"https?://([^/\s\"]+)", everything))
    assert {host for host in hosts if not host.endswith(".example")} <= {
        "www.legislation.gov.uk", "schemas.openxmlformats.org",
    }  # fmt: skip


def test_every_planted_string_is_in_the_inputs(everything: str) -> None:
    low = everything.lower()
    for kind, strings in sample.PLANTED.items():
        assert strings[0].lower() in low, kind
        assert sum(string.lower() in low for string in strings) >= min(3, len(strings)), kind


@pytest.mark.parametrize("kind", ["refuge", "childrens_home"])
def test_a_home_is_paid_owned_listed_and_registered(kind: str, texts: Texts) -> None:
    for folder in ("spend", "land", "directory", "registers"):
        lines = [text.lower() for path, text in texts.items() if path.startswith(f"inputs/{folder}/")]
        assert any(string.lower() in text for string in sample.PLANTED[kind] for text in lines), folder


def test_the_register_speaks_the_words_of_the_domain(texts: Texts) -> None:
    rows = table(texts, "inputs/registers/organisations.csv")
    assert 350 <= len(rows) <= 450
    assert len({row["org_id"] for row in rows}) == len(rows)
    assert {row["kind"] for row in rows} <= set(KINDS)
    assert {row["size"] for row in rows} <= {"", *SIZES}
    assert {row["parent"] for row in rows} - {""} <= {row["org_id"] for row in rows}
    for row in rows:
        assert not row["charity_number"] or charity_number(row["charity_number"]) == row["charity_number"]
        assert not row["company_number"] or company_number(row["company_number"]) == row["company_number"]


def test_every_organisation_paid_is_on_the_register(texts: Texts) -> None:
    listed = {row["org_id"] for row in table(texts, "inputs/registers/organisations.csv")}
    paid = {org_id for org_id in sample.truth()["payees"].values() if org_id}
    assert paid <= listed


def area_of(outline: tuple[Point, ...]) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(outline, outline[1:], strict=False))) / 2


def holds(area: Area, longitude: float, latitude: float) -> bool:
    inside = False
    for (ax, ay), (bx, by) in zip(area.outline, area.outline[1:], strict=False):
        if (ay > latitude) != (by > latitude) and longitude < (bx - ax) * (latitude - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def test_areas_fill_their_parents_and_hold_their_postcodes() -> None:
    geography = survey(Random(7), with_postcodes=POSTCODES)
    shaped = {area.code: area for area in geography.areas if area.outline}
    for parent in (area for area in shaped.values() if area.kind in ("district", "ward")):
        parts = [area for area in shaped.values() if area.parent == parent.code]
        assert sum(area_of(part.outline) for part in parts) == pytest.approx(area_of(parent.outline), rel=1e-6)
    for found in geography.postcodes:
        for code in (found.district, found.ward, found.lsoa):
            assert holds(shaped[code], found.longitude, found.latitude), (found.text, code)


def plain(name: str) -> str:
    words = re.sub(r"[^a-z0-9 ]", " ", name.lower().replace("&", " and ").replace("'", ""))
    ending = r"\b(limited|ltd|plc|llp|cic|cio|community interest company|the|uk)\b"
    return " ".join(re.sub(ending, " ", words).split())


@pytest.mark.data
def test_no_invented_name_is_a_real_organisation_s(data: Path, texts: Texts) -> None:
    ours = {plain(row["name"]) for row in table(texts, "inputs/registers/organisations.csv")}
    ours |= {plain(payment.payee.name) for written in make(2026).spend for payment in written.kept}
    firsts = {name.split()[0] for name in ours if name}
    real = set[str]()
    for path in (data / "registers" / "names_by_type").glob("*.txt.gz"):
        with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
            # Making half a million names plain takes seconds; a name that opens with no first word of ours is another.
            real |= {plain(line) for line in lines if any(word in firsts for word in opening(line))}
    assert len(real) > 1000
    assert ours & real <= TRUE_NAMES


def opening(name: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", name[:40].lower().replace("'", ""))[:3]


@pytest.mark.data
def test_notices_grants_and_services_fit_the_published_schemas(data: Path, texts: Texts) -> None:
    from jsonschema import Draft4Validator, Draft202012Validator

    releases = [json.loads(line) for line in texts["inputs/notices/find_a_tender_wexborough.jsonl"].splitlines()]
    schema = Draft4Validator(json.loads((data / "schemas/ocds/release-schema.json").read_text(encoding="utf-8")))
    assert [error.message for release in releases for error in schema.iter_errors(release)] == []
    services = json.loads(texts["inputs/directory/services.json"])["contents"]
    path = data / "directories/open_referral_samples/Schemas_V3.0-UK_service.json"
    schema_3 = Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
    assert [error.message for service in services for error in schema_3.iter_errors(service)] == []
    grants = json.loads(texts["inputs/grants/wexborough_360giving.json"])["grants"]
    giving = Draft4Validator(
        json.loads((data / "schemas/360giving/360-giving-schema.json").read_text(encoding="utf-8"))
    )
    # A plain date is taken for a date-time too where formats are not checked: the one complaint that means nothing.
    errors = [error for grant in grants for error in giving.iter_errors(grant) if error.validator != "oneOf"]
    assert [error.message for error in errors] == []
