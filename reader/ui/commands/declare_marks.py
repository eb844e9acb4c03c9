"""The commands that select a passage, mark it, write about it, and copy it."""

from __future__ import annotations

from reader.ui.commands.command import Command, Context, Group, in_contexts

_COLORS = ("1", "2", "3", "4", "5", "6")
"""The keys of the six colors, in their order."""

_COLOR_NAMES = ("yellow", "green", "blue", "pink", "orange", "purple")

SELECTING = (
    Command(
        "select.words",
        ("v",),
        in_contexts("P S"),
        "Select",
        "Start to select at the caret; any motion then extends the passage, and the same key cancels.",
        Group.SELECTING,
        pointer="drag, double click",
    ),
    Command(
        "select.sentence",
        ("V",),
        in_contexts("P S"),
        "Select the sentence",
        "Select the sentence; once more selects the paragraph.",
        Group.SELECTING,
        pointer="triple click",
    ),
    Command(
        "select.extend",
        ("shift+left", "shift+right", "shift+up", "shift+down"),
        in_contexts("P S"),
        "Extend",
        "Extend the passage by a character or a line, starting to select where needed.",
        Group.SELECTING,
        arguments=("left", "right", "up", "down"),
        argument_labels=("to the left", "to the right", "up", "down"),
        pointer="drag",
    ),
    Command(
        "select.swap",
        ("o",),
        in_contexts("S"),
        "Other end",
        "Go to the other end of the passage, to extend it there.",
        Group.SELECTING,
    ),
)
"""Making a passage."""

MARKS = (
    Command(
        "mark.color",
        _COLORS,
        in_contexts("S"),
        "Highlight in a color",
        "Highlight the passage in that color.",
        Group.MARKS,
        arguments=_COLORS,
        argument_labels=_COLOR_NAMES,
    ),
    Command(
        "mark.last",
        ("enter",),
        in_contexts("S"),
        "Highlight",
        "Highlight the passage in the color used last.",
        Group.MARKS,
    ),
    Command(
        "mark.recolor",
        tuple(f"c {color}" for color in _COLORS),
        in_contexts("P L"),
        "Change the color",
        "Give the highlight another color.",
        Group.MARKS,
        arguments=_COLORS,
        argument_labels=_COLOR_NAMES,
    ),
    Command(
        "mark.open",
        ("enter",),
        in_contexts("P"),
        "Open the highlight",
        "Open the highlight under the caret; where there are several, list them.",
        Group.MARKS,
    ),
    Command(
        "mark.note",
        ("a",),
        in_contexts("P S L"),
        "Note",
        "Write a note on the highlight; a passage that is selected is highlighted first.",
        Group.MARKS,
    ),
    Command(
        "mark.remove",
        ("x", "delete"),
        in_contexts("P L"),
        "Remove",
        "Remove the highlight and its note; this can be undone.",
        Group.MARKS,
        # One slip while selecting would take an older mark away instead of making a new one.
        excluded_contexts=frozenset({Context.SELECTING}),
    ),
    Command(
        "mark.next",
        ("]",),
        in_contexts("P"),
        "Next mark",
        "Go to the next mark of this article.",
        Group.MARKS,
        counted=True,
    ),
    Command(
        "mark.previous",
        ("[",),
        in_contexts("P"),
        "Previous mark",
        "Go back to the mark before.",
        Group.MARKS,
        counted=True,
    ),
    Command(
        "marks.list",
        ("A",),
        in_contexts("P B L"),
        "Marks",
        "List every mark of this article; once more, of the whole library.",
        Group.MARKS,
    ),
)
"""Highlights and notes."""

COPYING = (
    Command(
        "copy.french",
        ("y", "ctrl+c"),
        in_contexts("P S L"),
        "Copy",
        "Copy the French of the passage, or of the sentence when nothing is selected.",
        Group.COPYING,
    ),
    Command(
        "copy.both",
        ("Y",),
        in_contexts("P S L"),
        "Copy with its English",
        "Copy the French and the English that faces it.",
        Group.COPYING,
    ),
)
"""Taking words along."""
