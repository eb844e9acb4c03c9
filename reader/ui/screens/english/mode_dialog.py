"""Manners: choosing how the English of this article shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens.list_dialog import ListDialog
from reader.ui.spread.columns import EnglishMode
from reader.ui.widgets.item_lists import Choice, ChoiceList

if TYPE_CHECKING:
    from collections.abc import Sequence

MODE_LABELS = {
    EnglishMode.AUTOMATIC: "As the width allows",
    EnglishMode.FACING: "Side by side",
    EnglishMode.INTERLEAVED: "Under each paragraph",
    EnglishMode.ENGLISH: "English alone",
    EnglishMode.REVEAL: "Hidden until asked for",
    EnglishMode.YOURSELF: "Translate it yourself",
}
"""What each manner is called, in the order of the list."""


class EnglishModeDialog(ListDialog[Choice[EnglishMode]]):
    """The ways the English can show. Choosing one closes the sheet and gives it back."""

    HEADING = "How the English shows"
    LIST = ChoiceList
    OPEN_LABEL = "Choose"

    def __init__(self, now: EnglishMode) -> None:
        self._current = now
        super().__init__()

    def items(self) -> Sequence[Choice[EnglishMode]]:
        """Return the manners; the one of now says so."""
        return [
            Choice(manner, label, "now" if manner is self._current else "", is_initial=manner is self._current)
            for manner, label in MODE_LABELS.items()
        ]

    def choose(self, item: Choice[EnglishMode]) -> None:
        """Close, and give the manner back."""
        self.finish(item.value)
