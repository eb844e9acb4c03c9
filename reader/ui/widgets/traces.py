"""Traces: what highlights on the French come to on the English side, found for the paragraphs that are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.text.spans import Span
    from reader.ui.spread.links import Pairing
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
