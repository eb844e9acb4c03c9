"""Every command there is, the footers, and the keys kept free for what comes later."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.ui.commands.command import Command, Context, Hint, Reserved, in_contexts
from reader.ui.commands.declare_app import ARTICLES, LISTS, PROGRAM, TYPED
from reader.ui.commands.declare_engines import ENGINES
from reader.ui.commands.declare_marks import COPYING, MARKS, SELECTING
from reader.ui.commands.declare_motions import MOTIONS, SEARCH, TRANSLATION

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMANDS: tuple[Command, ...] = (
    *MOTIONS,
    *SEARCH,
    *TRANSLATION,
    *ENGINES,
    *SELECTING,
    *MARKS,
    *COPYING,
    *ARTICLES,
    *LISTS,
    *TYPED,
    *PROGRAM,
)
"""Every command, in the order of the help."""

FOOTER_HINTS: Mapping[Context, tuple[Hint, ...]] = MappingProxyType(
    {
        Context.PAGE: (
            Hint("t", "English", "english.toggle"),
            Hint("v", "Select", "select.words"),
            Hint("/", "Find", "search.start"),
            Hint("A", "Marks", "marks.list"),
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
            Hint("enter", "Accept", "line.accept"),
            Hint("down", "Results", "line.results"),
            Hint("escape", "Close", "app.close"),
        ),
        Context.EDITOR: (
            Hint("escape", "Keep and close", "editor.keep"),
            Hint("ctrl+n", "Next", "editor.next"),
            Hint("ctrl+r", "Earlier words", "editor.earlier"),
            Hint("ctrl+g", "Your editor", "editor.external"),
        ),
    }
)
"""What the footer says in each context: at most seven keys, the most wanted first."""

RESERVED: tuple[Reserved, ...] = (
    Reserved(("#",), in_contexts("P L"), "tags"),
    Reserved(("e",), in_contexts("L"), "exporting"),
    Reserved(("E",), in_contexts("P"), "correcting the French"),
    Reserved(("O", "+"), in_contexts("P B"), "web pages and adding articles"),
    Reserved(("ctrl+f",), in_contexts("P B L"), "finding in every article"),
    Reserved(("d", "!"), in_contexts("P S"), "looking up a word, and reading aloud"),
)
"""Keys that no command has yet, kept for a purpose; the reader may use them until then."""
