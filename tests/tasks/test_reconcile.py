"""OpenRefine's questions, answered by the real server on a free port: every call of the specification, and hostile ones."""

import argparse
import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepitlocal.cli import main
from keepitlocal.tasks._folder import Problem
from keepitlocal.tasks._reconcile_questions import LONGEST, MOST_QUERIES
from keepitlocal.tasks._reconcile_server import LARGEST, Server
from keepitlocal.tasks._screen import Screen
from keepitlocal.tasks.reconcile import open_server
from tests.small_place import make_place

REFUGE, REFUGE_POSTCODE = "GB-CHC-9000002", "ZZ1 1ZX"
PERSON = "Mr Pat Exampleson"
REGISTER = f"""org_id,name,postcode,kind
GB-CHC-9000001,Hazelbeck Trust,ZZ1 1AA,charity
GB-CHC-9000001,Hazelbeck Allotments,ZZ1 1AA,charity
GB-COH-99000001,Farfield Builders Ltd,ZZ9 1AA,company
{REFUGE},Wexborough Women's Refuge,{REFUGE_POSTCODE},charity
GB-COH-99000002,Harbour Kitchen CIC,ZZ1 1AC,cic
GB-SCH-9001,Millbrook Primary School,ZZ1 1AD,school
GB-COH-99000003,Twin Oaks Catering Ltd,ZZ1 1AE,company
GB-COH-99000004,Twin Oaks Catering Ltd,ZZ9 1AE,company
GB-COH-99000005,<script>alert(1)</script> Signs Ltd,ZZ1 1AF,company
GB-COH-99000006,{PERSON},ZZ1 1AG,company
GB-COH-99000007,Pennine Example Group Ltd,,
"""

# What version 0.2 asks of each answer, after https://reconciliation-api.github.io/specs/0.2/
NAMED = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {one: {"type": "string"} for one in ("id", "name")},
}
MANIFEST = {
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "name": {"type": "string"},
        "identifierSpace": {"const": "http://org-id.guide/"},
        "schemaSpace": {"type": "string"},
        "defaultTypes": {"type": "array", "items": NAMED, "uniqueItems": True},
        "view": {"required": ["url"], "properties": {"url": {"pattern": r"\{\{id\}\}"}}},
        "preview": {
            "required": ["url", "width", "height"],
            "properties": {
                "url": {"pattern": r"\{\{id\}\}"},
                "width": {"type": "integer"},
                "height": {"type": "integer"},
            },
        },
        "batchSize": {"type": "integer"},
        "extend": {"properties": {"property_settings": {"type": "array"}}},
    },
}
FEATURE = {
    "required": ["id", "value"],
    "properties": {"id": {"type": "string"}, "value": {"type": ["boolean", "number"]}},
}
CANDIDATE = {
    "type": "object",
    "required": ["id", "name", "score", "match", "type"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "description": {"type": "string"},
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "type": {"type": "array", "items": NAMED},
        "features": {"type": "array", "items": FEATURE},
    },
}
BATCH = {"additionalProperties": {"required": ["result"], "properties": {"result": {"items": CANDIDATE}}}}
VALUE = {"type": "object", "properties": {"str": {"type": "string"}}, "additionalProperties": False}
EXTENSION = {
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"type": "array", "items": NAMED},
        "rows": {"additionalProperties": {"additionalProperties": {"type": "array", "items": VALUE}}},
    },
}


def opened(*, folder: Path | None = None, register: list[Path] | None = None, port: int = 0) -> Server:
    return open_server(argparse.Namespace(folder=folder, register=register or [], port=port), screen=Screen())


