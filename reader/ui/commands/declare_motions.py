"""The commands that move through the text, find words in it, and show its English."""

from __future__ import annotations

from reader.ui.commands.command import Command, Group, in_contexts


def _motion(
    name: str, keys: tuple[str, ...], contexts: str, label: str, help_text: str, *, counted: bool = True
) -> Command:
    pointer = "wheel" if name.startswith("scroll") else ""
    return Command(name, keys, in_contexts(contexts), label, help_text, Group.READING, counted=counted, pointer=pointer)


MOTIONS = (
    _motion("move.down", ("j", "down"), "P S B L", "Line down", "Go down a line."),
    _motion("move.up", ("k", "up"), "P S B L", "Line up", "Go up a line."),
    _motion("move.left", ("h", "left"), "P S", "Character back", "Go back a character."),
    _motion("move.right", ("l", "right"), "P S", "Character on", "Go on a character."),
    _motion("move.word", ("w", "ctrl+right"), "P S", "Next word", "Go to the beginning of the next word."),
    _motion("move.word_back", ("b", "ctrl+left"), "P S", "Previous word", "Go back to the beginning of a word."),
    _motion("move.word_end", ("e",), "P S", "End of the word", "Go on to the end of a word."),
    _motion("move.sentence", (")",), "P S", "Next sentence", "Go to the beginning of the next sentence."),
    _motion("move.sentence_back", ("(",), "P S", "Previous sentence", "Go back to the beginning of a sentence."),
    _motion("move.paragraph", ("}", "ctrl+down"), "P S", "Next paragraph", "Go to the next paragraph."),
    _motion(
        "move.paragraph_back", ("{", "ctrl+up"), "P S", "Previous paragraph", "Go back to the start of a paragraph."
    ),
    _motion("move.line_start", ("0",), "P S", "Start of the line", "Go to the start of the line.", counted=False),
    _motion("move.line_end", ("$",), "P S", "End of the line", "Go to the end of the line.", counted=False),
    _motion("move.page", ("space", "pagedown"), "P S B L", "Page down", "Go on a page."),
    _motion("move.page_back", ("backspace", "pageup"), "P S B L", "Page up", "Go back a page."),
    _motion("move.half", ("ctrl+d",), "P S L", "Half a page down", "Go on half a page."),
    _motion("move.half_back", ("ctrl+u",), "P S L", "Half a page up", "Go back half a page."),
    _motion("scroll.down", ("ctrl+e",), "P S", "Scroll down", "Scroll the page; you stay on your word while it shows."),
    _motion(
        "scroll.up", ("ctrl+y",), "P S", "Scroll up", "Scroll the page back; you stay on your word while it shows."
    ),
    _motion("move.top", ("g g", "home"), "P S B L", "Beginning", "Go to the beginning.", counted=False),
    _motion("move.bottom", ("G", "end"), "P S B L", "End", "Go to the end.", counted=False),
    _motion(
        "move.percent", ("%",), "P S", "To a percentage", "Go to the percentage typed before; alone it asks for it."
    ),
    _motion("place.back", ("H", "ctrl+o", "alt+left"), "P", "Back", "Go back to where you jumped from."),
    _motion("place.forward", ("L", "alt+right"), "P", "Forward", "Go forward again, after going back."),
    _motion("bookmark.set", ("m *",), "P", "Set a bookmark", "Set a bookmark here, named by a letter.", counted=False),
    _motion(
        "bookmark.go",
        ("` *", "' *"),
        "P",
        "Go to a bookmark",
        "Go to a bookmark by its letter; the key twice goes to where you jumped from.",
        counted=False,
    ),
    _motion("view.outline", ("C",), "P", "Contents", "List the headings of this article, to go to one.", counted=False),
    _motion("measure.narrower", ("<",), "P S", "Shorter lines", "Make the lines shorter by two characters."),
    _motion("measure.wider", (">",), "P S", "Longer lines", "Make the lines longer by two characters."),
)
"""Motions, in the order of the help."""

SEARCH = (
    Command(
        "search.start",
        ("/",),
        in_contexts("P S"),
        "Find",
        "Find words in this article; accents and capitals do not matter.",
        Group.FINDING,
    ),
    Command(
        "search.next",
        ("n",),
        in_contexts("P S"),
        "Next hit",
        "Go to the next place where the words are found.",
        Group.FINDING,
        counted=True,
    ),
    Command(
        "search.previous",
        ("N",),
        in_contexts("P S"),
        "Previous hit",
        "Go back to the place before where the words are found.",
        Group.FINDING,
        counted=True,
    ),
)
"""Finding words in the article."""

TRANSLATION = (
    Command(
        "english.toggle",
        ("t",),
        in_contexts("P S"),
        "English",
        "Show or hide the English facing the French.",
        Group.ENGLISH,
    ),
    Command(
        "english.reveal",
        ("T",),
        in_contexts("P"),
        "This paragraph only",
        "Show the English of this paragraph; once more hides it.",
        Group.ENGLISH,
    ),
    Command(
        "english.mode",
        ("M",),
        in_contexts("P"),
        "How the English shows",
        "Choose how the English of this article shows: beside, under each paragraph, alone, or when asked for.",
        Group.ENGLISH,
    ),
    Command(
        "english.own",
        ("i",),
        in_contexts("P"),
        "My own English",
        "Write this paragraph’s English yourself; yours stands before any other, and undo brings the other back.",
        Group.ENGLISH,
    ),
    Command(
        "english.earlier",
        ("I",),
        in_contexts("P"),
        "My earlier English",
        "List what you wrote of this paragraph before, and what stands there without it, to bring one back.",
        Group.ENGLISH,
    ),
    Command(
        "english.about",
        ("p",),
        in_contexts("P"),
        "Where it comes from",
        "Say whose English this paragraph has: the article's, yours, or which engine's.",
        Group.ENGLISH,
    ),
    Command(
        "side.other",
        ("o",),
        in_contexts("P"),
        "Other side",
        "Go to the words that answer these on the other side, and back.",
        Group.ENGLISH,
    ),
)
"""The English of the article."""
