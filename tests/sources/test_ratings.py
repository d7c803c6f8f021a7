"""Ratings of regulated services, and the register of schools; individuals' names are never among what is kept."""

from tests.sources.conftest import Read

CQC = (
    "Location ID,Location HSCA start date,Dormant (Y/N),Care home?,Location Name,Registered manager,"
    "Location Primary Inspection Category,"
    "Location Latest Overall Rating,Publication Date,Location Local Authority,Location Postal Code,"
    "Provider ID,Provider Name,"
    "Provider Ownership Type,Provider Companies House Number,Provider Charity Number\n"
)


def test_care_services(read: Read) -> None:
    found = read(
        CQC + '1-1,01/01/2011,N,Y,Example House,"Manager, A",Residential social care,Good,14/05/2025,'
        "Examplebury,ZZ1 1AA,1-9,Example Care Ltd,"
        "Organisation,99000001,9000001.0\n"
        '1-2,01/01/2011,N,Y,Dr Someone,"Manager, B",GP Practices,Outstanding,15/05/2025,'
        "Examplebury,ZZ1 1AB,1-8,Dr Someone,Individual,,\n"
        '1-3,01/01/2011,N,N,Elm Road Supported Living,"Manager, C",Community based adult social care services,'
        "Good,16/05/2025,Examplebury,"
        "ZZ1 1AC,1-9,Example Care Ltd,Organisation,99000001,\n"
        "1-4,01/01/2011,Y,Y,Example Lodge,,Residential social care,Good,16/05/2025,Examplebury,ZZ1 1AC,1-9,"
        "Example Care Ltd,Organisation,,\n"
        "1-5,01/01/2011,N,Y,Example Court,,Residential social care,,,Examplebury,ZZ1 1AC,1-9,"
        "Example Care Ltd,Organisation,,\n"
    )
    assert found.only.source == "register"
    assert found.only.set_aside == {"dormant": 1, "not rated": 1}
    house, doctor, living, *_ = found.rows("ratings")
    assert (house["rating"], str(house["date"]), house["company_number"], house["charity_number"]) == (
        "Good",
        "2025-05-14",
        "99000001",
        "9000001",
    )
    assert (doctor["name"], doctor["provider"], doctor["rating"]) == (None, None, "Outstanding")
    assert (house["sensitive"], living["sensitive"]) == (False, True)
    assert not any(
        "Manager" in str(value) or "Someone" in str(value) for row in found.rows("ratings") for value in row.values()
    )


OFSTED = (
    "Web link,URN,Provision type,Registration status,Name,Postcode,Local authority,Sector,Places,"
    "Organisation which owns the provider,"
    "Inspection date,Overall experiences and progress of children and young people\n"
)


def test_childrens_homes_are_never_placed(read: Read) -> None:
    found = read(
        OFSTED + "report,SC900001,Children's home,Active,The Larches,ZZ1 1AA,"
        "Examplebury,Private,4,Example Homes Limited,01/08/2025,Good\n"
        "report,SC900002,Children's home,Active,The Oaks,ZZ1 1AB,Examplebury,Private,2,A Person,31/08/2025,Inadequate\n"
    )
    first, second = found.rows("ratings")
    assert first["sensitive"] and second["sensitive"]
    assert (first["name"], first["postcode"], first["provider"]) == (None, None, "Example Homes Limited")
    assert second["provider"] is None


def test_schools(read: Read) -> None:
    head = (
        "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),"
        "EstablishmentStatus (name),OpenDate,"
        "CloseDate,PhaseOfEducation (name),Postcode,HeadFirstName,HeadLastName,GSSLACode (name)\n"
    )
    text = (
        head + "900001,999,Examplebury,2001,St Café's Primary School,Community school,Open,,,"
        "Primary,ZZ1 1AA,A,Person,E99000001\n"
    )
    found = read(text.encode("cp1252"))
    (row,) = found.rows("organisations")
    assert (row["org_id"], row["kind"], row["name"]) == ("GB-EDU-900001", "school", "St Café's Primary School")
    assert "Person" not in {str(value) for value in row.values()}


def test_a_list_of_care_homes_in_another_layout_is_not_taken_for_ratings(read: Read) -> None:
    found = read(
        "name,cqc_id,type,address,postcode,provider,inspection_date\nExample,1-1,Nursing homes,Mill Lane,"
        "ZZ1 1AA,Example Ltd,2025-01-01\n"
    )
    assert found.only.source is None
    assert "cqc_id" in found.only.message
