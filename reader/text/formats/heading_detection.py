"""Chapters: how a paragraph says that it is a heading, by the markers of Markdown or as a chapter line."""

from __future__ import annotations

import re
from typing import Final

from reader.text.lazy_regex import late_pattern

MAX_LENGTH: Final = 80
"""Code points: a longer paragraph is no chapter line, whatever it begins with."""

_MARKER: Final = late_pattern(r"(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*")
_ROMAN: Final = r"(?=[IVXL])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_ORDINAL: Final = (
    r"(?:premi(?:er|ère)|seconde?|deuxième|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième"
    r"|onzième|douzième|derni(?:er|ère))"
)
_NUMBER: Final = (
    rf"(?:(?-i:{_ROMAN})|[0-9]{{1,3}}|{_ORDINAL}|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze)"
)
_TITLE: Final = r"(?:\s*[.:—–-]+\s*\S.*)?\s*[.:]?"
_PART: Final = late_pattern(
    rf"(?:(?:livre|partie|tome|acte)\s+{_NUMBER}|(?:{_ORDINAL}|[0-9]{{1,2}}(?:re|e|ème))\s+partie){_TITLE}",
    re.IGNORECASE,
)
_CHAPTER: Final = late_pattern(
    rf"(?:(?:chapitre|scène)\s+{_NUMBER}{_TITLE}|(?:prologue|[ée]pilogue|préface|avant-propos|postface|introduction|conclusion)\.?)",
    re.IGNORECASE,
)
_NUMERAL: Final = late_pattern(rf"(?!L\.?\Z){_ROMAN}\.?")


def strip_marker(paragraph: str) -> tuple[str, int]:
    """Return the words of a paragraph of one line without the ``#`` of Markdown, and its level; as it is, and 0, without one.

    >>> unmarked("## La suite ##")
    ('La suite', 2)
    >>> unmarked("#hashtag")
    ('#hashtag', 0)
    """
    found = _MARKER.fullmatch(paragraph)
    return (found[2], len(found[1])) if found else (paragraph, 0)


def chapter_level(paragraph: str) -> int:
    """Return the level of a chapter line that stands as a paragraph alone; 0 for any other paragraph.

    Parts are of level 1, chapters of level 2, a lone Roman numeral of level 3. In doubt it is no heading.

    >>> [chapter_level(words) for words in ("Première partie", "CHAPITRE IV. — Le départ", "XII", "Partie de rien")]
    [1, 2, 3, 0]
    """
    if len(paragraph) > MAX_LENGTH:
        return 0
    for level, pattern in enumerate((_PART, _CHAPTER, _NUMERAL), 1):
        if pattern.fullmatch(paragraph):
            return level
    return 0
