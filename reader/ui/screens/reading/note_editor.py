"""NoteScreen: the editor for one note, laid beside its passage."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.ui.screens.text_dialog import TextDialog
from reader.ui.spread.overlay_placement import Placement, place_note_editor

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.ui.spread.overlay_placement import TextEdges


class NoteEditor(TextDialog):
    """Writes one note. It is dismissed with the words to keep."""

    HEADING: ClassVar[str] = "Note"
    RECOVERED: ClassVar[str] = "A note you had not finished"

    def __init__(
        self,
        quotation: str,
        body: str,
        *,
        draft: Callable[[str], None],
        rows: Callable[[], tuple[int, int] | None] | None = None,
        edges: Callable[[], TextEdges],
        recovered: bool = False,
    ) -> None:
        super().__init__(quotation.strip("«» \u00a0\u202f"), body, draft=draft, recovered=recovered)
        self._rows = rows
        self._edges = edges

    def placement(self, width: int, height: int) -> Placement:
        """Return the place beside the passage, or under or above it."""
        return place_note_editor(width, height, self._rows() if self._rows is not None else None, self._edges())
