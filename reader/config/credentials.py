"""API keys of engines: from the environment, a private file or the system keyring."""

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
"""File in the settings folder, with a line ``deepl = KEY`` for each engine."""

MAX_FILE_BYTES = 64 * 1024
"""Maximum size of the file in bytes."""

KEYRING_SERVICE = "enregard"
"""Service name in the keyring; the user name is the engine's name."""


class Key:
    """An API key that printing, logging or formatting does not reveal; ``reveal`` returns it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the key itself."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Key(…)" if self else "Key()"

    __str__ = __repr__

    def __reduce__(self) -> str:
        raise TypeError("keys cannot be copied or pickled")


@dataclass(frozen=True, slots=True)
class Credentials:
    """Looks up keys and other engine variables; its repr shows none of them."""

    environ: Mapping[str, str] = field(repr=False)
    folder: Path = field(repr=False)
    """The settings folder."""

    def key(self, engine: str) -> Key:
        """Return an engine's key, possibly empty; EnregardError if the keys file is unusable."""
        return find_key(engine, self.environ, self.folder)

    def variable(self, engine: str, what: str) -> str:
        """Return an engine's URL or PATH from the environment, or an empty string."""
        return self.environ.get(variable_name(engine, what), "").strip()


def variable_name(engine: str, what: str = "KEY") -> str:
    """Return the name of an engine's environment variable, such as ENREGARD_DEEPL_KEY."""
    name = "".join(char if char.isascii() and char.isalnum() else "_" for char in engine)
    return f"ENREGARD_{name.upper()}_{what}"


def find_key(engine: str, environ: Mapping[str, str], folder: Path) -> Key:
    """Return an engine's key, possibly empty; EnregardError if the keys file is unusable.

    Order: environment, file, keyring. The keyring is last because it may prompt for a password.
    """
    if key := environ.get(variable_name(engine), "").strip():
        return Key(key)
    if key := _keys_in_file(folder / KEYS_FILE).get(engine, ""):
        return Key(key)
    return Key(_key_in_keyring(engine))


def save_key(engine: str, key: str, folder: Path) -> None:
    """Save an engine's key in the private keys file; an empty key removes it. Other lines stay.

    ValueError for an invalid key; EnregardError if the file cannot be read or written.
    """
    _check_key(key)
    path = folder / KEYS_FILE
    lines = [line for line in _read_lines(path) if _engine_of(line) != engine]
    if key:
        lines.append(f"{engine} = {key}")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, (f"{line}\n" for line in lines), mode=0o600)
    except OSError as error:
        raise EnregardError(
            f"Could not write the file “{KEYS_FILE}” in the settings folder ({error.strerror}). Nothing was changed."
        ) from None


def save_to_keyring(engine: str, key: str) -> None:
    """Save a key in the system keyring; ValueError if invalid, EnregardError on failure."""
    _check_key(key)
    if not has_keyring():
        raise EnregardError(_NO_KEYRING)
    import importlib

    try:
        importlib.import_module("keyring").set_password(KEYRING_SERVICE, engine, key)
    except Exception:  # noqa: BLE001 -- locked, denied or no backend; the message may contain the key
        saved = False
    else:
        saved = _key_in_keyring(engine) == key  # the null backend accepts and discards keys
    if not saved:
        raise EnregardError(_KEYRING_SAVE_FAILED)


def delete_from_keyring(engine: str) -> bool:
    """Delete an engine's key from the keyring; False if there is none. EnregardError on failure."""
    if not _key_in_keyring(engine):
        return False
    import importlib

    try:
        importlib.import_module("keyring").delete_password(KEYRING_SERVICE, engine)
    except Exception:  # noqa: BLE001 -- as above; checked below
        deleted = False
    else:
        deleted = True
    if not deleted or _key_in_keyring(engine):
        raise EnregardError(_KEYRING_DELETE_FAILED)
    return True


def has_keyring() -> bool:
    """Return whether the package `keyring` is installed."""
    import importlib

    try:
        importlib.import_module("keyring")
    except ImportError:
        return False
    return True


def _check_key(key: str) -> None:
    if key and not (key.isascii() and key.isprintable() and key == key.strip()):
        raise ValueError("a key must be printable ASCII without outer spaces")


def key_location(engine: str, environ: Mapping[str, str], folder: Path) -> str:
    """Return ``environment``, ``file`` or an empty string; skips the keyring, which may prompt."""
    if environ.get(variable_name(engine), "").strip():
        return "environment"
    return "file" if _keys_in_file(folder / KEYS_FILE).get(engine) else ""


def _open_nonblocking(path: str, flags: int) -> int:
    """Open a file without blocking, even if it is a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _keys_in_file(path: Path) -> dict[str, str]:
    # Invalid lines are skipped without an error, which might quote a key.
    return {
        _engine_of(line): line.partition("=")[2].strip().strip("\"'") for line in _read_lines(path) if _engine_of(line)
    }


def _engine_of(line: str) -> str:
    """Return the engine whose key a line holds; empty for other lines."""
    name, equals, _ = line.partition("=")
    return name.strip() if equals and not line.lstrip().startswith("#") else ""


def _read_lines(path: Path) -> list[str]:
    """Return the lines of the keys file; EnregardError if it is unreadable or not private."""
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
    # ``splitlines`` would also split at Unicode line separators. Invalid UTF-8 is preserved.
    return (
        [line.rstrip("\r") for line in data.decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")]
        if data
        else []
    )


_READABLE_BY_OTHERS = (
    f"Others on this machine can read the file “{KEYS_FILE}” in the settings folder, so its keys were not used. "
    "Run chmod 600 on it. Get new keys if others may have read these."
)
_NO_KEYRING = (
    "The Python package “keyring” is not installed. Install it, or omit --keyring to save the key in a file "
    "that only you can read. Nothing was changed."
)
_KEYRING_SAVE_FAILED = (
    "The system keyring did not save the key. Check that it exists and is unlocked, or omit --keyring "
    "to save the key in a file that only you can read."
)
_KEYRING_DELETE_FAILED = "The system keyring did not delete the key. Delete it there; its service is “enregard”."
_UNREADABLE = f"Could not read the file “{KEYS_FILE}” in the settings folder. Check the file and its permissions."


def _key_in_keyring(engine: str) -> str:
    import importlib

    try:
        key = importlib.import_module("keyring").get_password(KEYRING_SERVICE, engine)
    except Exception:  # noqa: BLE001 -- not installed, locked or no backend: no key
        return ""
    return key.strip() if isinstance(key, str) else ""
