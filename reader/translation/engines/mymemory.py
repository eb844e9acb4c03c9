"""MyMemory, through deep-translator: a few hundred characters a request, a few thousand a day."""

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
"""Code points; deep-translator takes fewer than 500."""
_MAX_BYTES: Final = 500
_DAILY_LIMIT: Final = 4_500
"""Characters a day, a tenth below what it takes."""
_DAILY_LIMIT_WITH_EMAIL: Final = 45_000
"""The same for a reader who gives an e-mail address."""
_BY_STATUS: Final = {403: ErrorKind.INVALID_ANSWER, 429: ErrorKind.QUOTA}


@frozen_dataclass(frozen=True, slots=True)
class MyMemory:
    """The engine ``mymemory``."""

    options: EngineOptions = field(default_factory=EngineOptions)
    address: str = "https://api.mymemory.translated.net/get"
    codes: tuple[str, str] | None = None
    """The codes of a server that speaks like MyMemory but names languages otherwise; None: MyMemory's own."""

    @property
    def declaration(self) -> Declaration:
        """What it is, what it sends and where."""
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
                "It takes about 50,000 characters a day from who gives an e-mail address."
                if self.options.email
                else "Without an account it takes about 5,000 characters a day: one long article. With an e-mail address in the settings, which"
                " is then sent too, it takes ten times as many.",
                "MyMemory may keep the texts; answers can come from translations that other people left there.",
            ),
            version="get",
            min_interval=1.0,
            daily_limit=_DAILY_LIMIT_WITH_EMAIL if self.options.email else _DAILY_LIMIT,
        )

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return one segment, or one for each group of sentences that fits; EngineError when there is no translation."""
        codes = language_codes.check_pair(request.source, request.target, _LABEL)
        module = deep_translator_adapter.load_module(
            "mymemory", _LABEL
        )  # before the time begins: loading it takes a quarter of a second
        call = HttpRequest(_LABEL, self.address, stop, monotonic() + self.options.timeout)
        return translate_in_pieces(
            request, _MAX_LENGTH, _MAX_BYTES, _LABEL, lambda text: self._translate(module, text, codes, call)
        )

    def _translate(self, module: ModuleType, text: str, codes: tuple[str, str], call: HttpRequest) -> object:
        known = tuple(module.MY_MEMORY_LANGUAGES_TO_CODES.values())
        source, target = (language_codes.mymemory_code(code, known, _LABEL) for code in codes)
        translator: Any = module.MyMemoryTranslator(source=source, target=target, email=self.options.email or None)
        translator._base_url = self.address  # noqa: SLF001 - its own has no encryption, and there is no other way
        if self.codes is not None:
            translator._source, translator._target = self.codes  # noqa: SLF001
        answer = deep_translator_adapter.translate(translator, text, call, _check_response, {})
        return html.unescape(answer) if isinstance(answer, str) and "&" not in text else answer


def _check_response(reply: HttpResponse) -> None:
    """Look at what deep-translator does not: the status inside the answer, and a text that is none."""
    require_success(reply, _LABEL, has_key=False)
    answer = parse_json(reply, _LABEL)
    data = answer.get("responseData") if isinstance(answer, dict) else None
    if not isinstance(answer, dict) or not isinstance(data, dict):
        raise engine_error(ErrorKind.INVALID_ANSWER, _LABEL)
    text = data.get("translatedText")
    told = error_notice(f"{answer.get('responseDetails') or ''}")
    status = answer.get("responseStatus", 200)
    if str(status) != "200":
        code = int(status) if str(status).isdigit() else 0
        raise engine_error(
            told or _BY_STATUS.get(code, ErrorKind.INVALID_ANSWER), _LABEL, retry_after=retry_after(reply)
        )
    # Without a text deep-translator takes the first of the matches, which may be of quite another sentence.
    if not isinstance(text, str) or not text.strip():
        raise engine_error(ErrorKind.INVALID_ANSWER, _LABEL)
