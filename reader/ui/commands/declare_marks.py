"""Commands for selecting, highlighting, notes and copying."""

from __future__ import annotations

from reader.ui.commands.command import Command, Context, Group, in_contexts

_COLORS = ("1", "2", "3", "4", "5", "6")
"""Keys of the six colors, in order."""

_COLOR_NAMES = ("yellow", "green", "blue", "pink", "orange", "purple")

SELECTING = (
    Command(
        "select.words",
        ("v",),
        in_contexts("P S"),
        "Select",
        "Start a selection at the caret and move to extend it. Press again to cancel.",
        Group.SELECTING,
        pointer="drag, double click",
    ),
    Command(
        "select.sentence",
        ("V",),
        in_contexts("P S"),
        "Select sentence",
        "Select the sentence; press again for the paragraph.",
        Group.SELECTING,
        pointer="triple click",
    ),
    Command(
        "select.extend",
        ("shift+left", "shift+right", "shift+up", "shift+down"),
        in_contexts("P S"),
        "Extend selection",
        "Extend the selection by a character or a line; starts one if needed.",
        Group.SELECTING,
        arguments=("left", "right", "up", "down"),
        argument_labels=("left", "right", "up", "down"),
        pointer="drag",
    ),
    Command(
        "select.swap",
        ("o",),
        in_contexts("S"),
        "Other end of selection",
        "Move to the other end of the selection, to extend it there.",
        Group.SELECTING,
    ),
)
"""Commands for selecting text."""

HIGHLIGHTS = (
    Command(
        "mark.color",
        _COLORS,
        in_contexts("S"),
        "Highlight in a color",
        "Highlight the selection in this color.",
        Group.HIGHLIGHTS,
        arguments=_COLORS,
        argument_labels=_COLOR_NAMES,
    ),
    Command(
        "mark.last",
        ("enter",),
        in_contexts("S"),
        "Highlight",
        "Highlight the selection in the last used color.",
        Group.HIGHLIGHTS,
    ),
    Command(
        "mark.recolor",
        tuple(f"c {color}" for color in _COLORS),
        in_contexts("P L"),
        "Change color",
        "Change the color of the highlight.",
        Group.HIGHLIGHTS,
        arguments=_COLORS,
        argument_labels=_COLOR_NAMES,
    ),
    Command(
        "mark.open",
        ("enter",),
        in_contexts("P"),
        "Open highlight",
        "Open the highlight under the caret, or list them if there are several.",
        Group.HIGHLIGHTS,
    ),
    Command(
        "mark.note",
        ("a",),
        in_contexts("P S L"),
        "Note",
        "Write a note on the selection or on the highlight under the caret.",
        Group.HIGHLIGHTS,
    ),
    Command(
        "mark.remove",
        ("x", "delete"),
        in_contexts("P L"),
        "Remove highlight",
        "Remove the highlight and its note; you can undo this.",
        Group.HIGHLIGHTS,
        # A slip while selecting would remove an existing highlight instead of adding one.
        excluded_contexts=frozenset({Context.SELECTING}),
    ),
    Command(
        "mark.next",
        ("]",),
        in_contexts("P"),
        "Next highlight",
        "Go to the next highlight in this article.",
        Group.HIGHLIGHTS,
        counted=True,
    ),
    Command(
        "mark.previous",
        ("[",),
        in_contexts("P"),
        "Previous highlight",
        "Go to the previous highlight in this article.",
        Group.HIGHLIGHTS,
        counted=True,
    ),
    Command(
        "marks.list",
        ("A",),
        in_contexts("P B L"),
        "Highlights",
        "List this article’s highlights and notes; press again for the whole library.",
        Group.HIGHLIGHTS,
    ),
)
"""Commands for highlights and notes."""

COPYING = (
    Command(
        "copy.french",
        ("y", "ctrl+c"),
        in_contexts("P S L"),
        "Copy",
        "Copy the selection, or the sentence if nothing is selected.",
        Group.COPYING,
    ),
    Command(
        "copy.both",
        ("Y",),
        in_contexts("P S L"),
        "Copy with translation",
        "Copy the French together with its translation.",
        Group.COPYING,
    ),
)
"""Commands for copying."""
