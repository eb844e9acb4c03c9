"""Run the example engine of ``docs/engines.md``."""

from __future__ import annotations

import importlib
import os
import re
import sys
import threading
import tomllib
from pathlib import Path

import pytest

import reader
from reader.cli import main
from reader.translation import transport
from reader.translation.engine import EngineError, ErrorKind, Request
from reader.translation.options import EngineOptions
from reader.translation.registry import ENTRY_POINT_GROUP, build, engine_names

PAGE = (Path(reader.__file__).parents[1] / "docs" / "engines.md").read_text(encoding="utf-8")
SENTENCES = ("Notre porte est toujours ouverte.", "Leurs secrets seront en sécurité avec nous.")
REQUEST = Request(SENTENCES, " ".join(SENTENCES))
ENGLISH = "Our door is always open. Their secrets will be safe with us."


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install the example; return the folder for its program."""
    (project,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (module,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    entries = tomllib.loads(project)["project"]["entry-points"][ENTRY_POINT_GROUP]
    (tmp_path / "enregard_my_translator.py").write_text(module, encoding="utf-8")
    info = tmp_path / "enregard_my_translator-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: enregard-my-translator\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        f"[{ENTRY_POINT_GROUP}]\n" + "".join(f"{k} = {v}\n" for k, v in entries.items())
    )
    monkeypatch.setattr(transport, "_loopback_only", False)  # restored after --offline
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "enregard_my_translator", raising=False)
    importlib.invalidate_caches()
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    return programs


def program(folder: Path, script: str) -> None:
    path = folder / "my-translator"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def error_kind(request: Request = REQUEST, deadline: float = 15.0, stop: threading.Event | None = None) -> ErrorKind:
    with pytest.raises(EngineError) as caught:
        build("mine", EngineOptions(timeout=deadline)).translate(request, stop or threading.Event())
    assert "My translator" in str(caught.value) or caught.value.kind is ErrorKind.CANCELED
    return caught.value.kind


def test_it_translates(installed: Path) -> None:
    program(installed, f"grep -q 'Notre porte' && echo '{ENGLISH}'")
    assert "mine" in engine_names()
    (segment,) = build("mine").translate(REQUEST, threading.Event())
    assert (segment.text, segment.sentences) == (ENGLISH, (0, 1))


def test_errors(installed: Path) -> None:
    assert error_kind() is ErrorKind.NOT_AVAILABLE
    program(installed, "exit 3")
    assert error_kind() is ErrorKind.SERVER_ERROR
    program(installed, "cat")
    assert error_kind() is ErrorKind.INVALID_ANSWER, "source text unchanged"
    assert error_kind(Request(SENTENCES, REQUEST.paragraph, target="de")) is ErrorKind.UNSUPPORTED_LANGUAGE


def test_cancel_and_timeout(installed: Path) -> None:
    program(installed, "exec sleep 30")
    assert error_kind(deadline=0.2) is ErrorKind.TIMED_OUT
    stop = threading.Event()
    stop.set()
    assert error_kind(stop=stop) is ErrorKind.CANCELED


def test_command_line_with_several_articles(
    installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program(installed, 'read -r words; echo "English of $words" | tr a-y b-z')
    monkeypatch.setenv("ENREGARD_HOME", str(tmp_path / "home"))
    (tmp_path / "porte.txt").write_text(f"{SENTENCES[0]}\n", encoding="utf-8")
    (tmp_path / "secrets.txt").write_text(f"{SENTENCES[1]}\n", encoding="utf-8")
    assert main(["add", str(tmp_path / "porte.txt"), str(tmp_path / "secrets.txt")]) == 0
    assert main(["translate", "porte", "secrets", "--engine", "mine", "--offline"]) == 0, "nothing leaves the machine"
    assert capsys.readouterr().out.count("1 of 1 paragraph translated by My translator.") == 2
    assert main(["show", "porte", "--english"]) == 0
    out = capsys.readouterr().out
    assert "[from mine]" in out
    assert "English of ".translate(str.maketrans("abcdefghijklmnopqrstuvwxy", "bcdefghijklmnopqrstuvwxyz")) in out
