"""One file from a server that behaves, breaks off, throttles, changes its mind or sends something else."""

import base64
import errno
import hashlib
import shutil
from collections import namedtuple
from email.utils import formatdate
from pathlib import Path
from time import time as seconds_now

import pytest

from keepitlocal.downloads.client import Client
from keepitlocal.downloads.problems import Broken, Missing, NoNetwork, NoRoom, Refused, Wrong
from keepitlocal.downloads.transfer import fetch
from tests.downloads.server import Answer, Server, Time, tag

BODY = bytes(range(256)) * 8000  # 2 MB: several chunks
OTHER = BODY[::-1]
HALF = len(BODY) // 2


def good(body: bytes = BODY, **other: object) -> Answer:
    return Answer(body, etag=tag(body), **other)  # type: ignore[arg-type]


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "library" / ".file.zip.partial"


def test_a_whole_file_with_its_sum(server: Server, client: Client, part: Path) -> None:
    shown: list[tuple[int, int | None]] = []
    found = fetch(
        client, server.gives("/f", good()), part=part, progress=lambda done, total: shown.append((done, total))
    )
    assert found is not None and part.read_bytes() == BODY
    assert (found.size, found.sha256, found.etag) == (len(BODY), hashlib.sha256(BODY).hexdigest(), tag(BODY))
    assert shown[0] == (0, len(BODY)) and shown[-1] == (len(BODY), len(BODY)) and len(shown) > 4
    assert server.asked[0].headers["user-agent"].startswith("keepitlocal/")
    assert server.asked[0].headers["accept-encoding"] == "identity"


def test_what_broke_off_goes_on_where_it_stopped(server: Server, client: Client, part: Path, time: Time) -> None:
    address = server.gives("/f", good(cut=HALF), good())
    assert fetch(client, address, part=part) and part.read_bytes() == BODY
    assert [asked.headers.get("range") for asked in server.asked] == [None, f"bytes={HALF}-"]
    assert server.asked[1].headers["if-range"] == tag(BODY)
    assert 2 in time.slept


def test_what_another_run_left_goes_on_too(server: Server, client: Client, part: Path) -> None:
    address = server.gives("/f", good(cut=HALF))
    with pytest.raises(Broken, match="broke off 4 times at 1,024,000 bytes"):
        server.answers["/f"] = [good(cut=HALF), *[good(cut=0)] * 8]
        client.tries = 4
        fetch(client, address, part=part)
    assert part.stat().st_size == HALF
    server.gives("/f", good())
    assert fetch(client, address, part=part) and part.read_bytes() == BODY
    assert server.asked[-1].headers["range"] == f"bytes={HALF}-"


def test_stopped_by_hand_goes_on(server: Server, client: Client, part: Path) -> None:
    address = server.gives("/f", good())

    def stop(done: int, _: int | None) -> None:
        if done > HALF:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(client, address, part=part, progress=stop)
    assert HALF < part.stat().st_size < len(BODY)
    assert fetch(client, address, part=part) and part.read_bytes() == BODY
    assert "range" in server.asked[1].headers


def test_all_had_come_and_only_the_end_was_missing(server: Server, client: Client, part: Path) -> None:
    address = server.gives("/f", good())
    assert fetch(client, address, part=part)
    assert fetch(client, address, part=part) and part.read_bytes() == BODY  # the server answers 416
    assert server.asked[1].headers["range"] == f"bytes={len(BODY)}-"


def test_a_server_that_cannot_go_on_is_asked_for_all_of_it(
    server: Server, client: Client, part: Path, told: list[str]
) -> None:
    address = server.gives("/f", good(cut=HALF, ranges=False), good(ranges=False))
    assert fetch(client, address, part=part) and part.read_bytes() == BODY
    assert told == ["The file on the server is another now, or cannot be taken up in the middle: from the start."]


def test_a_file_that_changed_meanwhile_is_fetched_afresh(server: Server, client: Client, part: Path) -> None:
    address = server.gives("/f", good(cut=HALF), good(OTHER))
    found = fetch(client, address, part=part)
    assert found is not None and found.etag == tag(OTHER) and part.read_bytes() == OTHER


