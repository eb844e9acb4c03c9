"""Sentence segmentation of French and English paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from reader.text.lazy_regex import lazy_pattern
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_END: Final = lazy_pattern(
    r"[.!?…‼⁇⁈⁉]++"
    r"(?:"
    r"\s*+[»›)\]]"  # a closing guillemet or bracket, even after a space
    r"|[”’\"'*_]"  # a closing quotation mark, directly
    r"|\[\d{1,3}\]|[¹²³⁰-⁹]"  # a footnote mark
    r"|\s*+[.!?…‼⁇⁈⁉]++(?![^\W_])"  # stray punctuation (« The Telegraph. . »), but not « …Elle »
    r")*+"
)
"""A possible sentence end; the context decides."""
_NEXT: Final = lazy_pattern(r"[^\W_]|[,;:/»›)\]]")
"""Decides whether a sentence begins: the next letter or digit, or a sign that it goes on."""
_LETTER: Final = lazy_pattern(r"[^\W_]")
_TOKEN: Final = lazy_pattern(r"[\w.\-‐‑°]+\Z")
_INITIALS: Final = lazy_pattern(r"[^\W\d_](?:[.\-‐‑]{1,2}[^\W\d_])*")
_NUMERAL: Final = lazy_pattern(r"\d|[IVXLCDM]+\b")

_NAME_ABBREVIATIONS: Final = frozenset(
    str.split(
        "M MM Mr Mrs Ms Mme Mmes Mlle Mlles Dr Drs Pr Prof St Ste Mgr Gén Gen Lt Cdt Col Sen Rep"
        " Gov Sgt Capt Rev Hon Exc Ch Ph Th"
    )
)
"""Abbreviations that never end a sentence; case-sensitive."""
_WORD_ABBREVIATIONS: Final = frozenset(
    str.split("av apr cf vs viz bd boul éd ed trad dir coll e.g i.e p.ex c.-à-d c-à-d")
)
"""Abbreviations that never end a sentence, in any case."""
_NUMBER_ABBREVIATIONS: Final = frozenset(
    str.split(
        "p pp art chap ch vol fig no nos n n° t l liv col pl env ca tél v s f r al sect § ann app tab op h"
        " réf éq dép figs vv janv févr avr juill sept oct nov déc"
    )
)
"""Abbreviations that end no sentence before a number, in Arabic or Roman figures."""
_SENTENCE_OPENERS: Final = frozenset(
    str.split(
        "Il Ils Elle Elles On Nous Vous Je Tu Un Une Les Des Ce Cet Cette Ces Mais Et Or Donc Puis"
        " Alors Dans En Pour Quand The He She It They We You But And So In On At Then This That"
        " These Those When"
    )
)
"""Words that open a sentence and are almost never names.

