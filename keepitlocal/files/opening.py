"""Open a file as published: itself, or each member of a ZIP; .gz and sheets of a workbook too."""

import gzip
import hashlib
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from keepitlocal.files.sheets import WorkbookError, sheets

_CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db")


class Unreadable(Exception):
    """A file that cannot be opened; the message tells an officer what was found and what to do."""


@dataclass(frozen=True)
class Member:
    """One file to read. ``name`` is what people see (``a.zip/b.csv``); ``path`` holds its plain bytes on this disk."""

    name: str
    path: Path
    form: str  # text, json, other, empty or broken
    problem: str = ""


def open_members(path: Path, /, *, name: str, scratch: Path) -> Iterator[Member]:
    """The members of a file, unpacked under ``scratch`` where it is an archive, a .gz or a workbook.

    A member that cannot be opened comes as form ``broken`` with the problem in words; nothing is skipped silently.
    """
    try:
        yield from _open(path, name, scratch)
    except WorkbookError as error:
        yield Member(
            name,
            path,
            "broken",
            f"{name} is a workbook that is damaged or locked ({error}). Open it, save it as CSV, and use that.",
        )
    except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, RuntimeError, NotImplementedError) as error:
        yield Member(
            name, path, "broken", f"{name} is damaged or locked and could not be unpacked ({error}). Download it again."
        )


def _open(path: Path, name: str, scratch: Path) -> Iterator[Member]:
    with path.open("rb") as file:
        start = file.read(4096)
    if not start:
        yield Member(
            name, path, "empty", f"{name} is empty: it holds no bytes at all. Download it again or leave it out."
        )
    elif start[:2] == b"\x1f\x8b":
        plain = _scratch_path(scratch, name)
        with gzip.open(path) as packed, plain.open("wb") as unpacked:
            shutil.copyfileobj(packed, unpacked, 1 << 20)
        yield from _open(plain, name, scratch)
    elif start[:4] == b"PK\x03\x04" and _is_workbook(path):
        yield from _open_workbook(path, name, scratch)
    elif start[:2] == b"PK":
        yield from _open_zip(path, name, scratch)
    elif start[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        yield from _open_workbook(path, name, scratch)
    else:
        yield Member(name, path, _form(start))


def _open_zip(path: Path, name: str, scratch: Path) -> Iterator[Member]:
    opened = 0
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.is_dir() or any(mark in info.filename for mark in _CLUTTER):
                continue
            inside = f"{name}/{info.filename}"
            plain = _scratch_path(scratch, inside)
            with archive.open(info) as packed, plain.open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked, 1 << 20)
            yield from open_members(plain, name=inside, scratch=scratch)
            opened += 1
    if not opened:
        yield Member(name, path, "empty", f"{name} is a ZIP with no file in it.")


def _open_workbook(path: Path, name: str, scratch: Path) -> Iterator[Member]:
    found = list(sheets(path, scratch=_scratch_path(scratch, name)))
    for title, sheet in found:
        yield Member(name if len(found) == 1 else f"{name}/{title}", sheet, "text")
    if not found:
        yield Member(name, path, "empty", f"{name} is a workbook without any filled cell.")


def _is_workbook(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    return bool({"xl/workbook.xml", "xl/workbook.bin"} & names)


def _scratch_path(scratch: Path, name: str) -> Path:
    """A new file of its own: what is packed twice under one name is unpacked twice."""
    scratch.mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(prefix=hashlib.sha256(name.encode()).hexdigest()[:12], suffix=".plain", dir=scratch)
    os.close(handle)
    return Path(path)


def _form(start: bytes) -> str:
    body = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if body[:1] in (b"{", b"["):
        return "json"
    if start[:4] in (b"PAR1", b"%PDF", b"\x89PNG"):
        return "other"
    # A stray null is a slip; many are no text, unless they are every other byte (UTF-16).
    nulls = start.count(b"\x00")
    wide = (
        start[:2] in (b"\xff\xfe", b"\xfe\xff") or nulls > len(start) // 3 > 0 and start.replace(b"\x00", b"").isascii()
    )
    return "other" if nulls > max(4, len(start) // 100) and not wide else "text"
