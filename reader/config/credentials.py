"""The keys of engines: from the environment, a file that only its owner can read, or the system's keyring; never shown."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.atomic_write import write_atomically
from reader.errors import EnregardError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEYS_FILE = "keys"
"""The file in the folder of the settings: a line ``deepl = KEY`` for each engine."""

MAX_FILE_BYTES = 64 * 1024
"""Bytes; a file beyond it is something else than keys."""

KEYRING_SERVICE = "enregard"
"""What the keyring calls us; the user name there is the engine's name."""


class Key:
    """A key of a service. Whatever prints, logs or formats it shows none of it; ``reveal`` gives it to the one who sends it."""

    __slots__ = ("_value",)

    def __init__(self, words: str) -> None:
        self._value = words

    def reveal(self) -> str:
        """Return the key itself."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Key(…)" if self else "Key()"

    __str__ = __repr__

    def __reduce__(self) -> str:
        raise TypeError("a key is not copied or stored")


@dataclass(frozen=True, slots=True)
class Credentials:
    """Where one reader's keys are looked for, and what else the environment says of engines; printed, it shows nothing of it."""

    environ: Mapping[str, str] = field(repr=False)
    folder: Path = field(repr=False)
    """The folder of the settings."""

    def key(self, engine: str) -> Key:
        """Return an engine's key, an empty one when there is none; EnregardError when the file of keys cannot be used."""
        return find_key(engine, self.environ, self.folder)

    def variable(self, engine: str, what: str) -> str:
        """Return what the environment says of an engine: ``what`` is URL or PATH; empty when it says nothing."""
        return self.environ.get(variable_name(engine, what), "").strip()


def variable_name(engine: str, what: str = "KEY") -> str:
    """Return the environment variable that holds an engine's key, or another of its words: ENREGARD_DEEPL_KEY."""
    name = "".join(char if char.isascii() and char.isalnum() else "_" for char in engine)
    return f"ENREGARD_{name.upper()}_{what}"


def find_key(engine: str, environ: Mapping[str, str], folder: Path) -> Key:
    """Return an engine's key, an empty one when there is none; EnregardError when the file of keys cannot be used.

    The environment is asked first, then the file, then the keyring where that package is installed: it may ask the
    reader for a password, so who has given the key elsewhere is not kept waiting.
    """
    if words := environ.get(variable_name(engine), "").strip():
        return Key(words)
    if words := _keys_in_file(folder / KEYS_FILE).get(engine, ""):
        return Key(words)
    return Key(_key_in_keyring(engine))


def save_key(engine: str, words: str, folder: Path) -> None:
    """Write an engine's key into the file of keys, the reader's alone; no words take it out. What else is in it stays.

    ValueError for words that no line can hold; EnregardError when the file cannot be used, or not be written.
    """
    _check_key(words)
    path = folder / KEYS_FILE
    lines = [line for line in _read_lines(path) if _engine_of(line) != engine]
    if words:
        lines.append(f"{engine} = {words}")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, (f"{line}\n" for line in lines), mode=0o600)
    except OSError as error:
        raise EnregardError(
            f"The file “{KEYS_FILE}” in the folder of the settings could not be written ({error.strerror}). Nothing was changed."
        ) from None


def save_to_keyring(engine: str, words: str) -> None:
    """Give an engine's key to the system's keyring. ValueError for words that are no key; EnregardError when it does not keep it."""
    _check_key(words)
    if not has_keyring():
        raise EnregardError(_NO_KEYRING)
    import importlib

    try:
        importlib.import_module("keyring").set_password(KEYRING_SERVICE, engine, words)
    except Exception:  # noqa: BLE001 -- locked, refused, or without a system behind it: its words may hold the key
        kept = False
    else:
        kept = _key_in_keyring(engine) == words  # one of the keyring's ways takes everything and keeps nothing
    if not kept:
        raise EnregardError(_KEYRING_SAVE_FAILED)


