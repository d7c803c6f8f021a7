"""What speaks for and against a candidate: numbers for each pair of a reading and an entry, in one fixed order."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Prefix
from rapidfuzz.process import cpdist

from keepitlocal.matching.candidates import Readings, weigh
from keepitlocal.matching.index import Index
from keepitlocal.matching.letters import Numbers
from keepitlocal.matching.meant import Meant

# In this order in the model's file. ``tests/matching`` holds the file to it.
FEATURES = (
    "same_name", "same_words", "likeness", "sorted_likeness", "begins_alike", "cut_off",
    "asked_found", "entry_found", "asked_left", "entry_left", "shared", "rarest_shared",
    "left_likeness", "asked_words", "entry_words", "same_form", "other_form", "no_form",
    "postcode", "other_name", "part", "covers", "numbers_differ", "places_differ", "generic_left", "first_word",
    "asked_meant", "entry_meant", "asked_strange", "entry_strange", "asked_left_known", "entry_left_known",
    "asked_left_words", "entry_left_words",
    "kind_agrees", "area", "register_size",
)  # fmt: skip
_WIDE = 12
Grid = npt.NDArray[np.float32]
Marks = npt.NDArray[np.bool_]
SAME, NEAR, UNKNOWN, ELSEWHERE = 3.0, 2.0, 1.0, 0.0


@dataclass(frozen=True)
class Evidence:
    """What is known of each payee besides its name: fingerprints of its postcode and that's first half (0: none), and its kind.

    ``family`` holds bits of ``index.FAMILIES`` (0: not known); ``home`` the fingerprints of the first halves of the council's own
    postcodes, in order, the same for all payees.
    """

    postcode: npt.NDArray[np.uint64]
    district: npt.NDArray[np.uint64]
    family: npt.NDArray[np.uint8]
    home: npt.NDArray[np.uint64]

    def part(self, start: int, end: int, /) -> "Evidence":
        """That of the payees from ``start`` up to, not with, ``end``."""
        return Evidence(self.postcode[start:end], self.district[start:end], self.family[start:end], self.home)


def measure(
    asked: Readings, may: Meant, ways: Numbers, rows: Numbers, evidence: Evidence, readings: Numbers, entries: Numbers, index: Index, /
) -> Grid:  # fmt: skip
    """One row of FEATURES for each pair. ``ways`` and ``rows`` say of each reading which way it is and whose."""
    q, q_words = _padded(asked.ids, asked.offsets, readings)
    c, c_words = _padded(index.words.ids, index.words.offsets, entries)
    alike = (q[:, :, None] == c[:, None, :]) & (c[:, None, :] >= 0)
    q_found, c_found = alike.any(2), alike.any(1)
    frequency = np.append(np.asarray(index.frequency, np.int64), 0)  # the last for words that the index has not
    q_there = np.arange(_WIDE) < q_words[:, None]
    c_there = c >= 0
    q_weight = weigh(frequency[q]) * q_there
    c_weight = weigh(frequency[c]) * c_there
    shared = (q_weight * q_found).sum(1)
    q_names, c_names = asked.names.take(pa.array(readings)), index.names.take(pa.array(entries))
    left, right = q_names.to_pylist(), c_names.to_pylist()
    rest = _rest(asked, readings, entries, index, q_found, c_found, q_words, c_words)
    tight_q, tight_c = pc.replace_substring(q_names, " ", ""), pc.replace_substring(c_names, " ", "")
    squeezed_q, squeezed_c = tight_q.to_pylist(), tight_c.to_pylist()
    likeness = cpdist(squeezed_q, squeezed_c, scorer=fuzz.ratio, workers=1, dtype=np.float32) / 100
    lengths_q = pc.binary_length(tight_q).to_numpy(zero_copy_only=False)
    lengths_c = pc.binary_length(tight_c).to_numpy(zero_copy_only=False)
    begins = cpdist(squeezed_q, squeezed_c, scorer=Prefix.similarity, workers=1, dtype=np.int32)
    q_form, c_form = asked.forms[readings], np.asarray(index.words.forms)[entries]
    place, generic, number = index.classes
    only_q, only_c = q_there & ~q_found, c_there & ~c_found
    q_meant, c_meant = _meant(may, asked, readings, only_q, only_c, c, index)
    whole = np.zeros(int(rows.max(initial=-1)) + 1)
    np.maximum.at(whole, rows, asked.lengths)
    columns = {
        "same_name": pc.equal(tight_q, tight_c).to_numpy(zero_copy_only=False),
        "same_words": (q_found.sum(1) == q_words) & (c_found.sum(1) == c_words),
        "likeness": likeness,
        "sorted_likeness": cpdist(left, right, scorer=fuzz.token_sort_ratio, workers=1, dtype=np.float32) / 100,
        "begins_alike": begins / np.maximum(np.minimum(lengths_q, lengths_c), 1),
        "cut_off": (begins >= lengths_q) & (asked.lengths[readings] >= 18) & (lengths_c > lengths_q),
        "asked_found": shared / np.maximum(q_weight.sum(1), 1e-6),
        "entry_found": (c_weight * c_found).sum(1) / np.maximum(c_weight.sum(1), 1e-6),
        "asked_left": (q_weight * only_q).sum(1),
        "entry_left": (c_weight * only_c).sum(1),
        "shared": shared,
        "rarest_shared": np.max(q_weight * q_found, axis=1),
        "left_likeness": rest,
        "asked_words": q_words,
        "entry_words": c_words,
        "same_form": (q_form & c_form) > 0,
        "other_form": (q_form > 0) & (c_form > 0) & ((q_form & c_form) == 0),
        "no_form": (q_form > 0).astype(int) - (c_form > 0),
        "postcode": _postcodes(evidence, rows[readings], entries, index),
        "other_name": np.asarray(index.first)[entries] != entries,
        "part": ways[readings],
        "covers": asked.lengths[readings] / np.maximum(whole[rows[readings]], 1),
        "numbers_differ": _differ(number[c] & only_c, only_q, asked, readings),
        "places_differ": (place[q] & only_q).any(1) * 1 + (place[c] & only_c).any(1) * 2,
        "generic_left": (generic[c] & only_c).sum(1) - (generic[q] & only_q).sum(1) * 0.01,
        "first_word": _first_words(asked, readings, entries, index),
        "asked_meant": (q_weight * (q_found | q_meant)).sum(1) / np.maximum(q_weight.sum(1), 1e-6),
        "entry_meant": (c_weight * (c_found | c_meant)).sum(1) / np.maximum(c_weight.sum(1), 1e-6),
        "asked_strange": (only_q & ~q_meant).sum(1),
        "entry_strange": (only_c & ~c_meant).sum(1),
        # A word that stands on the register itself is seldom a slip for another: it tells two bodies apart.
        "asked_left_known": (np.log1p(frequency[q]) * only_q).max(1),
        "entry_left_known": (np.log1p(frequency[c]) * only_c).max(1),
        "asked_left_words": only_q.sum(1),
        "entry_left_words": only_c.sum(1),
        "kind_agrees": _kinds(evidence, rows[readings], entries, index),
        "area": _areas(evidence, entries, index),
        # In steps of ten times, so that one organisation more changes nothing: on a register of charities alone most payees are not.
        "register_size": np.full(len(readings), np.round(np.log10(max(len(index.first), 1)))),
    }
    return np.stack([np.asarray(columns[name], np.float32) for name in FEATURES], axis=1)


def _padded(ids: npt.NDArray[Any], offsets: Numbers, rows: Numbers) -> tuple[Numbers, Numbers]:
    """The words of each row, -1 where there is none or the index has it not."""
    starts, counts = np.asarray(offsets[rows], np.int64), np.asarray(offsets[rows + 1] - offsets[rows], np.int64)
    places = np.arange(_WIDE)
    inside = places < counts[:, None]
    at = np.where(inside, starts[:, None] + places, 0)
    if not len(ids):
        return np.full((len(rows), _WIDE), -1, np.int64), counts
    return np.where(inside, np.asarray(ids[at], np.int64), -1), counts


def _meant(
    may: Meant, asked: Readings, readings: Numbers, only_q: Marks, only_c: Marks, c: Numbers, index: Index
) -> tuple[Marks, Marks]:
    """Which words that only one of the two has may be meant by a word that only the other has."""
    both = np.flatnonzero(only_q.any(1) & only_c.any(1))
    pair, mine, theirs = np.nonzero(only_q[both][:, :, None] & only_c[both][:, None, :])
    pair = both[pair]
    size = len(index.frequency)
    known = np.unique(may.places * size + may.words)
    asked_for = (np.asarray(asked.offsets)[readings[pair]] + mine) * size + c[pair, theirs]
    at = np.minimum(np.searchsorted(known, asked_for), max(len(known) - 1, 0))
    found = known[at] == asked_for if len(known) else np.zeros(len(pair), bool)
    q_meant, c_meant = np.zeros_like(only_q), np.zeros_like(only_c)
    q_meant[pair[found], mine[found]] = True
    c_meant[pair[found], theirs[found]] = True
    return q_meant, c_meant


def _rest(
    asked: Readings, readings: Numbers, entries: Numbers, index: Index, q_found: Marks, c_found: Marks, q_words: Numbers, c_words: Numbers
) -> Grid:  # fmt: skip
    """How alike the words are that only one of the two has: 1 where neither has any, 0 where one side has none."""

    def left(ids: pa.Array, offsets: Numbers, rows: Numbers, found: Marks, counts: Numbers) -> list[str]:
        keep = ~found & (np.arange(_WIDE) < counts[:, None])
        at = (np.asarray(offsets[rows], np.int64)[:, None] + np.arange(_WIDE))[keep]
        words = ids(at)
        bounds = np.concatenate([[0], np.cumsum(keep.sum(1))]).astype(np.int32)
        texts: list[str] = pc.binary_join(pa.ListArray.from_arrays(bounds, words.cast(pa.string())), "").to_pylist()
        return texts

    one = left(lambda at: asked.written.take(pa.array(at)), asked.offsets, readings, q_found, q_words)
    two = left(
        lambda at: index.vocabulary.take(pa.array(np.asarray(index.words.ids[at]))),
        index.words.offsets,
        entries,
        c_found,
        c_words,
    )
    empty = np.fromiter((not a and not b for a, b in zip(one, two, strict=True)), bool, len(one))
    alike = cpdist(one, two, scorer=JaroWinkler.similarity, workers=1, dtype=np.float32)
    either = np.fromiter((not a or not b for a, b in zip(one, two, strict=True)), bool, len(one))
    found: Grid = np.where(empty, 1.0, np.where(either, 0.0, alike)).astype(np.float32)
    return found


def _differ(only_c: Marks, only_q: Marks, asked: Readings, readings: Numbers) -> Marks:
    """Whether both have a number that the other has not; a payee's may be one that no name on the register has."""
    figures = pc.match_substring_regex(asked.written, "[0-9]").to_numpy(zero_copy_only=False)
    numbers, _ = _padded(figures, asked.offsets, readings)
    found: Marks = ((numbers == 1) & only_q).any(1) & only_c.any(1)
    return found


