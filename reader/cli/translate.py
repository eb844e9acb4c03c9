"""``enregard translate``: the English of whole articles from an engine, asked for on the command line."""

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
    secrets: Credentials,
    *,
    give_consent: bool,
) -> int:
    """Translate what has no English yet in the articles; return the exit code. EnregardError when nothing can be asked."""
    from reader.reading.translating.engine_factory import build_engine
    from reader.reading.translating.engine_store import LibraryEngineStore
    from reader.translation.registry import engine_names

    if name is None:
        raise EnregardError(
            f"No engine is chosen. Name one with --engine, or in the settings file: {', '.join(engine_names())}."
        )
    engine = build_engine(settings, name, secrets)
    memory = LibraryEngineStore(store)
    _require_consent(engine.declaration, memory, give_consent=give_consent)
    codes = [_translate_article(store, article, engine, memory, settings.target) for article in articles]
    return max(codes)


def _translate_article(store: Store, article: Article, engine: Engine, memory: LibraryEngineStore, target: str) -> int:
    from reader.reading.translating.batch_translator import BatchTranslator
    from reader.reading.translating.engine_store import missing_paragraphs
    from reader.reading.translating.requests import build_request

    label = engine.declaration.label + (" (a rough gloss)" if engine.declaration.rough else "")
    language = store.language(article.id)
    requests = [
        (key, build_request(article, index, source=language, target=target))
        for key, index in missing_paragraphs(store, article, engine.declaration.name, target=target)
    ]
    if not requests:
        output.write_lines([f"“{article.title}” has all of its English already."])
        return SUCCESS
    came = 0

    with _progress_bar(article.title, len(requests)) as show:

        def progress(now: int, of: int) -> None:
            nonlocal came
            came = now
            show(now, of)

        try:
            result = BatchTranslator(engine, requests, memory, progress).run()
        except KeyboardInterrupt:
            output.write_message(f"Stopped. What had come is kept: {_count(came, len(requests))} of “{article.title}”.")
            raise
    output.write_lines([f"“{article.title}”: {_count(result.translated, result.requested)} translated by {label}."])
    for sentence in result.errors:
        output.write_message(sentence)
    pause = memory.saved_pause(engine.declaration)
    if result.translated < result.requested and pause is not None and pause.until is not None:
        output.write_message(
            f"{label} is left alone until {_local_time(pause.until)}. Ask again then; what came is kept."
        )
    return SUCCESS if result.translated == result.requested else FAILURE


def _require_consent(declaration: Declaration, memory: LibraryEngineStore, *, give_consent: bool) -> None:
    """Return when the reader agreed to what is sent, now or before; EnregardError otherwise. Nothing was sent yet."""
    if not declaration.is_remote:
        return
    label, host = declaration.label, declaration.host
    if memory.has_consent(declaration):
        return
    output.write_message(f"{label} is asked at {host}. It is sent: {'; '.join(declaration.sends)}.")
    for remark in declaration.remarks:
        output.write_message(remark)
    if not give_consent:
        if not (output.is_terminal(sys.stdin) and output.is_terminal(sys.stderr)):
            raise EnregardError(f"Nothing was sent. Add --agree to send this to {host} from now on.")
        sys.stderr.write(f"Send this to {host}, now and from now on? [y/N] ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in _YES:
            raise EnregardError("Nothing was sent.")
    memory.grant_consent(declaration)


def _count(came: int, wanted: int) -> str:
    return f"{came} of {wanted} {'paragraph' if wanted == 1 else 'paragraphs'}"


def _local_time(seconds: float) -> str:
    """Return a time of the reader's own clock, with its date where that is another day."""
    from datetime import UTC, datetime

    there = datetime.fromtimestamp(seconds, UTC).astimezone()
    today = datetime.now(UTC).astimezone().date()
    return there.strftime("%H:%M" if there.date() == today else "%H:%M on %Y-%m-%d")


@contextmanager
def _progress_bar(title: str, total: int) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on stderr, if that is a terminal; give what is told the count."""
    if not output.is_terminal(sys.stderr):
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(escape(title), total=total)
        yield lambda came, of: bar.update(task, completed=came, total=of)
