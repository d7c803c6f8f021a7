"""Who could it be: for each reading of a payee's name the entries of a register that share rare words, pairs or beginnings."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keepitlocal.matching.index import Index, expand, places_among
from keepitlocal.matching.letters import Numbers, Prints, packed, prints
from keepitlocal.matching.meant import Meant, meant, torn
from keepitlocal.matching.tokens import Vocabulary, joined, split

# Entries looked through for one reading at most, of one feature at most, and kept for a closer look.
BUDGET, KEPT = 500, 12
_SAID, _TOTAL, _FINE, _POSTCODE = (
    15,
    18,
    400,
    12,
)  # bits of one weight and of a sum, steps of a whole, what a postcode adds
_LETTER = 6  # bits of a letter in a packed beginning


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
    names = joined(words, told)
    ids = index.find(told)[words.ids] if len(told) else np.zeros(0, np.int64)
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False).astype(np.int64)
    return Readings(ids, words.offsets, words.forms, names, told.take(pa.array(words.ids)), lengths)


def candidates(asked: Readings, may: Meant, postcodes: Prints, index: Index, /) -> tuple[Numbers, Numbers]:
    """Pairs of a reading and an entry worth a closer look, readings in order.

    ``may``: what each word may mean; ``postcodes``: fingerprints (0: none) of readings."""
    rows = np.repeat(np.arange(len(asked.offsets) - 1), np.diff(asked.offsets))
    found = [
        *_by_name(asked, index),
        _by_word(rows, may, index),
        *_by_pair(asked, rows, may, index),
        *_by_torn(asked, rows, index),
    ]
    return _gather(found, postcodes, index)


def what_is_meant(asked: Readings, index: Index, /) -> Meant:
    """What each written word of the readings may mean."""
    rows = np.repeat(np.arange(len(asked.offsets) - 1), np.diff(asked.offsets))
    return meant(asked.ids, asked.written, rows, asked.lengths, index)


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


def _by_word(rows: Numbers, may: Meant, index: Index) -> _Ranges:
    starts, ends = index.by_word.find(may.words.astype(np.int32))
    said = may.nearness * weigh(index.frequency[may.words])
    return _Ranges(rows[may.places], starts, ends, said, index.by_word.entries)


def _by_pair(asked: Readings, rows: Numbers, may: Meant, index: Index) -> list[_Ranges]:
    """Pairs of words no more than three apart; of the two at most one is another word than the one written."""
    itself = may.nearness == 1.0
    written = np.full(len(asked.ids), -1, np.int64)
    written[may.places[itself]] = may.words[itself]
    found = []
    for apart in (1, 2, 3, -1, -2, -3):
        beside = may.places + apart
        inside = (beside >= 0) & (beside < len(written))
        beside = np.where(inside, beside, 0)
        use = inside & (rows[beside] == rows[may.places]) & (written[beside] >= 0) & (written[beside] != may.words)
        use &= ~itself | (apart > 0)
        one, two = may.words[use], written[beside[use]]
        starts, ends = index.by_pair.find(index.pair(one, two))
        said = may.nearness[use] * (weigh(index.frequency[one]) + weigh(index.frequency[two]))
        found.append(_Ranges(rows[may.places[use]], starts, ends, said, index.by_pair.entries))
    return found


def _by_torn(asked: Readings, rows: Numbers, index: Index) -> list[_Ranges]:
    """Words that are two written as one, as a pair; or one with its legal form."""
    odd = np.flatnonzero(asked.ids < 0)
    place, one, two = torn(asked.written, odd, index)
    form = two < 0
    starts, ends = index.by_pair.find(index.pair(one[~form], two[~form]))
    said = weigh(index.frequency[one[~form]]) + weigh(index.frequency[two[~form]])
    alone = index.by_word.find(one[form].astype(np.int32))
    return [
        _Ranges(rows[place[~form]], starts, ends, said, index.by_pair.entries),
        _Ranges(rows[place[form]], *alone, weigh(index.frequency[one[form]]), index.by_word.entries),
    ]


def _gather(found: list[_Ranges], postcodes: Prints, index: Index) -> tuple[Numbers, Numbers]:
    """The likeliest entries of each reading: rare features first, until enough are looked through; then by all they share."""
    readings = np.concatenate([one.readings for one in found])
    sizes = np.concatenate([one.ends - one.starts for one in found])
    source = np.repeat(np.arange(len(found)), [len(one.readings) for one in found])
    local = np.concatenate([np.arange(len(one.readings)) for one in found])
    weights = np.concatenate([one.weights for one in found])
    some = np.flatnonzero(sizes > 0)
    order = some[np.lexsort((source[some], sizes[some], readings[some]))]
    before = np.cumsum(sizes[order]) - sizes[order]
    fresh = places_among(readings[order]) == 0
    first = np.repeat(before[fresh], np.diff(np.append(np.flatnonzero(fresh), len(order)))) if len(order) else before
    order = order[(before - first < BUDGET) & (sizes[order] <= 4 * BUDGET)]
    width = max(len(index.first), 1).bit_length()
    keys, said = [], []
    for place, one in enumerate(found):
        mine = order[source[order] == place]
        at = local[mine]
        which, entries = expand(one.starts[at], one.ends[at], one.entries)
        keys.append((one.readings[at][which] << width) | entries.astype(np.int64))
        said.append(weights[mine][which])
    return _best(np.concatenate(keys), np.concatenate(said), postcodes, index)


def _best(keys: Numbers, said: npt.NDArray[np.float64], postcodes: Prints, index: Index) -> tuple[Numbers, Numbers]:
    """Of entries found several times the sums; of each reading those with most, the first in the register's order where sums are equal.

    Everything is put into one number before sorting, reading first: numpy sorts plain numbers many times faster than it orders rows.
    """
    width = max(len(index.first), 1).bit_length()
    held = (1 << width) - 1
    both = np.sort((keys << _SAID) | np.minimum(said * _FINE, (1 << _SAID) - 1).astype(np.int64))
    weights = both & ((1 << _SAID) - 1)
    both >>= _SAID
    fresh = np.ones(len(both), bool)
    fresh[1:] = both[1:] != both[:-1]
    starts = np.flatnonzero(fresh)
    if not len(starts):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    total = np.add.reduceat(weights, starts)
    readings, entries = both[starts] >> width, both[starts] & held
    known = postcodes[readings] > 0
    total[known] += (np.asarray(index.postcode[entries[known]]) == postcodes[readings[known]]) * (_POSTCODE * _FINE)
    ranked = np.sort(
        (readings << (_TOTAL + width))
        | ((((1 << _TOTAL) - 1) - np.minimum(total, (1 << _TOTAL) - 1)) << width)
        | entries
    )
    ranked = ranked[places_among(ranked >> (_TOTAL + width)) < KEPT]
    return ranked >> (_TOTAL + width), ranked & held
