"""Cognates: what a French sentence and its English share without a dictionary: numbers, names, marks and words alike."""

from __future__ import annotations

from collections import Counter
from itertools import chain, islice
from math import log
from typing import TYPE_CHECKING, Final, TypeAlias
from unicodedata import normalize

from reader.frozen import frozen_dataclass
from reader.text.lazy_regex import late_pattern
from reader.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_PREFIX_LENGTH: Final = 4
"""Letters that make two words cognates (Simard, Foster and Isabelle 1992): ``rare`` and ``rarely``, ``décret`` and ``decree``."""
_MAX_SENTENCE: Final = 1_000
"""Code points of one sentence that are looked at."""
_MAX_TOKEN: Final = 16
"""Code points of one word or number that are looked at."""
_TOKEN: Final = late_pattern(
    r"(\d{1,3}(?:[ .,\u00a0\u202f]\d{3})++(?:[.,]\d++)?|\d++(?:[.,]\d++)*+)"  # 46 000 and 46,000; 3,5 and 3.5
    r"|([^\W_]++)"
    r"|([?!;:%()«»“”\"‘—–…°€$£])"
)
_BEFORE_CAPITAL: Final = '«“"‘—–:('
"""What a capital letter may follow without making a name."""
_COMPARABLE_MARKS: Final[dict[str, str]] = {"«": "“", '"': "“", "‘": "“", "—": "“", "–": "“", "»": "", "”": "", ")": ""}
"""Marks as they are compared: a dialogue's dash stands where English has quotation marks; what closes adds nothing."""

