"""What an answer must be before it is anything: checked against its source, and put on one clean line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.text.cleaning import REPLACEMENT, clean_line
from reader.translation.engine import ErrorKind, Segment
from reader.translation.error_messages import OUT_OF_ORDER, UNTRANSLATED, engine_error

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.translation.engine import Request

MIN_RATIO, MAX_RATIO = 0.2, 5.0
"""Code points of an answer to one of its source; outside of it something else came back."""
SHORT_TEXT = 40
"""Code points (for the ratio) and letters (for sameness) up to which anything may happen: names, titles, exclamations."""
REPLACEMENT_SHARE = 20
"""One in so many code points of a longer answer may stand for bytes that were no text."""

_NOTICES = (
    (
        re.compile(r"MYMEMORY WARNING|ALL AVAILABLE FREE TRANSLATIONS|QUOTA (?:IS )?(?:EXCEEDED|FINISHED)"),
        ErrorKind.QUOTA,
    ),
    (re.compile(r"QUERY LENGTH LIMIT EXCEE?DED"), ErrorKind.TOO_LONG),
    (
        re.compile(r"IS AN INVALID (?:SOURCE|TARGET) LANGUAGE|INVALID LANGUAGE PAIR|SELECT TWO DISTINCT LANGUAGES"),
        ErrorKind.UNSUPPORTED_LANGUAGE,
    ),
)
"""Notices that services return in the place of a translation."""
_HTML = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[\d.,  ’']*\d)?")
_NO_DIGIT = re.compile(r"\D")


def error_notice(text: str) -> ErrorKind | None:
    """Return the trouble that a notice in the place of a translation tells of; None for anything else."""
    return next((kind for pattern, kind in _NOTICES if pattern.search(text)), None)


def is_html(text: str) -> bool:
    """Tell whether a text is the beginning of a web page."""
    return bool(_HTML.match(text))


def has_letters(text: str) -> bool:
    """Tell whether there is anything to translate; without it a text is its own translation."""
    return any(map(str.isalpha, text))


def check_answer(answer: object, source: str, label: str) -> str:
    """Return an answer clean and on one line; EngineError (NONSENSE, QUOTA, …) when it is no translation of its source."""
    if not isinstance(answer, str):
        raise engine_error(ErrorKind.INVALID_ANSWER, label)
    text = clean_line(answer)
    if not text or (has_letters(source) and not any(map(str.isalnum, text.replace(REPLACEMENT, "")))):
        raise engine_error(ErrorKind.INVALID_ANSWER, label)
    if len(text) > SHORT_TEXT and text.count(REPLACEMENT) > source.count(REPLACEMENT) + len(text) // REPLACEMENT_SHARE:
        raise engine_error(ErrorKind.INVALID_ANSWER, label)
    kind = error_notice(text)
    if kind is not None and error_notice(source) is None:
        raise engine_error(kind, label)
    if is_html(text) and not is_html(source):
        raise engine_error(ErrorKind.BLOCKED, label)
    wanted = clean_line(source)
    if len(wanted) > SHORT_TEXT and not MIN_RATIO <= len(text) / len(wanted) <= MAX_RATIO:
        raise engine_error(ErrorKind.INVALID_ANSWER, label)
    letters = _letters(wanted)
    if len(letters) > SHORT_TEXT and letters == _letters(text):
        raise engine_error(ErrorKind.INVALID_ANSWER, label, UNTRANSLATED)
    return text


def check_answers(answers: object, sources: Sequence[str], label: str) -> tuple[str, ...]:
    """Return the answers to a list, one for each source and in its order, each checked.

    That answers stand in another order shows only where a sentence's numbers turn up in the answer to another one, or
    where lengths cannot belong together. Exchanged answers of like length without numbers cannot be told from right ones.
    """
    if not isinstance(answers, list) or len(answers) != len(sources):
        raise engine_error(ErrorKind.INVALID_ANSWER, label)
    texts = tuple(check_answer(answer, source, label) for answer, source in zip(answers, sources, strict=True))
    asked, came = [_numbers(source) for source in sources], [_numbers(text) for text in texts]
    for here, numbers in enumerate(asked):
        if not numbers or came[here] & numbers:
            continue
        # All its numbers are gone from its own answer, and stand in the answer to a sentence that has none of them.
        if any(numbers <= came[there] and not asked[there] & numbers for there in range(len(texts)) if there != here):
            raise engine_error(ErrorKind.INVALID_ANSWER, label, OUT_OF_ORDER)
    return texts


def split_request(
    request: Request, max_length: int, max_bytes: int, label: str
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return what to send one by one, each with the sentences in it: the whole paragraph if it fits, else groups of sentences.

    ``longest`` counts code points, ``most_bytes`` bytes of UTF-8. EngineError (TOO_LONG) when a sentence alone is too long.
    """

    def fits(text: str) -> bool:
        return len(text) <= max_length and len(text.encode()) <= max_bytes

    everything = tuple(range(len(request.sentences)))
    whole = clean_line(request.paragraph)
    if whole and fits(whole):
        return ((whole, everything),)
    groups: list[tuple[str, tuple[int, ...]]] = []
    for index, sentence in enumerate(map(clean_line, request.sentences)):
        if not fits(sentence):
            raise engine_error(ErrorKind.TOO_LONG, label)
        if groups and fits(together := f"{groups[-1][0]} {sentence}"):
            groups[-1] = (together, (*groups[-1][1], index))
        else:
            groups.append((sentence, (index,)))
    return tuple(groups)


def translate_in_pieces(
    request: Request, max_length: int, max_bytes: int, label: str, send: Callable[[str], object]
) -> tuple[Segment, ...]:
    """Return what a paragraph is answered with, sent in ``pieces`` and each answer checked.

    ``ask`` gets one piece and returns its answer; one without letters is not sent. EngineError when there is no translation.
    """
    segments = []
    for text, sentences in split_request(request, max_length, max_bytes, label):
        answer = send(text) if has_letters(text) else text
        segments.append(Segment(check_answer(answer, text, label), sentences))
    return tuple(segments)


def batches(sentences: tuple[str, ...], max_sentences: int, max_bytes: int, label: str) -> tuple[tuple[str, ...], ...]:
    """Return the sentences in lists of at most ``most`` and of ``most_bytes`` bytes of UTF-8, in order.

    EngineError (TOO_LONG) when a sentence alone is too long.
    """
    lists: list[tuple[str, ...]] = []
    size = 0
    for sentence in sentences:
        length = len(sentence.encode())
        if length > max_bytes:
            raise engine_error(ErrorKind.TOO_LONG, label)
        if lists and len(lists[-1]) < max_sentences and size + length <= max_bytes:
            lists[-1] = (*lists[-1], sentence)
            size += length
        else:
            lists.append((sentence,))
            size = length
    return tuple(lists)


def sentence_segments(texts: Sequence[str]) -> tuple[Segment, ...]:
    """Return answers as segments, each to the sentence of its place."""
    return tuple(Segment(text, (index,)) for index, text in enumerate(texts))


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).casefold()


def _numbers(text: str) -> frozenset[str]:
    """Return the numbers of two digits and more, however they are grouped; one digit is often written as a word."""
    found = (_NO_DIGIT.sub("", number) for number in _NUMBER.findall(text))
    return frozenset(number for number in found if len(number) > 1)
