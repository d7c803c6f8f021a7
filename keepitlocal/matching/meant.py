"""Which words of a register may be meant by those that are written: misspelt, cut short, run together, torn apart, misread."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keepitlocal.matching.index import Index, expand, places_among, skeletons_of, spellings
from keepitlocal.matching.letters import Numbers, packed, prints
from keepitlocal.matching.words import FORMS

_RARE, _ODD = 40, 3  # names that have a word, below which it may be misspelt, and below which it may be anything
_MOST, _LONGEST_RANGE = 6, 40
_READ_AS = (str.maketrans("0156824", "OISGBZA"), str.maketrans("0156824", "OLSGBZA"))

_SEEN = (("RN", "M"), ("M", "RN"), ("VV", "W"), ("CL", "D"), ("D", "CL"))


@dataclass(frozen=True)
class Meant:
    """Words that may be meant: the place among all words written, the index's word, how near it is (1: the word itself)."""

    places: Numbers
    words: Numbers
    nearness: npt.NDArray[np.float64]


def meant(ids: Numbers, written: pa.Array, rows: Numbers, lengths: Numbers, index: Index, /) -> Meant:
    """What each written word may mean. ``ids``: the same word in the index, else -1; ``rows``: its reading; ``lengths``: of readings."""
    places = np.arange(len(ids))
    known = ids >= 0
    frequency = np.where(known, np.asarray(index.frequency)[np.maximum(ids, 0)], 0)
    letters = pc.binary_length(written).to_numpy(zero_copy_only=False)
    last = np.append(rows[1:] != rows[:-1], True) & (lengths[rows] >= 18)
    odd = np.flatnonzero(frequency < _ODD)
    short = np.flatnonzero((frequency < _ODD) | ((letters <= 5) & (frequency < 2000)))
    place, first, second = torn(written, odd, index)
    found = [
        (places[known], ids[known], 1.0),
        (*_misspelt(ids, written, np.flatnonzero((frequency < _RARE) & (letters >= 4) & (letters <= 20)), index), 0.8),
        (
            *_begun(
                written, np.flatnonzero(((frequency < _RARE) | (last & (frequency < 2000))) & (letters >= 4)), index
            ),
            0.75,
        ),
        (*_run_together(written, rows, index), 0.9),
        (*_shortened(written, short, index), 0.7),
        (*_without_vowels(written, odd, index), 0.7),
        (place, first, 0.85),
        (place[second >= 0], second[second >= 0], 0.85),
    ]
    return Meant(
        np.concatenate([one[0] for one in found]),
        np.concatenate([one[1] for one in found]),
        np.concatenate([np.full(len(one[0]), one[2]) for one in found]),
    )


def torn(written: pa.Array, odd: Numbers, index: Index, /) -> tuple[Numbers, Numbers, Numbers]:
    """Words that are two of the index's written as one: the place, the first and the second; the second -1 where it is a legal form."""
    some = written.take(pa.array(odd))
    letters = pc.binary_length(some).to_numpy(zero_copy_only=False) if len(some) else np.zeros(0, np.int64)
    found: list[tuple[Numbers, Numbers, Numbers]] = []
    forms = pa.array(sorted(FORMS), pa.large_string())
    for cut in range(2, min(int(letters.max(initial=0)) - 1, 16)):
        fit = np.flatnonzero(letters >= cut + 2)
        whole = some.take(pa.array(fit))
        first, second = pc.utf8_slice_codeunits(whole, 0, cut), pc.utf8_slice_codeunits(whole, cut)
        one, two = index.find(first), index.find(second)
        form = pc.is_in(second, value_set=forms).to_numpy(zero_copy_only=False)
        good = (one >= 0) & ((two >= 0) | form)
        found.append((odd[fit[good]], one[good], np.where(form[good], -1, two[good])))
    if not found:
        nothing = np.zeros(0, np.int64)
        return nothing, nothing, nothing
    return tuple(np.concatenate(each) for each in zip(*found, strict=True))  # type: ignore[return-value]


def _misspelt(ids: Numbers, written: pa.Array, rare: Numbers, index: Index) -> tuple[Numbers, Numbers]:
    """Words one letter away."""
    keys, at = spellings(written.take(pa.array(rare)))
    starts, ends = index.by_spelling.find(keys)
    which, words = expand(starts, ends, index.by_spelling.entries)
    pairs = np.unique((rare[at[which]] << 32) | words.astype(np.int64))
    place, word = pairs >> 32, pairs & 0xFFFFFFFF
    other = ids[place] != word
    place, word = place[other], word[other]
    order = np.lexsort((word, -np.asarray(index.frequency)[word].astype(np.int64), place))
    place, word = place[order], word[order]
    few = places_among(place) < _MOST * 2
    return place[few], word[few]


