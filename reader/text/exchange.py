"""A remembered translation as other programs exchange it: a paragraph, what faces it, and where that is from."""

from __future__ import annotations

from dataclasses import dataclass

from reader.text.english import Origin, Piece


@dataclass(frozen=True, slots=True)
class Unit:
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


def pieces_written(pieces: tuple[Piece, ...]) -> str:
    """Return how the text is cut: the code points of each piece and the sentences it answers.

    >>> pieces_written((Piece("Yes.", (0,)), Piece("No.", (1, 2))))
    '4:0 3:1,2'
    """
    return " ".join(f"{len(piece.text)}:{','.join(map(str, piece.sentences))}" for piece in pieces)


def read_pieces(written: str, text: str) -> tuple[Piece, ...]:
    """Return the pieces of a text as ``pieces_written`` told them; none when they do not fit the text.

    >>> read_pieces("4:0 3:1,2", "Yes. No.")
    (Piece(text='Yes.', sentences=(0,)), Piece(text='No.', sentences=(1, 2)))
    """
    pieces, at = [], 0
    try:
        for part in written.split():
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
