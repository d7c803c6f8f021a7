"""Land and asset lists: the layouts that occur, and what is never placed."""

import pytest

from keepitlocal.domain.sensitive import is_sensitive
from tests.sources.conftest import Read


def test_duplicate_headings_and_line_breaks_in_cells(read: Read) -> None:
    land = read(
        "Organisation,OrganisationLabel,Organisation,OrganisationLabel,UPRN,AssetCode,PropertyName,"
        "StreetName,PostTown,PostCode,"
        "GeoX,GeoY,TenureType,TenureDetail,HoldingType\n"
        "Example Council,99UB,Example Council,99UB,1,A1,1 Example Mews,"
        'High Street,Examplebury,"ZZ1 1AA\n",395265,222126,Freehold,'
        "Leasehold,Land and Building\n"
        "Example Council,99UB,Example Council,99UB,2,A2,2 Example Mews,"
        '"High\nStreet",Examplebury,zz1  1ab,395265,222126,Freehold,'
        "Leasehold,Land and Building\n"
    )
    assert land.only.source == "land"
    first, second = land.rows("assets")
    assert (first["publisher"], first["postcode"], first["address"]) == (
        "Example Council",
        "ZZ1 1AA",
        "High Street, Examplebury",
    )
    assert (second["postcode"], second["address"]) == ("ZZ1 1AB", "High Street, Examplebury")


def test_one_address_column_and_no_postcode(read: Read) -> None:
    land = read(
        "Organisation,Organisation Label,UPRN,AssetCode,Site Address,GeoX,GeoY,TenureType,Tenure Detail,Holding Type\n"
        "Example Council,99UB,1,A1,Land at Mill Lane Examplebury,395265,222126,Freehold,"
        "Occupied by local authority,Open space\n"
    )
    (row,) = land.rows("assets")
    assert row["address"] == "Land at Mill Lane Examplebury"
    assert row["postcode"] is None


def test_json_of_flat_records_beside_a_note_about_them(read: Read) -> None:
    record = {
        "id": "9",
        "name": "Example Library",
        "address": "High Street",
        "postcode": "ZZ1 1AA",
        "category": "library",
    }
    other = {
        "id": "10",
        "name": "Grove House",
        "address": "Mill Lane",
        "postcode": "ZZ1 1AB",
        "category": "children_social_care",
    }
    more = {"ownership": "Freehold", "lat": 53.4, "lng": -2.3, "flags": [], "disposal": {"priority": 75}}
    land = read({"meta": {"generated": "2026-03-01"}, "assets": [record | more, other | more]}, name="assets.json")
    assert land.only.source == "land"
    library, grove = land.rows("assets")
    assert (library["sensitive"], grove["sensitive"]) == (False, True)
    assert (library["easting"], library["northing"], library["tenure"]) == (-2.3, 53.4, "Freehold")


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("The Larches", "Women's refuge"),
        ("Old Road Childrens Home", ""),
        ("Library", "Library"),
        ("Refuse depot", "Depot"),
    ],
)
def test_sensitive_is_what_the_one_list_says(read: Read, name: str, use: str) -> None:
    land = read(f"AssetCode,PropertyName,OtherDetail,TenureType\nA1,{name},{use},Freehold\n")
    (row,) = land.rows("assets")
    assert row["sensitive"] is (is_sensitive(name) or is_sensitive(use))


def test_places_with_an_address_and_no_tenure_are_not_a_land_list(read: Read) -> None:
    clubs = read("name,category,address,postcode\nExample Badminton,Badminton,Mill Lane,ZZ1 1AA\n").only
    assert clubs.source is None
    assert "Example Badminton" not in clubs.message
    assert "category" in clubs.message
