"""LibreTranslate on the user's server, by JSON API; sentences are sent as one list."""

from __future__ import annotations

from dataclasses import field, replace
from time import monotonic
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from reader.frozen import frozen_dataclass
from reader.translation import error_messages, language_codes
from reader.translation.answer_checks import batches, check_answers, sentence_segments
from reader.translation.engine import Declaration, EngineError, ErrorKind
from reader.translation.error_messages import engine_error
from reader.translation.http_messages import HttpRequest, host_of, is_loopback, is_valid_url
from reader.translation.http_responses import error_text, parse_json, require_success
from reader.translation.options import EngineOptions
from reader.translation.transport import send

if TYPE_CHECKING:
    import threading

    from reader.translation.engine import Request, Segment

_LABEL: Final = "LibreTranslate"
_MAX_TEXTS: Final = 30
"""Servers often allow 32."""
_MAX_BYTES: Final = 1024 * 1024
"""Bytes of UTF-8 in one request; the server reports its own limit."""


@frozen_dataclass(frozen=True, slots=True)
class LibreTranslate:
    """The engine ``libretranslate``; EngineError (NOT_AVAILABLE) without a usable address."""

    options: EngineOptions = field(default_factory=EngineOptions)

    def __post_init__(self) -> None:
        if not self.options.url.strip():
            raise engine_error(ErrorKind.NOT_AVAILABLE, _LABEL, error_messages.NO_ADDRESS)
        if not _is_base_url(self.options.url.strip()):
            raise engine_error(ErrorKind.NOT_AVAILABLE, _LABEL, error_messages.BAD_ADDRESS)

    @property
    def declaration(self) -> Declaration:
        """What it sends and where; nothing leaves the machine if the server is local."""
        is_local = is_loopback(self._base)
        host = host_of(self._base)
        remarks = ["The server’s operator decides what it keeps."] if not is_local else []
        if self._base.startswith("http:") and not is_local:
            remarks.append("The address is not encrypted: others on the network can read the text.")
        key = ("your key, if you gave one",) if self.options.key else ()
        return Declaration(
            name="libretranslate",
            label=_LABEL,
            host="" if is_local else host,
            sends=("the paragraph, as a list of its sentences", "both languages", *key, "your network address"),
            remarks=tuple(remarks),
            version=host + urlsplit(self._base).path,
            max_in_flight=2,
        )

    @property
    def _base(self) -> str:
        return self.options.url.strip().rstrip("/").removesuffix("/translate")

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return one segment for each sentence; EngineError if there is no translation."""
        deadline = monotonic() + self.options.timeout
        source, target = language_codes.libretranslate_codes(
            *language_codes.check_pair(request.source, request.target, _LABEL)
        )
        body: dict[str, object] = {"source": source, "target": target, "format": "text"}
        if self.options.key.strip():
            body["api_key"] = self.options.key.strip()
        address = f"{self._base}/translate"
        http_request = HttpRequest(
            _LABEL, address, stop, deadline, method="POST", json=body, allow_unencrypted=self.options.allow_unencrypted
        )
        lists = batches(request.sentences, _MAX_TEXTS, _MAX_BYTES, _LABEL)
        return sentence_segments([text for batch in lists for text in _translate(batch, http_request)])


def _translate(sentences: tuple[str, ...], http_request: HttpRequest) -> tuple[str, ...]:
    response = send(replace(http_request, json={**(http_request.json or {}), "q": list(sentences)}))
    if response.status == 400 and (refusal := _error_from(error_text(response).lower())):
        raise refusal
    require_success(response, _LABEL, has_key=True)
    answer = parse_json(response, _LABEL)
    return check_answers(answer.get("translatedText") if isinstance(answer, dict) else None, sentences, _LABEL)


def _error_from(why: str) -> EngineError | None:
    """Return the error for the service's error text, if it is known."""
    if "not supported" in why or "not available as a target" in why:
        return engine_error(ErrorKind.UNSUPPORTED_LANGUAGE, _LABEL)
    if "exceeds" in why and "limit" in why:
        return engine_error(ErrorKind.TOO_LONG, _LABEL)
    if "api key" in why:
        return engine_error(
            ErrorKind.UNAUTHORIZED,
            _LABEL,
            error_messages.NO_KEY if "get an api key" in why else "",
            names="libretranslate",
        )
    return None


def _is_base_url(url: str) -> bool:
    """Whether a path can be appended to an address."""
    return is_valid_url(url) and not urlsplit(url).query and not urlsplit(url).fragment
