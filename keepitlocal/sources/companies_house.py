"""Companies: Companies House's free company data (BasicCompanyData), all live companies on the register."""

from keepitlocal.sources._fields import Grid, Mapping, field
from keepitlocal.sources._grid_sql import NO_IDENTIFIER
from keepitlocal.sources._registers import known

source, title, table = "register", "Register of companies", "organisations"
publisher = "Companies House"
licence = "free of charge, no restriction on use (Companies House)"
_PREVIOUS = [f"previous_{at}" for at in range(1, 11)]
_SIC = [f"sic_{at}" for at in range(1, 5)]
fields = {
    "number": field("company number", needed=True),
    "name": field("company name", needed=True, letters=True),
    "category": field("company category", needed=True, letters=True),
    "postcode": field("reg address post code", blanks=True),
    "status": field("company status"),
    "from": field("incorporation date", type="date"),
    "until": field("dissolution date", type="date"),
    "accounts": field("accounts account category"),
    "accounts_until": field("accounts last made up date", type="date"),
    **{name: field(f"sic code sic text {at}") for at, name in enumerate(_SIC, start=1)},
    **{name: field(f"previous name {at} company name") for at, name in enumerate(_PREVIOUS, start=1)},
}
constants = {"register": "Companies House", "address_role": "registered"}
signs = (
    "company category",
    "reg address post code",
    "accounts account category",
    "country of origin",
    "sic code sic text 1",
)
# CompanyCategory of Companies House's own list, by what tells it; tried in this order.
KINDS = (
    ("%community interest%", "cic"),
    ("%charitable incorporated%", "charity"),
    ("%registered society%", "society"),
    ("%industrial and provident%", "society"),
    ("%guar%", "guarantee_company"),
    ("%lbg%", "guarantee_company"),
    ("%partnership%", "partnership"),
    ("%college corporation%", "school"),
    ("royal charter%", "unknown"),
    ("converted/closed%", "unknown"),
)
# Only what the accounts filed say for certain: full and group accounts can be anyone's.
SIZES = {
    "micro entity": "micro",
    "small": "small",
    "total exemption full": "small",
    "total exemption small": "small",
    "partial exemption": "small",
    "unaudited abridged": "small",
    "audited abridged": "small",
    "medium": "medium",
}
_NUMBER = "lpad(upper({number}), 8, '0')"
_USABLE = "regexp_full_match({number}, '[A-Za-z0-9]{{1,8}}')"
_CODES = ", ".join("nullif(regexp_extract({" + name + "}, '^[0-9]+'), '')" for name in _SIC)
_NAMES = ", ".join("{" + name + "}" for name in _PREVIOUS)
_WHEN_KIND = " ".join(f"WHEN {{category}} ILIKE '{like}' THEN '{kind}'" for like, kind in KINDS)
_WHEN_SIZE = " ".join(f"WHEN '{told}' THEN '{size}'" for told, size in SIZES.items())
derive = {
    "org_id": f"CASE WHEN {_USABLE} THEN 'GB-COH-' || {_NUMBER} END",
    "company_number": f"CASE WHEN {_USABLE} THEN {_NUMBER} END",
    "kind": f"CASE {_WHEN_KIND} WHEN {{category}} IS NOT NULL THEN 'company' END",
    "size": f"CASE lower({{accounts}}) {_WHEN_SIZE} END",
    "sic": f"nullif(concat_ws(' ', {_CODES}), '')",
    "other_names": f"nullif(concat_ws('|', {_NAMES}), '')",
}
unusable = {NO_IDENTIFIER: f"NOT coalesce({_USABLE}, false)"}


def recognise_grid(grid: Grid, mapping: Mapping, /) -> float:
    """Only under Companies House's own headings."""
    return 3.0 if known(mapping, "number", "name", "category") else -1.0


example = {
    "file": """
        CompanyName, CompanyNumber,RegAddress.PostCode,CompanyCategory,IncorporationDate,Accounts.AccountCategory
        EXAMPLE CARE LTD,99000001,ZZ1 1AA,Private Limited Company,21/04/2015,MICRO ENTITY
        EXAMPLE TOGETHER C.I.C.,99000002,ZZ1 1AB,Community Interest Company,13/09/2018,TOTAL EXEMPTION FULL
        A COMPANY WITHOUT A NUMBER,,ZZ1 1AB,Private Limited Company,13/09/2018,
    """,
    "kept": 2,
    "amount_pence": None,
    "set_aside": {"no identifier": 1},
}
