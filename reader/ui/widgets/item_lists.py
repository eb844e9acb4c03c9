"""The lists of the sheets: marks, commands, choices. An item says what choosing it means; a list, how its items are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from reader.frozen import frozen_dataclass
from reader.ui.spread.cell_widths import cells
from reader.ui.spread.truncate import truncate, truncate_rows
from reader.ui.widgets.row_list import RowList
from reader.ui.widgets.styles import safe_segment, style

if TYPE_CHECKING:
    from rich.segment import Segment
    from rich.style import Style

    from reader.text.model.highlights import Highlight
    from reader.ui.commands.listing import CommandEntry

Value = TypeVar("Value")
"""What choosing an item means: a value of the sheet that lists it."""


@frozen_dataclass(frozen=True, slots=True)
class HighlightItem:
    """One mark in the list of marks."""

    highlight: Highlight
    article: str
    """The article's title; empty in the list of one article."""
    position: str
    """How far into the text, as words; what happened, for an orphan."""
    date: str

    is_initial: ClassVar[bool] = False

    @property
    def filter_text(self) -> str:
        """Quotation, note, color and title: what the filter looks at."""
        note, found = self.highlight.note, self.highlight
        return " ".join((found.selector.exact, note.body if note else "", found.color.value, self.article))


@frozen_dataclass(frozen=True, slots=True)
class CommandItem:
    """One command in the help or the palette, or a heading over some."""

    group: str
    """The part of the help it belongs to."""
    entry: CommandEntry | None = None
    """The command; None: it is the heading of its group."""

    is_initial: ClassVar[bool] = False

    @property
    def label(self) -> str:
        """What it is called."""
        return self.entry.label if self.entry is not None else self.group

    @property
    def keys(self) -> str:
        """Its keys, as the screen shows them."""
        return "  ".join(self.entry.keys) if self.entry is not None else ""

    @property
    def filter_text(self) -> str:
        """Everything said of it: what the filter looks at."""
        command = self.entry.command if self.entry is not None else None
        said = (command.help, command.id) if command is not None else ()
        return " ".join((self.label, self.group, self.keys, *said))


@frozen_dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """One of several things to choose."""

    value: Value | None
    """What choosing it means; None: it is a heading, which cannot be chosen."""
    label: str
    fact: str = ""
    """What stands at the right, muted."""
    is_initial: bool = False
    """Whether the list begins at it."""
    wraps_fact: bool = False
    """Whether the fact is never cut: where it does not fit at the right, it stands under the label."""

    @property
    def filter_text(self) -> str:
        """What the filter looks at."""
        return self.label


def _item_row(item_list: RowList[Any], current: bool, parts: list[Segment]) -> list[Segment]:
    """Begin a row with the bar of the current item."""
    roles = item_list.render_style.roles
    edge = style(roles.accent, item_list.background, bold=True)
    return [safe_segment(" ┃ " if current else "   ", edge), *parts]


def _heading_rows(item_list: RowList[Any], words: str) -> list[list[Segment]]:
    """Return the rows of a heading, a blank one above it."""
    roles = item_list.render_style.roles
    return [[], [safe_segment("   " + words, style(roles.muted, roles.panel, bold=True))]]


class HighlightList(RowList[HighlightItem]):
    """Highlights and notes: the quotation on its tint, the note under it, then color and date."""

    def rows_of(self, item: HighlightItem, width: int, *, current: bool) -> list[list[Segment]]:
        """Return the rows of one mark."""
        roles = self._render_style.roles
        room = max(6, width - 6)
        color = item.highlight.color
        tint = style(roles.text, roles.tint(color), underline=self._render_style.underline_cues, bold=current)
        plain = style(roles.text, roles.panel)
        muted = style(roles.muted, roles.panel)
        bar = style(roles.bar(color), roles.panel)
        quote = item.highlight.selector.exact
        rows = [
            _item_row(self, current, [safe_segment("┃ ", bar), safe_segment(line, tint)])
            for line in truncate_rows(quote, room - 2, 2)
        ]
        if item.highlight.note is not None:
            dagger = style(roles.accent, roles.panel)
            for index, line in enumerate(truncate_rows(item.highlight.note.body, room - 2, 3)):
                rows.append(
                    _item_row(
                        self, current, [safe_segment("† " if index == 0 else "  ", dagger), safe_segment(line, plain)]
                    )
                )
        facts = [color.value, item.date, item.position, item.article]
        rows.append(
            _item_row(
                self, current, [safe_segment("  " + truncate(" · ".join(f for f in facts if f), room - 2), muted)]
            )
        )
        rows.append([])
        return rows


