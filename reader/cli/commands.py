"""What each command does; each returns its exit code."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING, Final

from reader.cli import output
from reader.cli.arguments import MIN_WIDTH
from reader.cli.context import current_engine, load_settings, new_id, now, open_library, user_folders
from reader.cli.exit_codes import FAILURE, SUCCESS
from reader.errors import EnregardError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reader.cli.arguments import Arguments
    from reader.paths import Folders
    from reader.reading.library import AddResult, Library

_READER_LOCK_TIMEOUT: Final = 1.0
"""Seconds the reader's window waits for it: nothing moves meanwhile."""

_MAX_WIDTH: Final = 80
"""Cells that lines are cut to on a wider terminal."""


def read(arguments: Arguments) -> int:
    """Open the reader's window, after adding what was named; SourceError when nothing of that could be read."""
    _require_terminal()
    from reader.startup import optimizations

    optimizations.before_imports()
    from reader.config import load

    folders = user_folders()
    settings, problems = load(folders.settings, offline=arguments.offline)
    refused: list[str] = []
    first: str | None = None
    with open_library(arguments, refused.append, timeout=_READER_LOCK_TIMEOUT) as (store, library):
        for added in _import_sources(library, arguments, refused.append):
            first = first or added.article_id
        if arguments.sources and first is None:
            raise SourceError("\n".join(refused) + _unknown_command_hint(arguments.sources))
        if (soon := first or store.last_opened()) is not None:
            store.prefetch(soon, engine=current_engine(store, settings), target=settings.target)
        from reader.ui.app.launch import run

        told = (*problems, *refused)
        ended = run(
            folders=folders,
            store=store,
            settings=settings,
            problems=told,
            open_article=first,
            visible_screen=arguments.page,
            offline=arguments.offline,
            now=now,
            new_id=new_id,
            on_first_frame=optimizations.after_first_frame,
        )
    if arguments.library is None:
        _save_last_screen(folders, ended.last_frame if settings.first_page else None)
    return ended.exit_code


def _save_last_screen(folders: Folders, picture: str | None) -> None:
    """Keep the last picture for the next start, now that the library is closed and its stamp stays."""
    from reader.startup import last_screen

    library = str(folders.library)
    if picture is None:
        last_screen.delete(str(folders.data))
    else:
        last_screen.save(str(folders.data), picture, (library, f"{library}-wal", str(folders.settings)))


def add(arguments: Arguments) -> int:
    """Add texts, saying what became of each; go on after one that could not be read."""
    from reader.reading.library import DISPLAYED_ID_LENGTH

    refused: list[str] = []

    def refuse(sentence: str) -> None:
        refused.append(sentence)
        output.write_message(sentence)

    with open_library(arguments, output.write_message) as (_, library):
        for added in _import_sources(library, arguments, refuse):
            did = "Added" if added.new else "Already in the library:"
            english = ", with its English" if added.english else ""
            output.write_lines([f"{did} “{added.title}” ({added.article_id[:DISPLAYED_ID_LENGTH]}){english}."])
    return FAILURE if refused else SUCCESS


def list_articles(arguments: Arguments) -> int:
    """List the articles."""
    from reader.cli.tables import article_json, article_lines

    with open_library(arguments, output.write_message) as (store, _):
        entries = store.entries(archived=arguments.archived)
    if arguments.json:
        output.write_json([article_json(entry) for entry in entries])
    elif entries:
        output.write_lines(article_lines(entries))
    elif arguments.archived:
        output.write_message("The archive is empty.")
    else:
        output.write_message("The library is empty. Add a text with `enregard add FILE`.")
    return SUCCESS


def show(arguments: Arguments) -> int:
    """Print one article; EnregardError when the English that is asked for is not there."""
    from reader.cli.plain_text import Content, Layout, render_article, translation_source
    from reader.cli.tables import text_json
    from reader.reading.open_article import OpenArticle
    from reader.text.languages import ENGLISH

    settings = load_settings(arguments)
    with open_library(arguments, output.write_message) as (store, library):
        article_id = library.find(" ".join(arguments.article)).id
        sitting = OpenArticle(store, article_id, engine=current_engine(store, settings), target=settings.target)
    article, found = sitting.article, sitting.translations
    if arguments.json:
        output.write_json(text_json(article, found, article.language, settings.target))
        return SUCCESS
    if (arguments.english or arguments.both) and not any(found):
        raise EnregardError(
            f"“{article.title}” has no English. Put it beside the text as NAME.en.txt, paragraph for paragraph,"
            " and add the text again; or ask an engine with `enregard translate`."
            if settings.target == ENGLISH
            else f"“{article.title}” has nothing in the language “{settings.target}”. Ask an engine with"
            f" `enregard translate --to {settings.target}`."
        )
    side = Content.ENGLISH if arguments.english else Content.BOTH if arguments.both else Content.FRENCH
    width = _terminal_width() if arguments.width is None else arguments.width or None
    output.write_lines(
        render_article(
            article,
            [one.text if one else "" for one in found],
            sitting.highlights if arguments.marks else None,
            sitting.orphans,
            layout=Layout(side, width),
            break_lines=_break_lines,
            sources=list(map(translation_source, found)),
        )
    )
    return SUCCESS


