"""Segments: links between sentences as an engine's answer tells them, where it came back in pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from reader.text.alignment.sentence_alignment import Link, align_sentences
from reader.text.segmentation.sentences import sentences
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

AlignedPiece: TypeAlias = tuple[str, tuple[int, ...]]
"""A piece of English on one line, and the indexes of the French sentences that it answers."""


def join_pieces(pieces: Sequence[AlignedPiece]) -> str:
    """Return the pieces as the English of a paragraph, as the memory keeps it."""
    return " ".join(text for text, _ in pieces)


def links_from_pieces(
    french: Sequence[str], pieces: Sequence[AlignedPiece], start: int = 0
) -> tuple[tuple[Span, ...], tuple[Link, ...]] | None:
    """Return the spans of the English, shifted by ``start``, and their links; None when the pieces tell nothing to rely on.

    A piece that answers one sentence is one span, whatever sentences it has, and its link is certain. Inside a piece that
    answers several, sentences are linked by lengths and signs, and with no others. The pieces must answer each sentence
    once, in order: an answer given for sentences that were since cut otherwise tells nothing.
    """
    if [index for _, answered in pieces for index in answered] != list(range(len(french))):
        return None
    spans: list[Span] = []
    links: list[Link] = []
    for text, answered in pieces:
        if not answered or not text.strip():
            return None
        first = answered[0]
        if len(answered) == 1:
            links.append(Link(range(first, first + 1), range(len(spans), len(spans) + 1), 1.0))
            spans.append(Span(start, start + len(text)))
        else:
            cut = sentences(text, start)
            words = [text[span.start - start : span.end - start] for span in cut]
            found = align_sentences([french[index] for index in answered], words)
            links += [_shifted(one, first, len(spans)) for one in found]
            spans += cut
        start += len(text) + 1
    return tuple(spans), tuple(links)


def _shifted(one: Link, french: int, english: int) -> Link:
    ours = range(one.french.start + french, one.french.stop + french)
    return Link(ours, range(one.english.start + english, one.english.stop + english), one.confidence)
