"""The commands for articles, lists, lines to type in, and the program itself."""

from __future__ import annotations

from reader.ui.commands.command import Command, Group, where

ARTICLES = (
    Command(
        "view.sidebar",
        ("s",),
        where("P S B"),
        "Articles",
        "Show or hide the list of articles.",
        Group.ARTICLES,
    ),
    Command(
        "view.switch",
        ("tab", "shift+tab"),
        where("P S B"),
        "Articles / text",
        "Go from the text to the list of articles and back.",
        Group.ARTICLES,
        pointer="click",
    ),
    Command(
        "article.next",
        ("J",),
        where("P B"),
        "Next article",
        "Open the next article of the list.",
        Group.ARTICLES,
        counted=True,
    ),
    Command(
        "article.previous",
        ("K",),
        where("P B"),
        "Previous article",
        "Open the article before in the list.",
        Group.ARTICLES,
        counted=True,
    ),
    Command(
        "article.archive",
        ("x",),
        where("B"),
        "Archive",
        "Put the article away with its marks; this can be undone.",
        Group.ARTICLES,
    ),
)
"""The articles of the library."""

LISTS = (
    Command(
        "list.open",
        ("enter",),
        where("B L"),
        "Open",
        "Open what is chosen, or go there.",
        Group.LISTS,
        essential=True,
        pointer="click",
    ),
    Command(
        "list.filter",
        ("/",),
        where("B L"),
        "Filter",
        "Keep only what holds the words you type; accents and capitals do not matter.",
        Group.LISTS,
    ),
    Command(
        "list.close",
        ("q",),
        where("L"),
        "Close",
        "Close the list and go back to the text.",
        Group.LISTS,
    ),
)
"""The sidebar and every other list."""

TYPED = (
    Command(
        "line.accept",
        ("enter",),
        where("D"),
        "Accept",
        "Take what is typed.",
        Group.TYPING,
        essential=True,
    ),
    Command(
        "line.results",
        ("down",),
        where("D"),
        "Results",
        "Step from the line into what it found.",
        Group.TYPING,
    ),
    Command(
        "field.next",
        ("tab",),
        where("D"),
        "Next field",
        "Go to the next field.",
        Group.TYPING,
        pointer="click",
    ),
    Command(
        "field.previous",
        ("shift+tab",),
        where("D"),
        "Previous field",
        "Go back to the field before.",
        Group.TYPING,
        pointer="click",
    ),
    Command(
        "editor.keep",
        ("escape", "ctrl+s"),
        where("E"),
        "Keep and close",
        "Keep what is written and close the editor; undo brings back what was there before.",
        Group.TYPING,
        essential=True,
    ),
    Command(
        "editor.external",
        ("ctrl+g",),
        where("E"),
        "Open in your editor",
        "Write the note in your own editor: the one in the settings, or else $EDITOR.",
        Group.TYPING,
    ),
)
"""Lines to type in, and the note editor."""

PROGRAM = (
    Command(
        "app.help",
        ("?", "f1"),
        where("P S B L"),
        "Help",
        "Show every key; type to search among them.",
        Group.PROGRAM,
    ),
    Command(
        "app.palette",
        ("ctrl+p", ":"),
        where("all"),
        "Commands",
        "Find any command by its name.",
        Group.PROGRAM,
        essential=True,
    ),
    Command(
        "app.undo",
        ("u", "ctrl+z"),
        where("P S B L"),
        "Undo",
        "Take back the last change to marks, notes or the archive.",
        Group.PROGRAM,
    ),
    Command(
        "app.redo",
        ("ctrl+r", "U"),
        where("P S B L"),
        "Redo",
        "Make the change again that was taken back.",
        Group.PROGRAM,
    ),
    Command(
        "app.close",
        ("escape",),
        where("all"),
        "Close",
        "Close one thing: unfinished keys, a dialog or list, the selection, the shown paragraph, hits, the filter.",
        Group.PROGRAM,
        essential=True,
    ),
    Command(
        "app.settings",
        (",",),
        where("P S B"),
        "Settings",
        "Choose the theme and the other settings.",
        Group.PROGRAM,
    ),
    Command(
        "app.daylight",
        ("D",),
        where("P S B"),
        "Light or dark",
        "Change between the light and the dark theme.",
        Group.PROGRAM,
    ),
    Command(
        "app.redraw",
        ("ctrl+l",),
        where("P S B L"),
        "Redraw",
        "Paint the whole screen again, for when something else wrote over it.",
        Group.PROGRAM,
    ),
    Command(
        "app.suspend",
        (),
        where("P S B L"),
        "Suspend",
        "Go back to the shell for a while; “fg” there brings the reader back.",
        Group.PROGRAM,
    ),
    Command(
        "app.quit",
        ("q",),
        where("P S B"),
        "Quit",
        "Leave; your place and your marks are kept.",
        Group.PROGRAM,
    ),
    Command(
        "app.quit_now",
        ("ctrl+q",),
        where("all"),
        "Quit from anywhere",
        "Leave at once, even while writing; drafts are kept.",
        Group.PROGRAM,
        essential=True,
    ),
)
"""The program as a whole."""
