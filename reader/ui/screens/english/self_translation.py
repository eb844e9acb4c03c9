"""What a page shows while you translate an article yourself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import frozen_dataclass
from reader.text.model.article import SEPARATOR, Article
from reader.text.model.translations import Origin
from reader.ui.screens import messages

if TYPE_CHECKING:
    from reader.reading.open_article import OpenArticle
    from reader.text.model.translations import Translation


@frozen_dataclass(frozen=True, slots=True)
class SelfTranslation:
    """The text of the English side, and your progress."""

    english: Article
    """Your own translation; empty paragraphs where there is none."""
    asides: tuple[str, ...]
    """Muted text under each paragraph: the other translation once you wrote yours, else a hint."""
    written: int
    """Number of paragraphs you have translated."""
    total: int
    """Number of paragraphs to translate."""


def self_translation(open_article: OpenArticle, revealed: frozenset[int]) -> SelfTranslation:
    """Return what the page shows; ``revealed`` are paragraphs showing the other translation."""
    article, own, asides = open_article.article, [], []
    for index, current in enumerate(open_article.translations):
        mine = current.text if current is not None and current.origin is Origin.USER else ""
        own.append(mine)
        if mine:
            other = _other_translation(open_article, index)
            asides.append(f"\n{_with_source(other)}" if other is not None and other.text != mine else "")
        elif index in revealed:
            asides.append(messages.NO_OTHER_TRANSLATION if current is None else _with_source(current))
        else:
            asides.append(messages.PRESS_I if article.paragraphs[index] else "")
    return SelfTranslation(
        Article(article.id, article.title, SEPARATOR.join(own)),
        tuple(asides),
        sum(map(bool, own)),
        sum(bool(span) for span in article.paragraphs),
    )


def _other_translation(open_article: OpenArticle, index: int) -> Translation | None:
    """Return the translation that your own one replaces."""
    return next((one for one in open_article.alternatives(index) if one.origin is not Origin.USER), None)


def _with_source(other: Translation) -> str:
    return f"{messages.translation_source(other)}\n{other.text}"
