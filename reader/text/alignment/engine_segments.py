"""Engine segments: sentence links from the pieces of an engine's answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from reader.text.alignment.sentence_alignment import Link, align_sentences
from reader.text.segmentation.sentences import sentences
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

AlignedPiece: TypeAlias = tuple[str, tuple[int, ...]]
"""A one-line piece of English, and the indexes of the French sentences it translates."""


def join_pieces(pieces: Sequence[AlignedPiece]) -> str:
    """Return the pieces as the translation of a paragraph, as stored."""
    return " ".join(text for text, _ in pieces)


def links_from_pieces(
    french: Sequence[str], pieces: Sequence[AlignedPiece], start: int = 0
) -> tuple[tuple[Span, ...], tuple[Link, ...]] | None:
    """Return the English spans, shifted by ``start``, and their links; None when unusable.

    A piece for one sentence is one span, even if it has several sentences, and its link is certain.
    Inside a piece for several sentences, those are aligned by lengths and tokens. The pieces must
    cover each sentence once, in order; otherwise they belong to another segmentation.
    """
    if [index for _, indexes in pieces for index in indexes] != list(range(len(french))):
        return None
    spans: list[Span] = []
    links: list[Link] = []
    for text, indexes in pieces:
        if not indexes or not text.strip():
            return None
        first = indexes[0]
        if len(indexes) == 1:
            links.append(Link(range(first, first + 1), range(len(spans), len(spans) + 1), 1.0))
            spans.append(Span(start, start + len(text)))
        else:
            spans_inside = sentences(text, start)
            texts = [text[span.start - start : span.end - start] for span in spans_inside]
            inner = align_sentences([french[index] for index in indexes], texts)
            links += [_shifted(found_link, first, len(spans)) for found_link in inner]
            spans += spans_inside
        start += len(text) + 1
    return tuple(spans), tuple(links)


def _shifted(link: Link, french: int, english: int) -> Link:
    shifted = range(link.french.start + french, link.french.stop + french)
    return Link(shifted, range(link.english.start + english, link.english.stop + english), link.confidence)
