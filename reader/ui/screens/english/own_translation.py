"""Wording: writing the English of a paragraph oneself, keeping it, and taking up what a crash left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import StorageError
from reader.text.model.translations import Origin
from reader.ui.screens import messages as say
from reader.ui.screens.draft_owner import alive
from reader.ui.spread.columns import Manner, Mode
from reader.ui.spread.overlay_placement import HEAD, LEAST_TALL
from reader.ui.spread.spread import Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.reading.undo import WordingChange
    from reader.text.model.translations import WordingDraft
    from reader.ui.screens.engines.translation import Translating
    from reader.ui.screens.english.translation_editor import Place, Written
    from reader.ui.screens.frame import Frame
    from reader.ui.spread.viewport import Stand

ROOM = 9
"""Rows under a paragraph in which one can write."""


class Wording:
    """The reader's own English of the article of now."""

    def __init__(self, frame: Frame, translating: Translating) -> None:
        self._frame, self._translating = frame, translating
        self._offered: tuple[str, int] | None = None
        """The article and the paragraph of words that a crash left, while the reader was told of them only once."""
        self._before: Stand | None = None
        """Where the reader stood before the page was moved to make room for writing."""

    # -- drafts -------------------------------------------------------------------------------------

    def offer(self, article_id: str, draft: WordingDraft) -> None:
        """Say that words were left unfinished: writing in their paragraph takes them up, and the list leads there."""
        self._offered = article_id, draft.paragraph
        here = self._offered == self._here()
        self._frame.reader_app.say(say.WORDING_DRAFT_FOUND if here else say.WORDING_DRAFT_LISTED)

    def _here(self) -> tuple[str, int] | None:
        """Return the article and the paragraph under the caret."""
        page, sitting = self._frame.page, self._frame.sitting
        if page is None or sitting is None or not sitting.article.text:
            return None
        return sitting.article.id, sitting.article.paragraph_at(page.caret)

    def _left_elsewhere(self) -> list[tuple[str, WordingDraft]]:
        """Return what a crash left unfinished in other paragraphs, each with its article."""
        left = self._frame.desk.wordings_left(alive)
        return [(article_id, draft) for article_id, draft in left if (article_id, draft.paragraph) != self._here()]

    def _take_up(self, article_id: str, draft: WordingDraft) -> None:
        """Go on where words were left unfinished."""
        self._frame.visit(article_id)
        self._go(draft.paragraph)
        self._open(draft.paragraph)

    # -- writing ------------------------------------------------------------------------------------

    def write(self) -> None:
        """Open the editor for the paragraph under the caret; once it says that words were left unfinished in another."""
        page, here = self._frame.page, self._here()
        if page is None or here is None:
            return
        page.drop_passage()
        self._open(here[1])
        if self._offered not in {None, here}:
            self._frame.reader_app.say(say.WORDING_DRAFT_ELSEWHERE)
        self._offered = None

    def _open(self, index: int, words: str | None = None) -> None:
        """Open the editor for a paragraph: ``words`` in it, or the draft, or the English there is."""
        from reader.ui.screens.english.translation_editor import (  # not before the first frame: it brings the editor
            MOST,
            WordingScreen,
        )

        frame, sitting = self._frame, self._frame.sitting
        if sitting is None:
            return
        article, found = sitting.article, sitting.translations[index]
        theirs = found is not None and found.origin is not Origin.READER
        hidden = theirs and frame.view.shown.manner is Manner.YOURSELF
        begun = found.text if found is not None and not hidden else ""
        draft = frame.desk.wording_draft(article, index)
        if draft is not None and draft.owner != frame.desk.owner and alive(draft.owner):
            draft = None
        recovered = words is None and draft is not None and draft.body != begun
        if words is None:
            words = draft.body if draft is not None else begun
        if len(words) > MOST:  # the editor would wrap it for seconds at every key
            frame.reader_app.say(say.too_long_to_write(MOST))
            return
        given = begun if theirs else ""
        self._make_room(index)
        frame.reader_app.lay_over(
            WordingScreen(
                article.paragraph(index),
                words,
                draft=lambda words: frame.desk.draft_wording(article, index, words),
                where=lambda: self._where(index),
                earlier=lambda take: self._choose_earlier(index, take),
                recovered=recovered,
            ),
            lambda written: self._keep(index, given, written),
        )

    def _keep(self, index: int, given: str, written: Written | None) -> None:
        frame, sitting = self._frame, self._frame.sitting
        if written is None or sitting is None:
            self._go_back()
            return
        try:
            changed = frame.desk.word(sitting.article, index, written.words, given=given)
        except StorageError as error:
            # Nothing written is lost: the editor comes back with the words, and says why.
            self._open(index, written.words)
            frame.reader_app.say(str(error))
            return
        following = index + written.step
        if not written.step or not 0 <= following < len(sitting.article.paragraphs):
            self._go_back()
        if changed:
            self.show()
            frame.reader_app.say(self._kept(index))
        if written.step and 0 <= following < len(sitting.article.paragraphs):
            self._go(following)
            self._before = None
            self._open(following)
        elif written.step:
            frame.reader_app.say(say.LAST_PARAGRAPH if written.step > 0 else say.FIRST_PARAGRAPH)

    def _kept(self, index: int) -> str:
        sitting, shown = self._frame.sitting, self._frame.view.shown
        found = sitting.translations[index] if sitting is not None else None
        if found is None or found.origin is not Origin.READER:
            return say.WORDING_GONE
        seen = shown.with_english or index in shown.revealed
        return say.NOTE_KEPT if seen else say.WORDING_KEPT_HIDDEN

    # -- what was written before ----------------------------------------------------------------------

    def list_earlier(self) -> None:
        """List what the reader wrote of the paragraph under the caret; the one chosen is its English from then on."""
        frame, sitting, here = self._frame, self._frame.sitting, self._here()
        if sitting is None or here is None:
            return
        index = here[1]
        written, left = frame.desk.wordings(sitting.article, index), self._left_elsewhere()
        if not written and not left:
            frame.reader_app.say(say.NO_WORDINGS)
            return
        from reader.ui.screens.english.history_dialog import WordingsSheet

        found, used = sitting.translations[index], frame.desk.wording(sitting.article, index)
        others = [one for one in (found, *sitting.alternatives(index)) if one is not None]
        titles = [frame.desk.entry(article_id).title if article_id != here[0] else "" for article_id, _ in left]
        frame.reader_app.lay_over(
            WordingsSheet(
                sitting.article.paragraph(index),
                written,
                used,
                [one for one in others if one.origin is not Origin.READER],
                [
                    (say.paragraph_of(draft.paragraph + 1, title), draft.body)
                    for title, (_, draft) in zip(titles, left, strict=True)
                ],
            ),
            lambda chosen: self._take_up(*left[chosen]) if isinstance(chosen, int) else self._bring_back(index, chosen),
        )

    def _choose_earlier(self, index: int, take: Callable[[str], None]) -> None:
        """List what the reader wrote of a paragraph over the editor; ``take`` is given what he chooses."""
        frame, sitting = self._frame, self._frame.sitting
        written = frame.desk.wordings(sitting.article, index) if sitting is not None else ()
        if sitting is None or not written:
            frame.reader_app.say(say.NO_EARLIER_WORDS)
            return
        from reader.ui.screens.english.history_dialog import WordingsSheet

        def chosen(words: str | None) -> None:
            if words is not None:
                take(words)

        frame.reader_app.lay_over(WordingsSheet(sitting.article.paragraph(index), written), chosen)

    def _bring_back(self, index: int, words: str | None) -> None:
        sitting = self._frame.sitting
        if words is None or sitting is None:
            return
        with self._frame.telling():
            if self._frame.desk.word(sitting.article, index, words):
                self.show()
                self._frame.reader_app.say(self._kept(index))

    # -- showing ------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the English as it is on disk now; the line being read stays where it is."""
        sitting = self._frame.sitting
        if sitting is not None:
            self._translating.show(sitting.renew_english())

    def after(self, change: WordingChange) -> None:
        """Show what undo or redo did, in the paragraph it belongs to."""
        self._frame.visit(change.article_id)
        self.show()
        self._go(change.paragraph)

    def _go(self, index: int) -> None:
        page, sitting = self._frame.page, self._frame.sitting
        if page is None or sitting is None:
            return
        side = Side.FRENCH if page.spread.shows(index, Side.FRENCH) else Side.ENGLISH
        text = page.spread.side(side)
        if text is not None:
            page.go(text.paragraphs[index].start, side=side)
            self._frame.view.update()

    # -- room ---------------------------------------------------------------------------------------

    def _where(self, index: int) -> Place:
        """Return where a paragraph stands on the screen now."""
        from reader.ui.screens.english.translation_editor import Place

        view, sitting = self._frame.view, self._frame.sitting
        span = sitting.article.paragraphs[index] if sitting is not None else None
        rows, at = view.picture.rows_of(span), view.region.offset
        shape = view.page.spread.geometry if view.page is not None else None
        facing = shape is not None and shape.mode is Mode.FACING
        cell = (shape.english_x + at.x, shape.english) if shape is not None and facing else None
        return Place((rows[0] + at.y, rows[1] + at.y) if rows is not None else None, view.edges(), cell)

    def _make_room(self, index: int) -> None:
        """Have the beginning of the paragraph in sight, and room to write under it where the sheet goes there."""
        page, view, sitting = self._frame.page, self._frame.view, self._frame.sitting
        if page is None or sitting is None:
            return
        if self._before is None:
            self._before = page.stand()
        spread = page.spread
        start = sitting.article.paragraphs[index].start
        first = spread.spot_of(start)
        rows = view.picture.rows_of(sitting.article.paragraphs[index])
        facing = spread.geometry.mode is Mode.FACING
        # Over its column the sheet needs rows above for its heading and one below for the keys.
        lines = spread.lines_beside(start)
        tall = max(LEAST_TALL - HEAD, lines + 2) if facing else lines + ROOM
        if rows is None or first < page.top or rows[0] + tall > page.height:
            page.scroll_to(spread.move(first, -HEAD) if facing and HEAD + tall <= page.height else first)
            view.update()

    def _go_back(self) -> None:
        page, stand = self._frame.page, self._before
        self._before = None
        if page is not None and stand is not None:
            page.restore(stand)
            self._frame.view.update()
