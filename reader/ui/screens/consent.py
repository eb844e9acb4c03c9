"""Consent: agreeing to what an engine sends, before anything is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens import engine_sentences as say
from reader.ui.screens.sheet import Sheet
from reader.ui.widgets.told_list import Told, ToldList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.translation.engine import Declaration


class ConsentSheet(Sheet):
    """Where an engine's texts go and what is sent, before anything is. It gives back whether the reader agreed."""

    OFFERS = ("list.open", "list.close")
    ENTER = "Answer"

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
