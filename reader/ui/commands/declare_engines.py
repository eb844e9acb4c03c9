"""Commands for translation engines."""

from __future__ import annotations

from reader.ui.commands.command import Command, Group, in_contexts

ENGINES = (
    Command(
        "english.engine",
        (),
        in_contexts("P S B"),
        "Translation engine",
        "Choose a translation engine, or none. Nothing is sent without your permission.",
        Group.TRANSLATION,
    ),
    Command(
        "english.again",
        ("R",),
        in_contexts("P"),
        "Translate again",
        "Translate this paragraph, again if needed. Without an engine, choose one first.",
        Group.TRANSLATION,
    ),
    Command(
        "english.compare",
        ("=",),
        in_contexts("P"),
        "Compare translations",
        "Compare the engines’ translations of this paragraph and choose one.",
        Group.TRANSLATION,
    ),
    Command(
        "english.whole",
        (),
        in_contexts("P S"),
        "Translate article",
        "Translate the rest of this article. Run it again or press Esc to stop.",
        Group.TRANSLATION,
    ),
    Command(
        "english.withdraw",
        ("X",),
        in_contexts("L"),
        "Revoke permission",
        "In the list of engines: revoke an engine’s permission to receive text.",
        Group.TRANSLATION,
    ),
)
"""Commands for translation engines."""
