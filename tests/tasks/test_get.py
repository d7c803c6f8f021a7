"""Getting registers and notices as a person does, from a server on this machine that behaves like the publishers."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time as real_time
import zipfile
from collections import namedtuple
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from keepitlocal.cli import main
from keepitlocal.downloads.catalogue import Catalogue, catalogue
from keepitlocal.downloads.client import Client
from keepitlocal.sources import charity_areas, charity_commission, charity_names, charity_returns, companies_house, ocds
from keepitlocal.store.versions import current
from keepitlocal.tasks._folder import Problem, open_folder
from keepitlocal.tasks._get_files import Means
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.gather import gather
from keepitlocal.tasks.get import get, wish_of
from tests.downloads.server import Answer, Server, Time, serving, tag
from tests.small_place import make_place

TODAY = date(2026, 11, 25)
NOVEMBER = "/BasicCompanyDataAsOneFile-2026-11-01.zip"
OCTOBER = "/BasicCompanyDataAsOneFile-2026-10-01.zip"
TABLES = {
    "charity": charity_commission,
    "charity_area_of_operation": charity_areas,
    "charity_other_names": charity_names,
    "charity_annual_return_partb": charity_returns,
}
ADDRESSES = """
[companies]
address = "{server}/BasicCompanyDataAsOneFile-{{month:%Y-%m-%d}}.zip"
seconds = 0
[charities]
address = "{server}/publicextract.{{name}}.zip"
seconds = 0
[find_a_tender]
address = "{server}/fts?updatedFrom={{from:%Y-%m-%dT00:00:00}}&updatedTo={{to:%Y-%m-%dT23:59:59}}"
seconds = 0
[contracts_finder]
address = "{server}/cf?publishedFrom={{from:%Y-%m-%dT00:00:00}}&publishedTo={{to:%Y-%m-%dT23:59:59}}"
seconds = 0
"""


def zipped(name: str, text: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, dedent(text).lstrip())
    return held.getvalue()


COMPANIES = zipped("BasicCompanyDataAsOneFile-2026-11-01.csv", companies_house.example["file"])


def good(body: bytes, **other: object) -> Answer:
    return Answer(body, etag=tag(body), **other)  # type: ignore[arg-type]


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


@pytest.fixture
def addresses(server: Server, tmp_path: Path) -> Path:
    path = tmp_path / "addresses.toml"
    path.write_text(ADDRESSES.format(server=server.address), encoding="utf-8")
    return path


@pytest.fixture
def found(addresses: Path) -> Catalogue:
    return catalogue(addresses)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of registers in a library of its own, not made yet."""
    monkeypatch.setenv("KEEPITLOCAL_LIBRARY", str(tmp_path / "library"))
    return tmp_path / "library" / "registers"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return make_place(tmp_path / "wexborough")


class Desk:
    """Somebody who asks for things, and what the screen said."""

    def __init__(self, found: Catalogue) -> None:
        self.found, self.time, self.out = found, Time(), io.StringIO()

    def gets(self, *words: str, answers: str | None = None, again: bool = False, **options: object) -> bool:
        from argparse import Namespace

        told = {"first": None, "last": None, "buyer": []} | options
        wish = wish_of(Namespace(what=list(words), **told), self.found, today=TODAY)
        screen = Screen(out=self.out, err=io.StringIO())
        client = Client(notify=screen.say, sleep=self.time.sleep, clock=self.time.clock, tries=3)
        ask = None if answers is None else lambda question: self.said_then(question, answers)
        return get(wish, means=Means(screen, client, TODAY, again=again), ask=ask)

    def said_then(self, question: str, answer: str) -> str:
        self.out.write(question)
        return answer

    @property
    def said(self) -> str:
        text = self.out.getvalue()
        self.out.seek(0)
        self.out.truncate()
        return text


@pytest.fixture
def desk(found: Catalogue, home: Path) -> Desk:
    return Desk(found)


def seen(folder: Path) -> list[str]:
    """What a person sees in a folder."""
    return sorted(path.name for path in folder.glob("[!.]*") if path.is_file()) if folder.exists() else []


