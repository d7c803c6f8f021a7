"""Fetch one file: a transfer that broke off goes on where it stopped, and what comes is held against the server's own sum."""

import base64
import errno
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path

import urllib3
from urllib3.exceptions import HTTPError

from keepitlocal.downloads.client import Client
from keepitlocal.downloads.problems import Broken, Missing, NoRoom, Refused, Wrong

_CHUNK = 1 << 18
_RESTARTS = 3
_LEAVE = 50_000_000  # bytes left free on the disk


@dataclass(frozen=True)
class Fetched:
    """A whole file, still under the name of its part. ``compared`` names the server's own sum that it agrees with."""

    address: str
    size: int
    sha256: str
    etag: str
    last_modified: str
    compared: str


@dataclass
class _State:
    """What is known of a part, kept beside it: without it, nobody can tell what a part is a part of."""

    address: str
    etag: str = ""
    last_modified: str = ""
    total: int | None = None
    sums: dict[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """What tells the server which file we hold a part of; a weak ETag cannot, as bytes may differ under it."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified


def fetch(
    client: Client,
    address: str,
    /,
    *,
    part: Path,
    seconds: float = 1,
    busy: tuple[int, ...] = (),
    rest: float = 60,
    before: Mapping[str, str] | None = None,
    progress: Callable[[int, int | None], None] = lambda done, total: None,
) -> Fetched | None:
    """Fetch a file into ``part``; None where it is still the one that ``before`` (etag, last_modified) tells of.

    Whatever stops it, the part stays and the next call goes on from there, if the server can and its file is the same.
    Raises DownloadError in words; after Wrong nothing is kept.
    """
    part.parent.mkdir(parents=True, exist_ok=True)
    state, failed, restarts = _resumed(part, address), 0, 0
    while True:
        have = _size(part) if state else 0
        headers = _headers(state, have, before or {})
        with closing(client.get(address, headers=headers, seconds=seconds, busy=busy, rest=rest)) as response:
            if response.status == 304:
                return None
            if response.status == 416 and state and state.total == have:
                return _whole(part, state)  # all of it had come before, and only the end was missing
            if response.status == 416 or not _goes_on(response, state, have):
                restarts += 1
                if restarts > _RESTARTS:
                    raise Broken("the file on the server changed again and again while it was fetched.")
                if have:
                    client.notify(
                        "The file on the server is another now, or cannot be taken up in the middle: from the start."
                    )
                part.unlink(missing_ok=True)
                state, have = None, 0
                if response.status != 200:
                    continue
            state = state or _begun(response, address)
            _state_path(part).write_text(json.dumps(asdict(state)), encoding="utf-8")
            _make_sure_of_room(part, state, have)
            try:
                _append(response, part, have, state.total, progress)
            except HTTPError as error:
                failed = 1 if _size(part) > have else failed + 1
                if failed >= client.tries:
                    raise Broken(f"the transfer broke off {failed} times at {_size(part):,} bytes.") from error
                client.pause(failed)
                continue
        return _whole(part, state)


def forget(part: Path, /) -> None:
    """Remove a part and what is known of it."""
    part.unlink(missing_ok=True)
    _state_path(part).unlink(missing_ok=True)


def _resumed(part: Path, address: str) -> _State | None:
    """What is known of the part that is there; a part that could not be taken up is removed."""
    try:
        state = _State(**json.loads(_state_path(part).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        state = None
    if state is None or state.address != address or not state.mark or not part.exists():
        part.unlink(missing_ok=True)
        return None
    return state


def _headers(state: _State | None, have: int, before: Mapping[str, str]) -> dict[str, str]:
    told = {"Accept-Encoding": "identity"}
    if state and have:
        return told | {"Range": f"bytes={have}-", "If-Range": state.mark}
    if etag := before.get("etag"):
        told["If-None-Match"] = etag
    elif last := before.get("last_modified"):
        told["If-Modified-Since"] = last
    return told


def _goes_on(response: urllib3.BaseHTTPResponse, state: _State | None, have: int) -> bool:
    """Whether the answer is what was asked for: the rest of the same file, or all of it where nothing is there yet."""
    if response.status in (404, 410):
        raise Missing(f"the server has no such file (status {response.status}).")
    if response.status not in (200, 206, 416):
        raise Refused(f"the server answers with status {response.status}.")
    if response.status == 200:
        return not have
    same = state is None or not (etag := response.headers.get("ETag", "")) or etag == state.etag
    found = re.match(r"bytes (\d+)-\d+/(\d+|\*)", response.headers.get("Content-Range", ""))
    return bool(same and found and int(found[1]) == have and (state is None or found[2] in ("*", str(state.total))))


def _begun(response: urllib3.BaseHTTPResponse, address: str) -> _State:
    length = response.headers.get("Content-Length", "")
    return _State(
        address,
        etag=response.headers.get("ETag", ""),
        last_modified=response.headers.get("Last-Modified", ""),
        total=int(length) if length.isdigit() else None,
        sums=_sums(response.headers),
    )


def _sums(headers: Mapping[str, str]) -> dict[str, str]:
    """The server's own sums of the whole file, as hexadecimal: Repr-Digest, Digest, Content-MD5."""
    told: dict[str, str] = {}
    for text in (headers.get("Repr-Digest", ""), headers.get("Digest", "")):
        for name, value in re.findall(r"(sha-256|md5)=:?([A-Za-z0-9+/]+=*):?", text, flags=re.IGNORECASE):
            told[name.lower().replace("-", "")] = value
    if md5 := headers.get("Content-MD5") or headers.get("x-ms-blob-content-md5"):
        told["md5"] = md5
    found = {}
    for name, value in told.items():
        try:
            found[name] = base64.b64decode(value, validate=True).hex()
        except ValueError:
            continue
    return found


def _make_sure_of_room(part: Path, state: _State, have: int) -> None:
    free = shutil.disk_usage(part.parent).free
    if state.total is not None and state.total - have + _LEAVE > free:
        raise NoRoom(
            f"it has {_megabytes(state.total - have)} still to come, and the disk has {_megabytes(free)} free."
        )


def _append(
    response: urllib3.BaseHTTPResponse,
    part: Path,
    have: int,
    total: int | None,
    progress: Callable[[int, int | None], None],
) -> None:
    try:
        with part.open("ab" if have else "wb") as file:
            progress(have, total)
            for chunk in response.stream(_CHUNK, decode_content=False):
                file.write(chunk)
                have += len(chunk)
                progress(have, total)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom("the disk is full.") from error
        raise


def _whole(part: Path, state: _State) -> Fetched:
    size, compared = _size(part), ""
    if state.total is not None and size != state.total:
        forget(part)
        raise Wrong(f"it has {size:,} bytes, and the server spoke of {state.total:,}.")
    with part.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    for name, told in state.sums.items():
        with part.open("rb") as file:
            if hashlib.file_digest(file, name).hexdigest() != told:
                forget(part)
                raise Wrong(f"its {name.upper()} is not the one that the server gives: it was damaged on the way.")
        compared = name
    return Fetched(state.address, size, sha256, state.etag, state.last_modified, compared)


def _size(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0


def _state_path(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
