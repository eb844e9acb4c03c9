"""Language codes of each service, from ISO 639-1 codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.translation.engine import ErrorKind
from reader.translation.error_messages import engine_error

if TYPE_CHECKING:
    from collections.abc import Iterable

_CODE = re.compile(r"[a-z]{2,3}")

GOOGLE_CODES = {"he": "iw", "jv": "jw", "nb": "no", "nn": "no", "zh": "zh-CN"}
"""Where Google uses another code."""
DEEPL_TARGETS = {"EN": "EN-GB", "NO": "NB", "PT": "PT-PT", "ZH": "ZH-HANS"}
"""Where DeepL needs a regional variety as target."""
DEEPL_SOURCES = {"NO": "NB"}
LIBRETRANSLATE_CODES = {"no": "nb", "zh": "zh-Hans"}
MYMEMORY_CODES = {
    "ar": "ar-SA",
    "de": "de-DE",
    "en": "en-GB",
    "es": "es-ES",
    "fa": "fa-IR",
    "fr": "fr-FR",
    "it": "it-IT",
    "nl": "nl-NL",
    "no": "nb-NO",
    "pt": "pt-PT",
    "sr": "sr-Latn-RS",
    "zh": "zh-CN",
}
"""Preferred variety where MyMemory has several."""


def check_pair(source: str, target: str, label: str) -> tuple[str, str]:
    """Return both codes; EngineError (UNSUPPORTED_LANGUAGE) if one is invalid or they are equal."""
    if source == target or not _CODE.fullmatch(source) or not _CODE.fullmatch(target):
        raise engine_error(ErrorKind.UNSUPPORTED_LANGUAGE, label)
    return source, target


def google_code(code: str, known: Iterable[str], label: str) -> str:
    """Return Google's code; EngineError (UNSUPPORTED_LANGUAGE) if it has none."""
    return _require_known(GOOGLE_CODES.get(code, code), known, label)


def mymemory_code(code: str, known: Iterable[str], label: str) -> str:
    """Return MyMemory's code, with a country; EngineError (UNSUPPORTED_LANGUAGE) if it has none."""
    codes = tuple(known)
    first = next((one for one in codes if one.partition("-")[0] == code), "")
    return _require_known(MYMEMORY_CODES.get(code, first), codes, label)


def deepl_codes(source: str, target: str) -> tuple[str, str]:
    """Return DeepL's codes. DeepL itself rejects unsupported ones; its list grows often."""
    source, target = source.upper(), target.upper()
    return DEEPL_SOURCES.get(source, source), DEEPL_TARGETS.get(target, target)


def libretranslate_codes(source: str, target: str) -> tuple[str, str]:
    """Return LibreTranslate's codes. Which are supported depends on the server's models."""
    return LIBRETRANSLATE_CODES.get(source, source), LIBRETRANSLATE_CODES.get(target, target)


def _require_known(code: str, known: Iterable[str], label: str) -> str:
    if code not in known:
        raise engine_error(ErrorKind.UNSUPPORTED_LANGUAGE, label)
    return code
