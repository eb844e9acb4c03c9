"""The application: settings, the reading screen, start and shutdown."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from reader.text.cleaning import clean_line
from reader.ui.app.shutdown import Shutdown, watch_signals
from reader.ui.app.theming import INITIAL_STYLESHEETS, ThemedApp, stylesheet_paths, unknown_themes
from reader.ui.commands.keymap import Keymap
from reader.ui.commands.listing import footer_hints
from reader.ui.screens import messages
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.screens.reading.notes import NoteEditing
from reader.ui.screens.reading.screen import ReadingScreen
from reader.ui.terminal.frame_gate import FrameGate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.config import Settings
    from reader.config.credentials import Credentials
    from reader.reading.session import Session
    from reader.reading.translating.engine_factory import EngineStatus
    from reader.text.model.highlights import Highlight
    from reader.translation.engine import Engine
    from reader.ui.commands.command import Context, Hint
    from reader.ui.spread.overlay_placement import TextEdges

MAX_FRAME_HOLD = 2.0
"""Seconds after which frames are written even if the first is incomplete."""


class Enregard(ThemedApp, inherit_bindings=False):
    """The Textual application."""

    TITLE = "Enregard"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT: ClassVar[bool] = False
    """The page has its own selection, in characters of the text."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        problems: tuple[str, ...] = (),
        open_article: str | None = None,
        *,
        settings_path: Path | None = None,
        offline: bool = False,
        frame_gate: FrameGate | None = None,
        on_first_frame: Callable[[], None] | None = None,
        new_engine: Callable[[str], Engine] | None = None,
    ) -> None:
        """``new_engine`` builds the engine of a name in place of the configured one, for tests.

        ``offline``: the command line forbids sending, whatever the settings say.
        """
        self.frame_gate = frame_gate or FrameGate()
        self._accepting_keys = False
        super().__init__(css_path=stylesheet_paths(INITIAL_STYLESHEETS))
        self.session = session
        self.settings = settings
        self.keymap, clashes = Keymap.build(settings.keys, settings.key_locations)
        self.animation_level = "none"
        self._problems = (*problems, *clashes, *unknown_themes(settings))
        self._open_article = open_article
        self.reading_screen = ReadingScreen(session)
        """The bottom screen."""
        self._settings_file = settings_path
        self._offline = offline
        self._on_first_frame = on_first_frame
        self._new_engine = new_engine
        session.engine, session.target = settings.engine or session.preferences.engine, settings.target
        self._hints: dict[Context, tuple[Hint, ...]] = {}
        self._note_editing = NoteEditing(self, session, self.reading_screen)
        self.shutdown = Shutdown(self, self.reading_screen)
        self.apply_initial_theme()

    # -- appearance --------------------------------------------------------------------------------

    def refresh_css(self, animate: bool = True) -> None:
        """Restyle everything, but not before the first styling, which would then run twice."""
        if self._accepting_keys:
            super().refresh_css(animate)

    def hints(self, context: Context) -> tuple[Hint, ...]:
        """Return the footer hints of a context, with the user's keys."""
        if context not in self._hints:
            self._hints[context] = footer_hints(self.keymap, context)
        return self._hints[context]

    @property
    def text_edges(self) -> TextEdges:
        """The edges of the text in the window, which dialogs align with."""
        return self.reading_screen.view.text_edges()

    def change_measure(self, steps: int) -> None:
        """Make lines longer or shorter by steps of two cells."""
        self.reading_screen.line_settings.change_measure(steps)

    def change_typesetting(self, *, hyphenated: bool, justified: bool) -> None:
        """Set hyphenation and justification, and save the choice."""
        self.reading_screen.line_settings.change_typesetting(hyphenated=hyphenated, justified=justified)

    @property
    def settings_path(self) -> str:
        """The path of the settings file, for display."""
        return clean_line(str(self._settings_file or ""))

    # -- start and end -----------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Watch the theme, and do all that can wait after the first frame."""
        self.subscribe_to_theme()
        self.reading_screen.call_after_refresh(self._on_first_frame_ready)
        self.set_timer(MAX_FRAME_HOLD, self.release_first_frame)  # show whatever there is by then

    def get_default_screen(self) -> ReadingScreen:
        """Start with the reading screen: a default screen below it would cost time for nothing."""
        return self.reading_screen

    def open_initial_article(self) -> None:
        """Open the article given on the command line, or the last one read."""
        with self.reading_screen.report_storage_errors():
            article = self._open_article or self.session.first_article()
            if article is not None:
                self.reading_screen.open(article)

    def on_load(self) -> None:
        """Handle signals as soon as the terminal is taken."""
        watch_signals(self.shut_down)

    def release_first_frame(self) -> None:
        """Write the first complete frame, replacing a restored screen if there is one."""
        if self.frame_gate.release_frames():
            self.reading_screen.refresh()

    async def start_accepting_keys(self) -> None:
        """Act on keys from now on: the layout is ready, so the first frame shows their effect."""
        if not self._accepting_keys:
            self._accepting_keys = True
            early = self.frame_gate.open_input()
            # With keys to handle, the first frame omits the matching-sentence marker (5 ms).
            self.reading_screen.view.shows_counterpart = not early
            await self.release_early_keys(early)
            self.frame_gate.release_frames()  # the next frame is complete

    def _on_first_frame_ready(self) -> None:
        self.release_first_frame()
        self.reading_screen.view.show_counterpart()
        if self._problems:
            self.show_message(messages.settings_problems(self._problems))
        else:
            self._note_editing.offer_draft()
        self.load_deferred_stylesheets()
        self.first_frame_shown = True
        if self._on_first_frame is not None:
            self._on_first_frame()

    def shut_down(self, code: int = 0) -> None:
        """Save what is unsaved, and end the program."""
        self.shutdown.shut_down(code, capture_frame=self.settings.first_page)

    # -- for screens -------------------------------------------------------------------------------

    def show_message(self, message: str) -> None:
        """Show a message until the next key."""
        self.reading_screen.message.show_message(message)
        if self.screen is not self.reading_screen and isinstance(self.screen, CommandScreen):
            self.screen.show_message(message)

    def clear_message(self) -> None:
        """Clear the message."""
        self.show_message("")

    def copy(self, text: str, description: str, *, mention_quit: bool = False) -> None:
        """Copy a text to the clipboard by every available way, and show a message."""
        from reader.ui.terminal.clipboard import copy_with_program

        program = copy_with_program(text)
        self.copy_to_clipboard(text)
        sentence = messages.copied(description, program)
        self.show_message(
            f"{sentence} {messages.q_quits(self.keymap.keys_for('app.quit'))}" if mention_quit else sentence
        )

    def edit_note(
        self,
        highlight: Highlight,
        on_saved: Callable[[Highlight], None],
        *,
        rows: Callable[[], tuple[int, int] | None] | None = None,
    ) -> None:
        """Edit a highlight's note; ``on_saved`` is called with it after saving."""
        self._note_editing.edit_note(highlight, on_saved, rows=rows)

    def open_draft(self) -> bool:
        """Open the first unfinished note left by a crash; False if there is none."""
        return self._note_editing.open_draft()

    def undo(self) -> None:
        """Undo the last change."""
        self.reading_screen.undo.undo()

    def redo(self) -> None:
        """Redo the last undone change."""
        self.reading_screen.undo.redo()

    def open_palette(self) -> None:
        """Open the command palette."""
        from reader.ui.screens.help_and_palette import PaletteDialog, open_commands_dialog

        open_commands_dialog(self, PaletteDialog)

    def open_help(self) -> None:
        """Open the help."""
        from reader.ui.screens.help_and_palette import HelpDialog, open_commands_dialog

        open_commands_dialog(self, HelpDialog)

    def open_settings(self) -> None:
        """Open the settings dialog."""
        from reader.ui.screens.settings import SettingsDialog

        if not isinstance(self.screen, SettingsDialog):
            self.push_dialog(SettingsDialog())

    def edit_settings(self) -> None:
        """Open the settings file in the user's editor, then apply it."""
        from reader.config import load
        from reader.config.options import EXAMPLE
        from reader.ui.terminal.external_editor import EditorError, edit_file

        path = self._settings_file
        if path is None:
            return
        try:
            if not path.exists():
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.touch(mode=0o600)
                path.write_text(EXAMPLE, encoding="utf-8")
            edit_file(self, path, self.settings.editor)
        except (EditorError, OSError) as error:
            self.show_message(
                str(error) if isinstance(error, EditorError) else messages.cannot_write(self.settings_path)
            )
            return
        self.settings, problems = load(path, offline=self._offline)
        self.keymap, clashes = Keymap.build(self.settings.keys, self.settings.key_locations)
        self._hints.clear()
        self.session.engine = self.settings.engine or self.session.preferences.engine
        self.session.target = self.settings.target
        self.reading_screen.translation.reload_engines()
        self.show_message(
            messages.settings_problems((*problems, *clashes, *unknown_themes(self.settings))) or messages.SETTINGS_USED
        )

    # -- engines -----------------------------------------------------------------------------------

    def build_engine(self, name: str) -> Engine:
        """Return an engine as configured; raise EnregardError if it cannot be used."""
        if self._new_engine is not None:
            return self._new_engine(name)
        from reader.reading.translating.engine_factory import build_engine

        return build_engine(self.settings, name, self._credentials())

    def engine_statuses(self) -> list[EngineStatus]:
        """Return the available engines, each with what it still needs."""
        from reader.reading.translating.engine_factory import engine_status
        from reader.translation.registry import engine_names

        secrets = self._credentials()
        return [engine_status(self.settings, name, secrets) for name in engine_names()]

    def choose_engine(self) -> None:
        """Open the dialog to choose a translation engine."""
        self.reading_screen.engine_commands.choose_engine()

    def use_engine(self, name: str) -> None:
        """Use a translation engine from now on, and save the choice; an empty name means none."""
        from dataclasses import replace

        self.session.engine = name
        self.session.set_preferences(replace(self.session.preferences, engine=name))

    def _credentials(self) -> Credentials:
        from pathlib import Path

        from reader.config.credentials import Credentials

        folder = self._settings_file.parent if self._settings_file is not None else Path(os.devnull)
        return Credentials(os.environ, folder)
