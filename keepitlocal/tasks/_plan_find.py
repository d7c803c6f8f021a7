"""Find the contract that a plan is about, and say what the records tell of it, lack, or contradict."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from keepitlocal.domain.commission import CALL_OFF, Commission
from keepitlocal.domain.organisation import COMMUNITY_LED
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.steps.contract_size.extensions import extensions
from keepitlocal.tasks._folder import Folder, Problem
from keepitlocal.tasks._parts import Parts, open_parts
from keepitlocal.tasks._plan_gaps import Gap, gaps, months_between, months_to_come, stops_at_the_end
from keepitlocal.tasks._work import other_work, subject_of, work_words

VAT = 5  # a fifth is added where a value is without VAT: the main rate of 20%
_SHOWN = 8
_COLUMNS = (
    *("input", "row", "source", "publisher", "reference", "lot", "title", "department", "supplier", "start", "end"),
    *("last_end", "review", "value_pence", "value_gross_pence", "annual_pence", "extension_months", "extensions"),
    *("process", "category", "cpv", "lots", "framework", "duration_months", "extensions_taken"),
)


@dataclass(frozen=True)
class Held:
    """One row of a register or notice: a contract with one supplier. ``supplier`` is empty where nobody may be named."""

    row: dict[str, Any]  # as published, and ``told``: what its columns say together of extensions
    supplier: str
    body: str | None
    kind: str

    @property
    def source(self) -> str:
        """Where it stands: file and row."""
        return f"{self.row['input']}, row {self.row['row']}"


@dataclass(frozen=True)
class Found:
    """The contract that a plan is about: its rows, and the commission that they make a starting point for."""

    held: tuple[Held, ...]
    commission: Commission
    gaps: tuple[Gap, ...]
    work: str | None  # the kind of work in services for people, where the labels tell
    rows: tuple[Held, ...] = ()  # every contract on record


def find(folder: Folder, version: Any, wanted: str, /) -> Found:
    """The contract of that reference, or whose title holds those words. Raises Problem where it is none or several."""
    with open_parts(folder, version) as parts:
        rows = _rows(parts)
        if not rows:
            raise Problem(
                f"{folder.path} holds no contracts: put a contracts register or notices into {folder.inputs}, run "
                "keepitlocal report, and then this again. For a commission that does not exist yet, give a .toml file that "
                "describes it."
            )
        chosen = _chosen(rows, wanted)
        row = chosen[0].row
        own = work_words(folder)(row["title"], row["category"], row["department"])
        work = None if other_work(row["cpv"]) else own
    commission, missing = _commission(chosen, work)
    return Found(chosen, commission, missing, work, rows)


def _rows(parts: Parts) -> tuple[Held, ...]:
    """Rows of agreements, other bodies' notices and rows that a later file replaces left out as in the report."""
    found = parts.rows(
        f"""SELECT {", ".join(f"c.{name}" for name in _COLUMNS)}, a.person, p.name, a.body, a.kind
        FROM contracts c JOIN agreements a ON a.input = c.input AND a.row = c.row AND a.title IS NOT DISTINCT FROM c.title
            AND a.payee IS NOT DISTINCT FROM c.supplier AND a.lot IS NOT DISTINCT FROM c.lot
        LEFT JOIN payees p ON p.payee = a.payee
        WHERE c.set_aside IS NULL ORDER BY c.input, c.row""",
        "contracts",
        "agreements",
        "payees",
    )
    return tuple(_held(dict(zip((*_COLUMNS, "person", "name", "body", "kind"), row, strict=True))) for row in found)


def _held(row: dict[str, Any]) -> Held:
    person = bool(row.pop("person"))
    name, body, kind = row.pop("name"), row.pop("body"), row.pop("kind")
    unnamed = person or kind in ("individual", "partnership") or is_sensitive(name or row["supplier"])
    supplier = "" if unnamed else str(name or row["supplier"] or "")
    told = extensions(
        row["start"],
        row["end"],
        duration=row["duration_months"],
        option=row["extension_months"],
        number=row["extensions"],
        taken=row["extensions_taken"],
        last_end=row["last_end"],
    )
    return Held(row | {"supplier": supplier, "told": told}, supplier, None if person else body, kind)


