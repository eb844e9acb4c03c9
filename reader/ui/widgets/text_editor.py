"""A text area with a maximum length whose cursor moves by grapheme."""

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
    """Wrapped lines without line numbers."""

    class LimitReached(Message):
        """An edit was rejected because the text would be too long."""

    def __init__(self, text: str, max_length: int = 0) -> None:
        """``max_length`` is in code points; 0 for no limit."""
        super().__init__(
            text, id="editor", classes="-editor", show_line_numbers=False, soft_wrap=True, tab_behavior="focus"
        )
        self.max_length = max_length

    def exceeds_limit(self, text: str) -> bool:
        """Whether a text is longer than the limit."""
        return bool(self.max_length) and len(text) > self.max_length

    # -- whole graphemes: Textual moves by code point, which splits accented letters and emoji
    # -------

    def get_cursor_left_location(self) -> Location:
        """Return the location of the previous grapheme."""
        return self._snap_to_grapheme(super().get_cursor_left_location())

    def get_cursor_right_location(self) -> Location:
        """Return the location of the next grapheme."""
        row, column = super().get_cursor_right_location()
        return row, snap_forward(self.document.get_line(row), column)

    def get_cursor_up_location(self) -> Location:
        """Return the location one line up."""
        return self._snap_to_grapheme(super().get_cursor_up_location())

    def get_cursor_down_location(self) -> Location:
        """Return the location one line down."""
        return self._snap_to_grapheme(super().get_cursor_down_location())

    def get_target_document_location(self, event: MouseEvent) -> Location:
        """Return the location under the mouse."""
        return self._snap_to_grapheme(super().get_target_document_location(event))

    def _snap_to_grapheme(self, location: Location) -> Location:
        row, column = location
        return row, snap_back(self.document.get_line(row), column)

    # -- maximum length ----------------------------------------------------------------------------

    def edit(self, edit: Edit) -> EditResult:
        """Apply an edit unless the text gets too long: wrapping a huge text delays every key."""
        replaced = self.get_text_range(*sorted((edit.from_location, edit.to_location)))
        grows = len(edit.text) > len(replaced)
        if self.max_length and grows and len(self.text) - len(replaced) + len(edit.text) > self.max_length:
            self.post_message(self.LimitReached())
            return EditResult(self.cursor_location, "")
        return super().edit(edit)
