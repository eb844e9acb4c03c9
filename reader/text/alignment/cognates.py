"""Cognates: tokens that French and English share without a dictionary.

These are numbers, names, punctuation marks and similar words.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, islice
from math import log
from typing import TYPE_CHECKING, Final, TypeAlias
from unicodedata import normalize

from reader.frozen import frozen_dataclass
from reader.text.lazy_regex import lazy_pattern
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_PREFIX_LENGTH: Final = 4
"""Letters two words must share to be cognates (Simard, Foster and Isabelle 1992).

Examples: ``rare`` and ``rarely``, ``décret`` and ``decree``."""
_MAX_SENTENCE: Final = 1_000
"""Code points of a sentence that are examined."""
_MAX_TOKEN: Final = 16
"""Code points of a word or number that are compared."""
_TOKEN: Final = lazy_pattern(
    r"(\d{1,3}(?:[ .,\u00a0\u202f]\d{3})++(?:[.,]\d++)?|\d++(?:[.,]\d++)*+)"  # 46 000 and 46,000; 3,5 and 3.5
    r"|([^\W_]++)"
    r"|([?!;:%()«»“”\"‘—–…°€$£])"
)
_BEFORE_CAPITAL: Final = '«“"‘—–:('
"""Marks after which a capital letter does not indicate a name."""
_COMPARABLE_MARKS: Final[dict[str, str]] = {"«": "“", '"': "“", "‘": "“", "—": "“", "–": "“", "»": "", "”": "", ")": ""}
"""Marks in comparable form: a dialogue dash is an opening quotation mark.

Closing marks are dropped."""

_UNACCENTED: Final = {code: normalize("NFD", chr(code))[0] for code in range(0xC0, 0x180)} | str.maketrans(
    {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"}
)
"""Accented letters of French and its neighbors, without their accents."""

_NUMBERS: Final[dict[str, str]] = {
    word: str(number)
    for number, words in {
        1: "premier premiere first",
        2: "deux two deuxieme second seconde twice",
        3: "trois three troisieme third",
        4: "quatre four quatrieme fourth",
        5: "cinq five cinquieme fifth",
        6: "six sixieme sixth",
        7: "sept seven septieme seventh",
        8: "huit eight huitieme eighth",
        9: "neuf nine neuvieme ninth",
        10: "dix ten dixieme tenth",
        11: "onze eleven onzieme eleventh",
        12: "douze twelve douzieme twelfth",
        13: "treize thirteen",
        14: "quatorze fourteen",
        15: "quinze fifteen quinzieme fifteenth",
        16: "seize sixteen",
        20: "vingt twenty vingtaine vingtieme twentieth",
        30: "trente thirty trentaine",
        40: "quarante forty quarantaine",
        50: "cinquante fifty cinquantaine",
        60: "soixante sixty soixantaine",
        100: "cent cents hundred hundreds centaine centaines",
        1000: "mille thousand thousands millier milliers",
    }.items()
    for word in words.split()
}
"""Spelled-out numbers, folded. ``un`` and ``one`` are left out: they are too frequent."""
_CALENDAR: Final[dict[str, str]] = {
    word: pair.split()[1]
    for pair in [
        "lundi monday",
        "mardi tuesday",
        "mercredi wednesday",
        "jeudi thursday",
        "vendredi friday",
        "samedi saturday",
        "dimanche sunday",
        "janvier january",
        "fevrier february",
        "mars march",
        "avril april",
        "mai may",
        "juin june",
        "juillet july",
        "aout august",
        "septembre september",
        "octobre october",
        "novembre november",
        "decembre december",
    ]
    for word in pair.split()
}
"""Days and months, folded, mapped to their English names."""
_SPELLED_OUT: Final = _NUMBERS | _CALENDAR
"""Words that may be figures, or look different, in the other language."""
_IGNORED_WORDS: Final = frozenset(
    str.split(
        "ainsi alors apres aucun aucune aura aussi autre autres avaient avait avant avec avoir"
        " beaucoup bien celle celles celui cela cette ceux chaque chez comme comment contre dans"
        " depuis deja dont elle elles encore entre etaient etait etre eux faire fait fois font"
        " jamais leur leurs lors lorsque mais meme memes mieux moins nous notre ont parce pendant"
        " personne peut plus point pour pourquoi quand quel quelle quelque quelques quels quoi rien"
        " sans selon sera serait seul seule sont sous souvent suis toujours tous tout toute toutes"
        " tres trop vers voila vous votre about after again against also another back because been"
        " before being between both came come comes could does done down each even ever every from"
        " gave give goes gone have having here hers herself himself into itself just last like made"
        " make many might more most much must never nothing often once only other others over said"
        " same says shall should since some such than that their them then there these they this"
        " those though through told took under until upon very want well went were what when where"
        " which while whom whose will with without would your yours"
    )
)
"""Words of four letters or more that are too common, or false friends."""
_NOT_NAMES: Final = frozenset(str.split("m mm mme mmes mlle mr mrs ms dr madame monsieur mademoiselle i"))
"""Capitalized words that are not names."""


@frozen_dataclass(frozen=True, slots=True, eq=False)  # identity comparison is faster: tokens are dict keys
class TokenKind:
    """How much evidence tokens of one kind give."""

    name: str
    chance_rate: float
    """Probability that an unrelated sentence has the token."""
    match_rate: float
    """Probability that the counterpart has it, given that some sentence of the other side does."""
    presence_rate: float
    """Probability that some sentence of the other side has it; 0: absence means nothing."""


# Measured on the pairs aligned by hand (tests/text/links), then lowered: other translators are freer.
NUMBER: Final = TokenKind("number", 0.03, 0.9, 0.7)
"""Measured: 0.006, 0.995, 0.92."""
NAME: Final = TokenKind("name", 0.03, 0.9, 0.6)
"""Measured: 0.036, 0.994, 0.84."""
MARK: Final = TokenKind("mark", 0.1, 0.8, 0.6)
"""Measured: 0.12, 0.98, 0.97."""
WORD: Final = TokenKind("word", 0.03, 0.7, 0.0)
"""Measured: 0.007, 0.96, 0.19; but words that look alike are often not cognates."""

_MAX_TOKENS: Final = 2_000
"""Tokens of one paragraph that are compared: far more than 200 sentences of a book share."""
_PRIOR_WEIGHT: Final = 2
"""Weight of a kind's prior chance rate, in sentences, against counts from the paragraph."""

