"""Ask a server as a polite guest: slowly, with patience where it says later.

Through the council's proxy where the system names one, and trusting the certificates that the system trusts.
"""

import ssl
import time
from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    InvalidHeader,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    ProxyError,
    SSLError,
)
from urllib3.exceptions import TimeoutError as TimedOut

from keepitlocal import __version__
from keepitlocal.downloads.problems import Broken, NoNetwork, Refused

LATER = (429, 502, 503, 504)  # answers that mean: not now
_HOPS = 6
_TIMES_OUT = urllib3.Timeout(connect=20, read=60)


class Client:
    """One for a whole command. ``sleep`` and ``clock`` (seconds that only go up) are passed in; ``notify`` is told of waits."""

    def __init__(
        self,
        *,
        notify: Callable[[str], None] = lambda _: None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        timeout: urllib3.Timeout = _TIMES_OUT,
        tries: int = 6,
        longest: float = 900,
    ) -> None:
        self.notify, self.sleep, self.clock = notify, sleep, clock
        self.tries, self.longest = tries, longest
        self._timeout = timeout
        self._asked: dict[str, float] = {}
        self._pools: dict[str, urllib3.PoolManager] = {}

    def get(
        self,
        address: str,
        /,
        *,
        headers: Mapping[str, str] | None = None,
        seconds: float = 1,
        busy: tuple[int, ...] = (),
        rest: float = 60,
    ) -> urllib3.BaseHTTPResponse:
        """The answer to a GET, its body unread, whatever its status but those that mean later: these are waited out.

        ``seconds`` lie at least between two requests to a host. Raises NoNetwork, Refused or Broken in words.
        """
        host = urlsplit(address).netloc
        for attempt in range(1, self.tries + 1):
            self._wait_for_turn(host, seconds)
            try:
                response = self._ask(address, headers or {})
            except (NameResolutionError, NewConnectionError, SSLError, ProxyError) as error:
                raise NoNetwork(_unreachable(host, error)) from error
            except (TimedOut, ProtocolError) as error:
                self._again(host, attempt, error)
                continue
            except HTTPError as error:
                raise Refused(f"{host} gave an answer that makes no sense ({error}).") from error
            if response.status not in (*LATER, *busy):
                return response
            response.drain_conn()
            self._wait_as_asked(host, response, attempt, rest)
        raise AssertionError("the last attempt returns or raises")

    def pause(self, attempt: int, /) -> None:
        """Wait before taking up again what broke off: 2 seconds, then twice as long each time, a minute at most."""
        self.sleep(min(60, 2**attempt))

    def _ask(self, address: str, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        """The answer, where it sends us on from there; never from an encrypted address to one that is not."""
        told = {"User-Agent": f"keepitlocal/{__version__}", "Accept": "*/*", **headers}
        host = urlsplit(address).netloc
        for _ in range(_HOPS):
            response = self._pool(address).request(
                "GET",
                address,
                headers=told,
                preload_content=False,
                redirect=False,
                retries=False,
                timeout=self._timeout,
            )
            onward = response.get_redirect_location()
            if not onward:
                return response
            response.drain_conn()
            following = urljoin(address, onward)
            if address.startswith("https:") and not following.startswith("https:"):
                raise Refused(f"{host} sends us on to an address without encryption, which we do not follow.")
            address = following
        raise Refused(f"{host} sends us round in circles.")

    def _pool(self, address: str) -> urllib3.PoolManager:
        """The pool for an address: by the proxy that the system or the environment names for it, or direct."""
        proxy = _proxy(address)
        if proxy not in self._pools:
            context = ssl.create_default_context()
            self._pools[proxy] = (
                urllib3.ProxyManager(proxy, ssl_context=context) if proxy else urllib3.PoolManager(ssl_context=context)
            )
        return self._pools[proxy]

    def _wait_for_turn(self, host: str, seconds: float) -> None:
        if (last := self._asked.get(host)) is not None and (left := last + seconds - self.clock()) > 0:
            self.sleep(left)
        self._asked[host] = self.clock()

    def _again(self, host: str, attempt: int, error: HTTPError) -> None:
        if isinstance(error, ConnectTimeoutError) and attempt > 1:  # a firewall that says nothing
            raise NoNetwork(
                f"{host} does not answer: there is no network here, or it does not let this through."
            ) from error
        if attempt == self.tries:
            raise Broken(f"{host} broke off {attempt} times before it gave an answer.") from error
        self.pause(attempt)

    def _wait_as_asked(self, host: str, response: urllib3.BaseHTTPResponse, attempt: int, rest: float) -> None:
        """As long as the server asks for, else ``rest``, and twice as long each time it says later again."""
        asked = _asked_for(response)
        wait = asked if asked is not None else min(self.longest, rest * 2 ** (attempt - 1))
        if attempt == (self.tries if response.status in LATER else min(3, self.tries)):
            raise Refused(f"{host} said {attempt} times that it is too busy (status {response.status}).")
        if wait > self.longest:
            raise Refused(f"{host} asks us to come back in {_spoken(wait)}.")
        self.notify(f"{host} asks us to wait; going on in {_spoken(wait)}.")
        self.sleep(wait)


def _asked_for(response: urllib3.BaseHTTPResponse) -> float | None:
    """The seconds of Retry-After, be it a number or a date; None where the server names none that can be read."""
    told = response.headers.get("Retry-After")
    if not told:
        return None
    try:
        return urllib3.Retry().parse_retry_after(told)
    except InvalidHeader:
        return None


def _proxy(address: str) -> str:
    scheme, host = urlsplit(address).scheme, urlsplit(address).hostname or ""
    if host in ("localhost", "127.0.0.1", "::1") or proxy_bypass(host):
        return ""
    return getproxies().get(scheme, "")


def _unreachable(host: str, error: HTTPError) -> str:
    if isinstance(error, SSLError):
        return (
            f"the connection to {host} is not to be trusted ({error}). Where the council's network looks into "
            "traffic with a certificate of its own, that certificate must be among those the system trusts: ask IT."
        )
    if isinstance(error, ProxyError):
        proxy = urlsplit(_proxy(f"https://{host}")).hostname or "the one that the system names"
        return f"{host} could not be reached through the council's proxy, {proxy}: ask IT."
    return f"{host} could not be reached: there is no network here, or it does not let this through."


def _spoken(seconds: float) -> str:
    if seconds < 120:
        return f"{round(seconds)} seconds"
    return f"{round(seconds / 60)} minutes" if seconds < 7200 else f"{round(seconds / 3600)} hours"
