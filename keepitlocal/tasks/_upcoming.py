"""Put together what is coming up in a place on a day, from a version of its store."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from keepitlocal import __version__
from keepitlocal.domain.period import months_after
from keepitlocal.domain.sensitive import is_sensitive
from keepitlocal.report.upcoming import Coming, LeadTime, Regular, Upcoming, band
from keepitlocal.tasks._age import before_the_act, stale
from keepitlocal.tasks._folder import Folder, Problem, typed
from keepitlocal.tasks._parts import Parts, open_parts
from keepitlocal.tasks._upcoming_contracts import Held, coming, contradicts, ended, held
from keepitlocal.tasks._upcoming_grants import dated, expected
from keepitlocal.tasks._upcoming_regular import regular
from keepitlocal.tasks._work import work_words

Entry = TypeVar("Entry", Coming, Regular)


def assemble(folder: Folder, version: Any, /, *, on: date, made: date, months: int) -> Upcoming:
    """Everything that comes to a decision within ``months`` of a day, those to decide first at the head."""
    from keepitlocal.tasks._place import place_of

    place, until = place_of(folder, version), months_after(on, months)
    own, work_of = folder.settings.get("lead_times", {}), work_words(folder)
    with open_parts(folder, version) as parts:
        _check(parts, folder)
        contracts = held(parts, work_of)
        found = _contracts(folder, contracts, on=on, until=until)
        found += [
            *dated(parts, work_of, on=on, until=until, own=own),
            *expected(parts, work_of, on=on, until=until, own=own),
        ]
        unentered, said = regular(parts)
        warnings = (*_none(parts), *stale(folder, version, on), *before_the_act(on))
    over = [one for one in map(ended, contracts) if one and one.end < on]
    counts = _providers(folder, version, {one.work for one in found if one.work} | {one.work for one in unentered})
    return Upcoming(
        council=place.name,
        code=place.code,
        on=on,
        made=made,
        months=months,
        software=__version__,
        warnings=warnings,
        coming=tuple(
            sorted((_banded(one, counts) for one in found), key=lambda one: (one.decide_by, one.next, one.title))
        ),
        regular=tuple(_banded(one, counts) for one in unentered),
        regular_says=said,
        ended=tuple(
            sorted(
                (one for one in over if (on - one.end).days <= 365), key=lambda one: (-one.end.toordinal(), one.title)
            )
        ),
        ended_before=len(over),
        undated=sum(one.end is None and one.last_end is None for one in contracts),
        contracts=len(contracts),
        contradicted=sum(map(contradicts, contracts)),
        steps=_steps(own),
    )


def _check(parts: Parts, folder: Folder) -> None:
    """Raises Problem where the store was read by a program that did not yet know what is needed here."""
    columns = {row[0] for row in parts.rows("DESCRIBE contracts", "contracts")}
    if columns and not {"extensions_taken", "duration_months"} <= columns:
        raise Problem(
            f"{folder.path} was read by an earlier version of the program. Read it again with: "
            f"keepitlocal report {typed(folder.path)}"
        )


def _contracts(folder: Folder, contracts: Iterable[Held], *, on: date, until: date) -> list[Coming]:
    own = folder.settings.get("lead_times", {})
    made = (coming(one, on=on, until=until, own=own, plan=_command(folder, one, on)) for one in contracts)
    return [one for one in made if one]


def _command(folder: Folder, one: Held, on: date) -> str:
    """The command that plans a contract, by its reference where it has one that is its own."""
    import shlex

    first = one.rows[0]
    title = "" if is_sensitive(first["title"]) else first["title"]
    wanted = str(first["reference"] or title or "").strip()
    day = "" if on == date.today() else f" --on {on.isoformat()}"
    return f"keepitlocal plan {typed(folder.path)} {shlex.quote(wanted)}{day}" if wanted else ""


def _steps(own: dict[str, Any]) -> tuple[LeadTime, ...]:
    """The steps with their lengths, as the page explains them."""
    from keepitlocal.law import CERTAINTY
    from keepitlocal.steps.contract_size.lead_times import lead_times

    return tuple(
        LeadTime(
            one.id,
            one.title,
            f"{one.length}, clear" if one.clear else str(one.length),
            one.why,
            "your place.toml" if one.own else one.source,
            "your own" if one.own else CERTAINTY.get(one.certainty, "an estimate, to be put right by you"),
            one.beside,
            one.own,
        )
        for one in lead_times(own).values()
    )


def _none(parts: Parts) -> tuple[str, ...]:
    if parts.rows("SELECT 1 FROM agreements LIMIT 1", "agreements"):
        return ()
    return ("No contracts register and no notices of this council were given, so no contract can be listed.",)


def _providers(folder: Folder, version: Any, works: set[str]) -> dict[str, int | None]:
    """How many organisations based or working here do each kind of work; nothing where that cannot be worked out."""
    try:
        from keepitlocal.tasks._providers import providers
    except ImportError:
        return {}
    return {
        work: sum(one.local is True for one in providers(folder, version, work=frozenset({work})))
        for work in sorted(works)
    }


def _banded(one: Entry, counts: dict[str, int | None]) -> Entry:
    return replace(one, providers=band(counts.get(one.work)) if one.work else "kind of work not told")