After an initial they separate ``V. Poutine`` from ``plan B. Il``."""
_EXAMPLE_PREFIX: Final = lazy_pattern(r"(?<!\w)(?:[pP]\.|[pP]ar)\s*\Z")
"""What precedes the « ex. » of « p. ex. »."""
_TOKEN_REACH: Final = 24
_LOOKAHEAD: Final = 1_000
"""Maximum code points of the punctuation at a certain end, so that a search stays bounded."""

Cut = tuple[int, int]
"""Where a sentence ends, and where the first letter of the next one is."""


def sentences(text: str, start: int = 0) -> tuple[Span, ...]:
    """Return the sentences of one paragraph, shifted by ``start`` code points.

    They are in order, do not overlap, have no white space at their ends, and cover everything else.
    None is punctuation alone, unless the whole paragraph is.

    A sentence ends at ``. ! ? …`` and closing quotation marks and brackets, when white space
    follows and the next letter is not lower-case. So ``ouvert. »`` stays whole, and ``difficile. à
    interpréter`` is not split.
    """
    return tuple(iter_sentences(text, start))


def iter_sentences(text: str, start: int = 0, *, cut: Cut | None = None) -> Iterator[Span]:
    """Yield what ``sentences`` returns, reading only as far as needed.

    With a ``certain_cut``, yield only the sentences after it.
    """
    if cut is not None:
        head, ahead = cut
    else:
        head, letter = 0, _LETTER.search(text)
        ahead = letter.start() if letter else len(text)  # the first letter of the current sentence
    next_word = _NextWordFinder(text)
    for end in _END.finditer(text, head):
        if ahead >= end.start() or not text[end.end() : end.end() + 1].isspace():
            continue
        begin = next_word.after(end.end())
        if begin is None or _continues(text, ahead, end, begin):
            continue
        yield _trimmed(text, head, end.end(), start)
        head, ahead = end.end(), begin
    if head < len(text) and not text[head:].isspace():
        yield _trimmed(text, head, len(text), start)


def certain_cut(text: str, start: int, stop: int) -> Cut | None:
    """Return the first boundary in a range that holds wherever reading began, or None.

    Only a full stop depends on where its sentence began, and only if that is near. In any case,
    that is at or before the first letter after the previous stop. The sentence after the cut has a
    letter before ``stop``.
    """
    before = -1
    next_word = _NextWordFinder(text, stop)
    limit = stop + _LOOKAHEAD
    # A match that begins inside a stop ends with it, so from the second on they match the whole text's.
    for end in _END.finditer(text, start, limit):
        if end.start() >= stop or end.end() >= limit:
            break
        if before >= 0 and text[end.end() : end.end() + 1].isspace():
            letter = _LETTER.search(text, before, end.start())
            if letter is not None and (end[0] != "." or letter.start() + _TOKEN_REACH < end.start()):
                begin = next_word.after(end.end())
                if begin is not None and begin < stop and not _continues(text, letter.start(), end, begin):
                    return end.end(), begin
        before = end.end()
    return None


def sentence_at(text: str, offset: int, sentences: Sequence[Span]) -> Span:
    """Return the sentence at an offset, or the one before it, or else the first.

    ``sentences`` and ``offset`` have the same origin. The span is empty when there is no sentence.
    """
    if not sentences:
        offset = min(max(offset, 0), len(text))
        return Span(offset, offset)
    return sentences[max(0, bisect_right(sentences, offset, key=lambda span: span.start) - 1)]


class _NextWordFinder:
    """Finds the next word after ascending offsets, without reading a character twice."""

    def __init__(self, text: str, stop: int | None = None) -> None:
        self._text = text
        self._stop = len(text) if stop is None else stop
        self._found = -1

    def after(self, offset: int) -> int | None:
        """Return the next letter or digit; None when there is none or the sentence plainly goes on."""
        if self._found < offset:
            found = _NEXT.search(self._text, offset, self._stop)
            self._found = found.start() if found else self._stop
        return self._found if _LETTER.match(self._text, self._found) else None


def _continues(text: str, first: int, end: re.Match[str], begin: int) -> bool:
    """Return whether the sentence goes on: lower-case letter, abbreviation, initial or number."""
    if text[begin].islower():
        return True
    if end[0] != ".":
        return False
    found = _TOKEN.search(text, max(first, end.start() - _TOKEN_REACH), end.start())
    token = found[0] if found else ""
    if token in _NAME_ABBREVIATIONS or token.lower() in _WORD_ABBREVIATIONS:
        return True
    if token.lower() in _NUMBER_ABBREVIATIONS and _NUMERAL.match(text, begin):
        return True
    if token.lower() == "ex" and _EXAMPLE_PREFIX.search(_before(text, found)):
        return True
    if found is not None and found.start() == first and (token.rstrip("°").isdecimal() or _is_roman(token)):
        return True  # the number of an item: « 1. Le départ »
    return bool(_INITIALS.fullmatch(token)) and token[0].isupper() and _is_name_next(text, found, begin)


def _before(text: str, found: re.Match[str] | None) -> str:
    """Return a few code points before a token."""
    return text[max(0, found.start() - _TOKEN_REACH) : found.start()] if found else ""


def _is_roman(token: str) -> bool:
    return bool(token) and not token.strip("IVXLC")


def _is_name_next(text: str, found: re.Match[str] | None, begin: int) -> bool:
    """Return whether initials belong to the name that follows."""
    if found is not None and found[0] in ("J.-C", "J.C", "JC", "J-C"):  # av. J.-C. may well end a sentence
        before = _before(text, found).split()
        if before and before[-1].lower().rstrip(".") in ("av", "apr", "avant", "après"):
            return False
    word = re.compile(r"\w+").match(text, begin)
    return word is not None and word[0] not in _SENTENCE_OPENERS


def _trimmed(text: str, head: int, tail: int, shift: int) -> Span:
    piece = text[head:tail]
    head += len(piece) - len(piece.lstrip())
    return Span(shift + head, shift + head + len(piece.strip()))
