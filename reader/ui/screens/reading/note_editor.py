"""NoteEditor: edit a note beside its highlight."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.ui.screens.text_dialog import TextDialog
from reader.ui.spread.overlay_placement import Placement, place_note_editor

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.ui.spread.overlay_placement import TextEdges


class NoteEditor(TextDialog):
    """An editor for one note; its result is the text to save."""

    HEADING: ClassVar[str] = "Note"
    RECOVERED: ClassVar[str] = "Unfinished note"

    def __init__(
        self,
        quotation: str,
        body: str,
        *,
        store_draft: Callable[[str], None],
        rows: Callable[[], tuple[int, int] | None] | None = None,
        edges: Callable[[], TextEdges],
        recovered: bool = False,
    ) -> None:
        super().__init__(quotation.strip("«» \u00a0\u202f"), body, store_draft=store_draft, recovered=recovered)
        self._rows = rows
        self._edges = edges

    def placement(self, width: int, height: int) -> Placement:
        """Return the placement beside, below or above the highlight."""
        return place_note_editor(width, height, self._rows() if self._rows is not None else None, self._edges())
