"""Copying: the words go to the terminal and to the desktop's program, and the message says no more than is known."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.making import PAIRS
from tests.end_to_end.sequences import clipboard

if TYPE_CHECKING:
    from pathlib import Path

    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

FIRST = "Moore a déclaré que « de nombreux Russes sont aux prises avec les mêmes dilemmes"


def copied(terminal: Terminal) -> list[str]:
    """Return the texts that were sent to the terminal's clipboard."""
    return [base64.b64decode(text, validate=True).decode() for text in clipboard(terminal.written)]


def plain(text: str) -> str:
    """Return a text with plain spaces for all that look like one."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def program(home: Home, name: str, body: str) -> Path:
    """Write a clipboard program, first on the path."""
    folder = home.folder / "bin"
    folder.mkdir(exist_ok=True)
    home.environ["PATH"] = f"{folder}:{home.environ['PATH']}"
    return home.script(f"bin/{name}", body)


@pytest.mark.smoke
def test_the_sentence_goes_to_the_terminal(home: Home) -> None:
    terminal = home.open()
    terminal.press("}", "}", "y")
    terminal.wait_for("Copied the sentence")
    terminal.wait_for("OSC 52")
    (text,) = copied(terminal)
    assert plain(text).startswith(FIRST)
    assert text.endswith("Prague.")
    assert "\n" not in text
    # A passage, with its English.
    terminal.press("t", "v", "w", "w", "Y")
    terminal.wait_for("and its translation")
    text = copied(terminal)[1]
    french, english = text.split("\n\n")
    assert french == "Moore a déclaré"
    assert english.startswith(PAIRS[2][1])
    terminal.press("ctrl+c")
    terminal.wait_for("to quit.")
    assert len(copied(terminal)) == 3


@pytest.mark.parametrize(("name", "variable"), [("xclip", "DISPLAY"), ("wl-copy", "WAYLAND_DISPLAY")])
def test_the_desktops_program_is_named_and_has_the_words(home: Home, name: str, variable: str) -> None:
    program(home, name, f'cat > "{home.folder}/clip"')
    terminal = home.open(**{variable: ":7"})
    terminal.press("}", "}", "y")
    terminal.wait_for(f"with {name}")
    (text,) = copied(terminal)
    assert (home.folder / "clip").read_text() == text
    assert plain(text).startswith(FIRST)


def test_a_program_that_fails_is_not_claimed(home: Home) -> None:
    behavior = home.folder / "behavior"
    program(home, "xclip", f'. "{behavior}"')
    terminal = home.open(DISPLAY=":7")
    for body in ("exit 1", "kill -9 $$", "exec sleep 60"):
        behavior.write_text(body)
        terminal.press("y")
        terminal.wait_for("OSC 52")
        assert "xclip" not in terminal.text
        terminal.press("w")
        terminal.wait_until_gone("OSC 52")
    assert len(copied(terminal)) == 3
