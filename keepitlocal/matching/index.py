"""The index of a register: who could a payee be, found among millions of names. Built once, kept as arrays that are mapped."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keepitlocal.matching.letters import BASE, BASE_INVERSE, Numbers, Prints, packed, prints
from keepitlocal.matching.tokens import Vocabulary, Words, joined, split

FORMAT = 3  # goes up too where names are read in another way, or stand in another order
# A word, pair or beginning that more names share than this finds too many to look through, and is not kept.
MOST = 2000
CHUNK = 400_000
COLUMNS = ("org_id", "name", "postcode", "kind", "also", "body")
Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Postings:
    """Sorted keys, and for each the entries that have it: ``entries[starts[i]:starts[i + 1]]``."""

    keys: Array
    starts: Array
    entries: Array

    def find(self, asked: Array, /) -> tuple[Numbers, Numbers]:
        """Where the entries of each key asked for begin and end; equal where there are none."""
        if not len(self.keys):
            nothing = np.zeros(len(asked), np.int64)
            return nothing, nothing
        at = np.searchsorted(self.keys, asked)
        at[at == len(self.keys)] = 0
        there = self.keys[at] == asked
        starts = np.asarray(self.starts[at], np.int64)
        return starts, np.where(there, np.asarray(self.starts[at + 1], np.int64), starts)

    def between(self, low: Array, high: Array, /) -> tuple[Numbers, Numbers]:
        """Where the entries of all keys from ``low`` up to, not with, ``high`` begin and end."""
        first, last = np.searchsorted(self.keys, low), np.searchsorted(self.keys, high)
        return np.asarray(self.starts[first], np.int64), np.asarray(self.starts[last], np.int64)


@dataclass(frozen=True)
class Index:
    """A register's names ready for look-up. An *entry* is one name; an organisation has one or several."""

    folder: Path

    def _array(self, name: str) -> Array:
        found: Array = np.load(self.folder / f"{name}.npy", mmap_mode="r")
        return found

    def _postings(self, name: str) -> Postings:
        return Postings(*(self._array(f"{name}_{part}") for part in ("keys", "starts", "entries")))

    @cached_property
    def words(self) -> Words:
        """The words of each entry."""
        return Words(self._array("ids"), self._array("offsets"), self._array("forms"))

    @cached_property
    def vocabulary(self) -> pa.Array:
        """All words in order of the alphabet; a word's number is its place."""
        return self._text("vocabulary")

    @cached_property
    def frequency(self) -> Array:
        """For each word the number of names that have it."""
        return self._array("frequency")

    @cached_property
    def names(self) -> pa.Array:
        """Each entry's words put together again, as names are compared."""
        return self._text("names")

    @cached_property
    def organisations(self) -> pa.Table:
        """Each entry as the register gives it: org_id, name, postcode, kind; and ``other``: a name besides the first."""
        with pa.memory_map(str(self.folder / "organisations.arrow")) as source:
            return pa.ipc.open_file(source).read_all().combine_chunks()

    def _text(self, name: str) -> pa.Array:
        with pa.memory_map(str(self.folder / f"{name}.arrow")) as source:
            return pa.ipc.open_file(source).read_all().column(0).combine_chunks()

    @cached_property
    def first(self) -> Array:
        """For each entry the first entry of the same organisation."""
        return self._array("first")

    @cached_property
    def order(self) -> Array:
        """For each entry the place of its org-id in the alphabet, so that ties never fall by the order of the register."""
        return self._array("order")

    @cached_property
    def postcode(self) -> Array:
        """A fingerprint of each entry's postcode; 0 where there is none that can be one."""
        return self._array("postcode")

    @cached_property
    def family(self) -> Array:
        """Each entry's kind as bits of FAMILIES; 0 where it is not known."""
        return self._array("family")

    @cached_property
    def district(self) -> Array:
        """A fingerprint of the first half of it."""
        return self._array("district")

    @cached_property
    def classes(self) -> tuple[Array, ...]:
        """Of each word (and last of a word that is not here) whether it is of a place, generic, or has a figure in it."""
        from keepitlocal.matching.words import GENERIC, places

        groups = (pa.array(sorted(group), pa.large_string()) for group in (places(), GENERIC))
        told = [pc.is_in(self.vocabulary, value_set=group) for group in groups]
        told.append(pc.match_substring_regex(self.vocabulary, "[0-9]"))
        return tuple(np.append(one.to_numpy(zero_copy_only=False), False) for one in told)

    @cached_property
    def by_word(self) -> Postings:
        """Entries by word."""
        return self._postings("word")

    @cached_property
    def by_pair(self) -> Postings:
        """Entries by two words that stand no more than three apart, in any order."""
        return self._postings("pair")

    @cached_property
    def by_name(self) -> Postings:
        """Entries by the fingerprint of the whole name without gaps."""
        return self._postings("name")

    @cached_property
    def by_start(self) -> Postings:
        """Entries by the first ten letters."""
        return self._postings("start")

    @cached_property
    def by_end(self) -> Postings:
        """Entries by the last ten letters, read backwards."""
        return self._postings("end")

    @cached_property
    def by_spelling(self) -> Postings:
        """Words by the fingerprints of their spellings with one letter left out."""
        return self._postings("spelling")

    @cached_property
    def by_skeleton(self) -> Postings:
        """Words by the fingerprint of what is left of them without vowels."""
        return self._postings("skeleton")

    @cached_property
    def beginnings(self) -> Numbers:
        """The first ten letters of each word as a number, in order."""
        return packed(self.vocabulary)

    def find(self, words: pa.Array, /) -> Numbers:
        """The number of each word, -1 where the index has it not."""
        at = np.searchsorted(self._prints[0], prints(words))
        at[at == len(self._prints[0])] = 0
        if not len(self.vocabulary):
            return np.full(len(words), -1, np.int64)
        return np.where(self._prints[0][at] == prints(words), self._prints[1][at], -1)

    @cached_property
    def _prints(self) -> tuple[Prints, Numbers]:
        keys = prints(self.vocabulary)
        order = np.argsort(keys)
        return keys[order], order

    def pair(self, one: Array, other: Array, /) -> Numbers:
        """The key of two words in either order."""
        low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other).astype(np.int64)
        return np.asarray(low * len(self.frequency) + high)


