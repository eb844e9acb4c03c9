"""Engines: choosing the one that brings English, and taking back that one may be sent something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.commands.command import Context
from reader.ui.commands.spelling import labels_for_keys
from reader.ui.screens import engine_sentences as say
from reader.ui.screens.sheet import Sheet
from reader.ui.widgets.told_list import Told, ToldList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.reading.engines import Standing
    from reader.ui.screens.consenting import Consenting


class EnginesSheet(Sheet):
    """The engines there are. It gives back the name of the one chosen, empty for none of them."""

    HEADING = "Who brings the English"
    ENTER = "Choose"

    def __init__(self, standings: Sequence[Standing], now: str, consenting: Consenting) -> None:
        self._standings, self._now, self._consenting = standings, now, consenting
        super().__init__()

    def make_list(self) -> ToldList:
        """Return the list of engines."""
        return ToldList(id="rows", empty=say.NO_SUCH_ENGINE)

    def items(self) -> Sequence[Told]:
        """Return the engines, the one in use and what the others lack."""
        none = Told("none", say.NO_ENGINE, "" if self._now else "now", say.NO_ENGINE_IS)
        return [none, *map(self._item, self._standings)]

    def _item(self, one: Standing) -> Told:
        fact = "now" if one.name == self._now else "not ready" if one.lacks else "ready"
        keys = labels_for_keys(self.reader_app.keymap.keys_for("english.withdraw", Context.LIST))
        agreed = say.agreed_to(self._consenting.given(one.name), keys[0] if keys else "")
        said = " ".join(filter(None, (say.kind(one.name), one.lacks, agreed)))
        return Told(f"engine {one.name}", one.label, fact, said)

    def words(self, item: Told) -> str:
        """Return the words of an engine."""
        return f"{item.label} {item.said}"

    def first_current(self, shown: Sequence[Told]) -> int:
        """Begin at the engine of now."""
        return next((index for index, item in enumerate(shown) if item.fact == "now"), 0)

    def choose(self, item: Told) -> None:
        """Close and give the name back; one that is not ready says what to do, and the list stays."""
        name = item.key.partition(" ")[2]
        lacks = next((one.lacks for one in self._standings if one.name == name), "")
        if lacks:
            self.reader_app.say(lacks)
        else:
            self.finish(name)

    def do_english_withdraw(self, count: int | None, letter: str | None) -> None:
        """Take back what was agreed to for the engine one is on; the list stays, and says so."""
        del count, letter
        item: Told | None = self.list.current_item
        one = next((one for one in self._standings if item is not None and item.key == f"engine {one.name}"), None)
        if one is None:
            self.reader_app.say(say.NO_ENGINE_IS)
        elif self._consenting.given(one.name):
            self._consenting.take_back(one.name)
            self.fill(self.list.current)
            self.reader_app.say(say.taken_back(one.label))
        else:
            self.reader_app.say(say.nothing_to_take_back(one.label))
