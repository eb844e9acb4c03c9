"""How the reader set up an engine in the settings file: everything but its key, which has no place in a file that is shown around."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from reader.error_text import closest_match, excerpt
from reader.frozen import frozen_dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_PACE: Final = 3_600.0
"""Seconds from one request to the next; who wants fewer requests does not want the engine."""


@frozen_dataclass(frozen=True, slots=True)
class EngineSettings:
    """A table ``[engines.NAME]``; an engine takes what it needs of it and leaves the rest."""

    url: str = ""
    """The address of the reader's own server."""
    path: str = ""
    """The file or folder that an engine of this machine reads."""
    email: str = ""
    """The reader's e-mail address, which some services allow more for."""
    plain: bool = False
    """Whether the reader confirmed an address without encryption (``http://``)."""
    pace: float = 0.0
    """Seconds from the beginning of one request to the next, at least; an engine's own pace is never shortened."""


_TEXT_EXAMPLES: Final = {
    "url": 'url = "https://translate.example.org"',
    "path": 'path = "~/models/fr_en.argosmodel"',
    "email": 'email = "you@example.org"',
}
"""What is a text, each with an example."""
_NAMES: Final = (*_TEXT_EXAMPLES, "plain", "pace")
_SECRET_NAME_PARTS: Final = ("key", "token", "secret", "password", "passwd", "auth")
"""Parts of names under which people write keys."""


def parse_engine(name: str, table: Mapping[str, Any]) -> tuple[EngineSettings, tuple[tuple[str, str], ...]]:
    """Return one engine's settings, and a sentence about each mistake by the name it stands under. No value is ever repeated."""
    good: dict[str, Any] = {}
    problems: list[tuple[str, str]] = []
    for heading, given in table.items():
        if heading in _TEXT_EXAMPLES:
            if isinstance(given, str) and given.strip() and given.isprintable():
                good[heading] = given.strip()
            else:
                problems.append((heading, f"“{heading}” needs words in quotes, as in: {_TEXT_EXAMPLES[heading]}"))
        elif heading == "plain":
            if isinstance(given, bool):
                good[heading] = given
            else:
                problems.append((heading, "“plain” is either true or false, without quotes, as in: plain = true"))
        elif heading == "pace":
            if _is_pace(given):
                good[heading] = float(given)
            else:
                problems.append((heading, f"“pace” is a number of seconds from 0 to {MAX_PACE:.0f}, as in: pace = 0.5"))
        elif any(part in heading.lower() for part in _SECRET_NAME_PARTS):
            problems.append((heading, _key_not_allowed(name)))
        else:
            guess = closest_match(heading, _NAMES)
            hint = f"; is “{guess}” meant?" if guess else f". These can be set: {', '.join(_NAMES)}."
            problems.append((heading, f"“{excerpt(heading)}” is no setting of an engine{hint}"))
    return EngineSettings(**good), tuple(problems)


def _is_pace(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= MAX_PACE


def _key_not_allowed(name: str) -> str:
    return (
        "a key has no place in this file, which is easily shown to others, and was not used. Take it out, "
        f"and give it with `enregard config key {excerpt(name)}`."
    )