def translate(arguments: Arguments) -> int:
    """Translate what has no English yet in some articles."""
    from reader.cli.translate import translate_articles
    from reader.config import MEGABYTE
    from reader.config.credentials import Credentials

    settings = load_settings(arguments)
    with open_library(arguments, output.write_message) as (store, library):
        articles = [store.article(library.find(words).id) for words in arguments.article]
        engine = arguments.engine or current_engine(store, settings) or None
        secrets = Credentials(os.environ, user_folders().config)
        code = translate_articles(store, articles, engine, settings, secrets, give_consent=arguments.agree)
        store.translation_memory.shrink_to(settings.memory * MEGABYTE)
        return code


def marks(arguments: Arguments) -> int:
    """List the marks of one article, or of all that are not in the archive."""
    from reader.cli.tables import mark_json, mark_lines

    with open_library(arguments, output.write_message) as (store, library):
        if arguments.article:
            highlights = store.highlights(library.find(" ".join(arguments.article)).id)
        else:
            highlights = store.all_highlights()
        groups = [
            (store.article(article_id), list(group))
            for article_id, group in groupby(highlights, lambda highlight: highlight.article_id)
        ]
    if arguments.json:
        output.write_json([mark_json(article, highlight) for article, group in groups for highlight in group])
    elif not groups:
        where = "in this article" if arguments.article else "yet"
        output.write_message(f"Nothing is marked {where}. In the reader, select words with v, then press 1 to 6.")
    else:
        for number, (article, group) in enumerate(groups):
            output.write_lines([""] * (number > 0))
            output.write_lines(mark_lines(article, group))
    return SUCCESS


def _kept(arguments: Arguments) -> int:
    """Do one of the commands about translations and settings, which the window does not wait for."""
    from reader.cli import commands_config

    return commands_config.COMMANDS[arguments.command](arguments)


COMMANDS: Final[dict[str, Callable[[Arguments], int]]] = {
    "read": read,
    "add": add,
    "list": list_articles,
    "show": show,
    "translate": translate,
    "marks": marks,
    **dict.fromkeys(
        (
            "translations",
            "translations export",
            "translations import",
            "translations forget",
            "config",
            "config key",
            "config consent",
        ),
        _kept,
    ),
}


# -- what the commands share ------------------------------------------------------------------


def _import_sources(library: Library, arguments: Arguments, report_error: Callable[[str], None]) -> Iterator[AddResult]:
    """Add every text named, one by one; ``refuse`` is told of what could not be read."""
    if not arguments.sources:
        return  # the way of most starts: reading files brings in much of the program
    from reader.sources.files import display_path, find_all_texts, find_texts, read_source

    for source in arguments.sources:
        if not find_texts(source):
            report_error(
                f"“{display_path(source)}” holds no .txt, .md or .markdown file. Name a file, or another folder."
            )
    for path in find_all_texts(arguments.sources):
        try:
            source = read_source(path, arguments.english_file)
        except SourceError as error:
            report_error(str(error))
        else:
            yield library.add(source, language=arguments.language)


def _unknown_command_hint(sources: list[Path]) -> str:
    """Return what to add to "does not exist" where the word may have been meant as a command."""
    word = sources[0]
    mistyped = len(word.parts) == 1 and not word.suffix and not os.path.lexists(word)
    return " It is no command either: `enregard --help` lists them." if mistyped else ""


def _require_terminal() -> None:
    """Refuse to open the window where there is no terminal for it: it would hang, or write codes into a file."""
    instead = "To read without a screen, use `enregard show ARTICLE`; to add a text, `enregard add FILE`."
    if not all(map(output.is_terminal, (sys.stdin, sys.stdout, sys.stderr))):
        raise EnregardError(f"The reader needs a terminal, and this is not one. {instead}")
    if os.name == "posix" and os.environ.get("TERM", "") in {"", "dumb"}:
        raise EnregardError(f"The reader needs a terminal that can draw, and TERM says that this one cannot. {instead}")


def _break_lines(text: str, width: int, english: bool) -> list[str]:
    from reader.ui.spread.line_breaking import break_lines, visible_line

    return [visible_line(text, start, end) for start, end in break_lines(text, width, english=english)]


def _terminal_width() -> int | None:
    """Return a readable width on a terminal; None elsewhere, where a line for each paragraph is easier to work with."""
    if not output.is_terminal(sys.stdout):
        return None
    with suppress(OSError):
        if columns := os.get_terminal_size(sys.stdout.fileno()).columns:
            return max(MIN_WIDTH, min(_MAX_WIDTH, columns))
    return _MAX_WIDTH
