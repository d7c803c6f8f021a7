"""The whole sample put together once from a seed, and what is true of it by construction."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

from keepitlocal.sample.cards import write_cards
from keepitlocal.sample.contracts import let, write_contracts
from keepitlocal.sample.geography import MERELAND, WEXBOROUGH, survey
from keepitlocal.sample.grants import write_grants
from keepitlocal.sample.land import write_directory, write_land
from keepitlocal.sample.money import pay
from keepitlocal.sample.notices import write_notices
from keepitlocal.sample.organisations import Registrar
from keepitlocal.sample.payees import REDACTED, recruit
from keepitlocal.sample.planted import POSTCODES, TOWN_HALL
from keepitlocal.sample.reference import wexborough_wards, write_reference
from keepitlocal.sample.registers import enrol, write_registers
from keepitlocal.sample.spend import Written, write_spend

_PLACE = f"""\
# Wexborough is an invented borough. Its records are made up to look like a real council's, faults and all.
# Nothing in it is about anybody. For your own council: keepitlocal new FOLDER --council NAME
format = 1
library = false  # its registers are in inputs/; those of real places are left out

[council]
code = "{WEXBOROUGH}"
name = "Wexborough"
region = "{MERELAND}"
"""


@dataclass(frozen=True)
class World:
    """Every file by its path in the place folder, and the spend files as they were made."""

    files: dict[str, bytes]
    spend: tuple[Written, ...]


@lru_cache(maxsize=2)
def make(seed: int, /) -> World:
    """The sample of one seed. Each part has its own chance, so that a change to one leaves the others as they were."""

    def chance(part: str) -> Random:
        return Random(f"{seed}: {part}")

    geography = survey(chance("geography"), with_postcodes=POSTCODES | {TOWN_HALL})
    registrar = Registrar(geography, chance("registrar"), reserved=POSTCODES)
    payees = recruit(chance("payees"), registrar)
    bodies = enrol(payees, registrar, chance("register"))
    payments = pay(payees, chance("money"))
    contracts = let(payees, payments, chance("contracts"))
    spend = write_spend(payments, chance("spend"))
    inputs = {
        **{_file(written.path): written.content for written in spend},
        **write_cards(payees, chance("cards")),
        **write_contracts(contracts, chance("contracts register")),
        **write_notices(contracts, chance("notices")),
        **write_grants(payments, payees, wexborough_wards(geography), chance("grants")),
        **write_land(geography, chance("land")),
        **write_directory(payees, geography, chance("directory")),
        **write_registers(bodies),
        **write_reference(geography, chance("reference")),
    }
    return World({"place.toml": _PLACE.encode()} | {f"inputs/{path}": inputs[path] for path in inputs}, tuple(spend))


def _file(path: str) -> str:
    """The file on disk of a member: ``a.zip/b.csv`` lies in ``a.zip``."""
    head, zipped, _ = path.partition(".zip/")
    return head + ".zip" if zipped else path


def truth(seed: int = 2026, /) -> dict[str, Any]:
    """What is true of the sample by construction, to compare a reader with. Money in pence.

    - ``files``: by path under ``inputs/`` (a ZIP's member as ``a.zip/b.csv``), each file by itself: ``rows`` after the
      header, ``kept``, ``pence``, ``set_aside`` (blank, repeated header, total, unreadable: rows), ``total_pence``
      (what the grand total row says); among the kept: ``bad_dates`` and ``bad_dates_pence`` (an amount but no date),
      ``overflow`` (cells beyond the last heading), ``negative``, ``redacted``, ``repeats`` (rows that repeat an
      earlier one exactly), ``months``.
    - ``duplicates``: pairs (first, copy). ``overlaps``: (earlier, later, rows in both).
    - ``counted``: rows and pence without the copy and without any row of the month that was published again.
    - ``bases``: financial year -> what the money is -> pence, of the counted.
    - ``payees``: name as published -> org-id on the sample's register, or None.
    """
    spend = make(seed).spend
    by_path = {written.path: written for written in spend}
    replaced = {written.corrects for written in spend}
    counted = [written for written in spend if not written.copies and written.path not in replaced]
    bases: dict[str, Counter[str]] = {}
    for payment in (payment for written in counted for payment in written.kept):
        year = payment.day.year - (payment.day.month < 4)
        bases.setdefault(f"{year}-{year % 100 + 1}", Counter())[payment.base] += payment.pence
    return {
        "files": {written.path: _facts(written) for written in spend},
        "duplicates": [(written.copies, written.path) for written in spend if written.copies],
        "overlaps": [
            (written.corrects, written.path, (Counter(written.kept) & Counter(by_path[written.corrects].kept)).total())
            for written in spend if written.corrects
        ],
        "counted": {
            "rows": sum(len(written.kept) for written in counted),
            "pence": sum(payment.pence for written in counted for payment in written.kept),
        },
        "bases": {year: dict(sums) for year, sums in bases.items()},
        "payees": _payees(spend),
    }  # fmt: skip


def _facts(written: Written) -> dict[str, Any]:
    set_aside = written.set_aside or {}
    return {
        "rows": len(written.kept) + sum(set_aside.values()),
        "kept": len(written.kept),
        "pence": sum(payment.pence for payment in written.kept),
        "set_aside": set_aside,
        "total_pence": written.total_pence,
        "bad_dates": len(written.bad_dates),
        "bad_dates_pence": sum(payment.pence for payment in written.bad_dates),
        "overflow": written.overflow,
        "negative": sum(payment.pence < 0 for payment in written.kept),
        "redacted": sum(payment.payee.name == REDACTED for payment in written.kept),
        "repeats": len(written.kept) - len(set(written.kept)),
        "months": sorted({f"{payment.day:%Y-%m}" for payment in written.kept}),
    }


def _payees(spend: tuple[Written, ...]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for written in spend:
        for name, payment in zip(written.published, written.kept, strict=True):
            body = payment.payee.organisation
            found[name] = body.org_id if body else None
    return found
