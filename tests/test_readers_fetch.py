"""Articles from the web, against a server on this machine; which addresses are asked is decided in the test."""

from __future__ import annotations

import functools
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.conftest import Run
from timeline.model import Diagnostic
from timeline.readers import Found, Limits, UnreadableError, find
from timeline.readers.fetch import fetch, is_public

FEED = b"<rss><item><description>They met.</description></item></rss>"
TEXT = b"ROME, March 12, 2025 (Agency) - The envoys met in Rome."
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/2025/03/13/a.txt": (200, {"Content-Type": "text/plain"}, TEXT),
    "/a": (200, {"Content-Type": "text/plain; charset=utf-8"}, TEXT),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, FEED),
    "/picture": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
    "/large": (200, {"Content-Type": "text/plain"}, b"x" * 5000),
    "/short": (200, {"Content-Type": "text/plain", "Content-Length": "100"}, b"x"),
    "/gone": (410, {}, b""),
    "/moved": (301, {"Location": "/a"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/inside": (302, {"Location": "http://intranet.test/"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):  # until the other end hangs up
                for _ in range(600):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            return
        status, headers, body = PAGES.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The beginning of the addresses of a server on the loopback interface."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        running.daemon_threads = True
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The only hosts that there are: this one, and one in a network behind it; no name server is asked."""
    known = {"127.0.0.1": "127.0.0.1", "intranet.test": "10.0.0.1"}

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (known[host], port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


local = functools.partial(fetch, allowed=lambda address: address == "127.0.0.1")


def texts(url: str, *, limits: Limits | None = None) -> list[str]:
    results = find([url], fetch=local, limits=limits or Limits())
    return [one.article.text if isinstance(one, Found) else one.message.removeprefix(f"{url}: ") for one in results]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/a", TEXT.decode()),
        ("/moved", TEXT.decode()),
        ("/feed", "They met."),
        ("/picture", "is of a kind that is not read (image/png)"),
        ("/short", "the connection broke off"),
        ("/gone", "the server answers 410 Gone"),
        ("/nowhere", "the server answers 404 Not Found"),
        ("/loop", "leads on more than 5 times"),
        ("/file", "is or leads to something else than an address of the web (http, https)"),
        ("/inside", "the host intranet.test is not on the public internet; it is not asked"),
    ],
)
def test_what_an_address_gives(server: str, path: str, expected: str) -> None:
    assert texts(server + path) == [expected]


def test_the_address_is_kept_and_may_hold_the_day(server: str) -> None:
    (found,) = find([f"{server}/2025/03/13/a.txt"], fetch=local)
    assert isinstance(found, Found)
    assert (found.article.id, found.article.url) == ("a", f"{server}/2025/03/13/a.txt")
    assert [one.day for one in found.evidence] == ["2025-03-12", "2025-03-13"]


def test_size_and_time_are_bounded(server: str) -> None:
    limits = Limits(document=1000)
    assert texts(f"{server}/large", limits=limits) == ["is larger than 1,000 bytes, which is the most that is read"]
    start = time.monotonic()
    with pytest.raises(UnreadableError, match="takes too long"):
        local(f"{server}/slow", seconds=0.3)
    assert time.monotonic() - start < 10


def test_without_being_asked_nothing_is_loaded(server: str, run: Run) -> None:
    (result,) = find([f"{server}/a"])
    assert isinstance(result, Diagnostic)
    assert "only with --fetch" in result.message
    assert run("tag", f"{server}/a").exit_code == 1


def test_the_command_line_asks_no_host_that_is_not_public(server: str, run: Run) -> None:
    result = run("tag", f"{server}/a", "--fetch")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the host 127.0.0.1 is not on the public internet; it is not asked" in result.stderr


@pytest.mark.parametrize(
    "url", ["http://", "http://[", "http://a:99999/", "http://user:secret@127.0.0.1/", "http://a..b/"]
)
def test_addresses_that_are_none_are_named(url: str) -> None:
    (result,) = find([url], fetch=local)
    assert isinstance(result, Diagnostic)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("localhost", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) == public
