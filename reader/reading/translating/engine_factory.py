"""An engine as the reader set it up: from the settings, the environment and his keys, and never against ``offline``."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader.config.engines import EngineSettings
from reader.errors import EnregardError
from reader.frozen import frozen_dataclass
from reader.reading.translating.worker import REQUEST_TIMEOUT
from reader.translation import error_messages
from reader.translation.engine import ErrorKind
from reader.translation.error_messages import engine_error
from reader.translation.options import EngineOptions
from reader.translation.registry import BUILT_IN, build
from reader.translation.transport import set_loopback_only

if TYPE_CHECKING:
    from reader.config import Settings
    from reader.config.credentials import Credentials
    from reader.translation.engine import Engine

_KEYLESS: Final = frozenset({"apertium", "argos", "google", "mymemory"})
"""Engines that know no key: the keyring, which may ask for a password, is not troubled for them."""


def engine_options(settings: Settings, name: str, secrets: Credentials) -> EngineOptions:
    """Return how an engine is set up; EnregardError when the file of keys cannot be used.

    What the environment says comes before the settings file.
    """
    chosen = settings.engines.get(name) or EngineSettings()
    return EngineOptions(
        key="" if name in _KEYLESS else secrets.key(name).reveal(),
        url=secrets.variable(name, "URL") or chosen.url,
        path=secrets.variable(name, "PATH") or chosen.path,
        email=chosen.email,
        target=settings.target,
        allow_unencrypted=chosen.plain,
        min_interval=chosen.pace,
        # A second less than the guard's, so that the engine's own sentence comes first.
        timeout=REQUEST_TIMEOUT - 1,
    )


def build_engine(settings: Settings, name: str, secrets: Credentials) -> Engine:
    """Return an engine, ready to be asked for consent and then for English. Nothing is sent by it.

    EngineError (NOT_THERE) for one that is not there, is not set up, or would send something while offline; EnregardError
    when the file of keys cannot be used.
    """
    set_loopback_only(enabled=settings.offline)
    engine = build(name, engine_options(settings, name, secrets))
    if settings.offline and engine.declaration.is_remote:
        raise engine_error(ErrorKind.NOT_AVAILABLE, engine.declaration.label, error_messages.OFFLINE)
    return engine


@frozen_dataclass(frozen=True, slots=True)
class EngineStatus:
    """One engine of the list to choose from."""

    name: str
    label: str
    is_remote: bool
    problem: str
    """What it lacks, and what to do; empty: it can be asked."""


def engine_status(settings: Settings, name: str, secrets: Credentials) -> EngineStatus:
    """Return what is known of an engine without asking it anything: no program is run, no model read, nothing sent."""
    try:
        engine = build_engine(settings, name, secrets)
        declaration = engine.declaration
    except EnregardError as error:
        # Without an engine there is no declaration: the class of a built-in one is called as its service is.
        label = BUILT_IN.get(name, name).rpartition(":")[2]
        return EngineStatus(name, label, is_remote=False, problem=str(error))
    lacks = _setup_problem(name, engine_options(settings, name, secrets), declaration.label)
    return EngineStatus(name, declaration.label, declaration.is_remote, lacks)


def _setup_problem(name: str, options: EngineOptions, label: str) -> str:
    if name == "deepl" and not options.key:
        return str(engine_error(ErrorKind.UNAUTHORIZED, label, error_messages.NO_KEY, names=name))
    if name == "apertium" and shutil.which("apertium") is None:
        from reader.translation.engines.apertium import NOT_INSTALLED

        return NOT_INSTALLED
    if name == "argos" and not (options.path and Path(options.path).expanduser().exists()):
        from reader.translation.engines.argos import NO_PATH

        return NO_PATH
    return ""
