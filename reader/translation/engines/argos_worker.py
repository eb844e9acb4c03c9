"""The program that runs a model, in a process of its own: it can be ended in the middle of a sentence, and can take nothing with it.

It reads one question a line (JSON) and answers each with lines: first whether the model of the file named first is ready, then, for a list
of sentences, each one's English or what went wrong. It ends as soon as nobody holds the other end of its input.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from reader.text.cleaning import clean_line
from reader.translation.engine import EngineError, ErrorKind
from reader.translation.engines.argos_model_file import read_contents
from reader.translation.error_messages import engine_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.translation.engines.argos_model_file import ModelContents

LABEL: Final = "Argos model"
NO_EXTRA: Final = (
    "Translating with a model of your own needs two more packages. Install them with: pip install 'enregard[offline]'; "
    "then ask again."
)
OUT_OF_MEMORY: Final = "There is not enough memory for the model. Choose a smaller one, or another engine."
DAMAGED: Final = "The model cannot be used: its weights or its word pieces are damaged. Choose another file."

MAX_PIECES: Final = 400
"""Word pieces of one sentence; models are trained on far shorter ones, and repeat themselves beyond."""
_BEAM: Final = 4
_THREADS: Final = max(1, min(4, (os.cpu_count() or 1) // 2))
"""Half of the machine at most: the other half turns pages."""
_SPECIAL: Final = frozenset({"<blank>", "<s>", "</s>", "<unk>", "<pad>"})
"""Pieces that stand for no words."""


class Model:
    """A model in memory."""

    def __init__(self, contents: ModelContents) -> None:
        try:
            ctranslate2: Any = importlib.import_module("ctranslate2")
            sentencepiece: Any = importlib.import_module("sentencepiece")
        except ImportError:
            raise engine_error(ErrorKind.NOT_AVAILABLE, LABEL, NO_EXTRA) from None
        self.pair = contents.pair
        try:
            self._translator: Any = ctranslate2.Translator(
                "model", device="cpu", inter_threads=1, intra_threads=_THREADS, files=dict(contents.model_files)
            )
            self._sentencepiece: Any = sentencepiece.SentencePieceProcessor(model_proto=contents.sentencepiece_model)
        except (RuntimeError, ValueError):
            raise engine_error(ErrorKind.NOT_AVAILABLE, LABEL, DAMAGED) from None
        self._prefix = [contents.target_prefix] if contents.target_prefix else []

    def split(self, sentence: str) -> list[str]:
        """Cut a sentence into the model's word pieces; EngineError when there are none, or too many."""
        found: list[str] = self._sentencepiece.encode(sentence, out_type=str)
        if not found:
            raise engine_error(ErrorKind.INVALID_ANSWER, LABEL)
        if len(found) > MAX_PIECES:
            raise engine_error(ErrorKind.TOO_LONG, LABEL)
        return found

    def translate(self, pieces: Sequence[str]) -> str:
        """Return the English of one sentence; EngineError when there is none."""
        try:
            (found,) = self._translator.translate_batch(
                [list(pieces)],
                target_prefix=[self._prefix] if self._prefix else None,
                beam_size=_BEAM,
                replace_unknowns=True,
                max_input_length=0,  # else it would cut a long sentence without a word
                max_decoding_length=min(2 * len(pieces) + 20, MAX_PIECES),
            )
        except RuntimeError as error:  # the model has no place for so many pieces, or is broken
            kind = ErrorKind.TOO_LONG if "position" in str(error) else ErrorKind.SERVER_ERROR
            raise engine_error(kind, LABEL) from None
        answer: list[str] = found.hypotheses[0]
        return join_pieces(answer[len(self._prefix) :])


def join_pieces(pieces: Sequence[str]) -> str:
    """Return word pieces as text; EngineError (NONSENSE) when there are no words."""
    text = clean_line("".join(piece for piece in pieces if piece not in _SPECIAL).replace("▁", " "))
    if not text:
        raise engine_error(ErrorKind.INVALID_ANSWER, LABEL)
    return text


def serve(questions: Iterable[str], answer: Callable[[dict[str, object]], None]) -> None:
    """Answer line after line; the first names the model file."""
    lines = iter(questions)
    try:
        model = Model(read_contents(Path(json.loads(next(lines))["path"]), LABEL))
    except EngineError as error:
        answer(_error_message(error))
        return
    except MemoryError:
        answer(_error_message(engine_error(ErrorKind.NOT_AVAILABLE, LABEL, OUT_OF_MEMORY)))
        return
    answer({"pair": model.pair})
    for line in lines:
        try:
            for pieces in [model.split(sentence) for sentence in json.loads(line)["sentences"]]:
                answer({"text": model.translate(pieces)})
        except EngineError as error:
            answer(_error_message(error))
        except MemoryError:
            answer(_error_message(engine_error(ErrorKind.NOT_AVAILABLE, LABEL, OUT_OF_MEMORY)))


def _error_message(error: EngineError) -> dict[str, object]:
    return {"trouble": error.kind.value, "sentence": str(error)}


def main() -> None:
    """Serve on the standard input and output, and go at once when nobody holds the other end."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1) as out:
        os.dup2(2, 1)  # what a library prints must not stand among the answers
        coming, more = list[str](), threading.Condition()

        def listen() -> None:
            for line in sys.stdin:
                with more:
                    coming.append(line)
                    more.notify()
            os._exit(0)  # in the middle of a sentence too

        def questions() -> Iterable[str]:
            while True:
                with more:
                    more.wait_for(lambda: coming)
                    line = coming.pop(0)
                yield line

        threading.Thread(target=listen, daemon=True).start()
        serve(questions(), lambda said: print(json.dumps(said), file=out))
