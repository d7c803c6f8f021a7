"""A small HTTP server for this machine alone: it checks who asks, takes no more than it should, and writes nothing down."""

import os
import re
import socketserver
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from keepitlocal.tasks._reconcile_questions import Refused
from keepitlocal.tasks._reconcile_service import Reply, Service, refusal

HERE = "127.0.0.1"
LARGEST = 1_000_000  # bytes of a request's body
_DRAINED = 16_000_000  # bytes of a body too large that are read and dropped, so that its sender hears why
_TOO_LARGE = f"The form is larger than {LARGEST // 1_000_000} MB. Send fewer queries at once."
_OURS = ("127.0.0.1", "localhost", "::1")
_FORM = "application/x-www-form-urlencoded"
# A page of ours fetches nothing and may be framed by pages of this machine only.
_PAGE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors http://127.0.0.1:* http://localhost:*"


class Server(ThreadingHTTPServer):
    """Serves on the loopback address; ``make`` gets the address and gives the service."""

    daemon_threads = True  # a client that keeps its connection open does not hold up the end
    allow_reuse_address = os.name != "nt"  # on Windows that would let two servers share a port

    def __init__(self, port: int, make: Callable[[str], Service]) -> None:
        super().__init__((HERE, port), _Handler)
        self.service = make(f"http://{HERE}:{self.server_address[1]}")

    def server_bind(self) -> None:
        """As HTTPServer does, but for asking the network what this machine is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HERE, int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke off: nothing is printed, since a traceback may hold a payee's name."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30  # seconds for a client that says nothing
    server: Server
    _unread = 0  # bytes of the body of this request

    def version_string(self) -> str:
        """Whose service it is, and no more."""
        return "keepitlocal"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is written down: an address asked for holds payees' names."""

    def do_GET(self) -> None:
        """Everything can be asked by GET."""
        self._send(self._answer(lambda: ""))

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """A form."""
        self._send(self._answer(self._body))

    def do_OPTIONS(self) -> None:
        """What a browser asks before a page of another origin may call."""
        self._send(self._answer(lambda: "", preflight=True))

    def handle_expect_100(self) -> bool:
        """A client that asks first whether a large body is welcome."""
        if (self._length() or 0) <= LARGEST:
            return super().handle_expect_100()
        self.close_connection = True
        self._send(refusal(413, _TOO_LARGE))
        return False

    def _answer(self, body: Callable[[], str], *, preflight: bool = False) -> Reply:
        self._unread = self._length() or 0
        # A body where none belongs would be taken for the next request.
        self.close_connection = self.close_connection or (self.command != "POST" and self._unread > 0)
        try:
            self._check_host()
            text = body()
            target = urlsplit(self.path)
            asked = _fields(target.query) | _fields(text)
            self._check_asker(jsonp="callback" in asked)
            if preflight:
                return Reply(204, b"", "")
            if self.command == "POST" and target.path == "/" and not {"queries", "query", "extend"} & asked.keys():
                raise Refused(400, "The form holds neither queries nor extend, so that it asks for nothing.")
            return self.server.service.reply(target.path, asked)
        except Refused as error:
            self._drain()
            return refusal(error.status, error.words)
        except (OSError, MemoryError):
            raise
        except Exception as error:
            return refusal(500, f"Something went wrong here ({type(error).__name__}). Please tell us what you asked.")

    def _check_host(self) -> None:
        """A page elsewhere can have its own name lead to this machine; the name it used gives it away."""
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or not _is_ours(f"//{hosts[0]}") or not self.path.startswith("/"):
            self.close_connection = True
            raise Refused(403, "This service answers this machine only, under the name 127.0.0.1 or localhost.")

    def _check_asker(self, *, jsonp: bool) -> None:
        """Pages of this machine, such as OpenRefine's, may ask; pages of other sites may not read what is here."""
        origin, referer = self.headers.get("Origin"), self.headers.get("Referer")
        foreign = origin is not None and not _is_ours(origin)
        ours = referer is not None and _is_ours(referer)
        if self.headers.get("Sec-Fetch-Site") == "cross-site" and origin is None and not ours:
            foreign = foreign or jsonp or self.headers.get("Sec-Fetch-Mode") != "navigate"
        if foreign or (jsonp and referer is not None and not ours):
            self.close_connection = True
            raise Refused(403, "A page of another site asked. This service answers pages of this machine only.")

    def _length(self) -> int | None:
        told = self.headers.get("Content-Length", "")
        return int(told) if re.fullmatch(r"[0-9]{1,18}", told) else None

    def _body(self) -> str:
        length = self._length()
        if length is None or self.headers.get("Transfer-Encoding"):
            self.close_connection = True
            raise Refused(411, "Say how long the form is, in the header Content-Length.")
        if length > LARGEST:
            self.close_connection = True
            raise Refused(413, _TOO_LARGE)
        raw, self._unread = self.rfile.read(length), 0
        if len(raw) < length:
            self.close_connection = True
            raise Refused(400, "The form broke off before its end.")
        if self.headers.get_content_type() != _FORM or "Content-Type" not in self.headers:
            raise Refused(415, f"Send a form: Content-Type {_FORM}, with the field queries or extend.")
        return raw.decode("utf-8", "replace")

    def _drain(self) -> None:
        """Read and drop what is left of a body: a connection closed before that would take the reply with it."""
        left = min(self._unread, _DRAINED)
        while left > 0 and (piece := self.rfile.read(min(left, 65536))):
            left -= len(piece)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        origin = self.headers.get("Origin")
        if origin is not None and _is_ours(origin):
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
            self.send_header("Access-Control-Allow-Headers", "Content-Type, X-Requested-With, Accept")
        self.send_header("Vary", "Origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        if reply.kind:
            self.send_header("Content-Type", reply.kind)
        if reply.kind.startswith("text/html"):
            self.send_header("Content-Security-Policy", _PAGE)
        if reply.status != 204:
            self.send_header("Content-Length", str(len(reply.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)


def _fields(text: str) -> dict[str, str]:
    """The fields of a form or query string, each once: the first that was given."""
    try:
        return {key: values[0] for key, values in parse_qs(text, keep_blank_values=True, max_num_fields=50).items()}
    except ValueError as error:
        raise Refused(400, "There are more than 50 fields. Put all queries into one, as JSON.") from error


def _is_ours(address: str) -> bool:
    try:
        return urlsplit(address).hostname in _OURS and "@" not in address
    except ValueError:
        return False
