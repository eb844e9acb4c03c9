"""Lists of highlights, commands and choices, and their items."""

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
"""The result of choosing an item."""


@frozen_dataclass(frozen=True, slots=True)
class HighlightItem:
    """One highlight in the list of highlights."""

    highlight: Highlight
    article: str
    """The article's title; empty in the list of one article."""
    position: str
    """Progress in the text, such as "12 %"; for an orphan, what happened to its text."""
    date: str

    is_initial: ClassVar[bool] = False

    @property
    def filter_text(self) -> str:
        """The quotation, note, color and title, which the filter searches."""
        note, found = self.highlight.note, self.highlight
        return " ".join((found.selector.exact, note.body if note else "", found.color.value, self.article))


@frozen_dataclass(frozen=True, slots=True)
class CommandItem:
    """A command in the help or the palette, or the heading of a group."""

    group: str
    """The heading it is listed under."""
    entry: CommandEntry | None = None
    """The command; None for a heading."""

    is_initial: ClassVar[bool] = False

    @property
    def label(self) -> str:
        """The command's name, or the heading."""
        return self.entry.label if self.entry is not None else self.group

    @property
    def keys(self) -> str:
        """Its keys, as displayed."""
        return "  ".join(self.entry.keys) if self.entry is not None else ""

    @property
    def filter_text(self) -> str:
        """All text that the filter searches."""
        command = self.entry.command if self.entry is not None else None
        text = (command.help, command.id) if command is not None else ()
        return " ".join((self.label, self.group, self.keys, *text))


@frozen_dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """One of several options."""

    value: Value | None
    """The result of choosing it; None for a heading, which cannot be chosen."""
    label: str
    fact: str = ""
    """Shown at the right, muted."""
    is_initial: bool = False
    """Whether the list opens on it."""
    wraps_fact: bool = False
    """Whether a fact that does not fit is wrapped below the label instead of truncated."""

    @property
    def filter_text(self) -> str:
        """The text that the filter searches."""
        return self.label


def _item_row(item_list: RowList[Any], current: bool, parts: list[Segment]) -> list[Segment]:
    """Prefix a row with the bar of the current item."""
    roles = item_list.render_style.roles
    edge = style(roles.accent, item_list.background, bold=True)
    return [safe_segment(" ┃ " if current else "   ", edge), *parts]


def _heading_rows(item_list: RowList[Any], text: str) -> list[list[Segment]]:
    """Return the rows of a heading, with a blank one above."""
    roles = item_list.render_style.roles
    return [[], [safe_segment("   " + text, style(roles.muted, roles.panel, bold=True))]]


class HighlightList(RowList[HighlightItem]):
    """Highlights: the quotation on its tint, the note below it, then color and date."""

    def rows_of(self, item: HighlightItem, width: int, *, current: bool) -> list[list[Segment]]:
        """Return the rows of one highlight."""
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
    """Commands: keys, name, and the description where there is room."""

    KEYS_WIDTH = 20
    """Cells for the keys."""

    def is_selectable(self, item: CommandItem) -> bool:
        """Whether it is a command rather than a heading."""
        return item.entry is not None

    def rows_of(self, item: CommandItem, width: int, *, current: bool) -> list[list[Segment]]:
        """Return the rows of a command or a heading."""
        roles = self._render_style.roles
        if item.entry is None:
            return [*_heading_rows(self, item.label), []]
        description = item.entry.command.help
        room = max(8, width - 5)
        keys = truncate(item.keys, min(self.KEYS_WIDTH, room // 2))
        left = min(self.KEYS_WIDTH, room // 2) + 2
        name = truncate(item.label, room - left)
        parts = [
            safe_segment(keys + " " * (left - cells(keys)), style(roles.accent, roles.panel, bold=True)),
            safe_segment(name, style(roles.text, roles.panel, bold=current)),
        ]
        description_width = room - left - 24
        if description_width > 30:  # narrower descriptions would nearly all be truncated
            gap = " " * max(2, 24 - cells(name))
            shown = truncate(description, room - left - cells(name) - len(gap))
            parts.append(safe_segment(gap + shown, style(roles.muted, roles.panel)))
            if current and shown != description:
                return [_item_row(self, current, parts[:-1]), *self._full_help_rows(description, left, room)]
        elif current:
            return [_item_row(self, current, parts), *self._full_help_rows(description, left, room)]
        return [_item_row(self, current, parts)]

    def _full_help_rows(self, description: str, left: int, room: int) -> list[list[Segment]]:
        """Return the full description of the current command, wrapped below its name."""
        muted = style(self._render_style.roles.muted, self._render_style.roles.panel)
        pad = safe_segment(" " * left, muted)
        return [
            _item_row(self, True, [pad, safe_segment(line, muted)])
            for line in truncate_rows(description, room - left, 4)
        ]


class ChoiceList(RowList[Choice[Any]]):
    """Options, one row each, with a fact at the right."""

    MAX_FACT_ROWS = 20
    """Limit for a wrapped fact, because a path may have 4,096 characters."""

    def is_selectable(self, item: Choice[Any]) -> bool:
        """Whether it is an option rather than a heading."""
        return item.value is not None

    def rows_of(self, item: Choice[Any], width: int, *, current: bool) -> list[list[Segment]]:
        """Return the row of an option, or several if its fact is wrapped."""
        roles = self._render_style.roles
        if item.value is None:  # no blank row below: small windows then show most of the choices
            return _heading_rows(self, item.label)
        room = max(8, width - 6)
        # A short fact is not truncated in favor of a long label.
        fact_width = cells(item.fact) if not item.wraps_fact and cells(item.fact) <= room // 2 else -2
        label = truncate(item.label, room - fact_width - 2)
        beside = max(0, room - cells(label) - 2)
        label_style: Style = style(roles.text, roles.panel, bold=current)
        muted = style(roles.muted, roles.panel)
        if item.wraps_fact and cells(item.fact) > beside:
            under = [
                _item_row(self, current, [safe_segment(line, muted)])
                for line in truncate_rows(item.fact, room, self.MAX_FACT_ROWS)
            ]
            return [_item_row(self, current, [safe_segment(label, label_style)]), *under]
        fact = truncate(item.fact, beside)
        gap = " " * max(1, room - cells(label) - cells(fact))
        return [_item_row(self, current, [safe_segment(label, label_style), safe_segment(gap + fact, muted)])]