_Token: TypeAlias = tuple[TokenKind, str]


@frozen_dataclass(frozen=True, slots=True)
class SharedTokens:
    """The tokens that sentences of two sides share, as bit sets, and the evidence they give.

    Evidence is a log likelihood ratio: counterparts against any two sentences.
    """

    french: tuple[int, ...]
    """The tokens of each French sentence."""
    english: tuple[int, ...]
    """The tokens of each English sentence."""
    french_only: tuple[float, ...]
    """Evidence of the tokens of each French sentence that no English one has; never above 0."""
    english_only: tuple[float, ...]
    """Evidence of the tokens of each English sentence that no French one has; never above 0."""
    one_sided: dict[int, float]
    """Evidence of each bit when only one of two sentences has it; never above 0."""
    two_sided: dict[int, float]
    """Evidence of each bit when both have it, on top of ``one_sided`` of each."""

    def one_sided_score(self, tokens: int) -> float:
        """Return the evidence of one side's tokens before the other side is known."""
        return _total(self.one_sided, tokens)

    def match_gain(self, tokens: int) -> float:
        """Return what tokens of both sides add to ``one_sided_score`` of each."""
        return _total(self.two_sided, tokens)


def shared_tokens(french: Sequence[str], english: Sequence[str]) -> SharedTokens:
    """Find the tokens that the sentences of a paragraph share with those of its translation.

    The rarer a token in the paragraph, the more it counts. Only the first 1,000 code points of each
    sentence are examined.
    """
    ours, theirs = [_tokens(sentence) for sentence in french], [_tokens(sentence) for sentence in english]
    names = {key for tokens in chain(ours, theirs) for kind, key in tokens if kind is NAME}
    left, right = _resolve_names(ours, names), _resolve_names(theirs, names)
    in_french, in_english = Counter(chain.from_iterable(left)), Counter(chain.from_iterable(right))
    others = max(0, len(french) + len(english) - 2)
    bits: dict[_Token, int] = {}
    one_sided: dict[int, float] = {}
    two_sided: dict[int, float] = {}
    for token in islice((token for token in in_french if token in in_english), _MAX_TOKENS):
        kind, bit = token[0], 1 << len(bits)
        seen = in_french[token] + in_english[token] - 2
        chance = min(0.95, (seen + _PRIOR_WEIGHT * kind.chance_rate) / (others + _PRIOR_WEIGHT))
        bits[token] = bit
        one_sided[bit] = min(0.0, log((1 - kind.match_rate) / (1 - chance)))
        two_sided[bit] = max(0.0, log(kind.match_rate / chance)) - 2 * one_sided[bit]
    french_only, english_only = _unmatched_scores(left, in_english), _unmatched_scores(right, in_french)
    return SharedTokens(_as_bits(left, bits), _as_bits(right, bits), french_only, english_only, one_sided, two_sided)


