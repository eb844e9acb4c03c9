"""The commands; each returns its exit code."""

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
"""Seconds to wait for a locked library at startup, while the screen is frozen."""

_MAX_WIDTH: Final = 80
"""Maximum line width in cells on a terminal."""


def read(arguments: Arguments) -> int:
    """Import the sources and open the reader; SourceError if none of them was imported."""
    _require_terminal()
    from reader.startup import optimizations

    optimizations.before_imports()
    from reader.config import load

    folders = user_folders()
    settings, errors = load(folders.settings, offline=arguments.offline)
    import_errors: list[str] = []
    first: str | None = None
    with open_library(arguments, import_errors.append, timeout=_READER_LOCK_TIMEOUT) as (store, library):
        for added in _import_sources(library, arguments, import_errors.append):
            first = first or added.article_id
        if arguments.sources and first is None:
            raise SourceError("\n".join(import_errors) + _unknown_command_hint(arguments.sources))
        if (soon := first or store.last_opened()) is not None:
            store.prefetch(soon, engine=current_engine(store, settings), target=settings.target)
        from reader.ui.app.launch import run

        ended = run(
            folders=folders,
            store=store,
            settings=settings,
            problems=(*errors, *import_errors),
            open_article=first,
            visible_screen=arguments.restored_screen,
            offline=arguments.offline,
            now=now,
            new_id=new_id,
            on_first_frame=optimizations.after_first_frame,
        )
    if arguments.library is None:
        _save_last_screen(folders, ended.last_frame if settings.first_page else None)
    return ended.exit_code


def _save_last_screen(folders: Folders, frame: str | None) -> None:
    """Save the last frame for the next start, after the library was closed."""
    from reader.startup import last_screen

    library = str(folders.library)
    if frame is None:
        last_screen.delete(str(folders.data))
    else:
        last_screen.save(str(folders.data), frame, (library, f"{library}-wal", str(folders.settings)))


def add(arguments: Arguments) -> int:
    """Add texts and report each; continue after errors."""
    from reader.reading.library import DISPLAYED_ID_LENGTH

    errors: list[str] = []

    def report_error(message: str) -> None:
        errors.append(message)
        output.write_message(message)

    with open_library(arguments, output.write_message) as (_, library):
        for added in _import_sources(library, arguments, report_error):
            outcome = "Added" if added.new else "Already in the library:"
            translation = ", with its translation" if added.english else ""
            output.write_lines([f"{outcome} “{added.title}” ({added.article_id[:DISPLAYED_ID_LENGTH]}){translation}."])
    return FAILURE if errors else SUCCESS


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
        output.write_message("No articles. Run: enregard add FILE")
    return SUCCESS


def show(arguments: Arguments) -> int:
    """Print one article; EnregardError if the requested translation does not exist."""
    from reader.cli.plain_text import Content, Layout, render_article, translation_source
    from reader.cli.tables import text_json
    from reader.reading.open_article import OpenArticle
    from reader.text.languages import ENGLISH

    settings = load_settings(arguments)
    with open_library(arguments, output.write_message) as (store, library):
        article_id = library.find(" ".join(arguments.article)).id
        opened = OpenArticle(store, article_id, engine=current_engine(store, settings), target=settings.target)
    article, translations = opened.article, opened.translations
    if arguments.json:
        output.write_json(text_json(article, translations, article.language, settings.target))
        return SUCCESS
    if (arguments.english or arguments.both) and not any(translations):
        raise EnregardError(
            f"“{article.title}” has no translation. Run `enregard translate`, or save one as NAME.en.txt"
            " beside the text and add the text again."
            if settings.target == ENGLISH
            else f"“{article.title}” has no translation into “{settings.target}”."
            f" Run `enregard translate --to {settings.target}`."
        )
    content = Content.ENGLISH if arguments.english else Content.BOTH if arguments.both else Content.FRENCH
    width = _terminal_width() if arguments.width is None else arguments.width or None
    output.write_lines(
        render_article(
            article,
            [one.text if one else "" for one in translations],
            opened.highlights if arguments.marks else None,
            opened.orphans,
            layout=Layout(content, width),
            break_lines=_break_lines,
            sources=list(map(translation_source, translations)),
        )
    )
    return SUCCESS


