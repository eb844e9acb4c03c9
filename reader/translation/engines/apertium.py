"""Apertium, where its programs are installed: a rough gloss made on this machine, through a second language where need be.

Nothing is sent. The text goes through pipes of Apertium's own programs, which end with the request, in time or not.
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
    "then ask again."
)
NO_PAIR: Final = (
    "Apertium has no language pair that leads there. For French to English: sudo apt install apertium-fra-cat "
    "apertium-eng-cat; then ask again."
)
FAILED: Final = "Apertium stopped with a fault of its own. Look whether its language pairs are installed well."

PIVOTS: Final = ("cat", "spa", "eng")
"""Languages to go through, the best first; others come after them by name. Of the seed article's 659 words 18 are unknown by
way of Catalan, 59 by way of Spanish."""
_CODES: Final = {
    "af": "afr", "an": "arg", "ar": "ara", "be": "bel", "br": "bre", "bg": "bul", "ca": "cat", "cy": "cym", "da": "dan",
    "de": "deu", "en": "eng", "eo": "epo", "es": "spa", "eu": "eus", "fr": "fra", "gl": "glg", "hi": "hin", "is": "isl",
    "id": "ind", "it": "ita", "kk": "kaz", "mk": "mkd", "ms": "msa", "mt": "mlt", "nb": "nob", "nl": "nld", "nn": "nno",
    "oc": "oci", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sc": "srd", "sl": "slv", "sv": "swe", "tr": "tur",
    "tt": "tat", "uk": "ukr", "ur": "urd",
}  # fmt: skip
"""ISO 639-1 to 639-3; Apertium's older pairs are named by the first, its newer ones by the second."""
_DIRECTION: Final = re.compile(r"([a-z]{2,3})-([a-z]{2,3})")

_RESERVED: Final = "^$*@#[]{}/\\<>~_|"
"""Signs that mean something in Apertium's stream, or mark a word in its answer."""
_PLACEHOLDERS: Final = {sign: chr(0xE000 + place) for place, sign in enumerate(_RESERVED)}
_ESCAPE: Final = str.maketrans({**dict.fromkeys(_PLACEHOLDERS.values(), "\ufffd"), **_PLACEHOLDERS})
"""Each sign as a character for private use, which Apertium hands through as it is."""
_UNESCAPE: Final = str.maketrans({hidden: sign for sign, hidden in _PLACEHOLDERS.items()})
_PREFIXES: Final = re.compile(r"[*@#]+(?=\w)")
"""What Apertium puts before a word that it does not know (``*``), cannot translate (``@``) or cannot form (``#``)."""
UNKNOWN_WORD_MARK: Final = "*"
"""What the reader sees before such a word, once, however many languages it went through unknown."""


@frozen_dataclass(frozen=True, slots=True)
class Apertium:
    """The engine ``apertium``."""

    options: EngineOptions = field(default_factory=EngineOptions)
    program: str = "apertium"

    @property
    def declaration(self) -> Declaration:
        """What it is; it sends nothing."""
        return Declaration(
            name="apertium",
            label=_LABEL,
            host="",
            remarks=(
                "It is a rough gloss: short plain sentences are often right, longer ones often say something else.",
                f"A word that it does not know has {UNKNOWN_WORD_MARK} before it.",
            ),
            rough=True,
            version="1",
        )

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return the gloss of each sentence, or of the whole paragraph where the sentences did not come back one by one."""
        deadline = monotonic() + self.options.timeout
        modes = find_route(self._directions(stop, deadline), request.source, request.target)
        sentences = tuple(map(clean_line, request.sentences))
        asked = "\n\n".join(sentence.translate(_ESCAPE) for sentence in sentences) + "\n"
        answer = self._run([[self.program, mode] for mode in modes], asked, stop, deadline)
        found = parse_answer(answer, sentences)
        # The whole, not each piece: a sentence of names may well come back as it was.
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
    """Return the one direction to use, or two through another language; EngineError (LANGUAGE) when none leads there.

    Directions are told as ``apertium -l`` does; those of a variety (``eng-cat_valencia``) are left out.

    >>> route(["fra-cat", "cat-eng", "cat-eng_US"], "fr", "en")
    ('fra-cat', 'cat-eng')
    """
    known: dict[tuple[str, str], str] = {}
    for name in sorted(directions, key=lambda name: (-len(name), name)):  # the newer, longer name first
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
    """Return what came back as segments; EngineError (NONSENSE) when it is nothing."""
    parts = [_clean(part) for part in answer.strip("\n").split("\n\n")]
    if len(parts) == len(sentences) and all(parts):
        return tuple(Segment(part, (index,)) for index, part in enumerate(parts))
    whole = _clean(answer)
    if not whole:
        raise engine_error(ErrorKind.INVALID_ANSWER, _LABEL)
    return (Segment(whole, tuple(range(len(sentences)))),)


def _clean(text: str) -> str:
    """Return a piece of the answer on one line: one mark before each doubtful word, the text's own signs as they were."""
    return clean_line(_PREFIXES.sub(UNKNOWN_WORD_MARK, text).translate(_UNESCAPE))


def _long_code(code: str) -> str:
    return _CODES.get(code, code)


def _no_pair(known: object) -> EngineError:
    # Without any pair it is as good as not installed.
    return engine_error(ErrorKind.UNSUPPORTED_LANGUAGE if known else ErrorKind.NOT_AVAILABLE, _LABEL, NO_PAIR)
