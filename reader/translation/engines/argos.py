"""Argos: your own ``.argosmodel`` file, run locally by CTranslate2 (the extra ``offline``).

The file is never unpacked, so nothing in it can be written to disk. A model is loaded once, in a
separate process.
"""

from __future__ import annotations

import atexit
import threading
from dataclasses import field
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass
from reader.text.cleaning import clean_line
from reader.translation.answer_checks import check_answer
from reader.translation.engine import Declaration, ErrorKind, Segment
from reader.translation.engines.argos_model_file import fingerprint
from reader.translation.engines.argos_process import ModelProcess, ProcessEnded
from reader.translation.engines.argos_worker import LABEL, NO_EXTRA
from reader.translation.error_messages import engine_error
from reader.translation.options import EngineOptions

if TYPE_CHECKING:
    from reader.translation.engine import Request

NO_PATH: Final = (
    "No model chosen. Set the path of an .argosmodel file in the settings file, under [engines.argos], then retry."
)
NO_PROCESS: Final = "The model could not start: the system allows no more processes. Close a program, then retry."


@frozen_dataclass(frozen=True, slots=True)
class Argos:
    """The engine ``argos``."""

    options: EngineOptions = field(default_factory=EngineOptions)

    @property
    def declaration(self) -> Declaration:
        """Declare a local engine. Its version is a hash of the file's table of contents."""
        return Declaration(
            name="argos",
            label=LABEL,
            host="",
            remarks=("Quality depends on the model you choose.",),
            version=fingerprint(Path(self.options.path)) if self.options.path else "",
        )

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return one segment for each sentence."""
        deadline = monotonic() + self.options.timeout
        if not self.options.path:
            raise engine_error(ErrorKind.NOT_AVAILABLE, LABEL, NO_PATH)
        if stop.is_set():
            raise engine_error(ErrorKind.CANCELED, LABEL)
        path, pair = Path(self.options.path).expanduser(), (request.source, request.target)
        sentences = tuple(map(clean_line, request.sentences))
        try:
            found = _MODELS.get(path).translate(sentences, pair, stop, deadline)
        except ProcessEnded:  # by a caller that was canceled
            found = _MODELS.get(path).translate(sentences, pair, stop, deadline)
        # Check the whole text: a single sentence of names may stay unchanged.
        check_answer(" ".join(found), " ".join(sentences), LABEL)
        return tuple(Segment(text, (index,)) for index, text in enumerate(found))


class _ModelCache:
    """The loaded model: at most one, because it takes as much memory as its file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._current: tuple[tuple[Path, str], ModelProcess] | None = None
        self._translations: tuple[tuple[Path, str], dict[str, str]] | None = None
        """Finished sentences; kept when a process is stopped."""

    def get(self, path: Path) -> ModelProcess:
        """Return the model of a file, loading it if needed; EngineError if that fails."""
        if not all(find_spec(name) for name in ("ctranslate2", "sentencepiece")):
            raise engine_error(ErrorKind.NOT_AVAILABLE, LABEL, NO_EXTRA)
        with self._lock:
            key = (path, fingerprint(path))
            if self._current is not None:
                if self._current[0] == key and self._current[1].usable:
                    return self._current[1]
                self._current[1].kill()  # before loading the other: never two in memory
                self._current = None
            if self._translations is None or self._translations[0] != key:
                self._translations = (key, {})
            try:
                model = ModelProcess(path, self._translations[1])
            except OSError:
                raise engine_error(ErrorKind.NOT_AVAILABLE, LABEL, NO_PROCESS) from None
            atexit.register(model.kill)
            self._current = (key, model)
            return model


_MODELS: Final = _ModelCache()
