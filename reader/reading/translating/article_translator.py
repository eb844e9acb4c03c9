"""Filling: one engine bringing the English that paragraphs lack, as the reader comes to them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, Protocol

from reader.errors import StorageError
from reader.reading.translating.backoff import PERSONAL
from reader.reading.translating.engine_usage import Account
from reader.reading.translating.requests import request_of
from reader.reading.translating.scheduler import State, Wanted
from reader.reading.translating.worker import GUARD, Outcome, Translator
from reader.storage.paragraph_hashes import paragraph_hash
from reader.text.cleaning import clean_line
from reader.text.model.translation_status import EnglishState
from reader.text.model.translations import Origin, Piece, Translation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.reading.translating.backoff import Pause
    from reader.reading.translating.engine_store import LibraryMemory
    from reader.reading.translating.scheduler import Ticket
    from reader.text.model.article import Article
    from reader.translation.engine import Declaration, Engine, EngineError, Request, Segment


_TO_COME: Final = {
    State.WAITING: EnglishState.WAITING,
    State.UNDER_WAY: EnglishState.WAITING,
    State.FAILED: EnglishState.FAILED,
}
"""How what the schedule knows of a paragraph shows."""


class Listener(Protocol):
    """Who is told what comes, on the thread that made the Filling."""

    def came(self, paragraph: str, found: Translation) -> None:
        """Take the English of a paragraph, for the article of now if it still has that paragraph."""

    def failed(self, sentence: str) -> None:
        """Tell the reader why there is none, or why it could not be kept."""

    def lacking(self, paragraph: str, sentence: str) -> None:
        """Take note that there is none for this paragraph alone, and why: worth a word only where it is being read."""


class Filling:
    """One engine at work for one article after another. What hangs is never waited for."""

    def __init__(
        self,
        engine: Engine,
        memory: LibraryMemory,
        post: Callable[[Outcome], None],
        listener: Listener,
        *,
        target: str,
        created: Callable[[], str],
        now: Callable[[], float] = time.time,
        guard: float = GUARD,
    ) -> None:
        """``post`` is called from threads and brings an outcome to ``arrive``; ``created`` gives the date of now, as kept."""
        self.declaration: Declaration = engine.declaration
        self._memory, self._listener = memory, listener
        self._target, self._created, self._now = target, created, now
        self._account = Account(self.declaration, memory)
        self._schedule = self._account.schedule
        self._translator = Translator(engine, self._schedule, self._request_of, post, self, now=now, guard=guard)
        self._article: Article | None = None
        self._source = "fr"
        self._keys: dict[int, str] = {}
        self._places: dict[str, tuple[Article, int, str]] = {}
        self._sent: dict[str, Request] = {}
        self._begged: set[str] = set()
        self._reasons: dict[str, str] = {}

    # -- what is wanted ---------------------------------------------------------------------------

    def attend(self, article: Article, source: Callable[[], str]) -> None:
        """Turn to an article; what the one before wanted is forgotten. ``source`` tells its language (ISO 639-1)."""
        if article is not self._article:
            self.drop()
            self._article, self._source, self._keys = article, source(), {}

    def want(self, paragraphs: Iterable[int]) -> None:
        """Ask for these paragraphs of the article, the first of them first, and for none wanted before and not sent."""
        self._schedule.want(self._wanted(paragraphs))

    def want_whole(self, paragraphs: Iterable[int]) -> None:
        """Ask for these too, once nothing nearer is wanted; none: no longer."""
        self._schedule.want_whole(self._wanted(paragraphs))

    def again(self, paragraph: int) -> None:
        """Ask for a paragraph because the reader says so; he is told if it comes to nothing."""
        for wanted in self._wanted([paragraph]):
            self._begged.add(wanted.key)
            self._schedule.again(wanted)

    def drop(self) -> None:
        """Forget all that was not sent; answers under way are kept when they come."""
        self._translator.drop(under_way=False)
        self._begged.clear()
        self._places = {}

    def _wanted(self, paragraphs: Iterable[int]) -> list[Wanted]:
        article, wanted = self._article, list[Wanted]()
        if article is None:
            return wanted
        for index in paragraphs:
            words = article.paragraph(index)
            if words.strip():
                key = self._keys.setdefault(index, "") or paragraph_hash(words)
                self._keys[index] = key
                self._places[key] = article, index, self._source
                wanted.append(Wanted(key, len(words)))
        return wanted

    def _request_of(self, key: str) -> Request:
        article, index, source = self._places[key]
        request = self._sent[key] = request_of(article, index, source=source, target=self._target)
        return request

    # -- work -------------------------------------------------------------------------------------

    def step(self) -> float | None:
        """Send what may be sent; return in how many seconds to be called again, None: on a change."""
        wait = self._translator.step()
        self._keep_account()
        return wait

    def arrive(self, outcome: Outcome) -> None:
        """Take in what a thread handed over."""
        self._translator.arrive(outcome)
        self._keep_account()

    def _keep_account(self) -> None:
        """Keep what outlives the run, when it changed."""
        try:
            self._account.keep()
        except StorageError as error:
            self._listener.failed(str(error))

    def answered(self, ticket: Ticket, segments: tuple[Segment, ...], *, wanted: bool) -> None:
        """Keep an answer, wanted still or not, and hand it on."""
        del wanted  # whether it is shown is the listener's to see: the article of now may have the same words
        request = self._sent[ticket.paragraph.key]
        self._begged.discard(ticket.paragraph.key)
        self._reasons.pop(ticket.paragraph.key, None)
        pieces = tuple(Piece(clean_line(segment.text), segment.sentences) for segment in segments)
        try:
            self._memory.keep(request, segments, self.declaration)
        except StorageError as error:
            self._listener.failed(str(error))
        self._listener.came(
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

    def troubled(self, ticket: Ticket, error: EngineError, *, tell: bool) -> None:
        """Remember why a paragraph did not come; tell it the first time, and whenever the reader asked for it himself."""
        key = ticket.paragraph.key
        self._reasons[key] = str(error)
        here = ticket.generation == self._schedule.generation  # of what was dropped nobody wants to hear
        if (tell and here) or key in self._begged:
            self._begged.discard(key)
            self._listener.failed(str(error))
        elif here and error.trouble in PERSONAL:
            article, index, _ = self._places[key]
            self._listener.lacking(article.paragraph(index), str(error))

    # -- what is known ----------------------------------------------------------------------------

    @property
    def sending(self) -> int:
        """How many requests are under way."""
        return self._schedule.sending

    @property
    def left(self) -> int:
        """How many paragraphs are wanted and neither answered nor failed."""
        return self._schedule.left

    @property
    def pause(self) -> Pause | None:
        """Why the engine is not asked now; None: nothing stands against it."""
        pause = self._schedule.pause
        return None if pause is None or pause.over(self._now()) else pause

    def known(self) -> dict[int, State]:
        """Return the state of each paragraph of the article that was wanted since it was opened."""
        return {index: self._schedule.state(key) for index, key in self._keys.items()}

    def to_come(self) -> dict[int, EnglishState]:
        """Return which paragraphs of the article are waited for, and which came to nothing."""
        return {index: _TO_COME[state] for index, state in self.known().items() if state in _TO_COME}

    def reason(self, paragraph: int) -> str:
        """Return why a paragraph did not come, in a sentence; empty when nothing went wrong."""
        return self._reasons.get(self._keys.get(paragraph, ""), "")
