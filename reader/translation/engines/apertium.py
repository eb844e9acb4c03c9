"""Apertium: rough translation with locally installed programs, through a pivot language if needed.

Nothing is sent. The programs run as a pipeline and end with the request.
"""

from __future__ import annotations

import re
from dataclasses import field
from time import monotonic
from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass
from reader.text.cleaning import clean_line
from reader.translation.answer_checks import check_answer
from reader.translation.engine import Declaration, EngineError, ErrorKind, Segment
from reader.translation.error_messages import ANSWER_TOO_LARGE, engine_error
from reader.translation.options import EngineOptions
from reader.translation.subprocess_pipeline import Canceled, OutputTooLarge, ProgramFailed, TimedOut, run_pipeline

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterable, Sequence

    from reader.translation.engine import Request

_LABEL: Final = "Apertium"
NOT_INSTALLED: Final = (
    "Apertium is not installed. On Debian and Ubuntu: sudo apt install apertium apertium-fra-cat apertium-eng-cat; "
    "then retry."
)
NO_PAIR: Final = (
    "Apertium has no language pair for this translation. For French to English: sudo apt install apertium-fra-cat "
    "apertium-eng-cat; then retry."
)
FAILED: Final = "Apertium failed. Check that its language pairs are installed correctly."

PIVOTS: Final = ("cat", "spa", "eng")
"""Pivot languages, best first; others follow by name (unknown words: docs/engines.md)."""
_CODES: Final = {
    "af": "afr", "an": "arg", "ar": "ara", "be": "bel", "br": "bre", "bg": "bul", "ca": "cat", "cy": "cym", "da": "dan",
    "de": "deu", "en": "eng", "eo": "epo", "es": "spa", "eu": "eus", "fr": "fra", "gl": "glg", "hi": "hin", "is": "isl",
    "id": "ind", "it": "ita", "kk": "kaz", "mk": "mkd", "ms": "msa", "mt": "mlt", "nb": "nob", "nl": "nld", "nn": "nno",
    "oc": "oci", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sc": "srd", "sl": "slv", "sv": "swe", "tr": "tur",
    "tt": "tat", "uk": "ukr", "ur": "urd",
}  # fmt: skip
"""ISO 639-1 to 639-3 codes. Older Apertium pairs are named by the first, newer ones by the second."""
_DIRECTION: Final = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")

_RESERVED: Final = "^$*@#[]{}/\\<>~_|"
"""Characters with a meaning in Apertium's stream format or output."""
_PLACEHOLDERS: Final = {sign: chr(0xE000 + place) for place, sign in enumerate(_RESERVED)}
_ESCAPE: Final = str.maketrans({**dict.fromkeys(_PLACEHOLDERS.values(), "\ufffd"), **_PLACEHOLDERS})
"""Reserved characters as private-use characters, which Apertium passes through unchanged."""
_UNESCAPE: Final = str.maketrans({hidden: sign for sign, hidden in _PLACEHOLDERS.items()})
_PREFIXES: Final = re.compile(r"[*@#]+(?=\w)")
"""Apertium's prefixes: unknown word (``*``), untranslatable (``@``), not generated (``#``)."""
UNKNOWN_WORD_MARK: Final = "*"
"""Shown once before such a word, however many languages it went through."""


