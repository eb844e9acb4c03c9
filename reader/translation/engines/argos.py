"""A neural model on this machine: the reader's own ``.argosmodel`` file, run by CTranslate2 (the extra ``offline``).

The file is read where it is and never unpacked, so that nothing in it can be written anywhere. A model is loaded once and kept, in a
process of its own.
"""

from __future__ import annotations

import atexit
import threading
from dataclasses import field
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from reader.frozen import valueclass
from reader.text.cleaning import clean_line
from reader.translation.answer_checks import checked
from reader.translation.engine import Declaration, Segment, Trouble
from reader.translation.engines.argos_model_file import fingerprint
from reader.translation.engines.argos_process import Ended, ModelProcess
from reader.translation.engines.argos_worker import LABEL, NO_EXTRA
from reader.translation.error_messages import trouble
from reader.translation.options import Options

if TYPE_CHECKING:
    from reader.translation.engine import Request

NO_PATH: Final = "No model is chosen. Write the path of an .argosmodel file in the settings file, under [engines.argos]; then ask again."
NO_PROCESS: Final = "The model could not be started: the system allows no further program. End some, then ask again."


@valueclass(frozen=True, slots=True)
class Argos:
    """The engine ``argos``."""

    options: Options = field(default_factory=Options)

    @property
    def declaration(self) -> Declaration:
        """What it is; it sends nothing. Its version is told by the file's table of contents: no weight is read for it."""
        return Declaration(
            name="argos",
            label=LABEL,
            host="",
            remarks=("How good it is depends on the model that you chose.",),
            version=fingerprint(Path(self.options.path)) if self.options.path else "",
        )

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return the English of each sentence."""
        deadline = monotonic() + self.options.deadline
        if not self.options.path:
            raise trouble(Trouble.NOT_THERE, LABEL, NO_PATH)
        if stop.is_set():
            raise trouble(Trouble.STOPPED, LABEL)
        path, pair = Path(self.options.path).expanduser(), (request.source, request.target)
        sentences = tuple(map(clean_line, request.sentences))
        try:
            found = _SHELF.get(path).translate(sentences, pair, stop, deadline)
        except Ended:  # by who was asked before and stopped
            found = _SHELF.get(path).translate(sentences, pair, stop, deadline)
        # The whole, not each sentence: one of names may well come back as it was.
        checked(" ".join(found), " ".join(sentences), LABEL)
        return tuple(Segment(text, (index,)) for index, text in enumerate(found))


class _Shelf:
    """The model that is in memory: one, because a model takes as much as its file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: tuple[tuple[Path, str], ModelProcess] | None = None
        self._finished: tuple[tuple[Path, str], dict[str, str]] | None = None
        """What the model said of sentences: it outlives a process that was stopped."""

    def get(self, path: Path) -> ModelProcess:
        """Return the model of a file, started by whoever asks first; EngineError when it cannot be."""
        if not all(find_spec(name) for name in ("ctranslate2", "sentencepiece")):
            raise trouble(Trouble.NOT_THERE, LABEL, NO_EXTRA)
        with self._lock:
            key = (path, fingerprint(path))
            if self._held is not None:
                if self._held[0] == key and self._held[1].usable:
                    return self._held[1]
                self._held[1].end()  # before the other is read: never two in memory
                self._held = None
            if self._finished is None or self._finished[0] != key:
                self._finished = (key, {})
            try:
                model = ModelProcess(path, self._finished[1])
            except OSError:
                raise trouble(Trouble.NOT_THERE, LABEL, NO_PROCESS) from None
            atexit.register(model.end)
            self._held = (key, model)
            return model


_SHELF: Final = _Shelf()