def test_a_server_that_goes_on_with_another_file_is_not_believed(server: Server, client: Client, part: Path) -> None:
    lies = Answer(OTHER[HALF:], 206, {"Content-Range": f"bytes {HALF}-{len(BODY) - 1}/{len(BODY)}"}, etag=tag(OTHER))
    address = server.gives("/f", good(cut=HALF), lies, good(OTHER))
    assert fetch(client, address, part=part) and part.read_bytes() == OTHER
    assert "range" not in server.asked[2].headers


def test_a_file_that_changes_again_and_again_ends(server: Server, client: Client, part: Path) -> None:
    turns = iter(range(100))
    server.answers["/f"] = lambda _: good(BODY + bytes([next(turns)]), cut=HALF)
    with pytest.raises(Broken, match="changed again and again"):
        fetch(client, server.address + "/f", part=part)


def test_without_a_mark_of_the_file_a_part_is_of_no_use(server: Server, client: Client, part: Path) -> None:
    for weak in ({}, {"ETag": 'W/"weak"'}):
        address = server.gives("/f", Answer(BODY, headers=weak, cut=HALF), Answer(BODY, headers=weak, ranges=False))
        assert fetch(client, address, part=part) and part.read_bytes() == BODY
        part.unlink()


def test_a_part_of_another_address_is_left_behind(server: Server, client: Client, part: Path) -> None:
    with pytest.raises(Broken):
        fetch(client, server.gives("/old", good(cut=HALF), *[good(cut=0)] * 8), part=part)
    assert fetch(client, server.gives("/new", good(OTHER)), part=part) and part.read_bytes() == OTHER


def test_the_same_file_as_before_is_not_sent_again(server: Server, client: Client, part: Path) -> None:
    address = server.gives("/f", good())
    assert fetch(client, address, part=part, before={"etag": tag(BODY)}) is None
    assert not part.exists()
    assert fetch(client, address, part=part, before={"etag": tag(OTHER)}) is not None


@pytest.mark.parametrize(("header", "waited"), [("7", 7.0), ("", 60.0)])
def test_later_means_later(
    server: Server, client: Client, part: Path, time: Time, told: list[str], header: str, waited: float
) -> None:
    later = Answer(b"slow down", 429, {"Retry-After": header} if header else {})
    assert fetch(client, server.gives("/f", later, good()), part=part)
    assert waited in time.slept
    assert told and told[0].endswith(f"asks us to wait; going on in {waited:.0f} seconds.")


def test_later_may_be_a_time_of_day(server: Server, client: Client, part: Path, time: Time) -> None:
    later = Answer(b"", 503, {"Retry-After": formatdate(seconds_now() + 90, usegmt=True)})
    assert fetch(client, server.gives("/f", later, good()), part=part)
    assert 80 < max(time.slept) <= 90


def test_without_a_time_each_wait_is_longer_and_there_is_an_end(
    server: Server, client: Client, part: Path, time: Time
) -> None:
    with pytest.raises(Refused, match="said 4 times that it is too busy .status 503"):
        fetch(client, server.gives("/f", Answer(b"", 503)), part=part, rest=10)
    assert [pause for pause in time.slept if pause >= 10] == [10, 20, 40]


def test_tomorrow_is_not_waited_for(server: Server, client: Client, part: Path, time: Time) -> None:
    with pytest.raises(Refused, match="come back in 3 hours"):
        fetch(client, server.gives("/f", Answer(b"", 429, {"Retry-After": "10800"})), part=part)
    assert time.slept == []


def test_requests_to_a_host_keep_their_distance(server: Server, client: Client, part: Path, time: Time) -> None:
    address = server.gives("/f", good())
    for _ in range(3):
        fetch(client, address, part=part, seconds=5)
        part.unlink()
    assert time.slept == [5, 5]


