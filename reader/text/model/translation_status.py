"""Translation status: where a paragraph's translation comes from, or why there is none."""

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
    """The status of one paragraph's translation."""

    FILE = "file"
    """Came with the article."""
    OWN = "own"
    """Written by the user."""
    ENGINE = "engine"
    """From an engine."""
    ROUGH = "rough"
    """From an engine that gives only rough translations."""
    PENDING = "pending"
    """Requested."""
    FAILED = "failed"
    """The request failed."""
    NOT_REQUESTED = "not requested"
    """An engine is available but was not asked to translate it."""
    NONE = "none"
    """There is nothing to translate."""


def any_not_from_file(translations: Sequence[Translation | None]) -> bool:
    """Return whether any translation did not come with the article, so that origins are shown."""
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
    """Return the status of each paragraph from its translation and the engine's pending work.

    ``pending`` is by paragraph index; ``engine_available``: whether an engine can translate. Called
    with every answer, in a book for thousands of paragraphs: common values are looked up once.
    """
    engine, none, failed = TranslationStatus.ENGINE, TranslationStatus.NONE, TranslationStatus.FAILED
    by_engine = dict.fromkeys(ROUGH_ENGINES, TranslationStatus.ROUGH)
    statuses = [
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
                statuses[index] = TranslationStatus.NOT_REQUESTED
    for index, status in pending.items():
        if status is not failed or translations[index] is None:
            statuses[index] = status
    return tuple(statuses)


def _status_without_engine(found: Translation) -> TranslationStatus:
    return TranslationStatus.OWN if found.origin is Origin.USER else TranslationStatus.FILE
