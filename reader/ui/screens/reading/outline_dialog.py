"""OutlineDialog: list the headings of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens import messages
from reader.ui.screens.list_dialog import ListDialog
from reader.ui.widgets.item_lists import Choice, ChoiceList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.model.article import Article

INDENT = "   "
"""Indent of each heading level."""


class OutlineDialog(ListDialog[Choice[int]]):
    """A list of headings; its result is the offset of the chosen one, in code points."""

    HEADING = "Contents"
    LIST = ChoiceList
    EMPTY = messages.NO_MATCHING_HEADING

    def __init__(self, article: Article, caret: int) -> None:
        self._article = article
        self._caret = caret
        super().__init__()

    def items(self) -> Sequence[Choice[int]]:
        """Return the headings with their position in percent."""
        article = self._article
        highest = min((heading.level for heading in article.headings), default=1)
        current, length = self._current_heading(), max(1, len(article.text))
        found = []
        for heading in article.headings:
            start = article.paragraphs[heading.paragraph].start
            position = f"{100 * start // length} %"
            found.append(
                Choice(
                    start,
                    INDENT * (heading.level - highest) + article.paragraph(heading.paragraph),
                    f"you are here · {position}" if heading.paragraph == current else position,
                )
            )
        return found

    def _current_heading(self) -> int | None:
        """Return the paragraph of the current heading; None before the first."""
        index = self._article.paragraph_at(self._caret)
        return next((h.paragraph for h in reversed(self._article.headings) if h.paragraph <= index), None)

    def initial_index(self, shown: Sequence[Choice[int]]) -> int:
        """Return the index of the last shown heading before the caret."""
        before = [index for index, item in enumerate(shown) if item.value is not None and item.value <= self._caret]
        return before[-1] if before else 0

    def choose(self, item: Choice[int]) -> None:
        """Go to the heading."""
        self.finish(item.value)
