"""The first frame imports only what it needs."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import reader
from tests.ui.harness import install_library

ROOT = Path(reader.__file__).parents[1]
SCRIPT = """
import asyncio, json, sys
from pathlib import Path
from reader.reading.session import Session
from reader.config import Settings
from reader.storage.store import Store
from reader.text.formats.manuscript import Manuscript
from reader.text.model.catalog import ReadingPosition
from reader.ui.app.app import Enregard

async def main():
    store = Store.open(Path(sys.argv[1]) / "library.db", now=lambda: "2026-11-23T09:00:00Z", new_id=lambda: "x")
    if sys.argv[2]:
        bare, _ = store.add_article(Manuscript("Nu", "", "", "", ("Un paragraphe sans anglais.",)), name="nu")
        store.save_reading_position(bare, ReadingPosition(english=True))
        store.mark_opened(bare)
    app = Enregard(Session(store, now=lambda: "2026-11-23T09:00:00Z", new_id=lambda: "x", owner="t:0"), Settings(engine=sys.argv[2] or None))
    async with app.run_test(size=(120, 40)):
        while app.reading_screen.viewport is None:
            await asyncio.sleep(0)
        before = sorted(sys.modules)
    store.close()
    print(json.dumps(before))

asyncio.run(main())
"""
NEVER = {
    "requests",
    "urllib3",
    "bs4",
    "deep_translator",
    "pyphen",
    "markdown_it",
    "tree_sitter",
    "trafilatura",
    "feedparser",
    "tomllib",
    "textual.widgets._text_area",
    "textual.widgets._markdown",
    "textual.widgets._data_table",
    "reader.ui.screens.reading.note_editor",
    "reader.ui.screens.english.own_translation",
    "reader.ui.screens.english.translation_editor",
    "reader.ui.screens.text_dialog",
    "reader.ui.screens.english.self_translation",
    "reader.ui.widgets.text_editor",
    "reader.ui.screens.help_and_palette",
    "reader.ui.screens.reading.marks_dialog",
    "reader.ui.screens.settings",
    "reader.ui.screens.list_dialog",
    "reader.ui.screens.engines.engine_dialog",
    "reader.ui.screens.engines.compare_dialog",
    "reader.reading.translating.article_translator",
    "reader.reading.translating.worker",
    "reader.reading.translating.engine_factory",
    "reader.translation.registry",
    "reader.translation.transport",
    "reader.config.credentials",
    "reader.ui.terminal.external_editor",
    "reader.ui.terminal.clipboard",
    "reader.sources.files",
    "reader.cli",
}
"""Modules that are imported on first use."""


BARE = """
import asyncio, json, sys
from textual.app import App

async def main():
    async with App().run_test():
        print(json.dumps(sorted(sys.modules)))

asyncio.run(main())
"""
OURS = {"reader", "sqlite3", "hashlib", "gc", "rich"}
"""Packages that the first frame needs beside Textual (of Rich, the cell width tables)."""


def _modules(script: str, *arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("engine", ["", "libretranslate"])
def test_the_first_frame_imports_only_what_it_needs(tmp_path: Path, engine: str) -> None:
    """Even if an engine will translate missing paragraphs."""
    loaded = _modules(SCRIPT, str(install_library(tmp_path)), engine)
    assert not loaded & NEVER
    more = {name for name in loaded - _modules(BARE) if not name.startswith("_")}
    assert {name.partition(".")[0] for name in more} <= OURS
    assert {name for name in more if name.startswith("rich.")} <= {
        name for name in more if name.startswith("rich._unicode_data")
    }


def test_listed_modules_exist() -> None:
    """A renamed module would otherwise go unnoticed."""
    ours = {name for name in NEVER if name.startswith(("reader.", "textual."))}
    assert all(importlib.util.find_spec(name) is not None for name in ours)


def test_layout_modules_do_not_import_textual() -> None:
    """The command line uses them for ``show``."""
    script = (
        "import json, sys, reader.ui.spread.viewport, reader.ui.commands.keymap, reader.reading.session\n"
        "print(json.dumps(list(sys.modules)))"
    )
    assert not [name for name in _modules(script) if name.partition(".")[0] == "textual"]
