"""Shown: what the page shows, and how it is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import valueclass
from reader.ui.spread.columns import FRENCH_PART, Manner, geometry
from reader.ui.spread.spread import Spread
from reader.ui.spread.typesetting import Setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.text.alignment.engine_segments import Answered
    from reader.text.model.article import Article
    from reader.text.model.translation_status import EnglishState


@valueclass(frozen=True, slots=True)
class Shown:
    """What the page shows: the value handed down by the screen."""

    french: Article
    english: Article | None = None
    title: str = ""
    about: str = ""
    """The line under the title: date, length."""
    measure: int = 66
    with_english: bool = False
    manner: Manner = Manner.AUTOMATIC
    """How the English shows, where it is shown."""
    revealed: frozenset[int] = frozenset()
    """The paragraphs whose English is shown while the English is hidden."""
    states: tuple[EnglishState, ...] = ()
    """The state of each paragraph's English; paragraphs beyond its end have the usual one."""
    answered: Mapping[int, tuple[Answered, ...]] | None = None
    """The pieces in which an engine's English of a paragraph came: they tell surely which sentences answer which."""
    hint: str = ""
    """What stands in the page when the English is asked for and there is none."""
    asides: tuple[str, ...] = ()
    """For each paragraph what stands under its English, muted."""
    hyphenated: bool = False
    """Whether French words are divided at the ends of lines."""
    justified: bool = False
    """Whether both edges of a column are even."""


class Laying:
    """Lays out what is shown. The French part of both texts, which the columns share the window by, is found once for both."""

    def __init__(self) -> None:
        self._part: tuple[Article, Article | None, float] | None = None

    def spread(self, shown: Shown, width: int) -> Spread:
        """Return what is shown, laid out for a window of ``width`` cells."""
        hint = shown.hint if shown.with_english and shown.english is None else ""
        facing = shown.with_english and bool(shown.english or hint or shown.asides)
        # The reader's own English grows as it is written, and the columns stay.
        known = facing and shown.manner is not Manner.YOURSELF
        part = self._french_part(shown.french, shown.english) if known else FRENCH_PART
        return Spread(
            shown.french,
            shown.english,
            geometry(width, shown.measure, facing, shown.manner, part=part),
            title=shown.title,
            meta=shown.about,
            revealed=shown.revealed,
            hint=hint,
            asides=shown.asides,
            setting=Setting(shown.hyphenated, shown.justified),
            answered=shown.answered,
        )

    def keep_widths(self, french: Article, english: Article) -> None:
        """Have the columns as wide with this English as they are: it only arrived in part."""
        if self._part is not None:
            self._part = (french, english, self._part[2])

    def _french_part(self, french: Article, english: Article | None) -> float:
        if self._part is None or self._part[0] is not french or self._part[1] is not english:
            from reader.ui.spread.column_ratio import (
                french_part,  # not in the first frame of those who read French alone
            )

            self._part = (french, english, french_part(french, english))
        return self._part[2]
