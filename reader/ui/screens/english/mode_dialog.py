"""The dialog for choosing the translation layout of this article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens.list_dialog import ListDialog
from reader.ui.spread.columns import EnglishMode
from reader.ui.widgets.item_lists import Choice, ChoiceList

if TYPE_CHECKING:
    from collections.abc import Sequence

MODE_LABELS = {
    EnglishMode.AUTOMATIC: "Automatic",
    EnglishMode.FACING: "Side by side",
    EnglishMode.INTERLEAVED: "Under each paragraph",
    EnglishMode.ENGLISH: "English only",
    EnglishMode.REVEAL: "Hidden (T reveals)",
    EnglishMode.YOURSELF: "Translate it yourself",
}
"""The labels of the modes, in the order of the list."""


class EnglishModeDialog(ListDialog[Choice[EnglishMode]]):
    """The translation layouts. The result is the chosen mode."""

    HEADING = "Translation layout"
    LIST = ChoiceList
    OPEN_LABEL = "Choose"

    def __init__(self, current: EnglishMode) -> None:
        self._current = current
        super().__init__()

    def items(self) -> Sequence[Choice[EnglishMode]]:
        """Return the modes, with the current one marked."""
        return [
            Choice(mode, label, "current" if mode is self._current else "", is_initial=mode is self._current)
            for mode, label in MODE_LABELS.items()
        ]

    def choose(self, item: Choice[EnglishMode]) -> None:
        """Close the dialog with the chosen mode."""
        self.finish(item.value)
