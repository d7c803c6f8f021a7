"""Text as published: UTF-8 with and without (doubly encoded) byte order mark, UTF-16, Windows-1252."""

import codecs
import io
from pathlib import Path
from typing import TextIO

DOUBLE_BOM = "\u00ef\u00bb\u00bf"  # a UTF-8 byte order mark that was read as Latin-1 and encoded again
_CHUNK = 1 << 22
_ERRORS = {"cp1252": "keepitlocal-latin1"}


def encoding_of(path: Path, /) -> str:
    """The encoding of a text file: utf-8, utf-8-sig, utf-16 (with or without a mark), double (UTF-8 encoded twice) or cp1252."""
    with path.open("rb") as file:
        start = file.read(16)
        if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        if start[1:16:2].count(0) > len(start) // 3:
            return "utf-16-le"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := file.read(_CHUNK):
                if not chunk.isascii() or decoder.getstate()[0]:  # to decode plain ASCII would only copy it
                    decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    if start.startswith(DOUBLE_BOM.encode()):
        return "double"
    return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"


def read_text(path: Path, /, *, encoding: str, limit: int = -1) -> str:
    """The file's text, or its first ``limit`` bytes' worth."""
    with path.open("rb") as file:
        raw = file.read(limit)
    if encoding == "double":
        return _undouble(raw.decode("utf-8", errors="ignore" if limit >= 0 else "strict"))
    if encoding == "cp1252":
        return raw.decode("cp1252", errors=_ERRORS["cp1252"])
    return raw.decode(encoding, errors="ignore" if limit >= 0 else "strict")


def open_text(path: Path, /, *, encoding: str) -> TextIO:
    """The file's text to go through line by line, with its own line ends."""
    if encoding == "double":
        return io.StringIO(read_text(path, encoding=encoding), newline="")
    return path.open(encoding=encoding, errors=_ERRORS.get(encoding, "strict"), newline="")


def _undouble(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8-sig")
    except UnicodeError:
        return text.removeprefix(DOUBLE_BOM)


def _latin1(error: UnicodeError) -> tuple[str, int]:
    # Five bytes mean nothing in Windows-1252 and yet occur: they come through as Latin-1.
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("keepitlocal-latin1", _latin1)
