"""Dialog that asks for permission before an engine sends text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.ui.screens.engines import messages
from reader.ui.screens.list_dialog import ListDialog
from reader.ui.widgets.detail_list import DetailItem, DetailList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.translation.engine import Declaration


class ConsentDialog(ListDialog[DetailItem[bool]]):
    """Shows what is sent and where. Returns whether the user agreed."""

    LIST = DetailList
    FOOTER_COMMANDS = ("list.open", "list.close")
    OPEN_LABEL = "Answer"

    def __init__(self, declaration: Declaration) -> None:
        self._declaration = declaration
        super().__init__()

    def heading(self) -> str:
        """Return the question."""
        return messages.consent_heading(self._declaration)

    def items(self) -> Sequence[DetailItem[bool]]:
        """Return what is sent, and the answers. No is selected, so that a stray Enter sends nothing."""
        declaration = self._declaration
        sent = "; ".join(declaration.sends)
        return [
            DetailItem(None, declaration.host, detail=messages.destination(declaration)),
            DetailItem(None, messages.WHAT_IS_SENT, detail=f"{sent[:1].upper()}{sent[1:]}."),
            *(
                [DetailItem(None, messages.REMARKS, detail=" ".join(declaration.remarks))]
                if declaration.remarks
                else ()
            ),
            DetailItem(False, messages.REFUSE, detail=messages.REFUSE_DETAIL, is_initial=True),
            DetailItem(True, messages.AGREE, detail=messages.agree_detail(declaration)),
        ]

    def choose(self, item: DetailItem[bool]) -> None:
        """Close with the answer."""
        if item.value is not None:
            self.finish(item.value)
