"""`enregard translate` with the real engines and a server on loopback."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Self

import pytest

from reader.cli import output
from tests.end_to_end.making import HERE
from tests.translation.fault_server import Fault, FaultServer, fake_translation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Shell


class ClosedProxy:
    """A proxy that counts connections and closes them."""

    def __init__(self) -> None:
        self.connections = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._close_connections, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._server.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.getsockname()[1]}"

    def _close_connections(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._server.accept()
                self.connections += 1
                connection.close()


TEXT = "# Le chat\n\nUn chat noir dort. Il ne bouge pas.\n\nIl rêve de l’été.\n\nUn chat noir dort. Il ne bouge pas.\n"
ENGINE = ("--engine", "libretranslate")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    with FaultServer() as server:
        monkeypatch.setenv("ENREGARD_LIBRETRANSLATE_URL", server.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield server


@pytest.fixture
def chat(enregard: Shell, tmp_path: Path) -> str:
    """An article without English: three paragraphs and a title, two paragraphs alike."""
    path = tmp_path / "minet.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert enregard("add", str(path)).code == 0
    return "minet"


def test_missing_paragraphs_are_translated_once(enregard: Shell, server: FaultServer, chat: str) -> None:
    result = enregard("translate", chat, *ENGINE, "--agree")
    assert (result.code, result.out) == (0, "“Le chat”: 2 of 2 paragraphs translated by LibreTranslate.\n")
    shown = enregard("show", chat, "--english").out
    assert shown.count(fake_translation("Un chat noir dort.")) == 2
    assert fake_translation("Il rêve de l’été.") in shown
    count = len(server.seen)
    again = enregard("translate", chat, *ENGINE)
    assert (again.code, again.out) == (0, "“Le chat” is already translated.\n")
    assert len(server.seen) == count


@pytest.fixture
def closed_proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[ClosedProxy]:
    """The only proxy to the network that engines know."""
    with ClosedProxy() as proxy:
        for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        yield proxy


@pytest.mark.parametrize("engine", ["google", "mymemory", "deepl"])
def test_nothing_connects_without_consent(
    enregard: Shell, closed_proxy: ClosedProxy, chat: str, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENREGARD_DEEPL_KEY", "no-key:fx")
    words = ("translate", chat, "--engine", engine)
    result = enregard(*words)
    assert result.code == 1
    assert "What is sent to " in result.err
    assert "Nothing was sent. Add --agree" in result.err
    assert enregard(*words, "--offline", "--agree").code == 1
    assert closed_proxy.connections == 0
    assert enregard(*words, "--agree").code == 1, "the proxy closes connections"
    assert closed_proxy.connections > 0
    before = closed_proxy.connections
    result = enregard(*words, "--offline")
    assert result.code == 1
    assert "offline mode is on" in result.err
    assert closed_proxy.connections == before
    result = enregard(*words)
    assert "Add --agree" not in result.err, "consent is given once"


@pytest.mark.parametrize("answer", ["y\n", "n\n", "\n", ""])
def test_prompt_on_a_terminal(
    enregard: Shell, closed_proxy: ClosedProxy, chat: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "is_terminal", lambda stream: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    result = enregard("translate", chat, "--engine", "google")
    assert "now and in future? [y/N]" in result.err
    assert result.code == 1, "the proxy closes connections"
    assert (closed_proxy.connections > 0) is answer.startswith("y")


def test_without_engine_the_choices_are_listed(enregard: Shell, chat: str) -> None:
    result = enregard("translate", chat)
    assert result.code == 1
    assert "libretranslate" in result.err
    assert "under [engines.libretranslate]" in enregard("translate", chat, *ENGINE).err
    result = enregard("translate", chat, "--engine", "babel")
    assert "Unknown engine “babel”" in result.err
    assert "ENREGARD" not in result.err


@pytest.mark.parametrize("fault", [Fault.FORBIDDEN, Fault.CAPTCHA, Fault.NULL, Fault.EMPTY, Fault.COUNT])
def test_errors_are_reported_and_not_saved(enregard: Shell, server: FaultServer, chat: str, fault: Fault) -> None:
    server.fault = fault
    result = enregard("translate", chat, *ENGINE, "--agree")
    assert result.code == 1
    assert result.out == "“Le chat”: 0 of 2 paragraphs translated by LibreTranslate.\n"
    assert "Traceback" not in result.err
    assert "LibreTranslate" in result.err
    assert "chat noir" not in result.err
    assert enregard("show", chat, "--english").code == 1, "it has no English"


def test_pause_is_saved(enregard: Shell, server: FaultServer, chat: str) -> None:
    server.fault = Fault.CAPTCHA
    enregard("translate", chat, *ENGINE, "--agree")
    count = len(server.seen)
    server.fault = Fault.NONE
    result = enregard("translate", chat, *ENGINE)
    assert result.code == 1
    assert len(server.seen) == count
    assert "Pausing requests" in result.err


def test_ctrl_c_interrupts_a_hanging_request(enregard: Shell, server: FaultServer, chat: str, home: Path) -> None:
    server.fault = Fault.SILENT
    words = [str(HERE / "patient_engines.py"), "-", "translate", chat, *ENGINE, "--agree"]
    with subprocess.Popen(
        [sys.executable, *words],
        env={**os.environ, "ENREGARD_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Background jobs ignore SIGINT, and a child would inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 -- no thread holds a lock here
    ) as process:
        try:
            while not server.seen:
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)  # the request itself would hang for ten minutes
        finally:
            process.kill()
    assert process.returncode == 130
    assert out == ""
    assert "Saved 0 of 2 paragraphs" in err
    assert "Traceback" not in err


def test_consents_are_listed_and_revoked(enregard: Shell, closed_proxy: ClosedProxy, chat: str) -> None:
    result = enregard("config", "consent")
    assert (result.code, result.out) == (0, "")
    assert "haven’t given any engine permission" in result.err
    assert enregard("config", "consent", "google", "--forget").out.startswith("You haven’t given google permission.")
    enregard("translate", chat, "--engine", "google", "--agree")
    enregard("translate", chat, "--engine", "mymemory", "--agree")
    (one,) = enregard("config", "consent", "google", "--json").json
    assert (one["engine"], one["host"]) == ("google", "translate.google.com")
    assert "your network address" in one["sends"]
    listed = enregard("config", "consent").out
    assert "google, at translate.google.com, since " in listed
    assert "mymemory, at api.mymemory.translated.net, since " in listed
    assert "  What is sent: the whole paragraph, in the address of the request;" in listed
    result = enregard("config", "consent", "google", "--forget")
    assert result.code == 0
    assert "Permission revoked for google." in result.out
    assert [one["engine"] for one in enregard("config", "consent", "--json").json] == ["mymemory"]
    before = closed_proxy.connections
    assert "Add --agree" in enregard("translate", chat, "--engine", "google").err
    assert closed_proxy.connections == before


def test_consent_for_unknown_engine(enregard: Shell) -> None:
    for words in (("gogle",), ("gogle", "--forget"), ("\x1b[31m",)):
        result = enregard("config", "consent", *words)
        assert result.code == 1
        assert "Unknown engine" in result.err
        assert "google, " in result.err
        assert "\x1b" not in result.err
    result = enregard("config", "consent", "--forget")
    assert result.code == 2
    assert "--forget needs an ENGINE" in result.err
