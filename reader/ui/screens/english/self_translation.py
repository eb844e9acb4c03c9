"""Translating oneself: what the page shows while the English of others waits until the reader has written his own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.frozen import valueclass
from reader.text.model.article import SEPARATOR, Article
from reader.text.model.translations import Origin
from reader.ui.screens import messages as say

if TYPE_CHECKING:
    from reader.reading.open_article import Sitting
    from reader.text.model.translations import Translation


@valueclass(frozen=True, slots=True)
class Yourself:
    """What faces the French."""

    english: Article
    """The reader's own English, empty where there is none."""
    asides: tuple[str, ...]
    """For each paragraph what stands under it, muted: the other's words once the reader wrote his, else an invitation to write."""
    written: int
    """How many paragraphs the reader has written."""
    of: int
    """How many there are to write."""


def yourself(sitting: Sitting, unveiled: frozenset[int]) -> Yourself:
    """Return what the page shows; ``unveiled`` are the paragraphs whose other English was asked for."""
    article, own, asides = sitting.article, [], []
    for index, found in enumerate(sitting.translations):
        mine = found.text if found is not None and found.origin is Origin.READER else ""
        own.append(mine)
        if mine:
            other = _other(sitting, index)
            asides.append(f"\n{_said(other)}" if other is not None and other.text != mine else "")
        elif index in unveiled:
            asides.append(say.NONE_BUT_YOURS if found is None else _said(found))
        else:
            asides.append(say.WRITE_IT if article.paragraphs[index] else "")
    return Yourself(
        Article(article.id, article.title, SEPARATOR.join(own)),
        tuple(asides),
        sum(map(bool, own)),
        sum(bool(span) for span in article.paragraphs),
    )


def _other(sitting: Sitting, index: int) -> Translation | None:
    """Return what would face a paragraph that the reader has written, had he not."""
    return next((one for one in sitting.alternatives(index) if one.origin is not Origin.READER), None)


def _said(other: Translation) -> str:
    return f"{say.english_short(other)}\n{other.text}"
