"""SQL that registers share: numbers in their one spelling, as domain.organisation has it, and the org-
ids made of them.
"""

from keepitlocal.sources._fields import Mapping


def known(mapping: Mapping, /, *names: str) -> bool:
    """Whether each of these fields was found under a heading of its own, not guessed."""
    return all(name in mapping.places and name not in mapping.guessed for name in names)


def charity_id_sql(field: str, /) -> str:
    """The org-id of an England and Wales charity number, or null."""
    return _of("CASE WHEN regexp_full_match({x}, '[1-9][0-9]{{5,6}}') THEN 'GB-CHC-' || {x} END", field)


def company_number_sql(field: str, /) -> str:
    """A company number in its one spelling (leading noughts restored, a spreadsheet's ``.0`` dropped), or null."""
    plain = "regexp_replace(upper(regexp_replace({x}, '\\.0$', '')), '[^A-Z0-9]', '', 'g')"
    return _of(
        f"""CASE
        WHEN regexp_full_match({plain}, '[0-9]{{{{4,8}}}}') THEN nullif(lpad({plain}, 8, '0'), '00000000')
        WHEN regexp_full_match({plain}, '[A-Z]{{{{2}}}}[0-9]{{{{1,6}}}}')
            THEN left({plain}, 2) || lpad(substr({plain}, 3), 6, '0')
        WHEN regexp_full_match({plain}, '[A-Z]{{{{2}}}}[0-9]{{{{5}}}}[A-Z]') THEN {plain} END""",
        field,
    )


def _of(text: str, field: str) -> str:
    return text.replace("{x}", "{" + field + "}")
