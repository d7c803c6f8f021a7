"""Is what came the file that it should be? A web page, a ZIP that breaks off and strange headings are told apart from it."""

import tempfile
import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path

_HEAD = 1 << 20
_PAGE = (b"<!doctype html", b"<html")


def fault(path: Path, /, *, holds: Collection[str]) -> str | None:
    """What is wrong with a file, in words that follow its name; None where a source titled in ``holds`` reads it.

    Only the first megabyte is looked at, so that it is quick with a register of gigabytes.
    """
    with path.open("rb") as file:
        start = file.read(2048)
    if not start.strip():
        return "is empty."
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_PAGE):
        return "is a web page, not the file: its address may have changed, or the network wants you to sign in first."
    try:
        head = _first_of_zip(path) if start[:2] == b"PK" else _first(path)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        return "is a ZIP that breaks off or is damaged."
    return _strange(head, holds)


def _first(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _first_of_zip(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if not info.is_dir() and info.file_size:
                with archive.open(info) as member:
                    return member.read(_HEAD)
    raise zipfile.BadZipFile("no file in it")


def _strange(head: bytes, holds: Collection[str]) -> str | None:
    from keepitlocal.files import preview
    from keepitlocal.sources._recognise import recognise_grid

    with tempfile.TemporaryDirectory(prefix="keepitlocal-") as scratch:
        path = Path(scratch) / "head"
        path.write_bytes(head[: head.rfind(b"\n") + 1] or head)
        seen = preview(path)
        taken = recognise_grid(seen)
    if taken is not None and taken.source.title in holds:
        return None
    if taken is not None:
        return f"holds something else: it reads as “{taken.source.title}”."
    found = ", ".join(f"“{cell}”" for cell in (seen.rows[0] if seen.rows else ())[:6])
    return (
        f"has headings that we do not know{f': {found}' if found else ''}. Its publisher may have changed its layout."
    )
