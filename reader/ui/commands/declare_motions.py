"""Commands for moving, searching and showing the translation."""

from __future__ import annotations

from reader.ui.commands.command import Command, Group, in_contexts


def _motion(
    name: str, keys: tuple[str, ...], contexts: str, label: str, help_text: str, *, counted: bool = True
) -> Command:
    pointer = "wheel" if name.startswith("scroll") else ""
    return Command(name, keys, in_contexts(contexts), label, help_text, Group.READING, counted=counted, pointer=pointer)


MOTIONS = (
    _motion("move.down", ("j", "down"), "P S B L", "Line down", "Move down a line."),
    _motion("move.up", ("k", "up"), "P S B L", "Line up", "Move up a line."),
    _motion("move.left", ("h", "left"), "P S", "Previous character", "Move back one character."),
    _motion("move.right", ("l", "right"), "P S", "Next character", "Move forward one character."),
    _motion("move.word", ("w", "ctrl+right"), "P S", "Next word", "Move to the start of the next word."),
    _motion("move.word_back", ("b", "ctrl+left"), "P S", "Previous word", "Move back to the start of a word."),
    _motion("move.word_end", ("e",), "P S", "End of word", "Move to the end of a word."),
    _motion("move.sentence", (")",), "P S", "Next sentence", "Move to the start of the next sentence."),
    _motion("move.sentence_back", ("(",), "P S", "Previous sentence", "Move back to the start of a sentence."),
    _motion("move.paragraph", ("}", "ctrl+down"), "P S", "Next paragraph", "Move to the next paragraph."),
    _motion(
        "move.paragraph_back", ("{", "ctrl+up"), "P S", "Previous paragraph", "Move back to the start of a paragraph."
    ),
    _motion("move.line_start", ("0",), "P S", "Start of line", "Move to the start of the line.", counted=False),
    _motion("move.line_end", ("$",), "P S", "End of line", "Move to the end of the line.", counted=False),
    _motion("move.page", ("space", "pagedown"), "P S B L", "Page down", "Move down a page."),
    _motion("move.page_back", ("backspace", "pageup"), "P S B L", "Page up", "Move up a page."),
    _motion("move.half", ("ctrl+d",), "P S L", "Half page down", "Move down half a page."),
    _motion("move.half_back", ("ctrl+u",), "P S L", "Half page up", "Move up half a page."),
    _motion(
        "scroll.down",
        ("ctrl+e",),
        "P S",
        "Scroll down",
        "Scroll down; the caret stays on its word while it is visible.",
    ),
    _motion(
        "scroll.up", ("ctrl+y",), "P S", "Scroll up", "Scroll up; the caret stays on its word while it is visible."
    ),
    _motion("move.top", ("g g", "home"), "P S B L", "Beginning", "Go to the beginning.", counted=False),
    _motion("move.bottom", ("G", "end"), "P S B L", "End", "Go to the end.", counted=False),
    _motion(
        "move.percent",
        ("%",),
        "P S",
        "Go to percentage",
        "Type a number, then %, e.g. 50%. Without a number, a prompt opens.",
    ),
    _motion("place.back", ("H", "ctrl+o", "alt+left"), "P", "Back", "Go back to where you jumped from."),
    _motion("place.forward", ("L", "alt+right"), "P", "Forward", "Go forward again after going back."),
    _motion(
        "bookmark.set", ("m *",), "P", "Set bookmark", "Set a bookmark here, named by a letter or digit.", counted=False
    ),
    _motion(
        "bookmark.go",
        ("` *", "' *"),
        "P",
        "Go to bookmark",
        "Go to a bookmark by its letter; press the key twice to return from a jump.",
        counted=False,
    ),
    _motion("view.outline", ("C",), "P", "Contents", "List the headings of this article.", counted=False),
    _motion("measure.narrower", ("<",), "P S", "Narrower lines", "Reduce the line width by two characters."),
    _motion("measure.wider", (">",), "P S", "Wider lines", "Increase the line width by two characters."),
)
"""Commands for moving in the text, in help order."""

SEARCH = (
    Command(
        "search.start",
        ("/",),
        in_contexts("P S"),
        "Find",
        "Find words in this article, ignoring accents and case.",
        Group.SEARCH,
    ),
    Command(
        "search.next",
        ("n",),
        in_contexts("P S"),
        "Next match",
        "Go to the next match.",
        Group.SEARCH,
        counted=True,
    ),
    Command(
        "search.previous",
        ("N",),
        in_contexts("P S"),
        "Previous match",
        "Go to the previous match.",
        Group.SEARCH,
        counted=True,
    ),
)
"""Commands for searching the article."""

TRANSLATION = (
    Command(
        "english.toggle",
        ("t",),
        in_contexts("P S"),
        "Show translation",
        "Show or hide the translation beside the French.",
        Group.TRANSLATION,
    ),
    Command(
        "english.reveal",
        ("T",),
        in_contexts("P"),
        "Peek at translation",
        "Show or hide the translation of this paragraph only.",
        Group.TRANSLATION,
    ),
    Command(
        "english.mode",
        ("M",),
        in_contexts("P"),
        "Translation layout",
        "Choose the layout: side by side, under each paragraph, English only, or hidden.",
        Group.TRANSLATION,
    ),
    Command(
        "english.own",
        ("i",),
        in_contexts("P"),
        "Your translation",
        "Write your translation of this paragraph; it is shown instead of any other.",
        Group.TRANSLATION,
    ),
    Command(
        "english.earlier",
        ("I",),
        in_contexts("P"),
        "Earlier versions",
        "List your versions of this paragraph and the original translation, to restore one.",
        Group.TRANSLATION,
    ),
    Command(
        "english.about",
        ("p",),
        in_contexts("P"),
        "Translation source",
        "Show where this translation comes from.",
        Group.TRANSLATION,
    ),
    Command(
        "side.other",
        ("o",),
        in_contexts("P"),
        "Other language",
        "Jump to the matching words in the other language.",
        Group.TRANSLATION,
    ),
)
"""Commands for the translation column."""
