"""The bytes an xterm sends for each key of a command."""

from __future__ import annotations

from reader.ui.commands.registry import COMMANDS

_NAMED = {
    "backspace": b"\x7f",
    "delete": b"\x1b[3~",
    "down": b"\x1b[B",
    "end": b"\x1b[F",
    "enter": b"\r",
    "escape": b"\x1b",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "home": b"\x1b[H",
    "insert": b"\x1b[2~",
    "left": b"\x1b[D",
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "right": b"\x1b[C",
    "shift+tab": b"\x1b[Z",
    "space": b" ",
    "tab": b"\t",
    "up": b"\x1b[A",
}
_ARROWS = {"up": b"A", "down": b"B", "right": b"C", "left": b"D"}
_MODIFIERS = {"shift": b"2", "alt": b"3", "ctrl": b"5"}


def key_bytes(key: str) -> bytes:
    """Return the bytes of a key press; KeyError if an xterm cannot send it."""
    if key in _NAMED:
        return _NAMED[key]
    modifier, plus, base = key.rpartition("+")
    if not plus or not modifier:
        if len(key) != 1:
            raise KeyError(key)
        return key.encode()
    if base in _ARROWS:
        return b"\x1b[1;" + _MODIFIERS[modifier] + _ARROWS[base]
    if modifier == "ctrl" and len(base) == 1 and "a" <= base <= "z":
        return bytes([ord(base) & 0x1F])
    if modifier == "alt" and len(base) == 1:
        return b"\x1b" + base.encode()
    raise KeyError(key)


def presses(keys: str) -> list[bytes]:
    """Return the bytes of each key of a sequence."""
    return [key_bytes(key) for key in keys.split()]


BYTES: dict[str, bytes] = {key: key_bytes(key) for command in COMMANDS for keys in command.keys for key in keys.split()}
"""The bytes of every key in a default key sequence."""
