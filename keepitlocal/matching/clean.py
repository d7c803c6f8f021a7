"""Names in comparable form, as SQL (for registers of millions) and as its plain Python twin (for reading and for tests)."""

import re
import unicodedata

# What a name ends in says what it is, not who it is. Longest first.
LEGAL_FORMS = (
    "PUBLIC LIMITED COMPANY", "COMMUNITY INTEREST COMPANY", "CHARITABLE INCORPORATED ORGANISATION", "CHARITABLE COMMUNITY BENEFIT SOCIETY",
    "COMMUNITY BENEFIT SOCIETY", "LIMITED LIABILITY PARTNERSHIP", "COMPANY LIMITED", "LIMITED", "CYFYNGEDIG", "LTD", "PLC", "LLP",
    "CIC", "CIO", "CBS",
)  # fmt: skip
COMPANY_FORMS = (
    "PUBLIC LIMITED COMPANY",
    "LIMITED LIABILITY PARTNERSHIP",
    "COMPANY LIMITED",
    "LIMITED",
    "CYFYNGEDIG",
    "LTD",
    "PLC",
    "LLP",
)

_FORMS = "|".join(form.replace(" ", " ?") for form in LEGAL_FORMS)
_COMPANY = "|".join(form.replace(" ", " ?") for form in COMPANY_FORMS)


def plain_sql(column: str, /) -> str:
    """SQL for a name in capitals without accents, marks or doubled spaces; & is AND, a leading THE goes."""
    text = f"regexp_replace(replace(upper(strip_accents({column})), '&', ' AND '), '[''’`]', '', 'g')"
    text = f"regexp_replace(replace({text}, '.', ''), '[^A-Z0-9]+', ' ', 'g')"
    return f"regexp_replace(trim({text}), '^THE ', '')"


def key_sql(column: str, /) -> str:
    """SQL for the key that names are compared by: plain, without the legal form at its end."""
    return f"regexp_replace({plain_sql(column)}, '( ({_FORMS}))+$', '')"


def is_company_sql(column: str, /) -> str:
    """SQL: whether the name ends in a company's legal form."""
    return f"regexp_matches({plain_sql(column)}, ' ({_COMPANY})$')"


def key(name: str, /) -> str:
    """The key of one name: the twin of ``key_sql``."""
    text = unicodedata.normalize("NFD", name)
    text = "".join(mark for mark in text if not unicodedata.combining(mark)).upper().replace("&", " AND ")
    text = re.sub(r"['’`]", "", text).replace(".", "")
    text = re.sub(r"[^A-Z0-9]+", " ", text).strip()
    return re.sub(rf"( ({_FORMS}))+$", "", text.removeprefix("THE "))


def _repaired_sql(column: str) -> str:
    """SQL of ``domain.organisation.repaired``."""
    plain = f"upper(trim({column}))"
    damaged = f"CASE WHEN regexp_matches({plain}, '[1-9]') THEN replace({plain}, 'N/A', '0') ELSE '' END"
    return f"CASE WHEN contains({plain}, 'N/A') THEN {damaged} ELSE {plain} END"


def company_id_sql(column: str, /) -> str:
    """SQL for the org-id of a company number; the twin of ``domain.organisation.company_id``."""
    plain = f"regexp_replace({_repaired_sql(column)}, '[^A-Z0-9]', '', 'g')"
    number = (
        f"CASE WHEN regexp_full_match({plain}, '[0-9]{{4,8}}') THEN lpad({plain}, 8, '0') "
        f"WHEN regexp_full_match({plain}, '[A-Z]{{2}}[0-9]{{1,5}}') THEN {plain}[:2] || lpad({plain}[3:], 6, '0') ELSE {plain} END"
    )
    shape = "[A-Z]{2}[0-9]{6}|[0-9]{8}|[A-Z]{2}[0-9]{5}[A-Z]"
    return (
        f"CASE WHEN regexp_full_match({number}, '{shape}') AND {number} <> '00000000' THEN 'GB-COH-' || ({number}) END"
    )


def charity_id_sql(column: str, /) -> str:
    """SQL for the org-id of an England and Wales charity number; the twin of ``domain.organisation.charity_id``."""
    words = r"^((CHARITY|REGISTERED|REG|NUMBER|NO)|[^0-9A-Z])+"
    plain = f"replace(regexp_replace(regexp_replace({_repaired_sql(column)}, '{words}', ''), '[-/][0-9]{{1,2}}$', ''), ' ', '')"
    return f"CASE WHEN regexp_full_match({plain}, '[1-9][0-9]{{5,6}}') THEN 'GB-CHC-' || ({plain}) END"
