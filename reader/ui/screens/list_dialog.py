"""Sheet: a list laid over the page, with a heading and a line to filter by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from reader.text.folding import fold_string
from reader.ui.commands.command import Context, Hint
from reader.ui.screens import messages as say
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
"""Rows of the lowest sheet, where the window has them."""
FILTER_AND_FOOTER_ROWS = 4
"""Rows of the filter and of the keys, each with a blank one."""


class ListItem(Protocol):
    """An item of a list, as a sheet knows it."""

    @property
    def filter_text(self) -> str:
        """What the filter looks at."""

    @property
    def is_initial(self) -> bool:
        """Whether the list begins at it."""


Item = TypeVar("Item", bound=ListItem)


class ListDialog(CommandScreen, ModalScreen[Any], Generic[Item]):
    """A heading, a filter and a list. Esc closes the filter first, then the sheet."""

    HEADING: ClassVar[str] = ""
    LIST: ClassVar[type[RowList[Any]]]
    """What lists its items."""
    EMPTY: ClassVar[str] = say.NO_MATCHES
    """What stands there when there is nothing to list."""
    FOOTER_COMMANDS: ClassVar[tuple[str, ...]] = ("list.open", "list.filter", "list.close")
    """The commands in its footer."""
    OPEN_LABEL: ClassVar[str] = "Open"
    """What Enter does with an item, in a word for the footer."""
    MIN_WIDTH: ClassVar[int] = 76
    """Cells it is wide, where the window has them and the text is not wider."""
    LOWER_HALF: ClassVar[bool] = False
    """Whether it lies over the lower half of the page only, because what is chosen is seen there at once."""
    FILTER_AT_ONCE: ClassVar[bool] = False
    """Whether typing filters from the start, as in a palette."""

    def __init__(self) -> None:
        super().__init__()
        self.list: RowList[Item] = self.LIST(id="rows", empty_message=self.EMPTY)
        self.helpers = (ListMotions(self.list),)
        self.head = Heading(id="heading")
        self.filter_input = Input(id="filter", placeholder="filter", select_on_focus=False)
        """The line to filter by."""
        self.footer = Footer(id="sheet-footer", on_dialog=True)
        # There from the beginning: the theme may change while the sheet is on its way up.
        self._body = Vertical(self.head, self.filter_input, self.list, self.footer, id="sheet")
        self._items: Sequence[Item] = ()
        self._folded_items: tuple[str, ...] = ()
        self._applied_filter = ""
        self._count = ""
        self._height = 0

    # -- what subclasses say ------------------------------------------------------------------------

    def items(self) -> Sequence[Item]:
        """Return everything there is to list."""
        raise NotImplementedError

    def choose(self, item: Item) -> None:
        """Act on the item that was chosen."""
        raise NotImplementedError

    def heading(self) -> str:
        """Return the heading."""
        return self.HEADING

    # -- the screen -----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Lay out the sheet."""
        yield self._body

    def on_mount(self) -> None:
        """Fill the list."""
        self.apply_theme()
        self.filter_input.display = self.FILTER_AT_ONCE
        self.reload()
        self.update_hints()
        self.accept_keys(self.filter_input if self.FILTER_AT_ONCE else self.list)

    def on_resize(self, event: events.Resize) -> None:
        """Find a place for the sheet, once the page behind is laid out for the window too."""
        del event
        self._height = 0
        self.call_after_refresh(self._place)

    def _place(self) -> None:
        width, height = self.app.size
        shaded = not self.reader_app.render_style.roles.ansi
        place = place_list(
            width, height, self.reader_app.text_edges, self.MIN_WIDTH, shaded=shaded, lower_half=self.LOWER_HALF
        )
        tall = place.height
        if place.height < height and not self.LOWER_HALF:
            # No taller than what it lists, the filter and its own rows; while it is open it only grows.
            around = HEADING_ROWS + FILTER_AND_FOOTER_ROWS + (height >= TALL_WINDOW)
            needed = around + self.list.rows_needed(place.width, place.height)
            tall = self._height = min(place.height, max(MIN_HEIGHT, self._height, needed))
        styles = self._body.styles
        styles.offset, styles.width, styles.height = (place.x, place.y), place.width, tall
        self.set_class(height >= LOW_WINDOW, "-airy")
        self.set_class(height >= TALL_WINDOW, "-roomy")

    def apply_theme(self) -> None:
        """Take the colors of the theme, and the place that goes with them."""
        ink = self.reader_app.render_style
        self.list.set_render_style(ink)
        self.head.set_render_style(ink)
        self.footer.set_render_style(ink)
        self._place()

    def reload(self, selected: int | None = None) -> None:
        """Read the items again and show those that pass the filter."""
        self._items = self.items()
        self._folded_items = ()  # they are folded by the first letter of a filter: twenty thousand headings are a fifth of a second
        self.apply_filter(selected)
        self._place()

    def apply_filter(self, selected: int | None = None) -> None:
        """Show the items that hold every word of the filter."""
        self._applied_filter = self.filter_input.value
        wanted = fold_string(self._applied_filter).split()
        shown = list(self._items)
        if wanted:
            self._folded_items = self._folded_items or tuple(fold_string(item.filter_text) for item in self._items)
            held = zip(self._items, self._folded_items, strict=True)
            shown = [item for item, words in held if all(word in words for word in wanted)]
        self.list.set_items(shown, self.initial_index(shown) if selected is None else selected)
        self._count = f"{len(shown)} of {len(self._items)}" if wanted else ""
        self.head.set_text(self.heading(), self._count)

    def initial_index(self, shown: Sequence[Item]) -> int:
        """Return the index of the item to begin at."""
        return next((index for index, item in enumerate(shown) if item.is_initial), 0)

    @property
    def context(self) -> Context:
        """Keys go to the filter line while it is open and focused."""
        return Context.DIALOG if self.focused is self.filter_input else Context.LIST

    def update_hints(self) -> None:
        """Show what can be done, for the place where the keys go."""
        app = self.reader_app
        if self.context is Context.DIALOG:
            hints = app.hints(Context.DIALOG)
        else:
            hints = tuple(
                self._relabel(hint) for hint in app.hints(Context.LIST) if hint.command in self.FOOTER_COMMANDS
            )
        self.footer.set_content(hints, FooterFacts(), self.pending.shown)

    def _relabel(self, hint: Hint) -> Hint:
        return Hint(hint.keys, self.OPEN_LABEL, hint.command) if hint.command == "list.open" else hint

    def show_message(self, sentence: str) -> None:
        """Show a sentence at the top of the sheet, where the page's own line may be covered."""
        self.head.set_text(self.heading(), sentence or self._count)

    # -- events ------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        event.stop()
        self.apply_input()

    def apply_input(self) -> None:
        """Filter by what stands in the line now."""
        if self.filter_input.value != self._applied_filter:
            self.apply_filter()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Act on the item that was chosen."""
        event.stop()
        if self.list.current_item is not None:
            with self.report_storage_errors():
                self.choose(self.list.current_item)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show what the keys do where they go now."""
        del event
        self.update_hints()

    def on_footer_pressed(self, event: Footer.Pressed) -> None:
        """Do the command whose key was clicked."""
        event.stop()
        self.perform(event.command)

    def on_click(self, event: events.Click) -> None:
        """Close when the page beside the sheet is clicked."""
        if event.widget is self:
            self.finish()

    # -- commands ------------------------------------------------------------------------------------------

    def do_app_close(self, count: int | None, letter: str | None) -> None:
        """Close one layer: the line, then the filter, then the sheet."""
        del count, letter
        if self.FILTER_AT_ONCE or not self.filter_input.display:
            self.finish()
            return
        if self.focused is not self.filter_input or not self.filter_input.value:
            self.filter_input.value = ""
            self.filter_input.display = False
        self.set_focus(self.list)
        self.apply_input()

    def do_list_close(self, count: int | None, letter: str | None) -> None:
        """Close the sheet."""
        del count, letter
        self.finish()

    def do_list_filter(self, count: int | None, letter: str | None) -> None:
        """Open the filter line."""
        del count, letter
        self.filter_input.display = True
        self.set_focus(self.filter_input)

    def do_list_open(self, count: int | None, letter: str | None) -> None:
        """Choose the current item."""
        del count, letter
        if self.list.current_item is not None:
            with self.report_storage_errors():
                self.choose(self.list.current_item)

    do_line_accept = do_list_open

    def do_line_back(self, count: int | None, letter: str | None) -> None:
        """Go to the item before, or into the list."""
        del count, letter
        if self.FILTER_AT_ONCE:
            self.list.move(-1)
        else:
            self.set_focus(self.list)

    def do_line_results(self, count: int | None, letter: str | None) -> None:
        """Step from the filter line into the list."""
        del count, letter
        if self.FILTER_AT_ONCE:
            self.list.move(1)
        else:
            self.set_focus(self.list)

    def do_field_next(self, count: int | None, letter: str | None) -> None:
        """Go between the filter line and the list."""
        del count, letter
        self.set_focus(self.list if self.focused is not self.list else self.filter_input)

    do_field_previous = do_field_next
