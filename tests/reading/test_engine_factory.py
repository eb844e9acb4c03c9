"""Engines built from settings; ``offline`` applies to all of them."""

from __future__ import annotations

import socket
import sys
import threading
from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from reader.config import Settings
from reader.config.credentials import KEYS_FILE, Credentials
from reader.config.engines import EngineSettings
from reader.errors import EnregardError
from reader.reading.translating.engine_factory import build_engine, engine_options
from reader.translation import transport
from reader.translation.engine import EngineError, ErrorKind, Request
from reader.translation.http_messages import HttpRequest
from reader.translation.registry import BUILT_IN
from tests.translation.fault_server import FaultServer, fake_translation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = "279a2e9d-83b3:fx"
OFFLINE = Settings(offline=True)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Without a keyring; restrictions are lifted after each test."""
    monkeypatch.setitem(sys.modules, "keyring", None)
    yield
    transport.set_loopback_only(enabled=False)


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Record lookups and connections; none gets through."""
    tried: list[object] = []

    def refuse(*words: object, **named: object) -> None:
        tried.append((words, named))
        raise OSError("no way out in this test")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    return tried


def settings(name: str, **values: object) -> Settings:
    return Settings(engines=MappingProxyType({name: EngineSettings(**values)}))  # type: ignore[arg-type]


def test_environment_overrides_settings_file(tmp_path: Path) -> None:
    chosen = settings("libretranslate", url="http://file", path="file", pace=2.0, email="a@b", plain=True)
    given = engine_options(chosen, "libretranslate", Credentials({}, tmp_path))
    assert (given.url, given.path, given.min_interval, given.email, given.allow_unencrypted, given.key) == (
        "http://file", "file", 2.0, "a@b", True, "",
    )  # fmt: skip
    environ = {
        "ENREGARD_LIBRETRANSLATE_URL": "http://environ",
        "ENREGARD_LIBRETRANSLATE_PATH": "environ",
        "ENREGARD_LIBRETRANSLATE_KEY": KEY,
    }
    given = engine_options(chosen, "libretranslate", Credentials(environ, tmp_path))
    assert (given.url, given.path, given.key) == ("http://environ", "environ", KEY)


def test_repr_hides_key(tmp_path: Path) -> None:
    secrets = Credentials({"ENREGARD_DEEPL_KEY": KEY}, tmp_path)
    engine = build_engine(Settings(), "deepl", secrets)
    for shown in (repr(secrets), repr(engine_options(Settings(), "deepl", secrets)), repr(engine), str(engine)):
        assert KEY not in shown


def test_readable_key_file_is_error_for_keyed_engines_only(tmp_path: Path) -> None:
    (tmp_path / KEYS_FILE).write_text(f"deepl = {KEY}")
    (tmp_path / KEYS_FILE).chmod(0o644)
    with pytest.raises(EnregardError, match="chmod 600") as caught:
        build_engine(Settings(), "deepl", Credentials({}, tmp_path))
    assert KEY not in str(caught.value)
    assert build_engine(Settings(), "google", Credentials({}, tmp_path)).declaration.name == "google"


def test_user_interval_never_below_engine_minimum(tmp_path: Path) -> None:
    secrets = Credentials({}, tmp_path)
    assert build_engine(settings("google", pace=0.1), "google", secrets).declaration.min_interval == 1.0
    assert build_engine(settings("google", pace=9.0), "google", secrets).declaration.min_interval == 9.0
    with FaultServer() as server:
        engine = build_engine(settings("libretranslate", url=server.url, pace=9.0), "libretranslate", secrets)
        (segment,) = engine.translate(Request(("Un chat.",), "Un chat."), threading.Event())
        assert segment.text == fake_translation("Un chat.")


def test_email_address_is_declared(tmp_path: Path) -> None:
    secrets = Credentials({}, tmp_path)
    without = build_engine(Settings(), "mymemory", secrets).declaration
    known = build_engine(settings("mymemory", email="a@b"), "mymemory", secrets).declaration
    assert not any("e-mail" in sent for sent in without.sends)
    assert any("e-mail" in sent for sent in known.sends)
    assert known.daily_limit > without.daily_limit  # type: ignore[operator]


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_offline_refuses_remote_engines(name: str, tmp_path: Path, connections: list[object]) -> None:
    environ = {"ENREGARD_LIBRETRANSLATE_URL": "https://translate.example.org", "ENREGARD_DEEPL_KEY": KEY}
    secrets = Credentials(environ, tmp_path)
    if not build_engine(Settings(), name, secrets).declaration.is_remote:
        assert build_engine(OFFLINE, name, secrets).declaration.name == name
        return
    with pytest.raises(EngineError, match="offline mode is on") as caught:
        build_engine(OFFLINE, name, secrets)
    assert caught.value.kind is ErrorKind.NOT_AVAILABLE
    assert connections == []


@pytest.mark.parametrize("name", ["deepl", "google", "libretranslate", "mymemory"])
def test_offline_stops_existing_engine(name: str, tmp_path: Path, connections: list[object]) -> None:
    environ = {"ENREGARD_LIBRETRANSLATE_URL": "https://translate.example.org", "ENREGARD_DEEPL_KEY": KEY}
    request = Request(("Un chat dort.",), "Un chat dort.")
    engine = build_engine(Settings(), name, Credentials(environ, tmp_path))
    with pytest.raises(EngineError):
        engine.translate(request, threading.Event())
    assert connections, "the guard of this test sees what is tried"
    connections.clear()
    build_engine(OFFLINE, "apertium", Credentials(environ, tmp_path))
    with pytest.raises(EngineError, match="offline mode is on"):
        engine.translate(request, threading.Event())
    assert connections == []


def test_offline_allows_loopback_server(tmp_path: Path) -> None:
    with FaultServer() as server:
        secrets = Credentials({"ENREGARD_LIBRETRANSLATE_URL": server.url}, tmp_path)
        engine = build_engine(OFFLINE, "libretranslate", secrets)
        (segment,) = engine.translate(Request(("Un chat.",), "Un chat."), threading.Event())
        assert segment.text == fake_translation("Un chat.")


def test_offline_transport_refuses(connections: list[object]) -> None:
    transport.set_loopback_only()
    call = HttpRequest("Any", "https://example.org/", threading.Event(), monotonic() + 5)
    with pytest.raises(EngineError, match="offline mode is on"):
        transport.send(call)
    assert connections == []
