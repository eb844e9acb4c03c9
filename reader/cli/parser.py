"""What can be asked on the command line, with its help; loads argparse and nothing of ours."""

from __future__ import annotations

import argparse
import re
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
"""Options before the first word whose value is a word of its own."""

_DESCRIPTION: Final = (
    "Read French articles with their English facing, and keep your highlights and notes on your own machine."
)

_COMMAND_NAMES: Final = frozenset(name for name in EXAMPLES if " " not in name) - {"read"}

_ARTICLE_HELP: Final = "its id or the beginning of it, the name of its file, or words of its title"

_AddCommand: TypeAlias = "Callable[[str, str], argparse.ArgumentParser]"
"""Adds a command of this name and says what it is about, in words for a list; the command's own parser is returned."""


_NONE_OF: Final = re.compile(r"argument (\S+): invalid choice: (?:'|\")(.*)(?:'|\") \(choose from (.*)\)", re.DOTALL)
"""What argparse says of a word that is not one of some, in its own words."""


class Parser(argparse.ArgumentParser):
    """A parser that repeats what it was given only after cleaning: a file's name can hold anything."""

    def __init__(self, *, examples: str = "", **options: Any) -> None:  # noqa: ANN401 -- argparse's own options
        super().__init__(
            epilog=EXAMPLES.get(examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            **options,
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words given, and leave with 2."""
        from reader.text.cleaning import clean_line

        if found := _NONE_OF.fullmatch(message):
            option, word, choices = found.groups()
            known = choices.replace("'", "")
            message = f"{f'{option}: ' if option.startswith('-') else ''}“{word}” is none of these: {known}"
        write_message(f"{clean_line(message).rstrip('.')}. See `{self.prog} --help`.")
        self.exit(USAGE_ERROR)


def parse(words: list[str]) -> Arguments:
    """Return what was asked; ``command`` names it, and ``read`` is the reader's window. SystemExit from argparse.

    A first word that names a command is one; anything else is a file to open.
    """
    first = _first_positional(words)
    parser = _command_parser() if first is None or first in _COMMAND_NAMES else _reader_parser()
    arguments = parser.parse_args(words, Arguments())
    if arguments.english_file and len(arguments.sources) != 1:
        parser.error("--english needs exactly one SOURCE, the text that it is the English of")
    if arguments.command == "config consent" and arguments.forget and not arguments.engine:
        parser.error("--forget needs an ENGINE, the one that is to ask again")
    return arguments


def _first_positional(words: list[str]) -> str | None:
    """Return the first word that is neither an option nor the value of one."""
    rest = iter(words)
    for word in rest:
        if word == "--":
            return "--"  # only files follow, whatever they are called
        if word in _OPTIONS_WITH_VALUE:
            next(rest, None)
        elif not word.startswith("-") or word == "-":
            return word
    return None


def _common_options() -> Parser:
    common = Parser(add_help=False)
    group = common.add_argument_group("common options")
    # No defaults: those of a command would hide what was said before it.
    group.add_argument(
        "--library", type=_path, metavar="PATH", default=argparse.SUPPRESS, help="the library file to use"
    )
    group.add_argument("--offline", action="store_true", default=argparse.SUPPRESS, help="send nothing, ever")
    return common


def _base_parser() -> Parser:
    parser = Parser(
        examples="read",
        prog="enregard",
        description=_DESCRIPTION,
        usage="enregard [SOURCE ...] [--english FILE] [--language CODE] [--library PATH] [--offline]\n       enregard COMMAND ...",
        parents=[_common_options()],
    )
    parser.add_argument(
        "--version", action="version", version=f"enregard {__version__}", help="print the version and leave"
    )
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
    config = command("config", "show where the settings are and what holds now; keys of engines, and consent")
    _add_json(config)
    under = _subcommands(config, "config")
    key = under("key", "give an engine its key, or take it away")
    key.add_argument("engine", metavar="ENGINE", help="the engine's name")
    what = key.add_mutually_exclusive_group()
    what.add_argument("--forget", action="store_true", help="take the key out of the file and the keyring")
    what.add_argument("--keyring", action="store_true", help="keep it in the system's keyring instead of the file")
    consent = under("consent", "show what engines may be sent, or take that back")
    consent.add_argument("engine", nargs="?", default="", metavar="ENGINE", help="of this engine only")
    consent.add_argument(
        "--forget", action="store_true", help="take it back: you are asked again before ENGINE is sent anything"
    )
    _add_json(consent)
    return parser


def _add_article_commands(command: _AddCommand) -> None:
    add = command("add", "add texts to the library, without opening them")
    _add_sources(add, "+")
    _add_text_options(add)
    listed = command("list", "list the articles of the library")
    listed.add_argument("--archived", action="store_true", help="list those in the archive instead")
    _add_json(listed)
    show = command("show", "print an article as plain text, without a screen")
    show.add_argument("article", nargs="+", metavar="ARTICLE", help=_ARTICLE_HELP)
    side = show.add_mutually_exclusive_group()
    side.add_argument("--english", action="store_true", help="the English alone")
    side.add_argument("--both", action="store_true", help="the English under each paragraph")
    _add_target_language(show)
    _add_json(show)
    show.add_argument("--marks", action="store_true", help="with highlights and notes")
    show.add_argument("--width", type=_width, metavar="N", help="cells of a line; 0: one line for each paragraph")
    marks = command("marks", "list highlights and notes")
    marks.add_argument("article", nargs="*", metavar="ARTICLE", help=_ARTICLE_HELP)
    _add_json(marks)


def _add_translation_commands(command: _AddCommand) -> None:
    translate = command("translate", "get the English of articles from a translation engine")
    translate.add_argument(
        "article", nargs="+", metavar="ARTICLE", help=f"{_ARTICLE_HELP}; one word or quoted words each"
    )
    translate.add_argument("--engine", metavar="NAME", help="the engine to ask")
    _add_target_language(translate)
    translate.add_argument("--agree", action="store_true", help="agree to what is sent, without being asked")
    translations = command("translations", "list what is remembered, take it along, bring more in, or forget some")
    _add_json(translations)
    under = _subcommands(translations, "translations")
    export = under("export", "write what is remembered into a file")
    export.add_argument("--format", choices=("tmx", "text"), default="tmx", help="tmx (1.4), or lines in pairs")
    export.add_argument("-o", "--output", type=_path, metavar="PATH", help="the file; else the standard output")
    brought = under("import", "remember what files hold")
    brought.add_argument("files", nargs="+", type=_path, metavar="FILE", help="a file of either format")
    _add_target_language(brought)
    forget = under("forget", "forget what engines said")
    forget.add_argument("--engine", default="", metavar="NAME", help="of one engine, or brought in from one file")
    forget.add_argument("--article", metavar="ARTICLE", help=_ARTICLE_HELP)
    forget.add_argument("--older-than", type=_days, metavar="DAYS", help="what was said more days ago than this")


def _subcommands(parser: argparse.ArgumentParser, of: str) -> _AddCommand:
    """Return what adds things to be done under a command: `enregard config key`."""
    return _commands(parser, of, title="what else", metavar="…")


def _commands(parser: argparse.ArgumentParser, *of: str, title: str, metavar: str) -> _AddCommand:
    """Make the place for commands, which argparse makes once for each parser; ``of`` is the command that they stand under."""
    place = parser.add_subparsers(title=title, metavar=metavar, prog=" ".join(("enregard", *of)))

    def add(name: str, about: str) -> argparse.ArgumentParser:
        whole = " ".join((*of, name))
        made = place.add_parser(
            name,
            examples=whole,
            help=about,
            description=about[0].upper() + about[1:] + ".",
            parents=[_common_options()],
        )
        made.set_defaults(command=whole)
        return made

    return add


def _add_sources(parser: argparse.ArgumentParser, count: str) -> None:
    parser.add_argument(
        "sources", nargs=count, type=_path, metavar="SOURCE", help="a text in UTF-8, or a folder of texts"
    )


def _add_text_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--english",
        dest="english_file",
        type=_path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="the English of the one SOURCE",
    )
    parser.add_argument(
        "--language",
        type=_language,
        metavar="CODE",
        default=argparse.SUPPRESS,
        help="the language of the texts, such as de; else what they say at their head, else French",
    )


def _add_target_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", type=_language, metavar="CODE", help="the language that faces the text, if not that of the settings"
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _path(word: str) -> Path:
    """Return a path; an empty word would mean the folder one is in."""
    if not word:
        raise argparse.ArgumentTypeError("an empty word names no file")
    return Path(word)


def _days(word: str) -> int:
    if not word.isascii() or not word.isdigit():
        raise argparse.ArgumentTypeError(f"“{word}” is not a number of days")
    return int(word[:9])


def _language(word: str) -> str:
    """Return the code of a language."""
    if not (word.isascii() and word.isalpha() and word.islower() and 2 <= len(word) <= 3):
        raise argparse.ArgumentTypeError(f"“{word}” is not the code of a language, such as de or ja")
    return word


def _width(word: str) -> int:
    """Return a width in cells, 0 for no limit."""
    if not word.isascii() or not word.isdigit() or 0 < int(word[:9]) < MIN_WIDTH:
        raise argparse.ArgumentTypeError(f"“{word}” is not a width: give {MIN_WIDTH} or more, or 0 for no limit")
    return int(word[:9])
