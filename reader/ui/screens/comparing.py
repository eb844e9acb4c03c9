"""Comparing: all that is known of one paragraph's English, beside what other engines could be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.dates import said_day
from reader.ui.screens import engine_sentences as tell
from reader.ui.screens import sentences as say
from reader.ui.screens.sheet import Sheet
from reader.ui.widgets.told_list import Told, ToldList, beginning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.reading.engines import Standing
    from reader.reading.sitting import Sitting
    from reader.text.english import Translation
    from reader.ui.screens.translating import Translating


class CompareSheet(Sheet):
    """One paragraph in the words of each who said something. It gives back the engine whose words are to be shown."""

    OFFERS = ("list.open", "list.close")
    ENTER = "Choose"

    def __init__(self, translating: Translating, sitting: Sitting, index: int, standings: Sequence[Standing]) -> None:
        self._translating, self._sitting, self._index = translating, sitting, index
        self._standings = standings
        super().__init__()

    def make_list(self) -> ToldList:
        """Return the list."""
        return ToldList(id="rows", empty=say.NOTHING_HAS_THESE_WORDS)

    def heading(self) -> str:
        """Name the paragraph."""
        return tell.COMPARED

    def items(self) -> Sequence[Told]:
        """Return the French, what is known, and who can be asked."""
        sitting, index = self._sitting, self._index
        shown = sitting.translations[index]
        known = sitting.alternatives(index)
        labels = {one.name: one.label for one in self._standings}
        items = [Told("", "", said=beginning(sitting.article.paragraph(index)), plain=True)]
        for one in known:
            label = labels.get(one.engine, one.engine) if one.engine else say.english_short(one)
            items.append(Told(f"have {one.engine}", label, self._fact(one, shown), beginning(one.text), plain=True))
        said = {one.engine for one in known}
        items += [self._to_ask(one) for one in self._standings if one.name not in said]
        return items

    def _fact(self, one: Translation, shown: Translation | None) -> str:
        here = shown is not None and (one.engine, one.origin) == (shown.engine, shown.origin)
        about = f"{said_day(one.created)}{' · rough gloss' if one.engine in say.ROUGH_ENGINES else ''}"
        return f"{about} · shown" if here else about

    def _to_ask(self, one: Standing) -> Told:
        if one.lacks:
            return Told(f"lacks {one.name}", one.label, "not ready", one.lacks)
        reason, sending = self._translating.at_work.of_paragraph(one.name, self._index)
        if sending:
            return Told(f"ask {one.name}", one.label, "is asked …")
        return Told(f"ask {one.name}", one.label, "Enter asks", reason or tell.kind(one.name))

    def words(self, item: Told) -> str:
        """Return the words of an item."""
        return f"{item.label} {item.said}"

    def first_current(self, shown: Sequence[Told]) -> int:
        """Begin below the French."""
        return min(1, len(shown) - 1)

    def choose(self, item: Told) -> None:
        """Show an engine's words from now on, or ask one that said nothing yet; the sheet stays for its answer."""
        kind, _, name = item.key.partition(" ")
        if kind == "have" and name:
            self.finish(name)
        elif kind == "have":
            self.finish()
        elif kind == "ask":
            self._translating.consenting.ask(name, lambda: self._translating.ask_for(name, self._index))
        elif kind == "lacks":
            self.reader_app.say(item.said)

    def renew(self) -> None:
        """Show what came meanwhile; the item one is on stays."""
        if not self.is_mounted:
            return
        current = self.list.current_item
        key = current.key.partition(" ")[2] if current is not None else ""
        self.fill(self.list.current)
        index = next((at for at, item in enumerate(self.list.items) if key and item.key.partition(" ")[2] == key), None)
        if index is not None:
            self.list.go(index)
