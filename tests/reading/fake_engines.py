"""Engines for the tests: real ones as far as the Translator can tell, whose answers the test decides."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.translation.engine import Declaration, Request, Segment

if TYPE_CHECKING:
    import queue
    from collections.abc import Callable

    from reader.reading.translating.scheduler import Ticket
    from reader.reading.translating.worker import Outcome, Translator
    from reader.translation.engine import EngineError

LOCAL = Declaration("essai", "Essai", "")


@dataclass
class Speaking:
    """An engine that does what a function does."""

    speak: Callable[[Request], str]
    declaration: Declaration = LOCAL
    asked: list[str] = field(default_factory=list)
    stopped: list[threading.Event] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        with self.changed:
            self.asked.append(request.paragraph)
            self.stopped.append(stop)
            self.changed.notify_all()
        return (Segment(self.speak(request), tuple(range(len(request.sentences)))),)

    def wait_asked(self, count: int) -> None:
        """Wait until so many requests have come."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.asked) >= count, timeout=10)


@dataclass
class Heard:
    """Who is told, and remembers it."""

    answers: list[tuple[str, str, bool]] = field(default_factory=list)
    troubles: list[tuple[str, EngineError, bool]] = field(default_factory=list)

    def answered(self, ticket: Ticket, segments: tuple[Segment, ...], *, wanted: bool) -> None:
        self.answers.append((ticket.paragraph.key, " ".join(segment.text for segment in segments), wanted))

    def troubled(self, ticket: Ticket, error: EngineError, *, tell: bool) -> None:
        self.troubles.append((ticket.paragraph.key, error, tell))


def request_of(key: str) -> Request:
    return Request((key,), key)


def take(translator: Translator, posted: queue.Queue[Outcome], count: int = 1) -> None:
    """Take in that many outcomes, as the application's loop does; queue.Empty when they do not come."""
    for _ in range(count):
        translator.arrive(posted.get(timeout=10))
        translator.step()
