"""How each service calls a language; ours are ISO 639-1 codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.translation.engine import Trouble
from reader.translation.error_messages import trouble

if TYPE_CHECKING:
    from collections.abc import Iterable

_CODE = re.compile(r"[a-z]{2,3}")

GOOGLE = {"he": "iw", "jv": "jw", "nb": "no", "nn": "no", "zh": "zh-CN"}
"""Where Google's page says something else."""
DEEPL_TARGETS = {"EN": "EN-GB", "NO": "NB", "PT": "PT-PT", "ZH": "ZH-HANS"}
"""Where DeepL wants a variety to translate into."""
DEEPL_SOURCES = {"NO": "NB"}
LIBRE = {"no": "nb", "zh": "zh-Hans"}
MYMEMORY = {
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
"""Which variety is meant where MyMemory knows several; for others, the only one it has."""


def pair(source: str, target: str, label: str) -> tuple[str, str]:
    """Return both codes; EngineError (LANGUAGE) when one is none of ours or both are the same."""
    if source == target or not _CODE.fullmatch(source) or not _CODE.fullmatch(target):
        raise trouble(Trouble.LANGUAGE, label)
    return source, target


def google(code: str, known: Iterable[str], label: str) -> str:
    """Return Google's code; EngineError (LANGUAGE) when it has none."""
    return _known(GOOGLE.get(code, code), known, label)


def mymemory(code: str, known: Iterable[str], label: str) -> str:
    """Return MyMemory's code, with a country; EngineError (LANGUAGE) when it has none."""
    codes = tuple(known)
    first = next((one for one in codes if one.partition("-")[0] == code), "")
    return _known(MYMEMORY.get(code, first), codes, label)


def deepl(source: str, target: str) -> tuple[str, str]:
    """Return DeepL's codes. Which it knows, only it can say: it learns new ones often."""
    source, target = source.upper(), target.upper()
    return DEEPL_SOURCES.get(source, source), DEEPL_TARGETS.get(target, target)


def libre(source: str, target: str) -> tuple[str, str]:
    """Return LibreTranslate's codes. Which it knows depends on the models that its server has."""
    return LIBRE.get(source, source), LIBRE.get(target, target)


def _known(code: str, known: Iterable[str], label: str) -> str:
    if code not in known:
        raise trouble(Trouble.LANGUAGE, label)
    return code
