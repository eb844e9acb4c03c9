"""WordingsSheet: what the reader wrote of one paragraph before, and what stands there without it; any of them can be brought back.

Words that a crash left unfinished in other paragraphs stand below: that is the way to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens import messages as say
from reader.ui.screens.list_dialog import ListDialog
from reader.ui.widgets.detail_list import DetailItem, DetailList, excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.model.translations import OwnTranslation, Translation


class HistoryDialog(ListDialog[DetailItem[str | int]]):
    """One paragraph in the reader's own words, the latest first. It gives back the words to have (none: another's), or a number."""

    HEADING = say.VERSIONS_HEADING
    LIST = DetailList
    OPEN_LABEL = "Choose"

    def __init__(
        self,
        french: str,
        wordings: Sequence[OwnTranslation],
        used: str | None = None,
        others: Sequence[Translation] = (),
        left: Sequence[tuple[str, str]] = (),
    ) -> None:
        """``used`` are the reader's words in use; ``others`` what the file and the engines say, the one to stand there first.

        ``left``: where words of other paragraphs were left unfinished, and the words. Chosen, the sheet gives back its number.
        """
        self._french, self._versions, self._current, self._others, self._drafts = french, wordings, used, others, left
        super().__init__()

    def items(self) -> Sequence[DetailItem[str | int]]:
        """Return the French, each of the reader's wordings once, and what stands there without them."""
        items: list[DetailItem[str | int]] = [DetailItem(None, "", detail=excerpt(self._french), plain=True)]
        seen: set[str] = set()
        for one in self._versions:
            if one.text in seen:
                continue
            seen.add(one.text)
            used = one.text == self._current
            fact = say.version_date(one.created, shown=used)
            items.append(DetailItem(one.text, say.YOURS, fact, excerpt(one.text), plain=True, is_initial=used))
        for other in self._others[:1]:
            used = self._current is None
            fact = say.version_date(other.created, shown=used)
            items.append(
                DetailItem("", say.translation_source(other), fact, excerpt(other.text), plain=True, is_initial=used)
            )
        if not self._others and self._current is not None:
            items.append(DetailItem("", say.EMPTY_TRANSLATION, "", say.EMPTY_TRANSLATION_DETAIL))
        for number, (where, body) in enumerate(self._drafts):
            items.append(DetailItem(number, say.NOT_FINISHED, where, excerpt(body), plain=True))
        return items

    def initial_index(self, shown: Sequence[DetailItem[str | int]]) -> int:
        """Begin at the words that are shown, else below the French."""
        return next((at for at, item in enumerate(shown) if item.is_initial), min(1, len(shown) - 1))

    def choose(self, item: DetailItem[str | int]) -> None:
        """Close, and give the words back."""
        if item.value is not None:
            self.finish(item.value)
