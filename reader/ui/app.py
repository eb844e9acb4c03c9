"""The application: settings in, the reading screen up, signals and quitting. The work is done by screens and the desk."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
import threading
import uuid
from collections import deque
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events

from reader import assets
from reader.errors import StorageError
from reader.reading.desk import Desk
from reader.reading.history import ArchiveChange
from reader.text.cleaning import clean, clean_line
from reader.ui.commands.keymap import Keymap
from reader.ui.commands.listing import footer
from reader.ui.crash import QuietCrash
from reader.ui.screens import sentences as say
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.screens.reading import ReadingScreen
from reader.ui.themes import OWN_THEMES, THEME_NAMES, daylight, roles_of
from reader.ui.typing_keys import type_key
from reader.ui.widgets.ink import Ink
from reader.ui.widgets.message_line import MessageLine

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from textual.theme import Theme

    from reader.paths import Folders
    from reader.reading.history import Change
    from reader.settings import Settings
    from reader.storage.store import Store
    from reader.text.marks import Highlight
    from reader.ui.commands.command import Context, Hint
    from reader.ui.screens.commands import CommandsSheet
    from reader.ui.widgets.item_lists import CommandItem

STYLES = ("base.tcss", "reading.tcss", "sheet.tcss", "note.tcss")
LAST_WAY_OUT = 2.0
"""Seconds a signal gives the program to leave the terminal in order before it goes without."""
FEW_COLORS = {None, "standard", "windows"}
"""Color systems in which papers and tints cannot be told apart."""


class Enregard(QuietCrash, inherit_bindings=False):
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
    ) -> None:
        folder = assets.styles()
        super().__init__(css_path=[folder / name for name in STYLES])
        self.desk = desk
        self.settings = settings
        self.keymap, clashes = Keymap.build(settings.keys, settings.places)
        self.animation_level = "none"
        self._problems = (*problems, *clashes)
        self._open_article = open_article
        self.reading = ReadingScreen(desk)
        """The screen at the bottom of all."""
        self._settings_file = settings_path
        self.settings_path = clean_line(str(settings_path or ""))
        self._hints: dict[Context, tuple[Hint, ...]] = {}
        self._draft_offered = False
        self._keys: deque[events.Key] = deque()
        self._holds = 1
        self._pressing = False
        for theme in OWN_THEMES:
            self.register_theme(theme)
        self.theme = self._first_theme()

    # -- looks --------------------------------------------------------------------------------------

    def _first_theme(self) -> str:
        wanted = self.settings.theme or self.desk.preferences.theme
        if wanted in THEME_NAMES:
            return wanted
        dark = _dark_terminal(os.environ.get("COLORFGBG", ""))
        if self.console.color_system in FEW_COLORS:
            return "ansi-dark" if dark or dark is None else "ansi-light"
        return "encre" if dark else "papier"

    def get_css_variables(self) -> dict[str, str]:
        """Give the stylesheets the roles of the theme, whichever theme it is."""
        return {**super().get_css_variables(), **roles_of(self.current_theme).css()}

    @property
    def ink(self) -> Ink:
        """What every widget paints with."""
        roles = roles_of(self.current_theme)
        few = roles.ansi or self.no_color or self.console.color_system in {"standard", "256", "windows"}
        return Ink(roles, cues=few)

    def _repaint(self, theme: Theme) -> None:
        del theme
        for screen in self.screen_stack:
            if isinstance(screen, CommandScreen):
                screen.paint()

    def use_theme(self, name: str) -> None:
        """Change the theme, and remember it."""
        from dataclasses import replace

        self.theme = name
        self.desk.prefer(replace(self.desk.preferences, theme=name))

    def change_daylight(self) -> None:
        """Change between light and dark."""
        light, dark = self.settings.light, self.settings.dark
        if self.theme in {light, dark}:
            self.use_theme(dark if self.theme == light else light)
        else:
            self.use_theme(daylight(self.theme))

    def hints(self, context: Context) -> tuple[Hint, ...]:
        """Return the keys that the footer shows in a context, as the reader has them."""
        if context not in self._hints:
            self._hints[context] = footer(self.keymap, context)
        return self._hints[context]

    @property
    def articles_beside(self) -> bool:
        """Whether the articles stand beside the page, so that sheets keep off them."""
        return self.reading.shelf.beside

    def change_measure(self, steps: int) -> None:
        """Make the lines longer or shorter by steps of two cells."""
        self.reading.change_measure(steps)

    # -- start and end --------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Open the first article in the first frame; everything else waits until it is painted."""
        self.theme_changed_signal.subscribe(self, self._repaint)
        self.push_screen(self.reading)
        self.reading.call_after_refresh(self._begin)

    def open_first(self) -> None:
        """Open the article asked for, or the one last read."""
        with self.reading.telling():
            article = self._open_article or self.desk.first_article()
            if article is not None:
                self.reading.open(article)

    def _begin(self) -> None:
        import asyncio

        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self._told_to_go, number)
        if self._problems:
            self.say(" ".join(self._problems[:3]))
        elif self.desk.drafts_left(_alive):
            self.say(say.draft_found(len(self.desk.drafts_left(_alive))))
            self._draft_offered = True
        gc.enable()
        self.release_keys()

    def _told_to_go(self, number: int) -> None:
        """Keep everything, restore the terminal and go; without the terminal if it does not answer."""
        threading.Thread(target=_go_anyway, args=(number,), daemon=True).start()
        self.leave(128 + number)

    def leave(self, code: int = 0) -> None:
        """Keep what is not kept yet, and end the program."""
        from reader.ui.screens.note import NoteScreen

        for screen in self.screen_stack:
            try:
                if isinstance(screen, NoteScreen):
                    screen.keep_now()
                if isinstance(screen, ReadingScreen):
                    screen.save_place()
            except StorageError as error:
                self.parting_words = str(error)
        self.exit(code, return_code=code)

    parting_words: str = ""
    """What could not be kept at the end, said once the terminal is the reader's again."""

    # -- keys -----------------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Take keys one by one, each done before the next, and the keymap first; clean what is pasted."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._keys.append(event)
            await self._press_keys_held()
            return
        if isinstance(event, events.Paste):
            event.text = clean(event.text)
        await super().on_event(event)

    async def _press_keys_held(self) -> None:
        """Act on the keys that wait, unless a screen is on its way up or down."""
        while self._keys and not self._holds and not self._pressing:
            event = self._keys.popleft()
            screen = self.screen
            self._pressing = True
            try:
                if not (isinstance(screen, CommandScreen) and screen.take_key(event)):
                    await type_key(self, event)
            finally:
                self._pressing = False

    def hold_keys(self) -> None:
        """Let keys wait: the screen they are meant for is not there yet."""
        self._holds += 1

    def release_keys(self) -> None:
        """Let keys go on, once everything that held them has let go."""
        self._holds = max(0, self._holds - 1)
        if not self._holds:
            self.call_next(self._press_keys_held)

    def lay_over(self, screen: CommandScreen, done: Callable[[Any], None] | None = None) -> None:
        """Lay a screen over the one of now; ``done`` is told what it gives back, before any further key is acted on."""

        def closed(result: Any) -> None:  # noqa: ANN401 -- what a screen gives back is its own affair
            try:
                if done is not None:
                    done(result)
            finally:
                self.release_keys()

        self.hold_keys()
        self.push_screen(screen, closed)

    # -- what the screens ask ------------------------------------------------------------------------------

    def say(self, sentence: str) -> None:
        """Show a sentence until the next key."""
        self.reading.query_one(MessageLine).say(sentence)
        if self.screen is not self.reading and isinstance(self.screen, CommandScreen):
            self.screen.told(sentence)

    def hush(self) -> None:
        """Take the sentence away."""
        self.say("")

    def copy(self, text: str, what: str, *, quits: bool = False) -> None:
        """Copy a text by every way there is, and say which was used."""
        from reader.ui.clipboard import copy_by_program

        program = copy_by_program(text)
        self.copy_to_clipboard(text)
        sentence = say.copied(what, program)
        self.say(f"{sentence} {say.q_quits(self.keymap.keys_for('app.quit'))}" if quits else sentence)

    def write_note(
        self,
        highlight: Highlight,
        done: Callable[[Highlight], None],
        *,
        rows: tuple[int, int] | None = None,
        text: int = 0,
        beside: int = 0,
        words: str | None = None,
    ) -> None:
        """Open the editor for a highlight's note, ``words`` in it if given; ``done`` is told once it is kept."""
        from reader.ui.screens.note import NoteScreen

        draft = self.desk.draft_for(highlight.id)
        body = highlight.note.body if highlight.note is not None else ""
        recovered = words is None and draft is not None and draft.body != body
        if words is None:
            words = draft.body if draft is not None else body

        def keep(written: str) -> None:
            try:
                kept = self.desk.write_note(highlight, written)
            except StorageError as error:
                # Nothing written is lost: the editor comes back with the words, and says why.
                self.write_note(highlight, done, rows=rows, text=text, beside=beside, words=written)
                self.say(str(error))
                return
            if kept is not highlight:
                self.say(say.NOTE_KEPT)
            done(kept)

        self.lay_over(
            NoteScreen(
                highlight.selector.exact,
                words,
                draft=lambda words: self.desk.draft(highlight, words),
                rows=rows,
                text=text,
                beside=beside,
                recovered=recovered,
            ),
            keep,
        )

    def take_up_draft(self) -> bool:
        """Open the first note that a crash left unfinished; False when there is none."""
        drafts = self.desk.drafts_left(_alive)
        if not drafts:
            return False
        self.reading.marking.go_to(drafts[0].article_id, drafts[0].highlight_id)
        highlight = next((m.highlight for m in self._marks() if m.highlight.id == drafts[0].highlight_id), None)
        if highlight is None:
            return False
        self.write_note(highlight, lambda _: self.reading.show_marks())
        return True

    def _marks(self) -> tuple[Any, ...]:
        sitting = self.desk.sitting
        return (*sitting.marks, *sitting.orphans) if sitting is not None else ()

    def undo(self) -> None:
        """Take back what was done last."""
        self._after(self.desk.undo(), again=False)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._after(self.desk.redo(), again=True)

    def _after(self, change: Change | None, *, again: bool) -> None:
        if change is None:
            self.say(say.NOTHING_TO_REDO if again else say.NOTHING_TO_UNDO)
            return
        self.reading.marking.after(change)
        self.say(say.undone(_described(change, again=again), again=again))

    def open_palette(self) -> None:
        """List every command by name."""
        from reader.ui.screens.commands import PaletteSheet

        self._commands(PaletteSheet)

    def open_help(self) -> None:
        """Show the keys."""
        from reader.ui.screens.commands import HelpSheet

        self._commands(HelpSheet)

    def open_settings(self) -> None:
        """Choose a theme and the line length."""
        from reader.ui.screens.settings import SettingsSheet

        if not isinstance(self.screen, SettingsSheet):
            self.lay_over(SettingsSheet())

    def edit_settings(self) -> None:
        """Open the settings file in the reader's editor, and use what is in it."""
        from reader.settings import EXAMPLE, load
        from reader.ui.editor import EditorFailed, edit_file

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
        self.settings, problems = load(path)
        self.keymap, clashes = Keymap.build(self.settings.keys, self.settings.places)
        self._hints.clear()
        self.say(" ".join((*problems, *clashes)[:3]) or say.SETTINGS_USED)

    def _commands(self, sheet: type[CommandsSheet]) -> None:
        """List commands over the screen of now; the one chosen is done there."""
        below = self.screen
        if not isinstance(below, CommandScreen) or isinstance(below, sheet):
            return

        def run(chosen: CommandItem | None) -> None:
            if chosen is not None:
                below.perform(chosen.command, None, chosen.letter)

        self.lay_over(sheet(self.keymap, below.context), run)