def expand(starts: Numbers, ends: Numbers, entries: Array, /) -> tuple[Numbers, Array]:
    """The entries of many ranges one after the other, and for each the number of its range."""
    counts = ends - starts
    which = np.repeat(np.arange(len(counts)), counts)
    ahead = np.cumsum(counts) - counts
    return which, np.asarray(entries[np.arange(len(which)) - ahead[which] + starts[which]])


def places_among(keys: Numbers, /) -> Numbers:
    """The place of each among those of equal key, from nought; keys in order."""
    if not len(keys):
        return np.zeros(0, np.int64)
    fresh = np.ones(len(keys), bool)
    fresh[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(fresh)
    return np.arange(len(keys)) - np.repeat(starts, np.diff(np.append(starts, len(keys))))


def build(tables: Iterable[pa.Table], folder: Path, /, *, notify: Callable[[str], None] | None = None) -> Index:
    """Build the index of a register given in pieces (org_id, name and, where known, the rest of COLUMNS); whole or not at all.

    Names without a letter or digit are left out. A second name under an org-id is kept as another name of the same
    organisation; ids with the same ``body`` are one organisation. ``also`` is a second kind (a charity that is a company).
    Rows should come in order of org-id, so that nothing depends on the order of a file. Raises OSError where the folder
    cannot be written.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    working = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".building-"))
    try:
        _write(tables, working, notify or (lambda _: None))
        (working / "format.json").write_text(json.dumps({"format": FORMAT}))
        try:
            os.replace(working, folder)
        except OSError:  # built by another run meanwhile
            if not (folder / "format.json").exists():
                raise
    finally:
        shutil.rmtree(working, ignore_errors=True)
    return Index(folder)


def _write(tables: Iterable[pa.Table], folder: Path, notify: Callable[[str], None]) -> None:
    growing = Vocabulary()
    ids, counts, forms = [], [], []
    with _Columns(folder / "organisations.arrow") as kept:
        for table in tables:
            for start in range(0, table.num_rows, CHUNK):
                piece = table.slice(start, CHUNK).combine_chunks()
                words = split(_column(piece, "name"), vocabulary=growing)
                named = np.diff(words.offsets) > 0
                kept.add(piece.filter(pa.array(named)) if not named.all() else piece)
                ids.append(words.ids)
                counts.append(np.diff(words.offsets)[named].astype(np.uint8))
                forms.append(words.forms[named])
    offsets = np.concatenate([[0], np.cumsum(np.concatenate([np.zeros(0, np.uint8), *counts]), dtype=np.int64)])
    found = np.concatenate([np.zeros(0, np.int32), *ids])
    place, vocabulary = _alphabetical(growing)
    words = Words(place[found], offsets, np.concatenate([np.zeros(0, np.uint8), *forms]))
    del found, ids, counts, forms, growing
    _save(folder, ids=words.ids, offsets=words.offsets, forms=words.forms)
    _save_text(folder, "vocabulary", vocabulary)
    notify("words")
    _write_words(folder, words, len(vocabulary))
    _write_pairs(folder, words, len(vocabulary))
    _write_names(folder, words, vocabulary)
    _write_spellings(folder, vocabulary)
    _write_evidence(folder)


def _column(table: pa.Table, name: str) -> pa.Array:
    if name not in table.column_names:
        return pa.nulls(table.num_rows, pa.string())
    column = table.column(name)
    return (
        pa.concat_arrays([chunk.cast(pa.string()) for chunk in column.chunks])
        if column.num_chunks
        else pa.array([], pa.string())
    )


# Kinds that a council's own code for a payee may mean by the same word: a charity is often a company limited by guarantee.
FAMILIES = {
    "company": 1,
    "partnership": 1,
    "guarantee_company": 3,
    "cic": 3,
    "charity": 2,
    "society": 3,
    "community_group": 2,
    "public_body": 4,
    "school": 12,
}


def families(kinds: pa.Array, /) -> Array:
    """Each kind (a key of domain.organisation.KINDS) as bits of FAMILIES."""
    encoded = pc.fill_null(kinds, "").dictionary_encode()
    codes = np.array([FAMILIES.get(kind, 0) for kind in encoded.dictionary.to_pylist()], np.uint8)
    found: Array = (
        codes[encoded.indices.to_numpy(zero_copy_only=False)] if len(codes) else np.zeros(len(kinds), np.uint8)
    )
    return found


class _Columns:
    """Writes the organisations piece by piece, so that a register never stands in memory whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._schema = pa.schema([(name, pa.string()) for name in COLUMNS])

    def __enter__(self) -> "_Columns":
        self._sink = pa.OSFile(str(self._path), "wb")
        self._writer = pa.ipc.new_file(self._sink, self._schema)
        return self

    def add(self, table: pa.Table) -> None:
        arrays = [_column(table, name) for name in COLUMNS]
        self._writer.write_table(pa.table(arrays, schema=self._schema))

    def __exit__(self, *_: object) -> None:
        self._writer.close()
        self._sink.close()


def _alphabetical(growing: Vocabulary) -> tuple[npt.NDArray[np.int32], pa.Array]:
    """For each number as it was given, the word's place in the alphabet; and the words in that order."""
    words = pa.array(list(growing.numbers), pa.large_string())
    order = pc.sort_indices(words).to_numpy() if len(words) else np.zeros(0, np.int64)
    place = np.empty(len(words), np.int32)
    place[order] = np.arange(len(words), dtype=np.int32)
    return place, words.take(pa.array(order))


def _save(folder: Path, **arrays: Array) -> None:
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)


