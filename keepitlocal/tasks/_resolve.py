"""Who each payee is: by its printed number, by names published beside numbers, then by name against the registers' index."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from keepitlocal.domain.organisation import vat_number
from keepitlocal.domain.place import Place
from keepitlocal.matching.exact import match_published
from keepitlocal.matching.numbers import by_number, meant_by, within
from keepitlocal.matching.resolve import Answer
from keepitlocal.matching.uncertain import LINK, NONE, REVIEW, Candidate
from keepitlocal.tasks._screen import Screen

if TYPE_CHECKING:
    from keepitlocal.matching.index import Index

_SCHEMA = pa.schema(
    [("payee", pa.string()), ("decision", pa.string()), ("org_id", pa.string()), ("confidence", pa.float64()),
     ("matched_by", pa.string()), ("because", pa.string()), ("candidates", pa.string())]
)  # fmt: skip
_BATCH = 400_000
_MOST_OF_A_NUMBER = 12  # more payees than this under one number are no one body
_IDLE_PENCE = 2_500_000  # more than £25,000 is not paid to a company that told the register it was dormant


@dataclass(frozen=True)
class _Life:
    """When an organisation was there, as its register says, and whether its accounts say that it did nothing."""

    start: date | None
    end: date | None
    dormant: bool


def make_matches(connection: duckdb.DuckDBPyConnection, /, *, release: str, place: Place, screen: Screen) -> None:
    """Make ``matches`` (see tables/matches.py) from ``payees``, ``names``, ``published`` and ``denied``, and the view ``linked``.

    ``release`` names the registers: their index is kept in the library under it.
    """
    found: dict[str, dict[str, Any]] = {}
    asked = connection.execute(
        "SELECT payee, company, charity, postcode, family, person FROM payees ORDER BY payee"
    ).fetchall()
    denied = _denied(connection)
    found |= _numbered(connection, asked, denied)
    match_published(connection)
    for payee, org_id, because in connection.execute("SELECT * FROM by_published ORDER BY ALL").fetchall():
        found.setdefault(payee, _row(payee, LINK, org_id, 0.99, "published", because))
    # What a person is called is nobody's name on a register, whatever stands there.
    rest = [row for row in asked if row[0] not in found and not row[5]]
    if rest and connection.execute("SELECT 1 FROM register_names LIMIT 1").fetchall():
        index = _open(connection, release, screen)
        found |= _by_name(connection, rest, index, denied, place=place)
    found |= _near_published(connection, rest, found, denied)
    table = pa.Table.from_pylist([found[payee] for payee in sorted(found)], schema=_SCHEMA)
    connection.register("matches_found", table)
    connection.execute("CREATE OR REPLACE TEMP TABLE matches AS SELECT * FROM matches_found")
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW linked AS SELECT payee, org_id, matched_by, because FROM matches WHERE decision = 'link'"
    )


def _row(
    payee: str,
    decision: str,
    org_id: str | None,
    confidence: float,
    matched_by: str,
    because: str,
    candidates: Sequence[Candidate] = (),
) -> dict[str, Any]:
    told = json.dumps([asdict(one) for one in candidates], ensure_ascii=False) if candidates else "[]"
    return {
        "payee": payee, "decision": decision, "org_id": org_id, "confidence": round(confidence, 4), "matched_by": matched_by,
        "because": because, "candidates": told,
    }  # fmt: skip


def _denied(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    return {(str(row[0]), str(row[1])) for row in connection.execute("SELECT payee, org_id FROM denied").fetchall()}


def _numbered(
    connection: duckdb.DuckDBPyConnection, asked: Sequence[tuple[Any, ...]], denied: set[tuple[str, str]]
) -> dict[str, dict[str, Any]]:
    meant = {
        row[0]: [pair for pair in meant_by(row[1], row[2]) if (row[0], pair[0]) not in denied]
        for row in asked
        if row[1] or row[2]
    }
    ids = {org_id for pairs in meant.values() for org_id, _ in pairs}
    names: dict[str, list[str]] = defaultdict(list)
    current_first = """SELECT org_id, name FROM register_names WHERE org_id IN (SELECT org_id FROM wanted) GROUP BY ALL
        ORDER BY org_id, bool_and(former), name"""
    for org_id, name in _facts(connection, ids, current_first):
        names[org_id].append(name)
    found = {}
    for payee, pairs in meant.items():
        if told := by_number(payee, pairs, names):
            seen = Candidate(
                told.org_id,
                names.get(told.org_id, [payee])[0],
                confidence=0.99 if told.sure else 0.5,
                because=told.because,
            )
            found[payee] = _row(
                payee,
                LINK if told.sure else REVIEW,
                told.org_id,
                seen.confidence or 0.0,
                "identifier",
                told.because,
                [seen],
            )
    return found


def _facts(connection: duckdb.DuckDBPyConnection, ids: set[str], query: str) -> list[tuple[Any, ...]]:
    """The rows of a query that looks for the ids in a table called ``wanted``."""
    connection.register("wanted", pa.table({"org_id": pa.array(sorted(ids), pa.string())}))
    rows: list[tuple[Any, ...]] = connection.execute(query).fetchall() if ids else []
    connection.unregister("wanted")
    return rows


def _open(connection: duckdb.DuckDBPyConnection, release: str, screen: Screen) -> "Index":
    from keepitlocal.tasks._indexes import open_index

    return open_index(release, lambda: register_names(connection), screen=screen)


def register_names(connection: duckdb.DuckDBPyConnection, /) -> Iterator[pa.Table]:
    """Every name in ``register_names``, the current one of each first: what the index of a place's registers is built from."""
    query = """SELECT org_id, name, postcode, kind, also, body FROM register_names GROUP BY ALL
        ORDER BY org_id, bool_and(former), name, postcode, kind, also, body"""
    for batch in connection.sql(query).to_arrow_reader(_BATCH):
        yield pa.Table.from_batches([batch])


