"""ReadingScreen: the page, the sidebar and the footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from reader.text.model.catalog import ReadingPosition
from reader.ui.commands.command import Context
from reader.ui.commands.keymap import NOTHING_PENDING, Invocation
from reader.ui.screens import messages
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.screens.engines.commands import EngineCommands
from reader.ui.screens.engines.translation import ArticleTranslation
from reader.ui.screens.english.own_commands import OwnTranslationCommands
from reader.ui.screens.english.switch_side import SideSwitch
from reader.ui.screens.english.visibility import EnglishVisibility
from reader.ui.screens.list_motions import ListMotions
from reader.ui.screens.reading.annotations import Annotations
from reader.ui.screens.reading.autosave import Autosave
from reader.ui.screens.reading.escape import EscapeLayers
from reader.ui.screens.reading.line_settings import LineSettings
from reader.ui.screens.reading.motions import MOTIONS, Motions
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
    """The screen with the open article and the library."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
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
        """The page's change count when the footer was last updated."""

    @property
    def open_article(self) -> OpenArticle | None:
        """The open article; None in an empty library."""
        return self.session.current

    @property
    def viewport(self) -> Viewport | None:
        """The viewport of the open article; None before it is laid out."""
        viewport, open_article = self.view.viewport, self.open_article
        return (
            viewport
            if viewport is not None and open_article is not None and viewport.spread.french is open_article.article
            else None
        )

    # -- the screen --------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Compose the screen."""
        yield self.sidebar.container
        yield self.view
        yield self.message
        yield self.footer

    async def on_mount(self) -> None:
        """Open the first article, and accept the keys typed during startup."""
        self.apply_theme()
        self.set_focus(self.view)
        self.reader_app.open_initial_article()
        self.sidebar.layout(self.app.size, start=True)
        self.view.prelayout(self.sidebar.page_size(self.app.size))
        self.show_footer()
        await self.reader_app.start_accepting_keys()

    def on_unmount(self) -> None:
        """Stop translating: the library is about to be closed."""
        self.translation.stop()

    def apply_theme(self) -> None:
        """Apply the colors of the theme."""
        style = self.reader_app.render_style
        self.view.set_render_style(style)
        for part in (self.sidebar.articles, self.sidebar.heading, self.footer, self.message):
            part.set_render_style(style)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out the sidebar for the new width."""
        self.sidebar.layout(event.size)
        self.message.rewrap()

    # -- an article --------------------------------------------------------------------------------

    def open(self, article_id: str) -> None:
        """Open an article at its saved position; storage errors are shown as messages."""
        before = self.open_article
        if before is not None and before.article.id != article_id:
            self.record_jump()
        with self.report_storage_errors():
            self.save_position()
            if before is not None:
                self.sidebar.refresh_entry(before.article.id)
        self.search.leave()
        self.navigation.close()
        open_article = self.session.open(article_id)
        position = open_article.position
        self.english_visibility.restore(position)
        self.translation.article_opened()
        if before is not None and before.article.id == article_id and position is None:
            position = ReadingPosition()
        caret, row = (position.caret, position.row) if position is not None else (0, None)
        self.view.open_article(self._page_content(open_article), caret, row)
        self.view.set_highlights(open_article.highlights)
        with self.report_storage_errors():
            self.session.mark_opened()
        if self.session.changed_elsewhere():
            self.sidebar.load()
        self.sidebar.mark_open(article_id)

    def _page_content(self, open_article: OpenArticle) -> PageContent:
        article = open_article.article
        content = PageContent(
            french=article,
            title=article.title,
            byline=self.reading_time.byline(article),
            engine_segments=open_article.aligned_pieces(),
            hint=self.translation.status.page_hint(),
        )
        return self.line_settings.apply(self.english_visibility.add_english(content, open_article))

    def refresh_content(self) -> None:
        """Update the page after a change of the translation or the line settings."""
        if self.open_article is not None:
            self.view.set_content(
                self.line_settings.apply(self.english_visibility.add_english(self.view.content, self.open_article))
            )

    def show_highlights(self) -> None:
        """Update the highlights on the page and in the sidebar."""
        if self.open_article is not None:
            self.view.set_highlights(self.open_article.highlights)
            self.view.update()
            self.sidebar.refresh_entry(self.open_article.article.id)

    def record_jump(self, snapshot: ViewportSnapshot | None = None) -> None:
        """Record the current location, or that of a snapshot, in the jump list."""
        self.navigation.record_jump(snapshot)

    def open_for_jump(self, article_id: str) -> None:
        """Open an article if needed, and record the location before a jump in it."""
        if self.open_article is None or self.open_article.article.id != article_id:
            self.open(article_id)  # which records the location
        else:
            self.record_jump()

    def add_input(self, prompt: Input) -> None:
        """Mount a prompt above the footer."""
        self.mount(prompt, before=self.footer)

    def close_article(self) -> None:
        """Show an empty page."""
        self.session.current = None
        self.search.leave()
        self.navigation.close()
        from reader.text.model.article import Article

        self.view.open_article(PageContent(Article("", "", "")))

    def on_spread_view_position_changed(self, event: SpreadView.PositionChanged) -> None:
        """Schedule saving the position, and update the footer."""
        event.stop()
        self.translation.view_changed()
        self.autosave.on_moved()
        if self._footer_version != self.view.change_count:  # else the key updated it
            self.show_footer()

    def save_position(self) -> None:
        """Save the reading position. Raises StorageError."""
        self.autosave.save_position()

    def show_start_state(self) -> None:
        """Reset the screen to what a start would show, to save it for the next start."""
        self.pending = NOTHING_PENDING
        self.zen.leave()
        self.navigation.close()
        self.search.leave()
        self.english_visibility.clear_revealed()
        viewport, open_article = self.viewport, self.open_article
        if viewport is not None and open_article is not None:
            self.view.open_article(
                self._page_content(open_article), viewport.cursors.french, viewport.french_cursor_row()
            )
            self.view.set_highlights(open_article.highlights)
        self.set_focus(self.view)
        self.sidebar.show_start_state()
        self.show_footer()

    def flush(self) -> None:
        """Stop translating and save the position. Raises StorageError."""
        self.translation.stop()
        self.autosave.flush()

    # -- keys and footer ---------------------------------------------------------------------------

    @property
    def context(self) -> Context:
        """The context of the focused widget."""
        focused = self.focused
        if isinstance(focused, Input):
            return Context.DIALOG
        if isinstance(focused, ArticleList):
            return Context.SIDEBAR
        viewport = self.viewport
        return Context.SELECTING if viewport is not None and viewport.selection is not None else Context.PAGE

    def show_footer(self) -> None:
        """Update the footer: hints, progress, and source of the translation."""
        self._footer_version = self.view.change_count
        if self.app.screen is not self:
            self.footer.set_content((), FooterFacts(), "")  # another screen has its own footer
            return
        progress = f"{int(self.viewport.progress() * 100)} %" if self.viewport is not None else ""
        status = self.search.status() or self.translation.status.footer_text()
        if status:
            facts = FooterFacts(status, progress)
        else:
            source = self.english_visibility.footer_text()
            # A machine translation must stay labeled; the article's own may give way.
            from_article = source == messages.FROM_ARTICLE
            facts = FooterFacts(progress, source, self.reading_time.remaining(), prefers_aside=from_article)
        self.footer.set_content(
            self.prompts.available_hints(self.focused, self.reader_app.hints(self.context)), facts, self.pending.shown
        )

    on_screen_suspend = show_footer

    def update_hints(self) -> None:
        """Update the footer in the same frame as the key."""
        self.show_footer()

    def on_screen_resume(self) -> None:
        """Update the footer, and put the terminal's cursor at the caret."""
        self.show_footer()
        self.view.claim_terminal_cursor()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Update the footer for the focused widget."""
        del event
        self.show_footer()

    def on_descendant_blur(self) -> None:
        """Put the terminal's cursor at the caret; a closed prompt may have moved it late."""
        self.view.claim_terminal_cursor()

    def on_footer_pressed(self, event: Footer.Pressed) -> None:
        """Run the command of the clicked hint."""
        event.stop()
        self.perform(event.command)

    def do(self, invocation: Invocation) -> None:
        """Run a motion of the page, or a command method."""
        if invocation.command_id in MOTIONS and self.context is not Context.SIDEBAR:
            self.motions.move(invocation.command_id, invocation.count or 1)
        else:
            super().do(invocation)

    def do_app_quit(self) -> None:
        """Quit."""
        self.reader_app.shut_down()

    def apply_input(self) -> None:
        """Apply the text of the focused prompt."""
        self.prompts.apply_input(self.focused)

    # -- events ------------------------------------------------------------------------------------

    def on_row_list_opened(self, event: ArticleList.Opened) -> None:
        """Open the chosen article."""
        event.stop()
        with self.report_storage_errors():
            self.sidebar.choose(event.index)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search or filter while typing."""
        event.stop()
        self.prompts.apply_input(event.input)
