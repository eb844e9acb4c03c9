"""Host: what a screen asks of the application, so that screens know no application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from reader.config import Settings
    from reader.reading.session import Session
    from reader.reading.translating.engine_factory import EngineStatus
    from reader.text.model.highlights import Highlight
    from reader.translation.engine import Engine
    from reader.ui.commands.command import Context, Hint
    from reader.ui.commands.keymap import Keymap
    from reader.ui.spread.overlay_placement import TextEdges
    from reader.ui.widgets.styles import RenderStyle


class Host(Protocol):
    """The application, as its screens see it."""

    keymap: Keymap
    settings: Settings
    theme: str
    session: Session

    @property
    def settings_path(self) -> str:
        """Where the settings file is, for the reader."""

    @property
    def render_style(self) -> RenderStyle:
        """What every widget paints with."""

    @property
    def text_edges(self) -> TextEdges:
        """Where the text stands in the window: sheets line up with it."""

    @property
    def screen(self) -> Screen[Any]:
        """The screen that lies over all others."""

    def hints(self, context: Context) -> tuple[Hint, ...]:
        """Return the keys that the footer shows in a context."""

    def show_message(self, sentence: str) -> None:
        """Show a sentence until the next key."""

    def clear_message(self) -> None:
        """Take the sentence away."""

    async def start_accepting_keys(self) -> None:
        """Act on keys from now on, on those that wait first; asked again, nothing more happens."""

    def open_initial_article(self) -> None:
        """Open the article asked for, or the one last read."""

    def shut_down(self, code: int = 0) -> None:
        """Keep what is not kept yet, and end the program."""

    def copy(self, text: str, description: str, *, mention_quit: bool = False) -> None:
        """Copy a text by every way there is, and say which was used."""

    def edit_note(
        self,
        highlight: Highlight,
        on_saved: Callable[[Highlight], None],
        *,
        rows: Callable[[], tuple[int, int] | None] | None = None,
    ) -> None:
        """Open the editor for a highlight's note."""

    def push_dialog(self, screen: Screen[Any], done: Callable[[Any], None] | None = None) -> None:
        """Lay a screen over the one of now; ``done`` is told what it gives back."""

    def press_next(self, character: str) -> None:
        """Act on a character as the next key, before those that wait."""

    def hold_keys(self) -> None:
        """Let keys wait: the screen they are meant for is not there yet."""

    def release_keys(self) -> None:
        """Let keys go on."""

    def open_draft(self) -> bool:
        """Open the first note that a crash left unfinished; False when there is none."""

    def undo(self) -> None:
        """Take back what was done last."""

    def redo(self) -> None:
        """Do again what was taken back."""

    def open_palette(self) -> None:
        """List every command by name."""

    def open_help(self) -> None:
        """Show the keys."""

    def open_settings(self) -> None:
        """Choose a theme and the line length."""

    def use_theme(self, name: str) -> None:
        """Change the theme, and remember it."""

    def toggle_light_dark(self) -> None:
        """Change between light and dark."""

    def edit_settings(self) -> None:
        """Open the settings file in the reader's editor, and use what is in it."""

    def change_measure(self, steps: int) -> None:
        """Make the lines longer or shorter by steps of two cells."""

    def build_engine(self, name: str) -> Engine:
        """Return an engine as the reader set it up; EnregardError with a sentence when it cannot be asked."""

    def engine_statuses(self) -> list[EngineStatus]:
        """Return the engines there are, and what each lacks."""

    def choose_engine(self) -> None:
        """List the engines, to choose the one that brings the English."""

    def use_engine(self, name: str) -> None:
        """Have an engine bring the English from now on, empty: none, and remember it."""

    def change_typesetting(self, *, hyphenated: bool, justified: bool) -> None:
        """Divide words at the ends of lines or not, make both edges even or not, and remember it."""
