"""The application: settings in, the reading screen up, signals and quitting. The work is done by screens and the desk."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from reader.text.cleaning import clean_line
from reader.ui.app.shutdown import Leaving, watch_signals
from reader.ui.app.theming import FIRST_STYLES, Themed, styles, unknown_themes
from reader.ui.commands.keymap import Keymap
from reader.ui.commands.listing import footer
from reader.ui.screens import messages as say
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.screens.reading.notes import Noting
from reader.ui.screens.reading.screen import ReadingScreen
from reader.ui.terminal.frame_gate import FirstFrame

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.config import Settings
    from reader.config.credentials import Secrets
    from reader.reading.session import Desk
    from reader.reading.translating.engine_factory import Standing
    from reader.text.model.highlights import Highlight
    from reader.translation.engine import Engine
    from reader.ui.commands.command import Context, Hint
    from reader.ui.spread.overlay_placement import Edges

LONGEST_HOLD = 2.0
"""Seconds after which pictures are let out, whole or not."""


class Enregard(Themed, inherit_bindings=False):
    """The reader."""

    TITLE = "Enregard"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT: ClassVar[bool] = False
    """Passages are selected by the page itself, in characters of the text."""

    def __init__(
        self,
        desk: Desk,
        settings: Settings,
        problems: tuple[str, ...] = (),
        open_article: str | None = None,
        *,
        settings_path: Path | None = None,
        offline: bool = False,
        first_frame: FirstFrame | None = None,
        on_first_frame: Callable[[], None] | None = None,
        new_engine: Callable[[str], Engine] | None = None,
    ) -> None:
        """``start`` is told how the start goes on; ``new_engine`` gives the engine of a name instead of the one that the settings describe.

        ``offline``: the command line forbids sending, whatever the settings file comes to say.
        """
        self.first_frame = first_frame or FirstFrame()
        self._listening = False
        super().__init__(css_path=styles(FIRST_STYLES))
        self.desk = desk
        self.settings = settings
        self.keymap, clashes = Keymap.build(settings.keys, settings.places)
        self.animation_level = "none"
        self._problems = (*problems, *clashes, *unknown_themes(settings))
        self._open_article = open_article
        self.reading = ReadingScreen(desk)
        """The screen at the bottom of all."""
        self._settings_file = settings_path
        self._offline = offline
        self._on_first_frame = on_first_frame
        self._new_engine = new_engine
        desk.engine, desk.target = settings.engine or desk.preferences.engine, settings.target
        self._hints: dict[Context, tuple[Hint, ...]] = {}
        self._noting = Noting(self, desk, self.reading)
        self.leaving = Leaving(self, self.reading)
        self.begin_in_theme()

    # -- looks --------------------------------------------------------------------------------------

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew; not before the first styling, which the theme being set would otherwise do twice."""
        if self._listening:
            super().refresh_css(animate)

    def hints(self, context: Context) -> tuple[Hint, ...]:
        """Return the keys that the footer shows in a context, as the reader has them."""
        if context not in self._hints:
            self._hints[context] = footer(self.keymap, context)
        return self._hints[context]

    @property
    def edges(self) -> Edges:
        """Where the text stands in the window: sheets line up with it."""
        return self.reading.view.edges()

    def change_measure(self, steps: int) -> None:
        """Make the lines longer or shorter by steps of two cells."""
        self.reading.typesetting.change_measure(steps)

    def change_setting(self, *, hyphenated: bool, justified: bool) -> None:
        """Divide words at the ends of lines or not, make both edges even or not, and remember it."""
        self.reading.typesetting.change_setting(hyphenated=hyphenated, justified=justified)

    @property
    def settings_path(self) -> str:
        """Where the settings file is, for the reader."""
        return clean_line(str(self._settings_file or ""))

    # -- start and end --------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Open the first article in the first frame; everything else waits until it is painted."""
        self.follow_theme()
        self.reading.call_after_refresh(self._begin)
        self.set_timer(LONGEST_HOLD, self.show_first_frame)  # whatever happens, the reader sees what there is

    def get_default_screen(self) -> ReadingScreen:
        """Begin with the reading screen: an empty one under it would be mounted, styled and laid out for nothing."""
        return self.reading

    def open_first(self) -> None:
        """Open the article asked for, or the one last read."""
        with self.reading.telling():
            article = self._open_article or self.desk.first_article()
            if article is not None:
                self.reading.open(article)

    def on_load(self) -> None:
        """Leave in order from the moment the terminal is ours."""
        watch_signals(self.leave)

    def show_first_frame(self) -> None:
        """Let the first whole picture out, in the place of the page that may be on the screen already."""
        if self.first_frame.release():
            self.reading.refresh()

    async def begin_listening(self) -> None:
        """Act on keys from now on: the page is laid out, so that what they ask for is in the very first picture."""
        if not self._listening:
            self._listening = True
            early = self.first_frame.listen()
            self.reading.view.answers = (
                not early
            )  # who pressed a key waits for its picture; what answers is marked in the next
            await self.let_keys_go(early)
            self.first_frame.release()  # the picture that comes is whole

    def _begin(self) -> None:
        self.show_first_frame()
        self.reading.view.answer()
        if self._problems:
            self.say(say.problems(self._problems))
        else:
            self._noting.offer_draft()
        self.read_later_styles()
        self.settled = True
        if self._on_first_frame is not None:
            self._on_first_frame()

    def leave(self, code: int = 0) -> None:
        """Keep what is not kept yet, and end the program."""
        self.leaving.leave(code, draws=self.settings.first_page)

    # -- what the screens ask ------------------------------------------------------------------------------

    def say(self, sentence: str) -> None:
        """Show a sentence until the next key."""
        self.reading.message.say(sentence)
        if self.screen is not self.reading and isinstance(self.screen, CommandScreen):
            self.screen.told(sentence)

    def hush(self) -> None:
        """Take the sentence away."""
        self.say("")

    def copy(self, text: str, what: str, *, quits: bool = False) -> None:
        """Copy a text by every way there is, and say which was used."""
        from reader.ui.terminal.clipboard import copy_by_program

        program = copy_by_program(text)
        self.copy_to_clipboard(text)
        sentence = say.copied(what, program)
        self.say(f"{sentence} {say.q_quits(self.keymap.keys_for('app.quit'))}" if quits else sentence)

    def write_note(
        self,
        highlight: Highlight,
        done: Callable[[Highlight], None],
        *,
        rows: Callable[[], tuple[int, int] | None] | None = None,
    ) -> None:
        """Open the editor for a highlight's note; ``done`` is told once it is kept."""
        self._noting.write_note(highlight, done, rows=rows)

    def take_up_draft(self) -> bool:
        """Open the first note that a crash left unfinished; False when there is none."""
        return self._noting.take_up_draft()

    def undo(self) -> None:
        """Take back what was done last."""
        self.reading.undoing.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.reading.undoing.redo()

    def open_palette(self) -> None:
        """List every command by name."""
        from reader.ui.screens.help_and_palette import PaletteSheet, list_commands

        list_commands(self, PaletteSheet)

    def open_help(self) -> None:
        """Show the keys."""
        from reader.ui.screens.help_and_palette import HelpSheet, list_commands

        list_commands(self, HelpSheet)

    def open_settings(self) -> None:
        """Choose a theme and the line length."""
        from reader.ui.screens.settings import SettingsSheet

        if not isinstance(self.screen, SettingsSheet):
            self.lay_over(SettingsSheet())

    def edit_settings(self) -> None:
        """Open the settings file in the reader's editor, and use what is in it."""
        from reader.config import load
        from reader.config.options import EXAMPLE
        from reader.ui.terminal.external_editor import EditorFailed, edit_file

        path = self._settings_file
        if path is None:
            return
        try:
            if not path.exists():
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.touch(mode=0o600)
                path.write_text(EXAMPLE, encoding="utf-8")
            edit_file(self, path, self.settings.editor)
        except (EditorFailed, OSError) as error:
            self.say(str(error) if isinstance(error, EditorFailed) else say.cannot_write(self.settings_path))
            return
        self.settings, problems = load(path, offline=self._offline)
        self.keymap, clashes = Keymap.build(self.settings.keys, self.settings.places)
        self._hints.clear()
        self.desk.engine = self.settings.engine or self.desk.preferences.engine
        self.desk.target = self.settings.target
        self.reading.translating.renew()
        self.say(say.problems((*problems, *clashes, *unknown_themes(self.settings))) or say.SETTINGS_USED)

    # -- engines ------------------------------------------------------------------------------------------

    def build_engine(self, name: str) -> Engine:
        """Return an engine as the reader set it up; EnregardError with a sentence when it cannot be asked."""
        if self._new_engine is not None:
            return self._new_engine(name)
        from reader.reading.translating.engine_factory import build_engine

        return build_engine(self.settings, name, self._secrets())

    def engine_standings(self) -> list[Standing]:
        """Return the engines there are, and what each lacks."""
        from reader.reading.translating.engine_factory import standing
        from reader.translation.registry import names

        secrets = self._secrets()
        return [standing(self.settings, name, secrets) for name in names()]

    def choose_engine(self) -> None:
        """List the engines, to choose the one that brings the English."""
        self.reading.asking.choose()

    def use_engine(self, name: str) -> None:
        """Have an engine bring the English from now on, empty: none, and remember it."""
        from dataclasses import replace

        self.desk.engine = name
        self.desk.prefer(replace(self.desk.preferences, engine=name))

    def _secrets(self) -> Secrets:
        from pathlib import Path

        from reader.config.credentials import Secrets

        folder = self._settings_file.parent if self._settings_file is not None else Path(os.devnull)
        return Secrets(os.environ, folder)
