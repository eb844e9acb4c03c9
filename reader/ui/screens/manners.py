"""Manners: choosing how the English of this article shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens import sentences as say
from reader.ui.screens.sheet import Sheet
from reader.ui.spread.geometry import Manner
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


class MannersSheet(Sheet):
    """The ways the English can show. Choosing one closes the sheet and gives it back."""

    HEADING = "How the English shows"
    ENTER = "Choose"

    def __init__(self, now: Manner) -> None:
        self._now = now
        super().__init__()

    def make_list(self) -> ChoiceList:
        """Return the list of choices."""
        return ChoiceList(id="rows", empty=say.NOTHING_HAS_THESE_WORDS)

    def items(self) -> Sequence[Choice]:
        """Return the manners; the one of now says so."""
        return [Choice(manner.value, label, "now" if manner is self._now else "") for manner, label in LABELS.items()]

    def words(self, item: Choice) -> str:
        """Return the words of a choice."""
        return item.label

    def first_current(self, shown: Sequence[Choice]) -> int:
        """Begin at the manner of now."""
        return next((index for index, item in enumerate(shown) if item.key == self._now.value), 0)

    def choose(self, item: Choice) -> None:
        """Close, and give the manner back."""
        self.finish(Manner.named(item.key))