def test_the_register_of_companies_comes_and_counts(server: Server, desk: Desk, home: Path, place: Path) -> None:
    server.gives(NOVEMBER, good(COMPANIES))
    assert desk.gets("companies")
    said = desk.said
    assert "Register of companies, from Companies House: about 480 MB (2.7 GB more for as long as it is read)." in said
    assert f"Into {home}; its disk has" in said
    assert "BasicCompanyDataAsOneFile-2026-11-01.zip: 1 KB in 0 seconds. SHA-256 " in said
    assert said.endswith("Every place counts them from now on. Next: keepitlocal report FOLDER\n")
    assert (home / NOVEMBER[1:]).read_bytes() == COMPANIES
    about = json.loads((home / f".{NOVEMBER[1:]}.json").read_text(encoding="utf-8"))
    assert (about["id"], about["downloaded"], about["size"]) == ("companies", "2026-11-25", len(COMPANIES))
    assert about["address"] == server.address + NOVEMBER and len(about["sha256"]) == 64 and about["licence"]
    out = io.StringIO()
    gather(open_folder(place), screen=Screen(out=out, err=io.StringIO()))
    assert "1 register in the library: Register of companies." in out.getvalue()


def test_a_month_that_is_not_there_yet_gives_the_one_before(server: Server, desk: Desk, home: Path) -> None:
    server.gives(OCTOBER, good(COMPANIES))
    assert desk.gets("companies")
    assert "BasicCompanyDataAsOneFile-2026-11-01.zip is not there (yet)." in desk.said
    assert seen(home) == [OCTOBER[1:]]
    assert desk.gets("companies") and "2026-10-01.zip is at hand already" in desk.said
    asked = len(server.asked)
    server.gives(NOVEMBER, good(COMPANIES + b" "))
    assert desk.gets("companies") is True and len(server.asked) == asked + 1
    assert seen(home) == [OCTOBER[1:], NOVEMBER[1:]]


def test_an_earlier_release_beside_a_later_does_not_count(server: Server, desk: Desk, home: Path, place: Path) -> None:
    for path in (OCTOBER, NOVEMBER):
        server.gives(path, good(COMPANIES + path.encode()))
    assert desk.gets("companies")
    (home / OCTOBER[1:]).write_bytes(COMPANIES)
    out = io.StringIO()
    version = gather(open_folder(place), screen=Screen(out=out, err=io.StringIO()))
    assert (
        "library/BasicCompanyDataAsOneFile-2026-10-01.zip does not count: BasicCompanyDataAsOneFile-2026-11-01.zip "
        "is a later release of the same. You may delete it." in out.getvalue()
    )
    assert [entry["file"] for entry in version.inputs if entry.get("library")] == [f"library{NOVEMBER}"]


def test_nowhere_to_be_found_says_what_to_do_by_hand(desk: Desk, home: Path) -> None:
    assert not desk.gets("companies")
    said = desk.said
    assert "Register of companies: the server has no such file (status 404)." in said
    assert "Its publisher may have moved it. If you know where to: keepitlocal get --help, --addresses." in said
    assert "By hand: open https://download.companieshouse.gov.uk/en_output.html" in said
    assert f"Put it, as it is, into {home}" in said
    assert seen(home) == []


def test_the_newest_that_is_at_hand_is_not_asked_about(server: Server, desk: Desk, home: Path) -> None:
    home.mkdir(parents=True)
    (home / NOVEMBER[1:]).write_bytes(COMPANIES)  # put there by hand
    assert desk.gets("companies", answers="no")
    assert desk.said == (
        "Register of companies: the newest release is at hand already. To download it all the same: --again\n"
    )
    server.gives(NOVEMBER, good(COMPANIES))
    assert desk.gets("companies", again=True) and len(server.asked) == 1


def test_all_tables_of_the_charities_come_and_are_not_sent_twice(server: Server, desk: Desk, home: Path) -> None:
    for name, source in TABLES.items():
        path = f"/publicextract.{name}.zip"
        server.gives(path, good(zipped(f"publicextract.{name}.txt", source.example["file"])))
    assert desk.gets("charities")
    assert len(seen(home)) == 4
    desk.said  # noqa: B018
    assert desk.gets("charities")
    assert desk.said.count("has not changed since 25 November 2026.") == 4
    changed = good(zipped("publicextract.charity.txt", charity_commission.example["file"] + "9000009,0,NEW,,,\n"))
    server.gives("/publicextract.charity.zip", changed)
    assert desk.gets("charities")
    assert (home / "publicextract.charity.zip").read_bytes() == changed.body


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "is empty."),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "is a web page, not the file"),
        (COMPANIES[: len(COMPANIES) // 2], "is a ZIP that breaks off or is damaged."),
        (zipped("a.csv", "Colour,Shape,Weight\nred,round,1\n"), "has headings that we do not know: “Colour”, “Shape”"),
        (zipped("a.csv", charity_commission.example["file"]), "it reads as “Register of charities"),
    ],
)
def test_a_wrong_file_is_refused_and_what_was_there_stays(
    server: Server, desk: Desk, home: Path, body: bytes, told: str
) -> None:
    home.mkdir(parents=True)
    (home / NOVEMBER[1:]).write_bytes(b"as it was")
    server.gives(NOVEMBER, good(body))
    assert not desk.gets("companies", again=True)
    said = desk.said
    assert told in said and "Nothing was kept of it." in said and "By hand: open" in said
    assert (home / NOVEMBER[1:]).read_bytes() == b"as it was"
    assert [path.name for path in home.glob(".*partial*")] == []


