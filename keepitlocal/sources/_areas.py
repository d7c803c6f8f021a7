"""Codes of areas: what a GSS code looks like, and the kind of area that its first three signs tell."""

import re

GSS = re.compile(r"[EWSNK]\d{8}")
KINDS = {
    "ward": ("E05", "W05", "S13", "N08"),
    "district": ("E06", "E07", "E08", "E09", "W06", "S12", "N09"),
    "county": ("E10", "E11"),
    "region": ("E12",),
    "nation": ("E92", "W92", "S92", "N92"),
    "oa": ("E00", "W00", "S00", "N00"),
    "lsoa": ("E01", "W01", "S01", "N20", "N21"),
    "msoa": ("E02", "W02", "S02"),
    "parish": ("E04", "W04"),
    "constituency": ("E14", "W07", "S14", "N05", "N06"),
    "combined authority": ("E47",),
}
_BY_PREFIX = {prefix: kind for kind, prefixes in KINDS.items() for prefix in prefixes}


def is_code(text: object, /) -> bool:
    """Whether a value is a GSS code."""
    return isinstance(text, str) and GSS.fullmatch(text.strip()) is not None


def kind_of(code: str, /) -> str | None:
    """The kind of area that a GSS code tells, or None."""
    return _BY_PREFIX.get(code[:3])


def kind_sql(code: str, /) -> str:
    """The same in SQL, of an expression."""
    cases = " ".join(
        f"WHEN left({code}, 3) IN ({', '.join(map(repr, prefixes))}) THEN '{kind}'" for kind, prefixes in KINDS.items()
    )
    return f"CASE {cases} END"


def headings(*stems: str, ending: str) -> tuple[str, ...]:
    """Headings that go by level and year, newest first: LSOA21CD, lsoa21cd, lsoa21_code, LSOACD, lsoa code."""
    short = {"code": "CD", "name": "NM"}[ending]
    years = [f"{year:02d}" for year in range(30, 10, -1)]
    spelt = [form for stem in stems for year in ["", *years] for form in (
        f"{stem}{year} {ending}", f"{stem.upper()}{year}{short}",
        f"{stem}{year}{short.lower()}", f"{stem}{year} {short.lower()}",
    )]  # fmt: skip
    return tuple(dict.fromkeys(spelt))
