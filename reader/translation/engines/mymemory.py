"""MyMemory, through deep-translator: a few hundred characters a request, a few thousand a day."""

from __future__ import annotations

import html
from dataclasses import field
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from reader.frozen import valueclass
from reader.translation import deep_translator_adapter, language_codes
from reader.translation.answer_checks import notice, piece_by_piece
from reader.translation.engine import Declaration, Segment, Trouble
from reader.translation.error_messages import trouble
from reader.translation.http_messages import Call, Reply, host_of
from reader.translation.http_responses import parsed, require_success, retry_after
from reader.translation.options import Options

if TYPE_CHECKING:
    import threading
    from types import ModuleType

    from reader.translation.engine import Request

_LABEL: Final = "MyMemory"
_LONGEST: Final = 499
"""Code points; deep-translator takes fewer than 500."""
_MOST_BYTES: Final = 500
_DAILY: Final = 4_500
"""Characters a day, a tenth below what it takes."""
_DAILY_KNOWN: Final = 45_000
"""The same for a reader who gives an e-mail address."""
_BY_STATUS: Final = {403: Trouble.NONSENSE, 429: Trouble.QUOTA}


@valueclass(frozen=True, slots=True)
class MyMemory:
    """The engine ``mymemory``."""

    options: Options = field(default_factory=Options)
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
            pace=1.0,
            daily=_DAILY_KNOWN if self.options.email else _DAILY,
        )

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return one segment, or one for each group of sentences that fits; EngineError when there is no translation."""
        codes = language_codes.pair(request.source, request.target, _LABEL)
        module = deep_translator_adapter.module(
            "mymemory", _LABEL
        )  # before the time begins: loading it takes a quarter of a second
        call = Call(_LABEL, self.address, stop, monotonic() + self.options.deadline)
        return piece_by_piece(request, _LONGEST, _MOST_BYTES, _LABEL, lambda text: self._ask(module, text, codes, call))

    def _ask(self, module: ModuleType, text: str, codes: tuple[str, str], call: Call) -> object:
        known = tuple(module.MY_MEMORY_LANGUAGES_TO_CODES.values())
        source, target = (language_codes.mymemory(code, known, _LABEL) for code in codes)
        translator: Any = module.MyMemoryTranslator(source=source, target=target, email=self.options.email or None)
        translator._base_url = self.address  # noqa: SLF001 - its own has no encryption, and there is no other way
        if self.codes is not None:
            translator._source, translator._target = self.codes  # noqa: SLF001
        answer = deep_translator_adapter.ask(translator, text, call, _judge, {})
        return html.unescape(answer) if isinstance(answer, str) and "&" not in text else answer


def _judge(reply: Reply) -> None:
    """Look at what deep-translator does not: the status inside the answer, and a text that is none."""
    require_success(reply, _LABEL, keyed=False)
    answer = parsed(reply, _LABEL)
    data = answer.get("responseData") if isinstance(answer, dict) else None
    if not isinstance(answer, dict) or not isinstance(data, dict):
        raise trouble(Trouble.NONSENSE, _LABEL)
    text = data.get("translatedText")
    told = notice(f"{answer.get('responseDetails') or ''}")
    status = answer.get("responseStatus", 200)
    if str(status) != "200":
        code = int(status) if str(status).isdigit() else 0
        raise trouble(told or _BY_STATUS.get(code, Trouble.NONSENSE), _LABEL, retry_after=retry_after(reply))
    # Without a text deep-translator takes the first of the matches, which may be of quite another sentence.
    if not isinstance(text, str) or not text.strip():
        raise trouble(Trouble.NONSENSE, _LABEL)
