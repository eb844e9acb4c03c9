"""What the commands about translations and settings do; each returns its exit code."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from reader.cli import output
from reader.cli.context import now, opened, own_folders, settings_of
from reader.cli.exit_codes import COULD_NOT, DONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.cli.arguments import Asked


def translations(arguments: Asked) -> int:
    """List what is remembered."""
    from reader.cli.translation_memory import list_memory

    with opened(arguments, output.say) as (store, _):
        return list_memory(store, as_json=arguments.json)


def translations_export(arguments: Asked) -> int:
    """Write what is remembered into a file."""
    from reader.cli.translation_memory import export

    with opened(arguments, output.say) as (store, _):
        return export(store, arguments.format, arguments.output)


def translations_import(arguments: Asked) -> int:
    """Remember what files hold."""
    from reader.cli.translation_memory import bring_in
    from reader.config import MEGABYTE

    settings = settings_of(arguments)
    with opened(arguments, output.say) as (store, _):
        code = bring_in(store, arguments.files, settings.target)
        store.memory.keep_within(settings.memory * MEGABYTE)
        return code


def translations_forget(arguments: Asked) -> int:
    """Forget what engines said."""
    from reader.cli.translation_memory import forget

    with opened(arguments, output.say) as (store, library):
        article = store.article(library.find(arguments.article).id) if arguments.article else None
        return forget(store, engine=arguments.engine, article=article, days=arguments.older_than, now=now())


def config(arguments: Asked) -> int:
    """Tell where the settings are and what holds now."""
    from reader.cli.config import as_lines, in_force, of_the_window
    from reader.config import load

    folders = own_folders()
    settings, problems = load(folders.settings, offline=arguments.offline)
    problems = (*problems, *of_the_window(settings))
    for problem in problems:
        output.say(problem)
    values = in_force(settings, folders, os.environ)
    if arguments.json:
        output.as_json(values)
    else:
        output.lines(as_lines(values))
    return COULD_NOT if problems else DONE


def config_key(arguments: Asked) -> int:
    """Keep an engine's key, or take it away."""
    from reader.cli.config import give_key, take_key

    folders = own_folders()
    if arguments.forget:
        told = take_key(arguments.engine, folders.config, os.environ)
    else:
        told = give_key(arguments.engine, folders.config, os.environ, keyring=arguments.keyring)
    output.lines([told])
    return DONE


def config_consent(arguments: Asked) -> int:
    """Tell what engines may be sent, or take it back for one."""
    from reader.cli.consent import agreed, as_lines, as_values, take_back

    with opened(arguments, output.say) as (store, _):
        if arguments.forget:
            output.lines([take_back(store, arguments.engine)])
            return DONE
        found = agreed(store, arguments.engine)
    if arguments.json:
        output.as_json(as_values(found))
    elif found:
        output.lines(as_lines(found))
    else:
        output.say(f"You have not agreed that {arguments.engine or 'any engine'} is sent anything.")
    return DONE


COMMANDS: Final[dict[str, Callable[[Asked], int]]] = {
    "translations": translations,
    "translations export": translations_export,
    "translations import": translations_import,
    "translations forget": translations_forget,
    "config": config,
    "config key": config_key,
    "config consent": config_consent,
}
