"""Key names: parse them from key events and settings, and label them for the screen."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
"""Modifiers in canonical order."""

NAMED_KEYS = frozenset(
    {"backspace", "delete", "down", "end", "enter", "escape", "home", "insert", "left", "menu", "pagedown", "pageup"}
    | {"pause", "right", "space", "tab", "up"}
    | {f"f{number}" for number in range(1, 36)}
)
"""Keys without a printable character."""

_NAME_ALIASES = {
    "back_space": "backspace",
    "bs": "backspace",
    "cr": "enter",
    "del": "delete",
    "esc": "escape",
    "ins": "insert",
    "page_down": "pagedown",
    "page_up": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "pgup": "pageup",
    "return": "enter",
    "spacebar": "space",
}

_KEY_ALIASES = {"backtab": "shift+tab", "newline": "ctrl+j"}
"""Names for a key with a modifier."""

_MODIFIER_ALIASES = {
    "control": "ctrl",
    "cmd": "super",
    "command": "super",
    "opt": "alt",
    "option": "alt",
    "win": "super",
}

_PUNCTUATION = {
    "ampersand": "&",
    "apostrophe": "'",
    "asterisk": "*",
    "at": "@",
    "backslash": "\\",
    "circumflex_accent": "^",
    "colon": ":",
    "comma": ",",
    "commercial_at": "@",
    "dollar_sign": "$",
    "equals_sign": "=",
    "exclamation_mark": "!",
    "full_stop": ".",
    "grave_accent": "`",
    "greater_than_sign": ">",
    "hyphen_minus": "-",
    "left_curly_bracket": "{",
    "left_parenthesis": "(",
    "left_square_bracket": "[",
    "less_than_sign": "<",
    "low_line": "_",
    "minus": "-",
    "number_sign": "#",
    "percent_sign": "%",
    "plus": "+",
    "plus_sign": "+",
    "question_mark": "?",
    "quotation_mark": '"',
    "reverse_solidus": "\\",
    "right_curly_bracket": "}",
    "right_parenthesis": ")",
    "right_square_bracket": "]",
    "semicolon": ";",
    "slash": "/",
    "solidus": "/",
    "tilde": "~",
    "underscore": "_",
    "vertical_line": "|",
}
"""Textual's names of punctuation keys."""

_SAME_BYTES = {
    "ctrl+@": "ctrl+space",
    "ctrl+[": "escape",
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
}
"""Keys that most terminals cannot distinguish; treated as the same everywhere."""


def is_printable(key: str) -> bool:
    """Return whether the key alone types a character."""
    return key == "space" or is_character(key)


def is_character(key: str) -> bool:
    """Return whether the key is one printable character other than a space."""
    return len(key) == 1 and key.isprintable() and not key.isspace()


def canonical_key(key: str) -> str | None:
    """Return the canonical spelling of a key written by the user; None if it is not a key.

    >>> [canonical_key(key) for key in ("Ctrl+D", "PgDn", "shift+j", "left_curly_bracket", "hop")]
    ['ctrl+d', 'pagedown', 'J', '{', None]
    """
    if alias := _KEY_ALIASES.get(key.lower()):
        return alias
    modifiers: set[str] = set()
    base = unicodedata.normalize("NFC", key)
    while (split := base.find("+", 1)) > 0 and split < len(base) - 1:
        modifier = base[:split].lower()
        modifier = _MODIFIER_ALIASES.get(modifier, modifier)
        if modifier not in MODIFIERS:
            return None
        modifiers.add(modifier)
        base = base[split + 1 :]
    if (named := _base(base)) is None:
        return None
    base = named
    if is_character(base):
        if "shift" in modifiers and "ctrl" not in modifiers:
            # A shifted letter is its capital; shifted punctuation depends on the keyboard.
            capital = base.upper()
            if len(capital) != 1 or not base.isalpha():
                return None
            base, modifiers = capital, modifiers - {"shift"}
        elif "ctrl" in modifiers and len(base.lower()) == 1:
            base = base.lower()
    spelling = "+".join([*(modifier for modifier in MODIFIERS if modifier in modifiers), base])
    return _SAME_BYTES.get(spelling, spelling)


def _base(name: str) -> str | None:
    """Return the canonical spelling of a key without modifiers; None if it is not a key."""
    if is_character(name):
        return name
    if name in {" ", "\u00a0", "\u202f"}:
        return "space"
    name = name.lower()
    if name.startswith("upper_") and len(name) == len("upper_") + 1:
        return name[-1].upper()
    name = _NAME_ALIASES.get(name, name)
    return name if name in NAMED_KEYS else _PUNCTUATION.get(name)


def parse_sequence(keys: str) -> tuple[str, ...] | None:
    """Return the keys of a sequence in canonical spelling; None if empty or invalid."""
    parts = [canonical_key(part) for part in keys.split()]
    valid = tuple(part for part in parts if part is not None)
    return valid if valid and len(valid) == len(parts) else None


def key_name(key: str, character: str | None) -> str:
    r"""Return the canonical spelling of a Textual key event, given its key and character.

    Unknown keys keep Textual's name; no command is bound to them.

    >>> key_name("left_curly_bracket", "{"), key_name("alt+shift+j", "J")
    ('{', 'alt+J')
    >>> key_name("upper_j", "J"), key_name("tab", "\t")
    ('J', 'tab')
    """
    modified = any(key.startswith(f"{modifier}+") for modifier in MODIFIERS)
    if character is not None and not modified:
        if is_character(character):
            return character
        # French layouts type a no-break space with Space and a modifier; treat it as Space.
        if character in {"\u00a0", "\u202f"}:
            return "space"
    return canonical_key(key) or key


_LABELS = {"escape": "Esc", "pagedown": "PgDn", "pageup": "PgUp"}


def label_for_key(keys: str) -> str:
    """Return the label of a key or a sequence.

    >>> [label_for_key(keys) for keys in ("ctrl+d", "g g", "escape", "shift+tab")]
    ['Ctrl D', 'g g', 'Esc', 'Shift Tab']
    >>> label_for_key("m *")  # any letter
    'm a–z'
    """
    first, *others = [_single_label(key) for key in keys.split()] or [""]
    if others and keys.endswith(" *"):
        others[-1] = "a–z"
    return " ".join([first, *others])


def _single_label(key: str) -> str:
    *modifiers, base = _split_modifiers(key)
    base = _LABELS.get(base, base)
    if len(base) > 1 or "ctrl" in modifiers:
        base = base[:1].upper() + base[1:]
    return " ".join([*(modifier.capitalize() for modifier in modifiers), base])


def _split_modifiers(key: str) -> list[str]:
    parts: list[str] = []
    while (split := key.find("+", 1)) > 0 and split < len(key) - 1:
        parts.append(key[:split])
        key = key[split + 1 :]
    return [*parts, key]


def labels_for_keys(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the labels of keys, digits as ranges: ``1–6``, ``c 1–6``.

    >>> labels_for_keys(["c 1", "c 2", "c 3", "enter"])
    ('c 1–3', 'Enter')
    """
    labels: list[str] = []
    run = ("", "", "")
    """The text before the digits, the first digit, the last digit."""
    for label in map(label_for_key, keys):
        head, last = label[:-1], label[-1:]
        digit = last in set("0123456789") and (not head or head.endswith(" "))
        if digit and run[0] == head and run[2] and ord(last) == ord(run[2]) + 1:
            run = (head, run[1], last)
            labels[-1] = f"{head}{run[1]}–{last}"
        else:
            run = (head, last, last) if digit else ("", "", "")
            labels.append(label)
    return tuple(labels)
