"""Editor: lines to write in, which take no more than a number of characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import EditResult

from reader.text.graphemes import snap_back, snap_forward

if TYPE_CHECKING:
    from textual.events import MouseEvent
    from textual.widgets.text_area import Edit, Location


class TextEditor(TextArea):
    """Wrapped lines, without numbers."""

    class LimitReached(Message):
        """What was typed or pasted would have been too much; nothing changed."""

    def __init__(self, text: str, max_length: int = 0) -> None:
        """``most`` is how many characters it takes; 0: any number."""
        super().__init__(
            text, id="editor", classes="-editor", show_line_numbers=False, soft_wrap=True, tab_behavior="focus"
        )
        self.max_length = max_length

    def exceeds_limit(self, words: str) -> bool:
        """Tell whether words are more than it takes."""
        return bool(self.max_length) and len(words) > self.max_length

    # -- whole graphemes: Textual counts code points, and a cursor inside a letter with its accent, or an emoji of several, tears it --

    def get_cursor_left_location(self) -> Location:
        """Return where the cursor comes to by going left, or deleting to the left: a whole grapheme."""
        return self._snap_to_grapheme(super().get_cursor_left_location())

    def get_cursor_right_location(self) -> Location:
        """Return where the cursor comes to by going right, or deleting to the right: a whole grapheme."""
        row, column = super().get_cursor_right_location()
        return row, snap_forward(self.document.get_line(row), column)

    def get_cursor_up_location(self) -> Location:
        """Return where the cursor comes to by going up."""
        return self._snap_to_grapheme(super().get_cursor_up_location())

    def get_cursor_down_location(self) -> Location:
        """Return where the cursor comes to by going down."""
        return self._snap_to_grapheme(super().get_cursor_down_location())

    def get_target_document_location(self, event: MouseEvent) -> Location:
        """Return what the mouse is on."""
        return self._snap_to_grapheme(super().get_target_document_location(event))

    def _snap_to_grapheme(self, location: Location) -> Location:
        row, column = location
        return row, snap_back(self.document.get_line(row), column)

    # -- no more than it takes ---------------------------------------------------------------------

    def edit(self, edit: Edit) -> EditResult:
        """Do an edit, unless there would be too many characters: wrapping them would hold up every key."""
        replaced = self.get_text_range(*sorted((edit.from_location, edit.to_location)))
        grows = len(edit.text) > len(replaced)
        if self.max_length and grows and len(self.text) - len(replaced) + len(edit.text) > self.max_length:
            self.post_message(self.LimitReached())
            return EditResult(self.cursor_location, "")
        return super().edit(edit)
