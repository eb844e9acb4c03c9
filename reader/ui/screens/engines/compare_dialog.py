"""Comparing: all that is known of one paragraph's English, beside what other engines could be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.dates import display_day
from reader.ui.screens import messages as say
from reader.ui.screens.engines import messages as tell
from reader.ui.screens.list_dialog import ListDialog
from reader.ui.widgets.detail_list import DetailItem, DetailList, excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.reading.open_article import OpenArticle
    from reader.reading.translating.engine_factory import EngineStatus
    from reader.text.model.translations import Translation
    from reader.ui.screens.engines.translation import ArticleTranslation


@frozen_dataclass(frozen=True, slots=True)
class Source:
    """Who says something of the paragraph, or could be asked."""

    engine: str
    """Its name; empty: the file, or the reader."""
    available: bool = True
    """Whether its words are there already."""
    problem: str = ""
    """What is missing before it can be asked, in a sentence; empty: nothing."""


class CompareDialog(ListDialog[DetailItem[Source]]):
    """One paragraph in the words of each who said something. It gives back the engine whose words are to be shown."""

    HEADING = tell.COMPARE_HEADING
    LIST = DetailList
    FOOTER_COMMANDS = ("list.open", "list.close")
    OPEN_LABEL = "Choose"

    def __init__(
        self, translation: ArticleTranslation, open_article: OpenArticle, index: int, statuses: Sequence[EngineStatus]
    ) -> None:
        self._translation, self._open_article, self._index = translation, open_article, index
        self._statuses = statuses
        super().__init__()

    def items(self) -> Sequence[DetailItem[Source]]:
        """Return the French, what is known, and who can be asked."""
        sitting, index = self._open_article, self._index
        shown = sitting.translations[index]
        known = sitting.alternatives(index)
        labels = {one.name: one.label for one in self._statuses}
        items: list[DetailItem[Source]] = [
            DetailItem(None, "", detail=excerpt(sitting.article.paragraph(index)), plain=True)
        ]
        for one in known:
            label = labels.get(one.engine, one.engine) if one.engine else say.translation_source(one)
            items.append(DetailItem(Source(one.engine), label, self._detail(one, shown), excerpt(one.text), plain=True))
        said = {one.engine for one in known}
        items += [self._other_engine(one) for one in self._statuses if one.name not in said]
        return items

    def _detail(self, one: Translation, shown: Translation | None) -> str:
        here = shown is not None and (one.engine, one.origin) == (shown.engine, shown.origin)
        about = f"{display_day(one.created)}{' · rough gloss' if one.engine in say.ROUGH_ENGINES else ''}"
        return f"{about} · shown" if here else about

    def _other_engine(self, one: EngineStatus) -> DetailItem[Source]:
        if one.problem:
            return DetailItem(
                Source(one.name, available=False, problem=one.problem), one.label, "not ready", one.problem
            )
        reason, sending = self._translation.status.paragraph_status(one.name, self._index)
        voice = Source(one.name, available=False)
        if sending:
            return DetailItem(voice, one.label, "is asked …")
        return DetailItem(voice, one.label, "Enter asks", reason or tell.description(one.name))

    def initial_index(self, shown: Sequence[DetailItem[Source]]) -> int:
        """Begin below the French."""
        return min(1, len(shown) - 1)

    def choose(self, item: DetailItem[Source]) -> None:
        """Show an engine's words from now on, or ask one that said nothing yet; the sheet stays for its answer."""
        voice = item.value
        if voice is None:
            return
        if voice.available:
            self.finish(voice.engine or None)
        elif voice.problem:
            self.reader_app.show_message(voice.problem)
        else:
            name = voice.engine
            self._translation.consent.with_consent(name, lambda: self._translation.request_paragraph(name, self._index))

    def refresh_items(self) -> None:
        """Show what came meanwhile; the item one is on stays."""
        if not self.is_mounted:
            return
        current = self.list.current_item
        voice = current.value if current is not None else None
        self.reload(self.list.current)
        if voice is not None and voice.engine:
            voices = [item.value for item in self.list.items]
            index = next((at for at, found in enumerate(voices) if found and found.engine == voice.engine), None)
            if index is not None:
                self.list.move_to(index)