@frozen_dataclass(frozen=True, slots=True)
class Apertium:
    """The engine ``apertium``."""

    options: EngineOptions = field(default_factory=EngineOptions)
    program: str = "apertium"

    @property
    def declaration(self) -> Declaration:
        """Declare a local engine; it sends nothing."""
        return Declaration(
            name="apertium",
            label=_LABEL,
            host="",
            remarks=(
                "Rough translation: short plain sentences are often right, longer ones often wrong.",
                f"Unknown words are marked with {UNKNOWN_WORD_MARK}.",
            ),
            rough=True,
            version="1",
        )

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return a segment for each sentence, or one for the paragraph if sentences were merged."""
        deadline = monotonic() + self.options.timeout
        modes = find_route(self._directions(stop, deadline), request.source, request.target)
        sentences = tuple(map(clean_line, request.sentences))
        text = "\n\n".join(sentence.translate(_ESCAPE) for sentence in sentences) + "\n"
        answer = self._run([[self.program, mode] for mode in modes], text, stop, deadline)
        found = parse_answer(answer, sentences)
        # Check the whole text: a single sentence of names may stay unchanged.
        check_answer(" ".join(piece.text for piece in found), " ".join(sentences), _LABEL)
        return found

    def _directions(self, stop: threading.Event, deadline: float) -> tuple[str, ...]:
        return tuple(self._run([[self.program, "-l"]], "", stop, deadline).split())

    def _run(self, commands: Sequence[Sequence[str]], text: str, stop: threading.Event, deadline: float) -> str:
        try:
            return run_pipeline(commands, text.encode(), stop, deadline).decode(errors="replace")
        except FileNotFoundError:
            error = engine_error(ErrorKind.NOT_AVAILABLE, _LABEL, NOT_INSTALLED)
        except Canceled:
            error = engine_error(ErrorKind.CANCELED, _LABEL)
        except TimedOut:
            error = engine_error(ErrorKind.TIMED_OUT, _LABEL)
        except OutputTooLarge:
            error = engine_error(ErrorKind.INVALID_ANSWER, _LABEL, ANSWER_TOO_LARGE)
        except (ProgramFailed, OSError):
            error = engine_error(ErrorKind.SERVER_ERROR, _LABEL, FAILED)
        raise error


def find_route(directions: Iterable[str], source: str, target: str) -> tuple[str, ...]:
    """Return one direction to use, or two through a pivot; EngineError if there is no route.

    Directions are named as by ``apertium -l``; varieties (``eng-cat_valencia``) are ignored.

    >>> find_route(["fra-cat", "cat-eng", "cat-eng_US"], "fr", "en")
    ('fra-cat', 'cat-eng')
    """
    known: dict[tuple[str, str], str] = {}
    for name in sorted(directions, key=lambda name: (-len(name), name)):  # newer, longer names first
        if pair := _DIRECTION.fullmatch(name):
            known.setdefault((_long_code(pair[1]), _long_code(pair[2])), name)
    ours, theirs = _long_code(source), _long_code(target)
    if ours == theirs:
        raise engine_error(ErrorKind.UNSUPPORTED_LANGUAGE, _LABEL)
    if (ours, theirs) in known:
        return (known[ours, theirs],)
    others = sorted({end for start, end in known if start == ours} - set(PIVOTS))
    for pivot in (*PIVOTS, *others):
        if (ours, pivot) in known and (pivot, theirs) in known:
            return known[ours, pivot], known[pivot, theirs]
    raise _no_pair(known)


def parse_answer(answer: str, sentences: Sequence[str]) -> tuple[Segment, ...]:
    """Return the output as segments; EngineError (INVALID_ANSWER) if it is empty."""
    parts = [_clean(part) for part in answer.strip("\n").split("\n\n")]
    if len(parts) == len(sentences) and all(parts):
        return tuple(Segment(part, (index,)) for index, part in enumerate(parts))
    whole = _clean(answer)
    if not whole:
        raise engine_error(ErrorKind.INVALID_ANSWER, _LABEL)
    return (Segment(whole, tuple(range(len(sentences)))),)


def _clean(text: str) -> str:
    """Return output on one line: one mark before each unknown word, reserved characters restored."""
    return clean_line(_PREFIXES.sub(UNKNOWN_WORD_MARK, text).translate(_UNESCAPE))


def _long_code(code: str) -> str:
    return _CODES.get(code, code)


def _no_pair(known: object) -> EngineError:
    # Without any pair, treat it as not installed.
    return engine_error(ErrorKind.UNSUPPORTED_LANGUAGE if known else ErrorKind.NOT_AVAILABLE, _LABEL, NO_PAIR)