class Client:
    """Asks as OpenRefine does."""

    def __init__(self, server: Server) -> None:
        self.address, self.port = server.service.address, server.server_port

    def ask(self, path: str = "/", *, body: bytes | None = None, **headers: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and text of a request; ``headers`` have _ for -."""
        request = Request(self.address + path, data=body)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with urlopen(request, timeout=30) as reply:
                return reply.status, dict(reply.headers), reply.read().decode()
        except HTTPError as error:
            return error.code, dict(error.headers), error.read().decode()

    def get(self, path: str = "/", **fields: str) -> Any:
        status, _, text = self.ask(f"{path}?{urlencode(fields)}" if fields else path)
        assert status == 200, text
        return json.loads(text)

    def post(self, **fields: Any) -> Any:
        told = {key: value if isinstance(value, str) else json.dumps(value) for key, value in fields.items()}
        status, _, text = self.ask(body=urlencode(told).encode())
        assert status == 200, text
        return json.loads(text)

    def refused(self, path: str = "/", *, body: bytes | None = None, **headers: str) -> tuple[int, str]:
        status, _, text = self.ask(path, body=body, **headers)
        assert status >= 400, text
        return status, json.loads(text)["error"]

    def one(self, query: str, **more: Any) -> list[dict[str, Any]]:
        """The candidates of one name."""
        batch = self.post(queries={"q0": {"query": query} | more})
        jsonschema.validate(batch, BATCH)
        return batch["q0"]["result"]

    def raw(self, text: bytes) -> bytes:
        """What comes back for bytes that no well-behaved client would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as wire:
            wire.sendall(text)
            wire.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: wire.recv(65536), b""))


def serving(server: Server) -> Iterator[Client]:
    with server:
        worker = threading.Thread(target=server.serve_forever, daemon=True)
        worker.start()
        yield Client(server)
        server.shutdown()
        worker.join()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    path = tmp_path_factory.mktemp("register") / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    yield from serving(opened(register=[path]))


