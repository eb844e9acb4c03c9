"""Translating oneself: what the page shows while the English of others waits until the reader has written his own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.model.article import SEPARATOR, Article
from reader.text.model.translations import Origin
from reader.ui.screens import messages as say

if TYPE_CHECKING:
    from reader.reading.open_article import OpenArticle
    from reader.text.model.translations import Translation


@frozen_dataclass(frozen=True, slots=True)
class SelfTranslation:
    """What faces the French."""

    english: Article
    """The reader's own English, empty where there is none."""
    asides: tuple[str, ...]
    """For each paragraph what stands under it, muted: the other's words once the reader wrote his, else an invitation to write."""
    written: int
    """How many paragraphs the reader has written."""
    total: int
    """How many there are to write."""


def self_translation(sitting: OpenArticle, unveiled: frozenset[int]) -> SelfTranslation:
    """Return what the page shows; ``unveiled`` are the paragraphs whose other English was asked for."""
    article, own, asides = sitting.article, [], []
    for index, found in enumerate(sitting.translations):
        mine = found.text if found is not None and found.origin is Origin.USER else ""
        own.append(mine)
        if mine:
            other = _other_translation(sitting, index)
            asides.append(f"\n{_with_source(other)}" if other is not None and other.text != mine else "")
        elif index in unveiled:
            asides.append(say.NO_OTHER_TRANSLATION if found is None else _with_source(found))
        else:
            asides.append(say.PRESS_I if article.paragraphs[index] else "")
    return SelfTranslation(
        Article(article.id, article.title, SEPARATOR.join(own)),
        tuple(asides),
        sum(map(bool, own)),
        sum(bool(span) for span in article.paragraphs),
    )


def _other_translation(sitting: OpenArticle, index: int) -> Translation | None:
    """Return what would face a paragraph that the reader has written, had he not."""
    return next((one for one in sitting.alternatives(index) if one.origin is not Origin.USER), None)


def _with_source(other: Translation) -> str:
    return f"{say.translation_source(other)}\n{other.text}"
