"""How keys are spelled: from what a terminal's reader reports, from settings, and back into words on the screen."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
"""In the one order in which they are written."""

NAMED_KEYS = frozenset(
    {"backspace", "delete", "down", "end", "enter", "escape", "home", "insert", "left", "menu", "pagedown", "pageup"}
    | {"pause", "right", "space", "tab", "up"}
    | {f"f{number}" for number in range(1, 36)}
)
"""Keys that have a name instead of a character."""

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
"""Names that stand for a key with its modifier."""

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
"""The names that punctuation has where it is reported without its character."""

_SAME_BYTES = {
    "ctrl+@": "ctrl+space",
    "ctrl+[": "escape",
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
}
"""Keys that most terminals cannot tell apart, so that no terminal of ours does."""


def is_printable(key: str) -> bool:
    """Tell whether the key, alone, puts a character into a text."""
    return key == "space" or is_character(key)


def is_character(key: str) -> bool:
    """Tell whether the key is one printable character other than a space."""
    return len(key) == 1 and key.isprintable() and not key.isspace()


def canonical_key(key: str) -> str | None:
    """Return the one spelling of a key that a person wrote; None when it names no key.

    >>> canonical("Ctrl+D"), canonical("PgDn"), canonical("shift+j"), canonical("left_curly_bracket"), canonical("hop")
    ('ctrl+d', 'pagedown', 'J', '{', None)
    """
    if whole := _KEY_ALIASES.get(key.lower()):
        return whole
    found: set[str] = set()
    base = unicodedata.normalize("NFC", key)
    while (split := base.find("+", 1)) > 0 and split < len(base) - 1:
        modifier = base[:split].lower()
        modifier = _MODIFIER_ALIASES.get(modifier, modifier)
        if modifier not in MODIFIERS:
            return None
        found.add(modifier)
        base = base[split + 1 :]
    if (named := _base(base)) is None:
        return None
    base = named
    if is_character(base):
        if "shift" in found and "ctrl" not in found:
            # A shifted letter is its capital; which character a shifted sign gives, only the keyboard knows.
            capital = base.upper()
            if len(capital) != 1 or not base.isalpha():
                return None
            base, found = capital, found - {"shift"}
        elif "ctrl" in found and len(base.lower()) == 1:
            base = base.lower()
    spelling = "+".join([*(modifier for modifier in MODIFIERS if modifier in found), base])
    return _SAME_BYTES.get(spelling, spelling)


def _base(name: str) -> str | None:
    """Return the spelling of a key without its modifiers; None when there is no such key."""
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
    """Return keys to press one after another, each in its one spelling; None when one names no key or none is there."""
    parts = [canonical_key(part) for part in keys.split()]
    whole = tuple(part for part in parts if part is not None)
    return whole if whole and len(whole) == len(parts) else None


def key_name(key: str, character: str | None) -> str:
    r"""Return our spelling of a key event, given its name and its character.

    A key that we have no name for keeps the one it came with, and so belongs to no command.

    >>> spelled("left_curly_bracket", "{"), spelled("alt+shift+j", "J"), spelled("upper_j", "J"), spelled("tab", "\t")
    ('{', 'alt+J', 'J', 'tab')
    """
    modified = any(key.startswith(f"{modifier}+") for modifier in MODIFIERS)
    if character is not None and not modified:
        if is_character(character):
            return character
        # Layouts made for French type a no-break space with Space and a modifier: it still means Space.
        if character in {"\u00a0", "\u202f"}:
            return "space"
    return canonical_key(key) or key


_LABELS = {"escape": "Esc", "pagedown": "PgDn", "pageup": "PgUp"}


def label_for_key(keys: str) -> str:
    """Return a key, or keys to press one after another, as the screen shows them.

    >>> label_for_key("ctrl+d"), label_for_key("g g"), label_for_key("escape"), label_for_key("shift+tab")
    ('Ctrl D', 'g g', 'Esc', 'Shift Tab')
    >>> label_for_key("m *")  # any letter
    'm a–z'
    """
    one, *others = [_single_label(key) for key in keys.split()] or [""]
    if others and keys.endswith(" *"):
        others[-1] = "a–z"
    return " ".join([one, *others])


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
    """Return the labels of keys, with neighboring digits drawn together: ``1–6``, ``c 1–6``.

    >>> labels_for_keys(["c 1", "c 2", "c 3", "enter"])
    ('c 1–3', 'Enter')
    """
    labels: list[str] = []
    run = ("", "", "")
    """What stands before the digits, the first of them, the last of them."""
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
