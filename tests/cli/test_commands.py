"""The commands, in a home folder of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from reader import resources
from reader.cli import commands
from reader.text.model.highlights import Color

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

SEEDS = len([path for path in resources.seeds().glob("*.txt") if not path.name.endswith(".en.txt")])


# -- add --------------------------------------------------------------------------------------


def test_add_folder_with_translations(enregard: Shell, texts: Path) -> None:
    result = enregard("add", str(texts))
    assert (result.code, result.err) == (0, "")
    first, second = result.out.splitlines()
    assert re.fullmatch(r"Added “Le chat” \([0-9a-f]{8}\), with its translation\.", first)
    assert re.fullmatch(r"Added “Le chien” \([0-9a-f]{8}\), with its translation\.", second)
    titles = [entry["title"] for entry in enregard("list", "--json").json]
    assert titles[:2] == ["Le chat", "Le chien"]
    assert len(titles) == SEEDS + 2


def test_add_same_text_twice(enregard: Shell, texts: Path) -> None:
    enregard("add", str(texts / "chat.txt"))
    (texts / "copy.txt").write_bytes((texts / "chat.txt").read_bytes())
    result = enregard("add", str(texts / "copy.txt"))
    assert result.code == 0
    assert result.out.startswith("Already in the library: “Le chat” (")


def test_add_shell_pattern_with_translations(enregard: Shell, texts: Path) -> None:
    result = enregard("add", *map(str, sorted(texts.glob("c*"))))
    assert result.code == 0
    assert result.out.count("Added") == 2


def test_add_reports_failures_and_continues(enregard: Shell, texts: Path) -> None:
    (texts / "book.pdf").write_bytes(b"%PDF-1.7")
    (texts / "latin.txt").write_bytes("été".encode("latin-1"))
    result = enregard("add", str(texts / "book.pdf"), str(texts), str(texts / "gone.txt"))
    assert result.code == 1
    assert result.out.count("Added") == 2
    sentences = result.err.splitlines()
    assert len(sentences) == 3
    assert all(sentence.startswith("enregard: “") for sentence in sentences)


def test_add_empty_folder(enregard: Shell, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    result = enregard("add", str(tmp_path / "nothing"))
    assert result.code == 1
    assert "contains no .txt, .md or .markdown files" in result.err


def test_add_with_translation_file(enregard: Shell, texts: Path) -> None:
    (texts / "mine").write_text("One!\n\nTwo!", encoding="utf-8")
    enregard("add", str(texts / "chat.txt"), "--english", str(texts / "mine"))
    assert "Two!" in enregard("show", "le chat", "--english").out


def test_add_with_mismatched_translation(enregard: Shell, texts: Path) -> None:
    result = enregard("add", str(texts / "chat.txt"), "--english", str(texts / "chien.en.md"))
    assert (result.code, result.out) == (1, "")
    assert "has 2 paragraphs" in result.err
    assert "1 paragraph." in result.err
    assert len(enregard("list", "--json").json) == SEEDS


def test_odd_names_are_sanitized(enregard: Shell, tmp_path: Path) -> None:
    path = tmp_path / "[b]\x1b]52;c;aGk=\x07.txt"
    path.write_text("[i]Un[/i] \x1b[2J deux.", encoding="utf-8")
    result = enregard("add", str(path))
    listed = enregard("list")
    assert "[i]Un[/i] \ufffd[2J deux." in listed.out
    for words in (result.out, listed.out, enregard("list", "--json").out, enregard("show", "[b]").out):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", words)
    path.write_bytes(b"")
    assert "\x1b" not in enregard("add", str(path)).err


# -- list -------------------------------------------------------------------------------------


def test_first_list_shows_bundled_articles(enregard: Shell) -> None:
    result = enregard("list")
    assert result.code == 0
    lines = result.out.splitlines()
    assert lines[0].split() == ["ID", "READ", "MARKS", "ENGLISH", "DATE", "TITLE"]
    assert len(lines) == SEEDS + 1
    assert "2023-07" in lines[1]


def test_list_archived(enregard: Shell, texts: Path) -> None:
    assert enregard("list", "--archived").err == "enregard: The archive is empty.\n"
    assert enregard("list", "--archived", "--json").json == []
    enregard("add", str(texts / "chat.txt"))
    enregard.archive("chat")
    assert [entry["name"] for entry in enregard("list", "--archived", "--json").json] == ["chat"]
    assert "Le chat" not in enregard("list").out


def test_list_empty_library(enregard: Shell) -> None:
    for entry in enregard("list", "--json").json:
        enregard.archive(entry["name"])
    result = enregard("list")
    assert (result.code, result.out) == (0, "")
    assert "Run: enregard add FILE" in result.err


def test_other_library(enregard: Shell, texts: Path, tmp_path: Path) -> None:
    enregard("add", str(texts / "chat.txt"), "--library", "other.db")
    assert (tmp_path / "other.db").is_file()
    assert not enregard.home.exists()
    assert enregard("--library", "other.db", "list", "--json").json[0]["name"] == "chat"


def test_invalid_library_file(enregard: Shell, tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("Not a library at all, but some words. " * 40, encoding="utf-8")
    result = enregard("list", "--library", "x.db")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("enregard: ")
    assert "Traceback" not in result.err


# -- show -------------------------------------------------------------------------------------


@pytest.fixture
def library_shell(enregard: Shell, texts: Path) -> Shell:
    enregard("add", str(texts))
    return enregard


def test_show_prints_one_line_per_paragraph(library_shell: Shell) -> None:
    result = library_shell("show", "chat")
    assert (result.code, result.err) == (0, "")
    assert result.out == "Le chat\n\nUn chat noir dort.\n\nIl rêve d’été.\n"


def test_show_english_and_both(library_shell: Shell) -> None:
    assert library_shell("show", "chat", "--english").out == "Le chat\n\nA black cat sleeps.\n\nIt dreams of summer.\n"
    assert library_shell("show", "chat", "--both").out.splitlines()[2:4] == [
        "Un chat noir dort.",
        "  A black cat sleeps.",
    ]


def test_show_width(library_shell: Shell) -> None:
    for seed in library_shell("list", "--json").json[2:]:
        lines = library_shell("show", seed["id"], "--both", "--width", "30").out.splitlines()
        assert len(lines) > 8
        assert max(map(len, lines)) <= 30


def test_show_width_0(library_shell: Shell) -> None:
    assert library_shell("show", "chat", "--width", "0").out == library_shell("show", "chat").out


def test_show_without_translation(enregard: Shell, texts: Path) -> None:
    (texts / "seul.txt").write_text("Seul.", encoding="utf-8")
    enregard("add", str(texts / "seul.txt"))
    for side in ("--english", "--both"):
        result = enregard("show", "seul", side)
        assert (result.code, result.out) == (1, "")
        assert "“Seul.” has no translation. Run `enregard translate`, or save one as NAME.en.txt" in result.err


def test_show_unknown_article(library_shell: Shell) -> None:
    result = library_shell("show", "nothing", "like", "it")
    assert (result.code, result.out) == (1, "")
    assert "“nothing like it”" in result.err
    assert "`enregard list`" in result.err


def test_show_marks(library_shell: Shell) -> None:
    library_shell.mark("chat", "chat noir", note="Lequel ?\n[b]Le mien.[/b]")
    library_shell.mark("chat", "noir dort", Color.BLUE)
    assert library_shell("show", "chat", "--marks").out.splitlines()[2:5] == [
        "Un [1 yellow: chat [2 blue: noir 1] dort].",
        "  Note 1: Lequel ?",
        "  [b]Le mien.[/b]",
    ]
    assert "[" not in library_shell("show", "chat").out


def test_show_archived_article(library_shell: Shell) -> None:
    library_shell.archive("chat")
    assert library_shell("show", "le chat").code == 0


def test_show_long_word_and_odd_characters(enregard: Shell, texts: Path) -> None:
    (texts / "long.txt").write_text("a" * 200_000 + "\n\n漢字 👩\u200d👧 e\u0301", encoding="utf-8")
    enregard("add", str(texts / "long.txt"))
    result = enregard("show", "long", "--width", "40")
    assert result.code == 0
    assert max(map(len, result.out.splitlines())) <= 61  # the title is shortened, not cut
    assert result.out.count("a") >= 200_000
    assert "漢字" in result.out


# -- marks ------------------------------------------------------------------------------------


def test_no_marks(library_shell: Shell) -> None:
    result = library_shell("marks")
    assert (result.code, result.out) == (0, "")
    assert "press 1 to 6" in result.err
    assert library_shell("marks", "--json").json == []


def test_marks_of_one_and_of_all(library_shell: Shell) -> None:
    library_shell.mark("chat", "rêve", Color.GREEN, "Un rêve ?")
    library_shell.mark("chien", "chien")
    result = library_shell("marks")
    assert re.sub(r"\([0-9a-f]{8}\)", "(id)", result.out) == (
        "Le chat (id)\n  [green] “rêve”\n    Note: Un rêve ?\n\nLe chien (id)\n  [yellow] “chien”\n"
    )
    (only,) = library_shell("marks", "chien", "--json").json
    assert (only["quotation"], only["color"], only["note"], only["title"]) == ("chien", "yellow", None, "Le chien")
    assert [mark["quotation"] for mark in library_shell("marks", "--json").json] == ["rêve", "chien"]


# -- the reader -------------------------------------------------------------------------------


def test_reader_without_terminal(enregard: Shell, texts: Path) -> None:
    for words in ([], [str(texts / "chat.txt")], ["--offline"]):
        result = enregard(*words)
        assert (result.code, result.out) == (1, "")
        assert "The reader needs a terminal." in result.err
        assert "`enregard show ARTICLE`" in result.err
        assert result.err.count("\n") == 1
    assert not enregard.home.exists(), "nothing was added"


def test_pipe_has_no_width() -> None:
    assert commands._terminal_width() is None


# -- errors -----------------------------------------------------------------------------------


def test_unexpected_error_is_logged(enregard: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise RuntimeError("boom \x1b[2J")

    monkeypatch.setitem(commands.COMMANDS, "list", fail)
    result = enregard("list")
    log = enregard.home / "enregard.log"
    assert (result.code, result.out) == (1, "")
    assert result.err == (f"enregard: Unexpected error (RuntimeError). Details are in {log}. Please report it.\n")
    words = log.read_text(encoding="utf-8")
    assert "Traceback" in words
    assert "boom \ufffd[2J" in words
    assert log.stat().st_mode & 0o777 == 0o600
    assert log.parent.stat().st_mode & 0o777 == 0o700


def test_unwritable_log(enregard: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise RuntimeError("boom")

    enregard.home.write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setitem(commands.COMMANDS, "list", fail)
    result = enregard("list")
    assert result.code == 1
    assert "(RuntimeError: boom). The log could not be written." in result.err


def test_ctrl_c_is_silent(enregard: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(commands.COMMANDS, "list", interrupt)
    result = enregard("list")
    assert (result.code, result.out, result.err) == (130, "", "")


def test_library_is_private(enregard: Shell) -> None:
    enregard("list")
    assert enregard.home.stat().st_mode & 0o777 == 0o700
    assert (enregard.home / "library.db").stat().st_mode & 0o777 == 0o600
