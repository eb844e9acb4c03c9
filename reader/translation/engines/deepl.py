"""DeepL through its documented JSON API; a paragraph's sentences are sent as one list."""

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
"""Bytes of UTF-8 in one request; the service accepts 128 KiB in all."""
_MAX_CONTEXT: Final = 1_000
"""Code points of context; more does not improve the translation."""


@frozen_dataclass(frozen=True, slots=True)
class DeepL:
    """The engine ``deepl``."""

    options: EngineOptions = field(default_factory=EngineOptions)
    address: str = ""
    """Address of the service; empty: depends on the key."""

    @property
    def declaration(self) -> Declaration:
        """What it sends and where."""
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
                "Keys of the free plan end in :fx and use api-free.deepl.com. DeepL may then keep the texts and train on them.",
            ),
            version="v2",
            max_in_flight=2,
        )

    @property
    def _base(self) -> str:
        return self.address or (_FREE if self.options.key.strip().endswith(":fx") else _PAID)

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return one segment for each sentence; EngineError if there is no translation."""
        deadline = monotonic() + self.options.timeout
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
        http_request = HttpRequest(
            _LABEL, f"{self._base}/v2/translate", stop, deadline, method="POST", headers=headers, json=body
        )
        lists = batches(request.sentences, _MAX_TEXTS, _MAX_BYTES, _LABEL)
        return sentence_segments([text for batch in lists for text in _translate(batch, http_request)])


def _translate(sentences: tuple[str, ...], http_request: HttpRequest) -> tuple[str, ...]:
    response = send(replace(http_request, json={**(http_request.json or {}), "text": list(sentences)}))
    if response.status == 400 and ("target_lang" in (why := error_text(response)) or "source_lang" in why):
        raise engine_error(ErrorKind.UNSUPPORTED_LANGUAGE, _LABEL)
    require_success(response, _LABEL, has_key=True)
    answer = parse_json(response, _LABEL)
    items = answer.get("translations") if isinstance(answer, dict) else None
    if not isinstance(items, list):
        raise engine_error(ErrorKind.INVALID_ANSWER, _LABEL)
    return check_answers([item.get("text") if isinstance(item, dict) else None for item in items], sentences, _LABEL)
