"""Engines: choosing the one that brings English, and agreeing to what it sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens import engine_sentences as say
from reader.ui.screens.sheet import Sheet
from reader.ui.widgets.told_list import Told, ToldList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.reading.engines import Standing
    from reader.translation.engine import Declaration


class EnginesSheet(Sheet):
    """The engines there are. It gives back the name of the one chosen, empty for none of them."""

    HEADING = "Who brings the English"

    def __init__(self, standings: Sequence[Standing], now: str) -> None:
        self._standings, self._now = standings, now
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
        said = f"{say.kind(one.name)} {one.lacks}" if one.lacks else say.kind(one.name)
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


class ConsentSheet(Sheet):
    """Where an engine's texts go and what is sent, before anything is. It gives back whether the reader agreed."""

    OFFERS = ("list.open", "list.close")

    def __init__(self, declaration: Declaration) -> None:
        self._declaration = declaration
        super().__init__()

    def make_list(self) -> ToldList:
        """Return the list."""
        return ToldList(id="rows", empty="")

    def heading(self) -> str:
        """Ask."""
        return say.will_send(self._declaration)

    def items(self) -> Sequence[Told]:
        """Return what the declaration says, and the two answers."""
        declaration = self._declaration
        sent = "; ".join(declaration.sends)
        return [
            Told("", declaration.host, said=say.goes_to(declaration)),
            Told("", say.SENT, said=f"{sent[:1].upper()}{sent[1:]}."),
            *([Told("", say.REMARKS, said=" ".join(declaration.remarks))] if declaration.remarks else ()),
            Told("no", say.REFUSE, said=say.REFUSE_IS),
            Told("yes", say.AGREE, said=say.agree_is(declaration)),
        ]

    def words(self, item: Told) -> str:
        """Return the words of a row."""
        return f"{item.label} {item.said}"

    def first_current(self, shown: Sequence[Told]) -> int:
        """Begin at No: a key too many agrees to nothing."""
        return next((index for index, item in enumerate(shown) if item.key == "no"), 0)

    def choose(self, item: Told) -> None:
        """Close with the answer."""
        if item.key:
            self.finish(item.key == "yes")
