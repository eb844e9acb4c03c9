"""LateLine: a line to type in that is made when it is first asked for: the start paints none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget


class LateLine:
    """A line to type in, hidden again once it was used."""

    def __init__(
        self, name: str, placeholder: str, add: Callable[[Input], object], cover: Callable[[int], object] | None = None
    ) -> None:
        """``cover`` is told how many rows of what lies under the line it hides."""
        self._name = name
        self._cover = cover
        self._placeholder = placeholder
        self._add = add
        self._line: Input | None = None

    def open(self, *, afresh: bool = True) -> Input:
        """Show the line, empty unless it is not to be ``afresh``, and return it to be given the keys."""
        if self._line is None:
            self._line = Input(id=self._name, placeholder=self._placeholder, select_on_focus=False)
            self._add(self._line)
        self._line.display = True
        if self._cover is not None:
            self._cover(1)
        if afresh:
            self._line.value = ""
        return self._line

    def close(self) -> bool:
        """Hide the line; False when it was not shown."""
        if self._line is None or not self._line.display:
            return False
        self._line.display = False
        if self._cover is not None:
            self._cover(0)
        return True

    def clear(self) -> None:
        """Take away what stands in the line."""
        if self._line is not None:
            self._line.value = ""

    @property
    def shown(self) -> bool:
        """Whether the line is shown."""
        return self._line is not None and bool(self._line.display)

    @property
    def words(self) -> str:
        """What stands in the line."""
        return self._line.value if self._line is not None else ""

    def is_(self, widget: Widget | None) -> bool:
        """Tell whether a widget is this line."""
        return widget is not None and widget is self._line
