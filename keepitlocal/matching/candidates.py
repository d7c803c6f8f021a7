"""Who could it be: for each reading of a payee's name the entries of a register that share rare words, pairs or beginnings."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keepitlocal.matching.index import Index, spellings
from keepitlocal.matching.letters import Numbers, packed, prints
from keepitlocal.matching.tokens import Vocabulary, Words, joined, split

# Entries looked through for one reading at most, of one feature at most, and kept for a closer look.
BUDGET, KEPT = 500, 12
_LETTER = 6  # bits of a letter in a packed beginning
_ALTERNATIVES = 4


@dataclass(frozen=True)
class Readings:
    """Readings of payees' names in the words of an index; a word that the index has not is -1."""

    ids: npt.NDArray[np.int64]
    offsets: Numbers
    forms: npt.NDArray[np.uint8]
    names: pa.Array
    written: pa.Array
    lengths: Numbers


def prepare(texts: pa.Array, index: Index, /) -> Readings:
    """Readings as words of the index."""
    own = Vocabulary()
    words = split(texts, vocabulary=own)
    told = pa.array(list(own.numbers), pa.large_string())
    known = pc.fill_null(pc.index_in(told, value_set=index.vocabulary), -1).to_numpy(zero_copy_only=False).astype(np.int64)
    names = joined(words, told)
    ids = known[words.ids] if len(told) else np.zeros(0, np.int64)
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False).astype(np.int64)
    return Readings(ids, words.offsets, words.forms, names, told.take(pa.array(words.ids)), lengths)


def candidates(asked: Readings, index: Index, /) -> tuple[Numbers, Numbers]:
    """Pairs of a reading and an entry worth a closer look, readings in order."""
    rows = np.repeat(np.arange(len(asked.offsets) - 1), np.diff(asked.offsets))
    other, word, weight = _alternatives(asked, rows, index)
    found = [
        *_by_name(asked, index),
        _by_word(rows, other, word, weight, index),
        *_by_pair(asked, rows, other, word, weight, index),
    ]
    return _gather(found, len(asked.offsets) - 1)


@dataclass(frozen=True)
class _Ranges:
    """For readings, ranges of one list of entries, and how much it says that an entry is among them."""

    readings: Numbers
    starts: Numbers
    ends: Numbers
    weights: npt.NDArray[np.float64]
    entries: npt.NDArray[np.uint32]


def weigh(frequency: npt.NDArray[np.int64], /) -> npt.NDArray[np.float64]:
    """How much a word says that so many names have: by its own frequency alone, so that strangers on the register change nothing."""
    found: npt.NDArray[np.float64] = np.log(3e7 / (1.0 + frequency))
    return found


def _by_name(asked: Readings, index: Index) -> list[_Ranges]:
    tight = pc.replace_substring(asked.names, " ", "")
    every = np.arange(len(tight))
    starts, ends = index.by_name.find(prints(tight))
    found = [_Ranges(every, starts, ends, np.full(len(every), 60.0), index.by_name.entries)]
    letters = pc.utf8_length(tight).to_numpy(zero_copy_only=False)
    for last, postings in ((False, index.by_start), (True, index.by_end)):
        keys = packed(tight, last=last)
        for length, weight in ((10, 14.0), (7, 9.0)):
            free = np.int64(_LETTER * (10 - np.minimum(length, 10)))
            low = (keys >> free) << free
            use = letters >= length
            starts, ends = postings.between(low[use], low[use] + (np.int64(1) << free))
            found.append(_Ranges(every[use], starts, ends, np.full(int(use.sum()), weight), postings.entries))
    return found


