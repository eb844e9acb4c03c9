"""Translate the missing paragraphs of the open article with one engine."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, Protocol

from reader.errors import StorageError
from reader.reading.translating.backoff import PARAGRAPH_ERRORS
from reader.reading.translating.engine_usage import EngineUsage
from reader.reading.translating.request_builder import build_request
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
"""How the scheduler's states are shown."""


class TranslationListener(Protocol):
    """Receives translations and failures, on the thread that created the ArticleTranslator."""

    def on_translation(self, paragraph: str, found: Translation) -> None:
        """Apply the translation of a paragraph, if the open article has that paragraph."""

    def on_failure(self, message: str) -> None:
        """Show why there is no translation, or why it was not saved."""

    def on_paragraph_failure(self, paragraph: str, message: str) -> None:
        """Show why this paragraph has no translation, if it is being read."""


class ArticleTranslator:
    """One engine, working for one article after another. Never waits for a stuck request."""

    def __init__(
        self,
        engine: Engine,
        store: LibraryEngineStore,
        post: Callable[[RequestResult], None],
        listener: TranslationListener,
        *,
        target: str,
        created: Callable[[], str],
        now: Callable[[], float] = time.time,
        timeout: float = REQUEST_TIMEOUT,
    ) -> None:
        """``post`` is called from threads and passes a result to ``handle_result``.

        ``created`` returns the current date as stored.
        """
        self.declaration: Declaration = engine.declaration
        self._store, self._listener = store, listener
        self._target, self._created, self._now = target, created, now
        self._usage = EngineUsage(self.declaration, store)
        self._scheduler = self._usage.scheduler
        self._worker = EngineWorker(engine, self._scheduler, self._build_request, post, self, now=now, timeout=timeout)
        self._article: Article | None = None
        self._source = "fr"
        self._keys: dict[int, str] = {}
        self._locations: dict[str, tuple[Article, int, str]] = {}
        self._requests: dict[str, Request] = {}
        self._retried: set[str] = set()
        self._messages: dict[str, str] = {}

    # -- queue ------------------------------------------------------------------------------------

    def set_article(self, article: Article, source: Callable[[], str]) -> None:
        """Switch to an article and clear the queue. ``source`` returns its language (ISO 639-1)."""
        if article is not self._article:
            self.clear()
            self._article, self._source, self._keys = article, source(), {}

    def request(self, paragraphs: Iterable[int]) -> None:
        """Request these paragraphs in order of priority, instead of those queued before."""
        self._scheduler.set_nearby(self._queue_items(paragraphs))

    def request_all(self, paragraphs: Iterable[int]) -> None:
        """Also request these once nothing nearer is queued; empty: stop that."""
        self._scheduler.set_background(self._queue_items(paragraphs))

    def retry(self, paragraph: int) -> None:
        """Request a paragraph again for the user, who gets a message if it fails."""
        for item in self._queue_items([paragraph]):
            self._retried.add(item.key)
            self._scheduler.retry(item)

    def clear(self) -> None:
        """Clear the queue; answers of requests in flight are still saved."""
        self._worker.clear(cancel_in_flight=False)
        self._retried.clear()
        self._locations = {}

    def _queue_items(self, paragraphs: Iterable[int]) -> list[QueuedParagraph]:
        article, items = self._article, list[QueuedParagraph]()
        if article is None:
            return items
        for index in paragraphs:
            text = article.paragraph(index)
            if text.strip():
                key = self._keys.setdefault(index, "") or paragraph_hash(text)
                self._keys[index] = key
                self._locations[key] = article, index, self._source
                items.append(QueuedParagraph(key, len(text)))
        return items

    def _build_request(self, key: str) -> Request:
        article, index, source = self._locations[key]
        request = self._requests[key] = build_request(article, index, source=source, target=self._target)
        return request

    # -- requests and results ---------------------------------------------------------------------

    def step(self) -> float | None:
        """Send what can be sent; return the seconds until the next call, None: nothing scheduled."""
        wait = self._worker.step()
        self._save_usage()
        return wait

    def handle_result(self, result: RequestResult) -> None:
        """Process a result from a thread."""
        self._worker.handle_result(result)
        self._save_usage()

    def _save_usage(self) -> None:
        """Save the pause and the characters sent, if changed."""
        try:
            self._usage.save()
        except StorageError as error:
            self._listener.on_failure(str(error))

    def on_answer(self, in_flight: InFlight, segments: tuple[Segment, ...], *, wanted: bool) -> None:
        """Save an answer, and pass it on."""
        del wanted  # the listener decides: the open article may have the same paragraph
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
        """Store the message; report the first of its kind, and every failed retry of the user."""
        key = in_flight.paragraph.key
        self._messages[key] = str(error)
        current = in_flight.generation == self._scheduler.generation  # not cleared since
        if (report and current) or key in self._retried:
            self._retried.discard(key)
            self._listener.on_failure(str(error))
        elif current and error.kind in PARAGRAPH_ERRORS:
            article, index, _ = self._locations[key]
            self._listener.on_paragraph_failure(article.paragraph(index), str(error))

    # -- state ------------------------------------------------------------------------------------

    @property
    def in_flight_count(self) -> int:
        """The number of requests in flight."""
        return self._scheduler.in_flight_count

    @property
    def pending_count(self) -> int:
        """The number of paragraphs queued or in flight."""
        return self._scheduler.pending_count

    @property
    def pause(self) -> Pause | None:
        """The current pause; None: requests can be sent."""
        pause = self._scheduler.pause
        return None if pause is None or pause.is_over(self._now()) else pause

    def states(self) -> dict[int, RequestState]:
        """Return the state of each paragraph requested since the article was opened."""
        return {index: self._scheduler.state(key) for index, key in self._keys.items()}

    def pending(self) -> dict[int, TranslationStatus]:
        """Return the paragraphs that are pending or have failed."""
        return {index: _PENDING_STATES[state] for index, state in self.states().items() if state in _PENDING_STATES}

    def error_message(self, paragraph: int) -> str:
        """Return why a paragraph was not translated; empty: no error."""
        return self._messages.get(self._keys.get(paragraph, ""), "")
