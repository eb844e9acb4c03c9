"""A remembered translation as other programs exchange it: a paragraph, what faces it, and where that is from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass
from reader.text.cleaning import clean_line
from reader.text.model.translations import Origin, Piece

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_LENGTH: Final = 1_000_000
"""Code points of one unit; no paragraph is so long."""
ORIGINS_BY_NAME: Final = {origin.value: origin for origin in Origin}
"""Whose words they are, by the name that a file has for it."""
METADATA_KEYS: Final = ("origin", "engine", "engine-version", "created", "pieces", "article", "occurrence")
"""What our files say of a unit beside its words, in their order."""


@frozen_dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One paragraph with its translation, as written to a file and read from one."""

    source: str
    """The paragraph, on one line."""
    text: str
    """What faces it, on one line."""
    source_language: str
    """ISO 639-1, as of the target."""
    target_language: str
    origin: Origin | None = None
    """Whose words they are; None: a file of another program does not say."""
    engine: str = ""
    version: str = ""
    created: str = ""
    """ISO 8601 in UTC; empty: not said."""
    pieces: tuple[Piece, ...] = ()
    """What an engine said, in pieces; empty: not known."""
    article: str = ""
    """The hash of the text that the words belong to; empty where they belong to every article."""
    occurrence: int = 0
    """How many of the same paragraph come before it in that article."""


def format_pieces(pieces: tuple[Piece, ...]) -> str:
    """Return how the text is cut: the code points of each piece and the sentences it answers.

    >>> pieces_written((Piece("Yes.", (0,)), Piece("No.", (1, 2))))
    '4:0 3:1,2'
    """
    return " ".join(f"{len(piece.text)}:{','.join(map(str, piece.sentences))}" for piece in pieces)


def parse_pieces(stored: str, text: str) -> tuple[Piece, ...]:
    """Return the pieces of a text as ``pieces_written`` told them; none when they do not fit the text.

    >>> read_pieces("4:0 3:1,2", "Yes. No.")
    (Piece(text='Yes.', sentences=(0,)), Piece(text='No.', sentences=(1, 2)))
    """
    pieces, at = [], 0
    try:
        for part in stored.split():
            length, _, numbers = part.partition(":")
            end = at + int(length)
            sentences = tuple(map(int, numbers.split(",")))
            if end > len(text) or not text[at:end].strip() or min(sentences) < 0:
                return ()
            pieces.append(Piece(text[at:end], sentences))
            at = end + 1
    except ValueError:
        return ()
    return tuple(pieces) if " ".join(piece.text for piece in pieces) == text else ()


def metadata_of(unit: TranslationUnit) -> dict[str, str]:
    """Return what a file of ours says of a unit, by the names of ``SAID``; what is empty is left out."""
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
    """Return a unit from what its file says of it; what cannot be used is left out.

    A date of TMX, which files of other programs have instead of ours, stands under ``date``.
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
    """Return a date of TMX (``20240131T235900Z``) as ours; empty when it is none."""
    from datetime import UTC, datetime

    try:
        return datetime.strptime(stored, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return ""
