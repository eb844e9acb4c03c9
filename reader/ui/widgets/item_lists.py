"""The lists of the sheets: marks, commands, choices. Each says how one of its items is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.ui.spread.fitting import fit, shorten
from reader.ui.spread.widths import cells
from reader.ui.widgets.ink import segment, style
from reader.ui.widgets.row_list import RowList
from reader.values import valueclass

if TYPE_CHECKING:
    from rich.segment import Segment
    from rich.style import Style

    from reader.text.marks import Highlight


@valueclass(frozen=True, slots=True)
class MarkItem:
    """One mark in the list of marks."""

    highlight: Highlight
    article: str
    """The article's title; empty in the list of one article."""
    where: str
    """How far into the text, as words; what happened, for an orphan."""
    date: str
    orphan: bool = False


@valueclass(frozen=True, slots=True)
class CommandItem:
    """One command in the help or the palette."""

    command: str
    label: str
    keys: str
    help: str
    group: str
    letter: str | None = None
    """What it is given along, for a command of several keys that differ."""


@valueclass(frozen=True, slots=True)
class Choice:
    """One of several things to choose."""

    key: str
    """What the sheet does with it."""
    label: str
    fact: str = ""
    """What stands at the right, muted."""
    heading: bool = False
    """Whether it is a heading, which cannot be chosen."""
    whole: bool = False
    """Whether the fact is never cut: where it does not fit at the right, it stands under the label."""


def _row(item_list: RowList[Any], current: bool, parts: list[Segment]) -> list[Segment]:
    """Begin a row with the bar of the current item."""
    roles = item_list.ink.roles
    edge = style(roles.accent, item_list.ground, bold=True)
    return [segment(" ┃ " if current else "   ", edge), *parts]


class MarksList(RowList[MarkItem]):
    """Highlights and notes: the quotation on its tint, the note under it, then color and date."""

    def rows_of(self, item: MarkItem, width: int, *, current: bool) -> list[list[Segment]]:
        """Return the rows of one mark."""
        roles = self._ink.roles
        room = max(6, width - 6)
        color = item.highlight.color
        tint = style(roles.ink, roles.tint(color), underline=self._ink.cues, bold=current)
        plain = style(roles.ink, roles.shade)
        muted = style(roles.muted, roles.shade)
        bar = style(roles.bar(color), roles.shade)
        quote = item.highlight.selector.exact
        rows = [_row(self, current, [segment("┃ ", bar), segment(line, tint)]) for line in fit(quote, room - 2, 2)]
        if item.highlight.note is not None:
            dagger = style(roles.accent, roles.shade)
            for index, line in enumerate(fit(item.highlight.note.body, room - 2, 3)):
                rows.append(_row(self, current, [segment("† " if index == 0 else "  ", dagger), segment(line, plain)]))
        facts = [color.value, item.date, item.where, item.article]
        rows.append(_row(self, current, [segment("  " + shorten(" · ".join(f for f in facts if f), room - 2), muted)]))
        rows.append([])
        return rows


class CommandList(RowList[CommandItem]):
    """Commands: the keys, then the name, then what it does where there is room."""

    KEYS = 20
    """Cells for the keys."""

    def choosable(self, item: CommandItem) -> bool:
        """Tell whether it is a command, and no heading."""
        return bool(item.command)

    def rows_of(self, item: CommandItem, width: int, *, current: bool) -> list[list[Segment]]:
        """Return the rows of one command; a heading is a command without an id."""
        roles = self._ink.roles
        if not item.command:
            return [[], [segment("   " + item.label, style(roles.muted, roles.shade, bold=True))], []]
        room = max(8, width - 5)
        keys = shorten(item.keys, min(self.KEYS, room // 2))
        left = min(self.KEYS, room // 2) + 2
        name = shorten(item.label, room - left)
        parts = [
            segment(keys + " " * (left - cells(keys)), style(roles.accent, roles.shade, bold=True)),
            segment(name, style(roles.ink, roles.shade, bold=current)),
        ]
        rest = room - left - 24
        if rest > 30:  # fewer cells cut nearly every sentence
            gap = " " * max(2, 24 - cells(name))
            said = shorten(item.help, room - left - cells(name) - len(gap))
            parts.append(segment(gap + said, style(roles.muted, roles.shade)))
            if current and said != item.help:
                return [_row(self, current, parts[:-1]), *self._whole_help(item, current=current, left=left, room=room)]
        elif current:
            return [_row(self, current, parts), *self._whole_help(item, current=current, left=left, room=room)]
        return [_row(self, current, parts)]

    def _whole_help(self, item: CommandItem, *, current: bool, left: int, room: int) -> list[list[Segment]]:
        """Return the whole of what the current command does, under its name."""
        muted = style(self._ink.roles.muted, self._ink.roles.shade)
        pad = segment(" " * left, muted)
        return [_row(self, current, [pad, segment(line, muted)]) for line in fit(item.help, room - left, 4)]


class ChoiceList(RowList[Choice]):
    """Things to choose, one row each, with a fact at the right."""

    WHOLE = 20
    """Rows that a whole fact takes at most: a path of 4,096 characters is possible, and nobody reads it."""

    def choosable(self, item: Choice) -> bool:
        """Tell whether it is no heading."""
        return not item.heading

    def rows_of(self, item: Choice, width: int, *, current: bool) -> list[list[Segment]]:
        """Return the row of one choice; several where its fact is told whole and is long."""
        roles = self._ink.roles
        if item.heading:  # close to its choices: half a window shows most of them
            return [[], [segment("   " + item.label, style(roles.muted, roles.shade, bold=True))]]
        room = max(8, width - 6)
        # A short fact stays whole beside a long label: how far a heading is, tells where it goes.
        kept = cells(item.fact) if not item.whole and cells(item.fact) <= room // 2 else -2
        label = shorten(item.label, room - kept - 2)
        beside = max(0, room - cells(label) - 2)
        ink: Style = style(roles.ink, roles.shade, bold=current)
        muted = style(roles.muted, roles.shade)
        if item.whole and cells(item.fact) > beside:
            under = [_row(self, current, [segment(line, muted)]) for line in fit(item.fact, room, self.WHOLE)]
            return [_row(self, current, [segment(label, ink)]), *under]
        fact = shorten(item.fact, beside)
        gap = " " * max(1, room - cells(label) - cells(fact))
        return [_row(self, current, [segment(label, ink), segment(gap + fact, muted)])]
