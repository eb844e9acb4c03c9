"""LazyInput: an input created when first opened, to keep startup fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget


class LazyInput:
    """An input line, shown only while it is used."""

    def __init__(
        self,
        name: str,
        placeholder: str,
        mount: Callable[[Input], object],
        reserve_rows: Callable[[int], object] | None = None,
    ) -> None:
        """``reserve_rows`` is called with the number of rows that the input covers."""
        self._name = name
        self._reserve_rows = reserve_rows
        self._placeholder = placeholder
        self._mount = mount
        self._input: Input | None = None

    def open(self, *, empty: bool = True) -> Input:
        """Show the input, cleared unless ``empty`` is False, and return it."""
        if self._input is None:
            self._input = Input(id=self._name, placeholder=self._placeholder, select_on_focus=False)
            self._mount(self._input)
        self._input.display = True
        if self._reserve_rows is not None:
            self._reserve_rows(1)
        if empty:
            self._input.value = ""
        return self._input

    def close(self) -> bool:
        """Hide the input; return False if it was hidden."""
        if self._input is None or not self._input.display:
            return False
        self._input.display = False
        if self._reserve_rows is not None:
            self._reserve_rows(0)
        return True

    def clear(self) -> None:
        """Clear the text."""
        if self._input is not None:
            self._input.value = ""

    @property
    def visible(self) -> bool:
        """Whether the input is shown."""
        return self._input is not None and bool(self._input.display)

    @property
    def value(self) -> str:
        """The text in the input."""
        return self._input.value if self._input is not None else ""

    def wraps(self, widget: Widget | None) -> bool:
        """Return whether a widget is this input."""
        return widget is not None and widget is self._input
