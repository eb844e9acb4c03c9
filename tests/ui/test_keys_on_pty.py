"""Every key of the keymap on a real terminal: bytes in, command out, in each context."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reader.ui.commands.command import Context
from reader.ui.commands.keymap import Keymap
from tests.end_to_end.making import HERE, Home
from tests.ui.commands.key_bytes import presses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.end_to_end.terminal import Terminal

pytestmark = pytest.mark.e2e

WAYS: dict[Context, tuple[list[str], str]] = {
    Context.PAGE: ([], "t English"),
    Context.SELECTING: (["v"], "1–6 Color"),
    Context.SIDEBAR: (["tab"], "Enter Open"),
    Context.LIST: (["A"], "Highlights in this article"),
    Context.DIALOG: (["/"], "Enter Search"),
    Context.EDITOR: (["v", "a"], "Save and close"),
}
"""How to reach each context, and how to recognize it."""

Done = list[str | int | None]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path)
    yield home
    home.close()


class Recorder:
    """The program in one context, recording the commands that keys run."""

    def __init__(self, home: Home, context: Context) -> None:
        self.context = context
        self._file = home.folder / "commands"
        doing = home.folder / "commands.do"
        doing.touch()
        self.terminal: Terminal = home.open(program=[HERE / "recording_reader.py", self._file])
        keys, shown = WAYS[context]
        self.terminal.press(*keys)
        self.terminal.wait_for(shown)
        doing.unlink()

    def commands(self) -> list[Done]:
        """Return the recorded commands: context, command, count, letter."""
        return [json.loads(line) for line in self._file.read_text().splitlines()] if self._file.exists() else []

    def run(self, *data: bytes) -> Done:
        """Send key bytes and return the one command they run."""
        before = len(self.commands())
        for press in data:
            self.terminal.send(press)
        self.terminal.wait_for(lambda: len(self.commands()) > before)
        done = self.commands()
        assert len(done) == before + 1, done[before:]
        return done[-1]


@pytest.mark.parametrize("context", Context)
def test_every_key_runs_its_command(home: Home, context: Context) -> None:
    keymap = Keymap.default()
    recorder = Recorder(home, context)
    checked = 0
    for command in keymap.commands_in(context):
        for letter in command.arguments or (None,):
            for keys in keymap.keys_for(command.id, context, letter):
                handed = "*" if keys.endswith(" *") else letter  # a star stands for any character
                assert recorder.run(*presses(keys)) == [context.name, command.id, None, handed], keys
                checked += 1
    assert checked >= {Context.DIALOG: 6, Context.EDITOR: 4}.get(context, 20)
    assert b"Traceback" not in recorder.terminal.written


def test_a_count_reaches_its_command(home: Home) -> None:
    recorder = Recorder(home, Context.PAGE)
    assert recorder.run(b"12", b"j") == ["PAGE", "move.down", 12, None]
    assert recorder.run(b"3", b"\x1b[B") == ["PAGE", "move.down", 3, None]
    assert recorder.run(b"2", b"}") == ["PAGE", "move.paragraph", 2, None]
    # Commands without repetition take no count; a zero alone is no count.
    assert recorder.run(b"5", b"t") == ["PAGE", "english.toggle", None, None]
    assert recorder.run(b"0") == ["PAGE", "move.line_start", None, None]
    # Esc drops unfinished keys; only the next one closes.
    before = recorder.commands()
    recorder.terminal.send(b"g")
    recorder.terminal.wait_for("  g ")
    recorder.terminal.send(b"\x1b")
    recorder.terminal.wait_for(lambda: "  g " not in recorder.terminal.lines[-1])
    assert recorder.commands() == before
    assert recorder.run(b"\x1b") == ["PAGE", "app.close", None, None]


def test_other_terminals_send_other_bytes(home: Home) -> None:
    recorder = Recorder(home, Context.PAGE)
    for data, command in (
        (b"\x1bOA", "move.up"),  # arrows of a keypad in application mode
        (b"\x1bOB", "move.down"),
        (b"\x1bOH", "move.top"),
        (b"\x1b[1~", "move.top"),
        (b"\x1b[4~", "move.bottom"),
        (b"\x1b[11~", "app.help"),
        (b"\x08", "move.page_back"),  # Backspace of older terminals
        (b"\x1b[106u", "move.down"),  # j of the kitty protocol
        (b"\x1b[106;2u", "article.next"),
        (b"\x1b[27u", "app.close"),
        (b"\x1b[100;5u", "move.half"),
        (b"\xc2\xa0", "move.page"),  # the no-break space of French layouts
        (b"\xe2\x80\xaf", "move.page"),
    ):
        assert recorder.run(data)[1] == command


def test_letters_are_typed_into_inputs_and_notes(home: Home) -> None:
    words = "jkq?tV:/1234 éœ«»ß"
    for context in (Context.DIALOG, Context.EDITOR):
        recorder = Recorder(home, context)
        recorder.terminal.type(words)
        recorder.terminal.wait_for(words)
        assert recorder.commands() == []
