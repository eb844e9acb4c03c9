"""An engine as the reader set it up: from the settings, the environment and his keys, and never against ``offline``."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader.config.engines import EngineSettings
from reader.errors import EnregardError
from reader.frozen import valueclass
from reader.reading.translating.worker import GUARD
from reader.translation import error_messages
from reader.translation.engine import Trouble
from reader.translation.error_messages import trouble
from reader.translation.options import Options
from reader.translation.registry import BUILT_IN, build
from reader.translation.transport import stay_here

if TYPE_CHECKING:
    from reader.config import Settings
    from reader.config.credentials import Secrets
    from reader.translation.engine import Engine

_KEYLESS: Final = frozenset({"apertium", "argos", "google", "mymemory"})
"""Engines that know no key: the keyring, which may ask for a password, is not troubled for them."""


def engine_options(settings: Settings, name: str, secrets: Secrets) -> Options:
    """Return how an engine is set up; EnregardError when the file of keys cannot be used.

    What the environment says comes before the settings file.
    """
    chosen = settings.engines.get(name) or EngineSettings()
    return Options(
        key="" if name in _KEYLESS else secrets.key(name).reveal(),
        url=secrets.word(name, "URL") or chosen.url,
        path=secrets.word(name, "PATH") or chosen.path,
        email=chosen.email,
        target=settings.target,
        plain=chosen.plain,
        pace=chosen.pace,
        # A second less than the guard's, so that the engine's own sentence comes first.
        deadline=GUARD - 1,
    )


def build_engine(settings: Settings, name: str, secrets: Secrets) -> Engine:
    """Return an engine, ready to be asked for consent and then for English. Nothing is sent by it.

    EngineError (NOT_THERE) for one that is not there, is not set up, or would send something while offline; EnregardError
    when the file of keys cannot be used.
    """
    stay_here(only=settings.offline)
    engine = build(name, engine_options(settings, name, secrets))
    if settings.offline and engine.declaration.leaves_machine:
        raise trouble(Trouble.NOT_THERE, engine.declaration.label, error_messages.OFFLINE)
    return engine


@valueclass(frozen=True, slots=True)
class Standing:
    """One engine of the list to choose from."""

    name: str
    label: str
    leaves_machine: bool
    lacks: str
    """What it lacks, and what to do; empty: it can be asked."""


def standing(settings: Settings, name: str, secrets: Secrets) -> Standing:
    """Return what is known of an engine without asking it anything: no program is run, no model read, nothing sent."""
    try:
        engine = build_engine(settings, name, secrets)
        declaration = engine.declaration
    except EnregardError as error:
        # Without an engine there is no declaration: the class of a built-in one is called as its service is.
        label = BUILT_IN.get(name, name).rpartition(":")[2]
        return Standing(name, label, leaves_machine=False, lacks=str(error))
    lacks = _lacks(name, engine_options(settings, name, secrets), declaration.label)
    return Standing(name, declaration.label, declaration.leaves_machine, lacks)


def _lacks(name: str, options: Options, label: str) -> str:
    if name == "deepl" and not options.key:
        return str(trouble(Trouble.REFUSED, label, error_messages.NO_KEY, names=name))
    if name == "apertium" and shutil.which("apertium") is None:
        from reader.translation.engines.apertium import NOT_INSTALLED

        return NOT_INSTALLED
    if name == "argos" and not (options.path and Path(options.path).expanduser().exists()):
        from reader.translation.engines.argos import NO_PATH

        return NO_PATH
    return ""