class CommandList(RowList[CommandItem]):
    """Commands: the keys, then the name, then what it does where there is room."""

    KEYS_WIDTH = 20
    """Cells for the keys."""

    def is_selectable(self, item: CommandItem) -> bool:
        """Tell whether it is a command, and no heading."""
        return item.entry is not None

    def rows_of(self, item: CommandItem, width: int, *, current: bool) -> list[list[Segment]]:
        """Return the rows of one command, or of a heading."""
        roles = self._render_style.roles
        if item.entry is None:
            return [*_heading_rows(self, item.label), []]
        said_whole = item.entry.command.help
        room = max(8, width - 5)
        keys = truncate(item.keys, min(self.KEYS_WIDTH, room // 2))
        left = min(self.KEYS_WIDTH, room // 2) + 2
        name = truncate(item.label, room - left)
        parts = [
            safe_segment(keys + " " * (left - cells(keys)), style(roles.accent, roles.panel, bold=True)),
            safe_segment(name, style(roles.text, roles.panel, bold=current)),
        ]
        rest = room - left - 24
        if rest > 30:  # fewer cells cut nearly every sentence
            gap = " " * max(2, 24 - cells(name))
            said = truncate(said_whole, room - left - cells(name) - len(gap))
            parts.append(safe_segment(gap + said, style(roles.muted, roles.panel)))
            if current and said != said_whole:
                return [_item_row(self, current, parts[:-1]), *self._full_help_rows(said_whole, left, room)]
        elif current:
            return [_item_row(self, current, parts), *self._full_help_rows(said_whole, left, room)]
        return [_item_row(self, current, parts)]

    def _full_help_rows(self, said: str, left: int, room: int) -> list[list[Segment]]:
        """Return the whole of what the current command does, under its name."""
        muted = style(self._render_style.roles.muted, self._render_style.roles.panel)
        pad = safe_segment(" " * left, muted)
        return [_item_row(self, True, [pad, safe_segment(line, muted)]) for line in truncate_rows(said, room - left, 4)]


class ChoiceList(RowList[Choice[Any]]):
    """Things to choose, one row each, with a fact at the right."""

    MAX_FACT_ROWS = 20
    """Rows that a whole fact takes at most: a path of 4,096 characters is possible, and nobody reads it."""

    def is_selectable(self, item: Choice[Any]) -> bool:
        """Tell whether it is no heading."""
        return item.value is not None

    def rows_of(self, item: Choice[Any], width: int, *, current: bool) -> list[list[Segment]]:
        """Return the row of one choice; several where its fact is told whole and is long."""
        roles = self._render_style.roles
        if item.value is None:  # close to its choices: half a window shows most of them
            return _heading_rows(self, item.label)
        room = max(8, width - 6)
        # A short fact stays whole beside a long label: how far a heading is, tells where it goes.
        kept = cells(item.fact) if not item.wraps_fact and cells(item.fact) <= room // 2 else -2
        label = truncate(item.label, room - kept - 2)
        beside = max(0, room - cells(label) - 2)
        ink: Style = style(roles.text, roles.panel, bold=current)
        muted = style(roles.muted, roles.panel)
        if item.wraps_fact and cells(item.fact) > beside:
            under = [
                _item_row(self, current, [safe_segment(line, muted)])
                for line in truncate_rows(item.fact, room, self.MAX_FACT_ROWS)
            ]
            return [_item_row(self, current, [safe_segment(label, ink)]), *under]
        fact = truncate(item.fact, beside)
        gap = " " * max(1, room - cells(label) - cells(fact))
        return [_item_row(self, current, [safe_segment(label, ink), safe_segment(gap + fact, muted)])]
