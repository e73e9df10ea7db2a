"""Articles from the web, for a person who asked for it: one address, bounded in size, time and redirections.

A server can answer a request with a redirection into the network of the one who asks. So every host is resolved here,
every one of its addresses has to be public, and the connection goes to the address that was looked at.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from timeline.readers.base import UnreadableError
from timeline.readers.limits import DEFAULT_LIMITS, Limits, megabytes

__all__ = ["Fetch", "Fetched", "fetch", "is_public"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_SECONDS = 30.0  # for all of it: names, redirections, the last byte
_SECONDS_OF_SILENCE = 10.0
_CHUNK = 65_536
_PORTS = {"http": 80, "https": 443}
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "text/csv": ".csv",
    "text/markdown": ".md",
    "multipart/related": ".mhtml",
    "application/epub+zip": ".epub",
    "application/zip": ".zip",
    "application/x-ndjson": ".jsonl",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}
# These types say too little; the end of the address says more, where it has one.
_VAGUE = frozenset({"", "text/plain", "application/octet-stream"})
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: its bytes, the suffix of their kind, and the address after all redirections."""

    data: bytes
    suffix: str
    url: str


Fetch = Callable[[str, Limits], Fetched]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, and not to this machine or a network around it."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return is_public(str(parsed.ipv4_mapped))
        if parsed.sixtofour is not None or parsed.teredo is not None or any(parsed in net for net in _TRANSLATED):
            return False
    return parsed.is_global and not parsed.is_multicast


def fetch(
    url: str,
    limits: Limits = DEFAULT_LIMITS,
    *,
    allowed: Callable[[str], bool] = is_public,
    seconds: float = _SECONDS,
) -> Fetched:
    """Loads `url`. Raises `UnreadableError` with the reason where that fails or is refused.

    `allowed` judges the IP addresses of every host on the way.
    """
    end = time.monotonic() + seconds
    here = url
    for _ in range(_MOST_REDIRECTS + 1):
        parts = _checked(here)
        connection = _connect(parts, allowed, end)
        watch = _watch(connection, end)
        try:
            target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
            query = f"?{quote(parts.query, safe='/?%:@!$&()*+,;=~-._')}" if parts.query else ""
            headers = {"User-Agent": "timeline (reads single articles)", "Accept-Encoding": "identity"}
            connection.request("GET", target + query, headers=headers)
            response = connection.getresponse()
            if response.status in _REDIRECTS and (location := response.getheader("Location")):
                here = urljoin(here, location)
                continue
            if response.status != 200:
                raise UnreadableError(f"the server answers {response.status} {response.reason}".rstrip())
            data = _body(response, limits.document, end)
            return Fetched(data=data, suffix=_suffix(response, parts), url=here)
        except TimeoutError as error:
            raise UnreadableError("the server takes too long") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time.monotonic() > end:
                raise UnreadableError("the server takes too long") from error
            raise UnreadableError(f"cannot be loaded: {str(error) or type(error).__name__}") from error
        finally:
            watch.cancel()
            connection.close()
    raise UnreadableError(f"leads on more than {_MOST_REDIRECTS} times")


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise UnreadableError("is or leads to something else than an address of the web (http, https)")
    if parts.username is not None:
        raise UnreadableError("holds a user name, which is not sent; leave it out")
    return parts


def _connect(parts: SplitResult, allowed: Callable[[str], bool], end: float) -> http.client.HTTPConnection:
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreadableError(f"the host {host} is not known") from error
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(allowed(address) for address in addresses):
        raise UnreadableError(f"the host {host} is not on the public internet; it is not asked")
    left = min(_SECONDS_OF_SILENCE, max(end - time.monotonic(), 0.001))
    connection = http.client.HTTPConnection(host, port, timeout=left)
    try:
        plain = socket.create_connection((addresses[0], port), timeout=left)
        encrypted = parts.scheme == "https"
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if encrypted else plain
    except TimeoutError as error:
        raise UnreadableError("the server takes too long") from error
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot be loaded: {error}") from error
    return connection


def _watch(connection: http.client.HTTPConnection, end: float) -> threading.Timer:
    """Ends the connection when the time is over: a server that sends a byte now and then never runs into a timeout."""

    line = connection.sock  # the library lets go of it once the response has it

    def hang_up() -> None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(max(end - time.monotonic(), 0.001), hang_up)
    watch.daemon = True
    watch.start()
    return watch


def _body(response: http.client.HTTPResponse, limit: int, end: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(_CHUNK):
        size += len(piece)
        if size > limit:
            raise UnreadableError(f"is larger than {megabytes(limit)}, which is the most that is read")
        pieces.append(piece)
    if time.monotonic() > end:
        raise TimeoutError
    if response.length:
        raise UnreadableError("the connection broke off")
    return b"".join(pieces)


def _suffix(response: http.client.HTTPResponse, parts: SplitResult) -> str:
    kind = (response.getheader("Content-Type") or "").partition(";")[0].strip().lower()
    if kind not in _VAGUE:
        suffix = _SUFFIXES.get(kind)
        if suffix is None:
            raise UnreadableError(f"is of a kind that is not read ({kind})")
        return suffix
    return PurePosixPath(parts.path).suffix.lower() or ".txt"