def _begun(written: pa.Array, some: Numbers, index: Index) -> tuple[Numbers, Numbers]:
    """Words that begin so, where they are not too many."""
    texts = written.take(pa.array(some))
    letters = (
        np.minimum(pc.binary_length(texts).to_numpy(zero_copy_only=False), 10) if len(some) else np.zeros(0, np.int64)
    )
    low = packed(texts)
    free = (6 * (10 - letters)).astype(np.int64)
    starts = np.searchsorted(index.beginnings, low, "right")
    ends = np.searchsorted(index.beginnings, low + (np.int64(1) << free))
    few = (ends - starts <= _LONGEST_RANGE) & (ends > starts)
    which, words = expand(starts[few], ends[few], np.arange(len(index.beginnings), dtype=np.uint32))
    return some[few][which], words.astype(np.int64)


def _run_together(written: pa.Array, rows: Numbers, index: Index) -> tuple[Numbers, Numbers]:
    """Two words written that are one of the index's."""
    beside = np.flatnonzero(rows[1:] == rows[:-1])
    both = pc.binary_join_element_wise(
        written.take(pa.array(beside)), written.take(pa.array(beside + 1)), pa.scalar("", pa.large_string())
    )
    word = index.find(both)
    return beside[word >= 0], word[word >= 0]


def _shortened(written: pa.Array, odd: Numbers, index: Index) -> tuple[Numbers, Numbers]:
    """Common words that a strange one may stand for: by its beginning, its consonants, or its figures read as letters."""
    skeletons, begun = common(index)
    places: list[int] = []
    words: list[int] = []
    misread: list[tuple[int, str]] = []
    for place, word in zip(odd.tolist(), written.take(pa.array(odd)).to_pylist(), strict=True):
        if len(word) < 3 or word.isdigit():
            continue
        for other in dict.fromkeys([*skeletons.get(word, ()), *begun.get(word, ())][:_MOST]):
            places.append(place)
            words.append(other)
        if any(letter.isdigit() for letter in word):
            misread += [(place, word.translate(table)) for table in _READ_AS]
        misread += [(place, word.replace(seen, real, 1)) for seen, real in _SEEN if seen in word]
    read = index.find(pa.array([word for _, word in misread], pa.large_string()))
    for (place, _), other in zip(misread, read.tolist(), strict=True):
        if other >= 0:
            places.append(place)
            words.append(other)
    return np.array(places, np.int64), np.array(words, np.int64)


def _without_vowels(written: pa.Array, odd: Numbers, index: Index) -> tuple[Numbers, Numbers]:
    """Words of which a strange one has the consonants alone."""
    texts = written.take(pa.array(odd))
    bare = pc.equal(skeletons_of(texts), texts).to_numpy(zero_copy_only=False) if len(odd) else np.zeros(0, bool)
    fit = odd[bare & (pc.binary_length(texts).to_numpy(zero_copy_only=False) >= 4)] if len(odd) else odd
    starts, ends = index.by_skeleton.find(prints(written.take(pa.array(fit))))
    which, words = expand(starts, ends, index.by_skeleton.entries)
    return fit[which], words.astype(np.int64)


@lru_cache(maxsize=4)
def common(index: Index, /) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Words that many names have, by skeleton and by their beginnings of three letters or more; the most frequent first."""
    frequency = np.asarray(index.frequency)
    many = np.flatnonzero(frequency >= 5)
    many = many[np.argsort(-frequency[many], kind="stable")][:80_000]
    skeletons: dict[str, list[int]] = {}
    begun: dict[str, list[int]] = {}
    words = index.vocabulary.take(pa.array(many))
    for number, word, bare in zip(many.tolist(), words.to_pylist(), skeletons_of(words).to_pylist(), strict=True):
        if len(word) < 5 or word.isdigit():
            continue
        skeletons.setdefault(bare, []).append(number)
        for length in range(3, min(len(word), 8)):
            held = begun.setdefault(word[:length], [])
            if len(held) < _MOST:
                held.append(number)
    return skeletons, begun
