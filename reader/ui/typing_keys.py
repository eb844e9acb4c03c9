"""Typing: gives a key to the editor or line that has the focus, at once and in order.

Textual sends a key through the queues of the widget, the screen and the application in turn, so that of two keys typed quickly
(a letter and Esc, say) the second can be acted on first, and a letter is lost. Here each key is done before the next is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events
    from textual.app import App


async def type_key(app: App[int], event: events.Key) -> bool:
    """Give a key to the focused editor or line; False when nothing there takes keys."""
    focused = app.focused
    if isinstance(focused, Input):
        if event.is_printable and event.character is not None:
            if focused.selection.is_empty:
                focused.insert_text_at_cursor(event.character)
            else:
                focused.replace(event.character, *focused.selection)
            return True
        return await _edit(app, event)
    if focused is None or not focused.has_class("-editor"):
        return False
    from textual.widgets import TextArea
    from textual.widgets.text_area import Edit

    if isinstance(focused, TextArea):
        words = "\n" if event.key == "enter" else event.character if event.is_printable else None
        if words is not None:
            start, end = focused.selection
            focused.edit(Edit(words, start, end, maintain_selection_offset=False))
            return True
    return await _edit(app, event)


async def _edit(app: App[int], event: events.Key) -> bool:
    """Do what the widget itself binds to a key: moving, deleting, undoing."""
    active = app.screen.active_bindings.get(event.key)
    if active is None:
        return False
    await app.run_action(active.binding.action, active.node)
    return True