def _save_text(folder: Path, name: str, texts: pa.Array) -> None:
    table = pa.table({name: texts})
    with pa.OSFile(str(folder / f"{name}.arrow"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def _save_postings(folder: Path, name: str, keys: Array, entries: Array, /, *, most: int = MOST) -> None:
    """Sort entries by key; keys that more than ``most`` entries share are left out."""
    order = np.argsort(keys, kind="stable" if keys.dtype == np.uint16 else "quicksort")
    keys = keys[order]
    fresh = np.ones(len(keys), bool)
    fresh[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(fresh)
    counts = np.diff(np.append(starts, len(keys)))
    few = counts <= most
    kept = np.repeat(few, counts)
    _save(
        folder,
        **{
            f"{name}_keys": keys[starts[few]],
            f"{name}_starts": np.concatenate([[0], np.cumsum(counts[few])]).astype(np.uint32),
            f"{name}_entries": entries[order[kept]].astype(np.uint32),
        },
    )


def _rows(words: Words) -> npt.NDArray[np.int32]:
    return np.repeat(np.arange(len(words.offsets) - 1, dtype=np.int32), np.diff(words.offsets))


def _write_words(folder: Path, words: Words, size: int) -> None:
    _save(folder, frequency=np.bincount(words.ids, minlength=size).astype(np.int32))
    _save_postings(folder, "word", words.ids, _rows(words))


def _write_pairs(folder: Path, words: Words, size: int) -> None:
    rows = _rows(words)
    keys, entries = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)]
    for apart in (1, 2, 3):
        one, other = words.ids[:-apart], words.ids[apart:]
        same = (rows[:-apart] == rows[apart:]) & (one != other)
        low, high = np.minimum(one, other)[same].astype(np.int64), np.maximum(one, other)[same]
        keys.append(low * size + high)
        entries.append(rows[:-apart][same])
    _save_postings(folder, "pair", np.concatenate(keys), np.concatenate(entries))


def _write_names(folder: Path, words: Words, vocabulary: pa.Array) -> None:
    spaced, whole, first, last = [], [], [], []
    for start in range(0, len(words.offsets) - 1, CHUNK):
        piece = part(words, start, min(start + CHUNK, len(words.offsets) - 1))
        names = joined(piece, vocabulary)
        spaced.append(names)
        tight = pc.replace_substring(names, " ", "")
        whole.append(prints(tight))
        first.append(packed(tight))
        last.append(packed(tight, last=True))
    _save_text(
        folder, "names", pa.chunked_array(spaced, pa.string()).combine_chunks() if spaced else pa.array([], pa.string())
    )
    for name, parts, kind in (("name", whole, np.uint64), ("start", first, np.int64), ("end", last, np.int64)):
        keys = np.concatenate([np.zeros(0, kind), *parts])
        _save_postings(folder, name, keys, np.arange(len(keys), dtype=np.int32))


def part(words: Words, start: int, end: int, /) -> Words:
    """The words of the names from ``start`` up to, not with, ``end``."""
    offsets = np.asarray(words.offsets[start : end + 1])
    return Words(
        np.asarray(words.ids[offsets[0] : offsets[-1]]), offsets - offsets[0], np.asarray(words.forms[start:end])
    )


def _write_spellings(folder: Path, vocabulary: pa.Array) -> None:
    lengths = pc.binary_length(vocabulary).to_numpy(zero_copy_only=False) if len(vocabulary) else np.zeros(0, int)
    long = np.flatnonzero((lengths >= 5) & (lengths <= 20))
    keys, at = spellings(vocabulary.take(pa.array(long)))
    _save_postings(folder, "spelling", keys, long[at], most=60)
    bare = vocabulary.take(pa.array(long))
    _save_postings(folder, "skeleton", prints(skeletons_of(bare)), long, most=30)


def skeletons_of(words: pa.Array, /) -> pa.Array:
    """The first letter of each word and the consonants after it: what is left where vowels are dropped."""
    rest = pc.replace_substring_regex(pc.utf8_slice_codeunits(words, 1), "[AEIOU]", "")
    return pc.binary_join_element_wise(pc.utf8_slice_codeunits(words, 0, 1), rest, pa.scalar("", words.type))


def spellings(words: pa.Array, /) -> tuple[Prints, Numbers]:
    """Fingerprints of each word and of the word with any one letter left out, and the place of the word for each."""
    from keepitlocal.matching.letters import _buffers

    offsets, data = _buffers(words)
    lengths = np.diff(offsets)
    most = int(lengths.max(initial=0))
    letters = np.zeros((len(words), most), np.uint64)
    inside = np.arange(most) < lengths[:, None]
    letters[inside] = data.astype(np.uint64) + np.uint64(1)
    powers = np.array([pow(int(BASE), place, 2**64) for place in range(most)], np.uint64)
    terms = letters * powers
    before = np.concatenate([np.zeros((len(words), 1), np.uint64), np.cumsum(terms, axis=1)], axis=1)
    whole = before[:, -1]
    keys, at = [whole], [np.arange(len(words))]
    for place in range(most):
        there = np.flatnonzero(lengths > place)
        after = (whole[there] - before[there, place + 1]) * BASE_INVERSE
        keys.append(before[there, place] + after)
        at.append(there)
    return np.concatenate(keys), np.concatenate(at)


def _write_evidence(folder: Path) -> None:
    """Fingerprints of postcodes and of their first halves, and which entries are another name of an earlier organisation."""
    index = Index(folder)
    table = index.organisations
    postcode, district = postcode_prints(_column(table, "postcode"))
    ids = pc.fill_null(_column(table, "org_id"), "")
    dictionary = pc.coalesce(_column(table, "body"), ids).dictionary_encode()
    encoded = dictionary.indices.to_numpy(zero_copy_only=False)
    place = np.empty(len(dictionary.dictionary), np.int32)
    place[pc.sort_indices(dictionary.dictionary).to_numpy()] = np.arange(len(place), dtype=np.int32)
    first = np.full(int(encoded.max(initial=-1)) + 1, -1, np.int64)
    first[encoded[::-1]] = np.arange(len(encoded))[::-1]
    _save(
        folder,
        postcode=postcode,
        district=district,
        first=first[encoded].astype(np.int32),
        order=place[encoded],
        family=families(_column(table, "kind")) | families(_column(table, "also")),
    )


def postcode_prints(postcodes: pa.Array, /) -> tuple[Prints, Prints]:
    """Fingerprints of postcodes, however they are spaced, and of their first halves; 0 for what can be none."""
    codes = pc.replace_substring_regex(pc.utf8_upper(pc.fill_null(postcodes.cast(pa.string()), "")), "[^A-Z0-9]", "")
    codes = pc.if_else(pc.match_substring_regex(codes, "^[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}$"), codes, "")
    none = pc.equal(codes, "").to_numpy(zero_copy_only=False)
    whole = np.where(none, np.uint64(0), prints(codes))
    return whole, np.where(none, np.uint64(0), prints(pc.utf8_slice_codeunits(codes, 0, -3)))
