"""What the words of the command line mean."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import __version__
from reader.cli.arguments import default_arguments
from reader.cli.exit_codes import USAGE_ERROR
from reader.cli.parser import parse


def _refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as caught:
        parse(list(words))
    assert caught.value.code == USAGE_ERROR
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("enregard: ")
    assert err.count("\n") == 1
    return err


def test_no_word_at_all_asks_for_what_is_done_without_parsing() -> None:
    assert parse([]) == default_arguments()


@pytest.mark.parametrize(
    ("words", "command", "sources"),
    [
        ([], "read", []),
        (["a.txt"], "read", ["a.txt"]),
        (["a.txt", "list"], "read", ["a.txt", "list"]),
        (["./add"], "read", ["add"]),
        (["--", "add"], "read", ["add"]),
        (["--offline"], "read", []),
        (["--offline", "a.txt", "b"], "read", ["a.txt", "b"]),
        (["--library", "add", "a.txt"], "read", ["a.txt"]),
        (["--library=add", "a.txt"], "read", ["a.txt"]),
        (["--english", "list", "a.txt"], "read", ["a.txt"]),
        (["a.txt", "--english", "b"], "read", ["a.txt"]),
        (["add", "a.txt", "b.txt"], "add", ["a.txt", "b.txt"]),
        (["--library", "l.db", "add", "list"], "add", ["list"]),
        (["list"], "list", []),
        (["show", "list"], "show", []),
        (["marks"], "marks", []),
    ],
)
def test_a_first_word_that_names_a_command_is_one(words: list[str], command: str, sources: list[str]) -> None:
    arguments = parse(words)
    assert arguments.command == command
    assert arguments.sources == [Path(source) for source in sources]


@pytest.mark.parametrize(
    "words", [["--library", "l.db", "--offline", "list"], ["list", "--library", "l.db", "--offline"]]
)
def test_common_options_stand_before_or_after_the_command(words: list[str]) -> None:
    arguments = parse(words)
    assert (arguments.library, arguments.offline) == (Path("l.db"), True)


def test_what_is_not_said_has_a_default() -> None:
    arguments = parse(["list"])
    assert (arguments.library, arguments.offline, arguments.archived, arguments.json) == (None, False, False, False)


@pytest.mark.parametrize(
    "words", [["--english", "e", "add", "f"], ["add", "f", "--english", "e"], ["f", "--english=e"]]
)
def test_the_english_of_one_source(words: list[str]) -> None:
    arguments = parse(words)
    assert (arguments.english_file, arguments.sources) == (Path("e"), [Path("f")])


def test_words_of_a_title_need_no_quotes() -> None:
    assert parse(["show", "la", "loire", "--both"]).article == ["la", "loire"]


@pytest.mark.parametrize(
    "words",
    [
        ["add"],
        ["show"],
        ["list", "x"],
        ["--frob"],
        ["list", "--frob"],
        ["list", "--arch"],
        ["show", "x", "--english", "--both"],
        ["show", "x", "--width", "9"],
        ["show", "x", "--width", "-1"],
        ["show", "x", "--width", "wide"],
        ["show", "x", "--width", "²"],
        ["--library"],
        ["--library", "", "list"],
        ["add", ""],
        [""],
        ["add", "a", "b", "--english", "e"],
        ["--english", "e"],
        ["--english", "e", "list"],
    ],
)
def test_wrong_usage_is_one_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "--help`." in _refused(capsys, *words)


@pytest.mark.parametrize(("word", "width"), [("0", 0), ("10", 10), ("66", 66), ("9" * 40, 999_999_999)])
def test_widths(word: str, width: int) -> None:
    assert parse(["show", "x", "--width", word]).width == width


def test_a_hostile_word_is_repeated_clean(capsys: pytest.CaptureFixture[str]) -> None:
    sentence = _refused(capsys, "list", "--\x1b]52;c;aGk=\x07\n\udcff")
    assert "\x1b" not in sentence
    assert "\x07" not in sentence
    sentence.encode()


@pytest.mark.parametrize(
    "command", ["", "add", "list", "show", "marks", "translate", "config", "config key", "config consent"]
)
def test_help_has_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parse([*command.split(), "--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert "examples:\n  enregard" in out
    assert out.startswith(f"usage: enregard {command}".rstrip())
    assert "--library PATH" in out


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    from reader.cli.commands import COMMANDS

    with pytest.raises(SystemExit):
        parse(["--help"])
    out = capsys.readouterr().out
    for command in set(COMMANDS) - {"read"}:
        first, _, second = command.partition(" ")
        assert f"\n    {first} " in out
        if second:
            with pytest.raises(SystemExit):
                parse([first, "--help"])
            assert f"\n    {second} " in capsys.readouterr().out


def test_what_the_window_does_not_wait_for_is_all_there() -> None:
    from reader.cli import commands_config
    from reader.cli.commands import COMMANDS, _kept

    assert {name for name, does in COMMANDS.items() if does is _kept} == commands_config.COMMANDS.keys()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(["--version"])
    assert (caught.value.code, capsys.readouterr().out) == (0, f"enregard {__version__}\n")


@given(
    st.lists(
        st.one_of(st.sampled_from(["add", "show", "--json", "--", "-", "--width", "--english"]), st.text(max_size=4))
    )
)
def test_any_words_are_understood_or_refused(words: list[str]) -> None:
    command: object = None
    try:
        command = parse(words).command
    except SystemExit as leaving:
        command = leaving.code
    assert command in {0, USAGE_ERROR, "read", "add", "list", "show", "marks"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("config", "keys"), "“keys” is none of these: key, consent."),
        (("translations", "\x1b[31mfor"), "is none of these: export, import, forget."),
        (("translations", "export", "--format", "csv"), "--format: “csv” is none of these: tmx, text."),
    ],
)
def test_a_word_that_is_none_of_some_says_which_there_are(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    sentence = _refused(capsys, *words)
    assert said in sentence
    assert "argument" not in sentence
