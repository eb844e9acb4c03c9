"""WordingsSheet: what the reader wrote of one paragraph before, and what stands there without it; any of them can be brought back.

Words that a crash left unfinished in other paragraphs stand below: that is the way to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens import messages as say
from reader.ui.screens.list_dialog import Sheet
from reader.ui.widgets.detail_list import Told, ToldList, beginning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.model.translations import Translation, Wording


class WordingsSheet(Sheet[Told[str | int]]):
    """One paragraph in the reader's own words, the latest first. It gives back the words to have (none: another's), or a number."""

    HEADING = say.WORDINGS
    LIST = ToldList
    ENTER = "Choose"

    def __init__(
        self,
        french: str,
        wordings: Sequence[Wording],
        used: str | None = None,
        others: Sequence[Translation] = (),
        left: Sequence[tuple[str, str]] = (),
    ) -> None:
        """``used`` are the reader's words in use; ``others`` what the file and the engines say, the one to stand there first.

        ``left``: where words of other paragraphs were left unfinished, and the words. Chosen, the sheet gives back its number.
        """
        self._french, self._wordings, self._used, self._others, self._left = french, wordings, used, others, left
        super().__init__()

    def items(self) -> Sequence[Told[str | int]]:
        """Return the French, each of the reader's wordings once, and what stands there without them."""
        items: list[Told[str | int]] = [Told(None, "", said=beginning(self._french), plain=True)]
        seen: set[str] = set()
        for one in self._wordings:
            if one.text in seen:
                continue
            seen.add(one.text)
            used = one.text == self._used
            fact = say.day_of(one.created, shown=used)
            items.append(Told(one.text, say.YOURS, fact, beginning(one.text), plain=True, begins=used))
        for other in self._others[:1]:
            used = self._used is None
            fact = say.day_of(other.created, shown=used)
            items.append(Told("", say.english_short(other), fact, beginning(other.text), plain=True, begins=used))
        if not self._others and self._used is not None:
            items.append(Told("", say.NO_WORDS, "", say.NO_WORDS_ARE))
        for number, (where, body) in enumerate(self._left):
            items.append(Told(number, say.NOT_FINISHED, where, beginning(body), plain=True))
        return items

    def first_current(self, shown: Sequence[Told[str | int]]) -> int:
        """Begin at the words that are shown, else below the French."""
        return next((at for at, item in enumerate(shown) if item.begins), min(1, len(shown) - 1))

    def choose(self, item: Told[str | int]) -> None:
        """Close, and give the words back."""
        if item.value is not None:
            self.finish(item.value)
