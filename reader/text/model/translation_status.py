"""States: where the English of one paragraph comes from, or why there is none yet."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from reader.text.model.parallel_text import FromFile
from reader.text.model.translations import ROUGH_ENGINES, Origin

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.text.model.article import Article
    from reader.text.model.translations import Translation


class EnglishState(Enum):
    """What is known of the English of one paragraph."""

    FILE = "file"
    """It came with the article."""
    OWN = "own"
    """The reader wrote it."""
    ENGINE = "engine"
    """An engine gave it."""
    ROUGH = "rough"
    """An engine gave it whose English is a rough gloss."""
    WAITING = "waiting"
    """It was asked for."""
    FAILED = "failed"
    """It was asked for in vain."""
    NOT_ASKED = "not asked"
    """An engine could be asked for it, and was not."""
    NONE = "none"
    """There is nothing to translate."""


def signed(translations: Sequence[Translation | None]) -> bool:
    """Tell whether any English has a sign of where it is from: it did not come with the article."""
    if isinstance(translations, FromFile):
        return False
    return any(found is not None and found.origin is not Origin.FILE for found in translations)


def states_of(
    translations: Sequence[Translation | None], article: Article, to_come: Mapping[int, EnglishState], *, asked: bool
) -> tuple[EnglishState, ...]:
    """Return the state of each paragraph from its English and what an engine knows of it, by the paragraph's index.

    ``asked``: whether there is an engine to be asked. Made anew with every answer, in a book for thousands of paragraphs: so what
    is the same for all is looked up once.
    """
    engine, none, failed = EnglishState.ENGINE, EnglishState.NONE, EnglishState.FAILED
    by_engine = dict.fromkeys(ROUGH_ENGINES, EnglishState.ROUGH)
    states = [
        none if found is None else by_engine.get(found.engine, engine) if found.engine else _without_engine(found)
        for found in translations
    ]
    if asked:
        for index, found in enumerate(translations):
            if found is None and article.paragraphs[index]:
                states[index] = EnglishState.NOT_ASKED
    for index, state in to_come.items():
        if state is not failed or translations[index] is None:
            states[index] = state
    return tuple(states)


def _without_engine(found: Translation) -> EnglishState:
    return EnglishState.OWN if found.origin is Origin.READER else EnglishState.FILE