def _chosen(rows: tuple[Held, ...], wanted: str) -> tuple[Held, ...]:
    """By reference first; rows of one reference that bear one title are one contract. Else by words of the title."""
    asked = wanted.strip().casefold()
    found = [one for one in rows if str(one.row["reference"] or "").strip().casefold() == asked]
    found = found or [one for one in rows if str(one.row["title"] or "").strip().casefold() == asked]
    found = found or [one for one in rows if asked and asked in str(one.row["title"] or "").casefold()]
    found = found or [one for one in rows if asked == f"{one.row['title']} ({one.row['reference']})".casefold()]
    if len({_which(one) for one in found}) == 1:
        return tuple(found)
    if not found:
        raise Problem(
            f"No contract has the reference or the title “{wanted}” in the registers and notices given to us. Give the "
            f"reference as published, or words of the title; keepitlocal upcoming lists what is coming to a decision. "
            "For a commission that does not exist yet, give a .toml file that describes it."
        )
    raise Problem(_several(wanted, found))


def _which(one: Held) -> tuple[str, str]:
    """What makes rows one contract: its reference and its title; a row a supplier or a lot may share both."""
    return str(one.row["reference"] or "").strip().casefold(), str(one.row["title"] or "").strip().casefold()


def _several(wanted: str, found: list[Held]) -> str:
    told = {_which(one): f"{one.row['title']} ({one.row['reference'] or 'no reference'})" for one in found}
    names = sorted(told.values())
    listed = "\n    ".join(names[:_SHOWN])
    more = f"\n    and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"“{wanted}” fits {len(names)} contracts. Give the reference, or the whole title, of one of them:\n    {listed}{more}"


def _commission(held: tuple[Held, ...], work: str | None) -> tuple[Commission, tuple[Gap, ...]]:
    """A commission like the one in place: what the officer starts from and corrects."""
    first = held[0].row
    start, end = _earliest(held, "start"), _latest(held, "end") or _latest(held, "review")
    published, annual = _value(held), _sum(held, "annual_pence")
    present = months_between(start, end)
    months = round(first["duration_months"]) if first["duration_months"] else present
    codes = tuple(str(first["cpv"] or "").split())
    value = _with_extensions(first, published, annual, present)
    commission = Commission(
        title=str(first["title"] or ""),
        reference=str(first["reference"] or ""),
        service=work or str(first["category"] or ""),
        form=CALL_OFF if first["framework"] else "contract",
        subject=subject_of(first["category"], first["cpv"], work),
        cpv=codes,
        cpv_main=codes[0] if len(codes) == 1 else None,
        value_pence=value,
        annual_pence=_yearly(annual, value, months, first["extension_months"]),
        months=months,
        extension_months=first["extension_months"],
        end=end,
        last_end=max((one.row["told"].last_end for one in held if one.row["told"].last_end), default=None),
        lots=first["lots"] or (len(held) if len(held) > 1 else None),
        voluntary_body=_voluntary(held),
    )
    return commission, tuple(gaps([one.row for one in held], kinds={one.kind for one in held}))


def _yearly(annual: int | None, value: int | None, months: int | None, extension: int | None) -> int | None:
    """Value a year with VAT: as published, else the whole value shared out over the term with its extensions."""
    if annual is not None:
        return annual + annual // VAT
    whole = (months or 0) + (extension or 0)
    return value * 12 // whole if value is not None and whole else None


def worth(one: Held, /) -> int | None:
    """The value of one row with VAT, in pence; a fifth is added to what is published without."""
    net: int | None = one.row["value_pence"]
    gross: int | None = one.row["value_gross_pence"]
    return gross if gross is not None else None if net is None else net + net // VAT


def _value(held: tuple[Held, ...]) -> int | None:
    """Whole value with VAT of all its suppliers; a fifth is added to what is published without."""
    each = [worth(one) for one in held]
    return None if all(one is None for one in each) else sum(one or 0 for one in each)


def _with_extensions(row: dict[str, Any], value: int | None, annual: int | None, months: int | None) -> int | None:
    """The estimate counts every extension (Schedule 3, paragraph 1): added where the published value stops at the end."""
    if value is None or annual is None or not stops_at_the_end(row, months):
        return value
    return value + (annual + annual // VAT) * months_to_come(row) // 12


def _sum(held: tuple[Held, ...], column: str) -> int | None:
    found = [one.row[column] for one in held if one.row[column] is not None]
    return sum(found) if found else None


def _earliest(held: tuple[Held, ...], column: str) -> date | None:
    return min((one.row[column] for one in held if one.row[column]), default=None)


def _latest(held: tuple[Held, ...], column: str) -> date | None:
    return max((one.row[column] for one in held if one.row[column]), default=None)


def _voluntary(held: tuple[Held, ...]) -> bool | None:
    kinds = {one.kind for one in held}
    return True if kinds & COMMUNITY_LED else None if "unknown" in kinds else False
