"""The reading screen: the page, the articles beside it, the footer. It hands values down and does what messages ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from reader.text.model.catalog import ReadingPosition
from reader.ui.commands.command import Context
from reader.ui.commands.keymap import NOTHING_PENDING
from reader.ui.screens import messages as say
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.screens.engines.commands import EngineCommands
from reader.ui.screens.engines.translation import ArticleTranslation
from reader.ui.screens.english.own_commands import OwnTranslationCommands
from reader.ui.screens.english.switch_side import SideSwitch
from reader.ui.screens.english.visibility import EnglishVisibility
from reader.ui.screens.list_motions import MOTIONS, ListMotions, Motions
from reader.ui.screens.reading.annotations import Annotations
from reader.ui.screens.reading.autosave import Autosave
from reader.ui.screens.reading.escape import EscapeLayers
from reader.ui.screens.reading.line_settings import LineSettings
from reader.ui.screens.reading.navigation import Navigation
from reader.ui.screens.reading.prompts import Prompts
from reader.ui.screens.reading.reading_time import ReadingTime
from reader.ui.screens.reading.search import Search
from reader.ui.screens.reading.sidebar import Sidebar
from reader.ui.screens.reading.undo import Undo
from reader.ui.screens.reading.zen import Zen
from reader.ui.widgets.article_list import ArticleList
from reader.ui.widgets.footer import Footer, FooterFacts
from reader.ui.widgets.message_bar import MessageBar
from reader.ui.widgets.page_content import PageContent
from reader.ui.widgets.spread_view import SpreadView

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from reader.reading.open_article import OpenArticle
    from reader.reading.session import Session
    from reader.ui.spread.viewport import Viewport, ViewportSnapshot


class ReadingScreen(CommandScreen):
    """One article open, and the library beside it."""

    def __init__(self, desk: Session) -> None:
        super().__init__()
        self.session = desk
        self.view = SpreadView(id="page")
        self.message = MessageBar(id="message")
        self.footer = Footer(id="footer")
        self.sidebar = Sidebar(self)
        self.annotations = Annotations(self, self.sidebar)
        self.search = Search(self)
        self.navigation = Navigation(self)
        self.prompts = Prompts(self, self.search, self.navigation, self.sidebar)
        self.motions = Motions(self)
        self.line_settings = LineSettings(self)
        self.translation = ArticleTranslation(self, self.search.clear_english)
        self.english_visibility = EnglishVisibility(self, self.translation, self.search.clear_english)
        self.side_switch = SideSwitch(self, self.english_visibility)
        self.engine_commands = EngineCommands(
            self, self.translation, lambda: self.english_visibility.set_mode(self.english_visibility.mode)
        )
        self.own_translation = OwnTranslationCommands(self, self.translation)
        self.undo = Undo(self, self.annotations, self.own_translation)
        self.zen = Zen(self, self.sidebar, self.footer)
        self.translation.on_availability_changed = self.sidebar.refresh_entry
        self.reading_time = ReadingTime(self)
        self.autosave = Autosave(self, self.english_visibility, self.reading_time, self.sidebar)
        self.escape = EscapeLayers(
            self.search.close,
            self.navigation.close,
            self.sidebar.close_line,
            self.annotations.clear_selection,
            self.english_visibility.hide_revealed,
            self.side_switch.return_to_french,
            self.search.clear,
            self.translation.stop_batch,
            self.sidebar.clear_filter,
            self.zen.leave,
            self.sidebar.leave,
        )
        self.helpers = (
            self.motions,
            ListMotions(self.sidebar.articles),
            self.annotations,
            self.search,
            self.prompts,
            self.sidebar,
            self.english_visibility,
            self.own_translation,
            self.side_switch,
            self.line_settings,
            self.engine_commands,
            self.navigation,
            self.undo,
            self.zen,
            self.escape,
        )
        self._footer_version = 0
        """Which of the page's changes the footer tells of."""

    @property
    def open_article(self) -> OpenArticle | None:
        """The article that is open; None in an empty library."""
        return self.session.current

    @property
    def viewport(self) -> Viewport | None:
        """Where the reader is in the article that is open; None before it is laid out."""
        page, sitting = self.view.viewport, self.open_article
        return page if page is not None and sitting is not None and page.spread.french is sitting.article else None

    # -- the screen ---------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield self.sidebar.container
        yield self.view
        yield self.message
        yield self.footer

    async def on_mount(self) -> None:
        """Show what there is, as the keys pressed meanwhile will have it."""
        self.apply_theme()
        self.set_focus(self.view)
        self.reader_app.open_initial_article()
        self.sidebar.layout(self.app.size, start=True)
        self.view.prelayout(self.sidebar.page_size(self.app.size))
        self.show_footer()
        await self.reader_app.start_accepting_keys()

    def on_unmount(self) -> None:
        """Take no answer any more: the library is about to be closed, however the program ends."""
        self.translation.stop()

    def apply_theme(self) -> None:
        """Take the colors of the theme."""
        ink = self.reader_app.render_style
        self.view.set_render_style(ink)
        for part in (self.sidebar.articles, self.sidebar.heading, self.footer, self.message):
            part.set_render_style(ink)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the articles beside the page, or over it, as the width allows."""
        self.sidebar.layout(event.size)
        self.message.rewrap()

    # -- an article -----------------------------------------------------------------------------------

    def open(self, article_id: str) -> None:
        """Open an article at its place. What cannot be written (a locked library) is told, and reading goes on."""
        before = self.open_article
        if before is not None and before.article.id != article_id:
            self.record_jump()
        with self.report_storage_errors():
            self.save_position()
            if before is not None:
                self.sidebar.refresh_entry(before.article.id)
        self.search.leave()
        self.navigation.close()
        sitting = self.session.open(article_id)
        place = sitting.position
        self.english_visibility.restore(place)
        self.translation.article_opened()
        if before is not None and before.article.id == article_id and place is None:
            place = ReadingPosition()
        caret, row = (place.caret, place.row) if place is not None else (0, None)
        self.view.open_article(self._page_content(sitting), caret, row)
        self.view.set_highlights(sitting.highlights)
        with self.report_storage_errors():
            self.session.mark_opened()
        if self.session.changed_elsewhere():
            self.sidebar.load()
        self.sidebar.mark_open(article_id)

    def _page_content(self, sitting: OpenArticle) -> PageContent:
        article = sitting.article
        shown = PageContent(
            french=article,
            title=article.title,
            byline=self.reading_time.byline(article),
            engine_segments=sitting.aligned_pieces(),
            hint=self.translation.status.page_hint(),
        )
        return self.line_settings.apply(self.english_visibility.add_english(shown, sitting))

    def refresh_content(self) -> None:
        """Show the article anew after the English, the measure, the setting or a revealed paragraph changed."""
        if self.open_article is not None:
            self.view.set_content(
                self.line_settings.apply(self.english_visibility.add_english(self.view.content, self.open_article))
            )

    def show_highlights(self) -> None:
        """Paint the marks as they are on disk."""
        if self.open_article is not None:
            self.view.set_highlights(self.open_article.highlights)
            self.view.update()
            self.sidebar.refresh_entry(self.open_article.article.id)

    def record_jump(self, stand: ViewportSnapshot | None = None) -> None:
        """Remember where the reader is, or stood, before a jump, to go back to."""
        self.navigation.record_jump(stand)

    def open_for_jump(self, article_id: str) -> None:
        """Open an article, if it is another than the one of now; a jump inside it is to follow, and can be gone back from."""
        if self.open_article is None or self.open_article.article.id != article_id:
            self.open(article_id)  # which remembers where the reader was
        else:
            self.record_jump()

    def add_input(self, line: Input) -> None:
        """Put a line to type in where the line to find in is."""
        self.mount(line, before=self.footer)

    def close_article(self) -> None:
        """Show an empty page: the library holds nothing to open."""
        self.session.current = None
        self.search.leave()
        self.navigation.close()
        from reader.text.model.article import Article

        self.view.open_article(PageContent(Article("", "", "")))

    def on_spread_view_settled(self, event: SpreadView.PositionChanged) -> None:
        """Save the place once the reader has come to rest."""
        event.stop()
        self.translation.view_changed()
        self.autosave.on_moved()
        if self._footer_version != self.view.change_count:  # a key told of it in its own frame
            self.show_footer()

    def save_position(self) -> None:
        """Save where the reader is. StorageError when it could not be."""
        self.autosave.save_position()

    def show_start_state(self) -> None:
        """Show what a start would show now: it may be kept for the next."""
        self.pending = NOTHING_PENDING
        self.zen.leave()
        self.navigation.close()
        self.search.leave()
        self.english_visibility.clear_revealed()
        page, sitting = self.viewport, self.open_article
        if page is not None and sitting is not None:
            self.view.open_article(self._page_content(sitting), page.french_cursor, page.french_cursor_row())
            self.view.set_highlights(sitting.highlights)
        self.set_focus(self.view)
        self.sidebar.show_start_state()
        self.show_footer()

    def flush(self) -> None:
        """Keep the place: the program ends."""
        self.translation.stop()
        self.autosave.flush()

    # -- keys and footer ----------------------------------------------------------------------------------

    @property
    def context(self) -> Context:
        """Where the keys go."""
        focused = self.focused
        if isinstance(focused, Input):
            return Context.DIALOG
        if isinstance(focused, ArticleList):
            return Context.SIDEBAR
        page = self.viewport
        return Context.SELECTING if page is not None and page.selection is not None else Context.PAGE

    def show_footer(self) -> None:
        """Show the keys of the place where they go, how much was read, and where the English comes from."""
        self._footer_version = self.view.change_count
        if self.app.screen is not self:
            self.footer.set_content((), FooterFacts(), "")  # the keys are another screen's
            return
        share = f"{int(self.viewport.progress() * 100)} %" if self.viewport is not None else ""
        fact = self.search.status() or self.translation.status.footer_text()
        if fact:
            facts = FooterFacts(fact, share)
        else:
            english = self.english_visibility.footer_text()
            known = english == say.FROM_ARTICLE  # an engine's English is always called one
            facts = FooterFacts(share, english, self.reading_time.remaining(), prefers_aside=known)
        self.footer.set_content(
            self.prompts.available_hints(self.focused, self.reader_app.hints(self.context)), facts, self.pending.shown
        )

    on_screen_suspend = show_footer

    def update_hints(self) -> None:
        """Show the footer in the frame of the key, not in one of its own once the page has settled."""
        self.show_footer()

    def on_screen_resume(self) -> None:
        """Show the keys again, and the terminal's cursor where the caret is."""
        self.show_footer()
        self.view.claim_terminal_cursor()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show what the keys do where they go now."""
        del event
        self.show_footer()

    def on_descendant_blur(self) -> None:
        """Take the terminal's cursor back: a line that is new, and closed at once, comes to put it into itself only then."""
        self.view.claim_terminal_cursor()

    def on_footer_pressed(self, event: Footer.Pressed) -> None:
        """Do the command whose key was clicked."""
        event.stop()
        self.perform(event.command)

    def do(self, command_id: str, count: int | None, letter: str | None) -> None:
        """Do a command: a motion of the page, or what a method does."""
        if command_id in MOTIONS and self.context is not Context.SIDEBAR:
            self.motions.move(command_id, count or 1)
        else:
            super().do(command_id, count, letter)

    def do_app_quit(self, count: int | None, letter: str | None) -> None:
        """Quit."""
        del count, letter
        self.reader_app.shut_down()

    def apply_input(self) -> None:
        """Take in what stands in the line to find or to filter by."""
        self.prompts.apply_input(self.focused)

    # -- events of the parts ----------------------------------------------------------------------------------

    def on_row_list_opened(self, event: ArticleList.Opened) -> None:
        """Open the article that was chosen."""
        event.stop()
        with self.report_storage_errors():
            self.sidebar.choose(event.index)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find, or filter the articles, as one types."""
        event.stop()
        self.prompts.apply_input(event.input)
