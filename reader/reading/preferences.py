"""Preferences: what the program remembers of how the reader likes it, from one start to the next."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.model.highlights import Color

if TYPE_CHECKING:
    from collections.abc import Mapping

MEASURES = range(40, 91, 2)
"""The line lengths a reader can choose, in cells."""


@frozen_dataclass(frozen=True, slots=True)
class Preferences:
    """Remembered choices. They are read leniently: what is missing or odd takes its default."""

    measure: int = 66
    """The longest French line, in cells."""
    sidebar: bool = True
    """Whether the articles are shown beside the page, where the window is wide enough."""
    theme: str = ""
    """The theme's name; empty until the reader has chosen one."""
    color: str = Color.YELLOW.value
    """The color of the last highlight."""
    hyphenated: bool = False
    """Whether French words are divided at the ends of lines."""
    justified: bool = False
    """Whether the gaps of lines are widened until both edges of a column are even."""
    pace: str = ""
    """What is known of how quickly this reader reads, as ``Pace.kept`` says it."""
    engine: str = ""
    """The engine that brings English, where the settings name none; empty: none was chosen."""

    def __post_init__(self) -> None:
        if self.measure not in MEASURES:
            raise ValueError(f"no such measure: {self.measure}")
        Color(self.color)

    @classmethod
    def from_stored(cls, stored: Mapping[str, str]) -> Preferences:
        """Build the preferences from what was kept as words."""
        standard = cls()
        measures = {str(measure): measure for measure in MEASURES}
        color = stored.get("color", "")
        return cls(
            measure=measures.get(stored.get("measure", ""), standard.measure),
            sidebar=stored.get("sidebar", "yes") != "no",
            theme=stored.get("theme", ""),
            color=color if color in {c.value for c in Color} else standard.color,
            hyphenated=stored.get("hyphenated") == "yes",
            justified=stored.get("justified") == "yes",
            pace=stored.get("pace", ""),
            engine=stored.get("engine", ""),
        )

    def changed_from(self, other: Preferences) -> dict[str, str]:
        """Return, as words to keep, what differs from other preferences."""
        mine, theirs = asdict(self), asdict(other)
        return {name: _word(value) for name, value in mine.items() if value != theirs[name]}


def _word(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
