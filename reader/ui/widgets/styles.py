"""Cached Rich styles for color roles, and a last guard against control characters."""

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
    """Return a cached Rich style; ``default`` is the terminal's own color."""
    return Style(
        color=color,
        bgcolor=background,
        bold=bold or None,
        underline=underline or None,
        reverse=reverse or None,
        italic=italic or None,
    )


@lru_cache(maxsize=256)
def with_underline(base: Style) -> Style:
    """Return a style with an underline."""
    return base + Style(underline=True)


@lru_cache(maxsize=256)
def with_bold(base: Style) -> Style:
    """Return a style in bold."""
    return base + Style(bold=True)


def safe_segment(text: str, base: Style) -> Segment:
    """Return a segment without control characters, whatever the text holds.

    Text is cleaned on input; this is a second line of defense.
    """
    return Segment(UNSAFE.sub("\ufffd", text), base)


@frozen_dataclass(frozen=True, slots=True)
class RenderStyle:
    """The color roles, and whether the terminal needs cues beyond color."""

    roles: ColorRoles = PAPIER
    underline_cues: bool = False
    """Whether highlights are also underlined."""