def run(
    *, folders: Folders, store: Store, settings: Settings, problems: tuple[str, ...], open_article: str | None
) -> int:
    """Open the reader on a library and return the exit status, once the terminal is as it was."""
    desk = Desk(store, now=_now, new_id=lambda: str(uuid.uuid4()), owner=f"{socket.gethostname()}:{os.getpid()}")
    app = Enregard(desk, settings, problems, open_article, settings_path=folders.settings)
    app.run(mouse=settings.mouse)
    if app.crash is not None:
        with contextlib.suppress(Exception):  # the place is worth one more try; the crash is what must be told
            app.reading.save_place()
        raise app.crash
    if app.parting_words:
        print(f"enregard: {app.parting_words}", file=sys.stderr)  # noqa: T201 -- the terminal is the reader's again
    return app.return_code or 0


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _described(change: Change, *, again: bool) -> str:
    """Say in a few words what a change was (the change given is the one applied)."""
    if isinstance(change, ArchiveChange):
        return "archiving" if change.archived is again else "taking out of the archive"
    before, after = (change.before, change.after) if again else (change.after, change.before)
    if before is None:
        return "the highlight"
    if after is None:
        return "removing the highlight"
    return "the note" if before.note != after.note else "the color"


def _dark_terminal(colorfgbg: str) -> bool | None:
    """Tell from COLORFGBG whether the terminal's background is dark; None when it does not say."""
    last = colorfgbg.rpartition(";")[2]
    return int(last) in {*range(7), 8} if last.isdecimal() else None


def _alive(owner: str) -> bool:
    """Tell whether the program that wrote a draft still runs on this machine."""
    _, _, pid = owner.rpartition(":")
    if not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _go_anyway(number: int) -> None:
    import time

    time.sleep(LAST_WAY_OUT)
    os._exit(128 + number)
