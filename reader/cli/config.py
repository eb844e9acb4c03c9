"""``enregard config``: where the settings are, what holds now, and the keys of engines, which are never shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from reader.config import credentials
from reader.config.options import OPTIONS
from reader.errors import EnregardError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from reader.config import Settings
    from reader.config.engines import EngineSettings
    from reader.paths import Folders

MAX_KEY_LENGTH: Final = 4_096
"""Characters; what is longer is something else than a key."""


def effective_config(settings: Settings, folders: Folders, environ: Mapping[str, str]) -> dict[str, Any]:
    """Return what holds now, as ``config --json`` says it. Of a key only where it is: never a character of it."""
    held = _key_locations(environ, folders.config)
    return {
        "settings_file": str(folders.settings),
        "settings_file_exists": folders.settings.is_file(),
        "library": str(folders.library),
        "log": str(folders.log_file),
        "settings": {name: getattr(settings, name) for name in (choice.name for choice in OPTIONS)},
        "keys": {command: list(keys) for command, keys in settings.keys.items()},
        "engines": {
            name: _engine_values(name, settings.engines.get(name), credentials.Credentials(environ, folders.config))
            | {"key": held.get(name, "")}
            for name in _configured_engines(settings, environ, held)
        },
    }


def ui_config_errors(settings: Settings) -> tuple[str, ...]:
    """Return sentences about what only the reader's window makes use of and cannot: keys, and names of themes."""
    from reader.config import Settings
    from reader.ui.commands.keymap import Keymap

    wrong = Keymap.build(settings.keys, settings.key_locations)[1] if settings.keys else ()
    usual = Settings()
    if (settings.theme, settings.light, settings.dark) != (usual.theme, usual.light, usual.dark):
        from reader.ui.app.theming import unknown_themes  # loads the toolkit, which knows most of them

        wrong = (*wrong, *unknown_themes(settings))
    return wrong


def as_lines(values: Mapping[str, Any]) -> Iterator[str]:
    """Give the same as lines for a person."""
    there = "" if values["settings_file_exists"] else " (not there: every setting has its standard value)"
    yield f"Settings file: {values['settings_file']}{there}"
    yield f"Library: {values['library']}"
    yield f"Log: {values['log']}"
    yield ""
    for name, value in values["settings"].items():
        yield f"{name} = {_format_value(value)}"
    for name, engine in values["engines"].items():
        yield ""
        yield f"[engines.{name}]"
        for what, value in engine.items():
            if what != "key":
                yield f"{what} = {_format_value(value)}"
        yield f"# key: {_KEY_LOCATIONS[engine['key']]}"
    if values["keys"]:
        yield ""
        yield "[keys]"
        for command, keys in values["keys"].items():
            yield f'"{command}" = {keys}'


def save_key(engine: str, folder: Path, environ: Mapping[str, str], *, use_keyring: bool = False) -> str:
    """Ask for an engine's key without showing it, keep it, and return a sentence about it; EnregardError when that cannot be.

    ``keyring``: in the system's keyring, and no longer in the file, which would come before it.
    """
    _require_engine(engine)
    if use_keyring and not credentials.has_keyring():
        credentials.save_to_keyring(engine, "")  # says so, before a key is asked for
    words = _read_key(f"Key of {engine} (not shown; nothing keeps things as they are): ")
    if not words:
        raise EnregardError("No key was given, and nothing was changed.")
    if len(words) > MAX_KEY_LENGTH or not (words.isascii() and words.isprintable()):
        raise EnregardError("That is no key: it has other characters than keys have. Nothing was changed.")
    if use_keyring:
        credentials.save_to_keyring(engine, words)
        where = f"The key of {engine} is kept in the system’s keyring."
        if credentials.key_location(engine, {}, folder):
            credentials.save_key(engine, "", folder)
            where += f" The one in the file “{credentials.KEYS_FILE}” was taken out."
    else:
        credentials.save_key(engine, words, folder)
        where = f"The key of {engine} is kept in the file “{credentials.KEYS_FILE}” beside the settings, which you alone can read."
    if credentials.key_location(engine, environ, folder) == "environment":
        where += f" {credentials.variable_name(engine)} in the environment comes before it, as long as it is set."
    return where


