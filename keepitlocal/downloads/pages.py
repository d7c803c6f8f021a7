"""Fetch what a service gives page by page: releases of notices, of which only those of one council are kept."""

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from urllib3.exceptions import HTTPError

from keepitlocal.downloads.client import Client
from keepitlocal.downloads.problems import Broken, Missing, Refused, Wrong

MOST_PAGES = 20_000
_SAME_AGAIN = 3  # pages in a row that bring nothing new, before we take it that they would go on for ever

Release = Mapping[str, Any]


@dataclass
class Pages:
    """How far it went, kept beside the part after each page so that the next call goes on from there."""

    first: str
    next: str | None
    pages: int = 0
    seen: int = 0
    kept: int = 0
    size: int = 0
    followed: list[str] = field(default_factory=list)


def fetch_pages(
    client: Client,
    first: str,
    /,
    *,
    part: Path,
    keep: Callable[[Release], bool],
    seconds: float = 1,
    busy: tuple[int, ...] = (),
    rest: float = 60,
    progress: Callable[[Pages], None] = lambda done: None,
) -> Pages:
    """Write the releases to keep into ``part``, one a line, each once, following the links to the next page.

    What stops it leaves part and state, and the next call goes on with the page that was due. Raises DownloadError in
    words; after Wrong, where pages go in a circle, nothing is kept.
    """
    part.parent.mkdir(parents=True, exist_ok=True)
    done = _resumed(part, first) or Pages(first, first)
    try:
        _follow(client, done, part, keep, progress, seconds=seconds, busy=busy, rest=rest)
    except Wrong:
        forget(part)
        raise
    return done


def forget(part: Path, /) -> None:
    """Remove a part and its state."""
    part.unlink(missing_ok=True)
    _state_path(part).unlink(missing_ok=True)


def _follow(
    client: Client,
    done: Pages,
    part: Path,
    keep: Callable[[Release], bool],
    progress: Callable[[Pages], None],
    *,
    seconds: float,
    busy: tuple[int, ...],
    rest: float,
) -> None:
    known, before, same = _keys_in(part), frozenset[str](), 0
    while done.next:
        page = _page(client, done, part, seconds=seconds, busy=busy, rest=rest)
        keys = frozenset(map(_key, page["releases"]))
        same = same + 1 if keys and keys == before else 0
        if same >= _SAME_AGAIN or done.pages >= MOST_PAGES:
            raise Wrong(f"its pages go in a circle: after {done.pages:,} pages the same notices came again.")
        before = keys
        new = [release for release in page["releases"] if keep(release) and _key(release) not in known]
        new = list({_key(release): release for release in new}.values())
        known |= {_key(release) for release in new}
        _write(part, done, page, new)
        progress(done)


def _page(
    client: Client, done: Pages, part: Path, *, seconds: float, busy: tuple[int, ...], rest: float
) -> dict[str, Any]:
    """The page that is due, as the release package it should be."""
    assert done.next is not None
    for attempt in range(1, client.tries + 1):
        with closing(client.get(done.next, seconds=seconds, busy=busy, rest=rest)) as response:
            if response.status != 200:
                forget(part)  # a cursor of last week means nothing to the server any more: from the start next time
                kind = Missing if response.status in (404, 410) and not done.pages else Refused
                raise kind(f"the server answers page {done.pages + 1:,} with status {response.status}.")
            try:
                body = response.read()
            except HTTPError as error:
                if attempt == client.tries:
                    raise Broken(f"page {done.pages + 1:,} broke off {attempt} times.") from error
                client.pause(attempt)
                continue
        return _package(body, done)
    raise AssertionError("the last attempt returns or raises")


def _package(body: bytes, done: Pages) -> dict[str, Any]:
    try:
        page = json.loads(body)
    except ValueError as error:
        what = "a web page" if body.lstrip()[:1] == b"<" else "something that cannot be read"
        raise Refused(f"page {done.pages + 1:,} is {what} and no notices.") from error
    if not isinstance(page, dict) or not isinstance(page.get("releases"), list):
        raise Refused(f"page {done.pages + 1:,} holds no list of notices.")
    return page


def _write(part: Path, done: Pages, page: Mapping[str, Any], new: list[Release]) -> None:
    """Add a page's releases to the part, and only then say that it is done."""
    lines = "".join(json.dumps(release, ensure_ascii=False) + "\n" for release in new).encode()
    with part.open("r+b" if part.exists() else "wb") as file:
        file.truncate(done.size)  # what a page that was stopped midway had written
        file.seek(done.size)
        file.write(lines)
    if done.next:
        done.followed.append(_cursor(done.next))
    done.next = _next(page, done)
    done.pages, done.seen = done.pages + 1, done.seen + len(page["releases"])
    done.kept, done.size = done.kept + len(new), done.size + len(lines)
    _state_path(part).write_text(json.dumps(asdict(done)), encoding="utf-8")


def _next(page: Mapping[str, Any], done: Pages) -> str | None:
    """The address of the next page, on the host that was asked, whatever host the server believes it is."""
    links = page.get("links")
    told = links.get("next") if isinstance(links, dict) else page.get("next")
    if not told or not isinstance(told, str) or not page["releases"]:
        return None
    first, following = urlsplit(done.first), urlsplit(urljoin(done.first, told))
    address = following._replace(scheme=first.scheme, netloc=first.netloc).geturl()
    if _cursor(address) in done.followed:
        raise Wrong(f"its pages go in a circle: page {done.pages + 1:,} leads back to one that was there before.")
    return address


def _cursor(address: str) -> str:
    return urlsplit(address).query


def _key(release: Release) -> str:
    return f"{release.get('ocid')} {release.get('id')}"


def _keys_in(part: Path) -> set[str]:
    if not part.exists():
        return set()
    with part.open("rb") as file:
        return {_key(json.loads(line)) for line in file}


def _resumed(part: Path, first: str) -> Pages | None:
    try:
        done = Pages(**json.loads(_state_path(part).read_text(encoding="utf-8")))
        if done.first == first and part.stat().st_size >= done.size:
            with part.open("r+b") as file:
                file.truncate(done.size)
            return done
    except (OSError, ValueError, TypeError):
        pass
    forget(part)
    return None


def _state_path(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")
