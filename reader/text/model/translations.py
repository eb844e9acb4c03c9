"""Translations of a paragraph as values: text, origin, and the sentences each piece covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUGH_ENGINES = frozenset({"apertium"})
"""Engines that give only rough translations. Listed here so that no engine need be imported."""


def is_imported(engine: str) -> bool:
    """Return whether an engine name is that of an imported file: it has a dot."""
    return "." in engine


class Origin(Enum):
    """Where a translation comes from; the value is what the library file holds."""

    USER = "reader"
    """Written by the user. Nothing else replaces it."""
    FILE = "file"
    """Came with the article."""
    ENGINE = "engine"


@frozen_dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a translation, and the sentences of the paragraph it translates."""

    text: str
    sentences: tuple[int, ...]
    """Indexes, ascending."""


@frozen_dataclass(frozen=True, slots=True)
class Translation:
    """The translation of one paragraph."""

    text: str
    """Never empty; without line ends."""
    origin: Origin
    engine: str = ""
    """The engine that translated it; empty without one."""
    version: str = ""
    """The version of that engine."""
    created: str = ""
    """When it was saved: ISO 8601, UTC, to the second."""
    pieces: Sequence[Piece] = ()
    """The text in pieces; empty: unknown. They may be decoded lazily."""


class PiecesByParagraph(Mapping[int, tuple[tuple[str, tuple[int, ...]], ...]]):
    """The translation pieces of paragraphs that have them, by paragraph index.

    Lookups are lazy: only the few paragraphs in the window are requested.
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
    """Number and size of saved translations of one origin, engine and language pair."""

    origin: Origin
    engine: str
    """Empty without an engine."""
    source_language: str
    """ISO 639-1, like the target."""
    target_language: str
    count: int
    """Paragraphs."""
    size: int
    """Bytes, approximately."""


@frozen_dataclass(frozen=True, slots=True)
class OwnTranslation:
    """A version of the user's own translation of a paragraph."""

    text: str
    created: str
    """ISO 8601, UTC, to the second."""


@frozen_dataclass(frozen=True, slots=True)
class OwnTranslationDraft:
    """An unsaved translation by the user, stored so that a crash cannot lose it."""

    paragraph: int
    """Index in the article."""
    body: str
    """The text typed so far."""
    owner: str
    """The process that edits it. Other processes are not offered a draft in use."""
    modified: str
    """ISO 8601, UTC, to the second."""
