"""HTTP requests: allowed addresses, environment, and abandoned requests."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import sys
import threading
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest

from reader.translation import transport
from reader.translation.engine import EngineError, ErrorKind
from reader.translation.http_messages import HttpRequest, host_of, is_loopback
from reader.translation.transport import abandoned_count, send
from tests.translation.fault_outcomes import silent_resolver
from tests.translation.fault_server import Fault, FaultServer

if TYPE_CHECKING:
    from pathlib import Path


def make_request(address: str, seconds: float = 10.0, method: str = "GET") -> HttpRequest:
    json = {"q": ["a"]} if method == "POST" else None
    return HttpRequest(
        "Any", address, threading.Event(), monotonic() + seconds, method=method, parameters={}, json=json
    )


def error_kind(requests_sent: HttpRequest) -> ErrorKind:
    with pytest.raises(EngineError) as caught:
        send(requests_sent)
    return caught.value.kind


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_untrusted_certificate(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run(
        [*command, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with FaultServer() as server:
        server._server.socket = context.wrap_socket(server._server.socket, server_side=True)
        with pytest.raises(EngineError) as caught:
            send(make_request(f"https://127.0.0.1:{server.port}/m?q=a"))
        assert caught.value.kind is ErrorKind.UNREACHABLE
        assert "not secure" in str(caught.value)
        assert not server.seen


@pytest.mark.parametrize(
    "address",
    [
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://",
        "https://[::1",
        "https://127.0.0.1:0/",
        "https://a:b@127.0.0.1/",
        "nowhere",
        "",
        "http://translate.example.org/",
        "http://127.0.0.1.example.org/",
    ],
)
def test_refused_addresses(address: str) -> None:
    assert error_kind(make_request(address)) is ErrorKind.NOT_AVAILABLE


@pytest.mark.parametrize("status", [301, 302, 303])
def test_post_redirected_as_get_is_not_followed(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultServer(fault=Fault.REDIRECTS) as server:
        handler: Any = server._server.RequestHandlerClass
        usual = handler.send_response
        monkeypatch.setattr(handler, "send_response", lambda self, code: usual(self, status if code == 307 else code))
        assert error_kind(make_request(server.url, method="POST")) is ErrorKind.BLOCKED
        assert len(server.seen) == 1


def test_netrc_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login reader password s3cret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setattr(transport, "is_loopback", lambda address: False)  # so that the environment is looked at
    monkeypatch.setenv("no_proxy", "*")
    with FaultServer() as server:
        plain = HttpRequest("Any", f"{server.url}/m?q=a", threading.Event(), monotonic() + 10, allow_unencrypted=True)
        send(plain)
    assert "authorization" not in server.seen[0].headers


def test_loopback_ignores_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultServer() as server, FaultServer() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        assert send(make_request(f"{server.url}/m?q=a")).status == 200
        assert len(server.seen) == 1
        assert not proxy.seen


def test_environment_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultServer() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", "")
        monkeypatch.delenv("NO_PROXY", raising=False)
        requests_sent = HttpRequest(
            "Any", "http://translate.invalid/m?q=a", threading.Event(), monotonic() + 10, allow_unencrypted=True
        )
        assert send(requests_sent).status == 200
        assert len(proxy.seen) == 1


def test_abandoned_requests_are_limited() -> None:
    with silent_resolver():
        for _ in range(transport.MAX_ABANDONED):
            assert error_kind(make_request("https://translate.invalid", 0.05)) is ErrorKind.TIMED_OUT
        assert abandoned_count() == transport.MAX_ABANDONED
        assert error_kind(make_request("https://translate.invalid")) is ErrorKind.UNREACHABLE, (
            "not begun, or it would be late"
        )
    assert abandoned_count() == 0


def test_abandoned_request_ends() -> None:
    with FaultServer(fault=Fault.SILENT) as server:
        assert error_kind(make_request(server.url, 0.2)) is ErrorKind.TIMED_OUT
        for thread in threading.enumerate():
            if thread.name == "enregard-request":
                thread.join(5)
        assert abandoned_count() == 0
        assert not server.closing.is_set(), "the server still holds its end"


def test_too_many_headers() -> None:
    with FaultServer() as server:
        handler: Any = server._server.RequestHandlerClass

        def flood(self: Any) -> None:
            self._head({f"X-{number}": "a" * 100 for number in range(1000)})

        handler._serve = flood
        assert error_kind(make_request(server.url)) is ErrorKind.UNREACHABLE


@pytest.mark.parametrize(
    ("address", "host", "here"),
    [
        ("https://translate.example.org/t", "translate.example.org", False),
        ("http://LOCALHOST:5000", "localhost:5000", True),
        ("http://[::1]:80/", "::1:80", True),
        ("https://127.0.0.1.example.org", "127.0.0.1.example.org", False),
    ],
)
def test_hosts(address: str, host: str, here: bool) -> None:
    assert host_of(address) == host
    assert is_loopback(address) is here


def test_missing_client_library_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "requests", None)
    with pytest.raises(EngineError, match="Reinstall Enregard") as caught:
        send(make_request("http://127.0.0.1:9/"))
    assert caught.value.kind is ErrorKind.NOT_AVAILABLE
