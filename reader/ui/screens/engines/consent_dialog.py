"""Consent: agreeing to what an engine sends, before anything is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens.engines import messages as say
from reader.ui.screens.list_dialog import Sheet
from reader.ui.widgets.detail_list import Told, ToldList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.translation.engine import Declaration


class ConsentSheet(Sheet[Told[bool]]):
    """Where an engine's texts go and what is sent, before anything is. It gives back whether the reader agreed."""

    LIST = ToldList
    OFFERS = ("list.open", "list.close")
    ENTER = "Answer"

    def __init__(self, declaration: Declaration) -> None:
        self._declaration = declaration
        super().__init__()

    def heading(self) -> str:
        """Ask."""
        return say.will_send(self._declaration)

    def items(self) -> Sequence[Told[bool]]:
        """Return what the declaration says, and the two answers; the list begins at No: a key too many agrees to nothing."""
        declaration = self._declaration
        sent = "; ".join(declaration.sends)
        return [
            Told(None, declaration.host, said=say.goes_to(declaration)),
            Told(None, say.SENT, said=f"{sent[:1].upper()}{sent[1:]}."),
            *([Told(None, say.REMARKS, said=" ".join(declaration.remarks))] if declaration.remarks else ()),
            Told(False, say.REFUSE, said=say.REFUSE_IS, begins=True),
            Told(True, say.AGREE, said=say.agree_is(declaration)),
        ]

    def choose(self, item: Told[bool]) -> None:
        """Close with the answer."""
        if item.value is not None:
            self.finish(item.value)
