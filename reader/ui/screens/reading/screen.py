"""The reading screen: the page, the articles beside it, the footer. It hands values down and does what messages ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from reader.text.model.catalog import Place
from reader.ui.commands.command import Context
from reader.ui.commands.keymap import NOTHING_PENDING
from reader.ui.screens import messages as say
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.screens.engines.commands import Asking
from reader.ui.screens.engines.translation import Translating
from reader.ui.screens.english.own_commands import OwnEnglish
from reader.ui.screens.english.switch_side import Siding
from reader.ui.screens.english.visibility import Facing
from reader.ui.screens.list_motions import MOTIONS, ListMoving, Moving
from reader.ui.screens.reading.annotations import Marking
from reader.ui.screens.reading.autosave import Resting
from reader.ui.screens.reading.escape import Closing
from reader.ui.screens.reading.line_settings import Typesetting
from reader.ui.screens.reading.navigation import Wayfinding
from reader.ui.screens.reading.prompts import Lines
from reader.ui.screens.reading.reading_time import Hourglass
from reader.ui.screens.reading.search import Finding
from reader.ui.screens.reading.sidebar import Shelf
from reader.ui.screens.reading.undo import Undoing
from reader.ui.screens.reading.zen import Zen
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.footer import Facts, Footer
from reader.ui.widgets.message_bar import MessageLine
from reader.ui.widgets.page_content import Shown
from reader.ui.widgets.spread_view import SpreadView

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from reader.reading.open_article import Sitting
    from reader.reading.session import Desk
    from reader.ui.spread.viewport import Page, Stand


class ReadingScreen(CommandScreen):
    """One article open, and the library beside it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.view = SpreadView(id="page")
        self.message = MessageLine(id="message")
        self.footer = Footer(id="footer")
        self.shelf = Shelf(self)
        self.marking = Marking(self, self.shelf)
        self.finding = Finding(self)
        self.wayfinding = Wayfinding(self)
        self.lines = Lines(self, self.finding, self.wayfinding, self.shelf)
        self.moving = Moving(self)
        self.typesetting = Typesetting(self)
        self.translating = Translating(self, self.finding.forget_english)
        self.facing = Facing(self, self.translating, self.finding.forget_english)
        self.siding = Siding(self, self.facing)
        self.asking = Asking(self, self.translating, lambda: self.facing.show_as(self.facing.manner))
        self.own_english = OwnEnglish(self, self.translating)
        self.undoing = Undoing(self, self.marking, self.own_english)
        self.zen = Zen(self, self.shelf, self.footer)
        self.translating.turned = self.shelf.refresh_entry
        self.hourglass = Hourglass(self)
        self.resting = Resting(self, self.facing, self.hourglass, self.shelf)
        self.closing = Closing(
            self.finding.close,
            self.wayfinding.close,
            self.shelf.close_line,
            self.marking.drop_passage,
            self.facing.hide_revealed,
            self.siding.leave,
            self.finding.clear,
            self.translating.close,
            self.shelf.clear_filter,
            self.zen.leave,
            self.shelf.leave,
        )
        self.helpers = (
            self.moving,
            ListMoving(self.shelf.articles),
            self.marking,
            self.finding,
            self.lines,
            self.shelf,
            self.facing,
            self.own_english,
            self.siding,
            self.typesetting,
            self.asking,
            self.wayfinding,
            self.undoing,
            self.zen,
            self.closing,
        )
        self._told = 0
        """Which of the page's changes the footer tells of."""

    @property
    def sitting(self) -> Sitting | None:
        """The article that is open; None in an empty library."""
        return self.desk.sitting

    @property
    def page(self) -> Page | None:
        """Where the reader is in the article that is open; None before it is laid out."""
        page, sitting = self.view.page, self.sitting
        return page if page is not None and sitting is not None and page.spread.french is sitting.article else None

    # -- the screen ---------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield self.shelf.sidebar
        yield self.view
        yield self.message
        yield self.footer

    async def on_mount(self) -> None:
        """Show what there is, as the keys pressed meanwhile will have it."""
        self.paint()
        self.set_focus(self.view)
        self.reader_app.open_first()
        self.shelf.lay(self.app.size, start=True)
        self.view.expect(self.shelf.room_beside(self.app.size))
        self.show_footer()
        await self.reader_app.begin_listening()

    def on_unmount(self) -> None:
        """Take no answer any more: the library is about to be closed, however the program ends."""
        self.translating.stop()

    def paint(self) -> None:
        """Take the colors of the theme."""
        ink = self.reader_app.ink
        self.view.paint_with(ink)
        for part in (self.shelf.articles, self.shelf.heading, self.footer, self.message):
            part.paint_with(ink)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the articles beside the page, or over it, as the width allows."""
        self.shelf.lay(event.size)
        self.message.fit_window()

    # -- an article -----------------------------------------------------------------------------------

    def open(self, article_id: str) -> None:
        """Open an article at its place. What cannot be written (a locked library) is told, and reading goes on."""
        before = self.sitting
        if before is not None and before.article.id != article_id:
            self.depart()
        with self.telling():
            self.save_place()
            if before is not None:
                self.shelf.refresh_entry(before.article.id)
        self.finding.leave()
        self.wayfinding.close()
        sitting = self.desk.open(article_id)
        place = sitting.place
        self.facing.opened(place)
        self.translating.opened()
        if before is not None and before.article.id == article_id and place is None:
            place = Place()
        caret, row = (place.caret, place.row) if place is not None else (0, None)
        self.view.show(self._shown(sitting), caret, row)
        self.view.mark(sitting.marks)
        with self.telling():
            self.desk.remember_open()
        if self.desk.changed_elsewhere():
            self.shelf.load()
        self.shelf.opened(article_id)

    def _shown(self, sitting: Sitting) -> Shown:
        article = sitting.article
        shown = Shown(
            french=article,
            title=article.title,
            about=self.hourglass.about(article),
            answered=sitting.answered(),
            hint=self.translating.at_work.hint(),
        )
        return self.typesetting.typeset(self.facing.beside(shown, sitting))

    def change_shown(self) -> None:
        """Show the article anew after the English, the measure, the setting or a revealed paragraph changed."""
        if self.sitting is not None:
            self.view.change(self.typesetting.typeset(self.facing.beside(self.view.shown, self.sitting)))

    def show_marks(self) -> None:
        """Paint the marks as they are on disk."""
        if self.sitting is not None:
            self.view.mark(self.sitting.marks)
            self.view.update()
            self.shelf.refresh_entry(self.sitting.article.id)

    def depart(self, stand: Stand | None = None) -> None:
        """Remember where the reader is, or stood, before a jump, to go back to."""
        self.wayfinding.depart(stand)

    def visit(self, article_id: str) -> None:
        """Open an article, if it is another than the one of now; a jump inside it is to follow, and can be gone back from."""
        if self.sitting is None or self.sitting.article.id != article_id:
            self.open(article_id)  # which remembers where the reader was
        else:
            self.depart()

    def add_line(self, line: Input) -> None:
        """Put a line to type in where the line to find in is."""
        self.mount(line, before=self.footer)

    def close_article(self) -> None:
        """Show an empty page: the library holds nothing to open."""
        self.desk.sitting = None
        self.finding.leave()
        self.wayfinding.close()
        from reader.text.model.article import Article

        self.view.show(Shown(Article("", "", "")))

    def on_spread_view_settled(self, event: SpreadView.Settled) -> None:
        """Save the place once the reader has come to rest."""
        event.stop()
        self.translating.changed()
        self.resting.moved()
        if self._told != self.view.changes:  # a key told of it in its own frame
            self.show_footer()

    def save_place(self) -> None:
        """Save where the reader is. StorageError when it could not be."""
        self.resting.save_place()

    def begin_again(self) -> None:
        """Show what a start would show now: it may be kept for the next."""
        self.pending = NOTHING_PENDING
        self.zen.leave()
        self.wayfinding.close()
        self.finding.leave()
        self.facing.veil()
        page, sitting = self.page, self.sitting
        if page is not None and sitting is not None:
            self.view.show(self._shown(sitting), page.caret, page.place_row())
            self.view.mark(sitting.marks)
        self.set_focus(self.view)
        self.shelf.begin_again()
        self.show_footer()

    def keep_now(self) -> None:
        """Keep the place: the program ends."""
        self.translating.stop()
        self.resting.keep()

    # -- keys and footer ----------------------------------------------------------------------------------

    @property
    def context(self) -> Context:
        """Where the keys go."""
        focused = self.focused
        if isinstance(focused, Input):
            return Context.DIALOG
        if isinstance(focused, ArticleList):
            return Context.SIDEBAR
        page = self.page
        return Context.SELECTING if page is not None and page.passage is not None else Context.PAGE

    def show_footer(self) -> None:
        """Show the keys of the place where they go, how much was read, and where the English comes from."""
        self._told = self.view.changes
        if self.app.screen is not self:
            self.footer.show((), Facts(), "")  # the keys are another screen's
            return
        share = f"{int(self.page.share() * 100)} %" if self.page is not None else ""
        fact = self.finding.fact() or self.translating.at_work.fact()
        if fact:
            facts = Facts(fact, share)
        else:
            english = self.facing.fact()
            known = english == say.ENGLISH_WITH_ARTICLE  # an engine's English is always called one
            facts = Facts(share, english, self.hourglass.left(), aside_first=known)
        self.footer.show(
            self.lines.offered(self.focused, self.reader_app.hints(self.context)), facts, self.pending.shown
        )

    on_screen_suspend = show_footer

    def show_hints(self) -> None:
        """Show the footer in the frame of the key, not in one of its own once the page has settled."""
        self.show_footer()

    def on_screen_resume(self) -> None:
        """Show the keys again, and the terminal's cursor where the caret is."""
        self.show_footer()
        self.view.take_cursor()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show what the keys do where they go now."""
        del event
        self.show_footer()

    def on_descendant_blur(self) -> None:
        """Take the terminal's cursor back: a line that is new, and closed at once, comes to put it into itself only then."""
        self.view.take_cursor()

    def on_footer_pressed(self, event: Footer.Pressed) -> None:
        """Do the command whose key was clicked."""
        event.stop()
        self.perform(event.command)

    def do(self, command_id: str, count: int | None, letter: str | None) -> None:
        """Do a command: a motion of the page, or what a method does."""
        if command_id in MOTIONS and self.context is not Context.SIDEBAR:
            self.moving.move(command_id, count or 1)
        else:
            super().do(command_id, count, letter)

    def do_app_quit(self, count: int | None, letter: str | None) -> None:
        """Quit."""
        del count, letter
        self.reader_app.leave()

    def settle_lines(self) -> None:
        """Take in what stands in the line to find or to filter by."""
        self.lines.take_in(self.focused)

    # -- events of the parts ----------------------------------------------------------------------------------

    def on_row_list_opened(self, event: ArticleList.Opened) -> None:
        """Open the article that was chosen."""
        event.stop()
        with self.telling():
            self.shelf.choose(event.index)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find, or filter the articles, as one types."""
        event.stop()
        self.lines.take_in(event.input)