def delete_key(engine: str, folder: Path, environ: Mapping[str, str]) -> str:
    """Take an engine's key out of the file and the keyring, and return a sentence about it; EnregardError when one keeps it."""
    held = credentials.key_location(engine, {}, folder)
    if held:
        credentials.save_key(engine, "", folder)
        told = "The key was taken out of the file."
    else:
        told = "The file holds no such key."
    if credentials.delete_from_keyring(engine):
        told = (
            "The key was taken out of the file and the system’s keyring."
            if held
            else "The key was taken out of the system’s keyring."
        )
    if credentials.key_location(engine, environ, folder) == "environment":
        told += f" {credentials.variable_name(engine)} is still set in the environment."
    return told


_KEY_LOCATIONS: Final = {
    "environment": "in the environment",
    "file": f"in the file “{credentials.KEYS_FILE}”",
    "": "not in the environment, nor in the file",
}


def _key_locations(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return where each engine's key is, of those that have one."""
    from reader.cli.output import write_message
    from reader.translation.registry import engine_names

    try:
        found = {name: credentials.key_location(name, environ, folder) for name in engine_names()}
    except EnregardError as error:  # about the file, which is then of no use to anybody
        write_message(str(error))
        found = {
            name: "environment" for name in engine_names() if environ.get(credentials.variable_name(name), "").strip()
        }
    return {name: where for name, where in found.items() if where}


def _configured_engines(settings: Settings, environ: Mapping[str, str], held: Mapping[str, str]) -> list[str]:
    """Return the engines that something is set for."""
    from reader.translation.registry import engine_names

    given = [
        name
        for name in engine_names()
        if any(environ.get(credentials.variable_name(name, what)) for what in ("URL", "PATH"))
    ]
    return sorted({*settings.engines, *given, *held, *([settings.engine] if settings.engine else [])})


def _engine_values(
    name: str, chosen: EngineSettings | None, found: credentials.Credentials
) -> dict[str, str | float | bool]:
    from reader.config.engines import EngineSettings

    chosen = chosen or EngineSettings()
    values: dict[str, str | float | bool] = {
        "url": redact_url(found.variable(name, "URL") or chosen.url),
        "path": found.variable(name, "PATH") or chosen.path,
        "email": chosen.email,
        "plain": chosen.plain,
        "pace": chosen.pace,
    }
    return {what: value for what, value in values.items() if value}


def redact_url(url: str) -> str:
    """Return an address without what may be a password in it: before an ``@``, and after a ``?``.

    >>> without_secrets("https://me:word@box.example.org/t?token=word")
    'https://…@box.example.org/t?…'
    """
    start, scheme, rest = url.partition("://")
    rest, question, _ = rest.partition("?") if scheme else start.partition("?")
    who, at, where = rest.rpartition("@")
    del who
    return f"{start + scheme if scheme else ''}{'…@' if at else ''}{where}{'?…' if question else ''}"


def _require_engine(engine: str) -> None:
    from reader.translation.registry import engine_names

    if engine not in engine_names():
        from reader.text.cleaning import clean_line

        raise EnregardError(
            f"There is no engine “{clean_line(engine)}”. Keys can be given to these: {', '.join(engine_names())}."
        )


def _read_key(question: str) -> str:
    """Return what is typed, without showing it; the first line of what is piped in."""
    if sys.stdin is None:
        return ""
    if not sys.stdin.isatty():
        return sys.stdin.readline(MAX_KEY_LENGTH + 2).strip()
    from getpass import getpass

    try:
        return getpass(question, stream=sys.stderr).strip()
    except EOFError:
        return ""


def _format_value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"{value:g}"
    return "not set" if value is None else f'"{value}"'
