"""The SQL that types a grid of text and marks the rows that do not count. Pure text: nothing here touches a file."""

from collections.abc import Mapping as Map
from types import ModuleType

from keepitlocal.sources._fields import BLANKS, Field, Mapping
from keepitlocal.tables import TYPES, Column

BLANK, REPEATED, TOTAL = "blank row", "repeated headings", "grand total"
ALONE = "an amount alone, with no payee, date or purpose"
UNREADABLE, MISSING, NOTHING = "amount could not be read", "no amount", "nothing under the headings"
NO_IDENTIFIER = "no identifier"

_LABEL = r"(grand |sub[- ]?|overall |report |net |sum )?totals?( (spend|expenditure|amount|payments|for .*))?[: ]*"


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
        return f"CAST(try_strptime(trim(c{place}), '%d/%m/%Y') AS DATE)"
    return "CAST(NULL AS DATE)"


def pence_sql(place: int, /) -> str:
    """A plainly written amount as whole pence; null where it needs a closer look."""
    plain = f"replace(replace(c{place}, ',', ''), '£', '')"
    return f"CAST(try_cast({plain} AS DECIMAL(18, 2)) * 100 AS BIGINT)"


def odd_sql(function: str, place: int, /) -> str:
    """A cell as the reader's own function takes it: asked only where something is there."""
    return f"CASE WHEN trim(c{place}) <> '' THEN {function}(trim(c{place})) END"


def typed_sql(name: str, field: Field, place: int, styles: Map[str, str], /) -> str:
    """One field's typed value. Odd amounts, and the odd dates of a field in ``styles`` as ``odd:``, are read by functions of the reader's."""
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
        field: f"typed_{field}" if field in places else f"CAST(NULL AS {TYPES[spec.type]})" for field, spec in fields.items()
    }
    return typed | {"input": literal(name)}


def set_aside_sql(source: ModuleType, mapping: Mapping, headings: tuple[str, ...], width: int, money: str) -> str:
    """Why a row does not count, or null: the first reason that holds."""
    fields: dict[str, Field] = source.fields
    places = mapping.places
    needed = [places[name] for name, field in fields.items() if field.needed and name in places]
    anything = ", ".join(cell(place) for place in dict.fromkeys([*needed, *range(width)]))
    cases = [f"WHEN coalesce({anything}) IS NULL THEN {literal(BLANK)}"]
    same = [f"lower(trim(c{place})) = {literal(headings[place].strip().lower())}" for place in needed if headings[place].strip()]
    if same:
        cases.append(f"WHEN {' AND '.join(same)} THEN {literal(REPEATED)}")
    if money in places:
        cases += _money_cases(fields, places, width, money)
    else:
        mapped = ", ".join(cell(place) for place in places.values())
        cases.append(f"WHEN coalesce({mapped}) IS NULL THEN {literal(NOTHING)}")
    # A source can name rows of its own kind that cannot be used: reason -> SQL that holds for them.
    unusable: dict[str, str] = getattr(source, "unusable", {})
    texts = placeholders(fields, places, name="")
    cases += [f"WHEN {condition.format(**texts)} THEN {literal(reason)}" for reason, condition in unusable.items()]
    return f"CASE {_plainly_fine(fields, places, money) if not unusable else ''} {' '.join(cases)} END"


def _plainly_fine(fields: dict[str, Field], places: dict[str, int], money: str) -> str:
    """Nearly every row has a payee that speaks of no total and an amount: none of the reasons can hold, and none is looked at."""
    who = next((name for name, field in fields.items() if field.letters and name in places), "")
    return f"WHEN typed_{who} IS NOT NULL AND typed_{money} IS NOT NULL AND NOT c{places[who]} ILIKE '%total%' THEN NULL" if who and money in places else ""


def _money_cases(fields: dict[str, Field], places: dict[str, int], width: int, money: str) -> list[str]:
    amount = places[money]
    words = [places[name] for name, field in fields.items() if name in places and field.type in ("text", "date")]
    labelled = " OR ".join(f"regexp_full_match(lower(trim(c{place})), {literal(_LABEL)})" for place in words)
    only_label = " AND ".join(
        f"(c{place} IS NULL OR trim(c{place}) = '' OR regexp_full_match(lower(trim(c{place})), {literal(_LABEL)}))" for place in words
    )
    others = ", ".join(cell(place) for place in [*words, *range(width)] if place != amount)
    mapped = ", ".join(cell(place) for place in places.values())
    who = next((places[name] for name, field in fields.items() if field.letters and name in places), amount)
    # Only rows without a payee, or whose payee speaks of a total, can be totals: the others are spared the closer look.
    suspect = f"(c{who} IS NULL OR trim(c{who}) = '' OR c{who} ILIKE '%total%')"
    cases = [f"WHEN {suspect} AND ({labelled}) AND ({only_label}) THEN {literal(TOTAL)}"] if words else []
    if others:
        cases.append(
            f"WHEN typed_{money} IS NOT NULL AND coalesce({others}) IS NULL"
            f" THEN {literal(ALONE)}"
        )
    cases.append(f"WHEN coalesce({mapped}) IS NULL THEN {literal(NOTHING)}")
    if fields[money].needed:
        cases.append(f"WHEN typed_{money} IS NULL AND {cell(amount)} IS NULL THEN {literal(MISSING)}")
        cases.append(f"WHEN typed_{money} IS NULL THEN {literal(UNREADABLE)}")
    return cases


def constant_sql(value: object, column: Column, /) -> str:
    """A constant as SQL of the column's type; null for None."""
    text = "NULL" if value is None else literal(str(value))
    return f"CAST({text} AS {TYPES[column.type]})"
