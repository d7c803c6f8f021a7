"""Names as words: legal forms set apart, initials joined, abbreviations written out; the same for registers and payees."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keepitlocal.matching.letters import Numbers, plain
from keepitlocal.matching.words import FORM_CODES, FORMS, PHRASES, SILENT, standard

_MOST_WORDS = 12


@dataclass
class Vocabulary:
    """Words as they were written -> number of the word that stands for them. Grows as names are read."""

    numbers: dict[str, int] = field(default_factory=dict)
    _written: dict[str, int] = field(default_factory=dict)

    def number(self, written: str, /) -> int:
        """The number of the word that stands for a written one; a new word gets the next number."""
        found = self._written.get(written)
        if found is None:
            found = self._written[written] = self.numbers.setdefault(standard(written), len(self.numbers))
        return found


@dataclass(frozen=True)
class Words:
    """The words of a column of names: ``ids[offsets[i]:offsets[i + 1]]`` are those of name i; ``forms`` are bits of FORM_CODES."""

    ids: npt.NDArray[np.int32]
    offsets: Numbers
    forms: npt.NDArray[np.uint8]


def split(names: pa.Array, /, *, vocabulary: Vocabulary) -> Words:
    """The words of each name, by their numbers in ``vocabulary``; of more than twelve the rest is left out."""
    lists = pc.ascii_split_whitespace(pc.ascii_trim_whitespace(plain(names)))
    offsets = np.asarray(lists.offsets, np.int64)
    encoded = lists.flatten().dictionary_encode()
    written: list[str] = encoded.dictionary.to_pylist()
    ids = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    rows = np.repeat(np.arange(len(names)), np.diff(offsets))
    at = {word: place for place, word in enumerate(written)}
    keep = ~np.isin(ids, [at[word] for word in (*SILENT, "") if word in at])
    ids, rows = ids[keep], rows[keep]
    ids, rows = _join_phrases(ids, rows, written, at)
    ids, rows = _join_initials(ids, rows, written, at)
    forms, is_form = _forms(ids, rows, written, len(names))
    ids, rows = ids[~is_form], rows[~is_form]
    counts = np.bincount(rows, minlength=len(names))
    starts = np.concatenate([[0], np.cumsum(counts)])
    first = np.arange(len(ids)) - starts[rows] < _MOST_WORDS
    ids, counts = ids[first], np.minimum(counts, _MOST_WORDS)
    numbers = np.fromiter((vocabulary.number(word) for word in written), np.int32, len(written))
    return Words(numbers[ids], np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), forms)


def _number(word: str, written: list[str], at: dict[str, int]) -> int:
    if word not in at:
        at[word] = len(written)
        written.append(word)
    return at[word]


def _join_phrases(ids: Numbers, rows: Numbers, written: list[str], at: dict[str, int]) -> tuple[Numbers, Numbers]:
    """Forms of several words become one."""
    keep = np.ones(len(ids), bool)
    for phrase, form in PHRASES.items():
        if any(word not in at for word in phrase) or len(ids) < len(phrase):
            continue
        last = len(ids) - len(phrase) + 1
        found = rows[:last] == rows[len(phrase) - 1 :]
        for place, word in enumerate(phrase):
            found &= ids[place : place + last] == at[word]
        starts = np.flatnonzero(found & keep[:last])
        ids[starts] = _number(form, written, at)
        for place in range(1, len(phrase)):
            keep[starts + place] = False
    return ids[keep], rows[keep]


def _join_initials(ids: Numbers, rows: Numbers, written: list[str], at: dict[str, int]) -> tuple[Numbers, Numbers]:
    """Single letters that follow each other become one word: B & Q, C.I.C. and J R Example."""
    single = np.fromiter((len(word) == 1 for word in written), bool, len(written))[ids]
    if len(ids) < 2:
        return ids, rows
    joined = np.concatenate([[False], single[1:] & single[:-1] & (rows[1:] == rows[:-1])])
    starts = np.flatnonzero(~joined & np.concatenate([joined[1:], [False]]))
    ends = np.flatnonzero(joined & ~np.concatenate([joined[1:], [False]])) + 1
    letters = ids.tolist() if len(starts) else []
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        ids[start] = _number("".join(written[place] for place in letters[start:end]), written, at)
    return ids[~joined], rows[~joined]


def _forms(
    ids: Numbers, rows: Numbers, written: list[str], names: int
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.bool_]]:
    """For each name the bits of its forms; for each word whether it is one. A name of forms alone keeps them as words."""
    codes = np.fromiter((FORM_CODES.get(FORMS.get(word, ""), 0) for word in written), np.uint8, len(written))[ids]
    is_form = codes > 0
    first = np.ones(len(rows), bool)
    first[1:] = rows[1:] != rows[:-1]
    is_form &= ~first
    forms = np.zeros(names, np.uint8)
    np.bitwise_or.at(forms, rows[is_form], codes[is_form])
    return forms, is_form


def joined(words: Words, vocabulary: pa.Array, /, *, gap: str = " ") -> pa.Array:
    """Each name put together again from its words."""
    parts = vocabulary.cast(pa.string()).take(pa.array(words.ids))
    return pc.binary_join(pa.ListArray.from_arrays(words.offsets.astype(np.int32), parts), gap)
