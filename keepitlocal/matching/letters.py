"""Names and other short texts as columns of bytes: capitals without marks, words, and fingerprints, millions at a time."""

import html
import re
import unicodedata

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Numbers = npt.NDArray[np.int64]
Prints = npt.NDArray[np.uint64]

# What a wrong encoding makes of the marks that names have (UTF-8 read as cp1252, and its leftovers).
_DAMAGED = {
    "â€™": "'", "â€˜": "'", "â€“": "-", "â€”": "-", "â€œ": '"', "â€": '"', "Ã©": "E", "Ã¨": "E", "Ã´": "O", "Ã¶": "O", "Ã¼": "U",
    "Ã¢": "A", "Ã ": "A", "ï¿½": "'", "\ufffd": "'", "\x91": "'", "\x92": "'", "\x96": "-", "´": "'",
    "Ø": "O", "ø": "o", "Æ": "AE", "æ": "ae", "ß": "ss", "Ł": "L", "ł": "l", "£": " ",
}  # fmt: skip
_DAMAGE = re.compile("|".join(map(re.escape, sorted(_DAMAGED, key=len, reverse=True))))
_LOOSE = re.compile("Â(?=[\\s\u0080-\u00bf]|$)")  # what is left of a hard space or a sign; before a letter it is Welsh
_GONE = 1  # a mark that leaves no gap: the apostrophe


def _alphabet() -> npt.NDArray[np.uint8]:
    table = np.full(256, ord(" "), np.uint8)
    for code in range(128):
        if chr(code).isalnum():
            table[code] = ord(chr(code).upper())
    for mark in "'`":
        table[ord(mark)] = _GONE
    return table


_ALPHABET = _alphabet()
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that it can be divided by (modulo 2**64)
BASE_INVERSE = np.uint64(pow(int(_BASE), -1, 2**64))
BASE = _BASE


def plain(names: pa.Array, /) -> pa.Array:
    """Each name in capitals: letters and digits, everything else a space but apostrophes, which go. Nulls become empty."""
    names = pc.fill_null(names.cast(pa.large_string()), "")
    strange = pc.or_(pc.invert(pc.string_is_ascii(names)), pc.match_substring(names, ";"))  # ;: perhaps &amp; or &#39;
    if pc.any(strange).as_py():
        names = pc.replace_with_mask(
            names, strange, pa.array(map(_ascii, names.filter(strange).to_pylist()), pa.large_string())
        )
    names = pa.concat_arrays([names])
    offsets, data = _buffers(names)
    told = _ALPHABET[data]
    result = pa.LargeStringArray.from_buffers(len(names), pa.py_buffer(offsets), pa.py_buffer(told))
    if (told == _GONE).any():
        result = pc.replace_substring(result, chr(_GONE), "")
    return result


def _ascii(name: str) -> str:
    text = _LOOSE.sub(" ", _DAMAGE.sub(lambda found: _DAMAGED[found[0]], html.unescape(name)))
    text = unicodedata.normalize("NFKD", text)
    text = text.replace("’", "'").replace("‘", "'")
    return (
        "".join(mark for mark in text if not unicodedata.combining(mark))
        .encode("ascii", "replace")
        .decode()
        .replace("?", " ")
    )


def _buffers(texts: pa.Array) -> tuple[Numbers, npt.NDArray[np.uint8]]:
    """Offsets (from nought) and bytes of a column of texts without nulls."""
    texts = texts.cast(pa.large_string())
    offsets = np.frombuffer(texts.buffers()[1], np.int64)[texts.offset : texts.offset + len(texts) + 1]
    body = texts.buffers()[2]
    data = np.frombuffer(body, np.uint8) if body is not None else np.zeros(0, np.uint8)
    first, last = (int(offsets[0]), int(offsets[-1])) if len(offsets) else (0, 0)
    return offsets - first, data[first:last]


def prints(texts: pa.Array, /) -> Prints:
    """A 64-bit fingerprint of each text, the same on any machine: its bytes as digits of a number in base ``BASE``."""
    offsets, data = _buffers(texts)
    return _sums(offsets, data) if len(texts) else np.zeros(0, np.uint64)


def _sums(offsets: Numbers, data: npt.NDArray[np.uint8]) -> Prints:
    powers = np.full(len(data) + 1, BASE, np.uint64)
    powers[0] = 1
    np.multiply.accumulate(powers, out=powers)
    sums = np.zeros(len(data) + 1, np.uint64)
    np.cumsum((data.astype(np.uint64) + np.uint64(1)) * powers[:-1], out=sums[1:])
    inverse = np.full(int(offsets[-1]) + 1 if len(offsets) else 1, BASE_INVERSE, np.uint64)
    inverse[0] = 1
    np.multiply.accumulate(inverse, out=inverse)
    found: Prints = (sums[offsets[1:]] - sums[offsets[:-1]]) * inverse[offsets[:-1]]
    return found


def packed(texts: pa.Array, /, *, last: bool = False) -> Numbers:
    """The first (or last, read backwards) ten characters of each text as a number that sorts as they do, 6 bits each."""
    offsets, data = _buffers(texts)
    codes = np.zeros(256, np.int64)
    codes[ord("0") : ord("9") + 1] = np.arange(1, 11)
    codes[ord("A") : ord("Z") + 1] = np.arange(11, 37)
    padded = np.concatenate([codes[data], np.zeros(1, np.int64)])
    lengths = np.diff(offsets)
    found = np.zeros(len(texts), np.int64)
    for place in range(10):
        at = offsets[1:] - 1 - place if last else offsets[:-1] + place
        found = (found << 6) | np.where(place < lengths, padded[np.clip(at, 0, len(data))], 0)
    return found
