"""Frame: what the parts of the reading screen (shelf, marking, finding) ask of it, so that they need not know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from textual.geometry import Size
    from textual.timer import Timer
    from textual.widget import Widget
    from textual.widgets import Input

    from reader.reading.open_article import OpenArticle
    from reader.reading.session import Session
    from reader.ui.screens.host import Host
    from reader.ui.spread.viewport import Viewport, ViewportSnapshot
    from reader.ui.widgets.spread_view import SpreadView


class Frame(Protocol):
    """The reading screen, as its parts see it."""

    session: Session
    view: SpreadView

    last_key: str
    """The key that was pressed last, as settings spell it."""

    @property
    def size(self) -> Size:
        """The size of the window, in cells."""

    @property
    def focused(self) -> Widget | None:
        """The widget that has the keys."""

    @property
    def reader_app(self) -> Host:
        """The application."""

    @property
    def open_article(self) -> OpenArticle | None:
        """The article that is open; None in an empty library."""

    @property
    def viewport(self) -> Viewport | None:
        """Where the reader is in the article that is open; None before it is laid out."""

    def record_jump(self, stand: ViewportSnapshot | None = None) -> None:
        """Remember where the reader is, or stood, before a jump, to go back to."""

    def open_for_jump(self, article_id: str) -> None:
        """Open an article, if it is another than the one of now; a jump inside it is to follow, and can be gone back from."""

    def add_input(self, line: Input) -> None:
        """Put a line to type in over the bottom of the page."""

    def open(self, article_id: str) -> None:
        """Open an article at its place."""

    def close_article(self) -> None:
        """Show an empty page."""

    def save_position(self) -> None:
        """Save where the reader is. StorageError when it could not be."""

    def show_footer(self) -> None:
        """Show the keys of the place where they go."""

    def refresh_content(self) -> None:
        """Show the article anew after the English, the measure, the setting or a revealed paragraph changed."""

    def show_highlights(self) -> None:
        """Paint the marks as they are on disk."""

    def report_storage_errors(self) -> AbstractContextManager[None]:
        """Tell what the library refuses in its own sentence, and go on."""

    def set_focus(self, widget: Widget | None) -> None:
        """Give the keys to a widget."""

    def set_class(self, add: bool, *class_names: str) -> object:
        """Set or remove a class of the stylesheet."""

    def set_interval(self, interval: float, callback: Callable[[], Any]) -> Timer:
        """Call back every ``interval`` seconds."""

    def call_after_refresh(self, callback: Callable[[], Any]) -> bool:
        """Call back once the screen has been painted."""
