"""Hourglass: how many minutes of the article are left, at the reader's own pace, which it learns as one reads."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.reading.reading_speed import ReadingSpeed, observe
from reader.text.dates import display_date
from reader.ui.screens import messages as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.reading_speed import Sample
    from reader.text.model.article import Article
    from reader.ui.screens.frame import Frame


class ReadingTime:
    """Watches where the reader is. What it tells is what is kept, so that the next start tells the same."""

    def __init__(self, frame: Frame, clock: Callable[[], float] = time.monotonic) -> None:
        self._frame = frame
        self.clock = clock
        """Seconds that only go forward."""
        self._word_count_cache: tuple[str, int] | None = None
        self._stretch: tuple[str, Sample] | None = None
        self._learned: ReadingSpeed | None = None

    @property
    def _speed(self) -> ReadingSpeed:
        return ReadingSpeed.from_text(self._frame.session.preferences.pace)

    def observe_position(self) -> None:
        """Take note of where the reader is now."""
        page, sitting = self._frame.viewport, self._frame.open_article
        if page is None or sitting is None:
            return
        article = sitting.article
        known = self._stretch[1] if self._stretch is not None and self._stretch[0] == article.id else None
        before = self._learned or self._speed
        words = self._word_count() * page.spread.progress(page.french_cursor)
        pace, stretch = observe(before, known, words, self.clock())
        self._stretch = article.id, stretch
        if pace is not before:
            self._learned = pace

    def save(self) -> None:
        """Keep what was learned. StorageError when it could not be."""
        if self._learned is not None:
            learned, self._learned = self._learned, None
            self._frame.session.set_preferences(replace(self._frame.session.preferences, pace=learned.to_text()))

    def remaining(self) -> str:
        """Say how long the rest takes; nothing once the end was reached."""
        page = self._frame.viewport
        if page is None or self._frame.open_article is None or page.progress() >= 1.0:
            return ""
        return say.time_left(
            self._speed.minutes_left(self._word_count() * (1 - page.spread.progress(page.french_cursor)))
        )

    def byline(self, article: Article) -> str:
        """Say when and by whom an article was written, and how long it is: the line under its title."""
        words = self._frame.session.entry(article.id).words
        facts = (display_date(article.date), article.author, f"{words} words", f"{self._speed.minutes_left(words)} min")
        return "  ·  ".join(fact for fact in facts if fact)

    def _word_count(self) -> int:
        sitting = self._frame.open_article
        if sitting is None:
            return 0
        article_id = sitting.article.id
        if self._word_count_cache is None or self._word_count_cache[0] != article_id:
            self._word_count_cache = article_id, self._frame.session.entry(article_id).words
        return self._word_count_cache[1]
