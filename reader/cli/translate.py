"""``enregard translate``: translate whole articles with an engine."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from reader.cli import output
from reader.cli.exit_codes import FAILURE, SUCCESS
from reader.errors import EnregardError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.config import Settings
    from reader.config.credentials import Credentials
    from reader.reading.translating.engine_store import LibraryEngineStore
    from reader.storage.store import Store
    from reader.text.model.article import Article
    from reader.translation.engine import Declaration, Engine

_YES: Final = frozenset({"y", "yes"})


def translate_articles(
    store: Store,
    articles: list[Article],
    name: str | None,
    settings: Settings,
    credentials: Credentials,
    *,
    give_consent: bool,
) -> int:
    """Translate missing paragraphs and return the exit code; EnregardError without an engine."""
    from reader.reading.translating.engine_factory import build_engine
    from reader.reading.translating.engine_store import LibraryEngineStore
    from reader.translation.registry import engine_names

    if name is None:
        raise EnregardError(
            f"No translation engine. Choose one with --engine or in the settings file: {', '.join(engine_names())}."
        )
    engine = build_engine(settings, name, credentials)
    engine_store = LibraryEngineStore(store)
    _require_consent(engine.declaration, engine_store, give_consent=give_consent)
    exit_codes = [_translate_article(store, article, engine, engine_store, settings.target) for article in articles]
    return max(exit_codes)


def _translate_article(
    store: Store, article: Article, engine: Engine, engine_store: LibraryEngineStore, target: str
) -> int:
    from reader.reading.translating.batch_translator import BatchTranslator
    from reader.reading.translating.engine_store import missing_paragraphs
    from reader.reading.translating.request_builder import build_request

    label = engine.declaration.label + (" (rough)" if engine.declaration.rough else "")
    language = store.language(article.id)
    requests = [
        (key, build_request(article, index, source=language, target=target))
        for key, index in missing_paragraphs(store, article, engine.declaration.name, target=target)
    ]
    if not requests:
        output.write_lines([f"“{article.title}” is already translated."])
        return SUCCESS
    done = 0

    with _progress_bar(article.title, len(requests)) as show:

        def progress(count: int, total: int) -> None:
            nonlocal done
            done = count
            show(count, total)

        try:
            result = BatchTranslator(engine, requests, engine_store, progress).run()
        except KeyboardInterrupt:
            output.write_message(f"Stopped. Saved {_count(done, len(requests))} of “{article.title}”.")
            raise
    output.write_lines([f"“{article.title}”: {_count(result.translated, result.requested)} translated by {label}."])
    for message in result.errors:
        output.write_message(message)
    pause = engine_store.saved_pause(engine.declaration)
    if result.translated < result.requested and pause is not None and pause.until is not None:
        output.write_message(
            f"Pausing requests to {label} until {_local_time(pause.until)}. Try again then; translations so far are saved."
        )
    return SUCCESS if result.translated == result.requested else FAILURE


def _require_consent(declaration: Declaration, engine_store: LibraryEngineStore, *, give_consent: bool) -> None:
    """Get the user's consent before anything is sent; EnregardError without it."""
    if not declaration.is_remote:
        return
    label, host = declaration.label, declaration.host
    if engine_store.has_consent(declaration):
        return
    output.write_message(f"What is sent to {label} ({host}): {'; '.join(declaration.sends)}.")
    for remark in declaration.remarks:
        output.write_message(remark)
    if not give_consent:
        if not (output.is_terminal(sys.stdin) and output.is_terminal(sys.stderr)):
            raise EnregardError(f"Nothing was sent. Add --agree to send this to {host}.")
        sys.stderr.write(f"Send this to {host}, now and in future? [y/N] ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in _YES:
            raise EnregardError("Nothing was sent.")
    engine_store.grant_consent(declaration)


def _count(done: int, total: int) -> str:
    return f"{done} of {total} {'paragraph' if total == 1 else 'paragraphs'}"


def _local_time(seconds: float) -> str:
    """Return a local time, with the date if it is not today."""
    from datetime import UTC, datetime

    local = datetime.fromtimestamp(seconds, UTC).astimezone()
    today = datetime.now(UTC).astimezone().date()
    return local.strftime("%H:%M" if local.date() == today else "%H:%M on %Y-%m-%d")


@contextmanager
def _progress_bar(title: str, total: int) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar if stderr is a terminal; yield a function that updates it."""
    if not output.is_terminal(sys.stderr):
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(escape(title), total=total)
        yield lambda done, total: bar.update(task, completed=done, total=total)
