"""The model process: reads JSON lines from standard input and answers with JSON lines.

The first line names the model file; the answer says whether it loaded. Then each line has a list
of sentences, answered one by one. The process ends when its input is closed.
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
NO_EXTRA: Final = "Your own model needs two more packages. Run: pip install 'enregard[offline]'; then retry."
OUT_OF_MEMORY: Final = "Not enough memory for the model. Choose a smaller one, or another engine."
DAMAGED: Final = "The model file is damaged. Choose another file."

MAX_PIECES: Final = 400
"""Word pieces of one sentence; models repeat themselves beyond."""
_BEAM: Final = 4
_THREADS: Final = max(1, min(4, (os.cpu_count() or 1) // 2))
"""At most half of the CPUs; the rest is for the interface."""
_SPECIAL: Final = frozenset({"<blank>", "<s>", "</s>", "<unk>", "<pad>"})
"""Pieces that are not text."""


class Model:
    """A loaded model."""

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
        """Split a sentence into word pieces; EngineError if there are none, or too many."""
        found: list[str] = self._sentencepiece.encode(sentence, out_type=str)
        if not found:
            raise engine_error(ErrorKind.INVALID_ANSWER, LABEL)
        if len(found) > MAX_PIECES:
            raise engine_error(ErrorKind.TOO_LONG, LABEL)
        return found

    def translate(self, pieces: Sequence[str]) -> str:
        """Return the translation of one sentence; EngineError if there is none."""
        try:
            (found,) = self._translator.translate_batch(
                [list(pieces)],
                target_prefix=[self._prefix] if self._prefix else None,
                beam_size=_BEAM,
                replace_unknowns=True,
                max_input_length=0,  # by default it truncates long sentences silently
                max_decoding_length=min(2 * len(pieces) + 20, MAX_PIECES),
            )
        except RuntimeError as error:  # too many pieces for the model, or damaged
            kind = ErrorKind.TOO_LONG if "position" in str(error) else ErrorKind.SERVER_ERROR
            raise engine_error(kind, LABEL) from None
        answer: list[str] = found.hypotheses[0]
        return join_pieces(answer[len(self._prefix) :])


def join_pieces(pieces: Sequence[str]) -> str:
    """Return word pieces as text; EngineError (INVALID_ANSWER) if there are no words."""
    text = clean_line("".join(piece for piece in pieces if piece not in _SPECIAL).replace("▁", " "))
    if not text:
        raise engine_error(ErrorKind.INVALID_ANSWER, LABEL)
    return text


def serve(requests: Iterable[str], answer: Callable[[dict[str, object]], None]) -> None:
    """Answer line by line; the first line names the model file."""
    lines = iter(requests)
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
    return {"error": error.kind.value, "message": str(error)}


def main() -> None:
    """Serve standard input and output; exit at once when the input is closed."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1) as out:
        os.dup2(2, 1)  # keep library output out of the answers
        lines, changed = list[str](), threading.Condition()

        def read_input() -> None:
            for line in sys.stdin:
                with changed:
                    lines.append(line)
                    changed.notify()
            os._exit(0)  # even within a sentence

        def requests() -> Iterable[str]:
            while True:
                with changed:
                    changed.wait_for(lambda: lines)
                    line = lines.pop(0)
                yield line

        threading.Thread(target=read_input, daemon=True).start()
        serve(requests(), lambda line: print(json.dumps(line), file=out))
