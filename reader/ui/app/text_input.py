"""Typing: gives a key to the editor or line that has the focus, at once and in order.

Textual sends a key through the queues of the widget, the screen and the application in turn, so that of two keys typed quickly
(a letter and Esc, say) the second can be acted on first, and a letter is lost. Here each key is done before the next is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from unicodedata import category

from textual.widgets import Input

from reader.text.cleaning import clean

if TYPE_CHECKING:
    from textual import events
    from textual.app import App
    from textual.widget import Widget

_INVISIBLE_CATEGORIES: Final = frozenset({"Zs", "Cf"})
"""Categories of characters (UAX #44) that belong to words though they are not seen: spaces of all kinds, and marks of format."""


async def type_key(app: App[int], event: events.Key) -> bool:
    """Give a key to the focused editor or line; False when nothing there takes keys."""
    focused = app.focused
    words = _text_of(event)
    if event.key == "enter" and _is_editor(focused):
        words = "\n"
    if words is not None and insert_text(focused, words):
        return True
    active = app.screen.active_bindings.get(event.key)
    if active is None or not (isinstance(focused, Input) or _is_editor(focused)):
        return False
    await app.run_action(active.binding.action, active.node)
    return True


def _text_of(event: events.Key) -> str | None:
    """Return what a key writes; None when it writes nothing.

    Python calls neither the spaces that do not break nor the joiners of emoji printable, and French keyboards have the former.
    """
    character = event.character
    return (
        character
        if character
        and (event.is_printable or (category(character) in _INVISIBLE_CATEGORIES and clean(character) == character))
        else None
    )


def paste(focused: Widget | None, text: str) -> None:
    """Give pasted words to an editor, or their first line to a line; elsewhere a paste means nothing."""
    insert_text(focused, text if _is_editor(focused) else next(iter(text.splitlines()), ""))


def insert_text(focused: Widget | None, text: str) -> bool:
    """Put words in the place of what is selected in an editor or a line; False when it is neither."""
    if isinstance(focused, Input):
        if focused.selection.is_empty:
            focused.insert_text_at_cursor(text)
        else:
            focused.replace(text, *focused.selection)
        return True
    if not _is_editor(focused):
        return False
    from textual.widgets import TextArea
    from textual.widgets.text_area import Edit

    if isinstance(focused, TextArea):
        start, end = focused.selection
        focused.edit(Edit(text, start, end, maintain_selection_offset=False))
    return True


def _is_editor(focused: Widget | None) -> bool:
    """Tell whether a widget is the editor, without importing what an editor is."""
    return focused is not None and focused.has_class("-editor")
