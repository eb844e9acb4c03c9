"""``docs/privacy.md`` matches the declarations, and the engines send what they declare."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import reader
from reader.translation.options import EngineOptions
from reader.translation.privacy_page import as_markdown, declarations
from reader.translation.registry import BUILT_IN, build
from tests.translation.fault_outcomes import KEY, MAKERS, REQUEST, translate
from tests.translation.fault_server import FaultServer

ROOT = Path(reader.__file__).parents[1]


def test_page_is_up_to_date() -> None:
    assert (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8") == as_markdown(), "make docs writes it anew"


def test_module_prints_page() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader.translation.privacy_page"], cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout.decode() == as_markdown()


def test_page_has_every_declaration() -> None:
    page = as_markdown()
    assert [declaration.name for declaration in declarations()] == list(BUILT_IN)
    for declaration in declarations():
        assert f"(`{declaration.name}`)" in page
        assert all(words in page for words in (*declaration.sends, *declaration.remarks))
        if declaration.is_remote:
            assert f"`{declaration.host}`" in page
            assert "your network address" in declaration.sends


@pytest.mark.parametrize("name", MAKERS)
def test_only_declared_data_is_sent(name: str) -> None:
    """Every word of a request is text, language, key or a fixed word of the protocol."""
    with FaultServer() as server:
        engine = MAKERS[name](server.url, 15.0)
        assert translate(engine).error is None
    (seen,) = server.seen
    assert set(seen.headers) - {"authorization", "content-type", "content-length"} == {
        "host",
        "user-agent",
        "accept",
        "accept-encoding",
        "connection",
    }
    assert seen.headers["user-agent"] == f"Enregard/{reader.__version__}"
    sends = engine.declaration.sends
    assert ("your key" in " ".join(sends)) == (KEY in seen.headers.get("authorization", "") + seen.body.decode())
    assert ("in the address of the request" in " ".join(sends)) == bool(seen.query)
    if seen.body:
        declared = set(json.loads(seen.body))
        assert declared <= {
            *("text", "source_lang", "target_lang", "split_sentences", "preserve_formatting"),
            *("q", "source", "target", "format", "api_key"),
        }
        assert ("as context" in " ".join(sends)) == (name == "deepl")
    else:
        assert set(seen.query) <= {"q", "tl", "sl", "langpair"}
        assert seen.query["q"] == [REQUEST.paragraph]


@pytest.mark.parametrize(
    ("name", "options", "host"),
    [
        ("deepl", EngineOptions(key="abc"), "api.deepl.com"),
        ("deepl", EngineOptions(key="abc:fx"), "api-free.deepl.com"),
        ("google", EngineOptions(), "translate.google.com"),
        ("mymemory", EngineOptions(), "api.mymemory.translated.net"),
        ("libretranslate", EngineOptions(url="https://translate.example.org/"), "translate.example.org"),
        ("libretranslate", EngineOptions(url="https://example.org:8443/t"), "example.org:8443"),
        ("libretranslate", EngineOptions(url="http://localhost:5000"), ""),
    ],
)
def test_declared_host_is_contacted(
    name: str, options: EngineOptions, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    requests_sent: list[object] = []

    def look_up(name: object, *_: object, **__: object) -> object:
        requests_sent.append(name)
        raise socket.gaierror(socket.EAI_NONAME, "none")

    for proxy in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(proxy, raising=False)
    engine = build(name, options)
    assert engine.declaration.host == host
    assert engine.declaration.is_remote == bool(host)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert translate(engine).error is not None
    assert requests_sent == [urlsplit(f"//{host}").hostname or "localhost"]
