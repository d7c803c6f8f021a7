"""Releases of one contracting process compiled into its latest state, by rules of our own file: nothing is fetched."""

import tomllib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import ocdsmerge
from ocdsmerge.exceptions import OCDSMergeError, OCDSMergeWarning

from keepitlocal.sources._values import records, text, words

NO_OCID = "release without an ocid: nobody can tell which procurement it belongs to"
NOT_RELEASE = "not a release"
CONTRADICTORY = "releases of this procurement contradict each other in form and could not be put together"
ONLY_LINKS = "the record only links to its releases, which are not in this file"


@dataclass(frozen=True)
class Process:
    """One contracting process as its latest release leaves it; ``problem`` where its releases could not be used."""

    ocid: str | None
    data: dict[str, Any]
    tags: frozenset[str] = frozenset()
    published: str | None = None
    problem: str | None = None


def compile_processes(document: Any, /) -> Iterator[Process]:
    """The contracting processes of packages or of plain releases, in the order they first appear."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for release in releases_of(document):
        ocid = text(release.get("ocid")) if isinstance(release, dict) else None
        if not isinstance(release, dict):
            yield Process(None, {}, problem=NOT_RELEASE)
        elif ocid is None:
            yield Process(None, release, problem=NO_OCID)
        else:
            grouped.setdefault(ocid, []).append(release)
    for ocid, releases in grouped.items():
        yield _compile(ocid, releases)


def releases_of(document: Any, /) -> Iterator[Any]:
    """Every release, wherever the document keeps them: packages, records, search results, lists of these."""
    if isinstance(document, list):
        for each in document:
            yield from releases_of(each)
    elif isinstance(document, dict) and not ({"tag", "tender", "awards", "planning"} & document.keys()):
        listed = [key for key in ("releases", "records", "results") if isinstance(document.get(key), list)]
        if "compiledRelease" in document or ("ocid" in document and "releases" in document):
            yield from _releases_of_record(document)
        elif listed:
            for key in listed:
                yield from releases_of(document[key])
        else:
            yield document
    else:
        yield document


def _releases_of_record(found: dict[str, Any]) -> Iterator[Any]:
    """A record's embedded releases, else the one compiled from them."""
    embedded = [release for release in records(found.get("releases")) if "ocid" in release]
    if embedded:
        yield from embedded
    elif isinstance(found.get("compiledRelease"), dict):
        yield {"ocid": found.get("ocid")} | found["compiledRelease"]
    else:
        yield {"ocid": found.get("ocid"), "onlyLinks": True}


def _compile(ocid: str, releases: list[dict[str, Any]]) -> Process:
    dated = sorted(
        (release | {"date": text(release.get("date")) or ""} for release in releases),
        key=lambda release: release["date"],
    )
    tags = frozenset(tag for release in releases for tag in words(release.get("tag")))
    published = dated[-1]["date"] or None
    if all(release.get("onlyLinks") for release in dated):
        return Process(ocid, {}, tags, published, ONLY_LINKS)
    try:
        data = dated[0] if len(dated) == 1 else merged(dated)
    except (OCDSMergeError, TypeError, AttributeError):
        return Process(ocid, dated[-1], tags, published, CONTRADICTORY)
    return Process(ocid, data, tags, published)


def merged(releases: list[dict[str, Any]], /) -> dict[str, Any]:
    """One compiled release. Raises OCDSMergeError where a field is an object in one release and a list in another."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", OCDSMergeWarning)
        found: dict[str, Any] = _merger().create_compiled_release([_with_own_ids(release) for release in releases])
    return found


def _with_own_ids(release: dict[str, Any]) -> dict[str, Any]:
    """The release with awards or contracts that share an id told apart, so that merging loses none."""
    changed = {
        key: _told_apart(records(release[key])) for key in ("awards", "contracts") if isinstance(release.get(key), list)
    }
    return release | changed


def _told_apart(listed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen: dict[str, int] = {}
    apart: list[dict[str, Any]] = []
    for each in listed:
        key = str(each.get("id"))
        seen[key] = seen.get(key, 0) + 1
        apart.append(each if seen[key] == 1 or "id" not in each else each | {"id": f"{key} ({seen[key]})"})
    return apart


@cache
def _merger() -> Any:
    return ocdsmerge.Merger(merge_rules=merge_rules())


@cache
def merge_rules() -> dict[tuple[str, ...], str]:
    """Path -> rule, as ocdsmerge takes them."""
    told = tomllib.loads(Path(__file__).with_name("ocds_merge_rules.toml").read_text(encoding="utf-8"))
    whole = list(told["whole"])
    for repeated in told["repeated"]:
        whole += [f"{place}/{path}" for place in repeated["within"] for path in repeated["whole"]]
    rules = {tuple(path.split("/")): "wholeListMerge" for path in whole}
    return rules | {(name,): "omitWhenMerged" for name in told["omitted"]}
