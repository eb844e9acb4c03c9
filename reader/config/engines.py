"""Settings of one engine, except its key: users share settings files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from reader.error_text import closest_match, excerpt
from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_PACE: Final = 3_600.0
"""Largest allowed interval between requests, in seconds."""


@frozen_dataclass(frozen=True, slots=True)
class EngineSettings:
    """A table ``[engines.NAME]``; each engine reads only the fields it needs."""

    url: str = ""
    """Address of the user's own server."""
    path: str = ""
    """File or folder that a local engine reads."""
    email: str = ""
    """The user's e-mail address; some services raise their limits for it."""
    plain: bool = False
    """Whether the user allows an address without encryption (``http://``)."""
    pace: float = 0.0
    """Minimum seconds between request starts; never below the engine's own minimum."""


_TEXT_EXAMPLES: Final = {
    "url": 'url = "https://translate.example.org"',
    "path": 'path = "~/models/fr_en.argosmodel"',
    "email": 'email = "you@example.org"',
}
"""Text settings, each with an example line."""
_NAMES: Final = (*_TEXT_EXAMPLES, "plain", "pace")
_SECRET_NAME_PARTS: Final = ("key", "token", "secret", "password", "passwd", "auth")
"""Parts of names that suggest a key."""


def parse_engine(name: str, table: Mapping[str, Any]) -> tuple[EngineSettings, tuple[tuple[str, str], ...]]:
    """Return an engine's settings and errors as (name, message); messages never quote values."""
    values: dict[str, Any] = {}
    errors: list[tuple[str, str]] = []
    for key, value in table.items():
        if key in _TEXT_EXAMPLES:
            if isinstance(value, str) and value.strip() and value.isprintable():
                values[key] = value.strip()
            else:
                errors.append((key, f"“{key}” must be text in quotes. Example: {_TEXT_EXAMPLES[key]}"))
        elif key == "plain":
            if isinstance(value, bool):
                values[key] = value
            else:
                errors.append((key, "“plain” must be true or false (no quotes). Example: plain = true"))
        elif key == "pace":
            if _is_pace(value):
                values[key] = float(value)
            else:
                errors.append(
                    (key, f"“pace” must be a number of seconds from 0 to {MAX_PACE:.0f}. Example: pace = 0.5")
                )
        elif any(part in key.lower() for part in _SECRET_NAME_PARTS):
            errors.append((key, _key_not_allowed(name)))
        else:
            suggestion = closest_match(key, _NAMES)
            hint = f"; did you mean “{suggestion}”?" if suggestion else f". Choose one of: {', '.join(_NAMES)}."
            errors.append((key, f"Unknown engine setting “{excerpt(key)}”{hint}"))
    return EngineSettings(**values), tuple(errors)


def _is_pace(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= MAX_PACE


def _key_not_allowed(name: str) -> str:
    return (
        "A key does not belong in this file and was not used. Remove it, then run "
        f"`enregard config key {excerpt(name)}`."
    )
