"""Google's mobile web page through deep-translator: unofficial, whole paragraphs."""

from __future__ import annotations

from dataclasses import field
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from reader.frozen import frozen_dataclass
from reader.translation import deep_translator_adapter, language_codes
from reader.translation.answer_checks import translate_in_pieces
from reader.translation.engine import Declaration, ErrorKind, Segment
from reader.translation.http_messages import HttpRequest, HttpResponse, host_of
from reader.translation.http_responses import require_success
from reader.translation.options import EngineOptions

if TYPE_CHECKING:
    import threading
    from types import ModuleType

    from reader.translation.engine import Request

_LABEL: Final = "Google"
_MAX_LENGTH: Final = 4_900
"""Code points; deep-translator accepts fewer than 5,000."""
_MAX_BYTES: Final = 5_000
"""Bytes of UTF-8: the text is in the URL, where an accented letter takes six characters."""


@frozen_dataclass(frozen=True, slots=True)
class Google:
    """The engine ``google``."""

    options: EngineOptions = field(default_factory=EngineOptions)
    address: str = "https://translate.google.com/m"

    @property
    def declaration(self) -> Declaration:
        """What it sends and where."""
        return Declaration(
            name="google",
            label=_LABEL,
            host=host_of(self.address),
            sends=("the whole paragraph, in the address of the request", "both languages", "your network address"),
            remarks=(
                "Unofficial: uses Google’s mobile web page. Not allowed by Google’s terms; may break at any time.",
                "Google may keep the texts.",
            ),
            version="m",
            min_interval=1.0,
        )

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return one segment, or several for a long paragraph; EngineError if there is no translation."""
        codes = language_codes.check_pair(request.source, request.target, _LABEL)
        module = deep_translator_adapter.load_module("google", _LABEL)  # before the timeout starts: import takes 0.25 s
        http_request = HttpRequest(_LABEL, self.address, stop, monotonic() + self.options.timeout)
        return translate_in_pieces(
            request, _MAX_LENGTH, _MAX_BYTES, _LABEL, lambda text: self._translate(module, text, codes, http_request)
        )

    def _translate(self, module: ModuleType, text: str, codes: tuple[str, str], http_request: HttpRequest) -> object:
        known = tuple(module.GoogleTranslator().get_supported_languages(as_dict=True).values())
        source, target = (language_codes.google_code(code, known, _LABEL) for code in codes)
        translator: Any = module.GoogleTranslator(source=source, target=target)
        translator._base_url = self.address  # noqa: SLF001 - no public parameter
        return deep_translator_adapter.translate(
            translator, text, http_request, _check_response, {"TranslationNotFound": ErrorKind.BLOCKED}
        )


def _check_response(response: HttpResponse) -> None:
    require_success(response, _LABEL, has_key=False)
