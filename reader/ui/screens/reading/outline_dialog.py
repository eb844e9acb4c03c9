"""The outline: the headings of the article, to go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens import messages as say
from reader.ui.screens.list_dialog import ListDialog
from reader.ui.widgets.item_lists import Choice, ChoiceList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.model.article import Article

INDENT = "   "
"""What each level lies deeper than the one above it."""


class OutlineDialog(ListDialog[Choice[int]]):
    """The headings by level, the one being read first chosen. It gives back the code point where the chosen one begins."""

    HEADING = "Contents"
    LIST = ChoiceList
    EMPTY = say.NO_MATCHING_HEADING

    def __init__(self, article: Article, caret: int) -> None:
        self._article = article
        self._caret = caret
        super().__init__()

    def items(self) -> Sequence[Choice[int]]:
        """Return the headings, with how far into the text they are; the one being read says so."""
        article = self._article
        highest = min((heading.level for heading in article.headings), default=1)
        here, length = self._current_heading(), max(1, len(article.text))
        found = []
        for heading in article.headings:
            start = article.paragraphs[heading.paragraph].start
            where = f"{100 * start // length} %"
            found.append(
                Choice(
                    start,
                    INDENT * (heading.level - highest) + article.paragraph(heading.paragraph),
                    f"you are here · {where}" if heading.paragraph == here else where,
                )
            )
        return found

    def _current_heading(self) -> int | None:
        """Return the paragraph of the heading being read under; None before the first."""
        index = self._article.paragraph_at(self._caret)
        return next((h.paragraph for h in reversed(self._article.headings) if h.paragraph <= index), None)

    def initial_index(self, shown: Sequence[Choice[int]]) -> int:
        """Begin at the last heading before the caret, of those that pass the filter."""
        before = [index for index, item in enumerate(shown) if item.value is not None and item.value <= self._caret]
        return before[-1] if before else 0

    def choose(self, item: Choice[int]) -> None:
        """Go there."""
        self.finish(item.value)