def delete_from_keyring(engine: str) -> bool:
    """Take an engine's key out of the system's keyring; False when it has none, or there is none. EnregardError when it stays."""
    if not _key_in_keyring(engine):
        return False
    import importlib

    try:
        importlib.import_module("keyring").delete_password(KEYRING_SERVICE, engine)
    except Exception:  # noqa: BLE001 -- as above; whether it is gone is seen below
        gone = False
    else:
        gone = True
    if not gone or _key_in_keyring(engine):
        raise EnregardError(_KEYRING_DELETE_FAILED)
    return True


def has_keyring() -> bool:
    """Tell whether the package that leads to the system's keyring is installed."""
    import importlib

    try:
        importlib.import_module("keyring")
    except ImportError:
        return False
    return True


def _check_key(words: str) -> None:
    if words and not (words.isascii() and words.isprintable() and words == words.strip()):
        raise ValueError("a key is visible characters of ASCII")


def key_location(engine: str, environ: Mapping[str, str], folder: Path) -> str:
    """Return where an engine's key is: ``environment``, ``file``, or nothing. The keyring, which may ask for a password, is not asked."""
    if environ.get(variable_name(engine), "").strip():
        return "environment"
    return "file" if _keys_in_file(folder / KEYS_FILE).get(engine) else ""


def _open_nonblocking(path: str, flags: int) -> int:
    """Open a file; a pipe in its place does not make us wait."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _keys_in_file(path: Path) -> dict[str, str]:
    # What is no key is passed over, so that no sentence ever repeats a line of this file.
    return {
        _engine_of(line): line.partition("=")[2].strip().strip("\"'") for line in _read_lines(path) if _engine_of(line)
    }


def _engine_of(line: str) -> str:
    """Return whose key a line holds, empty for a comment or no key at all."""
    name, equals, _ = line.partition("=")
    return name.strip() if equals and not line.lstrip().startswith("#") else ""


def _read_lines(path: Path) -> list[str]:
    """Return the lines of the file of keys, none when there is no file; EnregardError when it must not or cannot be used."""
    try:
        file = open(path, "rb", opener=_open_nonblocking)  # noqa: SIM115 -- Path has no opener; closed below
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise EnregardError(_UNREADABLE) from error
    with file:
        mode = os.fstat(file.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise EnregardError(_UNREADABLE)
        if os.name == "posix" and mode & 0o077:
            raise EnregardError(_READABLE_BY_OTHERS)
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise EnregardError(_UNREADABLE)
    # Not ``splitlines``, which knows ends of lines that would be taken out of a comment. What is no UTF-8 is kept as it is.
    return (
        [line.rstrip("\r") for line in data.decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")]
        if data
        else []
    )


_READABLE_BY_OTHERS = (
    f"The file “{KEYS_FILE}” in the folder of the settings can be read by others on this machine, so its keys were not used. "
    f"Make it yours alone with chmod 600, and get new keys if others may have read these."
)
_NO_KEYRING = (
    "The Python package “keyring”, which leads to the system’s keyring, is not installed in the program’s environment. "
    "Install it there, or leave --keyring out: the key then goes into a file that you alone can read. Nothing was changed."
)
_KEYRING_SAVE_FAILED = (
    "The system’s keyring did not keep the key. Look whether there is one and whether it is unlocked, or leave --keyring out: "
    "the key then goes into a file that you alone can read."
)
_KEYRING_DELETE_FAILED = "The system’s keyring did not let the key go. Take it out there: its service is “enregard”."
_UNREADABLE = f"The file “{KEYS_FILE}” in the folder of the settings could not be read as a file of keys. Check what it is and that you may read it."


def _key_in_keyring(engine: str) -> str:
    import importlib

    try:
        words = importlib.import_module("keyring").get_password(KEYRING_SERVICE, engine)
    except Exception:  # noqa: BLE001 -- not installed, locked, or without a system behind it: there is no key then
        return ""
    return words.strip() if isinstance(words, str) else ""