def test_one_that_fails_does_not_keep_the_others_from_coming(server: Server, desk: Desk, home: Path) -> None:
    server.gives(NOVEMBER, good(COMPANIES))
    server.gives("/publicextract.charity.zip", Answer(b"", 500))
    assert not desk.gets("charities", "companies")
    assert "Register of charities (England and Wales): the server answers with status 500." in desk.said
    assert seen(home) == [NOVEMBER[1:]]


def test_without_a_network_it_says_which_page_and_where_to(home: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[companies]\naddress = "https://register.invalid/{month:%Y}.zip"\n', encoding="utf-8")
    desk = Desk(catalogue(own))
    assert not desk.gets("companies")
    assert desk.said.splitlines()[-3:] == [
        "Register of companies: register.invalid could not be reached: there is no network here, or it does not let this through.",
        "    By hand: open https://download.companieshouse.gov.uk/en_output.html",
        f"    and download BasicCompanyDataAsOneFile-….zip, the one large file. Put it, as it is, into {home}",
    ]


@pytest.mark.parametrize(("answers", "comes"), [("yes", True), ("Y", True), ("no", False), ("", False)])
def test_it_asks_before_it_downloads(server: Server, desk: Desk, home: Path, answers: str, comes: bool) -> None:
    server.gives(NOVEMBER, good(COMPANIES))
    assert desk.gets("companies", answers=answers) is comes
    said = desk.said
    assert "Go on? (yes/no) " in said and ("Nothing was downloaded." in said) is not comes
    assert bool(server.asked) is comes


def test_a_disk_too_small_is_said_before_anything_is_asked(
    desk: Desk, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(0, 0, 2_000_000_000))
    with pytest.raises(Problem, match="these need about 3.2 GB. Make room, or name a folder on another disk"):
        desk.gets("companies")
    assert server.asked == []


def test_what_has_no_address_is_for_a_person_to_open(desk: Desk, home: Path) -> None:
    assert not desk.gets("postcodes")
    said = desk.said
    assert "there is no address that stays the same" in said and "open https://geoportal.statistics.gov.uk" in said
    assert f"into {home}" in said


def notices(*buyers: str) -> Answer:
    releases = [
        {"ocid": f"ocds-example-{at}", "id": str(at), "date": "2026-05-01T09:00:00Z", "tag": ["tender"],
         "buyer": {"id": "b", "name": buyer}, "tender": {"id": "t", "title": "Home care", "status": "active"}}
        for at, buyer in enumerate(buyers)
    ]  # fmt: skip
    return Answer(json.dumps({"releases": releases}).encode())


def test_notices_of_the_council_come_into_its_inputs(server: Server, desk: Desk, place: Path) -> None:
    server.gives("/fts", notices("Wexborough Council", "Ashmarch Council", "Wexborough Homes Trust"))
    server.gives("/cf", notices("Ashmarch Council"))
    assert desk.gets("notices", str(place), first=date(2026, 4, 1), last=date(2026, 6, 30))
    said = desk.said
    assert (
        "Notices on Find a Tender, from Cabinet Office: about 300 MB to look through, as the service cannot be" in said
    )
    assert "Notices on Find a Tender: Wexborough has 1 of the 3 notices of 1 April 2026 to 30 June 2026 (1 KB)." in said
    assert (
        'Left out: Wexborough Homes Trust (1). Where one of them buys for the council, add it: --buyer "NAME"' in said
    )
    assert "Notices on Contracts Finder: Wexborough has none of the 1 notices of 1 April 2026 to 30 June 2026." in said
    assert f"Next: keepitlocal report {place}" in said
    assert seen(place / "inputs" / "notices") == ["find_a_tender_2026-04-01_to_2026-06-30.jsonl"]
    assert "updatedFrom=2026-04-01T00:00:00&updatedTo=2026-06-30T23:59:59" in server.asked[0].path
    out = io.StringIO()
    gather(open_folder(place), screen=Screen(out=out, err=io.StringIO()))
    assert f"notices/find_a_tender_2026-04-01_to_2026-06-30.jsonl: {ocds.title}" in out.getvalue()
    version = current(place / "store")
    assert version is not None and not any(".json" in Path(one["file"]).suffixes for one in version.inputs)
    assert desk.gets("find_a_tender", str(place), first=date(2026, 4, 1), last=date(2026, 6, 30))
    assert "is at hand already" in desk.said
    assert desk.gets(
        "find_a_tender", str(place), first=date(2026, 4, 1), last=date(2026, 6, 30), again=True,
        buyer=["Wexborough Homes Trust"],
    )  # fmt: skip
    assert "Wexborough has 2 of the 3 notices" in desk.said


@pytest.mark.parametrize(
    ("words", "options", "told"),
    [
        (["compnies"], {}, "'compnies' is neither something that can be had nor a folder. Did you mean companies?"),
        (["xyz"], {}, "There are companies, charities"),
        (["notices"], {}, "Notices go into one place: name its folder."),
        (["notices", "PLACE"], {}, "Say from which day"),
        (["notices", "PLACE"], {"first": date(2026, 5, 1), "last": date(2026, 4, 1)}, "Turn them round"),
        (["companies", "PLACE"], {}, "leave the folder out"),
        (["notices", "PLACE", "PLACE2"], {}, "'PLACE2' is neither"),
    ],
)
def test_slips_are_told(desk: Desk, place: Path, words: list[str], options: dict[str, object], told: str) -> None:
    with pytest.raises(Problem, match=told):
        desk.gets(*(str(place) if word == "PLACE" else word for word in words), **options)


def test_the_list_says_what_is_at_hand(
    server: Server, desk: Desk, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["get"]) == 0
    said = capsys.readouterr().out
    assert "companies         Register of companies: about 480 MB, new every month" in said
    assert "At hand" not in said and not home.exists()
    assert "they were not tried from where this was made" in said
    server.gives(NOVEMBER, good(COMPANIES))
    assert desk.gets("companies")
    assert main(["get"]) == 0
    assert "At hand: BasicCompanyDataAsOneFile-2026-11-01.zip (" in capsys.readouterr().out


def test_the_command_line_from_end_to_end(
    server: Server, home: Path, addresses: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for month in range(1, 13):
        for year in (2025, 2026, 2027, 2028):
            server.gives(f"/BasicCompanyDataAsOneFile-{year}-{month:02}-01.zip", good(COMPANIES))
    assert main(["get", "companies", "--yes", "--addresses", str(addresses)]) == 0
    assert len(seen(home)) == 1
    assert main(["get", "charities", "--addresses", str(addresses)]) == 1
    assert main(["get", "nothing"]) == 1
    with pytest.raises(SystemExit):
        main(["get", "notices", ".", "--from", "April"])
    assert "'April' is not a day; write it as 2025-04-01" in capsys.readouterr().err


def test_two_at_once_are_kept_apart(server: Server, desk: Desk, home: Path) -> None:
    from keepitlocal.store.lock import Busy, locked

    with locked(home / "parts"), pytest.raises(Busy, match="Another run is already working in .*registers"):
        desk.gets("companies")


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_was_stopped_goes_on(server: Server, home: Path, addresses: Path, how: signal.Signals) -> None:
    padded = io.BytesIO()
    with zipfile.ZipFile(padded, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.csv", dedent(companies_house.example["file"]).lstrip())
        archive.writestr("b.bin", os.urandom(3_000_000))
    large = padded.getvalue()
    slow = good(large, slow=1.5)
    path = date.today().replace(day=1).strftime("/BasicCompanyDataAsOneFile-%Y-%m-%d.zip")
    server.gives(path, slow, good(large))
    command = [sys.executable, "-m", "keepitlocal.cli", "get", "companies", "--addresses", str(addresses)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    part = home / f".{path[1:]}.partial"
    until = real_time.monotonic() + 30
    while not (part.exists() and part.stat().st_size > 500_000) and real_time.monotonic() < until:
        real_time.sleep(0.02)
    run.send_signal(how)
    said, complained = run.communicate(timeout=30)
    assert part.stat().st_size < len(large) and seen(home) == []
    if how == signal.SIGINT:
        assert run.returncode == 130
        assert "What came so far is kept: the same command goes on from there." in said
        assert "Traceback" not in complained
    again = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert again.returncode == 0, again.stdout + again.stderr
    assert (home / path[1:]).read_bytes() == large
    assert "range" in server.asked[-1].headers
    assert not part.exists()
