"""Parsing of command line arguments."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader import __version__
from reader.cli.arguments import default_arguments
from reader.cli.exit_codes import USAGE_ERROR
from reader.cli.parser import parse


def _usage_error(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as caught:
        parse(list(words))
    assert caught.value.code == USAGE_ERROR
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("enregard: ")
    assert err.count("\n") == 1
    return err


def test_no_arguments_equal_the_defaults() -> None:
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
def test_first_argument_may_be_a_command(words: list[str], command: str, sources: list[str]) -> None:
    arguments = parse(words)
    assert arguments.command == command
    assert arguments.sources == [Path(source) for source in sources]


@pytest.mark.parametrize(
    "words", [["--library", "l.db", "--offline", "list"], ["list", "--library", "l.db", "--offline"]]
)
def test_common_options_before_or_after_the_command(words: list[str]) -> None:
    arguments = parse(words)
    assert (arguments.library, arguments.offline) == (Path("l.db"), True)


def test_defaults() -> None:
    arguments = parse(["list"])
    assert (arguments.library, arguments.offline, arguments.archived, arguments.json) == (None, False, False, False)


@pytest.mark.parametrize(
    "words", [["--english", "e", "add", "f"], ["add", "f", "--english", "e"], ["f", "--english=e"]]
)
def test_translation_of_one_source(words: list[str]) -> None:
    arguments = parse(words)
    assert (arguments.english_file, arguments.sources) == (Path("e"), [Path("f")])


def test_title_needs_no_quotes() -> None:
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
def test_wrong_usage_is_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "--help`." in _usage_error(capsys, *words)


@pytest.mark.parametrize(("word", "width"), [("0", 0), ("10", 10), ("66", 66), ("9" * 40, 999_999_999)])
def test_widths(word: str, width: int) -> None:
    assert parse(["show", "x", "--width", word]).width == width


def test_control_characters_in_arguments_are_sanitized(capsys: pytest.CaptureFixture[str]) -> None:
    message = _usage_error(capsys, "list", "--\x1b]52;c;aGk=\x07\n\udcff")
    assert "\x1b" not in message
    assert "\x07" not in message
    message.encode()


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


def test_lazy_commands_are_complete() -> None:
    from reader.cli import config, translation_memory
    from reader.cli.commands import COMMANDS

    for module, name in ((config, "config"), (translation_memory, "translations")):
        assert {command for command in COMMANDS if command.split()[0] == name} == module.COMMANDS.keys()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(["--version"])
    assert (caught.value.code, capsys.readouterr().out) == (0, f"enregard {__version__}\n")


@given(
    st.lists(
        st.one_of(st.sampled_from(["add", "show", "--json", "--", "-", "--width", "--english"]), st.text(max_size=4))
    )
)
def test_any_arguments_are_parsed_or_usage_error(words: list[str]) -> None:
    command: object = None
    try:
        command = parse(words).command
    except SystemExit as leaving:
        command = leaving.code
    assert command in {0, USAGE_ERROR, "read", "add", "list", "show", "marks"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("config", "keys"), "Unknown command “keys”. Choose key or consent."),
        (("translations", "\x1b[31mfor"), "Choose export, import or forget."),
        (("translations", "export", "--format", "csv"), "Unknown value “csv” for --format. Choose tmx or text."),
    ],
)
def test_unknown_choice_lists_the_choices(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], expected: str
) -> None:
    message = _usage_error(capsys, *words)
    assert expected in message
    assert "argument" not in message
