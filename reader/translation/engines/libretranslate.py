"""LibreTranslate on a server that the reader names: JSON by POST, a paragraph's sentences as one list."""

from __future__ import annotations

from dataclasses import field, replace
from time import monotonic
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from reader.frozen import valueclass
from reader.translation import error_messages, language_codes
from reader.translation.answer_checks import in_lists, in_order, one_to_one
from reader.translation.engine import Declaration, EngineError, Trouble
from reader.translation.error_messages import trouble
from reader.translation.http_messages import Call, host_of, is_address, is_loopback
from reader.translation.http_responses import parsed, require_success, said
from reader.translation.options import Options
from reader.translation.transport import exchange

if TYPE_CHECKING:
    import threading

    from reader.translation.engine import Request, Segment

_LABEL: Final = "LibreTranslate"
_MOST_TEXTS: Final = 30
"""In one request; servers are often set up for 32."""
_MOST_BYTES: Final = 1024 * 1024
"""Of UTF-8 in one request; what a server takes is its own setting, and it says so."""


@valueclass(frozen=True, slots=True)
class LibreTranslate:
    """The engine ``libretranslate``; EngineError (NOT_THERE) without an address that can be used."""

    options: Options = field(default_factory=Options)

    def __post_init__(self) -> None:
        if not self.options.url.strip():
            raise trouble(Trouble.NOT_THERE, _LABEL, error_messages.NO_ADDRESS)
        if not _is_base(self.options.url.strip()):
            raise trouble(Trouble.NOT_THERE, _LABEL, error_messages.BAD_ADDRESS)

    @property
    def declaration(self) -> Declaration:
        """What it is, what it sends and where; nothing leaves the machine when the server runs on it."""
        here = is_loopback(self._base)
        where = host_of(self._base)
        remarks = ["Who runs that server decides what it keeps."] if not here else []
        if self._base.startswith("http:") and not here:
            remarks.append("The address has no encryption: anybody on the way can read the text.")
        key = ("your key, if you gave one",) if self.options.key else ()
        return Declaration(
            name="libretranslate",
            label=_LABEL,
            host="" if here else where,
            sends=("the paragraph, as a list of its sentences", "both languages", *key, "your network address"),
            remarks=tuple(remarks),
            version=where + urlsplit(self._base).path,
            in_flight=2,
        )

    @property
    def _base(self) -> str:
        return self.options.url.strip().rstrip("/").removesuffix("/translate")

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return one segment for each sentence; EngineError when there is no translation."""
        until = monotonic() + self.options.deadline
        source, target = language_codes.libre(*language_codes.pair(request.source, request.target, _LABEL))
        body: dict[str, object] = {"source": source, "target": target, "format": "text"}
        if self.options.key.strip():
            body["api_key"] = self.options.key.strip()
        address = f"{self._base}/translate"
        call = Call(_LABEL, address, stop, until, method="POST", json=body, plain=self.options.plain)
        lists = in_lists(request.sentences, _MOST_TEXTS, _MOST_BYTES, _LABEL)
        return one_to_one([text for some in lists for text in _ask(some, call)])


def _ask(sentences: tuple[str, ...], call: Call) -> tuple[str, ...]:
    reply = exchange(replace(call, json={**(call.json or {}), "q": list(sentences)}))
    if reply.status == 400 and (refusal := _told(said(reply).lower())):
        raise refusal
    require_success(reply, _LABEL, keyed=True)
    answer = parsed(reply, _LABEL)
    return in_order(answer.get("translatedText") if isinstance(answer, dict) else None, sentences, _LABEL)


def _told(why: str) -> EngineError | None:
    """Return the trouble that a refusal of the request tells of."""
    if "not supported" in why or "not available as a target" in why:
        return trouble(Trouble.LANGUAGE, _LABEL)
    if "exceeds" in why and "limit" in why:
        return trouble(Trouble.TOO_LONG, _LABEL)
    if "api key" in why:
        return trouble(
            Trouble.REFUSED, _LABEL, error_messages.NO_KEY if "get an api key" in why else "", names="libretranslate"
        )
    return None


def _is_base(url: str) -> bool:
    """Tell whether an address is one that the name of what is asked can be put behind."""
    return is_address(url) and not urlsplit(url).query and not urlsplit(url).fragment