def _alternatives(asked: Readings, rows: Numbers, index: Index) -> tuple[Numbers, Numbers, npt.NDArray[np.float64]]:
    """Words that may be meant: the place in the reading, the index's word, and how near it is (1: the word itself)."""
    places = np.arange(len(asked.ids))
    known = asked.ids >= 0
    found_place, found_word = [places[known]], [asked.ids[known]]
    found_weight = [np.ones(int(known.sum()))]
    frequency = np.where(known, index.frequency[np.maximum(asked.ids, 0)], 0)
    rare = np.flatnonzero(frequency < 40)
    for place, word, weight in (_misspelt(asked, rare, index), _shortened(asked, rare, rows, index)):
        found_place.append(place)
        found_word.append(word)
        found_weight.append(weight)
    return np.concatenate(found_place), np.concatenate(found_word), np.concatenate(found_weight)


def _misspelt(asked: Readings, rare: Numbers, index: Index) -> tuple[Numbers, Numbers, npt.NDArray[np.float64]]:
    """Words one letter away from those that few names have."""
    lengths = pc.binary_length(asked.written).to_numpy(zero_copy_only=False)
    rare = rare[(lengths[rare] >= 5) & (lengths[rare] <= 20)]
    keys, at = spellings(asked.written.take(pa.array(rare)))
    starts, ends = index.by_spelling.find(keys)
    which, entries = expand(starts, ends, index.by_spelling.entries)
    pairs = np.unique(np.stack([rare[at[which]], entries.astype(np.int64)], axis=1), axis=0)
    pairs = pairs[asked.ids[pairs[:, 0]] != pairs[:, 1]]
    order = np.lexsort((pairs[:, 1], -index.frequency[pairs[:, 1]].astype(np.int64), pairs[:, 0]))
    pairs = pairs[order]
    pairs = pairs[_rank(pairs[:, 0]) < _ALTERNATIVES * 2]
    return pairs[:, 0], pairs[:, 1], np.full(len(pairs), 0.8)


def _shortened(
    asked: Readings, rare: Numbers, rows: Numbers, index: Index
) -> tuple[Numbers, Numbers, npt.NDArray[np.float64]]:
    """Common words that a short or unknown one may stand for: its beginning, or its consonants."""
    skeletons, common = _common(index)
    places, words = [], []
    written = asked.written.take(pa.array(rare)).to_pylist()
    for place, word in zip(rare.tolist(), written, strict=True):
        for other in _longer(word, skeletons, common)[:_ALTERNATIVES]:
            places.append(place)
            words.append(other)
    return np.array(places, np.int64), np.array(words, np.int64), np.full(len(places), 0.7)


def _longer(word: str, skeletons: dict[str, list[int]], common: dict[str, list[int]]) -> list[int]:
    if len(word) < 3 or word.isdigit():
        return []
    return list(dict.fromkeys([*skeletons.get(skeleton(word), ()), *common.get(word, ())]))


def skeleton(word: str, /) -> str:
    """The first letter and the consonants after it, doubled ones once: what is left where vowels are dropped."""
    left = word[0]
    for letter in word[1:]:
        if letter not in "AEIOU" and letter != left[-1]:
            left += letter
    return left


