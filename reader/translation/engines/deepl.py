"""DeepL, by its documented interface: JSON by POST, the key in a header, a paragraph's sentences as one list."""

from __future__ import annotations

from dataclasses import field, replace
from time import monotonic
from typing import TYPE_CHECKING, Final

from reader.frozen import valueclass
from reader.translation import error_messages, language_codes
from reader.translation.answer_checks import in_lists, in_order, one_to_one
from reader.translation.engine import Declaration, Trouble
from reader.translation.error_messages import trouble
from reader.translation.http_messages import Call, host_of
from reader.translation.http_responses import parsed, require_success, said
from reader.translation.options import Options
from reader.translation.transport import exchange

if TYPE_CHECKING:
    import threading

    from reader.translation.engine import Request, Segment

_LABEL: Final = "DeepL"
_FREE, _PAID = "https://api-free.deepl.com", "https://api.deepl.com"
_MOST_TEXTS: Final = 50
_MOST_BYTES: Final = 100 * 1024
"""Of UTF-8 in one request; the service takes 128 KiB with everything around it."""
_MOST_CONTEXT: Final = 1_000
"""Code points of what stands before; more does not make it better."""


@valueclass(frozen=True, slots=True)
class DeepL:
    """The engine ``deepl``."""

    options: Options = field(default_factory=Options)
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
            in_flight=2,
        )

    @property
    def _base(self) -> str:
        return self.address or (_FREE if self.options.key.strip().endswith(":fx") else _PAID)

    def translate(self, request: Request, stop: threading.Event) -> tuple[Segment, ...]:
        """Return one segment for each sentence; EngineError when there is no translation."""
        until = monotonic() + self.options.deadline
        key = self.options.key.strip()
        if not key:
            raise trouble(Trouble.REFUSED, _LABEL, error_messages.NO_KEY, names="deepl")
        if not (key.isascii() and key.isprintable()) or " " in key:
            raise trouble(Trouble.REFUSED, _LABEL)
        source, target = language_codes.deepl(*language_codes.pair(request.source, request.target, _LABEL))
        body: dict[str, object] = {
            "source_lang": source,
            "target_lang": target,
            "split_sentences": "0",
            "preserve_formatting": True,
        }
        if request.context:
            body["context"] = request.context[-_MOST_CONTEXT:]
        headers = {"Authorization": f"DeepL-Auth-Key {key}"}
        call = Call(_LABEL, f"{self._base}/v2/translate", stop, until, method="POST", headers=headers, json=body)
        lists = in_lists(request.sentences, _MOST_TEXTS, _MOST_BYTES, _LABEL)
        return one_to_one([text for some in lists for text in _ask(some, call)])


def _ask(sentences: tuple[str, ...], call: Call) -> tuple[str, ...]:
    reply = exchange(replace(call, json={**(call.json or {}), "text": list(sentences)}))
    if reply.status == 400 and ("target_lang" in (why := said(reply)) or "source_lang" in why):
        raise trouble(Trouble.LANGUAGE, _LABEL)
    require_success(reply, _LABEL, keyed=True)
    answer = parsed(reply, _LABEL)
    items = answer.get("translations") if isinstance(answer, dict) else None
    if not isinstance(items, list):
        raise trouble(Trouble.NONSENSE, _LABEL)
    return in_order([item.get("text") if isinstance(item, dict) else None for item in items], sentences, _LABEL)
