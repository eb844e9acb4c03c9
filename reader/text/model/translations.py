"""The English of a paragraph as a value: its words, whose they are, and which sentences they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUGH_ENGINES = frozenset({"apertium"})
"""Engines whose English is a rough gloss, as they declare themselves; known here without loading one."""


def is_imported(engine: str) -> bool:
    """Tell whether the name under which words are remembered is that of a file they were brought in from: it has a dot."""
    return "." in engine


class Origin(Enum):
    """Whose words they are; the value is what the library file holds."""

    USER = "reader"
    """The reader's own wording: pinned, nothing else takes its place."""
    FILE = "file"
    """Came with the article."""
    ENGINE = "engine"


@frozen_dataclass(frozen=True, slots=True)
class Piece:
    """A piece of English, and the sentences of the paragraph that it answers."""

    text: str
    sentences: tuple[int, ...]
    """Indexes, ascending."""


@frozen_dataclass(frozen=True, slots=True)
class Translation:
    """What is known of the English of one paragraph."""

    text: str
    """Never empty; without line ends."""
    origin: Origin
    engine: str = ""
    """Which engine said it; empty where none was asked."""
    version: str = ""
    """The engine's version that said it."""
    created: str = ""
    """When it was kept: ISO 8601, UTC, to the second."""
    pieces: Sequence[Piece] = ()
    """The text in pieces; empty: not known. They may be read only once they are looked at."""


class PiecesByParagraph(Mapping[int, tuple[tuple[str, tuple[int, ...]], ...]]):
    """The English that came in pieces, by the index of its paragraph: which sentences each piece answers.

    It is asked for the few paragraphs in the window, so nothing is made for the thousands beside them.
    """

    __slots__ = ("_translations",)

    def __init__(self, translations: Sequence[Translation | None]) -> None:
        self._translations = translations

    def __getitem__(self, index: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
        found = self._translations[index] if 0 <= index < len(self._translations) else None
        if found is None or not found.pieces:
            raise KeyError(index)
        return tuple((piece.text, piece.sentences) for piece in found.pieces)

    def __iter__(self) -> Iterator[int]:
        return (index for index, found in enumerate(self._translations) if found is not None and found.pieces)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, PiecesByParagraph):
            return self._translations == other._translations
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]


@frozen_dataclass(frozen=True, slots=True)
class SavedTranslations:
    """How much is remembered of one kind."""

    origin: Origin
    engine: str
    """Empty where no engine was asked."""
    source_language: str
    """ISO 639-1, as of the target."""
    target_language: str
    count: int
    """Paragraphs."""
    size: int
    """Bytes, about."""


@frozen_dataclass(frozen=True, slots=True)
class OwnTranslation:
    """What the reader wrote once as the English of a paragraph."""

    text: str
    created: str
    """ISO 8601, UTC, to the second."""


@frozen_dataclass(frozen=True, slots=True)
class OwnTranslationDraft:
    """A wording being written and not yet kept; on disk, so that a crash cannot lose its words."""

    paragraph: int
    """Index in the article."""
    body: str
    """As typed so far."""
    owner: str
    """Which run of the program writes it; another run is not offered a draft in use."""
    modified: str
    """ISO 8601, UTC, to the second."""
