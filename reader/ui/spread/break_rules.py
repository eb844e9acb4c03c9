"""Line-breaking rules for French and English, and a name for each forbidden break.

A subset of the break opportunities of UAX #14, adapted to French as typed on the web, with ordinary
spaces inside its punctuation:

1. A line may break after a run of spaces (not no-break spaces), after a hyphen between letters, at
   a soft hyphen and at a zero width space. Never after an apostrophe (even if a space was typed
   after the elided word), nor beside a dash without spaces around it.
2. Never before a closing sign or after an opening one, even if there is a space; nor before a dash
   that a closing sign follows.
3. Never inside a grouped number, between a number and its unit, after an abbreviation or initial
   that precedes a name or number, between digits joined by a hyphen, nor before the pronoun of an
   inversion.
4. A dialogue dash at the beginning of a paragraph stays with its word.
5. A chunk longer than its line is folded (see ``line_breaking``), at a grapheme and not beside
   quotation marks.
6. Never inside a grapheme.
7. With hyphenation on, a word that does not fit is divided (see ``hyphenation``); never on two
   successive lines.
8. With justification on, spaces are widened to fill the line (see ``justification``). This moves no
   break.
9. In English a line may also break after an em dash between words; of rules 3 and 4 only those on
   numbers apply, and no word is hyphenated.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from reader.text.graphemes import is_boundary, snap_back
from reader.text.lazy_regex import lazy_pattern
from reader.ui.spread.cell_widths import SOFT_HYPHEN, is_single_width

SPACES: Final = "\t\n \u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u200b\u205f\u3000"
"""A line may break after a run of these; the run is not drawn at the end of the line."""
NO_BREAK_SPACES: Final = "\u00a0\u202f\u2007"
_JOINERS: Final = "\u2060\ufeff"
ALL_SPACES: Final = frozenset(SPACES + NO_BREAK_SPACES)
"""Every space, breaking or not."""
_SPACE_SET: Final = frozenset(SPACES)
_TYPED_SPACES: Final = frozenset("\t\n \u200b")
"""Spaces after which UAX #14 breaks before anything that rule 2 allows.

It treats the other spaces as it treats hyphens.
"""
_KINSOKU: Final = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー々〻ゝゞヽヾ" + "".join(
    map(chr, [*range(0x31F0, 0x3200), *range(0xFF67, 0xFF71)])
)
"""Japanese letters that never begin a line."""
_BEGINS_WORD: Final = lazy_pattern(rf"[(\[{{]|(?![{_KINSOKU}])[^\W_]")
"""What may begin a line after a thin or wide space."""
_HEBREW: Final = lazy_pattern("[\u05d0-\u05f2\ufb1d-\ufb4f]")
_GLUE: Final = frozenset(NO_BREAK_SPACES + _JOINERS)

LETTER: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1effΑ-ΡΣ-Ωα-ωЁА-яё"
"""Letters joined by a hyphen, for use inside a character class.

Only alphabets whose words break at hyphens.
"""

_CLOSING: Final = frozenset("»!?;:%)]}…€°/‼⁇⁈⁉、。，．：；！？）］｝」』〉》】〕" + _KINSOKU)
"""Never begin a line; the solidus and the Japanese signs are from UAX #14 (LB13, LB16)."""
_STOPS: Final = frozenset(".,")
_CLOSING_QUOTES: Final = frozenset("”’›")
_OPENING: Final = frozenset("«([{“‘‹„‚¿¡「『〈《【〔（［｛")
"""Characters that never end a line."""
_APOSTROPHES: Final = frozenset("'’ʼ")
_NEVER_FIRST: Final = ALL_SPACES | _GLUE | _CLOSING | _STOPS
_NEVER_LAST: Final = ALL_SPACES | _GLUE | _OPENING | frozenset(SOFT_HYPHEN)
_FOLD_NOT_BEFORE: Final = _NEVER_FIRST | _CLOSING_QUOTES | _APOSTROPHES | frozenset("«")
_FOLD_NOT_AFTER: Final = _NEVER_LAST | _APOSTROPHES | frozenset("»")

LONG_SPACE_RUN: Final = 64
"""Number of spaces from which a run is not typography: words on its two sides may part."""

