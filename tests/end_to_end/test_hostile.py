"""Texts that mean harm, or only look odd: nothing breaks, nothing of theirs drives the terminal, and what is there is shown."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest

from reader.text.cleaning import UNSAFE
from tests.end_to_end.sequences import clipboard, strangers

if TYPE_CHECKING:
    from tests.end_to_end.making import Home
    from tests.end_to_end.terminal import Terminal

DRIVING = (
    "\x1b[2J\x1b[31;5mclin\x1b[0m \x1b]52;c;dm9sZQ==\x07 \x1b]0;titre\x07 \x1b]8;;http://x\x07lien\x1b]8;;\x07"
    " \x9b5m \x9d0;x\x9c \x90q\x9c \x07\x08\x0b\x0c\x0e\x7f nul\x00 \u202edroite\u202c \u2067iso\u2069 \u2028 \x85 \x1bc fin"
)
"""Everything that a terminal takes for an order."""

MARKUP = "[b]gras[/b] [/] [link=http://x]lien[/link] [@click=app.quit]quitter[/] \\[c] [red on blue]"

ARTICLE = f"""---
title: Titre {MARKUP} \x1b]0;pris\x07 \u202esuite
author: [i]Autrice[/i] \x1b[5m
date: 2020-01-02
---

Premier paragraphe {MARKUP} {DRIVING}

{DRIVING} Deuxie\u0300me paragraphe, e\u0301crit en morceaux : l\u2019e\u0301te\u0301, co\u0302te\u0301.

Familles 👩\u200d👩\u200d👧\u200d👦 et drapeaux 🇫🇷🇬🇧 et cœurs ❤\ufe0f, puis 漢字かな交じり文 et עברית et {"z" + chr(0x301) * 60}algo.

Sans espace {"x" * 5000} fin du mot.
"""

ENGLISH = f"First paragraph {MARKUP} {DRIVING}\n\nSecond {DRIVING}\n\nFamilies 👩\u200d👩\u200d👧\u200d👦.\n\nEnd.\n"


@pytest.fixture
def hostile(home: Home) -> Terminal:
    """Return a terminal in which a hostile article is open, under a hostile name."""
    name = "[b]nom [link=x] \x1b]0;x\x07 \u202e"
    home.file(f"{name}.en.txt", ENGLISH)
    path = home.file(f"{name}.txt", ARTICLE)
    return home.open(path)


def squeezed(words: str) -> str:
    """Return words without any white space, as lines may break anywhere."""
    return re.sub(r"\s|[\u00a0\u202f]", "", words)


def page(terminal: Terminal) -> str:
    """Return the words of the page, run together."""
    return squeezed("".join(line[29:] for line in terminal.lines))


def test_it_is_shown_word_by_word(home: Home, hostile: Terminal) -> None:
    terminal = hostile
    assert squeezed(f"Premier paragraphe {MARKUP}") in page(terminal)
    assert "Titre [b]gras[/b] [/]" in terminal.lines[1]
    assert "\ufffd]52;c;dm9sZQ==\ufffd" in page(terminal)
    assert "l’été,côté." in page(terminal)
    terminal.press("t")
    terminal.catch_up()
    assert "First paragraph [b]gras[/b]" in terminal.text
    # Backwards and forwards, character by character.
    terminal.press("}", "}")
    for key, count in (("l", 60), ("h", 60), ("w", 30), ("b", 30), ("j", 60), ("k", 60), ("e", 30), (")", 8), ("(", 8)):
        terminal.press(*[key] * count)
        terminal.catch_up()
        assert 0 <= terminal.cursor.x < terminal.columns
        assert 0 <= terminal.cursor.y < terminal.rows - 1
    assert strangers(terminal.written) == []
    # And without a screen.
    for words in (["list"], ["list", "--json"], ["show", "Titre", "--both", "--width", "40"], ["add", home.folder]):
        done = home.run(*words)
        assert "Traceback" not in done.stderr
        for line in (done.stdout + done.stderr).split("\n"):
            assert not UNSAFE.search(line), words


def test_none_of_it_drives_the_terminal_wherever_it_goes(home: Home, hostile: Terminal) -> None:
    """Read, mark, note, list, search, filter, copy, archive: every place where a text is shown."""
    terminal = hostile
    terminal.press("t", "V", "a")
    terminal.wait_for("Save and close")
    terminal.send(f"\x1b[200~Ma note {MARKUP} \x07 \u202e voilà\x1b[201~".encode())
    terminal.wait_for("voilà")
    terminal.press("ctrl+s")
    terminal.wait_for("Saved.")
    terminal.press("A")
    terminal.wait_for("Highlights in this article")
    terminal.wait_for("Ma note [b]gras[/b] [/]")
    terminal.press("A")
    terminal.wait_for("Highlights in the library")
    terminal.press("y")
    terminal.wait_for("OSC 52")
    terminal.press("x")
    terminal.wait_for("Removed")
    terminal.press("u", "q")
    terminal.wait_until_gone("Highlights in the library")
    terminal.press("}", "V", "y")
    terminal.wait_for("OSC 52")
    terminal.press("/")
    terminal.type("[b]gras[/b]")
    terminal.wait_for("1 of ")
    terminal.press("enter", "n")
    terminal.press("/")
    terminal.send(f"\x1b[200~{MARKUP} \x07 \u202e introuvable\x1b[201~".encode())
    terminal.wait_for("introuvable")
    terminal.press("enter")
    terminal.wait_for("is not in this article")
    terminal.press("tab", "x")
    terminal.wait_for("Archived")
    terminal.press("u", "/")
    terminal.type("[b]gras")
    terminal.wait_for("1 of 6")
    terminal.press("enter", "G", "w", "space", "backspace", "g g")
    terminal.catch_up()
    copied = clipboard(terminal.written)
    assert len(copied) == 2
    for text in copied:
        assert not UNSAFE.search(base64.b64decode(text).decode())
    assert strangers(terminal.written, copied=2) == []
    terminal.press("q")
    assert terminal.exit_status() == 0


def test_a_megabyte_without_a_space(home: Home) -> None:
    path = home.file("long.txt", "Début " + "x" * 1_000_000 + "é fin.")
    terminal = home.open(path)
    assert "xxxxx" in terminal.text
    terminal.press("t")
    terminal.press("G")
    terminal.wait_for("fin.")
    terminal.press("k", "k", "b", "b", "V", "3")
    terminal.wait_for("┃")
    terminal.press("g g")
    terminal.wait_for("Début")
    terminal.resize(50, 20)
    terminal.wait_for(lambda: terminal.lines[-1].strip() and "Début" in terminal.text)
    terminal.press("/")
    terminal.type("é fin")
    terminal.wait_for("1 of 1")
    terminal.press("enter", "q")
    assert terminal.exit_status() == 0
    (mark,) = home.marks()
    assert mark["end"] == 1_000_007, (
        "with no stop in sight, the sentence ends by force at the gap nearest to a block's end"
    )


@pytest.mark.smoke
def test_what_is_no_text_is_refused_in_a_sentence(home: Home) -> None:
    for name, content in (
        ("empty.txt", b""),
        ("white.txt", b" \t\r\n\n \xc2\xa0 \xe2\x80\xaf\n\x0c\n"),
        ("latin.txt", "Été à Orléans".encode("latin-1")),
        ("binary.txt", bytes(range(256)) * 20),
        ("utf16.txt", "Été".encode("utf-16")),
    ):
        terminal = home.start(home.file(name, content))
        assert terminal.exit_status() == 1
        assert name in terminal.text
        assert "enregard: " in terminal.text
        assert strangers(terminal.written) == []
        assert terminal.is_restored()


def test_a_note_of_a_hundred_kilobytes(home: Home) -> None:
    note = "Une ligne de la note, puis une autre.\n" * 2700
    home.mark("Le chef du Secret Intelligence Service", note=note.strip())
    terminal = home.open()
    terminal.press("enter")
    terminal.wait_for("Save and close")
    terminal.type(" Ajout.")
    terminal.wait_for("Ajout.")
    terminal.press("escape")
    terminal.wait_for("Saved. u: undo")
    terminal.press("A")
    terminal.wait_for("† Une ligne")
    assert home.marks()[0]["note"] == note.strip() + " Ajout."


def test_junk_on_the_keyboard_is_ignored(home: Home) -> None:
    """Bytes that are no UTF-8, unfinished sequences, answers to questions of modes: a bad line, a dropped connection."""
    terminal = home.open()
    for junk in (
        b"\xff\xfe\x80",
        b"\xc3",
        b"\x1b[",
        b"\x1b[<0;0;0M\x1b[<99;99999;99999M\x1b[<0;1m",
        b"\x1b[?2026;2$y",
        b"\x1b[M !!",
        b"\x00\x1c\x1d\x1e\x1f",
    ):
        # What is unfinished takes in the keys that follow, up to a limit.
        terminal.send(junk + b"Z" * 40)
        terminal.catch_up()
    assert terminal.is_alive
    assert "Le chef du Secret" in terminal.text
