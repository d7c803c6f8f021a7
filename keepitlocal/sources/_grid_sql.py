"""The SQL that types a grid of text and marks the rows that do not count. Pure text: nothing here touches a file."""

from collections.abc import Mapping as Map
from types import ModuleType

from keepitlocal.sources._fields import BLANKS, Field, Mapping
from keepitlocal.tables import TYPES, Column

BLANK, REPEATED, TOTAL = "blank row", "repeated headings", "grand total"
ALONE = "an amount alone, with no payee, date or purpose"
UNREADABLE, MISSING, NOTHING = "amount could not be read", "no amount", "nothing under the headings"
NO_IDENTIFIER = "no identifier"
SUBTOTAL = "subtotal"
SHIFTED = "cells out of place: more cells than headings"

_LABEL = (
    r"(grand |sub[- ]?|overall |report |net |gross |vat )?totals?"
    r"( (spend|expenditure|amounts?|payments?|net|vat|gross|value|paid|over|for|of|in|spent)\b.*)?"
    r"[: ]*|sum( total)?[: ]*|[a-z0-9&', -]+ (sub-?)?totals?[: ]*|averages?\b.*|(number|count) of .*"
)
_HINTS = r"total|\bsum\b|average|number of|count of"
_SPEAKS_OF_TOTAL = r"\b(sub-?)?totals?\b|\bsum\b|\baverages?\b|\b(number|count) of\b"


def literal(text: str, /) -> str:
    """Text as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def cell(place: int, /) -> str:
    """A cell's text, trimmed; null where empty."""
    # To trim is to copy: cells that need none are passed on as they are.
    return f"CASE WHEN suffix(c{place}, ' ') OR prefix(c{place}, ' ') THEN nullif(trim(c{place}), '') ELSE nullif(c{place}, '') END"


def date_sql(place: int, style: str, /) -> str:
    """A cell as a date by the style seen in the sample; null where the text is of another style."""
    if style == "iso":
        return f"try_cast(substr(trim(c{place}), 1, 10) AS DATE)"
    if style == "dmy":
        # Without the look at the year, 22/04/24 would be a day of the year 24.
        day = f"CAST(try_strptime(trim(c{place}), '%d/%m/%Y') AS DATE)"
        return f"CASE WHEN year({day}) BETWEEN 1900 AND 2100 THEN {day} END"
    return "CAST(NULL AS DATE)"


def pence_sql(place: int, /) -> str:
    """A plainly written amount as whole pence; null where it needs a closer look."""
    plain = f"CAST(try_cast(c{place} AS DECIMAL(18, 2)) * 100 AS BIGINT)"
    bare = f"CAST(try_cast(replace(replace(c{place}, ',', ''), '£', '') AS DECIMAL(18, 2)) * 100 AS BIGINT)"
    thousands = f"regexp_full_match(trim(c{place}), '-?£?[0-9]{{1,3}}(,[0-9]{{3}})+(\\.[0-9]*)?')"
    # DuckDB reads 1_000 as a thousand; nobody publishes that, and the control does not.
    return (
        f"CASE WHEN contains(c{place}, '_') THEN NULL ELSE coalesce({plain}, CASE WHEN {thousands} THEN {bare} END) END"
    )


def odd_sql(function: str, place: int, /) -> str:
    """A cell as the reader's own function takes it: asked only where something is there."""
    return f"CASE WHEN trim(c{place}) <> '' THEN {function}(trim(c{place})) END"


def typed_sql(name: str, field: Field, place: int, styles: Map[str, str], /) -> str:
    """One field's typed value.

    Odd amounts, and the odd dates of a field in ``styles`` as ``odd:``, are read by functions of the reader's.
    """
    text = cell(place)
    if field.blanks:
        text = f"CASE WHEN upper(trim(c{place})) IN ({', '.join(map(literal, BLANKS))}) THEN NULL ELSE {text} END"
    if field.type == "date":
        fast = date_sql(place, styles.get(name, ""))
        return f"coalesce({fast}, {odd_sql(f'odd_{name}', place)})" if f"odd:{name}" in styles else fast
    if field.type == "pence":
        return f"coalesce({pence_sql(place)}, {odd_sql('odd_pence', place)})"
    if field.type == "count":
        return f"CAST(try_cast(replace({text}, ',', '') AS DOUBLE) AS BIGINT)"
    if field.type == "number":
        return f"try_cast(replace({text}, ',', '') AS DOUBLE)"
    if field.type == "flag":
        return f"CASE WHEN {text} IS NULL THEN NULL ELSE lower({text}) IN ('y', 'yes', 'true', 't', '1') END"
    return text


def placeholders(fields: Map[str, Field], places: Map[str, int], /, *, name: str) -> dict[str, str]:
    """What stands for ``{field}`` in a source's own SQL: the typed value, null where the file lacks it; ``{input}`` is the file's name."""
    typed = {
        field: f"typed_{field}" if field in places else f"CAST(NULL AS {TYPES[spec.type]})"
        for field, spec in fields.items()
    }
    return typed | {"input": literal(name)}


