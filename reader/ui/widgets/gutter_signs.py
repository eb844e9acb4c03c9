"""Signs: one cell in the margin that says what is known of a paragraph's English, and where it stands in each manner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.translation_status import EnglishState
from reader.ui.spread.columns import Mode

if TYPE_CHECKING:
    from reader.text.model.article import Article
    from reader.ui.spread.columns import Geometry
    from reader.ui.spread.spread import Row

SIGNS = {
    EnglishState.OWN: "*",
    EnglishState.ENGINE: "°",
    EnglishState.ROUGH: "~",
    EnglishState.WAITING: "…",
    EnglishState.FAILED: "!",
    EnglishState.NOT_ASKED: "·",
}
"""The signs; what came with the article has none."""
TO_COME = frozenset({EnglishState.WAITING, EnglishState.FAILED, EnglishState.NOT_ASKED})
"""States of a paragraph that has no English."""
SIGN_BEFORE = 2
"""Cells between a sign and the words it speaks of, its own included."""


class Signs:
    """The signs of one article on a page of one shape.

    A sign stands before the first line of the English. Where a paragraph has none, it stands where that would begin if both face
    each other, else in the margin of the French, outside the bars of its highlights.
    """

    def __init__(
        self, geometry: Geometry, french: Article, english: Article | None, states: tuple[EnglishState, ...]
    ) -> None:
        self._geometry, self._french, self._english, self._states = geometry, french, english, states

    def of(self, row: Row) -> tuple[int, str]:
        """Return the cell of a row's sign and the sign; (-1, "") where it has none."""
        index = row.paragraph
        if not 0 <= index < len(self._states):
            return -1, ""
        state, shape = self._states[index], self._geometry
        x = -1
        if row.english is not None and self._english is not None:
            if row.english.start == self._english.paragraphs[index].start:
                x = shape.gutter_x if shape.mode is Mode.ENGLISH else shape.english_x - SIGN_BEFORE
        elif row.french is not None and row.french.start == self._french.paragraphs[index].start:
            if shape.mode is Mode.FACING:
                x = shape.english_x - SIGN_BEFORE
            elif state in TO_COME and not self._goes_without_saying(state):
                x = max(0, shape.gutter_x - 1) if shape.gutter_x >= 0 else -1
        sign = SIGNS.get(state, "")
        return (x, sign) if sign and x >= 0 else (-1, "")

    def _goes_without_saying(self, state: EnglishState) -> bool:
        """Tell whether a page shows no sign of a state: on one of French nothing is asked for before the reader wants it."""
        return self._geometry.mode is Mode.FRENCH and state is EnglishState.NOT_ASKED
