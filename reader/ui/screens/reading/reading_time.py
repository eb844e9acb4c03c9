"""Hourglass: how many minutes of the article are left, at the reader's own pace, which it learns as one reads."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.reading.reading_speed import Pace, observe
from reader.text.dates import display_date
from reader.ui.screens import messages as say

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.reading_speed import Stretch
    from reader.text.model.article import Article
    from reader.ui.screens.frame import Frame


class Hourglass:
    """Watches where the reader is. What it tells is what is kept, so that the next start tells the same."""

    def __init__(self, frame: Frame, clock: Callable[[], float] = time.monotonic) -> None:
        self._frame = frame
        self.clock = clock
        """Seconds that only go forward."""
        self._counted: tuple[str, int] | None = None
        self._stretch: tuple[str, Stretch] | None = None
        self._learned: Pace | None = None

    @property
    def _pace(self) -> Pace:
        return Pace.read(self._frame.desk.preferences.pace)

    def watch(self) -> None:
        """Take note of where the reader is now."""
        page, sitting = self._frame.page, self._frame.sitting
        if page is None or sitting is None:
            return
        article = sitting.article
        known = self._stretch[1] if self._stretch is not None and self._stretch[0] == article.id else None
        before = self._learned or self._pace
        words = self._words() * page.spread.share(page.caret)
        pace, stretch = observe(before, known, words, self.clock())
        self._stretch = article.id, stretch
        if pace is not before:
            self._learned = pace

    def keep(self) -> None:
        """Keep what was learned. StorageError when it could not be."""
        if self._learned is not None:
            learned, self._learned = self._learned, None
            self._frame.desk.prefer(replace(self._frame.desk.preferences, pace=learned.kept()))

    def left(self) -> str:
        """Say how long the rest takes; nothing once the end was reached."""
        page = self._frame.page
        if page is None or self._frame.sitting is None or page.share() >= 1.0:
            return ""
        return say.time_left(self._pace.left(self._words() * (1 - page.spread.share(page.caret))))

    def about(self, article: Article) -> str:
        """Say when and by whom an article was written, and how long it is: the line under its title."""
        words = self._frame.desk.entry(article.id).words
        facts = (display_date(article.date), article.author, f"{words} words", f"{self._pace.left(words)} min")
        return "  ·  ".join(fact for fact in facts if fact)

    def _words(self) -> int:
        sitting = self._frame.sitting
        if sitting is None:
            return 0
        article_id = sitting.article.id
        if self._counted is None or self._counted[0] != article_id:
            self._counted = article_id, self._frame.desk.entry(article_id).words
        return self._counted[1]
