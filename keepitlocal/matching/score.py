"""From names to the likeliest organisations: candidates, features and likelihoods, chunk by chunk, on every core there is."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from keepitlocal.matching.candidates import candidates, prepare, weigh, what_is_meant
from keepitlocal.matching.features import ELSEWHERE, FEATURES, NEAR, SAME, Evidence, Grid, measure
from keepitlocal.matching.index import Index, places_among
from keepitlocal.matching.letters import Numbers
from keepitlocal.matching.model import Floats, Line, Model, Trees
from keepitlocal.matching.readings import readings

T = TypeVar("T")
# Logarithms: of the names from which on a word is one in its own right, and of how many times oftener its right spelling is met.
_WORD, _SLIP = 1.0, 4.6
CHUNK = 4000
_MANY = 100  # names that a word may have on a full register and still be rare
CLOSER = 6  # candidates of a payee that are looked at closely
PAIR_FEATURES = (*FEATURES, "sum", "behind", "rivals")
BEST_FEATURES = (
    *FEATURES, "likelihood", "likelihood_next", "lead", "line_lead", "same_named", "next_postcode", "ways", "likelihood_rest", "as_much",
)  # fmt: skip


@dataclass(frozen=True)
class Scored:
    """Candidates of payees, likeliest first: row of the payee, entry, features, likelihood of the pair."""

    rows: Numbers
    entries: Numbers
    ways: Numbers
    features: Grid
    line: Floats
    likelihood: Floats


def measured(
    names: Sequence[str | None], evidence: Evidence, index: Index, /
) -> tuple[Numbers, Numbers, Numbers, Grid]:
    """Payee, entry, way of reading and features of every candidate."""
    told = list(readings(names))
    rows = np.array([one.row for one in told], np.int64)
    ways = np.array([one.way for one in told], np.int64)
    asked = prepare(pa.array([one.text for one in told], pa.string()), index)
    may = what_is_meant(asked, index)
    reading, entry = candidates(asked, may, evidence.postcode[rows], index)
    grid = measure(asked, may, ways, rows, evidence, reading, entry, index)
    return rows[reading], entry, ways[reading], grid


def score(names: Sequence[str | None], evidence: Evidence, index: Index, /, *, line: Line, pair: Trees) -> Scored:
    """The best candidates of each payee, one entry an organisation, likeliest first."""
    return rank(*measured(names, evidence, index), index, line=line, pair=pair)


def rank(
    rows: Numbers, entries: Numbers, ways: Numbers, grid: Grid, index: Index, /, *, line: Line, pair: Trees
) -> Scored:
    """The best of measured candidates: a few by the weighted sum, and those in order of their likelihood."""
    keep, first, wide = shortlist(rows, entries, grid, index, line=line)
    rows, entries, ways, grid = rows[keep], entries[keep], ways[keep], grid[keep]
    likelihood = _best_placed_first(rows, grid, pair(wide))
    order = _leading(rows, _bodies(entries, index), likelihood + 1e-9 * first, index, most=CLOSER)
    return Scored(rows[order], entries[order], ways[order], grid[order], first[order], likelihood[order])


def shortlist(
    rows: Numbers, entries: Numbers, grid: Grid, index: Index, /, *, line: Line
) -> tuple[Numbers, Floats, Grid]:
    """Of each payee the few candidates with the largest weighted sum: their places, the sums, and PAIR_FEATURES."""
    first = line(grid)
    keep = _leading(rows, _bodies(entries, index), first, index, most=CLOSER)
    first = first[keep]
    starts = np.flatnonzero(places_among(rows[keep]) == 0)
    counts = np.diff(np.append(starts, len(keep)))
    behind = first - np.repeat(first[starts], counts) if len(keep) else first
    more = np.stack([first, behind, np.repeat(counts, counts) if len(keep) else first], axis=1)
    return keep, first, np.concatenate([grid[keep], more.astype(np.float32)], axis=1)


def _best_placed_first(rows: Numbers, grid: Grid, likelihood: Floats) -> Floats:
    """Of organisations with one name, none is likelier than the one that the rest speaks for, whatever was learned."""
    if not len(rows):
        return likelihood
    named = grid[:, [FEATURES.index(one) for one in _OF_THE_NAME]]
    _, group = np.unique(np.column_stack([rows, named]), axis=0, return_inverse=True)
    group = group.ravel()
    said = _besides_the_name(grid)
    loudest, most = np.full(int(group.max()) + 1, -np.inf), np.zeros(int(group.max()) + 1)
    np.maximum.at(loudest, group, said)
    np.maximum.at(most, group, likelihood)
    several = np.bincount(group)[group] > 1
    there = several & (said == loudest[group])
    return np.where(there, np.maximum(likelihood, np.minimum(most[group] + 1e-6, 1.0)), likelihood)


_OF_THE_NAME = ("likeness", "sorted_likeness", "asked_found", "entry_found", "left_likeness", "part")


def _besides_the_name(grid: Grid) -> Floats:
    """What speaks for a candidate besides its name: the very postcode most, then the legal form, then the council's own code."""
    postcode, kind = grid[:, FEATURES.index("postcode")], grid[:, FEATURES.index("kind_agrees")]
    form = grid[:, FEATURES.index("same_form")] - grid[:, FEATURES.index("other_form")]
    found: Floats = (
        np.where(postcode == SAME, 8.0, np.where(postcode == ELSEWHERE, -4.0, 0.0)) + 2.0 * form + (kind - 1.0)
    )
    return found


def _bodies(entries: Numbers, index: Index) -> Numbers:
    return np.asarray(index.first[entries], np.int64)


