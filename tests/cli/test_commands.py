"""What the commands do, in a home of their own."""

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


def test_a_folder_is_added_with_its_english(enregard: Shell, texts: Path) -> None:
    said = enregard("add", str(texts))
    assert (said.code, said.err) == (0, "")
    first, second = said.out.splitlines()
    assert re.fullmatch(r"Added “Le chat” \([0-9a-f]{8}\), with its English\.", first)
    assert re.fullmatch(r"Added “Le chien” \([0-9a-f]{8}\), with its English\.", second)
    titles = [entry["title"] for entry in enregard("list", "--json").json]
    assert titles[:2] == ["Le chat", "Le chien"]
    assert len(titles) == SEEDS + 2


def test_the_same_text_twice_is_one_article(enregard: Shell, texts: Path) -> None:
    enregard("add", str(texts / "chat.txt"))
    (texts / "copy.txt").write_bytes((texts / "chat.txt").read_bytes())
    said = enregard("add", str(texts / "copy.txt"))
    assert said.code == 0
    assert said.out.startswith("Already in the library: “Le chat” (")


def test_a_shell_pattern_that_names_the_english_too_is_understood(enregard: Shell, texts: Path) -> None:
    said = enregard("add", *map(str, sorted(texts.glob("c*"))))
    assert said.code == 0
    assert said.out.count("Added") == 2


def test_what_cannot_be_read_is_told_and_the_rest_is_added(enregard: Shell, texts: Path) -> None:
    (texts / "book.pdf").write_bytes(b"%PDF-1.7")
    (texts / "latin.txt").write_bytes("été".encode("latin-1"))
    said = enregard("add", str(texts / "book.pdf"), str(texts), str(texts / "gone.txt"))
    assert said.code == 1
    assert said.out.count("Added") == 2
    sentences = said.err.splitlines()
    assert len(sentences) == 3
    assert all(sentence.startswith("enregard: “") for sentence in sentences)


def test_an_empty_folder_is_told(enregard: Shell, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    said = enregard("add", str(tmp_path / "nothing"))
    assert said.code == 1
    assert "holds no .txt, .md or .markdown file" in said.err


def test_the_english_can_be_named(enregard: Shell, texts: Path) -> None:
    (texts / "mine").write_text("One!\n\nTwo!", encoding="utf-8")
    enregard("add", str(texts / "chat.txt"), "--english", str(texts / "mine"))
    assert "Two!" in enregard("show", "le chat", "--english").out


def test_other_counts_add_nothing(enregard: Shell, texts: Path) -> None:
    said = enregard("add", str(texts / "chat.txt"), "--english", str(texts / "chien.en.md"))
    assert (said.code, said.out) == (1, "")
    assert "has 2 paragraphs" in said.err
    assert "1 paragraph." in said.err
    assert len(enregard("list", "--json").json) == SEEDS


def test_an_odd_name_is_kept_clean(enregard: Shell, tmp_path: Path) -> None:
    path = tmp_path / "[b]\x1b]52;c;aGk=\x07.txt"
    path.write_text("[i]Un[/i] \x1b[2J deux.", encoding="utf-8")
    said = enregard("add", str(path))
    listed = enregard("list")
    assert "[i]Un[/i] \ufffd[2J deux." in listed.out
    for words in (said.out, listed.out, enregard("list", "--json").out, enregard("show", "[b]").out):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", words)
    path.write_bytes(b"")
    assert "\x1b" not in enregard("add", str(path)).err


# -- list -------------------------------------------------------------------------------------


def test_a_first_list_shows_what_ships(enregard: Shell) -> None:
    said = enregard("list")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].split() == ["ID", "READ", "MARKS", "ENGLISH", "DATE", "TITLE"]
    assert len(lines) == SEEDS + 1
    assert "2023-07" in lines[1]


def test_the_archive_is_listed_apart(enregard: Shell, texts: Path) -> None:
    assert enregard("list", "--archived").err == "enregard: The archive is empty.\n"
    assert enregard("list", "--archived", "--json").json == []
    enregard("add", str(texts / "chat.txt"))
    enregard.archive("chat")
    assert [entry["name"] for entry in enregard("list", "--archived", "--json").json] == ["chat"]
    assert "Le chat" not in enregard("list").out


def test_an_empty_library_says_what_to_do(enregard: Shell) -> None:
    for entry in enregard("list", "--json").json:
        enregard.archive(entry["name"])
    said = enregard("list")
    assert (said.code, said.out) == (0, "")
    assert "Add a text with `enregard add FILE`" in said.err


def test_another_library_can_be_named(enregard: Shell, texts: Path, tmp_path: Path) -> None:
    enregard("add", str(texts / "chat.txt"), "--library", "other.db")
    assert (tmp_path / "other.db").is_file()
    assert not enregard.home.exists()
    assert enregard("--library", "other.db", "list", "--json").json[0]["name"] == "chat"


