"""Contracts on registers and notices that come to a decision: when, what extensions are left, and what contradicts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from keepitlocal.domain.commission import Commission
from keepitlocal.domain.organisation import COMMUNITY_LED
from keepitlocal.domain.period import spoken
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.law.regime import COMMENCED, regime
from keepitlocal.report.upcoming import CONTRACT, PERSON, Coming, Ended
from keepitlocal.steps.contract_size.extensions import NOT_SAID, Extensions, extensions
from keepitlocal.steps.contract_size.lead_times import steps_for, usual_steps
from keepitlocal.steps.contract_size.timetable import timetable
from keepitlocal.tasks._parts import Parts
from keepitlocal.tasks._work import other_work, owes_standstill, subject_of

_LONGEST = 160  # characters of a text as published
_NAMED = 3  # holders named of one contract
_COLUMNS = (
    *("input", "row", "source", "reference", "lot", "title", "department", "category", "start", "end", "review"),
    *("told_end", "option", "number", "taken", "duration", "annual", "value", "first", "kind", "person", "name", "cpv"),
)


@dataclass(frozen=True)
class Held:
    """One contract: its rows, one a supplier, the kind of work, and what is known of its extensions."""

    rows: tuple[Mapping[str, Any], ...]
    work: str
    extensions: Extensions

    @property
    def end(self) -> date | None:
        """The last day without further extension."""
        return max((row["end"] for row in self.rows if row["end"]), default=None)

    @property
    def last_end(self) -> date | None:
        """The last day with every extension, where it is later."""
        told = self.extensions.last_end
        return told if told and (self.end is None or told > self.end) else None

    @property
    def review(self) -> date | None:
        """The review date."""
        return min((row["review"] for row in self.rows if row["review"]), default=None)

    def next(self, on: date, /) -> tuple[date, str] | None:
        """The first day to come, and what it is."""
        later = [(day, "end if it was extended") for day in self.extensions.ends]
        days = [(self.review, "review"), (self.end, "end"), *later, (self.last_end, "last possible end")]
        return min(((day, what) for day, what in days if day and day >= on), default=None)


def held(parts: Parts, work_of: Any, /) -> tuple[Held, ...]:
    """Every contract on record, once. ``work_of`` gives the kind of work for a title, category and department."""
    found: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for told in parts.rows(_ROWS, "contracts", "agreements", "payees"):
        row = dict(zip(_COLUMNS, told, strict=True))
        named = (row["reference"], row["title"], row["lot"]) if row["reference"] else (row["row"],)
        found.setdefault((row["input"], row["source"], *named), []).append(row)
    return tuple(_held(rows, work_of) for rows in found.values())


def coming(one: Held, /, *, on: date, until: date, own: Mapping[str, Any], plan: str) -> Coming | None:
    """A contract whose next decision falls within a period; None for any other. ``plan`` is the command to plan with."""
    after = one.next(on)
    if after is None or after[0] > until:
        return None
    first, (day, what) = one.rows[0], after
    ends = [one.end, *one.extensions.ends, one.last_end]
    end = next((known for known in ends if known and known >= on), day)
    voluntary = _voluntary(one.rows)
    back = timetable(end, steps=_steps(one, voluntary, on), on=on, own=own)
    extend = timetable(end, steps=steps_for("extend"), on=on, own=own) if _may_extend(one, end) else None
    passed = one.end is not None and one.end < on
    why = f"its end, {spoken(one.end)}, has passed; it could still have been extended" if passed and one.end else ""
    if one.end is None:
        why = f"no end date is given; it is counted back from its {what}"
    return Coming(
        what=CONTRACT,
        title=_title(first, one.work),
        holder=_holders(one.rows),
        work=one.work,
        next=day,
        next_what=what,
        end=end,
        annual_pence=_annual(one.rows),
        decide_by=back.decide_by,
        days_past=back.days_past,
        reference=str(first["reference"] or ""),
        formal_by=back.formal_by,
        extend_by=extend.decide_by if extend else None,
        extensions=_extensions(one),
        contradictions=_contradictions(one),
        sentences=back.sentences,
        why=why,
        source=f"{first['input']}, row {first['row']}",
        command=plan,
    )


def ended(one: Held, /) -> Ended | None:
    """A contract by its last day; None where it has none."""
    last = one.last_end or one.end
    if last is None:
        return None
    first = one.rows[0]
    return Ended(
        _title(first, one.work),
        _holders(one.rows),
        last,
        str(first["reference"] or ""),
        f"{first['input']}, row {first['row']}",
    )


def _held(rows: Sequence[Mapping[str, Any]], work_of: Any) -> Held:
    row = rows[0]
    told = extensions(
        row["start"],
        row["end"],
        duration=row["duration"],
        option=row["option"],
        number=row["number"],
        taken=row["taken"],
        last_end=row["told_end"],
    )
    return Held(tuple(rows), _work(row, work_of), told)


def _work(row: Mapping[str, Any], work_of: Any) -> str:
    """The kind of work by its labels, where its codes do not tell otherwise."""
    return "" if other_work(row["cpv"]) else work_of(row["title"], row["category"], row["department"]) or ""


def _contradictions(one: Held) -> tuple[str, ...]:
    return (*one.extensions.contradictions, *_other(one))


def _other(one: Held) -> Iterator[str]:
    if one.review and one.end and one.review > one.end:
        yield f"Its review date, {spoken(one.review)}, lies after its end."
    ends = sorted({row["end"] for row in one.rows if row["end"]})
    if len(ends) > 1:
        yield f"Its rows end on different days, from {spoken(ends[0])} to {spoken(ends[-1])}. The last is taken."


def contradicts(one: Held, /) -> bool:
    """Whether anything in its rows contradicts itself."""
    return bool(_contradictions(one))


def _extensions(one: Held) -> str:
    """What is left of extensions in our words, or in those published where they could not be read."""
    words, told = one.extensions.words, " ".join(str(one.rows[0]["number"] or "").split())
    if words != NOT_SAID or not told:
        return words
    return f"as published: “{told[:_LONGEST]}{'…' if len(told) > _LONGEST else ''}”"


def _may_extend(one: Held, end: date) -> bool:
    left = one.extensions.months_left
    return bool(left and left[1] > 0) and end == one.end


def _steps(one: Held, voluntary: bool | None, on: date) -> tuple[str, ...]:
    """The steps of a new arrangement, as a plan of it counts them."""
    row, work = one.rows[0], one.work or None
    codes = tuple(str(row["cpv"] or "").split())
    kept = Commission(
        subject=subject_of(row["category"], row["cpv"], work),
        cpv=codes,
        cpv_main=codes[0] if len(codes) == 1 else None,
        value_pence=row["value"],
    )
    standstill = owes_standstill(regime(kept, on=max(on, COMMENCED)))
    return usual_steps(pence=row["value"], people=work is not None, voluntary=voluntary, standstill=standstill)


def _voluntary(rows: Sequence[Mapping[str, Any]]) -> bool | None:
    kinds = {row["kind"] for row in rows}
    return True if kinds & COMMUNITY_LED else None if "unknown" in kinds else False


def _annual(rows: Sequence[Mapping[str, Any]]) -> int | None:
    known = [int(row["annual"]) for row in rows if row["first"] and row["annual"] is not None]
    return sum(known) if known else None


def _holders(rows: Sequence[Mapping[str, Any]]) -> str:
    names = list(dict.fromkeys(_holder(row) for row in rows if row["name"] or row["person"]))
    if not names:
        return "no supplier given"
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return "; ".join(names[:_NAMED]) + more


def _holder(row: Mapping[str, Any]) -> str:
    if row["person"] or row["kind"] in ("individual", "partnership"):
        return PERSON
    return "not named here" if is_sensitive(row["name"]) else str(row["name"])


def _title(row: Mapping[str, Any], work: str) -> str:
    """The title as published; where it speaks of what is never placed, only the kind of work."""
    title = " ".join(str(row["title"] or "").split())
    if is_sensitive(title):
        return f"{work or 'A service'} (title not repeated here: it may tell where people live)"
    return title or "no title"


# A fifth is added to a value without VAT, as if VAT were due on all of it.
_ROWS = """
SELECT c.input, c.row, c.source, c.reference, c.lot, c.title, c.department, c.category, c.start, c."end", c.review,
    c.last_end, c.extension_months, c.extensions, c.extensions_taken, c.duration_months, a.annual_pence,
    coalesce(c.value_gross_pence, c.value_pence * 6 // 5), a.first, a.kind, a.person, coalesce(p.name, c.supplier), c.cpv
FROM contracts c JOIN agreements a ON a.input = c.input AND a.row = c.row AND a.title IS NOT DISTINCT FROM c.title
    AND a.payee IS NOT DISTINCT FROM c.supplier AND a.lot IS NOT DISTINCT FROM c.lot
LEFT JOIN payees p ON p.payee = a.payee
WHERE c.set_aside IS NULL ORDER BY c.input, c.row
"""
