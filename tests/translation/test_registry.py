"""Engines by name: built-in ones and plugins."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from reader.translation.engine import Declaration, EngineError, ErrorKind, Request, Segment
from reader.translation.options import EngineOptions
from reader.translation.registry import BUILT_IN, ENTRY_POINT_GROUP, build, engine_names

if TYPE_CHECKING:
    from pathlib import Path

KEY = "s3cret-key"
EVERYTHING = EngineOptions(key=KEY, url="https://translate.example.org")
PACKAGE = """
from dataclasses import dataclass
from reader.translation.engine import Declaration, Segment

@dataclass(frozen=True)
class Shouting:
    options: object

    @property
    def declaration(self):
        return Declaration("shouting", "Shouting", "")

    def translate(self, request, stop):
        return (Segment(request.paragraph.upper(), tuple(range(len(request.sentences)))),)

def broken(options):
    raise RuntimeError(options.key)
"""
ENTRIES = f"""
[{ENTRY_POINT_GROUP}]
shouting = enregard_shouting:Shouting
broken = enregard_shouting:broken
missing = enregard_missing:Engine
deepl = enregard_shouting:Shouting
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package with entry points."""
    (tmp_path / "enregard_shouting.py").write_text(PACKAGE)
    info = tmp_path / "enregard_shouting-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: enregard-shouting\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRIES)
    monkeypatch.syspath_prepend(str(tmp_path))


def test_built_in_engines_by_name() -> None:
    assert engine_names()[: len(BUILT_IN)] == tuple(BUILT_IN)
    for name in BUILT_IN:
        declaration = build(name, EVERYTHING).declaration
        assert isinstance(declaration, Declaration)
        assert declaration.name == name
        assert declaration.label
        assert KEY not in repr(declaration)


@pytest.mark.usefixtures("plugin")
def test_plugin_engine() -> None:
    assert {"shouting", "broken", "missing"} <= set(engine_names())
    assert engine_names().count("deepl") == 1
    engine = build("shouting")
    assert engine.translate(Request(("Oui.",), "Oui."), threading.Event()) == (Segment("OUI.", (0,)),)


@pytest.mark.usefixtures("plugin")
def test_plugin_cannot_replace_built_in_engine() -> None:
    assert build("deepl", EVERYTHING).declaration.label == "DeepL"


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize("name", ["broken", "missing"])
def test_failing_plugin_is_reported(name: str) -> None:
    with pytest.raises(EngineError) as caught:
        build(name, EVERYTHING)
    assert caught.value.kind is ErrorKind.NOT_AVAILABLE
    assert f"“{name}”" in str(caught.value)
    chain: Any = caught.value
    while chain is not None:
        assert KEY not in str(chain)
        chain = chain.__context__


def test_unknown_name_lists_engines() -> None:
    with pytest.raises(EngineError) as caught:
        build("deeple")
    assert caught.value.kind is ErrorKind.NOT_AVAILABLE
    assert all(name in str(caught.value) for name in BUILT_IN)


def test_building_engine_imports_no_client() -> None:
    script = (
        "import sys, reader.translation.engine, reader.translation.privacy_page\n"
        "reader.translation.privacy_page.as_markdown()\n"
        "print('\\n'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {
        "requests",
        "urllib3",
        "bs4",
        "deep_translator",
        "socket",
        "ssl",
        "http.client",
    }
