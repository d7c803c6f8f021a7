"""A place of a few rows for tests: an invented borough whose files fit on a screen, its codes made up."""

from collections.abc import Iterable
from pathlib import Path

SETTINGS = """format = 1

[council]
code = "E99000001"
name = "Wexborough"

[local]
rule = "area"
"""
AREAS = """code,name,kind,parent,from,until
E99300001,Mereland,region,,1999-01-01,
E99300002,Southmarch,region,,1999-01-01,
E99400001,Merelandshire,county,E99300001,1999-01-01,
E99000001,Wexborough,district,E99400001,1999-01-01,
E99000002,Ashmarch,district,E99300002,1999-01-01,
"""
POSTCODES = """pcd,pcds,dointr,doterm,oscty,oslaua,osward,oseast1m,osnrth1m,osgrdind,ctry,rgn,lat,long,lsoa21
ZZ1 1AA,ZZ1 1AA,201912,,E99400001,E99000001,E99100008,,,1,E99999999,E99300001,55.164225,2.387209,E99200044
ZZ9 1AA,ZZ9 1AA,201912,,,E99000002,E99100099,,,1,E99999999,E99300002,55.964225,2.887209,E99200099
"""
REGISTER = """org_id,name,postcode,kind,company_number,charity_number
GB-CHC-9000001,Hazelbeck Trust,ZZ1 1AA,charity,,9000001
GB-COH-99000001,Farfield Builders Ltd,ZZ9 1AA,company,99000001,
"""
HEADINGS = "Date,Transaction Number,Amount,Supplier Name,Expense Area,Narrative"


def spend(rows: Iterable[tuple[str, str, str]], /, *, first: int = 1, area: str = "Housing") -> str:
    """A spend file: (date, payee, amount) a row; transaction numbers count up from ``first``."""
    lines = [f"{day},{first + place},{amount},{payee},{area},goods" for place, (day, payee, amount) in enumerate(rows)]
    return "\n".join([HEADINGS, *lines]) + "\n"


APRIL = [
    ("2025-04-03", "Hazelbeck Trust", "600.00"),
    ("2025-04-04", "FARFIELD BUILDERS LIMITED", "1300.50"),
    ("2025-04-05", "Nobody Knows Supplies", "700.00"),
    ("2025-04-06", "HM REVENUE & CUSTOMS", "5000.00"),
    ("2025-04-07", "REDACTED PERSONAL DATA", "800.00"),
    ("2025-04-08", "Hazelbeck Trust", "-50.00"),
]
MAY = [
    ("2025-05-03", "Hazelbeck Trust", "900.00"),
    ("2025-05-04", "FARFIELD BUILDERS LIMITED", "2000.00"),
    ("2025-05-09", "Nobody Knows Supplies", "750.00"),
    ("2025-05-10", "Nobody Knows Supplies", "750.00"),
]


def make_place(folder: Path, /, **files: str) -> Path:
    """Writes the place with a register and one month of spend; ``files`` are more spend files (name -> text)."""
    inputs = folder / "inputs"
    for name in ("place", "registers", "spend"):
        (inputs / name).mkdir(parents=True)
    (folder / "corrections").mkdir()
    (folder / "place.toml").write_text(SETTINGS, encoding="utf-8")
    (inputs / "place" / "areas.csv").write_text(AREAS, encoding="utf-8")
    (inputs / "place" / "postcode_directory.csv").write_text(POSTCODES, encoding="utf-8")
    (inputs / "registers" / "organisations.csv").write_text(REGISTER, encoding="utf-8")
    (inputs / "spend" / "april.csv").write_text(spend(APRIL), encoding="utf-8")
    for name, text in files.items():
        (inputs / "spend" / name).write_text(text, encoding="utf-8")
    return folder