def _by_name(
    connection: duckdb.DuckDBPyConnection,
    rest: Sequence[tuple[Any, ...]],
    index: "Index",
    denied: set[tuple[str, str]],
    *,
    place: Place,
) -> dict[str, dict[str, Any]]:
    from keepitlocal.matching.model import shipped
    from keepitlocal.matching.resolve import evidence, resolve

    known = evidence([row[3] for row in rest], families=[row[4] for row in rest], home=own_postcodes(connection, place))
    answers = dict(
        zip((row[0] for row in rest), resolve([row[0] for row in rest], known, index, model=shipped()), strict=True)
    )
    answers = {payee: _without_denied(payee, answer, denied) for payee, answer in answers.items()}
    _check_lives(connection, answers)
    _share_numbers(connection, answers, denied)
    return {
        payee: _row(payee, answer.decision, answer.org_id, answer.confidence, "name", answer.because, answer.candidates)
        for payee, answer in answers.items()
    }


def own_postcodes(connection: duckdb.DuckDBPyConnection, place: Place, /) -> list[str]:
    """The first halves of the place's own postcodes, by its own directory, else the library's."""
    from keepitlocal.store.library import postcodes

    query = "SELECT DISTINCT split_part(postcode, ' ', 1) FROM {} WHERE district IN (SELECT unnest($codes)) ORDER BY 1"
    values = {"codes": sorted(place.districts)}
    own = connection.execute(query.format("postcodes"), values).fetchall()
    if not own:
        path = str(postcodes()).replace("'", "''")
        own = connection.execute(query.format(f"read_parquet('{path}')"), values).fetchall()
    return [str(row[0]) for row in own]


def _without_denied(payee: str, answer: Answer, denied: set[tuple[str, str]]) -> Answer:
    """What people said is not so goes; what is left is never surer than worth a look."""
    left = tuple(one for one in answer.candidates if (payee, one.org_id) not in denied)
    if left[:1] == answer.candidates[:1]:  # the likeliest stands, whoever else was denied
        return replace(answer, candidates=left)
    likely = bool(left) and (left[0].confidence or 0) >= 0.25
    return Answer(
        REVIEW if likely else NONE,
        left,
        left[0].because if likely else "a person said that it is not the likeliest; nobody else is near",
    )


def _check_lives(connection: duckdb.DuckDBPyConnection, answers: dict[str, Answer]) -> None:
    """A link to a body that was not there when it was paid, or that was dormant, is for a person to look at."""
    linked = {payee: answer.org_id for payee, answer in answers.items() if answer.decision == LINK and answer.org_id}
    lives = {
        row[0]: _Life(*row[1:])
        for row in _facts(
            connection, set(linked.values()),
            """SELECT org_id, min("from"), CASE WHEN count(*) = count("until") THEN max("until") END, bool_or(upper(accounts) = 'DORMANT')
            FROM organisations WHERE org_id IN (SELECT org_id FROM wanted) GROUP BY org_id""",
        )
    }  # fmt: skip
    paid = {
        row[0]: row[1:]
        for row in connection.execute(
            "SELECT payee, min(date), max(date), sum(amount_pence) FROM paid WHERE payee IS NOT NULL GROUP BY payee"
        ).fetchall()
    }
    for payee, org_id in linked.items():
        first, last, pence = paid.get(payee, (None, None, 0))
        doubt = _doubt(lives.get(org_id), first, last, int(pence or 0))
        if doubt:
            answers[payee] = _doubted(answers[payee], doubt)


