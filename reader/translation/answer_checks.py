"""Validate and clean the answers of engines against their source text."""

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
"""Plausible length of an answer relative to its source, in code points."""
SHORT_TEXT = 40
"""Texts up to this length (code points, or letters) are not checked: names, titles, exclamations."""
REPLACEMENT_SHARE = 20
"""A longer answer may have one U+FFFD in this many code points."""

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
"""Notices that services return instead of a translation."""
_HTML = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[\d.,  ’']*\d)?")
_NO_DIGIT = re.compile(r"\D")


def error_notice(text: str) -> ErrorKind | None:
    """Return the kind of error that a notice stands for; None for other text."""
    return next((kind for pattern, kind in _NOTICES if pattern.search(text)), None)


def is_html(text: str) -> bool:
    """Whether a text is the beginning of a web page."""
    return bool(_HTML.match(text))


def has_letters(text: str) -> bool:
    """Whether there is anything to translate; a text without letters is its own translation."""
    return any(map(str.isalpha, text))


def check_answer(answer: object, source: str, label: str) -> str:
    """Return an answer cleaned, on one line; EngineError if it is no translation of its source."""
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
    """Return the answers to a list of sources, in order, each checked.

    A wrong order shows only by numbers in the answer to another sentence, or by implausible lengths.
    Swapped answers of similar length without numbers go unnoticed.
    """
    if not isinstance(answers, list) or len(answers) != len(sources):
        raise engine_error(ErrorKind.INVALID_ANSWER, label)
    texts = tuple(check_answer(answer, source, label) for answer, source in zip(answers, sources, strict=True))
    source_numbers, answer_numbers = [_numbers(source) for source in sources], [_numbers(text) for text in texts]
    for index, numbers in enumerate(source_numbers):
        if not numbers or answer_numbers[index] & numbers:
            continue
        # Its numbers are missing here, but are in the answer to a sentence without them.
        if any(
            numbers <= answer_numbers[other] and not source_numbers[other] & numbers
            for other in range(len(texts))
            if other != index
        ):
            raise engine_error(ErrorKind.INVALID_ANSWER, label, OUT_OF_ORDER)
    return texts


def split_request(
    request: Request, max_length: int, max_bytes: int, label: str
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the texts to send, each with its sentences: the whole paragraph, or groups of sentences.

    ``max_length`` in code points, ``max_bytes`` of UTF-8. EngineError (TOO_LONG) if one sentence is
    too long by itself.
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
    """Translate a paragraph as split by ``split_request``; each answer is checked.

    ``send`` gets one text and returns its answer. Texts without letters are not sent.
    """
    segments = []
    for text, sentences in split_request(request, max_length, max_bytes, label):
        answer = send(text) if has_letters(text) else text
        segments.append(Segment(check_answer(answer, text, label), sentences))
    return tuple(segments)


def batches(sentences: tuple[str, ...], max_sentences: int, max_bytes: int, label: str) -> tuple[tuple[str, ...], ...]:
    """Return the sentences in batches of at most ``max_sentences`` and ``max_bytes`` of UTF-8.

    EngineError (TOO_LONG) if one sentence is too long by itself.
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
    """Return one segment for each sentence."""
    return tuple(Segment(text, (index,)) for index, text in enumerate(texts))


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).casefold()


def _numbers(text: str) -> frozenset[str]:
    """Return numbers of two or more digits, without separators; single digits are often spelled out."""
    found = (_NO_DIGIT.sub("", number) for number in _NUMBER.findall(text))
    return frozenset(number for number in found if len(number) > 1)
