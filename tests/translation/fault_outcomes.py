"""Run every engine against every fault, for the tests and for ``make evaluate``."""

from __future__ import annotations

import os
import socket
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any
from unittest import mock

from reader.translation.engine import EngineError, ErrorKind, Request
from reader.translation.engines.deepl import DeepL
from reader.translation.engines.google import Google
from reader.translation.engines.libretranslate import LibreTranslate
from reader.translation.engines.mymemory import MyMemory
from reader.translation.options import EngineOptions
from tests.translation.fault_server import Fault, FaultServer
from tests.translation.local_faults import LOCAL, OFFLINE, Cancelling, LocalFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.translation.engine import Engine, Segment

KEY = "5ecre7-k3y-0f-the-reader:fx"
SENTENCES = (
    "Le chef du service a parlé en 2023 devant la presse anglaise.",
    "Plus de 1 500 personnes ont écouté ses propos sans rien dire.",
    "Notre porte est toujours ouverte.",
)
REQUEST = Request(SENTENCES, " ".join(SENTENCES))
DEADLINE = 0.4
"""Seconds; endless faults are canceled after it."""
LISTS = ("deepl", "libretranslate")
LOCAL_ENGINES = ("apertium", "argos")
"""Local engines."""
ONLY_LISTS = (Fault.COUNT, Fault.ORDER)
"""Faults that only engines with list requests can have."""

MAKERS: dict[str, Callable[[str, float], Engine]] = {
    "deepl": lambda url, deadline: DeepL(EngineOptions(key=KEY, timeout=deadline), address=url),
    "google": lambda url, deadline: Google(EngineOptions(timeout=deadline), address=f"{url}/m"),
    "libretranslate": lambda url, deadline: LibreTranslate(EngineOptions(key=KEY, url=url, timeout=deadline)),
    "mymemory": lambda url, deadline: MyMemory(EngineOptions(timeout=deadline), address=f"{url}/get"),
}
"""Real engines at another address, by name; the second argument is the timeout in seconds."""


@dataclass(frozen=True)
class Outcome:
    """The outcome of one call."""

    segments: tuple[Segment, ...]
    error: Exception | None
    seconds: float


def translate(engine: Engine, request: Request = REQUEST, stop: threading.Event | None = None) -> Outcome:
    """Call an engine and return the outcome, whatever it is."""
    began = monotonic()
    try:
        segments = engine.translate(request, stop or threading.Event())
    except Exception as error:  # noqa: BLE001 - the table shows exactly these
        return Outcome((), error, monotonic() - began)
    return Outcome(segments, None, monotonic() - began)


@contextmanager
def resolver(answer: Callable[[], Any]) -> Iterator[None]:
    """Replace DNS lookups, and ignore proxies."""

    def look_up(*arguments: Any, **named: Any) -> Any:
        return answer()

    bare = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    with mock.patch.dict(os.environ, bare, clear=True), mock.patch.object(socket, "getaddrinfo", look_up):
        yield


def no_such_name() -> Any:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


@contextmanager
def silent_resolver() -> Iterator[None]:
    """Let DNS lookups hang inside the context; afterwards they fail."""
    over = threading.Event()

    def wait() -> Any:
        over.wait()
        return no_such_name()

    with resolver(wait):
        try:
            yield
        finally:
            over.set()
            for thread in threading.enumerate():
                if thread.name == "enregard-request":
                    thread.join(10)


def remote_rows(deadline: float = DEADLINE) -> Iterator[tuple[str, str, Outcome]]:
    """Yield engine, fault and outcome of all remote engines."""
    with FaultServer() as server:
        for fault in Fault:
            if fault in {Fault.NONE, Fault.ELSEWHERE}:
                continue
            server.fault = fault
            for name, make in MAKERS.items():
                if fault not in ONLY_LISTS or name in LISTS:
                    long_enough = deadline if fault in {Fault.SILENT, Fault.TRICKLE, Fault.TRICKLED_HEADERS} else 15.0
                    yield name, fault.value, translate(make(server.url, long_enough))
        encrypted = f"https://127.0.0.1:{server.port}"
        for name, make in MAKERS.items():
            yield name, "broken TLS", translate(make(encrypted, 5.0))
    with resolver(no_such_name):
        for name, make in MAKERS.items():
            yield name, "a name that is none", translate(make("https://translate.invalid", 5.0))
    for name, make in MAKERS.items():
        with silent_resolver():
            yield name, "a resolver that never answers", translate(make("https://translate.invalid", deadline))


def local_rows(deadline: float = DEADLINE) -> Iterator[tuple[LocalFault, Outcome | None]]:
    """Yield each local fault and its outcome; None if the extra ``offline`` is not installed."""
    for local in LOCAL:
        if local.needs_offline and not OFFLINE:
            yield local, None
            continue
        with tempfile.TemporaryDirectory() as folder:
            engine = local.build(Path(folder), deadline if local.trouble is ErrorKind.TIMED_OUT else 15.0)
            with local.around():
                yield local, translate(engine, stop=Cancelling() if local.cancelled else None)


def table(deadline: float = DEADLINE) -> tuple[list[str], int, int]:
    """Return the table as lines, the number of outcomes, and how many of them are not our messages."""
    lines, count, bad = [], 0, 0
    before = ""
    for engine, fault, outcome in remote_rows(deadline):
        if fault != before and before:
            lines.append(
                _not_applicable(before, (*LOCAL_ENGINES, *(set(MAKERS) - set(LISTS) if _only_lists(before) else ())))
            )
        before = fault
        line, message = _table_row(engine, fault, outcome)
        lines.append(line)
        count, bad = count + 1, bad + (not message)
    lines.append(_not_applicable(before, LOCAL_ENGINES))
    for local, found in local_rows(deadline):
        if found is None:
            lines.append(f"{local.engine:<16}{local.fault:<31}{'':>8}  not tried: the extra “offline” is not installed")
            continue
        line, message = _table_row(local.engine, local.fault, found)
        lines.append(line)
        count, bad = count + 1, bad + (not message)
    lines.append(
        f"{', '.join(MAKERS)}: the faults of programs and model files do not apply; each is a service elsewhere"
    )
    return lines, count, bad


def _only_lists(fault: str) -> bool:
    return fault in {one.value for one in ONLY_LISTS}


def _not_applicable(fault: str, engines: Iterable[str]) -> str:
    """Return the line of the engines to which a fault does not apply."""
    why = "it asks no service" if not _only_lists(fault) else "it asks no service, or sends no list"
    return f"{', '.join(sorted(engines)):<16}  {fault}: does not apply, {why}"


def _table_row(engine: str, fault: str, outcome: Outcome) -> tuple[str, bool]:
    """Return a line of the table, and whether it has one of our messages."""
    if isinstance(outcome.error, EngineError):
        came, message = f"{outcome.error.kind.value:<12} {outcome.error}", True
    elif outcome.error is None:
        came, message = f"NO ERROR: {outcome.segments}", False
    else:
        came, message = f"RAISED {type(outcome.error).__name__}", False
    return f"{engine:<16}{fault:<31}{outcome.seconds:>6.2f} s  {came}", message
