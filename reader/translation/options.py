"""The user's configuration of an engine, as a value."""

from __future__ import annotations

from dataclasses import field

from reader.frozen import frozen_dataclass


@frozen_dataclass(frozen=True, slots=True)
class EngineOptions:
    """What an engine is built from; each engine uses the fields it needs."""

    key: str = field(default="", repr=False)
    """API key; never shown, not even by ``repr``."""
    url: str = ""
    """Address of the user's own server (LibreTranslate)."""
    email: str = ""
    """The user's e-mail address, for a higher limit (MyMemory)."""
    path: str = ""
    """File or folder that a local engine reads."""
    target: str = "en"
    """ISO 639-1 code of the target language, where a declaration depends on it."""
    allow_unencrypted: bool = False
    """Whether the user confirmed an address without encryption (http://)."""
    min_interval: float = 0.0
    """Minimum seconds between requests; never below the engine's own minimum."""
    timeout: float = 15.0
    """Seconds for one paragraph, all its requests together."""
