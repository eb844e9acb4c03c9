"""States: where the English of one paragraph comes from, or why there is none yet."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from reader.text.model.parallel_text import FileTranslations
from reader.text.model.translations import ROUGH_ENGINES, Origin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.text.model.article import Article
    from reader.text.model.translations import Translation


class TranslationStatus(Enum):
    """What is known of the English of one paragraph."""

    FILE = "file"
    """It came with the article."""
    OWN = "own"
    """The reader wrote it."""
    ENGINE = "engine"
    """An engine gave it."""
    ROUGH = "rough"
    """An engine gave it whose English is a rough gloss."""
    PENDING = "waiting"
    """It was asked for."""
    FAILED = "failed"
    """It was asked for in vain."""
    NOT_REQUESTED = "not asked"
    """An engine could be asked for it, and was not."""
    NONE = "none"
    """There is nothing to translate."""


def any_not_from_file(translations: Sequence[Translation | None]) -> bool:
    """Tell whether any English has a sign of where it is from: it did not come with the article."""
    if isinstance(translations, FileTranslations):
        return False
    return any(found is not None and found.origin is not Origin.FILE for found in translations)


def translation_statuses(
    translations: Sequence[Translation | None],
    article: Article,
    pending: Mapping[int, TranslationStatus],
    *,
    engine_available: bool,
) -> tuple[TranslationStatus, ...]:
    """Return the state of each paragraph from its English and what an engine knows of it, by the paragraph's index.

    ``asked``: whether there is an engine to be asked. Made anew with every answer, in a book for thousands of paragraphs: so what
    is the same for all is looked up once.
    """
    engine, none, failed = TranslationStatus.ENGINE, TranslationStatus.NONE, TranslationStatus.FAILED
    by_engine = dict.fromkeys(ROUGH_ENGINES, TranslationStatus.ROUGH)
    states = [
        none
        if found is None
        else by_engine.get(found.engine, engine)
        if found.engine
        else _status_without_engine(found)
        for found in translations
    ]
    if engine_available:
        for index, found in enumerate(translations):
            if found is None and article.paragraphs[index]:
                states[index] = TranslationStatus.NOT_REQUESTED
    for index, state in pending.items():
        if state is not failed or translations[index] is None:
            states[index] = state
    return tuple(states)


def _status_without_engine(found: Translation) -> TranslationStatus:
    return TranslationStatus.OWN if found.origin is Origin.USER else TranslationStatus.FILE
