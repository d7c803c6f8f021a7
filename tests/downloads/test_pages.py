"""Notices page by page: to the last, each once, one council's alone, going on after a stop, never for ever."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from keepitlocal.downloads.buyers import Buyers
from keepitlocal.downloads.client import Client
from keepitlocal.downloads.pages import Pages, fetch_pages
from keepitlocal.downloads.problems import Missing, Refused, Wrong
from tests.downloads.server import Answer, Server, Time


def release(number: int, buyer: str = "Wexborough Council") -> dict[str, object]:
    return {"ocid": f"ocds-example-{number}", "id": str(number), "buyer": {"name": buyer}, "tag": ["tender"]}


class Service:
    """Pages of three releases behind cursors, as Find a Tender and Contracts Finder give them."""

    def __init__(self, server: Server, releases: list[dict[str, object]]) -> None:
        self.server, self.releases = server, releases
        self.stops_at: int | None = None
        server.answers["/notices"] = self.page

    @property
    def first(self) -> str:
        return f"{self.server.address}/notices?updatedFrom=2026-01-01T00:00:00&limit=3"

    @property
    def cursors(self) -> list[str]:
        return [parse_qs(urlsplit(asked.path).query).get("cursor", ["0"])[0] for asked in self.server.asked]

    def page(self, path: str) -> Answer:
        at = int(parse_qs(urlsplit(path).query).get("cursor", ["0"])[0])
        if at == self.stops_at:
            return Answer(b"", 401)
        page: dict[str, object] = {"releases": self.releases[at : at + 3]}
        if at + 3 < len(self.releases):
            page["links"] = {"next": f"https://www-inner.example/notices?cursor={at + 3}&limit=3"}
        return Answer(json.dumps(page).encode())


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "notices" / ".notices.jsonl.partial"


def kept(part: Path) -> list[str]:
    return [json.loads(line)["id"] for line in part.read_text(encoding="utf-8").splitlines()]


def ours(found: dict[str, object]) -> bool:
    return Buyers(code="E99000001", name="Wexborough").keeps(found)


def test_every_page_is_followed_and_only_the_councils_are_kept(server: Server, client: Client, part: Path) -> None:
    releases = [release(n, "Wexborough Council" if n % 2 else "Ashmarch Council") for n in range(8)]
    service = Service(server, releases)
    done = fetch_pages(client, service.first, part=part, keep=ours)
    assert (done.pages, done.seen, done.kept) == (3, 8, 4)
    assert kept(part) == ["1", "3", "5", "7"]
    assert json.loads(part.read_text().splitlines()[0]) == releases[1]  # as the service gave it
    assert service.cursors == ["0", "3", "6"]


def test_what_comes_twice_is_kept_once(server: Server, client: Client, part: Path) -> None:
    service = Service(server, [release(n) for n in (0, 1, 2, 0, 1, 2, 3, 3, 2)])
    assert fetch_pages(client, service.first, part=part, keep=ours).kept == 4
    assert kept(part) == ["0", "1", "2", "3"]


def test_the_same_page_for_ever_ends(server: Server, client: Client, part: Path) -> None:
    turns = iter(range(1, 10_000))
    server.answers["/notices"] = lambda _: Answer(
        json.dumps({"releases": [release(1)], "links": {"next": f"/notices?cursor={next(turns)}"}}).encode()
    )
    with pytest.raises(Wrong, match="pages go in a circle: after 3 pages the same notices came again"):
        fetch_pages(client, f"{server.address}/notices", part=part, keep=ours)


def test_a_circle_of_pages_ends(server: Server, client: Client, part: Path) -> None:
    def page(path: str) -> Answer:
        at = int(parse_qs(urlsplit(path).query).get("cursor", ["0"])[0])
        return Answer(
            json.dumps({"releases": [release(at)], "links": {"next": f"/notices?cursor={(at + 1) % 5}"}}).encode()
        )

    server.answers["/notices"] = page
    with pytest.raises(Wrong, match="leads back to one that was there before"):
        fetch_pages(client, f"{server.address}/notices?cursor=0", part=part, keep=ours)
    assert len(server.asked) == 5


def test_stopped_by_hand_goes_on_with_the_page_that_was_due(server: Server, client: Client, part: Path) -> None:
    service = Service(server, [release(n) for n in range(9)])

    def stop(done: Pages) -> None:
        if done.pages == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_pages(client, service.first, part=part, keep=ours, progress=stop)
    with part.open("a") as file:
        file.write('{"ocid": "half a li')  # a page that was being written when the machine stopped
    done = fetch_pages(client, service.first, part=part, keep=ours)
    assert (done.pages, done.seen, done.kept) == (3, 9, 9)
    assert kept(part) == [str(n) for n in range(9)]
    assert service.cursors == ["0", "3", "6"]


def test_another_period_begins_afresh(server: Server, client: Client, part: Path) -> None:
    service = Service(server, [release(n) for n in range(4)])
    fetch_pages(client, service.first, part=part, keep=ours)
    fetch_pages(client, service.first.replace("01-01", "02-01"), part=part, keep=ours)
    assert kept(part) == ["0", "1", "2", "3"]


def test_a_cursor_that_has_run_out_begins_afresh_next_time(server: Server, client: Client, part: Path) -> None:
    service = Service(server, [release(n) for n in range(9)])
    service.stops_at = 6
    with pytest.raises(Refused, match="answers page 3 with status 401"):
        fetch_pages(client, service.first, part=part, keep=ours)
    service.stops_at = None
    assert fetch_pages(client, service.first, part=part, keep=ours).kept == 9
    assert service.cursors[-3:] == ["0", "3", "6"]


def test_contracts_finders_way_of_saying_later(server: Server, client: Client, part: Path, time: Time) -> None:
    page = Answer(json.dumps({"releases": [release(1)]}).encode())
    first = server.gives("/notices", Answer(b"<html>Request forbidden</html>", 403), page)
    assert fetch_pages(client, first, part=part, keep=ours, busy=(403,), rest=300).kept == 1
    assert 300 in time.slept


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>Sorry</html>", "page 1 is a web page and no notices"),
        (b'{"releases": [', "page 1 is something that cannot be read"),
        (b'{"message": "Hello"}', "page 1 holds no list of notices"),
        (b"[]", "page 1 holds no list of notices"),
    ],
)
def test_what_is_no_page_of_notices_is_said(server: Server, client: Client, part: Path, body: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        fetch_pages(client, server.gives("/notices", Answer(body)), part=part, keep=ours)


def test_a_page_that_breaks_off_is_asked_for_again(server: Server, client: Client, part: Path) -> None:
    body = json.dumps({"releases": [release(1)]}).encode()
    first = server.gives("/notices", Answer(body, cut=20), Answer(body))
    assert fetch_pages(client, first, part=part, keep=ours).kept == 1


def test_no_notices_at_all(server: Server, client: Client, part: Path) -> None:
    first = server.gives("/notices", Answer(b'{"releases": [], "links": {"next": "/notices?cursor=1"}}'))
    assert fetch_pages(client, first, part=part, keep=ours).seen == 0
    with pytest.raises(Missing):
        fetch_pages(client, server.address + "/gone", part=part, keep=ours)


@pytest.mark.parametrize(
    ("code", "name", "buyer", "is_theirs"),
    [
        ("E08000009", "Trafford", "TRAFFORD METROPOLITAN BOROUGH COUNCIL", True),
        ("E08000009", "Trafford", "Trafford Housing Trust", False),
        ("E06000023", "Bristol, City of", "Bristol City Council", True),
        ("E08000032", "Bradford", "City of Bradford Metropolitan District Council", True),
        ("E08000032", "Bradford", "Bradford Teaching Hospitals NHS Foundation Trust", False),
        ("E10000008", "Devon", "Devon County Council", True),
        ("E10000008", "Devon", "North Devon District Council", False),
        ("E10000024", "Nottinghamshire", "Nottingham City Council", False),
        ("E99000001", "Wexborough", "Wexborough Council", True),
    ],
)
def test_whose_notice_it_is(code: str, name: str, buyer: str, is_theirs: bool) -> None:
    buyers = Buyers(code=code, name=name)
    assert buyers.keeps({"buyer": {"name": buyer}}) is is_theirs
    assert buyers.keeps({"parties": [{"name": buyer, "roles": ["buyer"]}]}) is is_theirs
    assert not buyers.keeps({"parties": [{"name": buyer, "roles": ["supplier"]}]})
    assert Buyers(code=code, name=name, also=(buyer,)).keeps({"buyer": {"name": buyer.title()}})


def test_buyers_that_came_near_are_remembered() -> None:
    buyers = Buyers(code="E08000009", name="Trafford")
    assert not buyers.keeps({"buyer": {"name": "Trafford Housing Trust"}})
    assert not buyers.keeps({"buyer": "Trafford", "parties": [None, {"name": 7}]})
    assert buyers.near == {"Trafford Housing Trust": 1}
