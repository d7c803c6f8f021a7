"""A server on this machine that behaves like the publishers': well, slowly, or badly."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """One answer. ``cut`` closes the connection after so many bytes of the body; ``slow`` waits before each of its halves."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""
    ranges: bool = True
    cut: int | None = None
    slow: float = 0.0


@dataclass
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]


class Server:
    """Give each path its answers in order; the last one is given from then on."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, list[Answer] | Callable[[str], Answer]] = {}
        self.asked: list[Asked] = []
        self._lock = threading.Lock()

    def gives(self, path: str, *answers: Answer) -> str:
        """What a path answers; returns its whole address."""
        self.answers[path] = list(answers)
        return self.address + path

    def answer(self, asked: Asked) -> Answer:
        with self._lock:
            self.asked.append(asked)
            found = self.answers.get(asked.path.partition("?")[0])
            if found is None:
                return Answer(b"Not here", 404)
            if callable(found):
                return found(asked.path)
            return found.pop(0) if len(found) > 1 else found[0]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        server: Server = self.server.ours  # type: ignore[attr-defined]
        answer = server.answer(Asked(self.path, {key.lower(): value for key, value in self.headers.items()}))
        status, body, headers = answer.status, answer.body, dict(answer.headers)
        if answer.etag:
            headers["ETag"] = answer.etag
        if status == 200 and answer.etag and self.headers.get("If-None-Match") == answer.etag:
            status, body = 304, b""
        told = self.headers.get("Range") if answer.ranges and status == 200 else None
        if told and self.headers.get("If-Range") in (None, answer.etag):
            begin = int(told.removeprefix("bytes=").rstrip("-"))
            if begin >= len(body):
                status, headers["Content-Range"], body = 416, f"bytes */{len(body)}", b""
            else:
                headers["Content-Range"] = f"bytes {begin}-{len(body) - 1}/{len(body)}"
                status, body = 206, body[begin:]
        self.send_response(status)
        for key, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(key, value)
        self.end_headers()
        if answer.cut is not None:
            body, self.close_connection = body[: answer.cut], True
        try:
            for half in (body[: len(body) // 2], body[len(body) // 2 :]):
                time.sleep(answer.slow)
                self.wfile.write(half)
        except OSError:  # who asked has gone
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[Server]:
    """A server for as long as the block lasts."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as http:
        http.daemon_threads = True
        server = Server(f"http://127.0.0.1:{http.server_address[1]}")
        http.ours = server  # type: ignore[attr-defined]
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()


def tag(body: bytes) -> str:
    """A strong ETag."""
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'


class Time:
    """A clock that only sleeping moves, so that tests wait for nothing."""

    def __init__(self) -> None:
        self.now, self.slept = 1000.0, list[float]()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now