def _leading(rows: Numbers, bodies: Numbers, scores: Floats, index: Index, *, most: int) -> Numbers:
    """Of each payee and organisation the best candidate, and of each payee the best few; ties fall by org-id, not by order."""
    ranks = index.order[bodies]
    order = np.lexsort((ranks, -np.round(scores, 9), bodies, rows))
    fresh = np.ones(len(order), bool)
    fresh[1:] = (rows[order][1:] != rows[order][:-1]) | (bodies[order][1:] != bodies[order][:-1])
    order = order[fresh]
    order = order[np.lexsort((ranks[order], -np.round(scores[order], 9), rows[order]))]
    place = places_among(rows[order])
    return order[place < most]


def best(scored: Scored, /) -> tuple[Numbers, Grid]:
    """Where each payee's likeliest candidate stands, and its BEST_FEATURES: its own, and how far the next is behind."""
    place = places_among(scored.rows)
    at = np.flatnonzero(place == 0)
    count = np.diff(np.append(at, len(scored.rows)))
    second = np.minimum(at + 1, max(len(scored.rows) - 1, 0))
    there = count > 1
    nothing = np.float64(0)
    likelihood, line = scored.likelihood, scored.line
    same = FEATURES.index("same_name")
    postcode = FEATURES.index("postcode")
    group = np.repeat(np.arange(len(at)), count)
    named = np.bincount(group, scored.features[:, same], minlength=len(at))
    total = np.bincount(group, likelihood, minlength=len(at))
    meant = scored.features[:, FEATURES.index("asked_meant")]
    as_much = np.bincount(group, meant >= np.repeat(meant[at], count) - 0.02, minlength=len(at))
    more = [
        likelihood[at],
        np.where(there, likelihood[second], nothing),
        likelihood[at] - np.where(there, likelihood[second], nothing),
        np.where(there, line[at] - line[second], 20.0),
        named,
        np.where(there, scored.features[second, postcode], 1.0),
        scored.ways[at],
        total - likelihood[at],
        as_much,  # how many have as much of the payee's name as the likeliest: a name of common words fits many
    ]
    return at, np.concatenate([scored.features[at], np.stack(more, axis=1).astype(np.float32)], axis=1)


def confidences(scored: Scored, model: Model, /) -> tuple[Numbers, Floats]:
    """Where each payee's likeliest candidate stands, and how likely it is to be right."""
    at, grid = best(scored)
    return at, np.minimum(model.calibration(model.best(grid)), ceilings(scored, at))


def tied(scored: Scored, at: Numbers, /) -> npt.NDArray[np.bool_]:
    """Whether somebody else has the payee's name as much as the likeliest, and nothing else says whose it is."""
    second = np.minimum(at + 1, max(len(scored.rows) - 1, 0))
    other = np.append(at[1:], len(scored.rows)) > at + 1
    same, said = FEATURES.index("same_name"), _besides_the_name(scored.features)
    like = scored.likelihood[second] >= scored.likelihood[at] - 2e-6
    found: npt.NDArray[np.bool_] = (
        other & like
        & (scored.features[second, same] >= scored.features[at, same])
        & (said[second] >= said[at])
    )  # fmt: skip
    return found


def ceilings(scored: Scored, at: Numbers, /) -> Floats:
    """How sure a likeliest candidate may be at most, whatever was learned: for three cases in which a person should look.

    A name that two bodies share is nobody's alone unless postcode, form or code say whose. Sister companies share an address and all
    but a word: where each of two names has a word of its own that cannot be the other's, they may be two bodies. A word
    spelt nearly like the other's is a slip for it only where hardly anybody on the register has it: Southern is no slip for
    Northern. A bare name of one or two words, without its legal form, may be that of many a house or shop elsewhere, unless
    the registers are whole and the words rare.
    """
    mine, theirs = FEATURES.index("asked_strange"), FEATURES.index("entry_strange")
    known, meant = FEATURES.index("asked_left_known"), FEATURES.index("entry_left_known")
    alike = scored.features[at, FEATURES.index("left_likeness")] >= 0.8
    alike &= (scored.features[at, known] < _WORD) | (scored.features[at, meant] - scored.features[at, known] > _SLIP)
    sisters = (scored.features[at, mine] > 0) & (scored.features[at, theirs] > 0) & ~alike
    person = sisters | _is_bare(scored.features[at])
    found: Floats = np.where(tied(scored, at), 0.6, np.where(person, 0.9, 1.0))
    return found


def _is_bare(grid: Grid) -> npt.NDArray[np.bool_]:
    """Whether a payee is one or two words without a form, for an organisation that has one, with nothing else to go by."""
    named = (grid[:, FEATURES.index("no_form")] == -1) & (grid[:, FEATURES.index("asked_words")] <= 2)
    placed = (grid[:, FEATURES.index("postcode")] >= NEAR) | (grid[:, FEATURES.index("area")] == 2)
    placed |= grid[:, FEATURES.index("kind_agrees")] == 2
    whole = grid[:, FEATURES.index("register_size")] >= 7
    rare = whole & (grid[:, FEATURES.index("rarest_shared")] > weigh(np.array([_MANY]))[0])
    found: npt.NDArray[np.bool_] = named & ~placed & ~rare
    return found


def in_chunks(
    names: Sequence[str | None], evidence: Evidence, work: Callable[[Sequence[str | None], Evidence], T], /
) -> Iterator[tuple[int, T]]:
    """``work`` on a chunk of payees at a time, two at once; (where the chunk begins, what it gave), in order."""
    starts = range(0, len(names), CHUNK)

    def one(start: int) -> tuple[int, T]:
        end = start + CHUNK
        return start, work(names[start:end], evidence.part(start, end))

    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(one, starts)
