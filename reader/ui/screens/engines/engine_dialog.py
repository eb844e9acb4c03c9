"""Engines: choosing the one that brings English, and taking back that one may be sent something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.commands.command import Context
from reader.ui.commands.key_names import labels_for_keys
from reader.ui.screens.engines import messages as say
from reader.ui.screens.list_dialog import Sheet
from reader.ui.widgets.detail_list import Told, ToldList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.reading.translating.engine_factory import Standing
    from reader.ui.screens.engines.consent import Consenting


class EnginesSheet(Sheet[Told[str]]):
    """The engines there are. It gives back the name of the one chosen, empty for none of them."""

    HEADING = "Who brings the English"
    LIST = ToldList
    EMPTY = say.NO_SUCH_ENGINE
    ENTER = "Choose"

    def __init__(self, standings: Sequence[Standing], now: str, consenting: Consenting) -> None:
        self._standings, self._now, self._consenting = standings, now, consenting
        super().__init__()

    def items(self) -> Sequence[Told[str]]:
        """Return the engines by their names, the one in use and what the others lack; none of them is the empty name."""
        none = Told("", say.NO_ENGINE, "" if self._now else "now", say.NO_ENGINE_IS, begins=not self._now)
        return [none, *map(self._item, self._standings)]

    def _item(self, one: Standing) -> Told[str]:
        fact = "now" if one.name == self._now else "not ready" if one.lacks else "ready"
        keys = labels_for_keys(self.reader_app.keymap.keys_for("english.withdraw", Context.LIST))
        agreed = say.agreed_to(self._consenting.given(one.name), keys[0] if keys else "")
        said = " ".join(filter(None, (say.kind(one.name), one.lacks, agreed)))
        return Told(one.name, one.label, fact, said, begins=one.name == self._now)

    def _standing(self, item: Told[str] | None) -> Standing | None:
        """Return the engine that an item stands for; None for none of them."""
        return next((one for one in self._standings if item is not None and one.name == item.value), None)

    def choose(self, item: Told[str]) -> None:
        """Close and give the name back; one that is not ready says what to do, and the list stays."""
        one = self._standing(item)
        if one is not None and one.lacks:
            self.reader_app.say(one.lacks)
        else:
            self.finish(item.value)

    def do_english_withdraw(self, count: int | None, letter: str | None) -> None:
        """Take back what was agreed to for the engine one is on; the list stays, and says so."""
        del count, letter
        one = self._standing(self.list.current_item)
        if one is None:
            self.reader_app.say(say.NO_ENGINE_IS)
        elif self._consenting.given(one.name):
            self._consenting.take_back(one.name)
            self.fill(self.list.current)
            self.reader_app.say(say.taken_back(one.label))
        else:
            self.reader_app.say(say.nothing_to_take_back(one.label))
