"""What the commands about translations and settings do; each returns its exit code."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from reader.cli import output
from reader.cli.context import load_settings, now, open_library, user_folders
from reader.cli.exit_codes import FAILURE, SUCCESS

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.cli.arguments import Arguments


def translations(arguments: Arguments) -> int:
    """List what is remembered."""
    from reader.cli.translation_memory import list_translations

    with open_library(arguments, output.write_message) as (store, _):
        return list_translations(store, as_json=arguments.json)


def translations_export(arguments: Arguments) -> int:
    """Write what is remembered into a file."""
    from reader.cli.translation_memory import export_translations

    with open_library(arguments, output.write_message) as (store, _):
        return export_translations(store, arguments.format, arguments.output)


def translations_import(arguments: Arguments) -> int:
    """Remember what files hold."""
    from reader.cli.translation_memory import import_translations
    from reader.config import MEGABYTE

    settings = load_settings(arguments)
    with open_library(arguments, output.write_message) as (store, _):
        code = import_translations(store, arguments.files, settings.target)
        store.translation_memory.shrink_to(settings.memory * MEGABYTE)
        return code


def translations_forget(arguments: Arguments) -> int:
    """Forget what engines said."""
    from reader.cli.translation_memory import delete_translations

    with open_library(arguments, output.write_message) as (store, library):
        article = store.article(library.find(arguments.article).id) if arguments.article else None
        return delete_translations(
            store, engine=arguments.engine, article=article, days=arguments.older_than, now=now()
        )


def config(arguments: Arguments) -> int:
    """Tell where the settings are and what holds now."""
    from reader.cli.config import as_lines, effective_config, ui_config_errors
    from reader.config import load

    folders = user_folders()
    settings, problems = load(folders.settings, offline=arguments.offline)
    problems = (*problems, *ui_config_errors(settings))
    for problem in problems:
        output.write_message(problem)
    values = effective_config(settings, folders, os.environ)
    if arguments.json:
        output.write_json(values)
    else:
        output.write_lines(as_lines(values))
    return FAILURE if problems else SUCCESS


def config_key(arguments: Arguments) -> int:
    """Keep an engine's key, or take it away."""
    from reader.cli.config import delete_key, save_key

    folders = user_folders()
    if arguments.forget:
        told = delete_key(arguments.engine, folders.config, os.environ)
    else:
        told = save_key(arguments.engine, folders.config, os.environ, use_keyring=arguments.keyring)
    output.write_lines([told])
    return SUCCESS


def config_consent(arguments: Arguments) -> int:
    """Tell what engines may be sent, or take it back for one."""
    from reader.cli.consent import as_lines, as_values, list_consents, revoke

    with open_library(arguments, output.write_message) as (store, _):
        if arguments.forget:
            output.write_lines([revoke(store, arguments.engine)])
            return SUCCESS
        found = list_consents(store, arguments.engine)
    if arguments.json:
        output.write_json(as_values(found))
    elif found:
        output.write_lines(as_lines(found))
    else:
        output.write_message(f"You have not agreed that {arguments.engine or 'any engine'} is sent anything.")
    return SUCCESS


COMMANDS: Final[dict[str, Callable[[Arguments], int]]] = {
    "translations": translations,
    "translations export": translations_export,
    "translations import": translations_import,
    "translations forget": translations_forget,
    "config": config,
    "config key": config_key,
    "config consent": config_consent,
}
