"""Scenes for random sessions: short sequences of keys that users press on purpose.

A scene is a list of acts: a key, text to type or text to paste. None relies on the effect of the
acts before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.ui.commands.registry import COMMANDS

if TYPE_CHECKING:
    import random
    from collections.abc import Callable


@dataclass(frozen=True)
class Typed:
    """Text typed character by character."""

    words: str


@dataclass(frozen=True)
class Pasted:
    """Text pasted, as sent by the terminal."""

    words: str


Act = str | Typed | Pasted

TEXTS = (
    "fleuve",
    "élan",
    "ETE",
    "cœur",
    "coeur",
    "l’eau",
    "l'eau",
    "日本語",
    "« Oui",
    "[b]",
    "river",
    "👩‍👩‍👧",
    "a",
    ". ",
    "é\u0301",
    "1 200",
    "x" * 60,
)
"""Search queries and starts of notes."""
PASTES = (
    "collé\r\nsur deux lignes",
    "\x1b[31mrouge\x1b[0m \x00\x07\x9b2J \u202etrop\u202c\u2028fin",
    "日本語と👩‍👩‍👧 " * 20,
    "[red]gras[/red] ]] \\",
    "\t\t\u00a0\u202f\u00ad",
    "une ligne\n" * 60,
    "mot " * 2_000,
    "",
    "\u0301",
)
"""Pasted text: wide, long, or with control characters."""
ENDS = ("escape", "escape", "escape", "enter", "ctrl+s", "ctrl+n", "ctrl+up", "")
"""How an input or editor is left, if at all."""
PALETTE = tuple(
    command.label for command in COMMANDS if not command.id.startswith("app.quit") and command.id != "app.suspend"
)


def _any_text(dice: random.Random) -> Act:
    return dice.choice((Typed(dice.choice(TEXTS)), Typed(dice.choice(TEXTS)), Pasted(dice.choice(PASTES))))


def _end(dice: random.Random) -> list[Act]:
    end = dice.choice(ENDS)
    return [end] if end else []


def _moves(dice: random.Random, *keys: str) -> list[Act]:
    return list(dice.choices(keys, k=dice.randint(1, 4)))


def _search(dice: random.Random) -> list[Act]:
    return ["/", Typed(dice.choice(TEXTS)), *_end(dice), *_moves(dice, "n", "N", "j", "o", "escape")]


def _note(dice: random.Random) -> list[Act]:
    return [*_moves(dice, "}", ")", "w", "V"), "a", _any_text(dice), _any_text(dice), *_end(dice)]


def _highlight(dice: random.Random) -> list[Act]:
    return ["v", *_moves(dice, ")", "w", "j", "}", "o", "e", "$", "space"), str(dice.randint(1, 6))]


def _remove(dice: random.Random) -> list[Act]:
    return [dice.choice("[]"), dice.choice(("x", "delete", "enter")), *_moves(dice, "u", "ctrl+r", "escape", "U")]


def _recolor(dice: random.Random) -> list[Act]:
    return [dice.choice("[]"), "c", str(dice.randint(0, 7))]


def _marks_dialog(dice: random.Random) -> list[Act]:
    acts = ["A", *_moves(dice, "j", "k", "G", "A", "x", "u", "/", "a", "c", "3", "pagedown")]
    return [*acts, dice.choice(("enter", "escape", "q"))]


def _palette(dice: random.Random) -> list[Act]:
    return ["ctrl+p", Typed(dice.choice(PALETTE)[:12]), *_moves(dice, "down", "up", "backspace"), dice.choice(ENDS)]


def _settings(dice: random.Random) -> list[Act]:
    return [",", *_moves(dice, "g", "j", "j", "enter", "G", "k", "enter"), *_moves(dice, "enter", "j", "escape")]


def _line_settings(dice: random.Random) -> list[Act]:
    return [",", "home", *dice.choice(((), ("j",))), "enter", *dice.choice(((), ("enter",))), "escape"]


def _english_mode(dice: random.Random) -> list[Act]:
    return ["M", *_moves(dice, "j", "k", "g", "G"), dice.choice(("enter", "enter", "enter", "escape"))]


def _other_side(dice: random.Random) -> list[Act]:
    return ["t", "o", *_moves(dice, "v", "w", ")", "}", "j", "2", "y", "o", "escape"), *_end(dice)]


def _own_translation(dice: random.Random) -> list[Act]:
    return [
        "i",
        _any_text(dice),
        *_end(dice),
        _any_text(dice),
        *_end(dice),
        *_moves(dice, "u", "ctrl+r", "I", "p", "escape"),
    ]


def _reveal(dice: random.Random) -> list[Act]:
    return ["T", *_moves(dice, "}", "T", "j", "o", "t", "escape")]


def _bookmark(dice: random.Random) -> list[Act]:
    return ["m", dice.choice("abz1"), *_moves(dice, "G", "}", "space", "J"), dice.choice("`'"), dice.choice("abz'`")]


def _percent(dice: random.Random) -> list[Act]:
    acts: list[Act] = ["%", Typed(str(dice.randint(0, 130))), *_end(dice)]
    return [*acts, *dice.choice(([], [*str(dice.randint(0, 120)), "%"])), *_moves(dice, "H", "L", "ctrl+o")]


def _outline(dice: random.Random) -> list[Act]:
    return ["C", *_moves(dice, "j", "G", "k", "/"), dice.choice(("enter", "escape", "q"))]


def _sidebar(dice: random.Random) -> list[Act]:
    return ["s", "tab", *_moves(dice, "j", "k", "enter", "x", "u", "J", "K", "/", "escape"), dice.choice(("tab", "s"))]


def _filter(dice: random.Random) -> list[Act]:
    return ["s", "tab", "/", _any_text(dice), *_end(dice), *_moves(dice, "enter", "escape", "j")]


def _engine(dice: random.Random) -> list[Act]:
    return ["R", *_moves(dice, "j", "enter", "y", "tab", "="), *_end(dice)]


def _compare(dice: random.Random) -> list[Act]:
    return ["=", *_moves(dice, "j", "enter", "k"), *_end(dice)]


SCENES: tuple[Callable[[random.Random], list[Act]], ...] = (
    *(
        _search,
        _note,
        _highlight,
        _highlight,
        _remove,
        _recolor,
        _marks_dialog,
        _palette,
        _settings,
        _line_settings,
        _english_mode,
    ),
    *(_other_side, _own_translation, _reveal, _bookmark, _percent, _outline, _sidebar, _filter, _engine, _compare),
    lambda dice: [dice.choice(("D", "z", "?", "f1", "ctrl+l", "<", ">", "Y"))],
)


def scene(dice: random.Random) -> list[Act]:
    """Return the acts of a random scene."""
    return dice.choice(SCENES)(dice)
