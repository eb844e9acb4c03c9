"""Prompts of the page: search, article filter and percentage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from textual.widget import Widget

    from reader.ui.commands.command import Hint
    from reader.ui.screens.lazy_input import LazyInput
    from reader.ui.screens.reading.screen import ReadingScreen


class Prompt(Protocol):
    """A part of the screen with an input line."""

    input: LazyInput

    @property
    def accept_label(self) -> str:
        """The footer label of Enter."""

    @property
    def has_results(self) -> bool:
        """Whether it has several results to step through."""

    def on_text_changed(self, text: str) -> None:
        """Handle a change of the text."""

    def accept(self) -> None:
        """Close the input and confirm the text."""

    def step_results(self, steps: int) -> None:
        """Move by results while the input stays open, or focus the filtered list."""

    def leave_input(self) -> None:
        """Leave the input for the results."""


class Prompts:
    """Commands of the focused input, passed to the prompt it belongs to."""

    def __init__(self, screen: ReadingScreen, *prompts: Prompt) -> None:
        self._screen, self._prompts = screen, prompts

    def prompt_of(self, widget: Widget | None) -> Prompt | None:
        """Return the prompt that a widget belongs to; None if none."""
        return next((prompt for prompt in self._prompts if prompt.input.wraps(widget)), None)

    def available_hints(self, widget: Widget | None, hints: tuple[Hint, ...]) -> tuple[Hint, ...]:
        """Return the footer hints for a prompt, from those of all prompts."""
        prompt = self.prompt_of(widget)
        if prompt is None:
            return hints
        return tuple(
            replace(hint, label=prompt.accept_label) if hint.command == "line.accept" else hint
            for hint in hints
            if prompt.has_results or hint.command != "line.results"
        )

    def apply_input(self, widget: Widget | None) -> None:
        """Apply the text of an input, if the widget is one."""
        prompt = self.prompt_of(widget)
        if prompt is not None:
            prompt.on_text_changed(prompt.input.value)

    def do_line_accept(self) -> None:
        """Confirm the text."""
        prompt = self.prompt_of(self._screen.focused)
        if prompt is not None:
            prompt.accept()

    def do_line_back(self) -> None:
        """Move to the previous result."""
        self._step(-1)

    def do_line_results(self) -> None:
        """Move to the next result."""
        self._step(1)

    def _step(self, steps: int) -> None:
        prompt = self.prompt_of(self._screen.focused)
        if prompt is not None:
            prompt.step_results(steps)

    def do_field_next(self) -> None:
        """Leave the input for the results."""
        prompt = self.prompt_of(self._screen.focused)
        if prompt is not None:
            prompt.leave_input()

    do_field_previous = do_field_next