def test_a_server_that_falls_silent_is_asked_again(server: Server, client: Client, part: Path) -> None:
    address = server.gives("/f", good(slow=1.0), good())
    assert fetch(client, address, part=part) and part.read_bytes() == BODY


def test_other_addresses_are_followed_but_not_for_ever(server: Server, client: Client, part: Path) -> None:
    server.gives("/new", good())
    assert fetch(client, server.gives("/old", Answer(b"", 302, {"Location": "/new"})), part=part)
    assert part.read_bytes() == BODY
    with pytest.raises(Refused, match="sends us round in circles"):
        fetch(client, server.gives("/circle", Answer(b"", 302, {"Location": "/circle"})), part=part)


def test_what_is_not_there_is_told_from_what_is_not_given(server: Server, client: Client, part: Path) -> None:
    with pytest.raises(Missing, match="no such file .status 404"):
        fetch(client, server.address + "/nothing", part=part)
    with pytest.raises(Refused, match="answers with status 401"):
        fetch(client, server.gives("/f", Answer(b"", 401)), part=part)


def test_no_network_is_said_at_once(client: Client, part: Path, time: Time) -> None:
    for address in ("https://register.invalid/f.zip", "http://127.0.0.1:9/f.zip"):
        with pytest.raises(NoNetwork, match="could not be reached: there is no network here"):
            fetch(client, address, part=part)
    assert time.slept == []


def test_the_proxy_that_the_system_names_is_used(
    server: Server, client: Client, part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.address)
    for name in ("no_proxy", "NO_PROXY", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server.answers["http://register.example/f"] = [good()]  # a proxy is asked for the whole address
    assert fetch(client, "http://register.example/f", part=part) and part.read_bytes() == BODY
    monkeypatch.setenv("http_proxy", "http://someone:secret@127.0.0.1:9")
    with pytest.raises(NoNetwork, match="could not be reached") as told:
        fetch(Client(sleep=client.sleep), "http://register.example/f", part=part.with_name("other"))
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-MD5": base64.b64encode(hashlib.md5(BODY).digest()).decode()},
        {"Repr-Digest": f"sha-256=:{base64.b64encode(hashlib.sha256(BODY).digest()).decode()}:"},
        {"Digest": f"SHA-256={base64.b64encode(hashlib.sha256(BODY).digest()).decode()}"},
    ],
)
def test_the_servers_own_sum_is_compared(server: Server, client: Client, part: Path, headers: dict[str, str]) -> None:
    found = fetch(client, server.gives("/f", Answer(BODY, headers=headers)), part=part)
    assert found is not None and found.compared in ("md5", "sha256")
    damaged = BODY[:-1] + b"?"
    with pytest.raises(Wrong, match="is not the one that the server gives"):
        fetch(client, server.gives("/g", Answer(damaged, headers=headers)), part=part)
    assert not part.exists()


def test_a_part_that_was_spoilt_on_the_disk_is_noticed(server: Server, client: Client, part: Path) -> None:
    sums = {"Content-MD5": base64.b64encode(hashlib.md5(BODY).digest()).decode()}
    address = server.gives("/f", good(cut=HALF, headers=sums), *[good(cut=0)] * 8)
    with pytest.raises(Broken):
        fetch(client, address, part=part)
    part.write_bytes(b"x" * HALF)
    server.gives("/f", good())
    with pytest.raises(Wrong):
        fetch(client, address, part=part)


def test_a_disk_too_small_is_said_before(
    server: Server, client: Client, part: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(0, 0, 1_000_000))
    with pytest.raises(NoRoom, match="it has 2 MB still to come, and the disk has 1 MB free"):
        fetch(client, server.gives("/f", good()), part=part)


def test_a_disk_that_fills_up_keeps_what_came(server: Server, client: Client, part: Path) -> None:
    address = server.gives("/f", good())

    def full(done: int, _: int | None) -> None:
        if done > HALF:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(NoRoom, match="the disk is full"):
        fetch(client, address, part=part, progress=full)
    assert fetch(client, address, part=part) and part.read_bytes() == BODY
    assert "range" in server.asked[-1].headers
