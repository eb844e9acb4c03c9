"""Dialog that compares the translations of one paragraph, and offers other engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.dates import display_day
from reader.ui.screens import messages as common_messages
from reader.ui.screens.engines import messages
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
    """A translation of the paragraph, or an engine that can make one."""

    engine: str
    """The engine's name; empty: the file, or the user."""
    available: bool = True
    """Whether the translation exists."""
    problem: str = ""
    """Why the engine cannot be used; empty: ready."""


class CompareDialog(ListDialog[DetailItem[Source]]):
    """The translations of one paragraph. Returns the engine whose translation to show."""

    HEADING = messages.COMPARE_HEADING
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
        """Return the French, the translations, and the other engines."""
        open_article, index = self._open_article, self._index
        shown = open_article.translations[index]
        known = open_article.alternatives(index)
        labels = {one.name: one.label for one in self._statuses}
        items: list[DetailItem[Source]] = [
            DetailItem(None, "", detail=excerpt(open_article.article.paragraph(index)), plain=True)
        ]
        for one in known:
            label = labels.get(one.engine, one.engine) if one.engine else common_messages.translation_source(one)
            items.append(DetailItem(Source(one.engine), label, self._detail(one, shown), excerpt(one.text), plain=True))
        known_engines = {one.engine for one in known}
        items += [self._other_engine(one) for one in self._statuses if one.name not in known_engines]
        return items

    def _detail(self, one: Translation, shown: Translation | None) -> str:
        here = shown is not None and (one.engine, one.origin) == (shown.engine, shown.origin)
        about = (
            f"{display_day(one.created)}{' · rough translation' if one.engine in common_messages.ROUGH_ENGINES else ''}"
        )
        return f"{about} · shown" if here else about

    def _other_engine(self, one: EngineStatus) -> DetailItem[Source]:
        if one.problem:
            return DetailItem(
                Source(one.name, available=False, problem=one.problem), one.label, "not ready", one.problem
            )
        reason, sending = self._translation.status.paragraph_status(one.name, self._index)
        source = Source(one.name, available=False)
        if sending:
            return DetailItem(source, one.label, "translating …")
        return DetailItem(source, one.label, "Enter: translate", reason or messages.description(one.name))

    def initial_index(self, shown: Sequence[DetailItem[Source]]) -> int:
        """Start below the French."""
        return min(1, len(shown) - 1)

    def choose(self, item: DetailItem[Source]) -> None:
        """Show a translation, or request one and keep the dialog open."""
        source = item.value
        if source is None:
            return
        if source.available:
            self.finish(source.engine or None)
        elif source.problem:
            self.reader_app.show_message(source.problem)
        else:
            name = source.engine
            self._translation.consent.with_consent(name, lambda: self._translation.request_paragraph(name, self._index))

    def refresh_items(self) -> None:
        """Show new results; the selection stays."""
        if not self.is_mounted:
            return
        current = self.list.current_item
        source = current.value if current is not None else None
        self.reload(self.list.current)
        if source is not None and source.engine:
            sources = [item.value for item in self.list.items]
            index = next((at for at, found in enumerate(sources) if found and found.engine == source.engine), None)
            if index is not None:
                self.list.move_to(index)
