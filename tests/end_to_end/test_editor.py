"""A note goes to the reader's own editor and comes back; where that fails a sentence says so, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.sequences import strangers

if TYPE_CHECKING:
    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

NOTE = "Un mot à moi"


def begin(terminal: Terminal) -> None:
    """Select a sentence and begin its note."""
    terminal.press("V", "a")
    terminal.wait_for("Save and close")
    terminal.type(NOTE)
    terminal.wait_for(NOTE)


def kept(home: Home, terminal: Terminal) -> str | None:
    """Close the note and return what was kept."""
    terminal.press("escape")
    terminal.wait_for("Saved. u: undo")
    (mark,) = home.marks()
    return str(mark["note"])


@pytest.mark.smoke
def test_what_the_editor_writes_comes_back(home: Home) -> None:
    editor = home.script("editor", f'cp "$1" "{home.folder}/given"\nprintf ", et la suite." >> "$1"')
    terminal = home.open(EDITOR=str(editor))
    begin(terminal)
    terminal.press("ctrl+g")
    terminal.wait_for(f"{NOTE}, et la suite.")
    assert (home.folder / "given").read_text() == NOTE
    # The note goes on in the program.
    terminal.type(" Fin.")
    terminal.wait_for("suite. Fin.")
    assert kept(home, terminal) == f"{NOTE}, et la suite. Fin."


def test_the_editor_has_the_terminal_to_itself(home: Home) -> None:
    editor = home.script("my editor", 'echo "the editor asks: $#"\nread answer\nprintf "%s" "$answer" > "$1"')
    terminal = home.open(EDITOR=f"'{editor}'")
    begin(terminal)
    terminal.press("ctrl+g")
    terminal.wait_for("the editor asks: 1")
    assert terminal.is_restored()
    terminal.type("tout neuf\n")
    terminal.wait_for(lambda: 1049 in terminal.modes())
    terminal.wait_for("Save and close")
    assert kept(home, terminal) == "tout neuf"


def test_a_failing_editor_loses_nothing(home: Home) -> None:
    behavior = home.folder / "behavior"
    terminal = home.open(EDITOR=str(home.script("editor", f'. "{behavior}"')))
    begin(terminal)
    for body, said in (
        ('echo perdu > "$1"; exit 3', "failed (exit status 3)"),
        ('rm "$1"', "could not be read"),
        ('echo perdu > "$1"; kill -9 $$', "failed (exit status -9)"),
        (r'printf "\377\376\375" > "$1"', "could not be read"),
    ):
        behavior.write_text(body)
        terminal.press("ctrl+g")
        terminal.wait_for(said)
        assert NOTE in terminal.text
    assert kept(home, terminal) == NOTE


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "No editor is set."),
        ({"EDITOR": "no-such-program-anywhere"}, "could not start"),
        ({"EDITOR": "'open quotation"}, "is not a valid command"),
    ],
)
def test_an_editor_that_cannot_be_had_loses_nothing(home: Home, environ: dict[str, str], said: str) -> None:
    terminal = home.open(**environ)
    begin(terminal)
    terminal.press("ctrl+g")
    terminal.wait_for(said)
    assert NOTE in terminal.text
    assert kept(home, terminal) == NOTE


def test_what_the_editor_writes_cannot_drive_the_terminal(home: Home) -> None:
    text = r"avant \033]52;c;dm9sZQ==\007 \033[2J \302\2335m \342\200\256 [b]fin[/b]"
    terminal = home.open(EDITOR=str(home.script("editor", f'printf "{text}" > "$1"')))
    begin(terminal)
    terminal.press("ctrl+g")
    terminal.wait_for("[b]fin[/b]")
    note = kept(home, terminal)
    assert note is not None
    assert note.startswith("avant \ufffd]52;c;")
    assert strangers(terminal.written) == []


def test_a_pasted_note_cannot_drive_the_terminal(home: Home) -> None:
    terminal = home.open()
    begin(terminal)
    terminal.send(b"\x1b[200~ coll\xc3\xa9 \x07\xc2\x9b5m\xe2\x80\xae\x00 [i]fin[/i]\x1b[201~")
    terminal.wait_for("[i]fin[/i]")
    note = kept(home, terminal)
    assert note is not None
    assert note.startswith(f"{NOTE} collé")
    assert strangers(terminal.written) == []


def test_what_is_pasted_is_there_before_the_key_that_follows(home: Home) -> None:
    """A terminal sends both at once when the machine is busy, or when another program types."""
    terminal = home.open()
    begin(terminal)
    terminal.send(b"\x1b[200~, et du reste\x1b[201~")
    terminal.press("ctrl+s")
    terminal.wait_until_gone("Save and close")
    (mark,) = home.marks()
    assert mark["note"] == f"{NOTE}, et du reste"


def test_a_search_that_is_pasted_is_done_when_enter_follows(home: Home) -> None:
    terminal = home.open()
    terminal.press("/")
    terminal.wait_for("Enter Search")
    terminal.send(b"\x1b[200~printemps de Prague\x1b[201~\r")
    terminal.wait_for("t English")
    terminal.wait_for(lambda: terminal.under_cursor(9) == "printemps")
