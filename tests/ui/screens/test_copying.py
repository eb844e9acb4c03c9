"""Copying the selection or the sentence, with or without its translation."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from tests.ui.harness import add_article, open_reader, open_store

if TYPE_CHECKING:
    from pathlib import Path

SENT = "to the terminal’s clipboard (OSC 52)."


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A library of an article with a translation, and one without."""
    with open_store(tmp_path) as store:
        add_article(
            store, "Un mot. Deux mots.", "Fin de tout.", title="Un", english=("One. Two.", "End of all."), rank=0
        )
        add_article(store, "Seul. Vraiment.", title="Deux", rank=1)
    return tmp_path


async def test_y_copies_the_selection_and_clears_it(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("w", "v", "y")
        assert r.app.clipboard == "mot"
        assert r.message == f"Copied the selection {SENT}"
        assert not r.selected_text


async def test_without_a_selection_the_sentence_is_copied(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press(")", "y")
        assert r.app.clipboard == "Deux mots."
        assert r.message == f"Copied the sentence {SENT}"


async def test_ctrl_c_copies_and_names_the_key_that_quits(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("ctrl+c")
        assert r.app.clipboard == "Un mot."
        assert r.message == f"Copied the sentence {SENT} Press q to quit."
        assert r.app.return_value is None
        await r.press("v", "ctrl+c")
        assert r.app.clipboard == "Un"
        assert r.message == f"Copied the selection {SENT}"


async def test_capital_y_copies_the_english_of_all_selected_paragraphs(home: Path) -> None:
    async with open_reader(home) as r:
        await r.press("Y")
        assert r.app.clipboard == "Un mot.\n\nOne. Two."
        assert r.message.startswith("Copied the sentence and its translation")
        await r.press("w", "v", "}", "}", "Y")
        assert r.app.clipboard == "mot. Deux mots.\n\nFin de tout.\n\nOne. Two.\n\nEnd of all."
        await r.press("J", "Y")
        assert r.app.clipboard == "Seul."
        assert r.message.startswith("Copied the sentence to the terminal"), "there was no English to copy"


async def test_nothing_is_copied_in_an_empty_library(tmp_path: Path) -> None:
    with open_store(tmp_path):
        pass
    async with open_reader(tmp_path) as r:
        await r.press("y", "Y", "ctrl+c")
        assert r.app.clipboard == ""


@pytest.mark.parametrize("status", [0, 1])
async def test_a_clipboard_program_is_named_only_if_it_succeeded(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "wl-copy"
    program.write_text(f"#!/bin/sh\ncat > {tmp_path / 'copied'}\nexit {status}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    async with open_reader(home) as r:
        await r.press("y")
        assert (tmp_path / "copied").read_text() == "Un mot."
        if status:
            assert r.message == f"Copied the sentence {SENT}"
        else:
            assert r.message == "Copied the sentence with wl-copy."
