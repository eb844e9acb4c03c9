"""`enregard translate` through the real engines and a server on loopback that counts what it is sent."""

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
from tests.translation.fault_server import Fault, FaultServer, fake_translation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Shell


class WayOut:
    """A proxy that counts who comes and sends everybody away."""

    def __init__(self) -> None:
        self.connections = 0
        self._server = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._turn_away, daemon=True)

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

    def _turn_away(self) -> None:
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


def test_all_that_is_missing_comes_and_is_not_asked_again(enregard: Shell, server: FaultServer, chat: str) -> None:
    said = enregard("translate", chat, *ENGINE, "--agree")
    assert (said.code, said.out) == (0, "“Le chat”: 2 of 2 paragraphs translated by LibreTranslate.\n")
    shown = enregard("show", chat, "--english").out
    assert shown.count(fake_translation("Un chat noir dort.")) == 2
    assert fake_translation("Il rêve de l’été.") in shown
    count = len(server.seen)
    again = enregard("translate", chat, *ENGINE)
    assert (again.code, again.out) == (0, "“Le chat” has all of its English already.\n")
    assert len(server.seen) == count


@pytest.fixture
def way_out(monkeypatch: pytest.MonkeyPatch) -> Iterator[WayOut]:
    """The only way out of this machine, as far as the engines know."""
    with WayOut() as way:
        for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, way.url)
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        yield way


@pytest.mark.parametrize("engine", ["google", "mymemory", "deepl"])
def test_nothing_connects_before_the_reader_agrees(
    enregard: Shell, way_out: WayOut, chat: str, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENREGARD_DEEPL_KEY", "no-key:fx")
    words = ("translate", chat, "--engine", engine)
    said = enregard(*words)
    assert said.code == 1
    assert "is sent: " in said.err
    assert "Nothing was sent. Add --agree" in said.err
    assert enregard(*words, "--offline", "--agree").code == 1
    assert way_out.connections == 0
    assert enregard(*words, "--agree").code == 1, "the way out is closed"
    assert way_out.connections > 0
    before = way_out.connections
    said = enregard(*words, "--offline")
    assert said.code == 1
    assert "you asked that nothing is sent (offline)" in said.err
    assert way_out.connections == before
    said = enregard(*words)
    assert "Add --agree" not in said.err, "consent is asked once"


@pytest.mark.parametrize("answer", ["y\n", "n\n", "\n", ""])
def test_on_a_terminal_the_reader_is_asked(
    enregard: Shell, way_out: WayOut, chat: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "is_terminal", lambda stream: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    said = enregard("translate", chat, "--engine", "google")
    assert "now and from now on? [y/N]" in said.err
    assert said.code == 1, "the way out is closed"
    assert (way_out.connections > 0) is answer.startswith("y")


def test_without_an_engine_those_there_are_are_named(enregard: Shell, chat: str) -> None:
    said = enregard("translate", chat)
    assert said.code == 1
    assert "libretranslate" in said.err
    assert "under [engines.libretranslate]" in enregard("translate", chat, *ENGINE).err
    said = enregard("translate", chat, "--engine", "babel")
    assert "There is no engine “babel”" in said.err
    assert "ENREGARD" not in said.err


@pytest.mark.parametrize("fault", [Fault.FORBIDDEN, Fault.CAPTCHA, Fault.NULL, Fault.EMPTY, Fault.COUNT])
def test_what_goes_wrong_is_a_sentence_and_is_not_remembered(
    enregard: Shell, server: FaultServer, chat: str, fault: Fault
) -> None:
    server.fault = fault
    said = enregard("translate", chat, *ENGINE, "--agree")
    assert said.code == 1
    assert said.out == "“Le chat”: 0 of 2 paragraphs translated by LibreTranslate.\n"
    assert "Traceback" not in said.err
    assert "LibreTranslate" in said.err
    assert "chat noir" not in said.err
    assert enregard("show", chat, "--english").code == 1, "it has no English"


def test_a_pause_outlives_the_run(enregard: Shell, server: FaultServer, chat: str) -> None:
    server.fault = Fault.CAPTCHA
    enregard("translate", chat, *ENGINE, "--agree")
    count = len(server.seen)
    server.fault = Fault.NONE
    said = enregard("translate", chat, *ENGINE)
    assert said.code == 1
    assert len(server.seen) == count
    assert "left alone" in said.err


def test_ctrl_c_ends_at_once_while_a_request_hangs_and_keeps_what_came(
    enregard: Shell, server: FaultServer, chat: str, home: Path
) -> None:
    server.fault = Fault.SILENT
    words = ["-m", "reader", "translate", chat, *ENGINE, "--agree"]
    with subprocess.Popen(
        [sys.executable, *words],
        env={**os.environ, "ENREGARD_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever runs the tests in the background has ctrl+c ignored, and a child would inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 -- no thread holds a lock here
    ) as process:
        try:
            while not server.seen:
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=10)  # the request itself would hang for longer
        finally:
            process.kill()
    assert process.returncode == 130
    assert out == ""
    assert "What had come is kept: 0 of 2 paragraphs" in err
    assert "Traceback" not in err


def test_what_was_agreed_to_is_listed_and_taken_back(enregard: Shell, way_out: WayOut, chat: str) -> None:
    said = enregard("config", "consent")
    assert (said.code, said.out) == (0, "")
    assert "not agreed that any engine" in said.err
    assert enregard("config", "consent", "google", "--forget").out.startswith("There is nothing to take back")
    enregard("translate", chat, "--engine", "google", "--agree")
    enregard("translate", chat, "--engine", "mymemory", "--agree")
    (one,) = enregard("config", "consent", "google", "--json").json
    assert (one["engine"], one["host"]) == ("google", "translate.google.com")
    assert "your network address" in one["sends"]
    listed = enregard("config", "consent").out
    assert "google, at translate.google.com, since " in listed
    assert "mymemory, at api.mymemory.translated.net, since " in listed
    assert "  It is sent: the whole paragraph, in the address of the request;" in listed
    said = enregard("config", "consent", "google", "--forget")
    assert said.code == 0
    assert "google is sent nothing more before you agree again" in said.out
    assert [one["engine"] for one in enregard("config", "consent", "--json").json] == ["mymemory"]
    before = way_out.connections
    assert "Add --agree" in enregard("translate", chat, "--engine", "google").err
    assert way_out.connections == before


def test_consent_is_of_an_engine_that_there_is(enregard: Shell) -> None:
    for words in (("gogle",), ("gogle", "--forget"), ("\x1b[31m",)):
        said = enregard("config", "consent", *words)
        assert said.code == 1
        assert "There is no engine" in said.err
        assert "google, " in said.err
        assert "\x1b" not in said.err
    said = enregard("config", "consent", "--forget")
    assert said.code == 2
    assert "--forget needs an ENGINE" in said.err