@lru_cache(maxsize=4)
def _common(index: Index) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Words that many names have, by skeleton and by their beginnings of three letters or more; the most frequent first."""
    frequency = np.asarray(index.frequency)
    many = np.flatnonzero(frequency >= 30)
    many = many[np.argsort(-frequency[many], kind="stable")]
    skeletons: dict[str, list[int]] = {}
    begun: dict[str, list[int]] = {}
    for number, word in zip(many.tolist(), index.vocabulary.take(pa.array(many)).to_pylist(), strict=True):
        if len(word) < 5 or word.isdigit():
            continue
        skeletons.setdefault(skeleton(word), []).append(number)
        for length in range(3, min(len(word), 9)):
            held = begun.setdefault(word[:length], [])
            if len(held) < _ALTERNATIVES:
                held.append(number)
    return skeletons, begun


def _by_word(
    rows: Numbers, other: Numbers, word: Numbers, weight: npt.NDArray[np.float64], index: Index
) -> _Ranges:
    starts, ends = index.by_word.find(word.astype(index.by_word.keys.dtype))
    return _Ranges(rows[other], starts, ends, weight * weigh(index.frequency[word]), index.by_word.entries)


def _by_pair(
    asked: Readings,
    rows: Numbers,
    other: Numbers,
    word: Numbers,
    weight: npt.NDArray[np.float64],
    index: Index,
) -> list[_Ranges]:
    """Pairs of words no more than three apart; of the two at most one is another word than the one written."""
    itself = weight == 1.0
    written = np.full(len(asked.ids), -1, np.int64)
    written[other[itself]] = word[itself]
    found = []
    for apart in (1, 2, 3, -1, -2, -3):
        beside = other + apart
        inside = (beside >= 0) & (beside < len(written))
        beside = np.where(inside, beside, 0)
        use = inside & (rows[beside] == rows[other]) & (written[beside] >= 0) & (written[beside] != word)
        use &= ~itself | (apart > 0)
        one, two = word[use], written[beside[use]]
        starts, ends = index.by_pair.find(index.pair(one, two))
        said = weight[use] * (weigh(index.frequency[one]) + weigh(index.frequency[two]))
        found.append(_Ranges(rows[other[use]], starts, ends, said, index.by_pair.entries))
    return found


def _gather(found: list[_Ranges], count: int) -> tuple[Numbers, Numbers]:
    """The likeliest entries of each reading: rare features first, until enough are looked through; then by all they share."""
    readings = np.concatenate([one.readings for one in found])
    sizes = np.concatenate([one.ends - one.starts for one in found])
    source = np.repeat(np.arange(len(found)), [len(one.readings) for one in found])
    local = np.concatenate([np.arange(len(one.readings)) for one in found])
    weights = np.concatenate([one.weights for one in found])
    some = np.flatnonzero(sizes > 0)
    order = some[np.lexsort((source[some], sizes[some], readings[some]))]
    before = np.cumsum(sizes[order]) - sizes[order]
    fresh = _rank(readings[order]) == 0
    first = np.repeat(before[fresh], np.diff(np.append(np.flatnonzero(fresh), len(order)))) if len(order) else before
    order = order[(before - first < BUDGET) & (sizes[order] <= 4 * BUDGET)]
    keys, said = [], []
    for place, one in enumerate(found):
        mine = order[source[order] == place]
        at = local[mine]
        which, entries = expand(one.starts[at], one.ends[at], one.entries)
        keys.append((one.readings[at][which] << 32) | entries.astype(np.int64))
        said.append(weights[mine][which])
    return _best(np.concatenate(keys), np.concatenate(said))


def _best(keys: Numbers, said: npt.NDArray[np.float64]) -> tuple[Numbers, Numbers]:
    order = np.argsort(keys, kind="stable")
    keys, said = keys[order], said[order]
    fresh = np.ones(len(keys), bool)
    fresh[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(fresh)
    if not len(starts):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    total = np.add.reduceat(said, starts)
    keys = keys[starts]
    readings, entries = keys >> 32, keys & 0xFFFFFFFF
    order = np.lexsort((entries, -np.round(total, 6), readings))
    kept = order[_rank(readings[order]) < KEPT]
    return readings[kept], entries[kept]


def expand(starts: Numbers, ends: Numbers, entries: npt.NDArray[np.uint32], /) -> tuple[Numbers, npt.NDArray[np.uint32]]:
    """The entries of many ranges one after the other, and for each the number of its range."""
    counts = ends - starts
    which = np.repeat(np.arange(len(counts)), counts)
    ahead = np.cumsum(counts) - counts
    return which, np.asarray(entries[np.arange(len(which)) - ahead[which] + starts[which]])


def _rank(keys: Numbers) -> Numbers:
    """The place of each among those of equal key; keys in order."""
    if not len(keys):
        return np.zeros(0, np.int64)
    fresh = np.ones(len(keys), bool)
    fresh[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(fresh)
    return np.arange(len(keys)) - np.repeat(starts, np.diff(np.append(starts, len(keys))))
