"""Lines: the keys of the lines to type in on the page: to find, to filter the articles, to go to a percentage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from textual.widget import Widget

    from reader.ui.commands.command import Hint
    from reader.ui.screens.frame import Frame
    from reader.ui.screens.lazy_input import LazyInput


class Prompt(Protocol):
    """A part of the screen that has a line."""

    input: LazyInput

    @property
    def has_results(self) -> bool:
        """Whether it finds several places as one types, to step through."""

    def on_text_changed(self, words: str) -> None:
        """Act on what stands in the line, as one types."""

    def accept(self) -> None:
        """Close the line, and take what it holds."""

    def step_results(self, steps: int) -> None:
        """Go on by hits, the line staying open; or into the list that it sifts."""

    def leave_input(self) -> None:
        """Leave the line for what it found."""


class Prompts:
    """Hands the keys of a line to the part whose line it is."""

    def __init__(self, frame: Frame, *parts: Prompt) -> None:
        self._frame, self._prompts = frame, parts

    def prompt_of(self, widget: Widget | None) -> Prompt | None:
        """Return the part whose line a widget is; None when it is no line."""
        return next((part for part in self._prompts if part.input.wraps(widget)), None)

    def available_hints(self, widget: Widget | None, hints: tuple[Hint, ...]) -> tuple[Hint, ...]:
        """Return the keys that do something in a line, of those for every line."""
        part = self.prompt_of(widget)
        if part is None or part.has_results:
            return hints
        return tuple(hint for hint in hints if hint.command != "line.results")

    def apply_input(self, widget: Widget | None) -> None:
        """Take in what stands in a line; nothing happens where the widget is none."""
        part = self.prompt_of(widget)
        if part is not None:
            part.on_text_changed(part.input.value)

    def do_line_accept(self, count: int | None, letter: str | None) -> None:
        """Take what is typed: the first hit, the first article that passes, the percentage."""
        del count, letter
        part = self.prompt_of(self._frame.focused)
        if part is not None:
            part.accept()

    def do_line_back(self, count: int | None, letter: str | None) -> None:
        """Go back by hits, or step into the articles."""
        del count, letter
        self._step(-1)

    def do_line_results(self, count: int | None, letter: str | None) -> None:
        """Go on by hits, or step into the articles."""
        del count, letter
        self._step(1)

    def _step(self, steps: int) -> None:
        part = self.prompt_of(self._frame.focused)
        if part is not None:
            part.step_results(steps)

    def do_field_next(self, count: int | None, letter: str | None) -> None:
        """Leave the line: for the articles, or for the text with what was found."""
        del count, letter
        part = self.prompt_of(self._frame.focused)
        if part is not None:
            part.leave_input()

    do_field_previous = do_field_next
