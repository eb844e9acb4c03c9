"""Editor: lines to write in, which take no more than a number of characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import EditResult

if TYPE_CHECKING:
    from textual.widgets.text_area import Edit


class Editor(TextArea):
    """Wrapped lines, without numbers."""

    class Refused(Message):
        """What was typed or pasted would have been too much; nothing changed."""

    def __init__(self, words: str, most: int = 0) -> None:
        """``most`` is how many characters it takes; 0: any number."""
        super().__init__(
            words, id="editor", classes="-editor", show_line_numbers=False, soft_wrap=True, tab_behavior="focus"
        )
        self.most = most

    def too_long(self, words: str) -> bool:
        """Tell whether words are more than it takes."""
        return bool(self.most) and len(words) > self.most

    def edit(self, edit: Edit) -> EditResult:
        """Do an edit, unless there would be too many characters: wrapping them would hold up every key."""
        replaced = self.get_text_range(*sorted((edit.from_location, edit.to_location)))
        grows = len(edit.text) > len(replaced)
        if self.most and grows and len(self.text) - len(replaced) + len(edit.text) > self.most:
            self.post_message(self.Refused())
            return EditResult(self.cursor_location, "")
        return super().edit(edit)
