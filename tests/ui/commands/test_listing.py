from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from reader.config import load
from reader.ui.commands.command import Context
from reader.ui.commands.keymap import Keymap
from reader.ui.commands.keys_page import as_markdown
from reader.ui.commands.listing import footer_hints, help_groups, palette_entries
from reader.ui.commands.registry import COMMANDS

ROOT = Path(__file__).parents[3]
DEFAULT = Keymap.default()


def footer_text(keymap: Keymap, context: Context) -> str:
    return " · ".join(f"{hint.keys} {hint.label}" for hint in footer_hints(keymap, context))


@pytest.mark.parametrize(
    ("context", "words"),
    [
        (Context.PAGE, "t English · v Select · / Find · A Highlights · s Articles · ? Help · q Quit"),
        (Context.SELECTING, "1–6 Color · Enter Highlight · a Note · y Copy · Y Both · o Other end · Esc Cancel"),
        (Context.SIDEBAR, "Enter Open · / Filter · Tab Text · s Hide · ? Help · q Quit"),
        (Context.EDITOR, "Esc Save and close · Ctrl N Next · Ctrl R Earlier versions · Ctrl G External editor"),
    ],
)
def test_footers(context: Context, words: str) -> None:
    assert footer_text(DEFAULT, context) == words


def test_the_footer_shows_user_keys() -> None:
    keymap, _ = Keymap.build({"english.toggle": ["f5", "alt+e"], "app.help": ["f1"], "search.start": []})
    assert footer_text(keymap, Context.PAGE) == "F5 English · v Select · A Highlights · s Articles · F1 Help · q Quit"


def test_the_footer_prefers_the_default_key() -> None:
    keymap, _ = Keymap.build({"english.toggle": ["f5", "t"]})
    assert footer_text(keymap, Context.PAGE).startswith("t English")


def test_the_palette_lists_every_command() -> None:
    listed = {entry.command.id for context in Context for entry in palette_entries(DEFAULT, context)}
    assert listed == {command.id for command in COMMANDS}
    page = {(entry.label, entry.keys) for entry in palette_entries(DEFAULT, Context.PAGE)}
    assert ("Suspend", ()) in page
    assert ("Change color: blue", ("c 3",)) in page
    assert ("Line down", ("j", "Down")) in page
    labels = [entry.label for entry in palette_entries(DEFAULT, Context.SELECTING)]
    assert len(labels) == len(set(labels))


def test_the_help_has_every_command_once() -> None:
    listed = [entry.command.id for _, entries in help_groups(DEFAULT) for entry in entries]
    assert sorted(listed) == sorted(command.id for command in COMMANDS)
    assert all(entries for _, entries in help_groups(DEFAULT))


def test_keys_page_is_up_to_date() -> None:
    assert (ROOT / "docs/keys.md").read_text("utf-8") == as_markdown(), (
        "update it: python -m reader.ui.commands.keys_page > docs/keys.md"
    )


def test_keys_page_is_printed_by_its_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader.ui.commands.keys_page"], capture_output=True, check=True, cwd=ROOT
    )
    assert done.stdout.decode() == as_markdown()


def test_every_row_of_the_keys_page_has_five_cells() -> None:
    rows = [line for line in as_markdown().splitlines() if line.startswith("| ")]
    assert len(rows) > len(COMMANDS)
    for row in rows:
        assert row.replace("\\|", "").count("|") == 6


def test_the_example_on_the_keys_page_is_valid(tmp_path: Path) -> None:
    example = as_markdown().split("```toml\n")[1].split("```")[0]
    assert tomllib.loads(example)
    path = tmp_path / "settings.toml"
    path.write_text(example, "utf-8")
    settings, problems = load(path)
    assert problems == ()
    keymap, problems = Keymap.build(settings.keys, settings.key_locations)
    assert problems == ()
    assert keymap.keys_for("english.toggle") == ("e",)
    assert len(settings.keys) == len(keymap.user_keys) == 4
