"""LateLine: a line to type in that is made when it is first asked for: the start paints none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget


class LazyInput:
    """A line to type in, hidden again once it was used."""

    def __init__(
        self, name: str, placeholder: str, add: Callable[[Input], object], cover: Callable[[int], object] | None = None
    ) -> None:
        """``cover`` is told how many rows of what lies under the line it hides."""
        self._name = name
        self._reserve_rows = cover
        self._placeholder = placeholder
        self._add = add
        self._input: Input | None = None

    def open(self, *, empty: bool = True) -> Input:
        """Show the line, empty unless it is not to be ``afresh``, and return it to be given the keys."""
        if self._input is None:
            self._input = Input(id=self._name, placeholder=self._placeholder, select_on_focus=False)
            self._add(self._input)
        self._input.display = True
        if self._reserve_rows is not None:
            self._reserve_rows(1)
        if empty:
            self._input.value = ""
        return self._input

    def close(self) -> bool:
        """Hide the line; False when it was not shown."""
        if self._input is None or not self._input.display:
            return False
        self._input.display = False
        if self._reserve_rows is not None:
            self._reserve_rows(0)
        return True

    def clear(self) -> None:
        """Take away what stands in the line."""
        if self._input is not None:
            self._input.value = ""

    @property
    def visible(self) -> bool:
        """Whether the line is shown."""
        return self._input is not None and bool(self._input.display)

    @property
    def value(self) -> str:
        """What stands in the line."""
        return self._input.value if self._input is not None else ""

    def wraps(self, widget: Widget | None) -> bool:
        """Tell whether a widget is this line."""
        return widget is not None and widget is self._input
