"""Signs in the margin that show the status of each paragraph's translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.translation_status import TranslationStatus
from reader.ui.spread.columns import ColumnMode

if TYPE_CHECKING:
    from reader.text.model.article import Article
    from reader.ui.spread.columns import Columns
    from reader.ui.spread.spread import Row

STATUS_SIGNS = {
    TranslationStatus.OWN: "*",
    TranslationStatus.ENGINE: "°",
    TranslationStatus.ROUGH: "~",
    TranslationStatus.PENDING: "…",
    TranslationStatus.FAILED: "!",
    TranslationStatus.NOT_REQUESTED: "·",
}
"""The sign of each status; translations from the file have none."""
UNTRANSLATED = frozenset({TranslationStatus.PENDING, TranslationStatus.FAILED, TranslationStatus.NOT_REQUESTED})
"""Statuses of a paragraph without translation."""
SIGN_OFFSET = 2
"""Cells from a sign to the text it belongs to, the sign included."""


class GutterSigns:
    """The gutter signs of one article in one layout.

    A sign stands before the first line of the translation. Without a translation, it stands where
    that line would begin in facing columns; otherwise outside the highlight bars of the French.
    """

    def __init__(
        self, columns: Columns, french: Article, english: Article | None, statuses: tuple[TranslationStatus, ...]
    ) -> None:
        self._columns, self._french, self._english, self._statuses = columns, french, english, statuses

    def sign_on(self, row: Row) -> tuple[int, str]:
        """Return the column and the sign of a row; (-1, "") if it has none."""
        index = row.paragraph
        if not 0 <= index < len(self._statuses):
            return -1, ""
        state, shape = self._statuses[index], self._columns
        x = -1
        if row.english is not None and self._english is not None:
            if row.english.start == self._english.paragraphs[index].start:
                x = shape.gutter_x if shape.mode is ColumnMode.ENGLISH else shape.english_x - SIGN_OFFSET
        elif row.french is not None and row.french.start == self._french.paragraphs[index].start:
            if shape.mode is ColumnMode.FACING:
                x = shape.english_x - SIGN_OFFSET
            elif state in UNTRANSLATED and not self._is_implied(state):
                x = max(0, shape.gutter_x - 1) if shape.gutter_x >= 0 else -1
        sign = STATUS_SIGNS.get(state, "")
        return (x, sign) if sign and x >= 0 else (-1, "")

    def _is_implied(self, state: TranslationStatus) -> bool:
        """Whether a status needs no sign: in French-only mode nothing is requested by default."""
        return self._columns.mode is ColumnMode.FRENCH and state is TranslationStatus.NOT_REQUESTED