_UNIT: Final = lazy_pattern(
    r"(?:[$£¥₣₤%‰Ω′″]|µ?[mgsLlVAWJNKF]|[ckdmµnh]?[mlLg]|[cdkmµn]?m[²³]|[kMGT]?(?:Hz|Wh?|o|octets?|B|bit/s|b/s)|[kM]?(?:J|V|Pa|eV|cal)|"
    r"hPa|bar|ha|h|min|mn|ms|t|km/h|m/s|K|mol|cd|lx|lm|dB|[kM]€|EUR|USD|GBP|CHF|F|"
    r"millions?|milliards?|billions?|euros?|dollars?|francs?|centimes?|livres sterling|pour cent|percent|mph|ft|lb|oz|[ap]\.?m)"
    r"(?![\w'’])"
)
"""Units that stay with the number before them."""
_CURRENCIES: Final = frozenset("€$£¥")
_GROUP: Final = lazy_pattern(r"\d{3}(?!\d)")
_BEFORE_GROUP: Final = lazy_pattern(r"(?<!\d)\d{1,3}\Z")
_HOUR: Final = lazy_pattern(r"\d[ \u00a0\u202f]?h\Z")
_DEGREES: Final = lazy_pattern(r"\d[ \u00a0\u202f]?°\Z")
_SCALE: Final = lazy_pattern(r"[CF](?!\w)")
_CLOSING_DASH: Final = lazy_pattern(r"[—–](?:[,;:)\]]|\.(?!\.)|[ \u00a0\u202f][;:!?»])")
"""A dash that closes a parenthetical dash pair, recognized by what follows it."""
_ELIDED_WORD: Final = lazy_pattern(r"(?<![\w‘'])(?:[ldjmtsncLDJMTSNC]|(?:[Jj]us|[Ll]ors|[Pp]uis|[Qq]uoi)?[Qq]u)['’ʼ]\Z")
_ABBREVIATION: Final = lazy_pattern(
    r"(?<!\w)(?:[nN][°º]|§|MM?\.|Mmes?|Mlles?|Drs?|Prs?|Mgr|Me|Ste?|pp?\.|art\.|av\.|apr\.|chap\.|fig\.|vol\.|cf\.)\Z"
)
_BEFORE_CAPITAL: Final = lazy_pattern(r"(?<!\w)(?:[^\W\d_a-zß-ÿ]|Ch|Ph|Th|t|ch)\.\Z")
"""Initials before a name, and words before a Roman numeral."""
_ABBREVIATION_ENDS: Final = frozenset(".°º§esrt")
_LONGEST_ABBREVIATION: Final = 6
_LONGEST_ELIDED: Final = 8
_DIALOGUE: Final = lazy_pattern(r"\s*(?:[«“\"]\s*)?[—–-]\Z")
_DIALOGUE_REACH: Final = 8
_HYPHENATED: Final = lazy_pattern(rf"(?<=[{LETTER}][-‐])(?=[{LETTER}])")
_DIGITS_JOINED: Final = lazy_pattern(r"(?<=\d[-‐–])(?=\d)")
_DIVIDED: Final = lazy_pattern(r"(?<=\w\u00ad)(?=\w)")
_DASHED: Final = lazy_pattern(rf"(?<=[{LETTER}0-9]—)(?=[{LETTER}0-9])")
_ELIDED: Final = "[mtl]['’](?:en|y)"
_PRONOUN: Final = "(?:je|tu|ils?|elles?|on|ce|nous|vous|moi|toi|lui|leur|les?|la|y|en)"
_TAIL: Final = lazy_pattern(rf"(?:t[-‐])?{_PRONOUN}(?:[-‐]{_PRONOUN})?(?![\w-])|{_ELIDED}(?![\w-])", re.IGNORECASE)
"""The end of an inversion or imperative: ``-t-il``, ``-elle``, ``-vous-en``, ``-le-moi``."""


class Rule(Enum):
    """Why a line does not break at an offset; the number is that of the rule above."""

    NOT_AN_OPPORTUNITY = "1: only after spaces, after hyphens between letters, after soft hyphens and zero width spaces"
    NO_BREAK_SPACE = "1: never at a no-break space or a word joiner"
    APOSTROPHE = "1: never after an apostrophe"
    BEFORE_CLOSING = "2: never before a closing sign, even after a space"
    AFTER_OPENING = "2: never after an opening sign, even before a space"
    SET_SPACE = "2: after a space of a set width, only before a word (UAX #14, LB19 to LB21a)"
    DASHES = "2: never between two dashes (UAX #14, LB17)"
    GROUPED_NUMBER = "3: never inside a number grouped by spaces"
    UNIT = "3: never between a number and its unit or currency"
    ABBREVIATION = "3: never after an abbreviation that announces a name or a number"
    DIGITS = "3: never between digits joined by a hyphen"
    INVERSION = "3: never before the pronoun of an inversion"
    DIALOGUE_DASH = "4: a dialogue dash stays with its word"
    GRAPHEME = "6: never inside a grapheme"


SOFT_RULES: Final = frozenset({Rule.GROUPED_NUMBER, Rule.UNIT, Rule.ABBREVIATION, Rule.INVERSION, Rule.DIALOGUE_DASH})
"""Rules that yield when what they keep together is wider than the column."""


