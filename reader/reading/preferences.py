"""Preferences: settings that the program remembers between runs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.model.highlights import Color

if TYPE_CHECKING:
    from collections.abc import Mapping

MEASURES = range(40, 91, 2)
"""The line widths to choose from, in cells."""


@frozen_dataclass(frozen=True, slots=True)
class Preferences:
    """Remembered choices, stored by field name. Missing or invalid values take the default."""

    measure: int = 66
    """The maximum line width, in cells."""
    sidebar: bool = True
    """Whether the list of articles is shown, where the window is wide enough."""
    theme: str = ""
    """The theme's name; empty until one is chosen."""
    color: str = Color.YELLOW.value
    """The color of the last highlight."""
    hyphenated: bool = False
    """Whether French words are hyphenated."""
    justified: bool = False
    """Whether lines are justified."""
    pace: str = ""
    """The reading speed, as ``ReadingSpeed.to_text`` writes it; stored under this older name."""
    engine: str = ""
    """The translation engine, if the settings file names none; empty: none was chosen."""

    def __post_init__(self) -> None:
        if self.measure not in MEASURES:
            raise ValueError(f"no such measure: {self.measure}")
        Color(self.color)

    @classmethod
    def from_stored(cls, stored: Mapping[str, str]) -> Preferences:
        """Build preferences from stored values."""
        defaults = cls()
        measures = {str(measure): measure for measure in MEASURES}
        color = stored.get("color", "")
        return cls(
            measure=measures.get(stored.get("measure", ""), defaults.measure),
            sidebar=stored.get("sidebar", "yes") != "no",
            theme=stored.get("theme", ""),
            color=color if color in {c.value for c in Color} else defaults.color,
            hyphenated=stored.get("hyphenated") == "yes",
            justified=stored.get("justified") == "yes",
            pace=stored.get("pace", ""),
            engine=stored.get("engine", ""),
        )

    def changed_from(self, other: Preferences) -> dict[str, str]:
        """Return the values that differ from other preferences, as text to store."""
        mine, theirs = asdict(self), asdict(other)
        return {name: _to_text(value) for name, value in mine.items() if value != theirs[name]}


def _to_text(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