def _first_words(asked: Readings, readings: Numbers, entries: Numbers, index: Index) -> Grid:
    """How alike the first words are."""
    starts = np.asarray(asked.offsets[readings])
    one = asked.written.take(pa.array(starts)).to_pylist()
    first = np.asarray(index.words.ids[np.asarray(index.words.offsets[entries])])
    two = index.vocabulary.take(pa.array(first)).to_pylist()
    alike: Grid = cpdist(one, two, scorer=JaroWinkler.similarity, workers=1, dtype=np.float32)
    return alike


def _postcodes(evidence: Evidence, rows: Numbers, entries: Numbers, index: Index) -> Grid:
    """3 the same, 2 the same first half, 1 not known of one of the two, 0 another."""
    mine, half = evidence.postcode[rows], evidence.district[rows]
    theirs, their_half = index.postcode[entries], index.district[entries]
    known = (mine > 0) & (theirs > 0)
    found: Grid = np.where(
        ~known, UNKNOWN, np.where(mine == theirs, SAME, np.where(half == their_half, NEAR, ELSEWHERE))
    )
    return found.astype(np.float32)


def _kinds(evidence: Evidence, rows: Numbers, entries: Numbers, index: Index) -> Grid:
    """2 where the council's own word for the kind fits, 1 where one of the two is not known, 0 where it is another."""
    mine, theirs = evidence.family[rows], index.family[entries]
    found: Grid = np.where((mine == 0) | (theirs == 0), 1.0, np.where(mine & theirs, 2.0, 0.0)).astype(np.float32)
    return found


def _areas(evidence: Evidence, entries: Numbers, index: Index) -> Grid:
    """2 where the entry's postcode is of the council's own area, 0 where it is not, 1 where either is not known."""
    theirs = index.district[entries]
    if not len(evidence.home):
        return np.ones(len(entries), np.float32)
    at = np.minimum(np.searchsorted(evidence.home, theirs), len(evidence.home) - 1)
    found: Grid = np.where(theirs == 0, 1.0, np.where(evidence.home[at] == theirs, 2.0, 0.0)).astype(np.float32)
    return found
