"""The argument parser and its help texts."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeAlias

from reader import __version__
from reader.cli.arguments import MIN_WIDTH, Arguments, default_arguments
from reader.cli.examples import EXAMPLES
from reader.cli.exit_codes import USAGE_ERROR
from reader.cli.output import write_message

if TYPE_CHECKING:
    from collections.abc import Callable

_OPTIONS_WITH_VALUE: Final = frozenset({"--library", "--english", "--language"})
"""Global options that take a separate value."""

_DESCRIPTION: Final = "Read French articles with the English alongside. Your highlights and notes stay on your machine."

_COMMAND_NAMES: Final = frozenset(name for name in EXAMPLES if " " not in name) - {"read"}

_ARTICLE_HELP: Final = "its id (or the first characters), its file name, or words from its title"

_AddCommand: TypeAlias = "Callable[[str, str], argparse.ArgumentParser]"
"""Adds a command with this name and help text, and returns its parser."""


class Parser(argparse.ArgumentParser):
    """A parser whose error messages contain no control characters from file names."""

    def __init__(self, *, examples: str = "", **options: Any) -> None:  # noqa: ANN401 -- argparse's own options
        super().__init__(
            epilog=EXAMPLES.get(examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            **options,
        )

    def error(self, message: str) -> NoReturn:
        """Print an error message and exit with status 2."""
        from reader.text.cleaning import clean_line

        write_message(f"{clean_line(message).rstrip('.')}. See `{self.prog} --help`.")
        self.exit(USAGE_ERROR)

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 -- overrides argparse
        """Raise ArgumentError for an unknown choice, with our own message."""
        if action.choices is not None and value not in action.choices:
            what = f"value “{value}” for {action.option_strings[0]}" if action.option_strings else f"command “{value}”"
            *others, last = map(str, action.choices)
            raise argparse.ArgumentError(None, f"Unknown {what}. Choose {', '.join(others)} or {last}")


def parse(words: list[str]) -> Arguments:
    """Return the parsed arguments; SystemExit after help or an error.

    If the first positional argument is not a command, the arguments are files, and the command is
    ``read``.
    """
    first = _first_positional(words)
    parser = _command_parser() if first is None or first in _COMMAND_NAMES else _reader_parser()
    arguments = parser.parse_args(words, Arguments())
    if arguments.english_file and len(arguments.sources) != 1:
        parser.error("--english needs exactly one SOURCE")
    if arguments.command == "config consent" and arguments.forget and not arguments.engine:
        parser.error("--forget needs an ENGINE")
    return arguments


def _first_positional(words: list[str]) -> str | None:
    """Return the first argument that is neither an option nor the value of one."""
    remaining = iter(words)
    for word in remaining:
        if word == "--":
            return "--"  # only files follow
        if word in _OPTIONS_WITH_VALUE:
            next(remaining, None)
        elif not word.startswith("-") or word == "-":
            return word
    return None


def _common_options() -> Parser:
    common = Parser(add_help=False)
    group = common.add_argument_group("common options")
    # No defaults: those of a subparser would override values given before the command.
    group.add_argument(
        "--library", type=_path, metavar="PATH", default=argparse.SUPPRESS, help="the library file to use"
    )
    group.add_argument("--offline", action="store_true", default=argparse.SUPPRESS, help="never use the network")
    return common


def _base_parser() -> Parser:
    parser = Parser(
        examples="read",
        prog="enregard",
        description=_DESCRIPTION,
        usage="enregard [SOURCE ...] [--english FILE] [--language CODE] [--library PATH] [--offline]\n       enregard COMMAND ...",
        parents=[_common_options()],
    )
    parser.add_argument("--version", action="version", version=f"enregard {__version__}", help="show version and exit")
    _add_text_options(parser)
    parser.set_defaults(**vars(default_arguments()))
    return parser


def _reader_parser() -> Parser:
    parser = _base_parser()
    _add_sources(parser, "*")
    return parser


def _command_parser() -> Parser:
    parser = _base_parser()
    command = _commands(parser, title="commands", metavar="COMMAND")
    _add_article_commands(command)
    _add_translation_commands(command)
    config = command("config", "show settings and their location; manage engine keys and permissions")
    _add_json(config)
    under = _subcommands(config, "config")
    key = under("key", "save or delete the API key of an engine")
    key.add_argument("engine", metavar="ENGINE", help="the engine's name")
    what = key.add_mutually_exclusive_group()
    what.add_argument("--forget", action="store_true", help="delete the key from the file and the keyring")
    what.add_argument("--keyring", action="store_true", help="save it in the system keyring instead of the file")
    consent = under("consent", "show or revoke your permission to send text to engines")
    consent.add_argument("engine", nargs="?", default="", metavar="ENGINE", help="only this engine")
    consent.add_argument(
        "--forget", action="store_true", help="revoke it: nothing is sent to ENGINE until you agree again"
    )
    _add_json(consent)
    return parser


def _add_article_commands(command: _AddCommand) -> None:
    add = command("add", "add texts to the library without opening them")
    _add_sources(add, "+")
    _add_text_options(add)
    listed = command("list", "list the articles of the library")
    listed.add_argument("--archived", action="store_true", help="list the archived articles instead")
    _add_json(listed)
    show = command("show", "print an article as plain text")
    show.add_argument("article", nargs="+", metavar="ARTICLE", help=_ARTICLE_HELP)
    side = show.add_mutually_exclusive_group()
    side.add_argument("--english", action="store_true", help="only the translation")
    side.add_argument("--both", action="store_true", help="the translation below each paragraph")
    _add_target_language(show)
    _add_json(show)
    show.add_argument("--marks", action="store_true", help="include highlights and notes")
    show.add_argument("--width", type=_width, metavar="N", help="line width in cells; 0: one line per paragraph")
    marks = command("marks", "list highlights and notes")
    marks.add_argument("article", nargs="*", metavar="ARTICLE", help=_ARTICLE_HELP)
    _add_json(marks)


def _add_translation_commands(command: _AddCommand) -> None:
    translate = command("translate", "translate articles with a translation engine")
    translate.add_argument("article", nargs="+", metavar="ARTICLE", help=f"{_ARTICLE_HELP}; quote several words")
    translate.add_argument("--engine", metavar="NAME", help="the translation engine to use")
    _add_target_language(translate)
    translate.add_argument("--agree", action="store_true", help="agree to what is sent, without a prompt")
    translations = command("translations", "manage saved translations")
    _add_json(translations)
    under = _subcommands(translations, "translations")
    export = under("export", "export saved translations")
    export.add_argument("--format", choices=("tmx", "text"), default="tmx", help="TMX 1.4, or pairs of text lines")
    export.add_argument("-o", "--output", type=_path, metavar="PATH", help="output file; default: standard output")
    imports = under("import", "import translations from files")
    imports.add_argument("files", nargs="+", type=_path, metavar="FILE", help="a TMX or text file")
    _add_target_language(imports)
    forget = under("forget", "delete engine translations")
    forget.add_argument("--engine", default="", metavar="NAME", help="only those of this engine or imported file")
    forget.add_argument("--article", metavar="ARTICLE", help=_ARTICLE_HELP)
    forget.add_argument("--older-than", type=_days, metavar="DAYS", help="only those older than this")


def _subcommands(parser: argparse.ArgumentParser, of: str) -> _AddCommand:
    """Return a function that adds subcommands, such as `enregard config key`."""
    return _commands(parser, of, title="subcommands", metavar="SUBCOMMAND")


def _commands(parser: argparse.ArgumentParser, *of: str, title: str, metavar: str) -> _AddCommand:
    """Return a function that adds commands to a parser; ``of`` is the parent command, if any."""
    subparsers = parser.add_subparsers(title=title, metavar=metavar, prog=" ".join(("enregard", *of)))

    def add(name: str, summary: str) -> argparse.ArgumentParser:
        full_name = " ".join((*of, name))
        command = subparsers.add_parser(
            name,
            examples=full_name,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            parents=[_common_options()],
        )
        command.set_defaults(command=full_name)
        return command

    return add


def _add_sources(parser: argparse.ArgumentParser, count: str) -> None:
    parser.add_argument(
        "sources", nargs=count, type=_path, metavar="SOURCE", help="a UTF-8 text file, or a folder of them"
    )


def _add_text_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--english",
        dest="english_file",
        type=_path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="translation file (single SOURCE only)",
    )
    parser.add_argument(
        "--language",
        type=_language,
        metavar="CODE",
        default=argparse.SUPPRESS,
        help="language of the texts, such as de; default: from the file’s header, or French",
    )


def _add_target_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", type=_language, metavar="CODE", help="language of the translation; default: from the settings"
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _path(word: str) -> Path:
    """Return a path; an empty string would mean the current folder."""
    if not word:
        raise argparse.ArgumentTypeError("a file name cannot be empty")
    return Path(word)


def _days(word: str) -> int:
    if not word.isascii() or not word.isdigit():
        raise argparse.ArgumentTypeError(f"“{word}” is not a number of days")
    return int(word[:9])


def _language(word: str) -> str:
    """Return a language code."""
    if not (word.isascii() and word.isalpha() and word.islower() and 2 <= len(word) <= 3):
        raise argparse.ArgumentTypeError(f"“{word}” is not a language code, such as de or ja")
    return word


def _width(word: str) -> int:
    """Return a width in cells, 0 for no limit."""
    if not word.isascii() or not word.isdigit() or 0 < int(word[:9]) < MIN_WIDTH:
        raise argparse.ArgumentTypeError(f"“{word}” is not a valid width: use {MIN_WIDTH} or more, or 0 for no limit")
    return int(word[:9])
