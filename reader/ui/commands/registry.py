"""All commands, and the footer hints of each context."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.ui.commands.command import Command, Context, Hint
from reader.ui.commands.declare_app import ARTICLES, LISTS, PROGRAM, TYPING
from reader.ui.commands.declare_engines import ENGINES
from reader.ui.commands.declare_marks import COPYING, HIGHLIGHTS, SELECTING
from reader.ui.commands.declare_motions import MOTIONS, SEARCH, TRANSLATION

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS: tuple[Command, ...] = (
    *MOTIONS,
    *SEARCH,
    *TRANSLATION,
    *ENGINES,
    *SELECTING,
    *HIGHLIGHTS,
    *COPYING,
    *ARTICLES,
    *LISTS,
    *TYPING,
    *PROGRAM,
)
"""All commands, in the order of the help."""

FOOTER_HINTS: Mapping[Context, tuple[Hint, ...]] = MappingProxyType(
    {
        Context.PAGE: (
            Hint("t", "English", "english.toggle"),
            Hint("v", "Select", "select.words"),
            Hint("/", "Find", "search.start"),
            Hint("A", "Highlights", "marks.list"),
            Hint("s", "Articles", "view.sidebar"),
            Hint("?", "Help", "app.help"),
            Hint("q", "Quit", "app.quit"),
        ),
        Context.SELECTING: (
            Hint("1–6", "Color", "mark.color"),
            Hint("enter", "Highlight", "mark.last"),
            Hint("a", "Note", "mark.note"),
            Hint("y", "Copy", "copy.french"),
            Hint("Y", "Both", "copy.both"),
            Hint("o", "Other end", "select.swap"),
            Hint("escape", "Cancel", "app.close"),
        ),
        Context.SIDEBAR: (
            Hint("enter", "Open", "list.open"),
            Hint("/", "Filter", "list.filter"),
            Hint("tab", "Text", "view.switch"),
            Hint("s", "Hide", "view.sidebar"),
            Hint("?", "Help", "app.help"),
            Hint("q", "Quit", "app.quit"),
        ),
        Context.LIST: (
            Hint("enter", "Open", "list.open"),
            Hint("/", "Filter", "list.filter"),
            Hint("a", "Note", "mark.note"),
            Hint("c 1–6", "Color", "mark.recolor"),
            Hint("x", "Remove", "mark.remove"),
            Hint("A", "All", "marks.list"),
            Hint("q", "Close", "list.close"),
        ),
        Context.DIALOG: (
            Hint("enter", "Confirm", "line.accept"),
            Hint("down", "Results", "line.results"),
            Hint("escape", "Close", "app.close"),
        ),
        Context.EDITOR: (
            Hint("escape", "Save and close", "editor.keep"),
            Hint("ctrl+n", "Next", "editor.next"),
            Hint("ctrl+r", "Earlier versions", "editor.earlier"),
            Hint("ctrl+g", "External editor", "editor.external"),
        ),
    }
)
"""Footer hints of each context: at most seven, the most useful first."""
