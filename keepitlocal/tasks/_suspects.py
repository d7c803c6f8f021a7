"""Which payees need a closer look? Most are plainly businesses: one pass of SQL says so, and Python reads the others.

Every condition here errs towards looking closer, so that the answer is the same as if each name had been looked at.
"""

from collections.abc import Mapping

from keepitlocal.domain.people import BUSINESS_WORDS
from keepitlocal.domain.redaction import MARKER_PATTERN
from keepitlocal.evidence.the_money import clean_name, lines

_LONGEST_ALONE = 12  # letters and digits of the longest word that stands for a withheld name by itself


def suspects_sql(name: str, creditor: str, /, *, overrides: Mapping[str, str | bool]) -> str:
    """SQL that is false only where a payee is no person, not redacted, and on no line of what the money is by name."""
    upper = f"upper({name})"
    plain = f"replace(regexp_replace({upper}, '[''’‘`´]', '', 'g'), '&', ' AND ')"
    cleaned = f"regexp_replace(trim(regexp_replace({plain}, '[^A-Z0-9]+', ' ', 'g')), '^THE ', '')"
    decided = ", ".join(_literal(clean_name(each)) for each, outcome in overrides.items() if isinstance(outcome, str))
    conditions = [
        f"{creditor} IS NOT NULL",
        f"strlen({name}) <> length({name})",  # SQL's idea of a word knows plain letters only
        f"length(regexp_replace({upper}, '[^A-Z0-9]', '', 'g')) <= {_LONGEST_ALONE}",
        f"regexp_matches(regexp_replace({upper}, '[^A-Z0-9]+', ' ', 'g'), {_literal(f'XXX|{MARKER_PATTERN}')})",
        f"regexp_matches({cleaned}, {_literal(_any_line())})",
        rf"regexp_matches({cleaned}, '\b[A-Z] [A-Z]\b')",  # such letters are joined before rules are asked
        rf"contains({name}, '''') OR NOT regexp_matches({upper}, {_literal(_BUSINESS)})",
    ]
    if decided:
        conditions.append(f"{cleaned} IN ({decided})")
    return " OR ".join(f"({condition})" for condition in conditions)


_BUSINESS = rf"\b(?:{BUSINESS_WORDS.replace('|AND|', '|')})\b"  # people too are called A and B


def _any_line() -> str:
    return "|".join(f"(?:{line.payees.pattern})" for line in lines() if line.payees.pattern != r"[^\s\S]")


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
