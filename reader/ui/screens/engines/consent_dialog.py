"""Consent: agreeing to what an engine sends, before anything is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens.engines import messages as say
from reader.ui.screens.list_dialog import ListDialog
from reader.ui.widgets.detail_list import DetailItem, DetailList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.translation.engine import Declaration


class ConsentDialog(ListDialog[DetailItem[bool]]):
    """Where an engine's texts go and what is sent, before anything is. It gives back whether the reader agreed."""

    LIST = DetailList
    FOOTER_COMMANDS = ("list.open", "list.close")
    OPEN_LABEL = "Answer"

    def __init__(self, declaration: Declaration) -> None:
        self._declaration = declaration
        super().__init__()

    def heading(self) -> str:
        """Ask."""
        return say.consent_heading(self._declaration)

    def items(self) -> Sequence[DetailItem[bool]]:
        """Return what the declaration says, and the two answers; the list begins at No: a key too many agrees to nothing."""
        declaration = self._declaration
        sent = "; ".join(declaration.sends)
        return [
            DetailItem(None, declaration.host, detail=say.destination(declaration)),
            DetailItem(None, say.WHAT_IS_SENT, detail=f"{sent[:1].upper()}{sent[1:]}."),
            *([DetailItem(None, say.REMARKS, detail=" ".join(declaration.remarks))] if declaration.remarks else ()),
            DetailItem(False, say.REFUSE, detail=say.REFUSE_DETAIL, is_initial=True),
            DetailItem(True, say.AGREE, detail=say.agree_detail(declaration)),
        ]

    def choose(self, item: DetailItem[bool]) -> None:
        """Close with the answer."""
        if item.value is not None:
            self.finish(item.value)
