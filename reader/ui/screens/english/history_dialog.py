"""The dialog of your earlier versions of a paragraph, with the translation they replace.

Unfinished translations of other paragraphs, left by a crash, are listed below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens import messages
from reader.ui.screens.list_dialog import ListDialog
from reader.ui.widgets.detail_list import DetailItem, DetailList, excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.model.translations import OwnTranslation, Translation


class HistoryDialog(ListDialog[DetailItem[str | int]]):
    """Your versions of one paragraph, latest first.

    The result is the text to use (empty: the other translation) or the index of a draft.
    """

    HEADING = messages.VERSIONS_HEADING
    LIST = DetailList
    OPEN_LABEL = "Choose"

    def __init__(
        self,
        french: str,
        versions: Sequence[OwnTranslation],
        current: str | None = None,
        others: Sequence[Translation] = (),
        drafts: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show ``versions``; ``current`` is the one in use, ``others`` are translations by others.

        ``drafts`` are unfinished translations of other paragraphs: where they are, and their text.
        """
        self._french, self._versions, self._current, self._others, self._drafts = (
            french,
            versions,
            current,
            others,
            drafts,
        )
        super().__init__()

    def items(self) -> Sequence[DetailItem[str | int]]:
        """Return the French, each distinct version, the translation they replace, and the drafts."""
        items: list[DetailItem[str | int]] = [DetailItem(None, "", detail=excerpt(self._french), plain=True)]
        seen: set[str] = set()
        for version in self._versions:
            if version.text in seen:
                continue
            seen.add(version.text)
            current = version.text == self._current
            fact = messages.version_date(version.created, shown=current)
            items.append(
                DetailItem(version.text, messages.YOURS, fact, excerpt(version.text), plain=True, is_initial=current)
            )
        for other in self._others[:1]:
            current = self._current is None
            fact = messages.version_date(other.created, shown=current)
            items.append(
                DetailItem(
                    "", messages.translation_source(other), fact, excerpt(other.text), plain=True, is_initial=current
                )
            )
        if not self._others and self._current is not None:
            items.append(DetailItem("", messages.EMPTY_TRANSLATION, "", messages.EMPTY_TRANSLATION_DETAIL))
        for number, (where, body) in enumerate(self._drafts):
            items.append(DetailItem(number, messages.NOT_FINISHED, where, excerpt(body), plain=True))
        return items

    def initial_index(self, shown: Sequence[DetailItem[str | int]]) -> int:
        """Return the index of the current version, else of the first one below the French."""
        return next((at for at, item in enumerate(shown) if item.is_initial), min(1, len(shown) - 1))

    def choose(self, item: DetailItem[str | int]) -> None:
        """Close the dialog with the chosen text or draft."""
        if item.value is not None:
            self.finish(item.value)
