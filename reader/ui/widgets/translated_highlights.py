"""Traces: what highlights on the French come to on the English side, found for the paragraphs that are painted."""

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
"""Paragraphs, or stretches of long ones, whose traces are kept: more than a window shows."""


class TranslatedHighlights:
    """The English words that answer the highlighted ones, in sentences that surely answer. Kept until the marks change."""

    def __init__(self, sentence_links: Callable[[], SentenceLinks | None], highlights: HighlightIndex) -> None:
        self._sentence_links = sentence_links
        self._highlights = highlights
        self._fully_highlighted: dict[int, bool] = {}
        self._found: dict[int, tuple[SentenceAlignment, tuple[Span, ...]]] = {}
        """By the identity of what links the sentences: they are many, and compared for each row."""

    def on_line(self, paragraph: int, french: Span, line: Span) -> tuple[Span, ...]:
        """Return the traces that may be on a line of the English of one paragraph; ``french`` is its French."""
        pairing = self._sentence_links() if self._highlights.touches(french) else None
        if pairing is None:
            return ()
        found: list[Span] = []
        for linked in pairing.linked_sentences(paragraph, line):
            known = self._found.get(id(linked))
            if known is None:
                if len(self._found) > MAX_CACHED:
                    self._found.clear()
                known = self._found[id(linked)] = linked, tuple(self._find(pairing, linked))
            found += known[1]
        return tuple(found)

    def is_fully_highlighted(self, paragraph: int, french: Span) -> bool:
        """Tell whether highlights lie over all of a paragraph, together; ``french`` is its French."""
        found = self._fully_highlighted.get(paragraph)
        if found is None:
            if len(self._fully_highlighted) > MAX_CACHED:
                self._fully_highlighted.clear()
            lying = sum(len(run.clip(french)) for run, _ in self._highlights.runs_on(french))
            found = self._fully_highlighted[paragraph] = lying == len(french)
        return found

    def _find(self, pairing: SentenceLinks, linked: SentenceAlignment) -> Iterator[Span]:
        over: set[int] = set()
        if linked.french:
            around = Span(linked.french[0].start, linked.french[-1].end)
            over.update(index for _, lying in self._highlights.runs_on(around) for index in lying)
        marked = [self._highlights.highlights[index].anchor.span for index in over]
        return _merge_adjacent(sorted(_matching_spans(pairing, linked, marked)), pairing.english.text)


def _matching_spans(pairing: SentenceLinks, linked: SentenceAlignment, marked: list[Span]) -> Iterator[Span]:
    """Yield the English of each part of a sentence that is marked."""
    if not marked:
        return
    from reader.text.alignment.phrase_alignment import (
        align_phrase,  # not in the first frame of those who read French alone
    )

    french, english = pairing.french.text, pairing.english.text
    for ours, theirs in linked.confident_pairs():
        for span in marked:
            if span.overlaps(ours):
                part = span.clip(ours)
                found = align_phrase(
                    ours.of(french), theirs.of(english), Span(part.start - ours.start, part.end - ours.start)
                )
                yield Span(theirs.start + found.start, theirs.start + found.end)


def _merge_adjacent(spans: list[Span], text: str) -> Iterator[Span]:
    """Yield spans in order, those that overlap, or have only white space between them, as one."""
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
    """Return the paragraphs of the English that face spans of the French and are shown: where their traces are."""
    french, english = spread.french, spread.english
    if english is None:
        return []
    found: set[int] = set()
    for span in spans:
        found.update(range(french.paragraph_at(span.start), french.paragraph_at(span.end - 1) + 1))
    return [english.paragraphs[index] for index in found if spread.shows(index, Side.ENGLISH)]
