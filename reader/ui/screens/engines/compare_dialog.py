"""Comparing: all that is known of one paragraph's English, beside what other engines could be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import valueclass
from reader.text.dates import said_day
from reader.ui.screens import messages as say
from reader.ui.screens.engines import messages as tell
from reader.ui.screens.list_dialog import Sheet
from reader.ui.widgets.detail_list import Told, ToldList, beginning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.reading.open_article import Sitting
    from reader.reading.translating.engine_factory import Standing
    from reader.text.model.translations import Translation
    from reader.ui.screens.engines.translation import Translating


@valueclass(frozen=True, slots=True)
class Voice:
    """Who says something of the paragraph, or could be asked."""

    engine: str
    """Its name; empty: the file, or the reader."""
    spoke: bool = True
    """Whether its words are there already."""
    lacks: str = ""
    """What is missing before it can be asked, in a sentence; empty: nothing."""


class CompareSheet(Sheet[Told[Voice]]):
    """One paragraph in the words of each who said something. It gives back the engine whose words are to be shown."""

    HEADING = tell.COMPARED
    LIST = ToldList
    OFFERS = ("list.open", "list.close")
    ENTER = "Choose"

    def __init__(self, translating: Translating, sitting: Sitting, index: int, standings: Sequence[Standing]) -> None:
        self._translating, self._sitting, self._index = translating, sitting, index
        self._standings = standings
        super().__init__()

    def items(self) -> Sequence[Told[Voice]]:
        """Return the French, what is known, and who can be asked."""
        sitting, index = self._sitting, self._index
        shown = sitting.translations[index]
        known = sitting.alternatives(index)
        labels = {one.name: one.label for one in self._standings}
        items: list[Told[Voice]] = [Told(None, "", said=beginning(sitting.article.paragraph(index)), plain=True)]
        for one in known:
            label = labels.get(one.engine, one.engine) if one.engine else say.english_short(one)
            items.append(Told(Voice(one.engine), label, self._fact(one, shown), beginning(one.text), plain=True))
        said = {one.engine for one in known}
        items += [self._to_ask(one) for one in self._standings if one.name not in said]
        return items

    def _fact(self, one: Translation, shown: Translation | None) -> str:
        here = shown is not None and (one.engine, one.origin) == (shown.engine, shown.origin)
        about = f"{said_day(one.created)}{' · rough gloss' if one.engine in say.ROUGH_ENGINES else ''}"
        return f"{about} · shown" if here else about

    def _to_ask(self, one: Standing) -> Told[Voice]:
        if one.lacks:
            return Told(Voice(one.name, spoke=False, lacks=one.lacks), one.label, "not ready", one.lacks)
        reason, sending = self._translating.at_work.of_paragraph(one.name, self._index)
        voice = Voice(one.name, spoke=False)
        if sending:
            return Told(voice, one.label, "is asked …")
        return Told(voice, one.label, "Enter asks", reason or tell.kind(one.name))

    def first_current(self, shown: Sequence[Told[Voice]]) -> int:
        """Begin below the French."""
        return min(1, len(shown) - 1)

    def choose(self, item: Told[Voice]) -> None:
        """Show an engine's words from now on, or ask one that said nothing yet; the sheet stays for its answer."""
        voice = item.value
        if voice is None:
            return
        if voice.spoke:
            self.finish(voice.engine or None)
        elif voice.lacks:
            self.reader_app.say(voice.lacks)
        else:
            name = voice.engine
            self._translating.consenting.ask(name, lambda: self._translating.ask_for(name, self._index))

    def renew(self) -> None:
        """Show what came meanwhile; the item one is on stays."""
        if not self.is_mounted:
            return
        current = self.list.current_item
        voice = current.value if current is not None else None
        self.fill(self.list.current)
        if voice is not None and voice.engine:
            voices = [item.value for item in self.list.items]
            index = next((at for at, found in enumerate(voices) if found and found.engine == voice.engine), None)
            if index is not None:
                self.list.go(index)
