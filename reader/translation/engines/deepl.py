"""DeepL, by its documented interface: JSON by POST, the key in a header, a paragraph's sentences as one list."""

from __future__ import annotations

from dataclasses import field, replace
from time import monotonic
from typing import TYPE_CHECKING, Final

from reader.frozen import frozen_dataclass
from reader.translation import error_messages, language_codes
from reader.translation.answer_checks import batches, check_answers, sentence_segments
from reader.translation.engine import Declaration, ErrorKind
from reader.translation.error_messages import engine_error
from reader.translation.http_messages import HttpRequest, host_of
from reader.translation.http_responses import error_text, parse_json, require_success
from reader.translation.options import EngineOptions
from reader.translation.transport import send

if TYPE_CHECKING:
    import threading

    from reader.translation.engine import Request, Segment

_LABEL: Final = "DeepL"
_FREE, _PAID = "https://api-free.deepl.com", "https://api.deepl.com"
_MAX_TEXTS: Final = 50
_MAX_BYTES: Final = 100 * 1024
"""Of UTF-8 in one request; the service takes 128 KiB with everything around it."""
_MAX_CONTEXT: Final = 1_000
"""Code points of what stands before; more does not make it better."""


@frozen_dataclass(frozen=True, slots=True)
class DeepL:
    """The engine ``deepl``."""

    options: EngineOptions = field(default_factory=EngineOptions)
    address: str = ""
    """Where the service is; empty: told by the key."""

    @property
    def declaration(self) -> Declaration:
        """What it is, what it sends and where."""
        return Declaration(
            name="deepl",
            label=_LABEL,
            host=host_of(self._base),
            sends=(
                "the paragraph, as a list of its sentences",
                "the paragraph before it, as context",
                "both languages",
                "your key",
                "your network address",
            ),
            remarks=(
                "Needs a key from DeepL.",
                "A key of the free plan ends in :fx: the host is then api-free.deepl.com, and DeepL may keep the texts and learn from them.",
            ),
            version="v2",
            max_in_flight=2,
        )

    @property
    def _base(self) -> str:
        return self.address or (_FREE if self.options.key.strip().endswith(":fx") else _PAID)

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return one segment for each sentence; EngineError when there is no translation."""
        until = monotonic() + self.options.timeout
        key = self.options.key.strip()
        if not key:
            raise engine_error(ErrorKind.UNAUTHORIZED, _LABEL, error_messages.NO_KEY, names="deepl")
        if not (key.isascii() and key.isprintable()) or " " in key:
            raise engine_error(ErrorKind.UNAUTHORIZED, _LABEL)
        source, target = language_codes.deepl_codes(*language_codes.check_pair(request.source, request.target, _LABEL))
        body: dict[str, object] = {
            "source_lang": source,
            "target_lang": target,
            "split_sentences": "0",
            "preserve_formatting": True,
        }
        if request.context:
            body["context"] = request.context[-_MAX_CONTEXT:]
        headers = {"Authorization": f"DeepL-Auth-Key {key}"}
        call = HttpRequest(_LABEL, f"{self._base}/v2/translate", stop, until, method="POST", headers=headers, json=body)
        lists = batches(request.sentences, _MAX_TEXTS, _MAX_BYTES, _LABEL)
        return sentence_segments([text for some in lists for text in _translate(some, call)])


def _translate(sentences: tuple[str, ...], call: HttpRequest) -> tuple[str, ...]:
    reply = send(replace(call, json={**(call.json or {}), "text": list(sentences)}))
    if reply.status == 400 and ("target_lang" in (why := error_text(reply)) or "source_lang" in why):
        raise engine_error(ErrorKind.UNSUPPORTED_LANGUAGE, _LABEL)
    require_success(reply, _LABEL, has_key=True)
    answer = parse_json(reply, _LABEL)
    items = answer.get("translations") if isinstance(answer, dict) else None
    if not isinstance(items, list):
        raise engine_error(ErrorKind.INVALID_ANSWER, _LABEL)
    return check_answers([item.get("text") if isinstance(item, dict) else None for item in items], sentences, _LABEL)
