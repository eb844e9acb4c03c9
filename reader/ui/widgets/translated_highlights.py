"""Traces: what highlights on the French come to on the English side, found for the paragraphs that are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.text.spans import Span
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.text.alignment.sentence_alignment import Linked
    from reader.ui.spread.sentence_links import Pairing
    from reader.ui.spread.spread import Spread
    from reader.ui.widgets.decorations import Marks

KEPT: Final = 200
"""Paragraphs, or stretches of long ones, whose traces are kept: more than a window shows."""


class Traces:
    """The English words that answer the highlighted ones, in sentences that surely answer. Kept until the marks change."""

    def __init__(self, pairing: Callable[[], Pairing | None], marks: Marks) -> None:
        self._pairing = pairing
        self._marks = marks
        self._all_marked: dict[int, bool] = {}
        self._found: dict[int, tuple[Linked, tuple[Span, ...]]] = {}
        """By the identity of what links the sentences: they are many, and compared for each row."""

    def of(self, paragraph: int, french: Span, line: Span) -> tuple[Span, ...]:
        """Return the traces that may be on a line of the English of one paragraph; ``french`` is its French."""
        pairing = self._pairing() if self._marks.touch(french) else None
        if pairing is None:
            return ()
        found: list[Span] = []
        for linked in pairing.linked(paragraph, line):
            known = self._found.get(id(linked))
            if known is None:
                if len(self._found) > KEPT:
                    self._found.clear()
                known = self._found[id(linked)] = linked, tuple(self._find(pairing, linked))
            found += known[1]
        return tuple(found)

    def all_marked(self, paragraph: int, french: Span) -> bool:
        """Tell whether highlights lie over all of a paragraph, together; ``french`` is its French."""
        found = self._all_marked.get(paragraph)
        if found is None:
            if len(self._all_marked) > KEPT:
                self._all_marked.clear()
            lying = sum(len(run.clip(french)) for run, _ in self._marks.on(french))
            found = self._all_marked[paragraph] = lying == len(french)
        return found

    def _find(self, pairing: Pairing, linked: Linked) -> Iterator[Span]:
        over: set[int] = set()
        if linked.french:
            around = Span(linked.french[0].start, linked.french[-1].end)
            over.update(index for _, lying in self._marks.on(around) for index in lying)
        marked = [self._marks.all[index].anchor.span for index in over]
        return _joined(sorted(_answers(pairing, linked, marked)), pairing.english.text)


def _answers(pairing: Pairing, linked: Linked, marked: list[Span]) -> Iterator[Span]:
    """Yield the English of each part of a sentence that is marked."""
    if not marked:
        return
    from reader.text.alignment.phrase_alignment import extent  # not in the first frame of those who read French alone

    french, english = pairing.french.text, pairing.english.text
    for ours, theirs in linked.sure():
        for span in marked:
            if span.overlaps(ours):
                part = span.clip(ours)
                found = extent(
                    ours.of(french), theirs.of(english), Span(part.start - ours.start, part.end - ours.start)
                )
                yield Span(theirs.start + found.start, theirs.start + found.end)


def _joined(spans: list[Span], text: str) -> Iterator[Span]:
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


def facing(spread: Spread, spans: Iterable[Span]) -> list[Span]:
    """Return the paragraphs of the English that face spans of the French and are shown: where their traces are."""
    french, english = spread.french, spread.english
    if english is None:
        return []
    found: set[int] = set()
    for span in spans:
        found.update(range(french.paragraph_at(span.start), french.paragraph_at(span.end - 1) + 1))
    return [english.paragraphs[index] for index in found if spread.shows(index, Side.ENGLISH)]
