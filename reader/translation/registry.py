"""Engines by name: built-in ones and those of other packages. Engines are imported on demand."""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from reader.frozen import frozen_dataclass
from reader.translation import error_messages
from reader.translation.engine import EngineError, ErrorKind
from reader.translation.error_messages import engine_error
from reader.translation.options import EngineOptions

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from reader.translation.engine import Declaration, Engine, Request, Segment

ENTRY_POINT_GROUP = "enregard.engines"
"""Entry points of engines in other packages: callables from EngineOptions to an Engine."""

BUILT_IN = {
    "apertium": "reader.translation.engines.apertium:Apertium",
    "argos": "reader.translation.engines.argos:Argos",
    "deepl": "reader.translation.engines.deepl:DeepL",
    "google": "reader.translation.engines.google:Google",
    "libretranslate": "reader.translation.engines.libretranslate:LibreTranslate",
    "mymemory": "reader.translation.engines.mymemory:MyMemory",
}
"""Name to ``module:class``, in display order."""


def engine_names() -> tuple[str, ...]:
    """Return the names of all engines: built-in ones first, then others by name."""
    return (*BUILT_IN, *sorted(_plugin_names() - BUILT_IN.keys()))


def build(name: str, options: EngineOptions | None = None) -> Engine:
    """Return a configured engine; EngineError (NOT_AVAILABLE) if it is unknown or cannot load.

    A built-in name always means the built-in engine; other packages cannot replace it.
    """
    factory = _load_built_in(BUILT_IN[name]) if name in BUILT_IN else _load_plugin(name)
    if factory is None:
        raise engine_error(
            ErrorKind.NOT_AVAILABLE, name, error_messages.UNKNOWN_ENGINE, names=", ".join(engine_names())
        )
    options = options or EngineOptions()
    try:
        engine = factory(options)
        return (
            ThrottledEngine(engine, options.min_interval)
            if options.min_interval > engine.declaration.min_interval
            else engine
        )
    except EngineError:
        raise
    except Exception:  # noqa: BLE001 - code of another package
        error = engine_error(ErrorKind.NOT_AVAILABLE, name, error_messages.LOAD_FAILED)
    raise error  # outside except: the original exception could hold the key


@frozen_dataclass(frozen=True, slots=True)
class ThrottledEngine:
    """An engine with a longer minimum interval than its own."""

    engine: Engine
    min_interval: float

    @property
    def declaration(self) -> Declaration:
        """The engine's declaration with the longer interval."""
        return replace(self.engine.declaration, min_interval=self.min_interval)

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return the engine's answer."""
        return self.engine.translate(request, stop)


def _load_built_in(where: str) -> Callable[[EngineOptions], Engine]:
    module, _, attribute = where.partition(":")
    return cast("Callable[[EngineOptions], Engine]", getattr(importlib.import_module(module), attribute))


def _plugin_names() -> set[str]:
    from importlib.metadata import entry_points

    return set(entry_points(group=ENTRY_POINT_GROUP).names)


def _load_plugin(name: str) -> Callable[[EngineOptions], Engine] | None:
    from importlib.metadata import entry_points

    for entry in entry_points(group=ENTRY_POINT_GROUP, name=name):
        try:
            return cast("Callable[[EngineOptions], Engine]", entry.load())
        except Exception:  # noqa: BLE001 - code of another package
            break
    else:
        return None
    raise engine_error(ErrorKind.NOT_AVAILABLE, name, error_messages.LOAD_FAILED)