def translate(arguments: Arguments) -> int:
    """Translate the untranslated paragraphs of articles."""
    from reader.cli.translate import translate_articles
    from reader.config import MEGABYTE
    from reader.config.credentials import Credentials

    settings = load_settings(arguments)
    with open_library(arguments, output.write_message) as (store, library):
        articles = [store.article(library.find(words).id) for words in arguments.article]
        engine = arguments.engine or current_engine(store, settings) or None
        credentials = Credentials(os.environ, user_folders().config)
        code = translate_articles(store, articles, engine, settings, credentials, give_consent=arguments.agree)
        store.translation_memory.shrink_to(settings.memory * MEGABYTE)
        return code


def marks(arguments: Arguments) -> int:
    """List the highlights of one article, or of all articles outside the archive."""
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
        output.write_message(f"No highlights {where}. In the reader, select text with v, then press 1 to 6.")
    else:
        for number, (article, group) in enumerate(groups):
            output.write_lines([""] * (number > 0))
            output.write_lines(mark_lines(article, group))
    return SUCCESS


def _translations(arguments: Arguments) -> int:
    """Run ``translations`` or one of its subcommands."""
    from reader.cli import translation_memory  # lazy: the reader's start does not need it

    return translation_memory.COMMANDS[arguments.command](arguments)


def _config(arguments: Arguments) -> int:
    """Run ``config`` or one of its subcommands."""
    from reader.cli import config  # lazy: the reader's start does not need it

    return config.COMMANDS[arguments.command](arguments)


COMMANDS: Final[dict[str, Callable[[Arguments], int]]] = {
    "read": read,
    "add": add,
    "list": list_articles,
    "show": show,
    "translate": translate,
    "marks": marks,
    **dict.fromkeys(
        ("translations", "translations export", "translations import", "translations forget"), _translations
    ),
    **dict.fromkeys(("config", "config key", "config consent"), _config),
}


# -- helpers ----------------------------------------------------------------------------------


def _import_sources(library: Library, arguments: Arguments, report_error: Callable[[str], None]) -> Iterator[AddResult]:
    """Import each source file; pass a message to ``report_error`` for each that fails."""
    if not arguments.sources:
        return  # most starts; avoids the imports below
    from reader.sources.files import display_path, find_all_texts, find_texts, read_source

    for source in arguments.sources:
        if not find_texts(source):
            report_error(
                f"“{display_path(source)}” contains no .txt, .md or .markdown files. Choose a file or another folder."
            )
    for path in find_all_texts(arguments.sources):
        try:
            source = read_source(path, arguments.english_file)
        except SourceError as error:
            report_error(str(error))
        else:
            yield library.add(source, language=arguments.language)


def _unknown_command_hint(sources: list[Path]) -> str:
    """Return a hint after "does not exist" if the argument may be a mistyped command."""
    word = sources[0]
    mistyped = len(word.parts) == 1 and not word.suffix and not os.path.lexists(word)
    return " Nor is it a command: `enregard --help` lists them." if mistyped else ""


def _require_terminal() -> None:
    """Raise EnregardError without a capable terminal, where the reader could hang."""
    instead = "Use `enregard show ARTICLE` to print an article, or `enregard add FILE` to add one."
    if not all(map(output.is_terminal, (sys.stdin, sys.stdout, sys.stderr))):
        raise EnregardError(f"The reader needs a terminal. {instead}")
    if os.name == "posix" and os.environ.get("TERM", "") in {"", "dumb"}:
        raise EnregardError(f"The reader needs a full-screen terminal; check TERM. {instead}")


def _break_lines(text: str, width: int, english: bool) -> list[str]:
    from reader.ui.spread.line_breaking import break_lines, visible_line

    return [visible_line(text, start, end) for start, end in break_lines(text, width, english=english)]


def _terminal_width() -> int | None:
    """Return the line width for a terminal; None otherwise (one line per paragraph)."""
    if not output.is_terminal(sys.stdout):
        return None
    with suppress(OSError):
        if columns := os.get_terminal_size(sys.stdout.fileno()).columns:
            return max(MIN_WIDTH, min(_MAX_WIDTH, columns))
    return _MAX_WIDTH
