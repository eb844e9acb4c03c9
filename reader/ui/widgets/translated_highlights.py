"""The translations of highlighted text, found for visible paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.text.spans import Span
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.text.alignment.sentence_alignment import SentenceAlignment
    from reader.ui.spread.sentence_links import SentenceLinks
    from reader.ui.spread.spread import Spread
    from reader.ui.widgets.decorations import HighlightIndex

MAX_CACHED: Final = 200
"""Cached paragraphs, or parts of long ones: more than a window shows."""


class TranslatedHighlights:
    """The words matching the highlighted ones, in confidently linked sentences.

    Cached until the highlights change.
    """

    def __init__(self, sentence_links: Callable[[], SentenceLinks | None], highlights: HighlightIndex) -> None:
        self._sentence_links = sentence_links
        self._highlights = highlights
        self._fully_highlighted: dict[int, bool] = {}
        self._found: dict[int, tuple[SentenceAlignment, tuple[Span, ...]]] = {}
        """By identity of the alignment: comparing its many sentences for each row would be slow."""

    def on_line(self, paragraph: int, french: Span, line: Span) -> tuple[Span, ...]:
        """Return the spans that may be on a line of a paragraph's translation.

        ``french`` is the span of the French paragraph.
        """
        links = self._sentence_links() if self._highlights.touches(french) else None
        if links is None:
            return ()
        found: list[Span] = []
        for linked in links.linked_sentences(paragraph, line):
            cached = self._found.get(id(linked))
            if cached is None:
                if len(self._found) > MAX_CACHED:
                    self._found.clear()
                cached = self._found[id(linked)] = linked, tuple(self._find(links, linked))
            found += cached[1]
        return tuple(found)

    def is_fully_highlighted(self, paragraph: int, french: Span) -> bool:
        """Whether highlights cover all of a paragraph, whose French span is ``french``."""
        found = self._fully_highlighted.get(paragraph)
        if found is None:
            if len(self._fully_highlighted) > MAX_CACHED:
                self._fully_highlighted.clear()
            covered = sum(len(run.clip(french)) for run, _ in self._highlights.runs_on(french))
            found = self._fully_highlighted[paragraph] = covered == len(french)
        return found

    def _find(self, links: SentenceLinks, linked: SentenceAlignment) -> Iterator[Span]:
        indexes: set[int] = set()
        if linked.french:
            around = Span(linked.french[0].start, linked.french[-1].end)
            indexes.update(index for _, inner in self._highlights.runs_on(around) for index in inner)
        marked = [self._highlights.highlights[index].anchor.span for index in indexes]
        return _merge_adjacent(sorted(_matching_spans(links, linked, marked)), links.english.text)


def _matching_spans(links: SentenceLinks, linked: SentenceAlignment, marked: list[Span]) -> Iterator[Span]:
    """Yield the translation of each highlighted part of a sentence."""
    if not marked:
        return
    from reader.text.alignment.phrase_alignment import (
        align_phrase,  # not needed in French-only mode
    )

    french, english = links.french.text, links.english.text
    for ours, theirs in linked.confident_pairs():
        for span in marked:
            if span.overlaps(ours):
                part = span.clip(ours)
                found = align_phrase(
                    ours.of(french), theirs.of(english), Span(part.start - ours.start, part.end - ours.start)
                )
                yield Span(theirs.start + found.start, theirs.start + found.end)


def _merge_adjacent(spans: list[Span], text: str) -> Iterator[Span]:
    """Merge spans that overlap or have only white space between them."""
    whole = Span(0, 0)
    for span in spans:
        if whole and not text[whole.end : span.start].strip():
            whole = Span(whole.start, max(whole.end, span.end))
            continue
        if whole:
            yield whole
        whole = span
    if whole:
        yield whole


def facing_paragraphs(spread: Spread, spans: Iterable[Span]) -> list[Span]:
    """Return the visible translations of the paragraphs that French spans touch."""
    french, english = spread.french, spread.english
    if english is None:
        return []
    found: set[int] = set()
    for span in spans:
        found.update(range(french.paragraph_at(span.start), french.paragraph_at(span.end - 1) + 1))
    return [english.paragraphs[index] for index in found if spread.shows(index, Side.ENGLISH)]