def forbidding_rule(text: str, offset: int, *, english: bool = False) -> Rule | None:
    """Return the rule that forbids a break before ``text[offset]``; None if a line may break.

    ``text`` is one paragraph and ``offset`` a code point inside it. Folding of words wider than a
    line is not considered.
    """
    before = text[offset - 1]
    if before in _SPACE_SET:
        return _after_space(text, offset, english=english)
    if before == SOFT_HYPHEN:
        return None if _DIVIDED.match(text, offset) else Rule.NOT_AN_OPPORTUNITY
    if _HYPHENATED.match(text, offset):
        return Rule.INVERSION if not english and _TAIL.match(text, offset) else None
    if english and _DASHED.match(text, offset):
        return None
    if not is_boundary(text, offset):
        return Rule.GRAPHEME
    if before in _GLUE or text[offset] in _GLUE:
        return Rule.NO_BREAK_SPACE
    if before in _APOSTROPHES:
        return Rule.APOSTROPHE
    return Rule.DIGITS if _DIGITS_JOINED.match(text, offset) else Rule.NOT_AN_OPPORTUNITY


def _after_space(text: str, offset: int, *, english: bool) -> Rule | None:
    """Apply the rules for an offset after a breaking space."""
    after = text[offset]
    if after in _SPACE_SET:
        return Rule.NOT_AN_OPPORTUNITY
    end, floor = offset - 1, max(0, offset - LONG_SPACE_RUN)
    while end > floor and text[end - 1] in ALL_SPACES:
        end -= 1
    if end == 0:
        return Rule.NOT_AN_OPPORTUNITY
    if after in _GLUE or text[end - 1] in _JOINERS:
        return Rule.NO_BREAK_SPACE
    if not is_single_width(after, 0, 1) and not is_boundary(text, offset):
        return Rule.GRAPHEME
    if end == floor:
        return None
    before = text[end - 1]
    if not is_single_width(before, 0, 1):
        if not is_boundary(text, end):
            return Rule.GRAPHEME
        before = text[snap_back(text, end - 1)]
    if after in _CLOSING:
        return Rule.BEFORE_CLOSING
    if after in _STOPS and not text[offset + 1 : offset + 2].isdecimal():
        return Rule.BEFORE_CLOSING
    if after in _CLOSING_QUOTES and not text[offset + 1 : offset + 2].isalpha():
        return Rule.BEFORE_CLOSING
    if before in _OPENING:
        return Rule.AFTER_OPENING
    if before == after == "—":
        return Rule.DASHES
    if after in "—–" and _CLOSING_DASH.match(text, offset):
        return Rule.BEFORE_CLOSING
    if text[offset - 1] not in _TYPED_SPACES and (_HEBREW.match(before) or not _BEGINS_WORD.match(text, offset)):
        return Rule.SET_SPACE
    return _after_words(text, offset, end, english=english)


def _after_words(text: str, offset: int, end: int, *, english: bool) -> Rule | None:
    """Apply the rules for numbers, abbreviations and dialogue.

    The words before the spaces end at ``end``; the next ones begin at ``offset``.
    """
    before, after = text[end - 1], text[offset]
    if before.isdecimal():
        if after.isdecimal():
            grouped = _GROUP.match(text, offset) and _BEFORE_GROUP.search(text, max(0, end - 4), end)
            return Rule.GROUPED_NUMBER if grouped else None
        return Rule.UNIT if _UNIT.match(text, offset) else None
    if after.isdecimal() and (before in _CURRENCIES or (before == "h" and _HOUR.search(text, max(0, end - 3), end))):
        return Rule.UNIT
    if english:
        return None
    if before in _APOSTROPHES:
        return Rule.APOSTROPHE if _ELIDED_WORD.search(text, max(0, end - _LONGEST_ELIDED), end) else None
    if before in _ABBREVIATION_ENDS:
        first = max(0, end - _LONGEST_ABBREVIATION)
        if _ABBREVIATION.search(text, first, end) or (after.isupper() and _BEFORE_CAPITAL.search(text, first, end)):
            return Rule.ABBREVIATION
        if before == "°" and _DEGREES.search(text, max(0, end - 3), end) and _SCALE.match(text, offset):
            return Rule.UNIT
    if end <= _DIALOGUE_REACH and _DIALOGUE.match(text, 0, end):
        return Rule.DIALOGUE_DASH
    return None


def may_fold(text: str, offset: int, *, strict: bool) -> bool:
    """Return whether a word too long for its line may be folded before ``text[offset]``.

    ``strict`` also forbids folding beside an apostrophe or a guillemet; otherwise only spaces and
    signs on the wrong side are refused.
    """
    before, after = text[offset - 1], text[offset]
    if strict:
        return after not in _FOLD_NOT_BEFORE and before not in _FOLD_NOT_AFTER
    return after not in _NEVER_FIRST and before not in _NEVER_LAST
