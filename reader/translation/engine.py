"""What an engine is: a declaration of what it sends and where, and one paragraph turned into segments, or a trouble told.

The consent screen, ``docs/privacy.md`` and the scheduling all read the same declaration. Errors are ours: what a client library
says in its exceptions can hold the text, the address or the key, and never goes further than the engine.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Protocol

from reader.errors import EnregardError
from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    import threading


@frozen_dataclass(frozen=True, slots=True)
class Request:
    """One paragraph to translate: never more than one, so that no answer can be shifted against its French."""

    sentences: tuple[str, ...]
    """The paragraph's sentences in order, without the white space between them; at least one, none empty."""
    paragraph: str
    """The whole paragraph, as stored."""
    source: str = "fr"
    """ISO 639-1 code of the language to translate from."""
    target: str = "en"
    """ISO 639-1 code of the language to translate into."""
    context: str = ""
    """What stands before it, for engines that take context."""

    def __post_init__(self) -> None:
        if not self.sentences or not all(sentence.strip() for sentence in self.sentences):
            raise ValueError("a request needs sentences")


@frozen_dataclass(frozen=True, slots=True)
class Segment:
    """A piece of an answer, and the sentences it answers."""

    text: str
    """Never empty."""
    sentences: tuple[int, ...]
    """Indexes of the request's sentences, ascending; all of them where the paragraph came back in one piece."""

    def __post_init__(self) -> None:
        if not self.text.strip() or not self.sentences:
            raise ValueError("a segment needs words, and sentences that it answers")


@frozen_dataclass(frozen=True, slots=True)
class Declaration:
    """What an engine is and does, as the reader is told before anything is sent."""

    name: str
    """What settings and the command line call it: ``deepl``."""
    label: str
    """What the screen calls it: ``DeepL``."""
    host: str
    """Where the text goes, with its port where it is not the usual one; empty when nothing leaves the machine."""
    sends: tuple[str, ...] = ()
    """What is sent, each a few words: "the paragraph, sentence by sentence"."""
    remarks: tuple[str, ...] = ()
    """Sentences about what the reader should know: who keeps what, what is unofficial, how good it is."""
    rough: bool = False
    """Whether its English is a rough gloss, and labelled so wherever it shows."""
    version: str = ""
    """The model, server or kind of answer that its translations are kept under; another version is asked anew."""
    max_in_flight: int = 1
    """How many requests may be under way at once."""
    min_interval: float = 0.0
    """Seconds from the beginning of one request to the next."""
    daily_limit: int | None = None
    """Characters a day that it takes; None: no limit known."""

    @property
    def is_remote(self) -> bool:
        """Whether anything is sent to somebody else: what needs consent."""
        return bool(self.host)


class ErrorKind(Enum):
    """Why there is no translation; the value is what the library file remembers."""

    RATE_LIMIT = "rate"
    """Too many requests: later."""
    QUOTA = "quota"
    """The day's or month's allowance is used up."""
    UNAUTHORIZED = "refused"
    """The key is missing, wrong or not allowed."""
    BLOCKED = "blocked"
    """A page for humans came instead of an answer."""
    UNREACHABLE = "unreachable"
    """No connection: offline, no such name, refused, broken TLS."""
    TIMED_OUT = "timed_out"
    """No whole answer within the time there is."""
    SERVER_ERROR = "server"
    """The service has a fault of its own (5xx)."""
    INVALID_ANSWER = "nonsense"
    """An answer that is none: empty, of another length, the French given back, a notice."""
    TOO_LONG = "too_long"
    """A sentence longer than the engine takes."""
    UNSUPPORTED_LANGUAGE = "language"
    """The engine does not know the pair of languages."""
    NOT_AVAILABLE = "not_there"
    """What the engine needs is not installed or not found."""
    CANCELED = "stopped"
    """Stopped because the program asked for it; nobody is told."""


class EngineError(EnregardError):
    """A paragraph that was not translated: a sentence for the reader (what happened, what to do), never the text, an address or a key."""

    def __init__(self, kind: ErrorKind, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.retry_after = retry_after
        """Seconds that the service asked us to wait; None: it did not say."""


class Engine(Protocol):
    """Something that turns one paragraph into English. Used from several threads: a call keeps nothing of its own on the engine."""

    @property
    def declaration(self) -> Declaration:
        """What it is, what it sends and where. Costs nothing and sends nothing."""

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return the English of one paragraph, in order, checked; EngineError when there is none.

        Blocks, at most for the engine's own time limit; gives up sooner, where it can, once ``stop`` is set.
        """