def test_a_library_that_is_none_is_a_sentence(enregard: Shell, tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("Not a library at all, but some words. " * 40, encoding="utf-8")
    said = enregard("list", "--library", "x.db")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("enregard: ")
    assert "Traceback" not in said.err


# -- show -------------------------------------------------------------------------------------


@pytest.fixture
def shelf(enregard: Shell, texts: Path) -> Shell:
    enregard("add", str(texts))
    return enregard


def test_an_article_is_shown_a_paragraph_to_a_line(shelf: Shell) -> None:
    said = shelf("show", "chat")
    assert (said.code, said.err) == (0, "")
    assert said.out == "Le chat\n\nUn chat noir dort.\n\nIl rêve d’été.\n"


def test_english_and_both(shelf: Shell) -> None:
    assert shelf("show", "chat", "--english").out == "Le chat\n\nA black cat sleeps.\n\nIt dreams of summer.\n"
    assert shelf("show", "chat", "--both").out.splitlines()[2:4] == ["Un chat noir dort.", "  A black cat sleeps."]


def test_a_width_is_kept(shelf: Shell) -> None:
    for seed in shelf("list", "--json").json[2:]:
        lines = shelf("show", seed["id"], "--both", "--width", "30").out.splitlines()
        assert len(lines) > 8
        assert max(map(len, lines)) <= 30


def test_no_width_keeps_paragraphs_whole(shelf: Shell) -> None:
    assert shelf("show", "chat", "--width", "0").out == shelf("show", "chat").out


def test_no_english_is_a_sentence(enregard: Shell, texts: Path) -> None:
    (texts / "seul.txt").write_text("Seul.", encoding="utf-8")
    enregard("add", str(texts / "seul.txt"))
    for side in ("--english", "--both"):
        said = enregard("show", "seul", side)
        assert (said.code, said.out) == (1, "")
        assert "“Seul.” has no English. Put it beside the text as NAME.en.txt" in said.err


def test_an_unknown_article_is_a_sentence(shelf: Shell) -> None:
    said = shelf("show", "nothing", "like", "it")
    assert (said.code, said.out) == (1, "")
    assert "“nothing like it”" in said.err
    assert "`enregard list`" in said.err


def test_marks_are_shown_in_words(shelf: Shell) -> None:
    shelf.mark("chat", "chat noir", note="Lequel ?\n[b]Le mien.[/b]")
    shelf.mark("chat", "noir dort", Color.BLUE)
    assert shelf("show", "chat", "--marks").out.splitlines()[2:5] == [
        "Un [1 yellow: chat [2 blue: noir 1] dort].",
        "  Note 1: Lequel ?",
        "  [b]Le mien.[/b]",
    ]
    assert "[" not in shelf("show", "chat").out


def test_an_article_put_away_can_be_shown(shelf: Shell) -> None:
    shelf.archive("chat")
    assert shelf("show", "le chat").code == 0


def test_a_long_word_and_odd_characters_are_shown(enregard: Shell, texts: Path) -> None:
    (texts / "long.txt").write_text("a" * 200_000 + "\n\n漢字 👩\u200d👧 e\u0301", encoding="utf-8")
    enregard("add", str(texts / "long.txt"))
    said = enregard("show", "long", "--width", "40")
    assert said.code == 0
    assert max(map(len, said.out.splitlines())) <= 61  # the title is shortened, not cut
    assert said.out.count("a") >= 200_000
    assert "漢字" in said.out


# -- marks ------------------------------------------------------------------------------------


def test_nothing_marked_says_how(shelf: Shell) -> None:
    said = shelf("marks")
    assert (said.code, said.out) == (0, "")
    assert "press 1 to 6" in said.err
    assert shelf("marks", "--json").json == []


def test_marks_of_one_and_of_all(shelf: Shell) -> None:
    shelf.mark("chat", "rêve", Color.GREEN, "Un rêve ?")
    shelf.mark("chien", "chien")
    said = shelf("marks")
    assert re.sub(r"\([0-9a-f]{8}\)", "(id)", said.out) == (
        "Le chat (id)\n  [green] “rêve”\n    Note: Un rêve ?\n\nLe chien (id)\n  [yellow] “chien”\n"
    )
    (only,) = shelf("marks", "chien", "--json").json
    assert (only["quotation"], only["color"], only["note"], only["title"]) == ("chien", "yellow", None, "Le chien")
    assert [mark["quotation"] for mark in shelf("marks", "--json").json] == ["rêve", "chien"]


# -- the window -------------------------------------------------------------------------------


def test_without_a_terminal_the_window_points_elsewhere(enregard: Shell, texts: Path) -> None:
    for words in ([], [str(texts / "chat.txt")], ["--offline"]):
        said = enregard(*words)
        assert (said.code, said.out) == (1, "")
        assert "needs a terminal, and this is not one" in said.err
        assert "`enregard show ARTICLE`" in said.err
        assert said.err.count("\n") == 1
    assert not enregard.home.exists(), "nothing was added"


def test_width_of_a_pipe_is_none() -> None:
    assert commands._terminal_width() is None


# -- what must not happen ---------------------------------------------------------------------


def test_an_unexpected_error_is_a_sentence_and_a_log(enregard: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise RuntimeError("boom \x1b[2J")

    monkeypatch.setitem(commands.COMMANDS, "list", fail)
    said = enregard("list")
    log = enregard.home / "enregard.log"
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "enregard: Something went wrong in the program itself (RuntimeError)."
        f" What is known of it is in {log}. Please report it.\n"
    )
    words = log.read_text(encoding="utf-8")
    assert "Traceback" in words
    assert "boom \ufffd[2J" in words
    assert log.stat().st_mode & 0o777 == 0o600
    assert log.parent.stat().st_mode & 0o777 == 0o700


def test_a_log_that_cannot_be_written_is_told(enregard: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise RuntimeError("boom")

    enregard.home.write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setitem(commands.COMMANDS, "list", fail)
    said = enregard("list")
    assert said.code == 1
    assert "(RuntimeError: boom), and the log could not be written." in said.err


def test_ctrl_c_leaves_silently(enregard: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(commands.COMMANDS, "list", interrupt)
    said = enregard("list")
    assert (said.code, said.out, said.err) == (130, "", "")


def test_the_library_is_for_its_reader_alone(enregard: Shell) -> None:
    enregard("list")
    assert enregard.home.stat().st_mode & 0o777 == 0o700
    assert (enregard.home / "library.db").stat().st_mode & 0o777 == 0o600
