"""Languages, by their codes of ISO 639-1."""

from __future__ import annotations

FRENCH = "fr"
"""What a text is written in that says nothing else."""
ENGLISH = "en"
"""What faces a text where no other language is asked for."""


def normalize_language(code: str) -> str:
    """Return the ISO 639-1 code of a language however a program wrote it; empty when it is none.

    >>> language("fr-FR"), language("EN_us"), language("fra"), language("*all*")
    ('fr', 'en', 'fr', '')
    """
    main = code.strip().lower().replace("_", "-").partition("-")[0]
    main = _THREE_LETTER_CODES.get(main, main)
    return main if main.isascii() and main.isalpha() and 2 <= len(main) <= 3 else ""


_THREE_LETTER_CODES = {
    "ara": "ar", "deu": "de", "ger": "de", "ell": "el", "eng": "en", "spa": "es", "fra": "fr", "fre": "fr", "ita": "it",
    "jpn": "ja", "nld": "nl", "dut": "nl", "pol": "pl", "por": "pt", "rus": "ru", "zho": "zh", "chi": "zh",
}  # fmt: skip
"""Codes of three letters that some programs write for languages that have one of two."""
