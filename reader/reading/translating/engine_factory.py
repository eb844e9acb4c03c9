"""Build engines from settings, environment and keys, respecting ``offline``."""

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
"""Engines without a key: the keyring, which may ask for a password, is not opened for them."""


def engine_options(settings: Settings, name: str, secrets: Credentials) -> EngineOptions:
    """Return an engine's options; EnregardError if the key file cannot be used.

    The environment overrides the settings file.
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
        # Shorter than the worker's timeout, so that the engine's own message comes first.
        timeout=REQUEST_TIMEOUT - 1,
    )


def build_engine(settings: Settings, name: str, secrets: Credentials) -> Engine:
    """Return an engine ready for use. Sends nothing.

    EngineError (NOT_AVAILABLE) if it is unknown, not set up, or remote while offline;
    EnregardError if the key file cannot be used.
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
    """Why it cannot be used, and what to do; empty: ready."""


def engine_status(settings: Settings, name: str, secrets: Credentials) -> EngineStatus:
    """Return the status of an engine without running, loading or sending anything."""
    try:
        engine = build_engine(settings, name, secrets)
        declaration = engine.declaration
    except EnregardError as error:
        # No engine, no declaration: a built-in engine's class is named like its service.
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