def _doubt(life: _Life | None, first: date | None, last: date | None, pence: int) -> str:
    if life is None:
        return ""
    if life.end and first and life.end < first:
        return f"but it was dissolved or removed on {life.end.day} {life.end:%B %Y}, before the first payment"
    if life.start and last and life.start > last:
        return f"but it began on {life.start.day} {life.start:%B %Y}, after the last payment"
    return "but its accounts say that it was dormant" if life.dormant and pence > _IDLE_PENCE else ""


def _doubted(answer: Answer, doubt: str) -> Answer:
    first = replace(
        answer.candidates[0], because=f"{answer.candidates[0].because}; {doubt}", confidence=min(answer.confidence, 0.6)
    )
    return Answer(REVIEW, (first, *answer.candidates[1:]), first.because)


def _near_published(
    connection: duckdb.DuckDBPyConnection,
    rest: Sequence[tuple[Any, ...]],
    found: Mapping[str, dict[str, Any]],
    denied: set[tuple[str, str]],
) -> dict[str, dict[str, Any]]:
    """Payees nobody was found for, with a name near one that the council publishes beside a number: for a person to look at.

    Such lists are short, so that a name being the nearest in them proves little.
    """
    import tempfile
    from pathlib import Path

    from keepitlocal.matching.index import build
    from keepitlocal.matching.model import shipped
    from keepitlocal.matching.resolve import evidence, resolve

    asked = [row for row in rest if row[0] not in found or found[row[0]]["decision"] == NONE]
    names = "SELECT DISTINCT org_id, name, postcode, NULL AS kind, body FROM published_names ORDER BY ALL"
    table = connection.sql(names).to_arrow_table()
    if not asked or not table.num_rows:
        return {}
    with tempfile.TemporaryDirectory(prefix="keepitlocal-") as scratch:
        index = build([table], Path(scratch) / "published")
        known = evidence([row[3] for row in asked])
        answers = [
            _without_denied(row[0], answer, denied)
            for row, answer in zip(
                asked, resolve([row[0] for row in asked], known, index, model=shipped()), strict=True
            )
        ]
    near = {}
    for row, answer in zip(asked, answers, strict=True):
        if answer.decision != NONE:
            because = f"in the contracts register, notices or grants, beside a number: {answer.because}"
            sure = min(answer.confidence, 0.9)
            near[row[0]] = _row(row[0], REVIEW, answer.org_id, sure, "published", because, answer.candidates)
    return near


_SHARED = (("VAT number", "vat_number"), ("number in the council's own files", "supplier_ref"))


def _share_numbers(
    connection: duckdb.DuckDBPyConnection, answers: dict[str, Answer], denied: set[tuple[str, str]]
) -> None:
    """A payee with the number of one that is linked is that one too where the names fit; else a person should look.

    A group of companies shares a VAT number, and a council keeps its number for a payee that was renamed or taken over.
    Where a person said that it is not that one, the number says nothing.
    """
    for what, column in _SHARED:
        payees_of: dict[str, set[str]] = defaultdict(set)
        for payee, text in connection.execute(
            f"SELECT DISTINCT payee, {column} FROM paid WHERE {column} IS NOT NULL AND payee IS NOT NULL ORDER BY ALL"
        ).fetchall():
            number = vat_number(text) if column == "vat_number" else text.strip() if re.search("[1-9]", text) else None
            if payee in answers and number:
                payees_of[number].add(payee)
        for payees in payees_of.values():
            if 1 < len(payees) <= _MOST_OF_A_NUMBER:
                _follow(payees, answers, denied, what)


def _follow(payees: set[str], answers: dict[str, Answer], denied: set[tuple[str, str]], what: str) -> None:
    sure = sorted(payee for payee in payees if answers[payee].decision == LINK)
    if len({answers[payee].org_id for payee in sure}) != 1:
        return
    meant = answers[sure[0]].candidates[0]
    for payee in sorted(payees - set(sure)):
        if (payee, meant.org_id) not in denied:
            fits = next((other for other in sure if within(payee, other)), None)
            answers[payee] = _followed(answers[payee], meant, fits, sure[0], what)


def _followed(answer: Answer, sure: Candidate, fits: str | None, linked: str, what: str) -> Answer:
    confidence = 0.98 if fits else 0.5
    others = (one for one in answer.candidates if one.org_id != sure.org_id)
    listed = [replace(one, confidence=min(one.confidence or 0.0, confidence)) for one in others]
    because = f"the same {what} as “{fits or linked}”, which is that organisation" + (
        "" if fits else "; but another name"
    )
    found = replace(sure, because=because, confidence=confidence)
    return Answer(LINK if fits else REVIEW, (found, *listed), because)


def families(kinds: Mapping[str, str], /) -> dict[str, int]:
    """What each of a council's own codes for kinds may be, as bits of the index's FAMILIES."""
    from keepitlocal.matching.index import FAMILIES

    return {code: FAMILIES.get(kind, 0) for code, kind in kinds.items()}
