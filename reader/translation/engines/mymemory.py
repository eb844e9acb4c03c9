"""MyMemory through deep-translator: some hundred characters a request, some thousand a day."""

from __future__ import annotations

import html
from dataclasses import field
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from reader.frozen import frozen_dataclass
from reader.translation import deep_translator_adapter, language_codes
from reader.translation.answer_checks import error_notice, translate_in_pieces
from reader.translation.engine import Declaration, ErrorKind, Segment
from reader.translation.error_messages import engine_error
from reader.translation.http_messages import HttpRequest, HttpResponse, host_of
from reader.translation.http_responses import parse_json, require_success, retry_after
from reader.translation.options import EngineOptions

if TYPE_CHECKING:
    import threading
    from types import ModuleType

    from reader.translation.engine import Request

_LABEL: Final = "MyMemory"
_MAX_LENGTH: Final = 499
"""Code points; deep-translator accepts fewer than 500."""
_MAX_BYTES: Final = 500
_DAILY_LIMIT: Final = 4_500
"""Characters a day; a tenth below the service's limit."""
_DAILY_LIMIT_WITH_EMAIL: Final = 45_000
"""The same with an e-mail address."""
_BY_STATUS: Final = {403: ErrorKind.INVALID_ANSWER, 429: ErrorKind.QUOTA}


@frozen_dataclass(frozen=True, slots=True)
class MyMemory:
    """The engine ``mymemory``."""

    options: EngineOptions = field(default_factory=EngineOptions)
    address: str = "https://api.mymemory.translated.net/get"
    codes: tuple[str, str] | None = None
    """Source and target code for a compatible server; None: MyMemory's own codes."""

    @property
    def declaration(self) -> Declaration:
        """What it sends and where."""
        return Declaration(
            name="mymemory",
            label=_LABEL,
            host=host_of(self.address),
            sends=(
                "the paragraph, or a few of its sentences at a time, in the address of the request",
                "both languages",
                *(("your e-mail address, in the address of the request",) if self.options.email else ()),
                "your network address",
            ),
            remarks=(
                "Allows about 50,000 characters a day with your e-mail address."
                if self.options.email
                else "Allows about 5,000 characters a day without an account: one long article. "
                "With an e-mail address in the settings, which is then sent too, ten times as many.",
                "MyMemory may keep the texts. Its answers may include other people’s translations.",
            ),
            version="get",
            min_interval=1.0,
            daily_limit=_DAILY_LIMIT_WITH_EMAIL if self.options.email else _DAILY_LIMIT,
        )

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return one segment, or one per group of sentences; EngineError if there is no translation."""
        codes = language_codes.check_pair(request.source, request.target, _LABEL)
        module = deep_translator_adapter.load_module(
            "mymemory", _LABEL
        )  # before the timeout starts: import takes 0.25 s
        http_request = HttpRequest(_LABEL, self.address, stop, monotonic() + self.options.timeout)
        return translate_in_pieces(
            request, _MAX_LENGTH, _MAX_BYTES, _LABEL, lambda text: self._translate(module, text, codes, http_request)
        )

    def _translate(self, module: ModuleType, text: str, codes: tuple[str, str], http_request: HttpRequest) -> object:
        known = tuple(module.MY_MEMORY_LANGUAGES_TO_CODES.values())
        source, target = (language_codes.mymemory_code(code, known, _LABEL) for code in codes)
        translator: Any = module.MyMemoryTranslator(source=source, target=target, email=self.options.email or None)
        translator._base_url = self.address  # noqa: SLF001 - its default is unencrypted, and there is no public parameter
        if self.codes is not None:
            translator._source, translator._target = self.codes  # noqa: SLF001
        answer = deep_translator_adapter.translate(translator, text, http_request, _check_response, {})
        return html.unescape(answer) if isinstance(answer, str) and "&" not in text else answer


def _check_response(response: HttpResponse) -> None:
    """Check what deep-translator ignores: the status in the answer, and an empty text."""
    require_success(response, _LABEL, has_key=False)
    answer = parse_json(response, _LABEL)
    data = answer.get("responseData") if isinstance(answer, dict) else None
    if not isinstance(answer, dict) or not isinstance(data, dict):
        raise engine_error(ErrorKind.INVALID_ANSWER, _LABEL)
    text = data.get("translatedText")
    notice_kind = error_notice(f"{answer.get('responseDetails') or ''}")
    status = answer.get("responseStatus", 200)
    if str(status) != "200":
        code = int(status) if str(status).isdigit() else 0
        raise engine_error(
            notice_kind or _BY_STATUS.get(code, ErrorKind.INVALID_ANSWER), _LABEL, retry_after=retry_after(response)
        )
    # Without a text deep-translator takes the first match, maybe of another sentence.
    if not isinstance(text, str) or not text.strip():
        raise engine_error(ErrorKind.INVALID_ANSWER, _LABEL)