def ids(candidates: list[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in candidates]


def form(**fields: Any) -> bytes:
    return urlencode(
        {key: value if isinstance(value, str) else json.dumps(value) for key, value in fields.items()}
    ).encode()


# What the specification has


def test_the_manifest_says_what_there_is(client: Client) -> None:
    manifest = client.get()
    jsonschema.validate(manifest, MANIFEST)
    assert [one["id"] for one in manifest["defaultTypes"]] == [
        "charity",
        "company",
        "cic",
        "society",
        "public_body",
        "school",
    ]
    assert manifest["name"] == "Register register.csv"
    for suggest in manifest["suggest"].values():
        assert "result" in client.get(suggest["service_path"], prefix="a")
    assert client.get(manifest["extend"]["propose_properties"]["service_path"], type="charity")["properties"]
    for page in ("view", "preview"):
        url = manifest[page]["url"].removeprefix(client.address).replace("{{id}}", quote("GB-CHC-9000001", safe=""))
        assert "Hazelbeck Trust" in client.ask(url)[2]


def test_a_batch_is_answered_by_key_and_alike_by_post_and_get(client: Client) -> None:
    batch = {
        "q0": {"query": "Hazelbeck Trust"},
        "second": {"query": "FARFIELD BUILDERS LIMITED", "limit": 1},
        "": {"query": "Nobody"},
    }
    told = client.post(queries=batch)
    jsonschema.validate(told, BATCH)
    assert list(told) == ["q0", "second", ""]
    assert told == client.get(queries=json.dumps(batch))
    (first,) = told["q0"]["result"]
    assert (first["id"], first["match"]) == ("GB-CHC-9000001", True)
    assert first["type"] == [{"id": "charity", "name": "charity"}]
    assert "same name" in first["description"]
    assert {"id": "same_name", "value": True} in first["features"]


def test_a_query_is_answered_as_if_it_were_alone(client: Client) -> None:
    names = ["Hazelbeck Trust", "Twin Oaks Catering", PERSON, "Millbrook School", "Harbour", ""]
    together = client.post(queries={name: {"query": name} for name in names})
    assert [together[name]["result"] for name in names] == [client.one(name) for name in names]


def test_one_query_needs_no_batch(client: Client) -> None:
    told = client.get(query="Hazelbeck Trust")
    assert ids(told["result"]) == ["GB-CHC-9000001"]
    assert told == client.get(query='{"query": "Hazelbeck Trust"}') == client.post(query="Hazelbeck Trust")
    assert len(client.get(query="Twin Oaks Catering", limit="1")["result"]) == 1


def test_only_what_is_certain_is_a_match(client: Client) -> None:
    namesakes = client.one("Twin Oaks Catering Ltd")
    assert set(ids(namesakes)) == {"GB-COH-99000003", "GB-COH-99000004"}
    assert not any(one["match"] for one in namesakes)
    assert "others have the same name" in namesakes[0]["description"]
    first, *rest = client.one("Twin Oaks Catering Ltd", properties=[{"pid": "postcode", "v": "zz91ae"}])
    assert (first["id"], first["match"]) == ("GB-COH-99000004", True)
    assert {"id": "same_postcode", "value": True} in first["features"]
    assert not any(one["match"] for one in rest)


def test_candidates_come_likeliest_first(client: Client) -> None:
    for name in ("Twin Oaks Catering", "Trust", "Builders", "Harbour", "Oaks"):
        scores = [one["score"] for one in client.one(name)]
        assert scores == sorted(scores, reverse=True)


def test_types_keep_out_what_is_of_another_kind(client: Client) -> None:
    assert ids(client.one("Hazelbeck Trust", type="charity")) == ["GB-CHC-9000001"]
    assert ids(client.one("Hazelbeck Trust", type=["company", "charity"], type_strict="any")) == ["GB-CHC-9000001"]
    assert client.one("Hazelbeck Trust", type="school") == []
    assert ids(client.one("Pennine Example Group Ltd", type="charity")) == [
        "GB-COH-99000007"
    ]  # its register gives no kind
    for empty in ("", [], None):  # what OpenRefine sends where the field was left empty
        assert ids(client.one("Hazelbeck Trust", type=empty)) == ["GB-CHC-9000001"]


def test_numbers_that_a_council_prints_are_evidence(client: Client) -> None:
    for sent in ("99000001", 99000001, 99000001.0, {"id": "99000001", "name": "x"}, ["", "99000001"]):
        first, *_ = client.one("Farfield", properties=[{"pid": "Company number", "v": sent}])
        assert (first["id"], first["match"]) == ("GB-COH-99000001", True), sent
    first, *_ = client.one("Quite Another Body Ltd", properties=[{"pid": "charity_number", "v": 9000001}])
    assert (first["id"], first["match"]) == ("GB-CHC-9000001", False)
    assert "on the register that number is Hazelbeck" in first["description"]
    alone = client.post(queries={"q": {"properties": [{"pid": "charity_number", "v": "9000001"}]}})
    assert ids(alone["q"]["result"]) == ["GB-CHC-9000001"]


def test_an_org_id_finds_its_organisation(client: Client) -> None:
    (found,) = client.one("gb-coh-99000002")
    assert (found["id"], found["match"], found["score"]) == ("GB-COH-99000002", True, 100)


def test_properties_that_say_nothing_to_us_are_passed_over(client: Client) -> None:
    assert ids(client.one("Hazelbeck Trust", properties=[{"pid": "town", "v": "Wexborough"}])) == ["GB-CHC-9000001"]


def test_entities_are_suggested_as_somebody_types(client: Client) -> None:
    told = client.get("/suggest/entity", prefix="haz")
    jsonschema.validate(told, {"required": ["result"], "properties": {"result": {"type": "array", "items": NAMED}}})
    first, *_ = told["result"]
    assert first["id"] == "GB-CHC-9000001"
    assert first["description"] == "charity · GB-CHC-9000001 · ZZ1 1AA"
    assert client.get("/suggest/entity", prefix="GB-COH-99000002")["result"][0]["name"] == "Harbour Kitchen CIC"
    assert "GB-SCH-9001" in ids(client.get("/suggest/entity", prefix="Primary School Millbrook")["result"])
    both = ids(client.get("/suggest/entity", prefix="twin oaks")["result"])
    assert both[:2] == ["GB-COH-99000003", "GB-COH-99000004"]
    assert ids(client.get("/suggest/entity", prefix="twin oaks", cursor="1")["result"]) == both[1:]
    assert client.get("/suggest/entity", prefix="")["result"] == []
    assert client.get("/suggest/entity")["result"] == []


def test_types_and_properties_are_suggested(client: Client) -> None:
    assert ids(client.get("/suggest/type", prefix="co-op")["result"]) == ["society"]
    assert ids(client.get("/suggest/property", prefix="post")["result"]) == ["postcode"]


def test_facts_are_fetched_of_what_is_matched(client: Client) -> None:
    wanted = {
        "ids": ["GB-CHC-9000001", "GB-NONE-1", "GB-COH-99000007"],
        "properties": [{"id": "postcode"}, {"id": "kind"}, {"id": "org_id"}],
    }
    told = client.post(extend=wanted)
    jsonschema.validate(told, EXTENSION)
    assert told == client.get(extend=json.dumps(wanted))
    assert told["rows"]["GB-CHC-9000001"] == {
        "postcode": [{"str": "ZZ1 1AA"}],
        "kind": [{"str": "charity"}],
        "org_id": [{"str": "GB-CHC-9000001"}],
    }
    assert told["rows"]["GB-NONE-1"] == {"postcode": [], "kind": [], "org_id": []}
    assert told["rows"]["GB-COH-99000007"]["postcode"] == []


def test_a_preview_is_a_page_that_does_nothing(client: Client) -> None:
    status, headers, page = client.ask("/preview?id=GB-COH-99000005")
    assert status == 200
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    for path, expected in (("/preview?id=%3Cscript%3E", 404), ("/view", 400)):
        status, _, page = client.ask(path)
        assert (status, "<script" in page) == (expected, False)
    assert "Also: Hazelbeck Trust" in client.ask("/preview?id=GB-CHC-9000001")[2]


def test_head_and_options_are_answered(client: Client) -> None:
    wire = http.client.HTTPConnection("127.0.0.1", client.port, timeout=30)
    for method, expected in (
        ("HEAD", 200),
        ("OPTIONS", 204),
        ("GET", 200),
    ):  # one connection, so a stray body would show
        wire.request(method, "/", headers={"Origin": "http://127.0.0.1:3333"})
        reply = wire.getresponse()
        assert (reply.status, reply.read() == b"") == (expected, method != "GET")
        assert reply.headers["Access-Control-Allow-Origin"] == "http://127.0.0.1:3333"
    wire.close()


# Who is never looked for, and what is never shown


@pytest.mark.parametrize("name", [PERSON, "EXAMPLESON, Pat", "REDACTED PERSONAL DATA", "*****", ""])
def test_people_and_withheld_names_have_no_candidates(client: Client, name: str) -> None:
    assert client.one(name) == []
    if name:
        assert client.one(name, properties=[{"pid": "company_number", "v": "99000006"}]) == []


def test_a_person_on_a_register_is_nobody_here(client: Client) -> None:
    assert client.get("/suggest/entity", prefix="Mr Pat")["result"] == []
    assert client.get("/suggest/entity", prefix="GB-COH-99000006")["result"] == []
    assert client.one("GB-COH-99000006") == []
    assert client.ask("/preview?id=GB-COH-99000006")[0] == 404
    assert (
        client.post(extend={"ids": ["GB-COH-99000006"], "properties": [{"id": "postcode"}]})["rows"]["GB-COH-99000006"][
            "postcode"
        ]
        == []
    )


def test_where_a_refuge_is_cannot_be_learned(client: Client) -> None:
    wanted = {"ids": [REFUGE], "properties": [{"id": "postcode"}, {"id": "org_id"}]}
    with_postcode = {"query": "Wexborough Womens Refuge", "properties": [{"pid": "postcode", "v": REFUGE_POSTCODE}]}
    told = [
        json.dumps(client.one("Wexborough Women's Refuge")),
        json.dumps(client.post(queries={"q": with_postcode})),
        json.dumps(client.get("/suggest/entity", prefix="Wexborough")),
        json.dumps(client.post(extend=wanted)),
        *(client.ask(f"/{page}?id={REFUGE}")[2] for page in ("preview", "view")),
    ]
    for text in told:
        assert REFUGE in text
        assert REFUGE_POSTCODE not in text
        assert "postcode agrees" not in text
        assert "same_postcode" not in text
    assert "not shown" in told[-1]


def test_nothing_that_is_asked_is_written_down(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    client.one("Hazelbeck Trust")
    client.ask("/nothing-here")
    client.raw(b"GET /?query=Hazelbeck HTTP/1.1\r\nHost: localhost\r\n")
    client.raw(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n\r\nqueries=")
    assert capfd.readouterr() == ("", "")


# Pages elsewhere


def test_pages_of_this_machine_may_ask(client: Client) -> None:
    for origin in ("http://127.0.0.1:3333", "http://localhost:3333"):
        status, headers, _ = client.ask("/?query=Harbour", Origin=origin)
        assert (status, headers["Access-Control-Allow-Origin"]) == (200, origin)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1.example.org"},
        {"Origin": "http://localhost@example.org"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Referer": "https://example.org/"},
        {"Referer": "https://example.org/"},
    ],
)
def test_pages_of_other_sites_may_not(client: Client, headers: dict[str, str]) -> None:
    status, words = client.refused("/?query=Harbour&callback=got", **headers)
    assert (status, "another site" in words) == (403, True)


def test_a_page_of_this_machine_may_ask_by_jsonp(client: Client) -> None:
    headers = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Referer": "http://localhost:3333/"}
    status, answered, text = client.ask("/?callback=jQuery123_456.done", **headers)
    assert (status, answered["Content-Type"]) == (200, "application/javascript; charset=utf-8")
    assert text.startswith("/**/jQuery123_456.done({")
    assert text.endswith("});")
    assert answered["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["alert(1)//", "a;b", "", "1a", "a.b.", "<script>", "a\n", "ä", "a" * 5000, "x=1,y"])
def test_a_callback_is_the_name_of_a_function_and_nothing_else(client: Client, name: str) -> None:
    assert client.refused(f"/?{urlencode({'callback': name})}")[0] == 400


@pytest.mark.parametrize(
    "host", ["example.org", "127.0.0.1.example.org:80", "localhost@example.org", "", "[", "10.0.0.1"]
)
def test_a_name_that_leads_here_by_a_trick_is_refused(client: Client, host: str) -> None:
    assert client.refused("/?query=Harbour", Host=host)[0] == 403


def test_a_request_must_say_one_host(client: Client) -> None:
    assert b" 403 " in client.raw(b"GET / HTTP/1.0\r\n\r\n").splitlines()[0]
    assert b" 403 " in client.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: example.org\r\n\r\n").splitlines()[0]
    assert b" 403 " in client.raw(b"GET http://example.org/ HTTP/1.1\r\nHost: localhost\r\n\r\n").splitlines()[0]


def test_it_listens_on_this_machine_alone(client: Client) -> None:
    # Whoever listens on every address would answer here too.
    with socket.socket() as wire:
        wire.settimeout(5)
        with pytest.raises(OSError):
            wire.connect(("127.0.0.2", client.port))


# What cannot be answered


@pytest.mark.parametrize(
    ("fields", "status", "says"),
    [
        ({"queries": "{"}, 400, "no JSON"),
        ({"queries": "[]"}, 400, "object of queries"),
        ({"queries": "NaN"}, 400, "cannot be read"),
        ({"queries": "[" * 100_000}, 400, "brackets too deep"),
        ({"queries": "9" * 5000}, 400, "numbers too long"),
        ({"queries": {"q": "Hazelbeck"}}, 400, "Query q must be an object"),
        ({"queries": {"q": {}}}, 400, "asks for nothing"),
        ({"queries": {"q": {"query": 7}}}, 400, "must be a text"),
        ({"queries": {"q": {"query": "a", "type": "dog"}}}, 400, "“dog”, which is not known. There are charity, cic"),
        ({"queries": {"q": {"query": "a", "type": {"id": 3}}}}, 400, "not known"),
        ({"queries": {"q": {"query": "a", "limit": 0}}}, 400, "whole number from 1"),
        ({"queries": {"q": {"query": "a", "limit": True}}}, 400, "whole number from 1"),
        ({"queries": {"q": {"query": "a", "properties": "x"}}}, 400, "must be a list"),
        ({"queries": {str(n): {"query": "a"} for n in range(MOST_QUERIES + 1)}}, 413, "51 queries"),
        ({"extend": {"ids": "x"}}, 400, "lists of ids and properties"),
        ({"extend": {"ids": [], "properties": [{"id": "director"}]}}, 400, "“director” to fetch. There are postcode"),
        ({"extend": {"ids": ["x"] * 1001, "properties": []}}, 413, "1001 ids"),
        ({"other": "x"}, 400, "neither queries nor extend"),
        ({str(n): "x" for n in range(60)}, 400, "more than 50 fields"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(
    client: Client, fields: dict[str, Any], status: int, says: str
) -> None:
    told = client.refused(body=form(**fields))
    assert told[0] == status
    assert says in told[1]


def test_a_type_of_content_that_is_no_form_is_refused(client: Client) -> None:
    for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x"):
        assert client.refused(body=b'{"q0": {"query": "x"}}', Content_Type=kind)[0] == 415


def test_a_body_that_is_too_large_is_refused_and_the_next_is_answered(client: Client) -> None:
    assert client.refused(body=b"queries=" + b"a" * (LARGEST * 3))[0] == 413
    assert ids(client.one("Hazelbeck Trust")) == ["GB-CHC-9000001"]


def test_lengths_that_are_not_true_are_refused(client: Client) -> None:
    start = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    for header, expected in (
        (b"", b" 411 "),
        (b"Content-Length: -5\r\n", b" 411 "),
        (b"Content-Length: 1e3\r\n", b" 411 "),
        (b"Content-Length: 999999999999\r\n", b" 413 "),
        (b"Content-Length: 50\r\n", b" 400 "),
        (b"Transfer-Encoding: chunked\r\n", b" 411 "),
        (b"Content-Length: 999999999\r\nExpect: 100-continue\r\n", b" 413 "),
    ):
        assert expected in client.raw(start + header + b"\r\nqueries={}").splitlines()[0], header


def test_a_body_where_none_belongs_is_no_second_request(client: Client) -> None:
    inner = b"GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n"
    told = client.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(inner) + inner)
    assert told.count(b"HTTP/1.1 ") == 1


def test_there_is_nothing_elsewhere(client: Client) -> None:
    status, words = client.refused("/etc/passwd")
    assert (status, words.startswith("There is nothing at /etc/passwd. The service is at http://127.0.0.1:")) == (
        404,
        True,
    )


def test_names_of_any_length_and_letters_are_answered(client: Client) -> None:
    for name in (
        "x" * 200_000,
        "Hazelbeck Trust" + " " * 5000,
        "\ud800",
        "\x00\x01",
        "日本語 有限会社",
        "﷽" * 100,
        "A" * LONGEST,
    ):
        assert isinstance(client.one(name), list)


# Many at once, and anything at all


def test_many_at_once_are_answered_alike(client: Client) -> None:
    names = ["Hazelbeck Trust", "Farfield Builders", "Twin Oaks Catering Ltd", "Harbour Kitchen", "Nobody Knows"]
    batch = {name: {"query": name} for name in names}
    expected = client.post(queries=batch)
    with ThreadPoolExecutor(12) as pool:
        told = list(pool.map(lambda _: client.post(queries=batch), range(36)))
    assert all(one == expected for one in told)


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["Hazelbeck Trust", "charity", "postcode"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["query", "type", "limit", "properties", "pid", "v", "id", "ids", "q0"])
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(asked=ANYTHING, field=st.sampled_from(["queries", "query", "extend", "callback"]), wrapped=st.booleans())
@settings(max_examples=150)
def test_any_json_gets_an_answer(client: Client, asked: Any, field: str, wrapped: bool) -> None:
    status, _, text = client.ask(body=form(**{field: json.dumps({"q0": asked} if wrapped else asked)}))
    assert status in (200, 400, 413), text
    assert isinstance(json.loads(text), dict)


@given(
    body=st.binary(max_size=200),
    path=st.text(alphabet=st.characters(codec="ascii", categories=["L", "N", "P", "S"]), max_size=40),
)
@settings(max_examples=100)
def test_any_bytes_get_an_answer(client: Client, body: bytes, path: str) -> None:
    status, _, _ = client.ask("/" + quote(path, safe="/?&=;%#+[]"), body=body)
    assert status in (200, 400, 403, 404, 413)


# The command


def test_the_command_serves_until_it_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    command = [sys.executable, "-m", "keepitlocal", "reconcile", "--register", str(path), "--port", "0", "--traceback"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = [running.stdout.readline() for _ in range(4)]
        assert said[0] == "Register register.csv: 10 organisations can be asked for, on this machine alone.\n"
        assert "Add standard service" in said[1]
        assert "Ctrl-C" in said[3]
        with urlopen(said[2].strip(), timeout=30) as reply:
            assert json.load(reply)["versions"] == ["0.2"]
        running.send_signal(signal.SIGINT)
        rest, errors = running.communicate(timeout=30)
    assert (running.returncode, errors) == (0, "")
    assert "Stopped. Nothing was kept." in rest


def test_what_it_needs_is_said(tmp_path: Path, client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reconcile"]) == 1
    assert "a place folder (keepitlocal reconcile trafford), or register files" in capsys.readouterr().err
    assert main(["reconcile", str(tmp_path), "--register", "x.csv"]) == 1
    assert "not both" in capsys.readouterr().err
    register = tmp_path / "register.csv"
    register.write_text(REGISTER, encoding="utf-8")
    with pytest.raises(Problem, match=f"Port {client.port} of this machine is in use"):
        opened(register=[register], port=client.port)
    with pytest.raises(Problem, match="There is no port 70000"):
        opened(register=[register], port=70000)
    register.write_text("org_id,name\n,\n", encoding="utf-8")
    with pytest.raises(Problem, match="nothing to match to"):
        opened(register=[register])


# A place folder

DECISIONS = """payee,org_id,decision,by,on,why
The Old Mill,GB-CHC-9000001,yes,SB,2026-03-04,invoice shows the number
Farfield Builders Ltd,GB-COH-99000001,no,SB,2026-03-04,
REDACTED PERSONAL DATA,GB-CHC-9000001,yes,SB,2026-03-04,
Marsh Lane Hub,GB-COH-99000009,no,SB,2026-03-04,
"""
# One body: the charity's register gives its company number.
MARSH = """GB-CHC-9000006,Orchard Kitchen Project,ZZ1 1AA,charity,99000008,9000006
GB-CHC-9000005,Marsh Lane Hub,ZZ1 1AA,charity,99000009,9000005
GB-COH-99000009,Marsh Lane Hub,ZZ1 1AA,company,99000009,
"""


def test_a_place_answers_from_its_registers_and_its_decisions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = make_place(tmp_path / "wexborough")
    with pytest.raises(Problem, match="Nothing has been gathered"):
        opened(folder=place)
    with (place / "place.toml").open("a", encoding="utf-8") as file:
        file.write('\n[never_placed]\nwords = ["hazelbeck"]\n')
    (place / "corrections" / "review.csv").write_text(DECISIONS, encoding="utf-8")
    with (place / "inputs" / "registers" / "organisations.csv").open("a", encoding="utf-8") as file:
        file.write(MARSH)
    assert main(["gather", str(place), "--traceback"]) == 0
    for client in serving(opened(folder=place)):
        assert client.get()["name"] == "Registers of Wexborough"
        assert ids(client.one("HAZELBECK  TRUST")) == ["GB-CHC-9000001"]
        (decided,) = client.one("the old mill")
        assert (decided["id"], decided["match"]) == ("GB-CHC-9000001", True)
        assert decided["description"] == "decided by SB on 4 March 2026: invoice shows the number"
        assert client.one("FARFIELD BUILDERS LTD") == []
        assert ids(client.one("Farfield Builders Limited")) == [
            "GB-COH-99000001"
        ]  # another spelling, which nobody denied
        assert client.one("REDACTED PERSONAL DATA") == []
        assert client.one("Marsh Lane Hub") == []  # denied under one of its ids, denied under all
        assert len(client.one("Marsh Lane Hub Ltd")) == 1
        for kind, expected in (("charity", 1), ("company", 1), ("school", 0)):  # a charity that is a company too
            assert len(client.one("Orchard Kitchen Project", type=kind)) == expected, kind
        assert "ZZ1 1AA" not in client.ask("/preview?id=GB-CHC-9000001")[2]


def test_a_place_without_registers_says_so(tmp_path: Path) -> None:
    place = make_place(tmp_path / "wexborough")
    (place / "inputs" / "registers" / "organisations.csv").unlink()
    assert main(["gather", str(place), "--traceback"]) == 0
    with pytest.raises(Problem, match="has no register"):
        opened(folder=place)
