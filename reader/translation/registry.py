"""Which engines there are, by name, and how one is built; nothing is loaded before it is asked for."""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from reader.frozen import valueclass
from reader.translation import error_messages
from reader.translation.engine import EngineError, Trouble
from reader.translation.error_messages import trouble
from reader.translation.options import Options

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from reader.translation.engine import Declaration, Engine, Request, Segment

GROUP = "enregard.engines"
"""The entry points under which other packages bring engines: each a callable that takes Options and returns an Engine."""

BUILT_IN = {
    "apertium": "reader.translation.engines.apertium:Apertium",
    "argos": "reader.translation.engines.argos:Argos",
    "deepl": "reader.translation.engines.deepl:DeepL",
    "google": "reader.translation.engines.google:Google",
    "libretranslate": "reader.translation.engines.libretranslate:LibreTranslate",
    "mymemory": "reader.translation.engines.mymemory:MyMemory",
}
"""Name to ``module:class``, in the order in which they are shown; the class takes Options."""


def names() -> tuple[str, ...]:
    """Return the names of all engines: the built-in ones, then those that other packages bring, by name."""
    return (*BUILT_IN, *sorted(_brought() - BUILT_IN.keys()))


def build(name: str, options: Options | None = None) -> Engine:
    """Return an engine as configured; EngineError (NOT_THERE) for a name that nothing answers to, or that cannot load.

    A built-in name always means the built-in engine: no other package can put itself in the way of a text.
    """
    made = _built_in(BUILT_IN[name]) if name in BUILT_IN else _found(name)
    if made is None:
        raise trouble(Trouble.NOT_THERE, name, error_messages.UNKNOWN, names=", ".join(names()))
    options = options or Options()
    try:
        engine = made(options)
        return Paced(engine, options.pace) if options.pace > engine.declaration.pace else engine
    except EngineError:
        raise
    except Exception:  # noqa: BLE001 - code of another package
        told = trouble(Trouble.NOT_THERE, name, error_messages.NOT_LOADED)
    raise told  # here, because the words of the one above could hold the key


@valueclass(frozen=True, slots=True)
class Paced:
    """An engine that the reader wants to be asked more slowly than it would allow."""

    engine: Engine
    pace: float

    @property
    def declaration(self) -> Declaration:
        """The engine's own, with the reader's pace."""
        return replace(self.engine.declaration, pace=self.pace)

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return what the engine returns."""
        return self.engine.translate(request, stop)


def _built_in(where: str) -> Callable[[Options], Engine]:
    module, _, attribute = where.partition(":")
    return cast("Callable[[Options], Engine]", getattr(importlib.import_module(module), attribute))


def _brought() -> set[str]:
    from importlib.metadata import entry_points

    return set(entry_points(group=GROUP).names)


def _found(name: str) -> Callable[[Options], Engine] | None:
    from importlib.metadata import entry_points

    for entry in entry_points(group=GROUP, name=name):
        try:
            return cast("Callable[[Options], Engine]", entry.load())
        except Exception:  # noqa: BLE001 - code of another package
            break
    else:
        return None
    raise trouble(Trouble.NOT_THERE, name, error_messages.NOT_LOADED)
