"""Translation units: a paragraph, its translation and its metadata, as files exchange them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass
from reader.text.cleaning import clean_line
from reader.text.model.translations import Origin, Piece

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_LENGTH: Final = 1_000_000
"""Code points of one unit. No paragraph is that long."""
ORIGINS_BY_NAME: Final = {origin.value: origin for origin in Origin}
"""Origins by their name in files."""
METADATA_KEYS: Final = ("origin", "engine", "engine-version", "created", "pieces", "article", "occurrence")
"""Metadata that our files hold for a unit, in this order."""


@frozen_dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One paragraph with its translation, as written to or read from a file."""

    source: str
    """The paragraph, on one line."""
    text: str
    """The translation, on one line."""
    source_language: str
    """ISO 639-1, like the target."""
    target_language: str
    origin: Origin | None = None
    """None: a file of another program does not state it."""
    engine: str = ""
    version: str = ""
    created: str = ""
    """ISO 8601 in UTC; empty: unknown."""
    pieces: tuple[Piece, ...] = ()
    """The engine's answer in pieces; empty: unknown."""
    article: str = ""
    """Hash of the article's text; empty: for every article."""
    occurrence: int = 0
    """How many equal paragraphs come before it in that article."""


def format_pieces(pieces: tuple[Piece, ...]) -> str:
    """Return the pieces as text: the code points of each, and the sentences it translates.

    >>> format_pieces((Piece("Yes.", (0,)), Piece("No.", (1, 2))))
    '4:0 3:1,2'
    """
    return " ".join(f"{len(piece.text)}:{','.join(map(str, piece.sentences))}" for piece in pieces)


def parse_pieces(stored: str, text: str) -> tuple[Piece, ...]:
    """Return the pieces that ``format_pieces`` wrote; none when they do not fit the text.

    >>> parse_pieces("4:0 3:1,2", "Yes. No.")
    (Piece(text='Yes.', sentences=(0,)), Piece(text='No.', sentences=(1, 2)))
    """
    pieces, offset = [], 0
    try:
        for part in stored.split():
            length, _, numbers = part.partition(":")
            end = offset + int(length)
            sentences = tuple(map(int, numbers.split(",")))
            if end > len(text) or not text[offset:end].strip() or min(sentences) < 0:
                return ()
            pieces.append(Piece(text[offset:end], sentences))
            offset = end + 1
    except ValueError:
        return ()
    return tuple(pieces) if " ".join(piece.text for piece in pieces) == text else ()


def metadata_of(unit: TranslationUnit) -> dict[str, str]:
    """Return a unit's metadata by the names of ``METADATA_KEYS``, without empty values."""
    values = (
        unit.origin.value if unit.origin is not None else "",
        unit.engine,
        unit.version,
        unit.created,
        format_pieces(unit.pieces),
        unit.article,
        str(unit.occurrence) if unit.occurrence else "",
    )
    return {name: value for name, value in zip(METADATA_KEYS, values, strict=True) if value}


def unit_from_metadata(
    source: str, text: str, source_language: str, target_language: str, metadata: Mapping[str, str]
) -> TranslationUnit:
    """Return a unit from the metadata of its file. Invalid values are ignored.

    TMX files of other programs give the date as ``date`` instead of ``created``.
    """
    occurrence = metadata.get("occurrence", "")
    return TranslationUnit(
        source,
        text,
        source_language,
        target_language,
        origin=ORIGINS_BY_NAME.get(metadata.get("origin", "")),
        engine=clean_line(metadata.get("engine", "")),
        version=clean_line(metadata.get("engine-version", "")),
        created=clean_line(metadata.get("created", "")) or parse_date(metadata.get("date", "")),
        pieces=parse_pieces(metadata.get("pieces", ""), text),
        article=metadata.get("article", ""),
        occurrence=int(occurrence[:9]) if occurrence.isascii() and occurrence.isdigit() else 0,
    )


def parse_date(stored: str) -> str:
    """Return a TMX date (``20240131T235900Z``) as ISO 8601; empty when it is invalid."""
    from datetime import UTC, datetime

    try:
        return datetime.strptime(stored, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return ""
