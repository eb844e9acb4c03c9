"""The commands that speak of translation engines."""

from __future__ import annotations

from reader.ui.commands.command import Command, Group, in_contexts

ENGINES = (
    Command(
        "english.engine",
        (),
        in_contexts("P S B"),
        "Choose an engine",
        "Choose who translates what has no English, or nobody; you are asked before anything is sent.",
        Group.ENGLISH,
    ),
    Command(
        "english.again",
        ("R",),
        in_contexts("P"),
        "Ask again",
        "Ask the engine for the English of this paragraph, once more too; without an engine, choose one.",
        Group.ENGLISH,
    ),
    Command(
        "english.compare",
        ("=",),
        in_contexts("P"),
        "Compare engines",
        "Show what each engine says of this paragraph, ask another one, and choose whose words stand here.",
        Group.ENGLISH,
    ),
    Command(
        "english.whole",
        (),
        in_contexts("P S"),
        "Translate the article",
        "Ask the engine for everything in this article that has no English; once more, or Esc, stops.",
        Group.ENGLISH,
    ),
    Command(
        "english.withdraw",
        ("X",),
        in_contexts("L"),
        "Ask again before sending",
        "In the list of engines: take back your consent to one; you are asked before it is sent any more.",
        Group.ENGLISH,
    ),
)
"""English from engines."""
