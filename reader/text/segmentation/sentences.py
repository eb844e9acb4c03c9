"""Sentences: cutting a paragraph of French (or English) where a reader would."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from reader.text.lazy_regex import late_pattern
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_END: Final = late_pattern(
    r"[.!?…‼⁇⁈⁉]++"
    r"(?:"
    r"\s*+[»›)\]]"  # a closing guillemet or bracket, even after a space
    r"|[”’\"'*_]"  # a closing quotation mark, directly
    r"|\[\d{1,3}\]|[¹²³⁰-⁹]"  # the call of a footnote
    r"|\s*+[.!?…‼⁇⁈⁉]++(?![^\W_])"  # what a careless hand left (« The Telegraph. . »), but not « …Elle »
    r")*+"
)
"""Where a sentence may end. What stands before and after decides."""
_NEXT: Final = late_pattern(r"[^\W_]|[,;:/»›)\]]")
"""What decides whether a sentence begins: the first letter or digit to come, unless the sentence plainly goes on."""
_LETTER: Final = late_pattern(r"[^\W_]")
_TOKEN: Final = late_pattern(r"[\w.\-‐‑°]+\Z")
_INITIALS: Final = late_pattern(r"[^\W\d_](?:[.\-‐‑]{1,2}[^\W\d_])*")
_NUMERAL: Final = late_pattern(r"\d|[IVXLCDM]+\b")

_NAME_ABBREVIATIONS: Final = frozenset(
    str.split(
        "M MM Mr Mrs Ms Mme Mmes Mlle Mlles Dr Drs Pr Prof St Ste Mgr Gén Gen Lt Cdt Col Sen Rep Gov Sgt Capt Rev Hon Exc Ch Ph Th"
    )
)
"""Abbreviations that never end a sentence, in this case only."""
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
"""Abbreviations that end no sentence when a number follows, in Arabic or Roman figures."""
_SENTENCE_OPENERS: Final = frozenset(
    str.split(
        "Il Ils Elle Elles On Nous Vous Je Tu Un Une Les Des Ce Cet Cette Ces Mais Et Or Donc Puis Alors Dans En Pour Quand"
        " The He She It They We You But And So In On At Then This That These Those When"
    )
)
"""Words that begin a sentence and are nearly never a name: after an initial they tell ``V. Poutine`` from ``plan B. Il``."""
_EXAMPLE_PREFIX: Final = late_pattern(r"(?<!\w)(?:[pP]\.|[pP]ar)\s*\Z")
"""What stands before the « ex. » of an example."""
_TOKEN_REACH: Final = 24
_LOOKAHEAD: Final = 1_000
"""Code points that the signs at a certain end may take, so that they are not looked for to the end of a book."""

Cut = tuple[int, int]
"""Where a sentence ends, and where the first letter of the next one is."""


def sentences(text: str, start: int = 0) -> tuple[Span, ...]:
    """Return the sentences of one paragraph, shifted by ``start`` code points.

    They are in order, do not overlap, begin and end with something else than white space, and cover all the rest. None
    is made of punctuation alone, unless the whole paragraph is.

    A sentence ends at ``. ! ? …`` with the quotation marks and brackets that close there, when white space follows and the
    next letter is not a small one: so ``ouvert. »`` stays whole, and ``difficile. à interpréter`` is not cut.
    """
    return tuple(iter_sentences(text, start))


def iter_sentences(text: str, start: int = 0, *, cut: Cut | None = None) -> Iterator[Span]:
    """Yield what ``sentences`` returns one by one: the first of them cost nothing of the rest of a long paragraph.

    With a ``certain_cut``, only the sentences after it.
    """
    if cut is not None:
        head, ahead = cut
    else:
        head, worded = 0, _LETTER.search(text)
        ahead = worded.start() if worded else len(text)  # the first letter of the sentence being read
    coming = _NextWordFinder(text)
    for end in _END.finditer(text, head):
        if ahead >= end.start() or not text[end.end() : end.end() + 1].isspace():
            continue
        begin = coming.after(end.end())
        if begin is None or _continues(text, ahead, end, begin):
            continue
        yield _trimmed(text, head, end.end(), start)
        head, ahead = end.end(), begin
    if head < len(text) and not text[head:].isspace():
        yield _trimmed(text, head, len(text), start)


def certain_cut(text: str, start: int, stop: int) -> Cut | None:
    """Return the first place between two offsets where a sentence ends wherever reading began; None when no place is certain.

    Only at a full stop does it depend on where the sentence began, if that is close before; and wherever it began, that is at or
    before the first letter after the stop before. The sentence after the cut has a letter before ``stop``.
    """
    before = -1
    coming = _NextWordFinder(text, stop)
    limit = stop + _LOOKAHEAD
    # What begins in the middle of a stop ends where that does: so from the second one on they are those of the whole text.
    for end in _END.finditer(text, start, limit):
        if end.start() >= stop or end.end() >= limit:
            break
        if before >= 0 and text[end.end() : end.end() + 1].isspace():
            worded = _LETTER.search(text, before, end.start())
            if worded is not None and (end[0] != "." or worded.start() + _TOKEN_REACH < end.start()):
                begin = coming.after(end.end())
                if begin is not None and begin < stop and not _continues(text, worded.start(), end, begin):
                    return end.end(), begin
        before = end.end()
    return None


def sentence_at(text: str, offset: int, sentences: Sequence[Span]) -> Span:
    """Return the sentence that holds the offset; between two, the one before; before the first, the first.

    ``sentences`` and ``offset`` count from the same beginning. An empty span when there is none.
    """
    if not sentences:
        offset = min(max(offset, 0), len(text))
        return Span(offset, offset)
    return sentences[max(0, bisect_right(sentences, offset, key=lambda span: span.start) - 1)]


class _NextWordFinder:
    """Finds what comes after an offset, never reading a character twice as long as offsets grow."""

    def __init__(self, text: str, stop: int | None = None) -> None:
        self._text = text
        self._stop = len(text) if stop is None else stop
        self._found = -1

    def after(self, offset: int) -> int | None:
        """Return where the next letter or digit stands; None when there is none or the sentence plainly goes on."""
        if self._found < offset:
            found = _NEXT.search(self._text, offset, self._stop)
            self._found = found.start() if found else self._stop
        return self._found if _LETTER.match(self._text, self._found) else None


def _continues(text: str, first: int, end: re.Match[str], begin: int) -> bool:
    """Tell whether the sentence goes on after its punctuation: a small letter, an abbreviation, an initial, a number."""
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
    """Return what stands before a token: only a few code points, for it is asked of every token of its kind."""
    return text[max(0, found.start() - _TOKEN_REACH) : found.start()] if found else ""


def _is_roman(token: str) -> bool:
    return bool(token) and not token.strip("IVXLC")


def _is_name_next(text: str, found: re.Match[str] | None, begin: int) -> bool:
    """Tell whether initials are those of the name that follows."""
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
