"""WordingsSheet: what the reader wrote of one paragraph before, and what stands there without it; any of them can be brought back.

Words that a crash left unfinished in other paragraphs stand below: that is the way to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.dates import said_day
from reader.ui.screens import sentences as say
from reader.ui.screens.sheet import Sheet
from reader.ui.widgets.told_list import Told, ToldList, beginning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.text.english import Translation, Wording


class WordingsSheet(Sheet):
    """One paragraph in the reader's own words, the latest first. It gives back the words to have (none: another's), or a number."""

    HEADING = say.WORDINGS
    OFFERS = ("list.open", "list.filter", "list.close")
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

    def make_list(self) -> ToldList:
        """Return the list."""
        return ToldList(id="rows", empty=say.NOTHING_HAS_THESE_WORDS)

    def items(self) -> Sequence[Told]:
        """Return the French, each of the reader's wordings once, and what stands there without them."""
        items = [Told("", "", said=beginning(self._french), plain=True)]
        seen: set[str] = set()
        for number, one in enumerate(self._wordings):
            if one.text not in seen:
                seen.add(one.text)
                fact = f"{said_day(one.created)} · shown" if one.text == self._used else said_day(one.created)
                items.append(Told(f"own {number}", say.YOURS, fact, beginning(one.text), plain=True))
        for other in self._others[:1]:
            fact = said_day(other.created) if self._used is not None else f"{said_day(other.created)} · shown"
            items.append(Told("other", say.english_short(other), fact, beginning(other.text), plain=True))
        if not self._others and self._used is not None:
            items.append(Told("other", say.NO_WORDS, "", say.NO_WORDS_ARE))
        for number, (where, body) in enumerate(self._left):
            items.append(Told(f"left {number}", say.NOT_FINISHED, where, beginning(body), plain=True))
        return items

    def words(self, item: Told) -> str:
        """Return the words of an item."""
        return f"{item.label} {item.said}"

    def first_current(self, shown: Sequence[Told]) -> int:
        """Begin at the words that are shown, else below the French."""
        return next((at for at, item in enumerate(shown) if item.fact.endswith("shown")), min(1, len(shown) - 1))

    def choose(self, item: Told) -> None:
        """Close, and give the words back."""
        kind, _, number = item.key.partition(" ")
        if kind == "own":
            self.finish(self._wordings[int(number)].text)
        elif kind == "other":
            self.finish("")
        elif kind == "left":
            self.finish(int(number))
