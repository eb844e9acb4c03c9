"""What each command does; each returns its exit code."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING, Final

from reader.cli import output
from reader.cli.arguments import NARROWEST
from reader.cli.context import engine_in_use, new_id, now, opened, own_folders, settings_of
from reader.cli.exit_codes import COULD_NOT, DONE
from reader.errors import EnregardError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reader.cli.arguments import Asked
    from reader.paths import Folders
    from reader.reading.library import Added, Library

_WINDOW_PATIENCE: Final = 1.0
"""Seconds the reader's window waits for it: nothing moves meanwhile."""

_READABLE: Final = 80
"""Cells that lines are cut to on a wider terminal."""


def read(arguments: Asked) -> int:
    """Open the reader's window, after adding what was named; SourceError when nothing of that could be read."""
    _need_terminal()
    from reader.startup import optimizations

    optimizations.before_imports()
    from reader.config import load

    folders = own_folders()
    settings, problems = load(folders.settings, offline=arguments.offline)
    refused: list[str] = []
    first: str | None = None
    with opened(arguments, refused.append, patience=_WINDOW_PATIENCE) as (store, library):
        for added in _bring_in(library, arguments, refused.append):
            first = first or added.article_id
        if arguments.sources and first is None:
            raise SourceError("\n".join(refused) + _hint(arguments.sources))
        if (soon := first or store.last_opened()) is not None:
            store.prefetch(soon, engine=engine_in_use(store, settings), target=settings.target)
        from reader.ui.app.launch import run

        told = (*problems, *refused)
        ended = run(
            folders=folders,
            store=store,
            settings=settings,
            problems=told,
            open_article=first,
            page=arguments.page,
            offline=arguments.offline,
            now=now,
            new_id=new_id,
            on_first_frame=optimizations.after_first_frame,
        )
    if arguments.library is None:
        _keep_page(folders, ended.picture if settings.first_page else None)
    return ended.code


def _keep_page(folders: Folders, picture: str | None) -> None:
    """Keep the last picture for the next start, now that the library is closed and its stamp stays."""
    from reader.startup import last_screen

    library = str(folders.library)
    if picture is None:
        last_screen.forget(str(folders.data))
    else:
        last_screen.keep(str(folders.data), picture, (library, f"{library}-wal", str(folders.settings)))


def add(arguments: Asked) -> int:
    """Add texts, saying what became of each; go on after one that could not be read."""
    from reader.reading.library import SHORT_ID

    refused: list[str] = []

    def refuse(sentence: str) -> None:
        refused.append(sentence)
        output.say(sentence)

    with opened(arguments, output.say) as (_, library):
        for added in _bring_in(library, arguments, refuse):
            did = "Added" if added.new else "Already in the library:"
            english = ", with its English" if added.english else ""
            output.lines([f"{did} “{added.title}” ({added.article_id[:SHORT_ID]}){english}."])
    return COULD_NOT if refused else DONE


def list_articles(arguments: Asked) -> int:
    """List the articles."""
    from reader.cli.tables import article_lines, article_values

    with opened(arguments, output.say) as (store, _):
        entries = store.entries(archived=arguments.archived)
    if arguments.json:
        output.as_json([article_values(entry) for entry in entries])
    elif entries:
        output.lines(article_lines(entries))
    elif arguments.archived:
        output.say("The archive is empty.")
    else:
        output.say("The library is empty. Add a text with `enregard add FILE`.")
    return DONE


def show(arguments: Asked) -> int:
    """Print one article; EnregardError when the English that is asked for is not there."""
    from reader.cli.plain_text import Shape, Show, linear, source_of
    from reader.cli.tables import text_values
    from reader.reading.open_article import Sitting
    from reader.text.languages import ENGLISH

    settings = settings_of(arguments)
    with opened(arguments, output.say) as (store, library):
        article_id = library.find(" ".join(arguments.article)).id
        sitting = Sitting(store, article_id, engine=engine_in_use(store, settings), target=settings.target)
    article, found = sitting.article, sitting.translations
    if arguments.json:
        output.as_json(text_values(article, found, article.language, settings.target))
        return DONE
    if (arguments.english or arguments.both) and not any(found):
        raise EnregardError(
            f"“{article.title}” has no English. Put it beside the text as NAME.en.txt, paragraph for paragraph,"
            " and add the text again; or ask an engine with `enregard translate`."
            if settings.target == ENGLISH
            else f"“{article.title}” has nothing in the language “{settings.target}”. Ask an engine with"
            f" `enregard translate --to {settings.target}`."
        )
    side = Show.ENGLISH if arguments.english else Show.BOTH if arguments.both else Show.FRENCH
    width = _terminal_width() if arguments.width is None else arguments.width or None
    output.lines(
        linear(
            article,
            [one.text if one else "" for one in found],
            sitting.marks if arguments.marks else None,
            sitting.orphans,
            shape=Shape(side, width),
            break_lines=_broken,
            sources=list(map(source_of, found)),
        )
    )
    return DONE


