"""Conversion between rows of the table ``translations`` and Translation values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

from reader.text.model.translations import Origin, Piece, Translation

_ORIGINS = {origin.value: origin for origin in Origin}
COLUMNS = "text, origin, engine, engine_version, created, CAST(segments AS BLOB)"
"""Segments as bytes: most are never read, so decoding them is left until they are."""


def translation_of(row: Sequence[Any]) -> Translation:
    """Return a row (text, origin, engine, version, date, segments) as a Translation."""
    text, origin, engine, version, created, segments = row
    return Translation(
        text, _ORIGINS[origin], engine, version, created, () if segments is None else _LazyPieces(segments)
    )


def pieces_to_json(pieces: Sequence[Piece]) -> str | None:
    """Return the pieces of a translation as JSON, or None if there are none."""
    if not pieces:
        return None
    import json  # not needed without an engine

    return json.dumps([[piece.text, list(piece.sentences)] for piece in pieces], ensure_ascii=False)


class _LazyPieces(Sequence[Piece]):
    """Pieces parsed from JSON on first use: a book has tens of thousands."""

    __slots__ = ("_read", "_written")

    def __init__(self, written: str | bytes) -> None:
        self._written = written
        self._read: tuple[Piece, ...] | None = None

    def _all(self) -> tuple[Piece, ...]:
        if self._read is None:
            import json  # as above

            self._read = tuple(Piece(text, tuple(sentences)) for text, sentences in json.loads(self._written))
        return self._read

    @overload
    def __getitem__(self, index: int) -> Piece: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Piece, ...]: ...

    def __getitem__(self, index: int | slice) -> Piece | tuple[Piece, ...]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _LazyPieces) and self._written == other._written:
            return True
        return self._all() == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())
