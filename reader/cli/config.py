"""``enregard config``: show the settings; save and delete engine keys."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Final

from reader.cli import output
from reader.cli.consent import manage_consent
from reader.cli.context import user_folders
from reader.cli.exit_codes import FAILURE, SUCCESS
from reader.config import credentials, load
from reader.config.options import OPTIONS
from reader.errors import EnregardError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from reader.cli.arguments import Arguments
    from reader.config import Settings
    from reader.config.engines import EngineSettings
    from reader.paths import Folders

MAX_KEY_LENGTH: Final = 4_096
"""Maximum length of a key in characters."""


def show_config(arguments: Arguments) -> int:
    """Print the settings and their location; exit code 1 if there are errors."""
    folders = user_folders()
    settings, errors = load(folders.settings, offline=arguments.offline)
    errors = (*errors, *ui_config_errors(settings))
    for error in errors:
        output.write_message(error)
    values = effective_config(settings, folders, os.environ)
    if arguments.json:
        output.write_json(values)
    else:
        output.write_lines(as_lines(values))
    return FAILURE if errors else SUCCESS


def manage_key(arguments: Arguments) -> int:
    """Save or delete the key of an engine."""
    folder = user_folders().config
    if arguments.forget:
        message = delete_key(arguments.engine, folder, os.environ)
    else:
        message = save_key(arguments.engine, folder, os.environ, use_keyring=arguments.keyring)
    output.write_lines([message])
    return SUCCESS


def effective_config(settings: Settings, folders: Folders, environ: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of ``config --json``; keys are given only by their location."""
    locations = _key_locations(environ, folders.config)
    return {
        "settings_file": str(folders.settings),
        "settings_file_exists": folders.settings.is_file(),
        "library": str(folders.library),
        "log": str(folders.log_file),
        "settings": {name: getattr(settings, name) for name in (choice.name for choice in OPTIONS)},
        "keys": {command: list(keys) for command, keys in settings.keys.items()},
        "engines": {
            name: _engine_values(name, settings.engines.get(name), credentials.Credentials(environ, folders.config))
            | {"key": locations.get(name, "")}
            for name in _configured_engines(settings, environ, locations)
        },
    }


def ui_config_errors(settings: Settings) -> tuple[str, ...]:
    """Return error messages about settings that only the UI uses: keys and themes."""
    from reader.config import Settings
    from reader.ui.commands.keymap import Keymap

    errors = Keymap.build(settings.keys, settings.key_locations)[1] if settings.keys else ()
    defaults = Settings()
    if (settings.theme, settings.light, settings.dark) != (defaults.theme, defaults.light, defaults.dark):
        from reader.ui.app.theming import unknown_themes  # imports Textual, which defines most themes

        errors = (*errors, *unknown_themes(settings))
    return errors


def as_lines(values: Mapping[str, Any]) -> Iterator[str]:
    """Return the same as lines of text."""
    note = "" if values["settings_file_exists"] else " (not found; using defaults)"
    yield f"Settings file: {values['settings_file']}{note}"
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
    """Read a key without echo, save it, and return a message; EnregardError on failure.

    ``use_keyring``: save it in the system keyring and remove it from the file, which has priority.
    """
    _require_engine(engine)
    if use_keyring and not credentials.has_keyring():
        credentials.save_to_keyring(engine, "")  # raises before the prompt
    key = _read_key(f"Key for {engine} (hidden; leave empty to cancel): ")
    if not key:
        raise EnregardError("No key entered. Nothing was changed.")
    if len(key) > MAX_KEY_LENGTH or not (key.isascii() and key.isprintable()):
        raise EnregardError("That is not a valid key. Nothing was changed.")
    if use_keyring:
        credentials.save_to_keyring(engine, key)
        message = f"Saved the key for {engine} in the system keyring."
        if credentials.key_location(engine, {}, folder):
            credentials.save_key(engine, "", folder)
            message += f" The one in the file “{credentials.KEYS_FILE}” was removed."
    else:
        credentials.save_key(engine, key, folder)
        message = (
            f"Saved the key for {engine} in the file “{credentials.KEYS_FILE}” beside the settings;"
            " only you can read it."
        )
    if credentials.key_location(engine, environ, folder) == "environment":
        message += f" {credentials.variable_name(engine)} in the environment takes priority."
    return message


def delete_key(engine: str, folder: Path, environ: Mapping[str, str]) -> str:
    """Delete an engine's key from file and keyring; return a message. EnregardError on failure."""
    in_file = credentials.key_location(engine, {}, folder)
    if in_file:
        credentials.save_key(engine, "", folder)
        message = "Deleted the key from the file."
    else:
        message = "There is no such key in the file."
    if credentials.delete_from_keyring(engine):
        message = (
            "Deleted the key from the file and the system keyring."
            if in_file
            else "Deleted the key from the system keyring."
        )
    if credentials.key_location(engine, environ, folder) == "environment":
        message += f" {credentials.variable_name(engine)} is still set in the environment."
    return message


_KEY_LOCATIONS: Final = {
    "environment": "in the environment",
    "file": f"in the file “{credentials.KEYS_FILE}”",
    "": "not in the environment or the file",
}


def _key_locations(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return the location of each engine's key; engines without a key are left out."""
    from reader.translation.registry import engine_names

    try:
        found = {name: credentials.key_location(name, environ, folder) for name in engine_names()}
    except EnregardError as error:  # the keys file is unusable
        output.write_message(str(error))
        found = {
            name: "environment" for name in engine_names() if environ.get(credentials.variable_name(name), "").strip()
        }
    return {name: where for name, where in found.items() if where}


def _configured_engines(settings: Settings, environ: Mapping[str, str], locations: Mapping[str, str]) -> list[str]:
    """Return the engines with any setting, variable or key."""
    from reader.translation.registry import engine_names

    given = [
        name
        for name in engine_names()
        if any(environ.get(credentials.variable_name(name, what)) for what in ("URL", "PATH"))
    ]
    return sorted({*settings.engines, *given, *locations, *([settings.engine] if settings.engine else [])})


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
    """Return an address without possible secrets: the part before ``@`` and the query.

    >>> redact_url("https://me:word@box.example.org/t?token=word")
    'https://…@box.example.org/t?…'
    """
    start, scheme, address = url.partition("://")
    address, question, _ = address.partition("?") if scheme else start.partition("?")
    _, at, host = address.rpartition("@")
    return f"{start + scheme if scheme else ''}{'…@' if at else ''}{host}{'?…' if question else ''}"


def _require_engine(engine: str) -> None:
    from reader.translation.registry import engine_names

    if engine not in engine_names():
        from reader.text.cleaning import clean_line

        raise EnregardError(f"Unknown engine “{clean_line(engine)}”. Choose one of: {', '.join(engine_names())}.")


def _read_key(question: str) -> str:
    """Return the key typed without echo, or the first line of piped input."""
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


COMMANDS: Final[dict[str, Callable[[Arguments], int]]] = {
    "config": show_config,
    "config key": manage_key,
    "config consent": manage_consent,
}
