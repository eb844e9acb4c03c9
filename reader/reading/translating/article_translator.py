"""Filling: one engine bringing the English that paragraphs lack, as the reader comes to them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, Protocol

from reader.errors import StorageError
from reader.reading.translating.backoff import PARAGRAPH_ERRORS
from reader.reading.translating.engine_usage import EngineUsage
from reader.reading.translating.requests import build_request
from reader.reading.translating.scheduler import QueuedParagraph, RequestState
from reader.reading.translating.worker import REQUEST_TIMEOUT, EngineWorker, RequestResult
from reader.storage.paragraph_hashes import paragraph_hash
from reader.text.cleaning import clean_line
from reader.text.model.translation_status import TranslationStatus
from reader.text.model.translations import Origin, Piece, Translation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.reading.translating.backoff import Pause
    from reader.reading.translating.engine_store import LibraryEngineStore
    from reader.reading.translating.scheduler import InFlight
    from reader.text.model.article import Article
    from reader.translation.engine import Declaration, Engine, EngineError, Request, Segment


_PENDING_STATES: Final = {
    RequestState.QUEUED: TranslationStatus.PENDING,
    RequestState.IN_FLIGHT: TranslationStatus.PENDING,
    RequestState.FAILED: TranslationStatus.FAILED,
}
"""How what the schedule knows of a paragraph shows."""


class TranslationListener(Protocol):
    """Who is told what comes, on the thread that made the Filling."""

    def on_translation(self, paragraph: str, found: Translation) -> None:
        """Take the English of a paragraph, for the article of now if it still has that paragraph."""

    def on_failure(self, message: str) -> None:
        """Tell the reader why there is none, or why it could not be kept."""

    def on_paragraph_failure(self, paragraph: str, message: str) -> None:
        """Take note that there is none for this paragraph alone, and why: worth a word only where it is being read."""


class ArticleTranslator:
    """One engine at work for one article after another. What hangs is never waited for."""

    def __init__(
        self,
        engine: Engine,
        memory: LibraryEngineStore,
        post: Callable[[RequestResult], None],
        listener: TranslationListener,
        *,
        target: str,
        created: Callable[[], str],
        now: Callable[[], float] = time.time,
        timeout: float = REQUEST_TIMEOUT,
    ) -> None:
        """``post`` is called from threads and brings an outcome to ``arrive``; ``created`` gives the date of now, as kept."""
        self.declaration: Declaration = engine.declaration
        self._store, self._listener = memory, listener
        self._target, self._created, self._now = target, created, now
        self._usage = EngineUsage(self.declaration, memory)
        self._scheduler = self._usage.scheduler
        self._worker = EngineWorker(engine, self._scheduler, self._build_request, post, self, now=now, timeout=timeout)
        self._article: Article | None = None
        self._source = "fr"
        self._keys: dict[int, str] = {}
        self._locations: dict[str, tuple[Article, int, str]] = {}
        self._requests: dict[str, Request] = {}
        self._retried: set[str] = set()
        self._messages: dict[str, str] = {}

    # -- what is wanted ---------------------------------------------------------------------------

    def set_article(self, article: Article, source: Callable[[], str]) -> None:
        """Turn to an article; what the one before wanted is forgotten. ``source`` tells its language (ISO 639-1)."""
        if article is not self._article:
            self.clear()
            self._article, self._source, self._keys = article, source(), {}

    def request(self, paragraphs: Iterable[int]) -> None:
        """Ask for these paragraphs of the article, the first of them first, and for none wanted before and not sent."""
        self._scheduler.set_nearby(self._queue_items(paragraphs))

    def request_all(self, paragraphs: Iterable[int]) -> None:
        """Ask for these too, once nothing nearer is wanted; none: no longer."""
        self._scheduler.set_background(self._queue_items(paragraphs))

    def retry(self, paragraph: int) -> None:
        """Ask for a paragraph because the reader says so; he is told if it comes to nothing."""
        for wanted in self._queue_items([paragraph]):
            self._retried.add(wanted.key)
            self._scheduler.retry(wanted)

    def clear(self) -> None:
        """Forget all that was not sent; answers under way are kept when they come."""
        self._worker.clear(cancel_in_flight=False)
        self._retried.clear()
        self._locations = {}

    def _queue_items(self, paragraphs: Iterable[int]) -> list[QueuedParagraph]:
        article, wanted = self._article, list[QueuedParagraph]()
        if article is None:
            return wanted
        for index in paragraphs:
            words = article.paragraph(index)
            if words.strip():
                key = self._keys.setdefault(index, "") or paragraph_hash(words)
                self._keys[index] = key
                self._locations[key] = article, index, self._source
                wanted.append(QueuedParagraph(key, len(words)))
        return wanted

    def _build_request(self, key: str) -> Request:
        article, index, source = self._locations[key]
        request = self._requests[key] = build_request(article, index, source=source, target=self._target)
        return request

    # -- work -------------------------------------------------------------------------------------

    def step(self) -> float | None:
        """Send what may be sent; return in how many seconds to be called again, None: on a change."""
        wait = self._worker.step()
        self._save_usage()
        return wait

    def handle_result(self, result: RequestResult) -> None:
        """Take in what a thread handed over."""
        self._worker.handle_result(result)
        self._save_usage()

    def _save_usage(self) -> None:
        """Keep what outlives the run, when it changed."""
        try:
            self._usage.save()
        except StorageError as error:
            self._listener.on_failure(str(error))

    def on_answer(self, in_flight: InFlight, segments: tuple[Segment, ...], *, wanted: bool) -> None:
        """Keep an answer, wanted still or not, and hand it on."""
        del wanted  # whether it is shown is the listener's to see: the article of now may have the same words
        request = self._requests[in_flight.paragraph.key]
        self._retried.discard(in_flight.paragraph.key)
        self._messages.pop(in_flight.paragraph.key, None)
        pieces = tuple(Piece(clean_line(segment.text), segment.sentences) for segment in segments)
        try:
            self._store.save_translation(request, segments, self.declaration)
        except StorageError as error:
            self._listener.on_failure(str(error))
        self._listener.on_translation(
            request.paragraph,
            Translation(
                " ".join(piece.text for piece in pieces),
                Origin.ENGINE,
                self.declaration.name,
                self.declaration.version,
                self._created(),
                pieces,
            ),
        )

    def on_error(self, in_flight: InFlight, error: EngineError, *, report: bool) -> None:
        """Remember why a paragraph did not come; tell it the first time, and whenever the reader asked for it himself."""
        key = in_flight.paragraph.key
        self._messages[key] = str(error)
        here = in_flight.generation == self._scheduler.generation  # of what was dropped nobody wants to hear
        if (report and here) or key in self._retried:
            self._retried.discard(key)
            self._listener.on_failure(str(error))
        elif here and error.kind in PARAGRAPH_ERRORS:
            article, index, _ = self._locations[key]
            self._listener.on_paragraph_failure(article.paragraph(index), str(error))

    # -- what is known ----------------------------------------------------------------------------

    @property
    def in_flight_count(self) -> int:
        """How many requests are under way."""
        return self._scheduler.in_flight_count

    @property
    def pending_count(self) -> int:
        """How many paragraphs are wanted and neither answered nor failed."""
        return self._scheduler.pending_count

    @property
    def pause(self) -> Pause | None:
        """Why the engine is not asked now; None: nothing stands against it."""
        pause = self._scheduler.pause
        return None if pause is None or pause.is_over(self._now()) else pause

    def states(self) -> dict[int, RequestState]:
        """Return the state of each paragraph of the article that was wanted since it was opened."""
        return {index: self._scheduler.state(key) for index, key in self._keys.items()}

    def pending(self) -> dict[int, TranslationStatus]:
        """Return which paragraphs of the article are waited for, and which came to nothing."""
        return {index: _PENDING_STATES[state] for index, state in self.states().items() if state in _PENDING_STATES}

    def error_message(self, paragraph: int) -> str:
        """Return why a paragraph did not come, in a sentence; empty when nothing went wrong."""
        return self._messages.get(self._keys.get(paragraph, ""), "")
