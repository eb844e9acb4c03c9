"""A neural model on this machine: the reader's own ``.argosmodel`` file, run by CTranslate2 (the extra ``offline``).

The file is read where it is and never unpacked, so that nothing in it can be written anywhere. A model is loaded once and kept.
"""

from __future__ import annotations

import importlib
import os
import threading
from dataclasses import field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from reader.text.cleaning import clean_line
from reader.translation.checks import checked
from reader.translation.engine import Declaration, Segment, Trouble
from reader.translation.model_file import Contents, fingerprint, read_contents
from reader.translation.options import Options
from reader.translation.troubles import trouble
from reader.values import valueclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.translation.engine import Request

_LABEL: Final = "Argos model"
NO_EXTRA: Final = (
    "Translating with a model of your own needs two more packages. Install them with: pip install 'enregard[offline]'; "
    "then ask again."
)
NO_PATH: Final = "No model is chosen. Write the path of an .argosmodel file in the settings file, under [engines.argos]; then ask again."
TOO_BIG: Final = "There is not enough memory for the model. Choose a smaller one, or another engine."
UNUSABLE: Final = "The model cannot be used: its weights or its word pieces are damaged. Choose another file."

MOST_PIECES: Final = 400
"""Word pieces of one sentence; models are trained on far shorter ones, and repeat themselves beyond."""
_BEAM: Final = 4
_THREADS: Final = max(1, min(4, (os.cpu_count() or 1) // 2))
"""Half of the machine at most: the other half turns pages."""
_SPECIAL: Final = frozenset({"<blank>", "<s>", "</s>", "<unk>", "<pad>"})
"""Pieces that stand for no words."""
_LOOK: Final = 0.01
"""Seconds between looks at whether to stop."""


@valueclass(frozen=True, slots=True)
class Argos:
    """The engine ``argos``."""

    options: Options = field(default_factory=Options)

    @property
    def declaration(self) -> Declaration:
        """What it is; it sends nothing. Its version is told by the file's table of contents: no weight is read for it."""
        return Declaration(
            name="argos",
            label=_LABEL,
            host="",
            remarks=("How good it is depends on the model that you chose.",),
            version=fingerprint(Path(self.options.path)) if self.options.path else "",
        )

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return the English of each sentence."""
        deadline = monotonic() + self.options.deadline
        if not self.options.path:
            raise trouble(Trouble.NOT_THERE, _LABEL, NO_PATH)
        model = _loaded(Path(self.options.path).expanduser())
        if (request.source, request.target) != model.contents.pair:
            raise trouble(Trouble.LANGUAGE, _LABEL)
        sentences = tuple(map(clean_line, request.sentences))
        asked = [model.pieces(sentence) for sentence in sentences]
        # One sentence at a time: what a beam has begun cannot be called back, so that is all that runs on when stopped.
        found = tuple(Segment(model.translate(pieces, stop, deadline), (index,)) for index, pieces in enumerate(asked))
        # The whole, not each sentence: one of names may well come back as it was.
        checked(" ".join(piece.text for piece in found), " ".join(sentences), _LABEL)
        return found


class _Model:
    """A model in memory. CTranslate2 and SentencePiece may be called from several threads."""

    def __init__(self, contents: Contents) -> None:
        try:
            ctranslate2: Any = importlib.import_module("ctranslate2")
            sentencepiece: Any = importlib.import_module("sentencepiece")
        except ImportError:
            raise trouble(Trouble.NOT_THERE, _LABEL, NO_EXTRA) from None
        self.contents = contents
        try:
            self._translator: Any = ctranslate2.Translator(
                "model", device="cpu", inter_threads=1, intra_threads=_THREADS, files=dict(contents.model)
            )
            self._pieces: Any = sentencepiece.SentencePieceProcessor(model_proto=contents.pieces)
        except (RuntimeError, ValueError):
            raise trouble(Trouble.NOT_THERE, _LABEL, UNUSABLE) from None
        self._prefix = [contents.prefix] if contents.prefix else []

    def pieces(self, sentence: str) -> list[str]:
        """Cut a sentence into the model's word pieces; EngineError when there are too many."""
        found: list[str] = self._pieces.encode(sentence, out_type=str)
        if len(found) > MOST_PIECES:
            raise trouble(Trouble.TOO_LONG, _LABEL)
        return found

    def translate(self, pieces: Sequence[str], stop: threading.Event, deadline: float) -> str:
        if not pieces:
            raise trouble(Trouble.NONSENSE, _LABEL)
        if stop.is_set():
            raise trouble(Trouble.STOPPED, _LABEL)
        (coming,) = self._translator.translate_batch(
            [list(pieces)],
            target_prefix=[self._prefix] if self._prefix else None,
            beam_size=_BEAM,
            replace_unknowns=True,
            max_input_length=0,  # else it would cut a long sentence without a word
            max_decoding_length=min(2 * len(pieces) + 20, MOST_PIECES),
            asynchronous=True,
        )
        while not coming.done():
            if stop.wait(_LOOK):
                raise trouble(Trouble.STOPPED, _LABEL)
            if monotonic() > deadline:
                raise trouble(Trouble.TIMED_OUT, _LABEL)
        try:
            answer: list[str] = coming.result().hypotheses[0]
        except RuntimeError as error:  # the model has no place for so many pieces, or is broken
            kind = Trouble.TOO_LONG if "position" in str(error) else Trouble.SERVER
            raise trouble(kind, _LABEL) from None
        return joined(answer[len(self._prefix) :])


def joined(pieces: Sequence[str]) -> str:
    """Return word pieces as text; EngineError (NONSENSE) when there are no words."""
    text = clean_line("".join(piece for piece in pieces if piece not in _SPECIAL).replace("▁", " "))
    if not text:
        raise trouble(Trouble.NONSENSE, _LABEL)
    return text


class _Shelf:
    """The model that is in memory: one, because a model takes as much as its file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: tuple[tuple[Path, str], _Model] | None = None

    def get(self, path: Path) -> _Model:
        """Return the model of a file, loaded by whoever asks first while the others wait; EngineError when it cannot be."""
        with self._lock:
            key = (path, fingerprint(path))
            if self._held is not None and self._held[0] == key:
                return self._held[1]
            self._held = None  # before the other is read: never two in memory
            model = _Model(read_contents(path, _LABEL))
            self._held = (key, model)
            return model


_SHELF: Final = _Shelf()


def _loaded(path: Path) -> _Model:
    try:
        return _SHELF.get(path)
    except MemoryError:
        pass
    raise trouble(Trouble.NOT_THERE, _LABEL, TOO_BIG)
