"""Sends keys to the focused editor or input, immediately and in order.

Textual passes a key through the queues of widget, screen and application, so the second of two
quick keys (a letter, then Esc) may be handled first and the letter is lost.
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
"""Unicode categories (UAX #44) of spaces and format characters, which can be typed."""


async def type_key(app: App[int], event: events.Key) -> bool:
    """Send a key to the focused editor or input; return False if none takes it."""
    focused = app.focused
    text = _text_of(event)
    if event.key == "enter" and _is_editor(focused):
        text = "\n"
    if text is not None and insert_text(focused, text):
        return True
    active = app.screen.active_bindings.get(event.key)
    if active is None or not (isinstance(focused, Input) or _is_editor(focused)):
        return False
    await app.run_action(active.binding.action, active.node)
    return True


def _text_of(event: events.Key) -> str | None:
    """Return the text that a key types; None for none.

    ``str.isprintable`` is false for no-break spaces, which French keyboards type, and for emoji
    joiners.
    """
    character = event.character
    return (
        character
        if character
        and (event.is_printable or (category(character) in _INVISIBLE_CATEGORIES and clean(character) == character))
        else None
    )


def paste(focused: Widget | None, text: str) -> None:
    """Paste into an editor, or the first line into an input; ignored elsewhere."""
    insert_text(focused, text if _is_editor(focused) else next(iter(text.splitlines()), ""))


def insert_text(focused: Widget | None, text: str) -> bool:
    """Replace the selection in an editor or input; return False if it is neither."""
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
    """Whether a widget is a text editor, without importing its class."""
    return focused is not None and focused.has_class("-editor")