def translate(arguments: Asked) -> int:
    """Translate what has no English yet in some articles."""
    from reader.cli.translate import translate as translate_articles
    from reader.config import MEGABYTE
    from reader.config.credentials import Secrets

    settings = settings_of(arguments)
    with opened(arguments, output.say) as (store, library):
        articles = [store.article(library.find(words).id) for words in arguments.article]
        engine = arguments.engine or engine_in_use(store, settings) or None
        secrets = Secrets(os.environ, own_folders().config)
        code = translate_articles(store, articles, engine, settings, secrets, agree=arguments.agree)
        store.memory.keep_within(settings.memory * MEGABYTE)
        return code


def marks(arguments: Asked) -> int:
    """List the marks of one article, or of all that are not in the archive."""
    from reader.cli.tables import mark_lines, mark_values

    with opened(arguments, output.say) as (store, library):
        if arguments.article:
            highlights = store.highlights(library.find(" ".join(arguments.article)).id)
        else:
            highlights = store.all_highlights()
        groups = [
            (store.article(article_id), list(group))
            for article_id, group in groupby(highlights, lambda highlight: highlight.article_id)
        ]
    if arguments.json:
        output.as_json([mark_values(article, highlight) for article, group in groups for highlight in group])
    elif not groups:
        where = "in this article" if arguments.article else "yet"
        output.say(f"Nothing is marked {where}. In the reader, select words with v, then press 1 to 6.")
    else:
        for number, (article, group) in enumerate(groups):
            output.lines([""] * (number > 0))
            output.lines(mark_lines(article, group))
    return DONE


def _kept(arguments: Asked) -> int:
    """Do one of the commands about translations and settings, which the window does not wait for."""
    from reader.cli import commands_config

    return commands_config.COMMANDS[arguments.command](arguments)


COMMANDS: Final[dict[str, Callable[[Asked], int]]] = {
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


def _bring_in(library: Library, arguments: Asked, refuse: Callable[[str], None]) -> Iterator[Added]:
    """Add every text named, one by one; ``refuse`` is told of what could not be read."""
    if not arguments.sources:
        return  # the way of most starts: reading files brings in much of the program
    from reader.sources.files import gather, gather_all, read_source, shown

    for source in arguments.sources:
        if not gather(source):
            refuse(f"“{shown(source)}” holds no .txt, .md or .markdown file. Name a file, or another folder.")
    for path in gather_all(arguments.sources):
        try:
            source = read_source(path, arguments.english_file)
        except SourceError as error:
            refuse(str(error))
        else:
            yield library.add(source, language=arguments.language)


def _hint(sources: list[Path]) -> str:
    """Return what to add to "does not exist" where the word may have been meant as a command."""
    word = sources[0]
    mistyped = len(word.parts) == 1 and not word.suffix and not os.path.lexists(word)
    return " It is no command either: `enregard --help` lists them." if mistyped else ""


def _need_terminal() -> None:
    """Refuse to open the window where there is no terminal for it: it would hang, or write codes into a file."""
    instead = "To read without a screen, use `enregard show ARTICLE`; to add a text, `enregard add FILE`."
    if not all(map(output.is_terminal, (sys.stdin, sys.stdout, sys.stderr))):
        raise EnregardError(f"The reader needs a terminal, and this is not one. {instead}")
    if os.name == "posix" and os.environ.get("TERM", "") in {"", "dumb"}:
        raise EnregardError(f"The reader needs a terminal that can draw, and TERM says that this one cannot. {instead}")


def _broken(text: str, width: int, english: bool) -> list[str]:
    from reader.ui.spread.line_breaking import break_lines, drawn

    return [drawn(text, start, end) for start, end in break_lines(text, width, english=english)]


def _terminal_width() -> int | None:
    """Return a readable width on a terminal; None elsewhere, where a line for each paragraph is easier to work with."""
    if not output.is_terminal(sys.stdout):
        return None
    with suppress(OSError):
        if columns := os.get_terminal_size(sys.stdout.fileno()).columns:
            return max(NARROWEST, min(_READABLE, columns))
    return _READABLE
