"""The interface of translation engines: declaration, request, segments and errors.

The permission dialog, ``docs/privacy.md`` and the scheduler read the same declaration. Exceptions
of client libraries never leave an engine: they can hold the text, the address or the key.
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
    """One paragraph to translate. Never more, so that no answer can be matched to another paragraph."""

    sentences: tuple[str, ...]
    """The paragraph's sentences in order, without the white space between them; at least one."""
    paragraph: str
    """The whole paragraph, as stored."""
    source: str = "fr"
    """ISO 639-1 code of the language to translate from."""
    target: str = "en"
    """ISO 639-1 code of the language to translate into."""
    context: str = ""
    """The text before the paragraph, for engines that use context."""

    def __post_init__(self) -> None:
        if not self.sentences or not all(sentence.strip() for sentence in self.sentences):
            raise ValueError("a request needs sentences")


@frozen_dataclass(frozen=True, slots=True)
class Segment:
    """A piece of an answer, and the sentences it translates."""

    text: str
    """Never empty."""
    sentences: tuple[int, ...]
    """Indexes of the request's sentences, ascending; all of them for an answer in one piece."""

    def __post_init__(self) -> None:
        if not self.text.strip() or not self.sentences:
            raise ValueError("a segment needs words, and sentences that it answers")


@frozen_dataclass(frozen=True, slots=True)
class Declaration:
    """What an engine is, what it sends and where; shown to the user before anything is sent."""

    name: str
    """Its name in settings and on the command line: ``deepl``."""
    label: str
    """Its name on the screen: ``DeepL``."""
    host: str
    """Where the text goes, with a non-standard port; empty if nothing leaves the machine."""
    sends: tuple[str, ...] = ()
    """What is sent, a few words each: "the paragraph, sentence by sentence".

    Permission is stored with these words: another wording asks the user again.
    """
    remarks: tuple[str, ...] = ()
    """Sentences the user should know: who stores what, what is unofficial, how good it is."""
    rough: bool = False
    """Whether its translations are rough, and labelled so wherever they are shown."""
    version: str = ""
    """Model, server or API version. Translations are stored per version."""
    max_in_flight: int = 1
    """Maximum number of simultaneous requests."""
    min_interval: float = 0.0
    """Minimum seconds between the starts of two requests."""
    daily_limit: int | None = None
    """Code points allowed per day; None: no known limit."""

    @property
    def is_remote(self) -> bool:
        """Whether text is sent to another machine, which needs permission."""
        return bool(self.host)


class ErrorKind(Enum):
    """Why there is no translation. The values are stored in the library."""

    RATE_LIMIT = "rate"
    """Too many requests; retry later."""
    QUOTA = "quota"
    """The daily or monthly quota is used up."""
    UNAUTHORIZED = "refused"
    """The key is missing, wrong or not permitted."""
    BLOCKED = "blocked"
    """A web page instead of an answer (captcha, block page)."""
    UNREACHABLE = "unreachable"
    """No connection: offline, unknown host name, refused, TLS error."""
    TIMED_OUT = "timed_out"
    """No complete answer before the deadline."""
    SERVER_ERROR = "server"
    """The service failed (5xx)."""
    INVALID_ANSWER = "nonsense"
    """Not a translation: empty, implausible length, source text unchanged, or a notice."""
    TOO_LONG = "too_long"
    """A sentence is longer than the engine accepts."""
    UNSUPPORTED_LANGUAGE = "language"
    """The engine does not support the language pair."""
    NOT_AVAILABLE = "not_there"
    """Something the engine needs is not installed or not found."""
    CANCELED = "stopped"
    """Canceled by the program; not reported."""


class EngineError(EnregardError):
    """A paragraph could not be translated. The message is for the user: what happened, what to do.

    It never holds the text, an address or a key.
    """

    def __init__(self, kind: ErrorKind, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.retry_after = retry_after
        """Seconds to wait according to the service; None: not given."""


class Engine(Protocol):
    """A translation engine. Called from several threads: calls keep no state on it."""

    @property
    def declaration(self) -> Declaration:
        """What it is, what it sends and where. Cheap; sends nothing."""

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return the translation of one paragraph, in order and checked; EngineError if there is none.

        Blocks at most for the engine's own timeout, less if possible once ``stop`` is set.
        """
