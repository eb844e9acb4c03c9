"""Ink: Rich styles made once from the roles of color, and the last guard before bytes reach the terminal."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style

from reader.frozen import frozen_dataclass
from reader.text.cleaning import UNSAFE
from reader.ui.theme.themes import PAPIER

if TYPE_CHECKING:
    from reader.ui.theme.themes import ColorRoles


@lru_cache(maxsize=4096)
def style(
    color: str,
    background: str,
    *,
    bold: bool = False,
    underline: bool = False,
    reverse: bool = False,
    italic: bool = False,
) -> Style:
    """Return the Rich style of an ink on a ground; ``default`` is the terminal's own color."""
    return Style(
        color=color,
        bgcolor=background,
        bold=bold or None,
        underline=underline or None,
        reverse=reverse or None,
        italic=italic or None,
    )


@lru_cache(maxsize=256)
def with_underline(look: Style) -> Style:
    """Return a style with an underline."""
    return look + Style(underline=True)


@lru_cache(maxsize=256)
def with_bold(look: Style) -> Style:
    """Return a style in bold."""
    return look + Style(bold=True)


def safe_segment(text: str, look: Style) -> Segment:
    """Return a segment that cannot drive the terminal, whatever the text holds.

    Every text is cleaned where it comes in; this is the second line of defense, for the day someone forgets.
    """
    return Segment(UNSAFE.sub("\ufffd", text), look)


@frozen_dataclass(frozen=True, slots=True)
class RenderStyle:
    """What a widget paints with: the roles, and whether colors are too few to rely on."""

    roles: ColorRoles = PAPIER
    underline_cues: bool = False
    """Whether marks must be told apart without color: underlines are added."""
