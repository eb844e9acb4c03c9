"""Language codes of ISO 639-1."""

from __future__ import annotations

FRENCH = "fr"
"""Default language of a text."""
ENGLISH = "en"
"""Default target language."""


def normalize_language(code: str) -> str:
    """Return the ISO 639-1 code of a language code in any usual form; empty when it is none.

    >>> normalize_language("fr-FR"), normalize_language("EN_us"), normalize_language("fra"), normalize_language("*all*")
    ('fr', 'en', 'fr', '')
    """
    main = code.strip().lower().replace("_", "-").partition("-")[0]
    main = _THREE_LETTER_CODES.get(main, main)
    return main if main.isascii() and main.isalpha() and 2 <= len(main) <= 3 else ""


_THREE_LETTER_CODES = {
    "ara": "ar", "deu": "de", "ger": "de", "ell": "el", "eng": "en", "spa": "es", "fra": "fr", "fre": "fr", "ita": "it",
    "jpn": "ja", "nld": "nl", "dut": "nl", "pol": "pl", "por": "pt", "rus": "ru", "zho": "zh", "chi": "zh",
}  # fmt: skip
"""Three-letter codes that some programs write, mapped to two-letter ones."""
