"""Traces: what highlights on the French come to on the English side, found for the paragraphs that are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.text.spans import Span
    from reader.ui.spread.links import Pairing
    from reader.ui.spread.spread import Spread
    from reader.ui.widgets.look import Marks


class Traces:
    """The English sentences that surely answer those a highlight lies on. Kept for each paragraph until the marks change."""

    def __init__(self, pairing: Callable[[], Pairing | None], marks: Marks) -> None:
        self._pairing = pairing
        self._marks = marks
        self._found: dict[int, tuple[Span, ...]] = {}

    def of(self, paragraph: int, french: Span) -> tuple[Span, ...]:
        """Return the traces in the English of one paragraph, disjoint and in order; ``french`` is its French."""
        found = self._found.get(paragraph)
        if found is None:
            found = self._found[paragraph] = self._find(paragraph, french)
        return found

    def _find(self, paragraph: int, french: Span) -> tuple[Span, ...]:
        runs = [span for span, _ in self._marks.on(french)]
        pairing = self._pairing() if runs else None
        if pairing is None:
            return ()
        sentences = pairing.linked(paragraph).french
        marked = [span for span in sentences if any(span.overlaps(run) for run in runs)]
        answers = {pairing.answer(Side.FRENCH, span.start) for span in marked}
        return tuple(sorted(answer for answer in answers if answer))


def facing(spread: Spread, spans: Iterable[Span]) -> list[Span]:
    """Return the paragraphs of the English that face spans of the French and are shown: where their traces are."""
    french, english = spread.french, spread.english
    if english is None:
        return []
    found: set[int] = set()
    for span in spans:
        found.update(range(french.paragraph_at(span.start), french.paragraph_at(span.end - 1) + 1))
    return [english.paragraphs[index] for index in found if spread.shows(index, Side.ENGLISH)]
