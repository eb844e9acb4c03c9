"""ListDialog: a dialog with a heading, a filter and a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.text.folding import fold_string
from reader.ui.commands.command import Context, Hint
from reader.ui.screens import messages
from reader.ui.screens.command_screen import CommandScreen
from reader.ui.screens.list_motions import ListMotions
from reader.ui.spread.overlay_placement import HEADING_ROWS, LOW_WINDOW, TALL_WINDOW, place_list
from reader.ui.widgets.footer import Footer, FooterFacts
from reader.ui.widgets.heading import Heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from reader.ui.widgets.row_list import RowList


MIN_HEIGHT = 12
"""Minimum rows of a dialog, if the window has them."""
FILTER_AND_FOOTER_ROWS = 4
"""Rows of the filter and the footer, each with a blank row."""


class ListItem(Protocol):
    """What a list dialog needs of an item."""

    @property
    def filter_text(self) -> str:
        """The text that the filter searches."""

    @property
    def is_initial(self) -> bool:
        """Whether the list opens at this item."""


Item = TypeVar("Item", bound=ListItem)


class ListDialog(CommandScreen, ModalScreen[Any], Generic[Item]):
    """A list to choose from. Esc closes the filter first, then the dialog."""

    HEADING: ClassVar[str] = ""
    LIST: ClassVar[type[RowList[Any]]]
    """The list widget."""
    EMPTY: ClassVar[str] = messages.NO_MATCHES
    """The text shown if the list is empty."""
    FOOTER_COMMANDS: ClassVar[tuple[str, ...]] = ("list.open", "list.filter", "list.close")
    """The commands shown in the footer."""
    OPEN_LABEL: ClassVar[str] = "Open"
    """The footer label of Enter."""
    MIN_WIDTH: ClassVar[int] = 76
    """Minimum width in cells, if the window has them."""
    LOWER_HALF: ClassVar[bool] = False
    """Whether it covers only the lower half, so that the effect of a choice is visible."""
    FILTER_AT_ONCE: ClassVar[bool] = False
    """Whether the filter is open from the start, as in the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.list: RowList[Item] = self.LIST(id="rows", empty_message=self.EMPTY)
        self.helpers = (ListMotions(self.list),)
        self.head = Heading(id="heading")
        self.filter_input = Input(id="filter", placeholder="filter", select_on_focus=False)
        """The filter input."""
        self.footer = Footer(id="dialog-footer", on_dialog=True)
        # Created here, not in compose: the theme may change before the dialog is mounted.
        self._body = Vertical(self.head, self.filter_input, self.list, self.footer, id="dialog")
        self._items: Sequence[Item] = ()
        self._folded_items: tuple[str, ...] = ()
        self._applied_filter = ""
        self._count = ""
        self._height = 0

    # -- for subclasses ----------------------------------------------------------------------------

    def items(self) -> Sequence[Item]:
        """Return all items."""
        raise NotImplementedError

    def choose(self, item: Item) -> None:
        """Handle the chosen item."""
        raise NotImplementedError

    def heading(self) -> str:
        """Return the heading."""
        return self.HEADING

    # -- the screen --------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Compose the dialog."""
        yield self._body

    def on_mount(self) -> None:
        """Fill the list and focus it, or the filter."""
        self.apply_theme()
        self.filter_input.display = self.FILTER_AT_ONCE
        self.reload()
        self.update_hints()
        self.accept_keys(self.filter_input if self.FILTER_AT_ONCE else self.list)

    def on_resize(self, event: events.Resize) -> None:
        """Place the dialog once the page behind it is laid out."""
        del event
        self._height = 0
        self.call_after_refresh(self._place)

    def _place(self) -> None:
        width, height = self.app.size
        shaded = not self.reader_app.render_style.roles.ansi
        place = place_list(
            width, height, self.reader_app.text_edges, self.MIN_WIDTH, shaded=shaded, lower_half=self.LOWER_HALF
        )
        dialog_height = place.height
        if place.height < height and not self.LOWER_HALF:
            # As tall as its content; it grows but does not shrink while open.
            extra_rows = HEADING_ROWS + FILTER_AND_FOOTER_ROWS + (height >= TALL_WINDOW)
            needed = extra_rows + self.list.rows_needed(place.width, place.height)
            dialog_height = self._height = min(place.height, max(MIN_HEIGHT, self._height, needed))
        styles = self._body.styles
        styles.offset, styles.width, styles.height = (place.x, place.y), place.width, dialog_height
        self.set_class(height >= LOW_WINDOW, "-airy")
        self.set_class(height >= TALL_WINDOW, "-roomy")

    def apply_theme(self) -> None:
        """Apply the colors of the theme, and the placement that depends on them."""
        style = self.reader_app.render_style
        self.list.set_render_style(style)
        self.head.set_render_style(style)
        self.footer.set_render_style(style)
        self._place()

    def reload(self, selected: int | None = None) -> None:
        """Read the items again and apply the filter."""
        self._items = self.items()
        self._folded_items = ()  # folded when filtering starts: 20,000 items take 0.2 s
        self.apply_filter(selected)
        self._place()

    def apply_filter(self, selected: int | None = None) -> None:
        """Show the items that contain every word of the filter."""
        self._applied_filter = self.filter_input.value
        words = fold_string(self._applied_filter).split()
        shown = list(self._items)
        if words:
            self._folded_items = self._folded_items or tuple(fold_string(item.filter_text) for item in self._items)
            pairs = zip(self._items, self._folded_items, strict=True)
            shown = [item for item, text in pairs if all(word in text for word in words)]
        self.list.set_items(shown, self.initial_index(shown) if selected is None else selected)
        self._count = f"{len(shown)} of {len(self._items)}" if words else ""
        self.head.set_text(self.heading(), self._count)

    def initial_index(self, shown: Sequence[Item]) -> int:
        """Return the index of the item to start at."""
        return next((index for index, item in enumerate(shown) if item.is_initial), 0)

    @property
    def context(self) -> Context:
        """DIALOG while the filter is focused, else LIST."""
        return Context.DIALOG if self.focused is self.filter_input else Context.LIST

    def update_hints(self) -> None:
        """Update the footer."""
        app = self.reader_app
        if self.context is Context.DIALOG:
            hints = tuple(self._relabel(hint) for hint in app.hints(Context.DIALOG))
        else:
            hints = tuple(
                self._relabel(hint) for hint in app.hints(Context.LIST) if hint.command in self.FOOTER_COMMANDS
            )
        self.footer.set_content(hints, FooterFacts(), self.pending.shown)

    def _relabel(self, hint: Hint) -> Hint:
        return Hint(hint.keys, self.OPEN_LABEL, hint.command) if hint.command in {"list.open", "line.accept"} else hint

    def show_message(self, message: str) -> None:
        """Show a message beside the heading; the page's message bar may be covered."""
        self.head.set_text(self.heading(), message or self._count)

    # -- events ------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while typing."""
        event.stop()
        self.apply_input()

    def apply_input(self) -> None:
        """Apply the filter if its text changed."""
        if self.filter_input.value != self._applied_filter:
            self.apply_filter()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Handle the chosen item."""
        event.stop()
        if self.list.current_item is not None:
            with self.report_storage_errors():
                self.choose(self.list.current_item)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Update the footer for the focused widget."""
        del event
        self.update_hints()

    def on_footer_pressed(self, event: Footer.Pressed) -> None:
        """Run the command of the clicked hint."""
        event.stop()
        self.perform(event.command)

    def on_click(self, event: events.Click) -> None:
        """Close if the page beside the dialog is clicked."""
        if event.widget is self:
            self.finish()

    # -- commands ----------------------------------------------------------------------------------

    def do_app_close(self) -> None:
        """Close the filter input, then the filter, then the dialog."""
        if self.FILTER_AT_ONCE or not self.filter_input.display:
            self.finish()
            return
        if self.focused is not self.filter_input or not self.filter_input.value:
            self.filter_input.value = ""
            self.filter_input.display = False
        self.set_focus(self.list)
        self.apply_input()

    def do_list_close(self) -> None:
        """Close the dialog."""
        self.finish()

    def do_list_filter(self) -> None:
        """Open the filter."""
        self.filter_input.display = True
        self.set_focus(self.filter_input)

    def do_list_open(self) -> None:
        """Choose the current item."""
        if self.list.current_item is not None:
            with self.report_storage_errors():
                self.choose(self.list.current_item)

    do_line_accept = do_list_open

    def do_line_back(self) -> None:
        """Move to the previous item, or focus the list."""
        if self.FILTER_AT_ONCE:
            self.list.move(-1)
        else:
            self.set_focus(self.list)

    def do_line_results(self) -> None:
        """Move to the next item, or focus the list."""
        if self.FILTER_AT_ONCE:
            self.list.move(1)
        else:
            self.set_focus(self.list)

    def do_field_next(self) -> None:
        """Switch between the filter and the list."""
        self.set_focus(self.list if self.focused is not self.list else self.filter_input)

    do_field_previous = do_field_next
