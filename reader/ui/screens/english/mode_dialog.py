"""Manners: choosing how the English of this article shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens.list_dialog import Sheet
from reader.ui.spread.columns import Manner
from reader.ui.widgets.item_lists import Choice, ChoiceList

if TYPE_CHECKING:
    from collections.abc import Sequence

LABELS = {
    Manner.AUTOMATIC: "As the width allows",
    Manner.FACING: "Side by side",
    Manner.INTERLEAVED: "Under each paragraph",
    Manner.ENGLISH: "English alone",
    Manner.REVEAL: "Hidden until asked for",
    Manner.YOURSELF: "Translate it yourself",
}
"""What each manner is called, in the order of the list."""


class MannersSheet(Sheet[Choice[Manner]]):
    """The ways the English can show. Choosing one closes the sheet and gives it back."""

    HEADING = "How the English shows"
    LIST = ChoiceList
    ENTER = "Choose"

    def __init__(self, now: Manner) -> None:
        self._now = now
        super().__init__()

    def items(self) -> Sequence[Choice[Manner]]:
        """Return the manners; the one of now says so."""
        return [
            Choice(manner, label, "now" if manner is self._now else "", begins=manner is self._now)
            for manner, label in LABELS.items()
        ]

    def choose(self, item: Choice[Manner]) -> None:
        """Close, and give the manner back."""
        self.finish(item.value)
