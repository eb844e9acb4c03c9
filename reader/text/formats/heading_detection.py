"""Heading detection: Markdown headings and chapter lines such as ``Chapitre IV``."""

from __future__ import annotations

import re
from typing import Final

from reader.text.lazy_regex import lazy_pattern

MAX_LENGTH: Final = 80
"""Code points. A longer paragraph is never a chapter line."""

_MARKER: Final = lazy_pattern(r"(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*")
_ROMAN: Final = r"(?=[IVXL])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_ORDINAL: Final = (
    r"(?:premi(?:er|ère)|seconde?|deuxième|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième"
    r"|onzième|douzième|derni(?:er|ère))"
)
_NUMBER: Final = (
    rf"(?:(?-i:{_ROMAN})|[0-9]{{1,3}}|{_ORDINAL}|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze)"
)
_TITLE: Final = r"(?:\s*[.:—–-]+\s*\S.*)?\s*[.:]?"
_PART: Final = lazy_pattern(
    rf"(?:(?:livre|partie|tome|acte)\s+{_NUMBER}|(?:{_ORDINAL}|[0-9]{{1,2}}(?:re|e|ème))\s+partie){_TITLE}",
    re.IGNORECASE,
)
_CHAPTER: Final = lazy_pattern(
    rf"(?:(?:chapitre|scène)\s+{_NUMBER}{_TITLE}"
    r"|(?:prologue|[ée]pilogue|préface|avant-propos|postface|introduction|conclusion)\.?)",
    re.IGNORECASE,
)
_NUMERAL: Final = lazy_pattern(rf"(?!L\.?\Z){_ROMAN}\.?")


def strip_marker(paragraph: str) -> tuple[str, int]:
    """Return a one-line paragraph without its Markdown marker, and its level (0: no marker).

    >>> strip_marker("## La suite ##")
    ('La suite', 2)
    >>> strip_marker("#hashtag")
    ('#hashtag', 0)
    """
    found = _MARKER.fullmatch(paragraph)
    return (found[2], len(found[1])) if found else (paragraph, 0)


def chapter_level(paragraph: str) -> int:
    """Return the level of a chapter line that is a whole paragraph; 0 for any other.

    Parts have level 1, chapters level 2, a lone Roman numeral level 3. A doubtful line is not a
    heading.

    >>> [chapter_level(words) for words in ("Première partie", "CHAPITRE IV. — Le départ", "XII", "Partie de rien")]
    [1, 2, 3, 0]
    """
    if len(paragraph) > MAX_LENGTH:
        return 0
    for level, pattern in enumerate((_PART, _CHAPTER, _NUMERAL), 1):
        if pattern.fullmatch(paragraph):
            return level
    return 0
