"""What the reader configured for an engine, as a value: the engine itself keeps nothing else."""

from __future__ import annotations

from dataclasses import field

from reader.frozen import frozen_dataclass


@frozen_dataclass(frozen=True, slots=True)
class EngineOptions:
    """The configuration that an engine is built from; each engine takes what it needs and leaves the rest."""

    key: str = field(default="", repr=False)
    """The key of the service; never shown, not even by ``repr``."""
    url: str = ""
    """The address of the reader's own server (LibreTranslate)."""
    email: str = ""
    """The reader's e-mail address, for a service that allows more to those who give one (MyMemory)."""
    path: str = ""
    """The file or folder that an engine of this machine reads."""
    target: str = "en"
    """ISO 639-1 code of the language to translate into, where a declaration depends on it."""
    allow_unencrypted: bool = False
    """Whether the reader confirmed an address without encryption (http://)."""
    min_interval: float = 0.0
    """Seconds from one request to the next that the reader wants at least; the engine's own pace is never shortened."""
    timeout: float = 15.0
    """Seconds that one paragraph may take, all requests for it together."""
