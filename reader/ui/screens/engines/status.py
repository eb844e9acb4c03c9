"""AtWork: the engines at work, and what the screen says of them: in the page, in the footer, of one paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.text.model.translation_status import EnglishState
from reader.ui.screens.engines import messages as tell

if TYPE_CHECKING:
    from reader.reading.translating.article_translator import Filling
    from reader.ui.screens.frame import Frame


class AtWork:
    """What is known of engines in this run. Nothing here asks one for anything: ``translating`` does."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self.fillings: dict[str, Filling] = {}
        """The engines that were asked for something, by their names."""
        self.refused: dict[str, str] = {}
        """Why an engine cannot be asked, in a sentence."""
        self.whole = 0
        """Paragraphs of the whole article that were asked for; 0: it was not."""

    def hint(self) -> str:
        """Return what stands in the page while the article has no English at all."""
        name, sitting = self._frame.desk.engine, self._frame.sitting
        if sitting is None:
            return ""
        ways = tell.ways(self._frame.desk.entry(sitting.article.id).name, self._ways())
        if not name:
            return ways
        filling = self.fillings.get(name)
        if filling is None:
            return f"{self.refused[name]}\n\n{ways}" if name in self.refused else tell.asking_first(name, "")
        index = sitting.article.paragraph_at(self._frame.view.caret)
        if reason := filling.reason(index):
            return tell.failed(reason)
        pause, declaration = filling.pause, filling.declaration
        if pause is not None:
            return tell.waiting(declaration.label, pause.until)
        return tell.asking_first(declaration.label, declaration.host)

    def told_hint(self) -> str:
        """Return the same as a sentence, for where the page has no room for it."""
        return " ".join(self.hint().split())

    def _ways(self) -> list[tuple[str, str]]:
        """Return the keys that lead to English, as the reader has them, with what they do."""
        keymap, found = self._frame.reader_app.keymap, []
        chosen = ("app.settings", tell.OTHERS) if self._frame.desk.engine else ("english.again", tell.CHOOSE)
        for command, what in (chosen, ("english.own", tell.OWN)):
            if keys := keymap.keys_for(command):
                found.append((keys[0], what))
        return found

    def fact(self) -> str:
        """Return what the footer says of the engines at work; empty: nothing is under way."""
        for filling in self.fillings.values():
            declaration = filling.declaration
            if self.whole and declaration.name == self._frame.desk.engine:
                return tell.whole(max(0, self.whole - filling.left), self.whole)
            if filling.sending:
                return tell.asking(declaration.label, declaration.host)
            if filling.pause is not None and filling.left:
                return tell.paused(declaration.label, filling.pause.until)
        return ""

    def of_paragraph(self, name: str, index: int) -> tuple[str, bool]:
        """Return why an engine's words of a paragraph did not come (empty: nothing went wrong), and whether it is asked now."""
        filling = self.fillings.get(name)
        if filling is None:
            return self.refused.get(name, ""), False
        return filling.reason(index), filling.to_come().get(index) is EnglishState.WAITING