_UNACCENTED: Final = {code: normalize("NFD", chr(code))[0] for code in range(0xC0, 0x180)} | str.maketrans(
    {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"}
)
"""Letters of French and its neighbors without their accents."""

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
"""Numbers in letters, folded; not ``un`` and ``one``, which are too many."""
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
"""Days and months, folded, under their English names."""
_SPELLED_OUT: Final = _NUMBERS | _CALENDAR
"""What is said in letters here and may be said in figures there, or in a word that looks otherwise."""
_IGNORED_WORDS: Final = frozenset(
    str.split(
        "ainsi alors apres aucun aucune aura aussi autre autres avaient avait avant avec avoir beaucoup bien celle celles celui"
        " cela cette ceux chaque chez comme comment contre dans depuis deja dont elle elles encore entre etaient etait etre eux"
        " faire fait fois font jamais leur leurs lors lorsque mais meme memes mieux moins nous notre ont parce pendant personne"
        " peut plus point pour pourquoi quand quel quelle quelque quelques quels quoi rien sans selon sera serait seul seule"
        " sont sous souvent suis toujours tous tout toute toutes tres trop vers voila vous votre"
        " about after again against also another back because been before being between both came come comes could does done"
        " down each even ever every from gave give goes gone have having here hers herself himself into itself just last like"
        " made make many might more most much must never nothing often once only other others over said same says shall should"
        " since some such than that their them then there these they this those though through told took under until upon very"
        " want well went were what when where which while whom whose will with without would your yours"
    )
)
"""Words of four letters and more that say too little, or that look like another word of the other language."""
_NOT_NAMES: Final = frozenset(str.split("m mm mme mmes mlle mr mrs ms dr madame monsieur mademoiselle i"))
"""Capitals that are no names."""


@frozen_dataclass(frozen=True, slots=True, eq=False)  # compared as what it is: signs are looked up by the thousand
class TokenKind:
    """How much the signs of one kind tell."""

    name: str
    chance_rate: float
    """How likely a sentence has it that is not the counterpart of one that has."""
    match_rate: float
    """How likely the counterpart has it, where some sentence of the other side has."""
    presence_rate: float
    """How likely some sentence of the other side has it; 0 where its absence says nothing."""


# Counted in the pairs aligned by hand (tests/text/links), then made more careful, because other translators are freer.
NUMBER: Final = TokenKind("number", 0.03, 0.9, 0.7)
"""Counted: 0.006, 0.995, 0.92."""
NAME: Final = TokenKind("name", 0.03, 0.9, 0.6)
"""Counted: 0.036, 0.994, 0.84."""
MARK: Final = TokenKind("mark", 0.1, 0.8, 0.6)
"""Counted: 0.12, 0.98, 0.97."""
WORD: Final = TokenKind("word", 0.03, 0.7, 0.0)
"""Counted: 0.007, 0.96, 0.19; but words that look alike are often no cognates."""

_MAX_TOKENS: Final = 2_000
"""Signs of one paragraph that are looked at: many times what 200 sentences of a book share with their English."""
_PRIOR_WEIGHT: Final = 2
"""How many sentences a kind's chance weighs as much as, against what is seen in the paragraph."""

_Token: TypeAlias = tuple[TokenKind, str]


@frozen_dataclass(frozen=True, slots=True)
class SharedTokens:
    """The signs that sentences of two sides have in common, as sets of bits, and what they tell.

    What something tells is the logarithm of how much likelier it is of two counterparts than of any two sentences.
    """

    french: tuple[int, ...]
    """The signs of each French sentence."""
    english: tuple[int, ...]
    """The signs of each English sentence."""
    french_only: tuple[float, ...]
    """What the signs of each French sentence tell that no English one has; never above 0."""
    english_only: tuple[float, ...]
    """What the signs of each English sentence tell that no French one has; never above 0."""
    one_sided: dict[int, float]
    """What each bit tells, never above 0, of two sentences when only one has it."""
    two_sided: dict[int, float]
    """What each bit tells when both have it, over ``apart`` for the one and for the other."""

    def one_sided_score(self, tokens: int) -> float:
        """Return what the signs of one side tell as long as nothing is known of the other."""
        return _total(self.one_sided, tokens)

    def match_gain(self, tokens: int) -> float:
        """Return what signs that both sides have add to ``alone`` of the one and of the other."""
        return _total(self.two_sided, tokens)


def shared_tokens(french: Sequence[str], english: Sequence[str]) -> SharedTokens:
    """Find what the sentences of a paragraph share with those of its English.

    A sign tells the more, the rarer it is in the paragraph. The first 1,000 code points of each sentence are looked at.
    """
    ours, theirs = [_tokens(words) for words in french], [_tokens(words) for words in english]
    names = {key for signs in chain(ours, theirs) for kind, key in signs if kind is NAME}
    left, right = _resolve_names(ours, names), _resolve_names(theirs, names)
    in_french, in_english = Counter(chain.from_iterable(left)), Counter(chain.from_iterable(right))
    others = max(0, len(french) + len(english) - 2)
    bits: dict[_Token, int] = {}
    apart: dict[int, float] = {}
    together: dict[int, float] = {}
    for sign in islice((sign for sign in in_french if sign in in_english), _MAX_TOKENS):
        kind, bit = sign[0], 1 << len(bits)
        seen = in_french[sign] + in_english[sign] - 2
        chance = min(0.95, (seen + _PRIOR_WEIGHT * kind.chance_rate) / (others + _PRIOR_WEIGHT))
        bits[sign] = bit
        apart[bit] = min(0.0, log((1 - kind.match_rate) / (1 - chance)))
        together[bit] = max(0.0, log(kind.match_rate / chance)) - 2 * apart[bit]
    own, english_own = _unmatched_scores(left, in_english), _unmatched_scores(right, in_french)
    return SharedTokens(_as_bits(left, bits), _as_bits(right, bits), own, english_own, apart, together)


def _resolve_names(side: list[list[_Token]], names: set[str]) -> list[dict[_Token, None]]:
    """Return each sign once, in order; names are words that are names anywhere: at a beginning, or ``russe`` by ``Russian``."""
    return [
        dict.fromkeys((NAME, key) if kind is WORD and key in names else (kind, key) for kind, key in signs)
        for signs in side
    ]


def _as_bits(side: list[dict[_Token, None]], bits: dict[_Token, int]) -> tuple[int, ...]:
    return tuple(sum(bits[sign] for sign in signs if sign in bits) for signs in side)


def _unmatched_scores(side: list[dict[_Token, None]], elsewhere: Counter[_Token]) -> tuple[float, ...]:
    return tuple(sum(log(1 - sign[0].presence_rate) for sign in signs if sign not in elsewhere) for signs in side)


def _total(tells: dict[int, float], signs: int) -> float:
    total = 0.0
    while signs:
        bit = signs & -signs
        total += tells[bit]
        signs ^= bit
    return total


def _tokens(sentence: str) -> list[_Token]:
    """Return the signs of one sentence, some of them more than once."""
    found: list[_Token] = []
    fresh = True
    for number, word, mark in _TOKEN.findall(sentence[:_MAX_SENTENCE].translate(_UNACCENTED)):
        sign, fresh = _normalize(number, word, mark, fresh)
        if sign is not None:
            found.append(sign)
    return found


def _normalize(number: str, word: str, mark: str, capital_is_no_name: bool) -> tuple[_Token | None, bool]:
    """Return the sign of one word without its accents, and whether a capital letter after it makes no name."""
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
    """Return the signs of some words of either language, with where each stands; equal ones of two languages are cognates."""
    found: list[tuple[Span, str]] = []
    fresh = True
    for token in _TOKEN.finditer(text):
        number, word, mark = token.groups(default="")
        sign, fresh = _normalize(number, word.translate(_UNACCENTED), mark, fresh)
        if sign is not None:
            found.append((Span(*token.span()), sign[1]))
    return found
