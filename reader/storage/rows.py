"""A row of translations as a value, and how an engine's pieces are written in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

from reader.text.model.translations import Origin, Piece, Translation

_ORIGINS = {origin.value: origin for origin in Origin}
COLUMNS = "text, origin, engine, engine_version, created, CAST(segments AS BLOB)"
"""Segments as bytes: most of them are never read, and need not be made a text."""


def translation_of(row: Sequence[Any]) -> Translation:
    """Return a row (text, origin, engine, version, date, segments) as a value."""
    text, origin, engine, version, created, segments = row
    return Translation(text, _ORIGINS[origin], engine, version, created, () if segments is None else _Pieces(segments))


def pieces_to_json(pieces: Sequence[Piece]) -> str | None:
    """Return the pieces of a translation as its row has them; None, where it is not known that it has any."""
    if not pieces:
        return None
    import json  # who has no engine does not wait for it

    return json.dumps([[piece.text, list(piece.sentences)] for piece in pieces], ensure_ascii=False)


class _Pieces(Sequence[Piece]):
    """Pieces as the library file has them, read once they are looked at: a book has them by the ten thousand."""

    __slots__ = ("_read", "_written")

    def __init__(self, written: str | bytes) -> None:
        self._written = written
        self._read: tuple[Piece, ...] | None = None

    def _all(self) -> tuple[Piece, ...]:
        if self._read is None:
            import json  # as above

            self._read = tuple(Piece(words, tuple(numbers)) for words, numbers in json.loads(self._written))
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
        if isinstance(other, _Pieces) and self._written == other._written:
            return True
        return self._all() == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())