def _resolve_names(side: list[list[_Token]], names: set[str]) -> list[dict[_Token, None]]:
    """Return each token once, in order. A word that is a name anywhere is a name everywhere.

    This covers a name at the start of a sentence, and ``russe`` for ``Russian``.
    """
    return [
        dict.fromkeys((NAME, key) if kind is WORD and key in names else (kind, key) for kind, key in tokens)
        for tokens in side
    ]


def _as_bits(side: list[dict[_Token, None]], bits: dict[_Token, int]) -> tuple[int, ...]:
    return tuple(sum(bits[token] for token in tokens if token in bits) for tokens in side)


def _unmatched_scores(side: list[dict[_Token, None]], other_side: Counter[_Token]) -> tuple[float, ...]:
    return tuple(sum(log(1 - token[0].presence_rate) for token in tokens if token not in other_side) for tokens in side)


def _total(evidence: dict[int, float], tokens: int) -> float:
    total = 0.0
    while tokens:
        bit = tokens & -tokens
        total += evidence[bit]
        tokens ^= bit
    return total


def _tokens(sentence: str) -> list[_Token]:
    """Return the tokens of one sentence, with repetitions."""
    found: list[_Token] = []
    capital_is_no_name = True
    for number, word, mark in _TOKEN.findall(sentence[:_MAX_SENTENCE].translate(_UNACCENTED)):
        token, capital_is_no_name = _normalize(number, word, mark, capital_is_no_name)
        if token is not None:
            found.append(token)
    return found


def _normalize(number: str, word: str, mark: str, capital_is_no_name: bool) -> tuple[_Token | None, bool]:
    """Return the token of an unaccented word, and whether a capital after it indicates no name."""
    if mark:
        same = _COMPARABLE_MARKS.get(mark, mark)
        return ((MARK, same) if same else None), capital_is_no_name or mark in _BEFORE_CAPITAL
    if number:
        return (NUMBER, "".join(filter(str.isdigit, number[:_MAX_TOKEN]))), False
    folded = word[:_MAX_TOKEN].lower()
    if folded in _SPELLED_OUT:
        return (NUMBER, _SPELLED_OUT[folded]), False
    if word[0].isupper() and not capital_is_no_name and folded not in _NOT_NAMES:
        return (NAME, folded[:_PREFIX_LENGTH]), False
    if len(folded) >= _PREFIX_LENGTH and folded not in _IGNORED_WORDS:
        return (WORD, folded[:_PREFIX_LENGTH]), False
    return None, False


def token_positions(text: str) -> list[tuple[Span, str]]:
    """Return the tokens of a text in either language, each with its span.

    Equal tokens of two languages are cognates.
    """
    found: list[tuple[Span, str]] = []
    capital_is_no_name = True
    for match in _TOKEN.finditer(text):
        number, word, mark = match.groups(default="")
        token, capital_is_no_name = _normalize(number, word.translate(_UNACCENTED), mark, capital_is_no_name)
        if token is not None:
            found.append((Span(*match.span()), token[1]))
    return found