def set_aside_sql(source: ModuleType, mapping: Mapping, headings: tuple[str, ...], width: int, money: str) -> str:
    """Why a row does not count, or null: the first reason that holds."""
    fields: dict[str, Field] = source.fields
    places = mapping.places
    needed = [places[name] for name, field in fields.items() if field.needed and name in places]
    spill = ", ".join(cell(place) for place in range(len(headings), width))
    anything = ", ".join(cell(place) for place in dict.fromkeys([*needed, *range(width)]))
    cases = [f"WHEN coalesce({anything}) IS NULL THEN {literal(BLANK)}"]
    same = [
        f"lower(trim(c{place})) = {literal(headings[place].strip().lower())}"
        for place in needed
        if headings[place].strip()
    ]
    if same:
        cases.append(f"WHEN {' AND '.join(same)} THEN {literal(REPEATED)}")
    if money in places:
        cases += _money_cases(fields, places, width, money, spill)
    else:
        mapped = ", ".join(cell(place) for place in places.values())
        cases.append(f"WHEN coalesce({mapped}) IS NULL THEN {literal(NOTHING)}")
    # A source can name rows of its own kind that cannot be used: reason -> SQL that holds for them.
    unusable: dict[str, str] = getattr(source, "unusable", {})
    texts = placeholders(fields, places, name="")
    cases += [f"WHEN {condition.format(**texts)} THEN {literal(reason)}" for reason, condition in unusable.items()]
    return f"CASE {_plainly_fine(fields, places, money, spill) if not unusable else ''} {' '.join(cases)} END"


def _plainly_fine(fields: dict[str, Field], places: dict[str, int], money: str, spill: str) -> str:
    """Nearly every row has a payee that speaks of no total and an amount: none of the reasons can hold, and none is looked at."""
    who = next((name for name, field in fields.items() if field.letters and name in places), "")
    if not who or money not in places:
        return ""
    regular = f"typed_{who} IS NOT NULL AND typed_{money} IS NOT NULL AND NOT c{places[who]} ILIKE '%total%'"
    return f"WHEN {regular}{f' AND coalesce({spill}) IS NULL' if spill else ''} THEN NULL"


def _money_cases(fields: dict[str, Field], places: dict[str, int], width: int, money: str, spill: str) -> list[str]:
    amount = places[money]
    words = [places[name] for name, field in fields.items() if name in places and field.type in ("text", "date")]
    who = next((places[name] for name, field in fields.items() if field.letters and name in places), amount)
    blank_who = f"(c{who} IS NULL OR trim(c{who}) = '')"
    cases = _shifted(places, spill) + _labelled(words, who, blank_who)
    undated = " AND ".join(f"typed_{name} IS NULL" for name in ("date", "transaction") if name in places)
    everything = f"lower(concat_ws(' ', {', '.join(f'c{place}' for place in range(width))}))"
    cases.append(
        f"WHEN {blank_who} AND {undated or 'true'} AND typed_{money} IS NOT NULL"
        f" AND regexp_matches({everything}, {literal(_SPEAKS_OF_TOTAL)})"
        f" THEN {literal(TOTAL)}"
    )
    others = ", ".join(cell(place) for place in [*words, *range(width)] if place != amount)
    if others:
        cases.append(f"WHEN typed_{money} IS NOT NULL AND coalesce({others}) IS NULL THEN {literal(ALONE)}")
    mapped = ", ".join(cell(place) for place in places.values())
    cases.append(f"WHEN coalesce({mapped}) IS NULL THEN {literal(NOTHING)}")
    if fields[money].needed:
        cases.append(f"WHEN typed_{money} IS NULL AND {cell(amount)} IS NULL THEN {literal(MISSING)}")
        cases.append(f"WHEN typed_{money} IS NULL THEN {literal(UNREADABLE)}")
    return cases


def _shifted(places: dict[str, int], spill: str) -> list[str]:
    """A comma in a name that nobody put in quotes pushes every cell to the right.

    So there are more cells than headings, and no date where the date should be.
    """
    if not spill or "date" not in places:
        return []
    return [
        f"WHEN coalesce({spill}) IS NOT NULL AND {cell(places['date'])} IS NOT NULL AND typed_date IS NULL THEN {literal(SHIFTED)}"
    ]


def _labelled(words: list[int], who: int, blank_who: str) -> list[str]:
    """Rows that say total and nothing else. Only rows without a payee, or whose payee speaks of one, get the closer look."""
    if not words:
        return []
    is_label = {place: f"regexp_full_match(lower(trim(c{place})), {literal(_LABEL)})" for place in words}
    labelled = " OR ".join(is_label.values())
    only_label = " AND ".join(
        f"(c{place} IS NULL OR trim(c{place}) = '' OR {test})" for place, test in is_label.items()
    )
    suspect = f"({blank_who} OR regexp_matches(lower(c{who}), '{_HINTS}'))"
    return [f"WHEN {suspect} AND ({labelled}) AND ({only_label}) THEN {literal(TOTAL)}"]


def constant_sql(value: object, column: Column, /) -> str:
    """A constant as SQL of the column's type; null for None."""
    text = "NULL" if value is None else literal(str(value))
    return f"CAST({text} AS {TYPES[column.type]})"
